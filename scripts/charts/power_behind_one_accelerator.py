"""Power behind one accelerator, by where the boundary is drawn

Power of a chip, board, server, cabinet, machine or hall, divided by the accelerators inside that boundary, on one plain axis.
One row a published figure, grouped by machine, the boundary widening downwards. The triangle pointing down is a thermal design
power, a light circle an analyst's estimate, a square a figure without a basis, a diamond a maximum; a bar joins the ends of a
range. For NVIDIA's GPU the power grows with every boundary. For Huawei's package the marks lie in no such order, because
maxima stand beside an estimate, and the rows of chip, board and hall are empty.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import Result, result
from scripts.facts import Fact, fact

SHAPES = {"thermal-design": "triangle-down", "estimated": "circle", "unstated": "square", "maximum": "diamond"}
WORDS = {
    "thermal-design": "thermal design",
    "estimated": "estimate",
    "maximum": "maximum",
    "unstated": "by several sources",
}


def data() -> pd.DataFrame:
    """One row a boundary: machine, maker, what is inside, basis, least and greatest watts; empty where none was found."""
    nvidia, huawei = ("GB200 NVL72", "NVIDIA"), ("CloudMatrix 384", "Huawei")
    return pd.DataFrame(
        [
            row(*nvidia, "GPU", "thermal-design", fact("gb200-gpu", "chip-power")),
            row(*nvidia, "superchip board", "estimated", result("board_power_per_gpu")),
            row(*nvidia, "rack with its switches", "unstated", result("rack_power_per_gpu")),
            row(*nvidia, "hall, with cooling", "estimated", fact("gb200-nvl72", "facility-power-per-accelerator")),
            row(*huawei, "package, board", "", None),
            row(*huawei, "air-cooled server", "maximum", result("air_server_power_per_package")),
            row(*huawei, "water-cooled cabinet", "maximum", result("compute_cabinet_power_per_package")),
            row(*huawei, "machine with its switches", "maximum", result("machine_power_per_package_maximum")),
            row(*huawei, "machine with its switches", "estimated", result("machine_power_per_package_estimated")),
            row(*huawei, "hall, with cooling", "", None),
        ]
    )


def row(machine: str, maker: str, inside: str, basis: str, number: Result | Fact | None) -> dict:
    """One row of the figure; a row without a number names the source in which it was looked for."""
    cells = {"machine": machine, "maker": maker, "inside": inside, "basis": basis}
    if number is None:
        return {
            **cells,
            "low_w": None,
            "high_w": None,
            "source": fact("atlas-900-a3-compute-rack", "system-power").source,
        }
    ends = [float(end.to("W").magnitude) for end in (number.low, number.high)]
    return {**cells, "low_w": ends[0], "high_w": ends[1], "source": number.source}


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks on one axis from zero under the name of each machine; beside them, or above on a phone, what is inside."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["slot"] = frame.index + frame.groupby("machine", sort=False).ngroup() + 1  # a free slot above each group
    frame["colour"] = frame["maker"].map(_theme.MAKERS)
    light = frame["basis"] == "estimated"
    frame["fill"] = frame["maker"].map(_theme.SOFT_MAKERS).where(light, frame["colour"])
    frame["who"] = [", ".join(filter(None, (r.inside, WORDS.get(r.basis, "")))) for r in _theme.records(frame)]
    found = frame.dropna(subset=["low_w"]).copy()
    found["label"] = [
        f"{r.low_w:,.0f} W" if r.low_w == r.high_w else f"{r.low_w:,.0f}–{r.high_w:,.0f} W"
        for r in _theme.records(found)
    ]
    heads = frame.groupby("machine", sort=False).first().reset_index().assign(slot=lambda f: f["slot"] - 1)
    y = alt.Y("slot:O", axis=None, scale=alt.Scale(domain=[*range(frame["slot"].max() + 1)]))
    scale = alt.Scale(domain=[0, 3200 if narrow else 2800], nice=False)
    axis = alt.Axis(title="watts for one accelerator", values=[0, 500, 1000, 1500, 2000], format=",d")
    colour = alt.Color("colour:N", scale=None)
    base = alt.Chart(found).encode(y=y)
    spans = base.mark_rule(strokeWidth=4).encode(
        x=alt.X("low_w:Q", scale=scale, axis=axis), x2="high_w:Q", color=colour
    )
    shape = alt.Shape("basis:N", scale=alt.Scale(domain=[*SHAPES], range=[*SHAPES.values()]), legend=None)
    marks = [
        base.mark_point(size=75, strokeWidth=1.8, opacity=1).encode(
            x=alt.X(end, scale=scale, axis=axis),
            shape=shape,
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
        )
        for end in ("low_w:Q", "high_w:Q")
    ]
    values = base.mark_text(align="left", dx=10, fontWeight="bold").encode(
        x=alt.X("high_w:Q", scale=scale, axis=axis), text="label:N", color=colour
    )
    left = 0 if narrow else -235
    every = alt.Chart(frame).encode(y=y)
    names = every.mark_text(align="left", dy=-15 if narrow else 0).encode(x=alt.value(left), text="who:N")
    nothing = (
        alt.Chart(frame[frame["low_w"].isna()])
        .mark_text(align="left", color=_theme.SOFT, text="no public figure found")
        .encode(x=alt.value(4), y=y)
    )
    machines = (
        alt.Chart(heads)
        .mark_text(align="left", fontWeight="bold", fontSize=13, dy=4 if narrow else 3)
        .encode(x=alt.value(left), y=y, text="machine:N", color=colour)
    )
    return alt.layer(spans, *marks, values, names, nothing, machines).properties(
        width=width - (20 if narrow else 255), height=(36 if narrow else 24) * (frame["slot"].max() + 1)
    )
