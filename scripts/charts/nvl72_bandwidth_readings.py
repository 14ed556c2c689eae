"""One fabric, three readings of its bandwidth

The rack drawn once for each reading, as two halves of its GPUs. First both directions of every GPU's links are
added: the printed total. Then only what the GPUs send. Last only what one half can send to the other half, the bisection.
Bold arrows show which flows each reading counts: sent above, received below; each figure is half of the one before it.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact

READINGS = (
    ("all GPUs, both directions", "the printed total", None),
    ("all GPUs, one way", "what they can send", "nvl72_one_way"),
    ("half to half, one way", "the bisection", "nvl72_bisection"),
)


def data() -> pd.DataFrame:
    """One row a reading: what it counts, TB/s."""
    rows = []
    for counts, name, function in READINGS:
        row = result(function) if function else fact("gb200-nvl72", "scaleup-bandwidth", "nvidia2024gb200page")
        rows.append({"reading": name, "counts": counts, "tb_per_s": row.to("TB/s"), "source": row.source})
    return pd.DataFrame(rows)


def chart(width: int) -> alt.HConcatChart | alt.VConcatChart:
    """Three small drawings in a row, or in a column where it is narrow."""
    frame = data()
    drawings = [drawing(row, n) for n, (_, row) in enumerate(frame.iterrows())]
    side = (width - 60) // 3 if width == _theme.WIDE else width - 20
    sized = [one.properties(width=side, height=120) for one in drawings]
    return alt.hconcat(*sized, spacing=16) if width == _theme.WIDE else alt.vconcat(*sized, spacing=18)


def drawing(row: pd.Series, reading: int) -> alt.LayerChart | alt.FacetChart:
    """Two halves, the switch between them, and the arrows that the reading counts."""
    colour = _theme.MAKERS["NVIDIA"]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.45, 1.45]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.5, 1.35]))
    boxes = pd.DataFrame({"x": [0.0, 1.0], "y": [0.3, 0.3], "t": ["half the GPUs"] * 2})
    box = (
        alt.Chart(boxes)
        .mark_square(size=2600, color=_theme.FILL, stroke=_theme.SOFT, opacity=1, strokeWidth=1)
        .encode(x=x, y=y)
    )
    flows = pd.DataFrame(
        {
            "x": [0.33, 0.67, 0.33, 0.67], "y": [0.5, 0.5, 0.1, 0.1], "arrow": ["→", "←", "←", "→"],
            "counted": [True, reading < 2, reading == 0, reading == 0],
        }
    )  # fmt: skip
    arrows = alt.Chart(flows).mark_text(fontSize=30, fontWeight="bold").encode(
        x=x, y=y, text="arrow:N", color=alt.condition("datum.counted", alt.value(colour), alt.value(_theme.GRID))
    )  # fmt: skip
    value = f"{row['tb_per_s']:.4g} TB/s"
    labels = [
        _theme.words(text, x, y, (0.5, at), fontSize=size, fontWeight=weight, color=ink)
        for at, text, size, weight, ink in (
            (1.2, value, 16, "bold", colour),
            (0.95, row["reading"], 12, "normal", _theme.INK),
            (-0.38, row["counts"], 12, "normal", _theme.SOFT),
        )
    ]
    return alt.layer(box, arrows, *labels)
