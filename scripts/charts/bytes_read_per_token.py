"""A batch shares the weights, but not the cache

Sequences in a step to the right, bytes that one token costs upwards, both on logarithmic axes; the model is DeepSeek-V3. The falling
line is a token's share of the weights. At first it falls slowly, because each further sequence wakes other experts; then it
halves with every doubling of the batch. The level lines are the cache that a token reads: the upper one if every head kept
its own keys and values, the lower one with the model's latent attention. Where a level line is above the falling one, a larger batch
hardly helps. The lower level line is crossed at a far larger batch than the upper one. Dashed upright lines are the batches of
published runs, which lie beyond both crossings.
"""

from typing import Any, Literal

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact
from scripts.models.memory import parameters_read, weight_bytes

MODEL = "deepseek-v3"
LEVELS = (
    ("plain cache", "v3_plain_cache_read_per_token", "v3_plain_batch_of_balance"),
    ("latent cache", "v3_cache_read_per_token", "v3_batch_of_balance"),
)
RUNS = (
    ("cm384_run_sequences", "a run on CloudMatrix 384", "Huawei"),
    ("gb200_run_sequences", "a run on GB200 NVL72", "NVIDIA"),
)


def data() -> pd.DataFrame:
    """One row a batch: GB a token of weights, and of cache in both forms of attention."""
    parameters, active = (
        float(fact(MODEL, name).quantity.to("").magnitude) for name in ("parameters", "active-parameters")
    )
    share = fact(MODEL, "experts-per-token").value / fact(MODEL, "routed-experts").value
    levels = [result(level) for _, level, _ in LEVELS]
    used = [*levels, *(result(name) for name, *_ in RUNS), result("v3_parameters")]
    sources = sorted({source for number in used for source in number.source.split(";")})
    crossings = [int(result(balance).to("")) for *_, balance in LEVELS]
    notes = dict.fromkeys(crossings, "lines cross") | {int(result(run).to("")): run for run, *_ in RUNS}
    rows = []
    for batch in sorted({*(2**n for n in range(17)), *notes}):
        read = parameters_read(parameters=parameters, active_parameters=active, share=share, batch=batch)
        rows.append(
            {
                "sequences": batch, "weights_gb": weight_bytes(parameters=read, bits=8) / 1e9 / batch,
                "plain_cache_gb": levels[0].to("GB"), "latent_cache_gb": levels[1].to("GB"),
                "note": notes.get(batch, ""),
                "source": ";".join(sources),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """A falling line and two level ones, with direct labels."""
    height = 290 if width == _theme.NARROW else 320
    frame = data()
    x = alt.X(
        "sequences:Q",
        scale=alt.Scale(type="log", domain=[1, 100000], nice=False),
        axis=alt.Axis(
            title="sequences in a step, whole machine", values=[1, 10, 100, 1000, 10000, 100000], format="~s"
        ),
    )
    scale = alt.Scale(type="log", domain=[0.008, 60], nice=False)
    axis = alt.Axis(title="GB read for one token", values=[0.01, 0.1, 1, 10], format="~g")
    base = alt.Chart(frame).encode(x=x)

    def line(column: str, **mark: Any) -> alt.Chart:
        return base.mark_line(**mark).encode(y=alt.Y(f"{column}:Q", scale=scale, axis=axis))

    lines = [
        line("plain_cache_gb", color=_theme.WARN, strokeWidth=2.5),
        line("latent_cache_gb", color=_theme.INK, strokeWidth=2.5),
        line("weights_gb", color=_theme.ACCENT, strokeWidth=2.5),
    ]
    crossed = (
        alt.Chart(frame[frame["note"] == "lines cross"])
        .mark_point(size=80, color=_theme.ACCENT, opacity=1)
        .encode(x=x, y=alt.Y("weights_gb:Q", scale=scale))
    )
    at = (
        alt.Chart(frame[frame["note"] == "lines cross"].assign(text=lambda f: f["sequences"].map("{:,d}".format)))
        .mark_text(align="left", dx=9, dy=-10, fontWeight="bold", color=_theme.ACCENT)
        .encode(x=x, y=alt.Y("weights_gb:Q", scale=scale), text="text:N")
    )
    last, first = frame[frame["note"] == RUNS[0][0]].iloc[0], frame.iloc[0]
    middle = frame[frame["sequences"] == 64].iloc[0]
    labels: list[tuple[float, float, str, Literal["left", "right"], int, int, str]] = [
        (last["sequences"], last["plain_cache_gb"], "plain cache", "right", -6, -11, _theme.WARN),
        (first["sequences"], first["latent_cache_gb"], "latent cache", "left", 6, -11, _theme.INK),
        (middle["sequences"], middle["weights_gb"], "weights, shared", "left", 10, -6, _theme.ACCENT),
    ]
    words = [
        alt.Chart(pd.DataFrame({"sequences": [a], "y": [b], "text": [text]}))
        .mark_text(align=align, dx=dx, dy=dy, color=ink)
        .encode(x=x, y=alt.Y("y:Q", scale=scale), text="text:N")
        for a, b, text, align, dx, dy, ink in labels
    ]
    marks = []
    for n, (name, label, maker) in enumerate(RUNS):
        place = alt.Chart(frame[frame["note"] == name].assign(text=label))
        marks += [
            place.mark_rule(color=_theme.MAKERS[maker], strokeDash=[3, 3]).encode(
                x=x, y=alt.value(-2 - 17 * n), y2=alt.value(height)
            ),
            place.mark_text(align="right", dx=-5, color=_theme.MAKERS[maker]).encode(
                x=x, y=alt.value(-8 - 17 * n), text="text:N"
            ),
        ]
    return alt.layer(*marks, *lines, crossed, at, *words).properties(width=width - 62, height=height)
