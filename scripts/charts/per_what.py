"""CloudMatrix 384 divided by GB200 NVL72: it depends on per what

A logarithmic axis of ratios with a line at equality. To the right of the line CloudMatrix has more, to the left GB200
NVL72 has more. Each row is one way to ask: a bar spans what the published sources allow, a dot marks rows on which they
agree. Totals of a system lie to the right; compute per accelerator, per kilowatt, per rack and per dollar lie to the left.
"""

from typing import Literal

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result

ROWS = {
    "16-bit compute, whole system": "compute_ratio",
    "Memory, whole system": "hbm_capacity_ratio",
    "Memory bandwidth, whole system": "hbm_bandwidth_ratio",
    "Scale-up bandwidth, whole system": "scaleup_ratio",
    "Power, whole system": "power_ratio",
    "Scale-up bandwidth per accelerator": "scaleup_ratio_per_accelerator",
    "16-bit compute per dollar": "compute_ratio_per_dollar",
    "16-bit compute per kilowatt": "compute_ratio_per_kilowatt",
    "16-bit compute per accelerator": "compute_ratio_per_accelerator",
    "16-bit compute per rack": "compute_ratio_per_rack",
}


def data() -> pd.DataFrame:
    """One row a question: least and greatest ratio that the sources allow."""
    rows = []
    for question, name in ROWS.items():
        number = result(name)
        low, high = (float(end.to("").magnitude) for end in (number.low, number.high))
        rows.append({"question": question, "low": low, "high": high, "source": number.source})
    frame = pd.DataFrame(rows)
    return frame.assign(label=[ends(low, high) for low, high in zip(frame["low"], frame["high"], strict=True)])


def ends(low: float, high: float) -> str:
    """Both ends to two digits, or one where they agree."""
    texts = [f"{end:.2g}" for end in (low, high)]
    return f"{texts[0]}×" if texts[0] == texts[1] else f"{texts[0]}–{texts[1]}×"


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Bars on a log axis, direct labels, the line of equality."""
    narrow = width == _theme.NARROW
    frame = data().assign(more=lambda f: (f["low"] > 1).map({True: "Huawei", False: "NVIDIA"}))
    order = list(frame["question"])
    scale = alt.Scale(type="log", domain=[0.08, 12 if narrow else 8])
    ticks = alt.Axis(
        values=[0.1, 0.25, 0.5, 1, 2, 4],
        format="~g",
        title=None,
        tickSize=0,
        domain=False,
        labelExpr="datum.label + '×'",
    )
    base = alt.Chart(frame).encode(y=alt.Y("question:N", sort=order, axis=None))
    colour = alt.Color("more:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    spans = base.mark_rule(strokeWidth=7, strokeCap="round").encode(
        x=alt.X("low:Q", scale=scale, axis=ticks), x2="high:Q", color=colour
    )
    values = base.mark_text(align="left", dx=9, fontWeight="bold", fontSize=12).encode(
        x="high:Q", text="label:N", color=colour
    )
    names = base.mark_text(align="left", dy=-15 if narrow else 0, fontSize=12).encode(
        x=alt.value(0 if narrow else -225), text="question:N"
    )
    one = (
        alt.Chart(pd.DataFrame({"x": [1.0]}))
        .mark_rule(color=_theme.SOFT, strokeDash=[3, 3])
        .encode(x=alt.X("x:Q", scale=scale))
    )
    heads = [
        heading("← NVL72 has more", "NVIDIA", "right", scale),
        heading("CloudMatrix has more →", "Huawei", "left", scale),
    ]
    return alt.layer(one, *heads, spans, values, names).properties(
        width=width - (14 if narrow else 250), height=(44 if narrow else 30) * len(frame)
    )


def heading(text: str, maker: str, align: Literal["left", "right"], scale: alt.Scale) -> alt.Chart:
    """What it means to lie on one side of the line of equality."""
    mark = alt.Chart(pd.DataFrame({"x": [1.0], "text": [text]})).mark_text(
        align=align, dx=8 if align == "left" else -8, dy=-10, color=_theme.MAKERS[maker]
    )
    return mark.encode(x=alt.X("x:Q", scale=scale), y=alt.value(0), text="text:N")
