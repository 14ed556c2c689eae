"""Draw every module of scripts/charts and scripts/explorables: pictures, tables, downloads.

Each figure is drawn twice, for a wide and a narrow column, from the same rows. What the pages show goes to
.build/figures/<id>.json; what readers take away goes to docs/figures/. An explorable is a figure first; scripts/live.py adds
what makes it come alive.
"""

import csv
import importlib
import io
import json
import math
import pkgutil
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType

from scripts import ROOT, facts, wording
from scripts.contract import Problem, Refused

TAKE_AWAY = ROOT / "docs" / "figures"
PARTS = ROOT / ".build" / "figures"
FOLDERS = ("charts", "explorables")


def names(*folders: str) -> list[str]:
    """Ids of all figures: the files of scripts/charts and scripts/explorables that do not begin with an underscore."""
    paths = [str(ROOT / "scripts" / folder) for folder in folders or FOLDERS]
    return sorted(m.name for m in pkgutil.iter_modules(paths) if m.name[0] != "_")


def file_of(name: str) -> str:
    """The file of a figure, as a message names it. Raises Refused where both folders have one of that name."""
    files = [file for folder in FOLDERS if (ROOT / (file := f"scripts/{folder}/{name}.py")).exists()]
    if len(files) > 1:
        raise Refused([Problem(file, 1, "charts and explorables share one namespace; rename one") for file in files])
    return files[0]


def module_of(name: str) -> ModuleType:
    """The module of a figure."""
    return importlib.import_module(file_of(name).removesuffix(".py").replace("/", "."))


def draw_all(pictures: bool = True) -> None:
    """Draw all figures in two processes. Raises Refused with what is wrong in any of them."""
    for folder in (TAKE_AWAY, PARTS):
        folder.mkdir(parents=True, exist_ok=True)
    wanted = names()
    with ProcessPoolExecutor(2) as pool:
        problems = [p for found in pool.map(draw, wanted, [pictures] * len(wanted)) for p in found]
    if problems:
        raise Refused(problems)
    for folder in (TAKE_AWAY, PARTS):
        for path in folder.iterdir():
            if path.name.split(".")[0] not in wanted:
                path.unlink()
    for path in (ROOT / "docs" / "explorables").glob("*.js"):
        if path.stem not in wanted:
            path.unlink()


def draw(name: str, pictures: bool = True) -> list[Problem]:
    """Draw one figure and write its files; the problems found in its module."""
    import vl_convert

    from scripts import live
    from scripts.charts import _theme

    file = file_of(name)
    try:
        module = module_of(name)
    except Exception as error:
        return [Problem(file, 1, f"{type(error).__name__}: {error}")]
    title, alternative = texts(module.__doc__ or "")
    problems = [Problem(file, 1, unsourced(match.group(0))) for match in wording.bare(free(f"{title}. {alternative}"))]
    try:
        with facts.traced() as used:
            frame = module.data()
        if "source" not in frame or frame["source"].isna().any() or (frame["source"] == "").any():
            return [
                *problems,
                Problem(file, 1, "data() has a row without a source; every row names its source ids"),
            ]
        specs = {width: module.chart(width).to_dict() for width in (_theme.WIDE, _theme.NARROW)}
    except Exception as error:
        return [*problems, Problem(file, 1, f"{type(error).__name__}: {error}")]
    drawings = {width: vl_convert.vegalite_to_svg(spec) for width, spec in specs.items()}
    wide = drawings[_theme.WIDE]
    columns, rows = (
        [str(column) for column in frame.columns],
        [[cell(v) for v in row] for row in frame.to_numpy().tolist()],
    )
    write(PARTS / f"{name}.json", json.dumps({
        "title": title, "alternative": alternative, "columns": columns, "rows": rows, "dates": dates(used),
        "wide": inline(wide, name + "-w", "wide"), "narrow": inline(drawings[_theme.NARROW], name + "-n", "narrow"),
    }, ensure_ascii=False))  # fmt: skip
    if file.startswith("scripts/explorables/"):
        problems += live.write(name, module, specs, drawings)
    write(TAKE_AWAY / f"{name}.csv", table(columns, rows))
    write(
        TAKE_AWAY / f"{name}.vl.json",
        _theme.resolved(json.dumps(specs[_theme.WIDE], indent=1, ensure_ascii=False)) + "\n",
    )
    plain = on_white(_theme.resolved(renumbered(wide, "")))
    write(TAKE_AWAY / f"{name}.svg", plain)
    if pictures or not (TAKE_AWAY / f"{name}.png").exists():
        write(TAKE_AWAY / f"{name}.png", vl_convert.svg_to_png(plain, scale=2))
    return problems


