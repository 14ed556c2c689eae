"""The third roof: what a byte sent must be worth

Operations for each byte sent to the right, operations a second upwards, both logarithmic. Each package has a slope for
its scale-up network, one for its scale-out network far to the right of it, and a level roof, its arithmetic. Two upright lines mark
work: a layer of a dense model split over a server, and the experts of a mixture fetched over the network. Both lie right of the
corner of the scale-up network, so that arithmetic binds there, and far left of the corner of the scale-out network.
"""

from typing import Literal

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result

ROOFS = (
    ("Ascend 910C", "Huawei", "compute_910c", "scaleup_910c", "scale-up"),
    ("Ascend 910C", "Huawei", "compute_910c", "scaleout_910c", "scale-out"),
    ("GPU of GB200", "NVIDIA", "nvl72_gpu_bf16_dense", "scaleup_gb200", "scale-up"),
)
WORK = (("a layer split over eight", "split_layer_intensity"), ("experts over the network", "expert_intensity"))
LEAST, MOST = 100.0, 100000.0
Align = Literal["left", "right"]


def data() -> pd.DataFrame:
    """One row a point of a roof, or a kind of work."""
    rows = []
    for package, maker, compute, network, which in ROOFS:
        peak, rate = result(compute), result(network)
        source = ";".join(sorted({*peak.source.split(";"), *rate.source.split(";")}))
        corner = peak.to("FLOP/s") / rate.to("byte/s")
        for worth in (LEAST, corner, MOST):
            rows.append(
                {"what": package, "maker": maker, "network": which, "flop_per_byte_sent": worth,
                 "tflop_per_second": min(peak.to("FLOP/s"), rate.to("byte/s") * worth) / 1e12, "source": source}
            )  # fmt: skip
    for name, number in WORK:
        found = result(number)
        rows.append(
            {"what": name, "maker": "", "network": "", "flop_per_byte_sent": found.to("FLOP/byte"), "tflop_per_second": None,
             "source": found.source}
        )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Slopes and level roofs, upright lines for work."""
    narrow = width == _theme.NARROW
    frame = data()
    roofs = frame[frame["network"] != ""]
    x = alt.X(
        "flop_per_byte_sent:Q",
        scale=alt.Scale(type="log", domain=[LEAST, MOST], nice=False),
        axis=alt.Axis(title="FLOP for each byte sent", values=[100, 1000, 10000, 100000], format="~s"),
    )
    y = alt.Y(
        "tflop_per_second:Q",
        scale=alt.Scale(type="log", domain=[4, 6000], nice=False),
        axis=alt.Axis(title="TFLOP/s, 16 bits, dense", values=[10, 100, 1000], format="~s"),
    )
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    lines = (
        alt.Chart(roofs)
        .mark_line(strokeWidth=2.5)
        .encode(
            x=x,
            y=y,
            color=colour,
            detail="network:N",
            strokeDash=alt.StrokeDash(
                "network:N", scale=alt.Scale(domain=["scale-up", "scale-out"], range=[[1, 0], [5, 4]]), legend=None
            ),
        )
    )
    work = frame[frame["network"] == ""]
    upright = alt.Chart(work).mark_rule(color=_theme.SOFT, strokeDash=[2, 3]).encode(x=x)
    places: list[tuple[str, Align, int, int]] = [(WORK[0][0], "right", -6, 262), (WORK[1][0], "left", 6, 282)]
    labels = [
        alt.Chart(work[work["what"] == name])
        .mark_text(align=align, dx=dx, color=_theme.INK)
        .encode(x=x, y=alt.value(at), text="what:N")
        for name, align, dx, at in places
    ]
    texts: list[tuple[str, float, float, Align, int, str]] = [
        ("GPU of GB200", 100000, 2500, "right", -9, "NVIDIA"),
        ("Ascend 910C", 100000, 752, "right", -9, "Huawei"),
        ("scale-up", 290, 290 * 0.392, "right", -8, "Huawei"),
        ("scale-up", 230, 230 * 0.9, "right", -8, "NVIDIA"),
        ("scale-out", 900, 900 * 0.05, "right", -8, "Huawei"),
    ]
    names = [
        alt.Chart(pd.DataFrame({"flop_per_byte_sent": [a], "tflop_per_second": [b], "text": [text]}))
        .mark_text(align=align, dy=dy, color=_theme.MAKERS[maker])
        .encode(x=x, y=y, text="text:N")
        for text, a, b, align, dy, maker in texts
    ]
    return alt.layer(upright, lines, *labels, *names).properties(width=width - 66, height=290 if narrow else 300)
