"""Bandwidth of one memory stack is width times rate

One rectangle a generation of stacked memory. Its width is the number of data pins of a stack, its height the rate of one pin,
so its area is the bandwidth of the stack, which is written inside. For three generations the rectangles keep their width and
grow upwards. The last is lower than the one before, but twice as wide, and has the largest area.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import entity, fact, sources_of

GENERATIONS = (
    ("hbm2e", "hbm3e_pins", "hbm2e_pin_rate"),
    ("hbm3", "hbm3e_pins", "hbm3_pin_rate"),
    ("hbm3e", "hbm3e_pins", "hbm3e_pin_rate"),
    ("hbm4", "hbm4_pins", "hbm4_pin_rate"),
)


def data() -> pd.DataFrame:
    """One row a generation: pins of a stack, Gbit/s of a pin, GB/s of the stack."""
    rows = []
    for standard, pins, rate in GENERATIONS:
        stack = fact(standard, "hbm-bandwidth")
        rows.append(
            {
                "generation": entity(standard)["label"], "pins": int(result(pins).to("")),
                "gbit_per_s_a_pin": result(rate).to("Gbit/s"), "gb_per_s": stack.to("GB/s"),
                "source": ";".join(sorted({*result(rate).source.split(";"), sources_of([stack])})),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Rectangles side by side on one axis of rate."""
    frame = data()
    narrow = width == _theme.NARROW
    gap = 0.24 * frame["pins"].min()
    frame["x"] = (frame["pins"] + gap).cumsum() - frame["pins"] - gap
    frame["x2"] = frame["x"] + frame["pins"]
    frame["middle"] = (frame["x"] + frame["x2"]) / 2
    frame["zero"] = 0.0
    frame["area"] = frame["gb_per_s"].map("{:,.0f}".format)
    frame["across"] = frame["pins"].map("{:,d}".format) + ("" if narrow else " pins")
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, frame["x2"].max()], nice=False))
    axis = alt.Axis(title="Gbit/s a pin", tickCount=5, grid=False)
    y = alt.Y("gbit_per_s_a_pin:Q", axis=axis, scale=alt.Scale(domain=[0, 10.5], nice=False))
    base = alt.Chart(frame)
    boxes = base.mark_rect(fill=_theme.FILL, stroke=_theme.ACCENT, strokeWidth=1.5).encode(x=x, x2="x2", y=y, y2="zero")
    middle = alt.X("middle:Q")
    names = base.mark_text(dy=-10, fontWeight="bold").encode(x=middle, y=y, text="generation:N")
    areas = base.mark_text(dy=-46, fontWeight="bold", color=_theme.ACCENT, fontSize=13).encode(
        x=middle, y=alt.Y("zero:Q"), text="area:N"
    )
    units = (
        alt.Chart(frame.assign(unit="GB/s"))
        .mark_text(dy=-30, color=_theme.ACCENT)
        .encode(x=middle, y=alt.Y("zero:Q"), text="unit:N")
    )
    pins = base.mark_text(dy=14, color=_theme.SOFT).encode(x=middle, y=alt.Y("zero:Q"), text="across:N")
    note = (
        [
            alt.Chart(pd.DataFrame({"text": ["pins"]}))
            .mark_text(align="right", dx=-8, dy=14, color=_theme.SOFT)
            .encode(x=alt.value(0), y=alt.value(240), text="text:N")
        ]
        if narrow
        else []
    )
    return alt.layer(boxes, names, areas, units, pins, *note).properties(width=width - 62, height=240)
