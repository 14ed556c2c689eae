"""Where a step of decoding goes, on both machines

Two bars of milliseconds, one for a published run on each machine, cut into what our model says the step was spent on: weights read
and multiplied, attention, vectors carried between kernels, starts of kernels, the exchange of experts as far as it shows, and the rest.
The upright marks are the measured steps. The bar of CloudMatrix passes its mark a little, that of GB200 ends close to its own.
The GB200 step is longer because it serves many more sequences.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import run, sources_of
from scripts.predict import case as cases
from scripts.predict.step_parts import step_of

RUNS = (
    ("CloudMatrix 384", "cm384_decode_003", "cm384_run_step"),
    ("GB200 NVL72", "sglang_gb200_002", "gb200_measured_step"),
)
PARTS = (
    ("weights", "weights", _theme.ACCENT),
    ("attention", "attention", _theme.MAKERS["NVIDIA"]),
    ("vectors", "vectors", _theme.MAKERS["AMD"]),
    ("exchange", "exchange of experts", _theme.MAKERS["Huawei"]),
    ("starts", "starts", _theme.WARN),
    ("rest", "head and host", _theme.SOFT),
)


def data() -> pd.DataFrame:
    """One row a part of a step, and one a measured step."""
    rows = []
    for machine, name, measured in RUNS:
        timed = run(name)
        step = step_of(cases.of(timed))
        source = sources_of([timed, *step.constants])
        for order, (key, label, _) in enumerate(PARTS):
            rows.append(
                {
                    "machine": machine,
                    "kind": "modelled",
                    "part": label,
                    "order": order,
                    "ms": 1000 * step.parts[key],
                    "source": source,
                }
            )
        found = result(measured)
        rows.append(
            {
                "machine": machine,
                "kind": "measured",
                "part": "measured",
                "order": len(PARTS),
                "ms": found.to("ms"),
                "source": found.source,
            }
        )
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Two stacked bars and two marks."""
    narrow = width == _theme.NARROW
    frame = data()
    y = alt.Y(
        "machine:N",
        sort=[name for name, *_ in RUNS],
        axis=alt.Axis(title=None, labelLimit=150, domain=False, ticks=False),
    )
    colour = alt.Color(
        "part:N",
        scale=alt.Scale(domain=[label for _, label, _ in PARTS], range=[ink for *_, ink in PARTS]),
        sort=[label for _, label, _ in PARTS],
        legend=alt.Legend(title=None, orient="bottom", columns=2 if narrow else 3, columnPadding=24),
    )
    bars = (
        alt.Chart(frame[frame["kind"] == "modelled"])
        .mark_bar(height=34, stroke=_theme.PAPER)
        .encode(
            x=alt.X("sum(ms):Q", axis=alt.Axis(title="milliseconds of one step", tickCount=5)),
            y=y,
            color=colour,
            order=alt.Order("order:Q"),
        )
    )
    marks = (
        alt.Chart(frame[frame["kind"] == "measured"])
        .mark_tick(thickness=3, size=50, color=_theme.INK)
        .encode(x=alt.X("ms:Q"), y=y)
    )
    return alt.layer(bars, marks).properties(width=width - 150, height=140)
