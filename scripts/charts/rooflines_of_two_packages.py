"""What the batch decides: a product slides up its roof

Two logarithmic axes: operations for each byte read from memory to the right, operations a second upwards. Each package has a slanted
roof, its memory, and a level one, its arithmetic; they meet at its ridge point. Points mark a product of BF16 numbers with a
large square matrix. With one row it lies at the far left, near the foot of the slope; each time that rows are added it slides up
along the slope, and only with some hundreds of rows does it reach the level part. The GPU of GB200 has the higher roofs, and its
ridge point lies farther right.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.models import roofline

PACKAGES = (
    ("Ascend 910C", "Huawei", "compute_910c", "memory_910c", "printed_ridge_910c"),
    ("GPU of GB200", "NVIDIA", "nvl72_gpu_bf16_dense", "memory_gb200", "printed_ridge_gb200"),
)
ROWS = (1, 8, 64, 512, 4096)
WIDTH = 8192


def data() -> pd.DataFrame:
    """One row a point of a roof: the ends, the ridge, and products of several numbers of rows."""
    rows = []
    for name, maker, compute, memory, ridge in PACKAGES:
        used = [result(each) for each in (compute, memory, ridge)]
        source = ";".join(sorted({one for each in used for one in each.source.split(";")}))
        corner = used[2].to("FLOP/byte")
        points = [(0.5, "", 0), (corner, "ridge point", 0), (8000.0, "", 0)]
        for count in ROWS:
            worth = roofline.matrix_intensity(rows=count, columns=WIDTH, depth=WIDTH, bits=16, output_bits=16)
            points.append((worth, "product", count))
        for worth, kind, count in sorted(points):
            rate = min(used[0].to("FLOP/s"), used[1].to("byte/s") * worth)
            rows.append(
                {
                    "package": name, "maker": maker, "flop_per_byte": worth, "tflop_per_second": rate / 1e12, "kind": kind,
                    "rows_of_the_product": count, "source": source,
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Two roofs on logarithmic axes, points along them."""
    narrow = width == _theme.NARROW
    frame = data()
    x = alt.X(
        "flop_per_byte:Q",
        scale=alt.Scale(type="log", domain=[0.5, 8000], nice=False),
        axis=alt.Axis(title="FLOP for each byte read", values=[1, 10, 100, 1000], format="~s"),
    )
    y = alt.Y(
        "tflop_per_second:Q",
        scale=alt.Scale(type="log", domain=[1.2, 6000], nice=False),
        axis=alt.Axis(title="TFLOP/s, 16 bits, dense", values=[1, 10, 100, 1000], format="~s"),
    )
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    base = alt.Chart(frame).encode(x=x, y=y, color=colour)
    roofs = base.mark_line(strokeWidth=2.5)
    marks = alt.Chart(frame[frame["kind"] == "product"]).mark_point(size=70, opacity=1).encode(x=x, y=y, color=colour)
    corners = (
        alt.Chart(frame[frame["kind"] == "ridge point"])
        .mark_point(shape="triangle-down", size=90, yOffset=-12, opacity=1)
        .encode(x=x, y=y, color=colour)
    )
    below = frame[(frame["kind"] == "product") & (frame["maker"] == "Huawei")].assign(
        text=lambda f: f["rows_of_the_product"].map(
            lambda n: f"{n:,}" + ("" if narrow and n > 64 else " row" if n == 1 else " rows")
        )
    )
    last = below["rows_of_the_product"] == max(ROWS)
    counts = [
        alt.Chart(below[last])
        .mark_text(align="right", dx=20, dy=15, color=_theme.SOFT)
        .encode(x=x, y=y, text="text:N"),
        alt.Chart(below[~last]).mark_text(align="left", dx=7, dy=13, color=_theme.SOFT).encode(x=x, y=y, text="text:N"),
    ]
    ends = frame[frame["flop_per_byte"] == 8000]
    names = (
        alt.Chart(ends)
        .mark_text(align="right", dy=-10 if not narrow else -9)
        .encode(x=x, y=y, text="package:N", color=colour)
    )
    return alt.layer(roofs, marks, corners, *counts, names).properties(width=width - 66, height=300 if narrow else 340)
