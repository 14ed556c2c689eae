"""Execute the notebooks, and let MkDocs render them like any other page.

docs/notebooks/<name>.py (percent format, no outputs)
  → `execute_notebooks`, called by scripts.build: docs/notebooks/<name>.ipynb, with outputs
  → mkdocs-jupyter with the template in scripts/notebook_template: Markdown, outputs as blocks of HTML
  → `on_page_content`, a hook of MkDocs: MkDocs's own renderer

So a Markdown cell has the same extensions, checked links, heading ids and search as a page. There is no
cache: the notebooks run side by side in seconds, and no output can be older than the data.
"""

import asyncio
import os
import re
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import jupytext
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import meta
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, writes
from nbformat.v4 import new_notebook, new_output

from scripts import ROOT
from scripts.contract import Problem, Refused

KERNELS = 2  # at a time
SECONDS_PER_CELL = 60
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}
DRAW_AS_THE_SITE = "--IPKernelApp.exec_lines=__import__('scripts.notebook_charts')"
REFUSED = {
    "script or style in the output; draw with Altair": re.compile(r"<(?:script|style|link)\b|\sstyle="),
    "a memory address in the output; it differs at every build": re.compile(r"\b0x[0-9a-f]{6,}\b"),
}
TEMPLATES = ROOT / "scripts" / "notebook_template"
END = "<!-- end of the notebook -->"

# A cell, and the line of the file where its text begins.
Placed = tuple[int, NotebookNode]


# --- Executing ---


def execute_notebooks(root: Path) -> None:
    """Run every notebook and write it with its outputs. Raises Refused with what is wrong in any of them."""
    folder = root / "docs" / "notebooks"
    notebooks = {source: read_cells(source) for source in sorted(folder.glob("*.py"))}
    for orphan in set(folder.glob("*.ipynb")) - {source.with_suffix(".ipynb") for source in notebooks}:
        orphan.unlink()
    problems = asyncio.run(_execute_all(notebooks, root))
    if problems:
        raise Refused(problems)


def read_cells(source: Path) -> list[Placed]:
    """The cells of a percent file; front matter is a raw cell. Raises Refused where text is in no cell."""
    text = source.read_text(encoding="utf-8")
    cells = jupytext.reads(text, fmt="py:percent").cells
    lines = text.splitlines()
    markers = [number for number, line in enumerate(lines, start=1) if line.startswith("# %%")]
    starts = [_text_begins(lines, marker) for marker in markers]
    if text.startswith("# ---\n"):
        starts.insert(0, 1)
    if len(starts) != len(cells):
        raise Refused([Problem(_file(source), 1, "text stands outside the cells; begin each with '# %%'")])
    return list(zip(starts, cells, strict=True))


def _file(source: Path) -> str:
    """The name of a notebook in messages."""
    return f"docs/notebooks/{source.name}"


def _text_begins(lines: list[str], marker: int) -> int:
    """The first line below the marker that is not blank, as jupytext drops blank ones."""
    below = enumerate(lines[marker:], start=marker + 1)
    return next((number for number, line in below if line.strip()), marker)


async def _execute_all(notebooks: dict[Path, list[Placed]], root: Path) -> list[Problem]:
    """Run the notebooks side by side, each in a kernel of its own."""
    turn = asyncio.Semaphore(KERNELS)

    async def in_turn(source: Path, placed: list[Placed]) -> list[Problem]:
        async with turn:
            return await _execute(source, placed, root, Path(scratch))

    with tempfile.TemporaryDirectory() as scratch:
        found = await asyncio.gather(*(in_turn(source, placed) for source, placed in notebooks.items()))
    return [problem for problems in found for problem in problems]


async def _execute(source: Path, placed: list[Placed], root: Path, scratch: Path) -> list[Problem]:
    """Run one notebook and write it; with a problem nothing is left that could be published."""
    notebook = new_notebook(cells=[cell for _, cell in placed], metadata=METADATA)
    await _run_kernel(notebook, source.stem, root, scratch)
    notebook.metadata = NotebookNode(METADATA)  # without the version of Python that the kernel adds
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"  # jupytext draws it at random
        _tidy_tables(cell)
    faults = ((start + line, text) for start, cell in placed for line, text in _faults(cell, root))
    problems = [Problem(_file(source), line, text) for line, text in faults]
    _write(source.with_suffix(".ipynb"), "" if problems else writes(notebook) + "\n")
    return problems


