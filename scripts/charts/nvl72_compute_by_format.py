"""One rack, one headline, four honest readings of its compute

Peak compute of GB200 NVL72 as steps downwards. The first step is the figure of the headline, in the narrowest format and
with structured sparsity counted in. Each further step takes one thing away: first sparsity, then half of the narrowness of
the format, then the other half. Each step is half of the one before; the last is the one that other machines can be compared on.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact

STEPS = (
    ("FP4 sparse", "as the headline prints it", None),
    ("FP4 dense", "without sparsity", "nvl72_fp4_dense"),
    ("FP8 dense", "in a format twice as wide", "nvl72_fp8_dense"),
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
    """Bars from zero, each with its reading, value and reason; the headline's is hollow."""
    frame = data().assign(row=lambda f: range(len(f)), hollow=lambda f: f.index == 0)
    frame["text"] = frame["reading"] + ", " + frame["reason"]
    frame["value"] = frame["pflops"].map("{:,.0f} PFLOP/s".format)
    base = alt.Chart(frame).encode(y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.62, paddingOuter=0.5)))
    x = alt.X(
        "pflops:Q",
        axis=None,
        scale=alt.Scale(domain=[0, frame["pflops"].max() * (1.5 if width == _theme.NARROW else 1.22)]),
    )
    colour = _theme.MAKERS["NVIDIA"]
    bars = base.mark_bar(stroke=colour, strokeWidth=1.5, height=16).encode(
        x=x, fill=alt.condition("datum.hollow", alt.value(_theme.PAPER), alt.value(colour))
    )
    values = base.mark_text(align="left", dx=7, fontWeight="bold", color=colour).encode(x=x, text="value:N")
    names = base.mark_text(align="left", dy=-18).encode(x=alt.value(0), text="text:N")
    return alt.layer(bars, values, names).properties(width=width - 10, height=46 * len(frame))
