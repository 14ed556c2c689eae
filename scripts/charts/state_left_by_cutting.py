"""What each cut leaves on one device

A logarithmic axis of bytes on one device, for weights, gradients and optimiser state of Llama 3.1 405B in training. From above:
uncut, then each matrix split over a group, then layers shared out over stages too, then the optimiser's state shared out
over replicas, then everything. Dashed lines are the memories of some accelerators. Uncut it is far beyond all of them, with
tensors and stages it fits into each, and what replicas share out makes room for activations.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact

CUTS = (
    ("uncut", "state_whole"),
    ("tensors split", "state_after_tensors"),
    ("and layers in stages", "state_after_stages"),
    ("and optimiser state shared", "state_after_optimiser"),
    ("and all of it shared", "state_after_everything"),
)
DEVICES = (
    ("H100", "h100-sxm", (), "NVIDIA"),
    ("910C", "ascend-910c", (), "Huawei"),
    ("GB200", "gb200-gpu", ("spec",), "NVIDIA"),
)


def data() -> pd.DataFrame:
    """One row a cut, then one a memory: gigabytes of one device."""
    rows = []
    for name, key in CUTS:
        found = result(key)
        rows.append({"what": name, "kind": "held", "maker": "", "gb": found.to("GB"), "source": found.source})
    for name, device, words, maker in DEVICES:
        memory = fact(device, "hbm-capacity", *words)
        rows.append({"what": name, "kind": "memory", "maker": maker, "gb": memory.to("GB"), "source": memory.source})
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks in rows under their names, dashed lines for memories."""
    narrow = width == _theme.NARROW
    frame = data()
    held = frame[frame["kind"] == "held"].assign(row=range(len(CUTS)))
    held["label"] = [f"{gb / 1000:.3g} TB" if gb >= 1000 else f"{gb:.3g} GB" for gb in held["gb"]]
    memory = frame[frame["kind"] == "memory"].assign(top=[-0.75, -1.15, -1.55], end=len(CUTS) - 0.3)
    x = alt.X(
        "gb:Q",
        scale=alt.Scale(type="log", domain=[0.2, 40_000 if narrow else 20_000], nice=False),
        axis=alt.Axis(
            title="on one device", values=[1, 10, 100, 1000, 10_000],
            labelExpr="datum.value < 1000 ? datum.value + ' GB' : datum.value / 1000 + ' TB'",
        ),
    )  # fmt: skip
    down = alt.Scale(domain=[len(CUTS) - 0.3, -1.8], nice=False)
    y = alt.Y("row:Q", axis=None, scale=down)
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    lines = (
        alt.Chart(memory)
        .mark_rule(strokeDash=[4, 3])
        .encode(x=x, y=alt.Y("top:Q", scale=down, axis=None), y2="end:Q", color=colour)
    )
    heads = (
        alt.Chart(memory)
        .mark_text(align="left", dx=4, dy=2)
        .encode(x=x, y=alt.Y("top:Q", scale=down, axis=None), text="what:N", color=colour)
    )
    base = alt.Chart(held).encode(y=y)
    marks = base.mark_point(size=90, opacity=1, fill=_theme.ACCENT).encode(x=x)
    values = base.mark_text(align="left", dx=10, fontWeight="bold", stroke=_theme.PAPER, strokeWidth=4).encode(
        x=x, text="label:N"
    )
    ink = base.mark_text(align="left", dx=10, fontWeight="bold").encode(x=x, text="label:N")
    names = base.mark_text(align="left", dy=-15 if narrow else 0).encode(
        x=alt.value(0 if narrow else -200), text="what:N"
    )
    return alt.layer(lines, heads, marks, values, ink, names).properties(
        width=width - (24 if narrow else 225), height=290 if narrow else 250
    )
