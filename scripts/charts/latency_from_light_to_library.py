"""How long a short message takes, from the cable to the library

A logarithmic axis of time, one row a part or a whole. Above, parts of a path: two copper cables, an error-correcting receiver, a
switch as its maker claims it. Below, whole paths: a budget on paper, then small loads and stores that were measured on the
two machines, then small messages through a library. The cable is the shortest by far; what a program waits for is tens or
hundreds of times longer.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact, run

BUDGET = "one switch, on paper"


def data() -> pd.DataFrame:
    """One row a part or a path: nanoseconds, least and greatest, and what it is."""
    flight, receiver = result("copper_flight"), result("error_correction")
    switch, budget = (
        fact("atlas-900-a3-superpod", "switch-latency"),
        fact("sue-1.0", "end-to-end-latency", "medium=copper"),
    )
    rows = [
        line("copper, both cables", "part", flight.low, flight.high, "", flight.source),
        line("receiver with error correction", "part", receiver.low, receiver.high, "", receiver.source),
        line("one switch, Huawei's claim", "part", switch.low, switch.high, "Huawei", switch.source),
        line("through one switch, budget", "path", budget.low, budget.high, "", budget.source),
    ]
    for name, case, maker in (
        ("store into another GPU, GB200", "gb200_store_remote", "NVIDIA"),
        ("read, CloudMatrix, in a node", "cm384_ub_p2p_004", "Huawei"),
        ("read, CloudMatrix, between nodes", "cm384_ub_p2p_002", "Huawei"),
        ("message through a library, NVLink", "message_latency_nvlink", "NVIDIA"),
        ("send and receive, library, CloudMatrix", "cm384_xccl_p2p_001", "Huawei"),
    ):
        measured = run(case)
        rows.append(line(name, "measured", measured.quantity, measured.quantity, maker, measured.source))
    return pd.DataFrame(rows)


def line(what: str, kind: str, low, high, maker: str, source: str) -> dict:  # type: ignore[no-untyped-def]
    """One row of the figure."""
    ends = [float(end.to("ns").magnitude) for end in (low, high)]
    label = f"{ends[0]:,.3g}" if ends[0] == ends[1] else f"{ends[0]:.3g}–{ends[1]:.3g}"
    label = f"{label} ns" if ends[1] < 1000 else f"{ends[1] / 1000:.3g} µs"
    return {
        "what": what,
        "kind": kind,
        "low": ends[0],
        "high": ends[1],
        "maker": maker,
        "label": label,
        "source": source,
    }


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks on a logarithmic axis of time under their names."""
    frame = data()
    frame["colour"] = [_theme.MAKERS.get(maker, _theme.SOFT) for maker in frame["maker"]]
    order = frame["what"].tolist()
    y = alt.Y("what:N", sort=order, axis=None, scale=alt.Scale(paddingOuter=0.4))
    scale = alt.Scale(type="log", domain=[10, 60_000 if width == _theme.NARROW else 40_000])
    axis = alt.Axis(
        title="time, nanoseconds and microseconds", values=[10, 100, 1000, 10_000],
        labelExpr="datum.value < 1000 ? datum.value + ' ns' : datum.value / 1000 + ' µs'",
    )  # fmt: skip
    x = alt.X("low:Q", scale=scale, axis=axis)
    base = alt.Chart(frame).encode(y=y)
    colour = alt.Color("colour:N", scale=None)
    spans = base.mark_rule(strokeWidth=4).encode(x=x, x2="high:Q", color=colour)
    marks = [
        base.mark_point(size=75, strokeWidth=2, opacity=1).encode(
            x=alt.X(f"{end}:Q", scale=scale),
            stroke=alt.Stroke("colour:N", scale=None),
            fill=alt.condition("datum.kind == 'measured'", colour, alt.value(_theme.PAPER)),
        )
        for end in ("low", "high")
    ]
    values = base.mark_text(align="left", dx=10, fontWeight="bold").encode(
        x=alt.X("high:Q", scale=scale), text="label:N", color=colour
    )
    narrow = width == _theme.NARROW
    names = base.mark_text(align="left", dy=-15 if narrow else 0).encode(
        x=alt.value(0 if narrow else -265), text="what:N"
    )
    return alt.layer(spans, *marks, values, names).properties(
        width=width - (24 if narrow else 290), height=(40 if narrow else 29) * len(frame)
    )
