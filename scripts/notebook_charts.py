"""Show an Altair chart of a notebook as a drawing of the site; the build has its kernels import this first.

Whoever runs the notebook by hand does not import it, and gets Altair's live chart.
"""

import re
from html import escape
from itertools import count

import altair as alt
import vl_convert

from scripts.charts import _theme
from scripts.figures import inline

shown = count(1)  # a kernel serves one notebook, so this numbers the drawings of a page


def show(specification: dict, **_: object) -> tuple[dict[str, str], dict]:
    """The renderer: the chart at both widths. Raises ValueError for a chart that some could not read."""
    if not specification.get("description"):
        raise ValueError("a chart needs a text alternative: alt.Chart(…, description='…')")
    if not {"mark", "layer"} & specification.keys():
        raise ValueError("a chart in a notebook is one view or layers, to be drawn for a phone too")
    name = f"drawing-{next(shown)}"
    wide = inline(draw(specification, _theme.WIDE), f"{name}-w", "wide")
    narrow = inline(draw(specification, _theme.NARROW), f"{name}-n", "narrow")
    label = escape(specification["description"])
    return {"text/html": f'<div class="drawing" role="img" aria-label="{label}">{wide}{narrow}</div>'}, {}


def draw(specification: dict, width: int) -> str:
    """The chart with its axes and labels in a given width, in px. Raises ValueError at a fixed colour."""
    fit = {"width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    svg = vl_convert.vegalite_to_svg(specification | fit)
    if fixed := re.search(r'(?:fill|stroke)="(#\w+)"', svg):
        raise ValueError(f"{fixed[1]} is the same in light and dark; take colours from scripts.charts._theme")
    return svg


alt.renderers.register("site", show)
alt.renderers.enable("site")
