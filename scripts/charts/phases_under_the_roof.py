"""Prefill lies under the flat roof, decode under the slope

Operations for each byte read to the right, operations a second upwards, both logarithmic. The two lines are the roofs of an Ascend 910C
and of a GPU of GB200. Marks on the roofs are parts of serving Llama with BF16 weights: a prompt read at once lies far to the
right, where arithmetic binds. Writing for one sequence lies at the far left, and for more sequences it climbs along the slope.
The dashed upright line is the attention of this model in decode: more sequences do not move it, because each has a cache of its own.
"""

from typing import Literal

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.models import roofline

PACKAGES = (
    ("Ascend 910C", "Huawei", "compute_910c", "memory_910c"),
    ("GPU of GB200", "NVIDIA", "nvl72_gpu_bf16_dense", "memory_gb200"),
)
WORK = (("1", "decode", 1), ("16", "decode", 16), ("128", "decode", 128), ("a prompt", "prefill", 4096))
ENDS = (0.5, 8000.0)
PLACES: tuple[tuple[str, Literal["left", "center"], int, int], ...] = (
    ("decode", "left", 8, 13),
    ("prefill", "center", 0, 16),
)


def data() -> pd.DataFrame:
    """One row a point: ends of the roofs, phases on them, the attention of decode."""
    rows = []
    for package, maker, compute, memory in PACKAGES:
        peak, rate = result(compute), result(memory)
        source = ";".join(sorted({*peak.source.split(";"), *rate.source.split(";")}))
        points = [(end, "", "roof", 0) for end in (*ENDS, peak.to("FLOP/s") / rate.to("byte/s"))]
        for label, phase, count in WORK:
            worth = roofline.matrix_intensity(rows=count, columns=8192, depth=8192, bits=16, output_bits=16)
            points.append((worth, label, phase, count))
        for worth, label, phase, count in sorted(points):
            rows.append(
                {"package": package, "maker": maker, "phase": phase, "label": label, "rows_of_the_product": count,
                 "flop_per_byte": worth, "tflop_per_second": min(peak.to("FLOP/s"), rate.to("byte/s") * worth) / 1e12,
                 "source": source}
            )  # fmt: skip
    core = result("cache_intensity_llama")
    rows.append(
        {"package": "", "maker": "", "phase": "attention of decode", "label": "attention of decode", "rows_of_the_product": 0,
         "flop_per_byte": core.to("FLOP/byte"), "tflop_per_second": None, "source": core.source}
    )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Roofs, and marks on them."""
    narrow = width == _theme.NARROW
    frame = data()
    x = alt.X(
        "flop_per_byte:Q",
        scale=alt.Scale(type="log", domain=list(ENDS), nice=False),
        axis=alt.Axis(title="FLOP for each byte read", values=[1, 10, 100, 1000], format="~s"),
    )
    y = alt.Y(
        "tflop_per_second:Q",
        scale=alt.Scale(type="log", domain=[1.2, 7000], nice=False),
        axis=alt.Axis(title="TFLOP/s, 16 bits, dense", values=[1, 10, 100, 1000], format="~s"),
    )
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    roofs = alt.Chart(frame[frame["package"] != ""]).mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour)
    marks = alt.Chart(frame[frame["phase"].isin(["decode", "prefill"])])
    points = marks.mark_point(size=80, opacity=1).encode(x=x, y=y, color=colour)
    lower = frame[(frame["maker"] == "Huawei") & frame["phase"].isin(["decode", "prefill"])]
    labels = [
        alt.Chart(lower[lower["phase"] == phase])
        .mark_text(align=align, dx=dx, dy=dy, color=_theme.INK)
        .encode(x=x, y=y, text="label:N")
        for phase, align, dx, dy in PLACES
    ]
    upper = frame[(frame["flop_per_byte"] == ENDS[1])]
    names = alt.Chart(upper).mark_text(align="right", dy=-10).encode(x=x, y=y, text="package:N", color=colour)
    core = frame[frame["phase"] == "attention of decode"]
    rule = alt.Chart(core).mark_rule(color=_theme.SOFT, strokeDash=[4, 3]).encode(x=x)
    said = (
        alt.Chart(core)
        .mark_text(align="left", dx=6, color=_theme.SOFT)
        .encode(x=x, y=alt.value(294 if narrow else 314), text="label:N")
    )
    phase = _theme.words("decode", x, y, (0.6, 120), align="left", color=_theme.SOFT)
    return alt.layer(rule, roofs, points, *labels, names, said, phase).properties(
        width=width - 66, height=300 if narrow else 320
    )