async def _run_kernel(notebook: NotebookNode, name: str, root: Path, scratch: Path) -> None:
    """Execute in place, by this Python and this project, whatever else the user has installed or set up."""
    kernel = AsyncKernelManager(
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),  # this Python, not one that the user registered
        transport="ipc",  # files that no other user of the machine can read
        connection_file=str(scratch / f"{name}.json"),
    )
    begun: list[NotebookNode] = []
    client = NotebookClient(
        notebook,
        km=kernel,
        timeout=SECONDS_PER_CELL,
        coalesce_streams=True,  # else a text is cut wherever the kernel happened to flush
        record_timing=False,
        extra_arguments=[DRAW_AS_THE_SITE],
        on_cell_execute=lambda cell, cell_index: begun.append(cell),
        resources={"metadata": {"path": str(root)}},
    )
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONHASHSEED": "0", "IPYTHONDIR": str(scratch)}
    try:
        await client.async_execute(env=environment, cleanup_kc=True)
    except CellExecutionError:
        pass  # stands among the outputs of its cell
    except (CellTimeoutError, DeadKernelError) as error:
        what = f"over {SECONDS_PER_CELL} s" if isinstance(error, CellTimeoutError) else "the kernel died"
        begun[-1].outputs.append(new_output("error", ename=type(error).__name__, evalue=what))


def _tidy_tables(cell: NotebookNode) -> None:
    """Make plain tables of those of pandas: no style, and one row of headings where pandas writes two."""
    for output in cell.get("outputs", []):
        html = output.get("data", {}).get("text/html", "")
        if 'class="dataframe"' in html:
            html = re.sub(r"<style scoped>.*?</style>\s*", "", html, flags=re.DOTALL)
            html = re.sub(r' border="1"| class="dataframe"| style="[^"]*"', "", html)
            heading, empty = r"<th>[^<]+</th>", "<th></th>"
            named = rf"{empty}((?:\s*{heading})+\s*</tr>)\s*<tr>\s*({heading})(?:\s*{empty})+\s*</tr>"
            output.data["text/html"] = re.sub(named, r"\2\1", html).replace(empty, "<td></td>")


def _faults(cell: NotebookNode, root: Path) -> Iterator[tuple[int, str]]:
    """What may not be published, with the line within the cell, from 0."""
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            yield _line_of_error(output.get("traceback", [])), f"{output.ename}: {output.evalue}"
            continue
        if output.get("name") == "stderr":
            said = re.sub(r"^\S+\.py:\d+: ", "", output.text.strip()).partition("\n")[0]
            yield 0, f"a warning: {said}"
            continue
        data = output.get("data", {"text/plain": output.get("text", "")})
        shown = data.get("text/html") or data["text/plain"]
        if "text/html" not in data and len(data) > 1:
            yield 0, f"an output of type {min(data)}; only HTML and plain text are shown"
        yield from ((0, fault) for fault, pattern in REFUSED.items() if pattern.search(shown))
        if str(root) in shown:
            yield 0, "a path of this machine in the output"


def _line_of_error(traceback: list[str]) -> int:
    """The line within the cell, from 0, out of IPython's "Cell In[3], line 2"."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(traceback))
    found = re.search(r"Cell In\s?\[\d+\], line (\d+)", plain)
    return int(found[1]) - 1 if found else 0


def _write(target: Path, text: str) -> None:
    """Write where it changed, so that what watches files is not woken; no text, no file."""
    if not text:
        target.unlink(missing_ok=True)
    elif not target.exists() or target.read_text(encoding="utf-8") != text:
        target.write_text(text, encoding="utf-8")


# --- Rendering: hooks of MkDocs ---


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Have nbconvert find our template before that of mkdocs-jupyter, which goes by the same name."""
    os.environ["JUPYTER_PATH"] = str(TEMPLATES)
    return config


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Render the Markdown that mkdocs-jupyter made of a notebook as MkDocs renders a page."""
    if not page.file.src_uri.endswith(".ipynb"):
        return html
    text = unescape(html.partition(END)[0])  # behind the mark stands a style sheet that mkdocs-jupyter adds
    page.markdown, page.meta = meta.get_data(text)
    page.edit_url = page.edit_url and page.edit_url.replace(".ipynb", ".py")
    Page.render(page, config, files)
    assert page.content is not None
    return page.content
