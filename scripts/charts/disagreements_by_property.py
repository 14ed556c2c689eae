"""How far published figures of the same thing lie apart

One row for each property of a machine on which sources disagree, widest first. A line runs from the least to the greatest
published value, as a multiple of the least, so that properties with different units stand on one axis. Colours tell the
maker of the machine; the text names machine and property.
"""

import altair as alt
import pandas as pd

from scripts import wording
from scripts.charts import _theme
from scripts.conflicts import conflicts, spread
from scripts.facts import data as records
from scripts.facts import entity, sources_of

SHOWN = 14  # the widest; the page lists all


def data() -> pd.DataFrame:
    """One row a disagreement: what, least, greatest, both as multiples of the least."""
    rows = []
    for group in conflicts(records().facts)[:SHOWN]:
        thing = entity(group[0].entity)
        name = records().properties[group[0].property]["label"]
        values = sorted(end.to(group[0].low.units) for row in group for end in (row.low, row.high))
        rows.append(
            {
                "machine": thing["label"], "maker": thing["maker"] or "", "property": name, "compared": group[0].form or "as printed",
                "least": f"{values[0]:.6g~P}", "greatest": f"{values[-1]:.6g~P}", "multiple": 1 + spread(group), "source": sources_of(group),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Lines from one to the multiple, direct labels above each."""
    frame = data().assign(row=lambda f: range(len(f)), one=1.0)
    frame["text"] = frame["machine"] + ": " + frame["property"].map(wording.lowered)
    frame["end"] = (frame["multiple"] - 1).map("+{:.0%}".format)
    y = alt.Y("row:O", axis=None)
    x = alt.X(
        "multiple:Q",
        scale=alt.Scale(type="log", nice=False, domain=[1, frame["multiple"].max() * 1.25]),
        axis=alt.Axis(title="greatest as a multiple of the least", format="~g", tickCount=5),
    )
    colour = alt.Color("maker:N", scale=_theme.maker_scale(sorted(frame["maker"].unique())), legend=None)
    base = alt.Chart(frame).encode(y=y, color=colour)
    lines = base.mark_rule(strokeWidth=4).encode(x=alt.X("one:Q"), x2="multiple:Q")
    ends = base.mark_text(align="left", dx=6, dy=0, fontWeight="bold").encode(x=x, text="end:N")
    names = base.mark_text(align="left", dy=-11, color=_theme.INK).encode(
        x=alt.value(0), text="text:N", color=alt.value(_theme.INK)
    )
    return alt.layer(lines, ends, names).properties(width=width - 20, height=34 * len(frame))
