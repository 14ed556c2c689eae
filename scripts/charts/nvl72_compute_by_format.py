"""One rack, one headline, four honest readings of its compute

Peak compute of GB200 NVL72 as steps downwards. The first bar, hollow, is the figure of the headline, in the narrowest format
and with structured sparsity counted in. Each step takes one thing away, which is named between the bars; the pale part of
a bar is what that step took. First goes sparsity, then the narrowness of the format, twice. Each step is half of the
one before; the last is the one that other machines can be compared on.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact

STEPS = (
    ("FP4 sparse", "as the headline prints it", None),
    ("FP4 dense", "sparsity taken off", "nvl72_fp4_dense"),
    ("FP8 dense", "numbers twice as wide", "nvl72_fp8_dense"),
    ("BF16 dense", "twice as wide again", "nvl72_bf16_dense"),
)


def data() -> pd.DataFrame:
    """One row a reading: format, what was taken away, PFLOP/s."""
    rows = []
    for reading, reason, name in STEPS:
        row = result(name) if name else fact("gb200-nvl72", "peak-compute", "fp4", "sparse")
        rows.append({"reading": reading, "reason": reason, "pflops": row.to("PFLOP/s"), "source": row.source})
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Bars from zero; beside each what the step took, above each why."""
    frame = data().assign(row=lambda f: range(len(f)), hollow=lambda f: f.index == 0)
    frame["before"] = frame["pflops"].shift().fillna(frame["pflops"])
    frame["half"] = ["" if first else "÷ 2" for first in frame["hollow"]]
    frame["label"] = frame["reading"] + "  " + frame["pflops"].map("{:,.0f} PFLOP/s".format)
    base = alt.Chart(frame).encode(y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.66, paddingOuter=0.6)))
    x = alt.X("pflops:Q", axis=None, scale=alt.Scale(domain=[0, frame["pflops"].max()], nice=False))
    colour = _theme.MAKERS["NVIDIA"]
    bars = base.mark_bar(stroke=colour, strokeWidth=1.5, height=18).encode(
        x=x, fill=alt.condition("datum.hollow", alt.value(_theme.PAPER), alt.value(colour))
    )
    lost = base.mark_bar(color=_theme.SOFT_MAKERS["NVIDIA"], height=18).encode(x=x, x2="before:Q")
    halves = base.mark_text(align="right", dx=-7, color=_theme.INK).encode(x=alt.X("before:Q"), text="half:N")
    names = base.mark_text(align="left", dy=-19, fontWeight="bold", color=colour).encode(x=alt.value(0), text="label:N")
    narrow = width == _theme.NARROW
    reasons = base.mark_text(align="right" if narrow else "left", dy=-19, color=_theme.SOFT).encode(
        x=alt.value(width - 14 if narrow else 200), text="reason:N"
    )
    return alt.layer(lost, bars, halves, names, reasons).properties(width=width - 14, height=52 * len(frame))
