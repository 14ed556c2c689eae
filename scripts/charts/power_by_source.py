"""Power of both machines, by who says it and of what kind

Power of the whole machine on one logarithmic axis, one row a source, grouped by machine. A light circle is an analyst's
estimate, a square a figure whose source does not say of what kind it is, a triangle a typical figure, and a diamond the sum
of the vendor's maximum inputs of all cabinets, made by this site. A bar joins the ends of a printed range. The figures of the NVL72
racks lie close together; those of CloudMatrix 384 lie far to the right and far from each other.
"""

import altair as alt
import pandas as pd
from pint import Quantity

from scripts.charts import _theme
from scripts.cite import short
from scripts.computed import result
from scripts.facts import Fact, entity, facts

MACHINES = ("gb200-nvl72", "gb300-nvl72", "cloudmatrix-384")
SHAPES = {"estimated": "circle", "unstated": "square", "typical": "triangle-up", "maximum": "diamond"}
WORDS = {"unstated": "not stated"}


def data() -> pd.DataFrame:
    """One row a source: machine, basis, least and greatest figure of the whole machine."""
    rows = []
    for name in MACHINES:
        for row in sorted(whole_racks(name), key=lambda row: (row.low, row.high)):
            covers = [short(row.source), row.conditions.get("covers", "")]
            who = ", ".join([*filter(None, covers), WORDS.get(str(row.basis), str(row.basis))])
            rows.append(line(name, who, str(row.basis), row.low, row.high, row.source))
    total = result("cabinet_maximum_power")
    rows.append(line(MACHINES[-1], "sum of cabinets, maximum", "maximum", total.low, total.high, total.source))
    return pd.DataFrame(rows)


def whole_racks(name: str) -> list[Fact]:
    """Published figures of a whole machine; a planning sum that leaves the switch trays out is none."""
    rows = facts(name, "system-power")
    return [row for row in rows if row.conditions.get("configuration") != "planning budget"]


def line(machine: str, who: str, basis: str, low: Quantity, high: Quantity, source: str) -> dict:
    """One row of the figure."""
    thing = entity(machine)
    ends = [float(end.to("kW").magnitude) for end in (low, high)]
    label = f"{ends[0]:.4g} kW" if ends[0] == ends[1] else f"{ends[0]:.4g}–{ends[1]:.4g} kW"
    return {"machine": thing["label"], "maker": thing["maker"], "who": who, "basis": basis, "low": ends[0],
            "high": ends[1], "label": label, "source": source}  # fmt: skip


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks on one axis under the name of each machine; beside them, or above on a phone, who says it."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["slot"] = frame.index + frame.groupby("machine", sort=False).ngroup() + 1  # a free slot above each group
    frame["colour"] = frame["maker"].map(_theme.MAKERS)
    light = frame["basis"] == "estimated"
    frame["fill"] = frame["maker"].map(_theme.SOFT_MAKERS).where(light, frame["colour"])
    heads = frame.groupby("machine", sort=False).first().reset_index().assign(slot=lambda f: f["slot"] - 1)
    y = alt.Y("slot:O", axis=None, scale=alt.Scale(domain=[*range(frame["slot"].max() + 1)]))
    scale = alt.Scale(type="log", domain=[100, 1800 if narrow else 1100])
    axis = alt.Axis(title="kW, whole machine", values=[100, 200, 400, 800], format="~g")
    colour = alt.Color("colour:N", scale=None)
    base = alt.Chart(frame).encode(y=y)
    spans = base.mark_rule(strokeWidth=4).encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", color=colour)
    shape = alt.Shape("basis:N", scale=alt.Scale(domain=[*SHAPES], range=[*SHAPES.values()]), legend=None)
    marks = [
        base.mark_point(size=75, strokeWidth=1.8, opacity=1).encode(
            x=alt.X(end, scale=scale, axis=axis),
            shape=shape,
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
        )
        for end in ("low:Q", "high:Q")
    ]
    values = base.mark_text(align="left", dx=10, fontWeight="bold").encode(
        x=alt.X("high:Q", scale=scale, axis=axis), text="label:N", color=colour
    )
    left = 0 if narrow else -255
    names = base.mark_text(align="left", dy=-15 if narrow else 0).encode(x=alt.value(left), text="who:N")
    machines = (
        alt.Chart(heads)
        .mark_text(align="left", fontWeight="bold", fontSize=13, dy=4 if narrow else 3)
        .encode(x=alt.value(left), y=y, text="machine:N", color=colour)
    )
    return alt.layer(spans, *marks, values, names, machines).properties(
        width=width - (20 if narrow else 275), height=(36 if narrow else 24) * (frame["slot"].max() + 1)
    )
