"""One fabric, three readings of its bandwidth

The rack drawn once for each reading: two halves of its GPUs with the switches between them, and the sum that gives the
figure. First both directions of every GPU's links are added: the printed total. Then only what the GPUs send. Last only
what one half can send to the other half across the dashed cut, the bisection. Bold arrows are the flows that a reading
counts, pale ones those it leaves out; the second figure is half of the first, as printed, and the third half of the second.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact

READINGS = (
    ("the printed total", "all GPUs, both directions", "scaleup-domain-size", "both-ways", None),
    ("what they can send", "all GPUs, one way", "scaleup-domain-size", "one-way", "nvl72_one_way"),
    ("the bisection", "half to half, one way", None, "one-way", "nvl72_bisection"),
)


def data() -> pd.DataFrame:
    """One row a reading: what it counts, how many GPUs at what rate, TB/s."""
    rows = []
    for name, counts, size, direction, function in READINGS:
        total = result(function) if function else fact("gb200-nvl72", "scaleup-bandwidth", "nvidia2024gb200page")
        gpus = fact("gb200-nvl72", size) if size else result("nvl72_gpus_in_half")
        rate = fact("gb200-gpu", "scaleup-bandwidth", direction)
        sources = ";".join(sorted({*total.source.split(";"), *gpus.source.split(";"), rate.source}))
        rows.append(
            {
                "reading": name, "counts": counts, "gpus": int(gpus.to("")), "tb_per_s_each": rate.to("TB/s"),
                "tb_per_s": total.to("TB/s"), "source": sources,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.HConcatChart | alt.VConcatChart:
    """Three small drawings in a row, or in a column where it is narrow."""
    frame = data()
    half = int(frame["gpus"].min())
    drawings = [drawing(row, n, half) for n, (_, row) in enumerate(frame.iterrows())]
    side = (width - 60) // 3 if width == _theme.WIDE else width - 20
    sized = [one.properties(width=side, height=140) for one in drawings]
    return alt.hconcat(*sized, spacing=16) if width == _theme.WIDE else alt.vconcat(*sized, spacing=22)


def drawing(row: pd.Series, reading: int, half: int) -> alt.LayerChart | alt.FacetChart:
    """Two halves, the switches between them, and the arrows that the reading counts."""
    colour = _theme.MAKERS["NVIDIA"]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    boxes = pd.DataFrame({"x": [0.0, 0.45, 0.7], "x2": [0.3, 0.55, 1.0], "y": 0.2, "y2": 0.62})
    box = (
        alt.Chart(boxes)
        .mark_rect(color=_theme.FILL, stroke=_theme.SOFT, opacity=1, strokeWidth=1)
        .encode(x=x, x2="x2:Q", y=y, y2="y2:Q")
    )
    both, sent = reading == 0, reading < 2
    flows = pd.DataFrame(
        {
            "x": [0.375, 0.625, 0.375, 0.625], "y": [0.51, 0.51, 0.31, 0.31], "arrow": ["→", "←", "←", "→"],
            "counted": [True, sent, both, both],
        }
    )  # fmt: skip
    arrows = (
        alt.Chart(flows)
        .mark_text(fontSize=26, fontWeight="bold", baseline="middle")
        .encode(
            x=x, y=y, text="arrow:N", color=alt.condition("datum.counted", alt.value(colour), alt.value(_theme.GRID))
        )
    )
    cut = pd.DataFrame({"x": [0.5], "y": [0.16], "y2": [0.69]} if reading == 2 else {"x": [], "y": [], "y2": []})
    line = alt.Chart(cut).mark_rule(color=_theme.INK, strokeDash=[4, 3], strokeWidth=1.5).encode(x=x, y=y, y2="y2:Q")
    labels = [
        _theme.words(text, x, y, at, fontSize=size, fontWeight=weight, color=ink)
        for at, text, size, weight, ink in (
            ((0.5, 0.95), f"{row['tb_per_s']:.4g} TB/s", 16, "bold", colour),
            ((0.5, 0.79), row["reading"], 12, "normal", _theme.INK),
            ((0.15, 0.41), f"{half} GPUs", 12, "normal", _theme.INK),
            ((0.85, 0.41), f"{half} GPUs", 12, "normal", _theme.INK),
            ((0.5, 0.09), f"{row['counts']}:", 12, "normal", _theme.SOFT),
            ((0.5, -0.03), f"{row['gpus']} × {row['tb_per_s_each']:.3g} TB/s", 12, "normal", _theme.SOFT),
        )
    ]
    return alt.layer(box, line, arrows, *labels)