def dates(rows: list[facts.Row]) -> list[str]:
    """When the figures of these rows held, sorted."""
    return sorted({row.as_of for row in rows if not isinstance(row, facts.Part)})


def unsourced(number: str) -> str:
    """What to say of a number typed into a docstring."""
    return f"{number!r} is typed in the docstring; the build adds the range from the data, so say it without numbers"


def free(text: str) -> str:
    """A docstring without the names that hold digits."""
    from scripts import links

    return links.mask(text, [links.names()])


def texts(docstring: str) -> tuple[str, str]:
    """Title and text alternative of a chart module."""
    title, _, rest = docstring.strip().partition("\n")
    return title.strip().rstrip("."), " ".join(rest.split())


def cell(value: object) -> str:
    """A cell of the table behind a figure."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def table(columns: list[str], rows: list[list[str]]) -> str:
    """The rows as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([columns, *rows])
    return text.getvalue()


def write(path: Path, content: str | bytes) -> None:
    """Write a file only where it changed, so that what watches files is not woken."""
    raw = content.encode() if isinstance(content, str) else content
    if not path.exists() or path.read_bytes() != raw:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


def inline(svg: str, prefix: str, kind: str) -> str:
    """A drawing fit to stand in a page: no style attribute, no size, ids of its own, rounded, in the page's font."""
    svg = re.sub(r"<\?xml[^>]*>|<!DOCTYPE[^>]*>", "", svg)
    box = re.search(r'viewBox="([^"]*)"', svg)
    head = f'<svg class="{kind}" viewBox="{box.group(1) if box else ""}" aria-hidden="true" focusable="false">'
    svg = re.sub(r"<svg[^>]*>", head, svg, count=1)
    svg = re.sub(r"\s(?:aria-\w+|role)=\"[^\"]*\"(?![^<]*<svg)", "", svg[len(head) :])
    svg = re.sub(r' font-family="[^"]*"| style="[^"]*"| pointer-events="none"| class="[^"]*"', "", svg)
    svg = re.sub(r"<(path|rect)[^>]*\sclass=\"background\"[^>]*>(?:</\1>)?", "", svg)
    svg = re.sub(r'<path d="M0[^"]*" (?:stroke="transparent"|fill="none" stroke="none")/?>(?:</path>)?', "", svg)
    svg = re.sub(r'fill="transparent" stroke="transparent"', 'fill="none"', svg)
    svg = renumbered(svg, prefix)
    svg = re.sub(r"<[^>]*>", lambda tag: rounded(tag[0]), svg)  # what stands between tags is text for the reader
    svg = re.sub(r'<path(?: d="")? display="none"/>', "", svg)
    while "<g></g>" in svg:
        svg = svg.replace("<g></g>", "")
    return head + svg.strip()


def rounded(tag: str) -> str:
    """A tag of a drawing with two decimals at most."""
    return re.sub(r"(?<![\w#-])-?\d+\.\d{3,}", lambda m: f"{float(m.group(0)):.2f}".rstrip("0").rstrip("."), tag)


def renumbered(svg: str, prefix: str) -> str:
    """A drawing with ids of its own: Vega counts them per process, so they depend on what was drawn before."""
    ids = {old: f"{prefix or 'clip'}{n}" for n, old in enumerate(dict.fromkeys(re.findall(r'\bid="([^"]+)"', svg)))}
    pattern = re.compile(
        "|".join(rf'(?<=id="){re.escape(old)}(?=")|(?<=url\(#){re.escape(old)}(?=\))' for old in ids) or "(?!)"
    )
    return pattern.sub(lambda match: ids[match[0]], svg)


def on_white(svg: str) -> str:
    """A drawing that leaves the site, on its own paper."""
    return re.sub(r"(<svg[^>]*>)", r'\1<rect width="100%" height="100%" fill="#ffffff"/>', svg, count=1)
