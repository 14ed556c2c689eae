"""How long a build takes, as ratios to floors that the same machine sets: `make bench`. Timings are no tests.

Each step stands beside the least work that it cannot do without: drawings beside vl-convert over their specifications
alone, rendering beside Python-Markdown over the same pages alone. A ratio holds on any machine; seconds are its own.
"""

import json
import time
from collections.abc import Callable

import markdown
import vl_convert

from scripts import ROOT, build, checks, figures, notebooks
from scripts.charts import _theme

ROUNDS = 3  # the least of them counts: what else runs on the machine only adds


def least(work: Callable[[], object]) -> float:
    """Seconds of the quickest round."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def specifications() -> list[dict]:
    """Both drawings of every figure, as they went to vl-convert."""
    import importlib

    modules = [importlib.import_module(f"scripts.charts.{name}") for name in figures.names()]
    return [module.chart(width).to_dict() for module in modules for width in (_theme.WIDE, _theme.NARROW)]


def texts() -> list[str]:
    """Every page as Markdown."""
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]


def main() -> int:
    """Print steps, seconds, floors and ratios, and how long the whole is."""
    import os

    os.environ["SOURCE_DATE_EPOCH"] = build.epoch()
    specs, pages = specifications(), texts()
    plain = markdown.Markdown(extensions=["tables", "attr_list", "md_in_html"])
    rows: list[tuple[str, float, float | None]] = [
        ("check the data", least(checks.check), None),
        ("draw the figures, no PNG", least(lambda: figures.draw_all(False)), least(lambda: [vl_convert.vegalite_to_svg(s) for s in specs])),
        ("run the notebooks", least(lambda: notebooks.execute_notebooks(ROOT)), None),
        ("check the pages, write the generated ones", least(build.check_pages), None),
        ("render", least(lambda: build.render(ROOT / ".build" / "bench-site")), least(lambda: [plain.reset().convert(t) for t in pages])),
    ]  # fmt: skip
    for name, seconds, floor in rows:
        print(f"{name:44}{seconds:7.2f} s" + (f"  floor {floor:6.2f} s  ratio {seconds / floor:5.1f}" if floor else ""))
    weight = len(json.dumps(specs))
    print(
        f"{'all':44}{sum(seconds for _, seconds, _ in rows):7.2f} s  ({len(specs)} drawings, {weight:,} bytes; {len(pages)} pages)"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
