"""Power of one cabinet, from an ordinary hall to announced racks

Kilowatts of one cabinet on a logarithmic axis, one row a kind of cabinet, the least power at the top. Light circles are
estimates, squares figures without a basis, diamonds vendors' maxima; hollow is announced and not delivered. A bar joins the
ends of what sources say, "at least" is a lower bound. The averages of surveyed data centres lie to the left, the cabinets of CloudMatrix
in the middle, the racks of NVIDIA and Google further right, a rack cooled by boiling liquid at the far right.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import Result, result
from scripts.facts import Fact, entity, fact, facts

SHAPES = {"estimated": "circle", "unstated": "square", "maximum": "diamond"}


def data() -> pd.DataFrame:
    """One row a kind of cabinet: maker, basis, kW, least and greatest, whether announced only, whether a lower bound."""
    hall, bus = "industry-datacenters", "atlas-900-a3-bus-rack"
    hot = max(facts(bus, "system-power", "maximum"), key=lambda one: one.value)
    rows = [
        row("surveyed halls, mean, 2016", "", [fact(hall, "system-power", "period=2016")]),
        row("surveyed halls, mean, 2024", "", [fact(hall, "system-power", "period=2024")]),
        row("CloudMatrix 384, switch cabinet", "Huawei", [hot]),
        row("CloudMatrix 384, mean cabinet", "Huawei", [result("power_per_rack_cloudmatrix")], "estimated"),
        row("CloudMatrix 384, compute cabinet", "Huawei", [fact("atlas-900-a3-compute-rack", "system-power")]),
        rack("tpu-v7-rack"),
        row("GB200 NVL72", "NVIDIA", facts("gb200-nvl72", "system-power"), "unstated"),
        rack("vera-rubin-nvl72"),
        rack("kyber-nvl576-2025"),
        rack("sugon-scalex640"),
    ]
    return pd.DataFrame(rows)


def rack(name: str) -> dict:
    """A row for a rack with one figure of its power."""
    return row(entity(name)["label"].removesuffix(" supernode"), entity(name)["maker"], [fact(name, "system-power")])


def row(cabinet: str, maker: str, numbers: list[Fact] | list[Result], basis: str = "") -> dict:
    """One row of the figure: the span of the numbers."""
    first = numbers[0]
    ends = [float(end.to("kW").magnitude) for one in numbers for end in (one.low, one.high)]
    only = isinstance(first, Fact)
    return {
        "cabinet": cabinet,
        "maker": maker,
        "basis": basis or (first.basis if isinstance(first, Fact) else ""),
        "low_kw": min(ends),
        "high_kw": max(ends),
        "announced": only and isinstance(first, Fact) and first.conditions.get("status") == "planned",
        "at_least": only and isinstance(first, Fact) and first.bound == "at-least",
        "source": ";".join(sorted({key for one in numbers for key in one.source.split(";")})),
    }


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks on a logarithmic axis; what they are stands beside them, or above on a phone."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["slot"] = range(len(frame))
    frame["colour"] = frame["maker"].map(lambda maker: _theme.MAKERS.get(maker, _theme.OTHER if maker else _theme.SOFT))
    soft = frame["maker"].map(_theme.SOFT_MAKERS).fillna(_theme.FILL)
    frame["fill"] = frame["colour"].mask(frame["basis"] == "estimated", soft).mask(frame["announced"], _theme.PAPER)
    frame["label"] = [label(one) for _, one in frame.iterrows()]
    y = alt.Y("slot:O", axis=None)
    scale = alt.Scale(type="log", domain=[4, 4000], nice=False)
    axis = alt.Axis(title="kW a cabinet", values=[5, 10, 20, 50, 100, 200, 500, 1000], format="~g")
    colour = alt.Color("colour:N", scale=None)
    base = alt.Chart(frame).encode(y=y)
    spans = base.mark_rule(strokeWidth=4).encode(
        x=alt.X("low_kw:Q", scale=scale, axis=axis), x2="high_kw:Q", color=colour
    )
    shape = alt.Shape("basis:N", scale=alt.Scale(domain=[*SHAPES], range=[*SHAPES.values()]), legend=None)
    marks = [
        base.mark_point(size=75, strokeWidth=1.8, opacity=1).encode(
            x=alt.X(end, scale=scale, axis=axis),
            shape=shape,
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
        )
        for end in ("low_kw:Q", "high_kw:Q")
    ]
    values = base.mark_text(align="left", dx=10, fontWeight="bold").encode(
        x=alt.X("high_kw:Q", scale=scale, axis=axis), text="label:N", color=colour
    )
    left = 0 if narrow else -225
    names = base.mark_text(align="left", dy=-15 if narrow else 0).encode(x=alt.value(left), text="cabinet:N")
    return alt.layer(spans, *marks, values, names).properties(
        width=width - (20 if narrow else 245), height=(38 if narrow else 24) * len(frame)
    )


def label(one: pd.Series) -> str:
    """The figure beside its mark."""
    if one["low_kw"] != one["high_kw"]:
        return f"{one['low_kw']:.3g}–{one['high_kw']:.3g} kW"
    return f"{'at least ' if one['at_least'] else ''}{one['low_kw']:.3g} kW{', planned' if one['announced'] else ''}"
