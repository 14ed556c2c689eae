"""Power of both machines, by who says it and of what kind

Power of the whole machine on one axis, one row a source. A filled mark is a figure that its source states for the machine
as estimated or without saying of what kind; a diamond is the sum of the vendor's maximum inputs of all cabinets, made by
this site. A bar spans a printed range. The figures of NVL72 lie close together, those of CloudMatrix 384 far to the right.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.cite import short
from scripts.computed import result
from scripts.facts import entity, facts

MACHINES = ("gb200-nvl72", "cloudmatrix-384")


def data() -> pd.DataFrame:
    """One row a source: machine, kind, least and greatest figure."""
    rows = []
    for name in MACHINES:
        for row in sorted(facts(name, "system-power"), key=lambda row: (row.low, row.high)):
            rows.append(line(name, f"{short(row.source)}: {row.basis}", row.basis, row.low, row.high, row.source))
    total = result("cabinet_maximum_power")
    rows.append(line("cloudmatrix-384", "sum of cabinet maxima", "maximum", total.low, total.high, total.source))
    return pd.DataFrame(rows)


def line(machine: str, who: str, basis: str | None, low: object, high: object, source: str) -> dict:
    """One row of the figure."""
    thing = entity(machine)
    ends = [float(end.to("kW").magnitude) for end in (low, high)]  # type: ignore[attr-defined]
    label = f"{ends[0]:.4g} kW" if ends[0] == ends[1] else f"{ends[0]:.4g}–{ends[1]:.4g} kW"
    return {"machine": thing["label"], "maker": thing["maker"], "who": who, "basis": basis, "low": ends[0],
            "high": ends[1], "label": label, "source": source}  # fmt: skip


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks on one axis from zero; who says it above each."""
    frame = data().assign(row=lambda f: range(len(f)))
    frame["text"] = frame["machine"] + ", " + frame["who"]
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    x = alt.X("high:Q", scale=alt.Scale(domain=[0, 850]), axis=alt.Axis(title="kW, whole machine", tickCount=5))
    base = alt.Chart(frame).encode(y=alt.Y("row:O", axis=None), color=colour)
    spans = base.mark_rule(strokeWidth=4).encode(x="low:Q", x2="high:Q")
    shape = alt.Shape(
        "basis:N",
        scale=alt.Scale(domain=["estimated", "unstated", "maximum"], range=["circle", "square", "diamond"]),
        legend=alt.Legend(title=None, orient="top", symbolFillColor=_theme.SOFT, symbolStrokeColor=_theme.SOFT),
    )
    marks = base.mark_point(filled=True, size=90, opacity=1).encode(x=x, shape=shape)
    values = base.mark_text(align="left", dx=9, fontWeight="bold").encode(x="high:Q", text="label:N")
    names = base.mark_text(align="left", dy=-14).encode(x=alt.value(0), text="text:N", color=alt.value(_theme.INK))
    return alt.layer(spans, marks, values, names).properties(width=width - 20, height=38 * len(frame))
