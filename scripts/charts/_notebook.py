"""Show an Altair chart of a notebook as the site's own drawing; the kernel of the build imports this.

Whoever runs the notebook by hand does not import it and gets Altair's live chart.
"""

import re
from html import escape

import altair as alt
import vl_convert

WIDTHS = {"wide": 680, "narrow": 340}
# Vega writes a description of each mark and axis; the drawing has one text alternative instead.
NOT_SHOWN = re.compile(
    r' (?:role|aria-\w+|pointer-events|class|xmlns:xlink|version)="[^"]*"|<path[^>]* display="none"/>'
)


def show(specification: dict, **_: object) -> tuple[dict[str, str], dict]:
    """The renderer: both widths of the chart as inline SVG; ValueError where it has no text alternative."""
    if not specification.get("description"):
        raise ValueError("a chart needs a text alternative: alt.Chart(…, description='…')")
    drawings = "".join(_draw(specification, name, width) for name, width in WIDTHS.items())
    label = escape(specification["description"])
    return {"text/html": f'<div class="drawing" role="img" aria-label="{label}">{drawings}</div>'}, {}


def _draw(specification: dict, name: str, width: int) -> str:
    """One width, as one element without style, with ids that no other drawing of the page has."""
    fitted = {"autosize": {"type": "fit-x", "contains": "padding"}, "background": None} | specification
    svg = vl_convert.vegalite_to_svg(fitted | {"width": width})
    svg = NOT_SHOWN.sub("", svg)
    svg = re.sub(r"\d+\.\d{2,}", lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), svg)
    svg = re.sub(r'<svg [^>]*viewBox="([^"]*)">', rf'<svg class="{name}" viewBox="\1">', svg, count=1)
    return _rename_clips(svg, f"{specification['data']['name']}-{name}")


def _rename_clips(svg: str, prefix: str) -> str:
    """Vega counts clip ids per process: number them by drawing."""
    for number, clip in enumerate(dict.fromkeys(re.findall(r'id="(clip\d+)"', svg)), start=1):
        svg = re.sub(rf"\b{clip}\b", f"{prefix}-clip-{number}", svg)
    return svg


alt.renderers.register("site", show)
alt.renderers.enable("site")
