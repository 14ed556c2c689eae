"""Execute the notebooks, and let MkDocs render them like any other page.

docs/notebooks/<name>.py (percent format, no outputs)
  → `execute_notebooks`, called by scripts.build: docs/notebooks/<name>.ipynb, with outputs
  → mkdocs-jupyter with the template in docs/overrides/notebook: Markdown, outputs as HTML blocks
  → `on_page_content`, a hook of MkDocs: MkDocs's own renderer

So a Markdown cell has the same extensions, checked links, heading ids and search as a page. There is no cache: the
notebooks run side by side in a few seconds, and no output can be older than the data.
"""

import asyncio
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import jupytext
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from mkdocs.structure.pages import Page
from mkdocs.utils import meta
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, writes
from nbformat.v4 import new_output

SECONDS_PER_CELL = 60
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}
DRAW_AS_THE_SITE = "--IPKernelApp.exec_lines=__import__('scripts.charts._notebook')"
# pandas writes these into every table; the policy refuses the styles, and the site's own style does the work.
OF_PANDAS = re.compile(r'<style scoped>.*?</style>\s*| border="1"| class="dataframe"| style="[^"]*"', re.DOTALL)
REFUSED = {
    "script or style in the output (draw with Altair)": re.compile(r"<(?:script|style|link|iframe)\b|\sstyle="),
    "a memory address in the output: it differs at every build": re.compile(r"\b0x[0-9a-f]{6,}\b"),
}
TEMPLATE = Path(__file__).parents[1] / "docs" / "overrides" / "notebook"
END = "<!-- end of the notebook -->"


class NotebookError(Exception):
    """What is wrong in the notebooks: a line for each fault, with file and line."""


# Executing


def execute_notebooks(root: Path) -> None:
    """Run every notebook and write it with its outputs; NotebookError holds the faults of all of them."""
    folder = root / "docs" / "notebooks"
    sources = sorted(folder.glob("*.py"))
    for orphan in set(folder.glob("*.ipynb")) - {source.with_suffix(".ipynb") for source in sources}:
        orphan.unlink()
    faults = asyncio.run(_execute_all(sources, root))
    if faults:
        raise NotebookError("\n".join(faults))


def read_cells(source: Path) -> list[tuple[int, NotebookNode]]:
    """The cells, each with the line of the file where its text begins; front matter is a raw cell."""
    text = source.read_text(encoding="utf-8")
    cells = jupytext.reads(text, fmt="py:percent").cells
    lines = text.splitlines()
    starts = [_text_begins(lines, number) for number, line in enumerate(lines, start=1) if line.startswith("# %%")]
    if cells and cells[0].cell_type == "raw":
        starts.insert(0, 1)
    if len(starts) != len(cells):
        raise NotebookError(f"{source}:1: a text stands outside the cells; begin every cell with '# %%'")
    return list(zip(starts, cells, strict=True))


def _text_begins(lines: list[str], marker: int) -> int:
    """The first line below the marker that is not blank, as jupytext drops blank ones."""
    below = enumerate(lines[marker:], start=marker + 1)
    return next((number for number, line in below if line.strip()), marker)


async def _execute_all(sources: list[Path], root: Path) -> list[str]:
    """Run the notebooks side by side, a kernel each."""
    with tempfile.TemporaryDirectory() as profile:
        found = await asyncio.gather(*(_execute(source, root, profile) for source in sources))
    return [fault for faults in found for fault in faults]


async def _execute(source: Path, root: Path, profile: str) -> list[str]:
    """Run one notebook, write it, return its faults; with a fault nothing is left that could be shipped."""
    placed = read_cells(source)
    notebook = NotebookNode(nbformat=4, nbformat_minor=5, metadata=NotebookNode(METADATA), cells=[c for _, c in placed])
    await _run_kernel(notebook, root, profile)
    notebook.metadata = NotebookNode(METADATA)  # without the version of Python that the kernel adds
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"  # jupytext draws it at random
        _tidy_tables(cell)
    name = source.relative_to(root).as_posix()
    faults = [f"{name}:{start + offset}: {fault}" for start, cell in placed for offset, fault in _faults(cell, root)]
    _write(source.with_suffix(".ipynb"), "" if faults else writes(notebook) + "\n")
    return faults


