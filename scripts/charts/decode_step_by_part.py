"""Where the time of a decode step goes

Three bars of time, all to one scale. The first is an iteration that was measured part by part, on CloudMatrix 384 with xDeepServe: attention, matrix products, dispatch, combine, the rest. Below stand two steps
of CloudMatrix-Infer, at the largest batch and at the tightest target, of which only the whole was measured. The outlined stretch in these is what dispatch and combine would take from the table of their
times, one after the other. In the first bar they take more than that; in the last it would be most of the step.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result

BARS = {
    "xDeepServe, measured by part": (
        ("attention", "xds_attention"),
        ("matrix products", "xds_matrices"),
        ("dispatch", "xds_dispatch"),
        ("combine", "xds_combine"),
        ("rest", "xds_others"),
    ),
    "CloudMatrix-Infer, largest batch": (("whole step", "step_at_50ms"), ("by the table", "exchange_of_a_step")),
    "CloudMatrix-Infer, tightest target": (("whole step", "step_at_15ms"), ("by the table", "exchange_of_a_step")),
}
INKS = {
    "attention": (_theme.SOFT, 0.45),
    "matrix products": (_theme.SOFT, 0.25),
    "dispatch": (_theme.MAKERS["Huawei"], 1),
    "combine": (_theme.MAKERS["Huawei"], 0.65),
    "rest": (_theme.SOFT, 0.12),
    "whole step": (_theme.SOFT, 0.2),
    "by the table": (_theme.MAKERS["Huawei"], 0),
}


def data() -> pd.DataFrame:
    """One row a part of a bar: from where to where in ms."""
    rows = []
    for bar, parts in BARS.items():
        at = 0.0
        for part, name in parts:
            number = result(name)
            start = at if bar.startswith("xDeepServe") else 0.0
            rows.append(
                {
                    "step": bar,
                    "part": part,
                    "from_ms": start,
                    "to_ms": start + number.to("ms"),
                    "what": number.doc.splitlines()[0],
                    "source": number.source,
                }
            )
            at = start + number.to("ms")
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Bars with their parts named in or above them."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["fill"], frame["weight"] = (
        frame["part"].map(lambda part: INKS[part][0]),
        frame["part"].map(lambda part: INKS[part][1]),
    )
    frame["line"] = frame["part"].map(lambda part: _theme.MAKERS["Huawei"] if part == "by the table" else _theme.PAPER)
    frame["middle"] = (frame["from_ms"] + frame["to_ms"]) / 2
    frame["label"] = frame["part"]
    if narrow:
        frame["label"] = frame["label"].replace("matrix products", "matrices")
    whole = frame["part"] == "whole step"
    y = alt.Y("step:N", sort=[*BARS], axis=None, scale=alt.Scale(paddingInner=0.62, paddingOuter=0.4))
    scale = alt.Scale(domain=[0, 96], nice=False)
    axis = alt.Axis(title="ms", values=[0, 20, 40, 60, 80])
    bars = (
        alt.Chart(frame)
        .mark_bar(height=24, strokeWidth=1.5)
        .encode(
            x=alt.X("from_ms:Q", scale=scale, axis=axis),
            x2="to_ms:Q",
            y=y,
            fill=alt.Fill("fill:N", scale=None),
            fillOpacity=alt.FillOpacity("weight:Q", scale=None),
            stroke=alt.Stroke("line:N", scale=None),
        )
    )
    inside = (
        alt.Chart(frame[~whole & (frame["part"] != "by the table")])
        .mark_text(dy=22, fontSize=10.5 if narrow else 12, color=_theme.SOFT)
        .encode(x=alt.X("middle:Q", scale=scale, axis=axis), y=y, text="label:N")
    )
    table = (
        alt.Chart(frame[frame["part"] == "by the table"])
        .mark_text(dy=22, align="left", fontSize=11 if narrow else 12, color=_theme.MAKERS["Huawei"])
        .encode(x=alt.value(0), y=y, text=alt.value("dispatch and combine, by the table"))
    )
    heads = (
        alt.Chart(frame.drop_duplicates("step"))
        .mark_text(align="left", dy=-22, fontWeight="bold")
        .encode(x=alt.value(0), y=y, text="step:N")
    )
    return alt.layer(bars, inside, table, heads).properties(width=width - 20, height=240)
