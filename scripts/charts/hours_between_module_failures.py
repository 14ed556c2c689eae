"""Hours between failures of any optical module, by how often one fails

Two logarithmic axes: how often one module fails to the right, hours until any of a machine's modules fails upwards. A
falling line for the modules of CloudMatrix 384 by estimate, with marks where a seller's claim and this page's assumption lie. GB200 NVL72 has
no optical modules in its domain and no line. Dashed lines mark a day and a month.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import reliability_of_domains as chapter
from scripts.computed import result
from scripts.facts import fact, sources_of

RATES = (100, 300, 1000, 3000, 10000)


def data() -> pd.DataFrame:
    """One row a failure rate of one module: hours between failures of all; marks have a name."""
    modules = result("cm384_modules")
    count = float(modules.to("count"))
    seller = fact("optics-800g", "mean-time-between-failures")
    rows = [{"fit": float(fit), "mark": "", "source": modules.source} for fit in RATES]
    claimed = 1e9 / seller.to("hour")
    rows += [
        {"fit": chapter.FIT_OF_A_MODULE, "mark": "assumed here", "source": modules.source},
        {"fit": claimed, "mark": "a seller's claim", "source": f"{modules.source};{sources_of([seller])}"},
    ]
    return pd.DataFrame(rows).assign(hours=lambda f: 1e9 / f["fit"] / count)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """A line with two marks."""
    frame = data()
    axis = alt.Axis(title="failures of one module in a billion hours", values=[100, 1000, 10000], format=",~g")
    x = alt.X("fit:Q", scale=alt.Scale(type="log", domain=[100, 10000]), axis=axis)
    y = alt.Y(
        "hours:Q",
        scale=alt.Scale(type="log", domain=[10, 2000]),
        axis=alt.Axis(title="hours", values=[10, 100, 1000], format=",~g"),
    )
    colour = _theme.MAKERS["Huawei"]
    line = alt.Chart(frame[frame["mark"] == ""]).mark_line(color=colour, strokeWidth=2).encode(x=x, y=y)
    marks = alt.Chart(frame[frame["mark"] != ""]).mark_point(color=colour, size=90, opacity=1).encode(x=x, y=y)
    names = alt.Chart(frame[frame["mark"] != ""]).mark_text(align="left", dx=9, dy=-7).encode(x=x, y=y, text="mark:N")
    spans = pd.DataFrame({"hours": [24.0, 30 * 24.0], "text": ["a day", "a month"], "fit": [10000.0, 10000.0]})
    rules = alt.Chart(spans).mark_rule(strokeDash=[4, 3]).encode(y=y)
    words = alt.Chart(spans).mark_text(align="right", dy=-7, color=_theme.SOFT).encode(x=x, y=y, text="text:N")
    return alt.layer(rules, words, line, marks, names).properties(width=width - 70, height=260)