async def _run_kernel(notebook: NotebookNode, root: Path, profile: str) -> None:
    """Execute in place, by this Python and this project, whatever else the user has installed or set up."""
    client = NotebookClient(
        notebook,
        km=_kernel(profile),
        timeout=SECONDS_PER_CELL,
        coalesce_streams=True,
        record_timing=False,
        extra_arguments=[DRAW_AS_THE_SITE],
        resources={"metadata": {"path": str(root)}},
    )
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONHASHSEED": "0", "IPYTHONDIR": profile}
    try:
        await client.async_execute(env=environment, cleanup_kc=True)
    except CellExecutionError:
        pass  # stands among the outputs of its cell
    except (CellTimeoutError, DeadKernelError) as error:
        stopped = next(c for c in notebook.cells if c.cell_type == "code" and c.source and c.execution_count is None)
        what = f"took over {SECONDS_PER_CELL} s" if isinstance(error, CellTimeoutError) else "the kernel died"
        stopped.outputs.append(new_output("error", ename=type(error).__name__, evalue=what))


def _kernel(profile: str) -> AsyncKernelManager:
    """This Python rather than a kernel that the user has registered; talk by files, which no other user can hear."""
    connection = tempfile.mktemp(suffix=".json", dir=profile)
    specs = KernelSpecManager(kernel_dirs=[])
    return AsyncKernelManager(kernel_spec_manager=specs, transport="ipc", connection_file=connection)


def _tidy_tables(cell: NotebookNode) -> None:
    """Make plain tables of those of pandas."""
    for output in cell.get("outputs", []):
        html = output.get("data", {}).get("text/html", "")
        if 'class="dataframe"' in html:
            output.data["text/html"] = OF_PANDAS.sub("", html)


def _faults(cell: NotebookNode, root: Path) -> Iterator[tuple[int, str]]:
    """What may not be published, with the line within the cell, from 0."""
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            yield _line_of_error(output.traceback), f"{output.ename}: {output.evalue}"
        elif output.get("name") == "stderr":
            yield 0, f"a warning: {output.text.strip()}"
        shown = output.get("text", "") + "".join(output.get("data", {}).values())
        yield from ((0, fault) for fault, pattern in REFUSED.items() if pattern.search(shown))
        if str(root) in shown:
            yield 0, "the path of this machine in the output"


def _line_of_error(traceback: list[str]) -> int:
    """The line within the cell, from 0, out of IPython's "Cell In[3], line 2"."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(traceback))
    found = re.search(r"Cell In\s?\[\d+\], line (\d+)", plain)
    return int(found[1]) - 1 if found else 0


def _write(target: Path, text: str) -> None:
    """Write where it changed, so that `mkdocs serve` reloads only then; no text, no file."""
    if not text:
        target.unlink(missing_ok=True)
    elif not target.exists() or target.read_text(encoding="utf-8") != text:
        target.write_text(text, encoding="utf-8")


# Rendering: hooks of MkDocs


def on_config(config):
    """Put our template before the one of mkdocs-jupyter, by the way that nbconvert documents."""
    os.environ["JUPYTER_PATH"] = str(TEMPLATE)
    return config


def on_page_content(html, page, config, files):
    """Render the Markdown that mkdocs-jupyter made of a notebook, as MkDocs renders a page."""
    if not page.file.src_uri.endswith(".ipynb"):
        return html
    # mkdocs-jupyter adds a style sheet behind whatever the template wrote
    page.markdown, page.meta = meta.get_data(html.partition(END)[0])
    page.edit_url = page.edit_url and page.edit_url.replace(".ipynb", ".py")
    Page.render(page, config, files)
    return page.content
