"""How large and how often: the messages of each way of cutting

Two logarithmic axes: size of one message, and how often a device has one in a step. Filled marks are the training of Llama 3.1 405B
as its makers cut it: sums of tensor parallelism, passes between stages, gradients of replicas. Hollow marks are one step of
decoding for one sequence: sums of tensor parallelism in Llama 3.1 70B, vectors to experts in DeepSeek-V3. The dashed line is the
size at which a GPU of GB200 gets half of its rate. Training lies to its right, where bandwidth counts; decoding far to
its left, where latency counts.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result

# Name, what is done, size, times in a step, which side the name stands on.
MESSAGES = (
    ("tensors, training", "training", "tensor_message", "tensor_messages_of_a_step", "right"),
    ("stages, training", "training", "pipeline_message", "pipeline_messages_of_a_step", "right"),
    ("replicas, training", "training", "data_message", "", "right"),
    ("tensors, decoding", "decoding", "vector_of_a_token", "tensor_sums_of_a_token", "left"),
    ("experts, decoding", "decoding", "expert_message_out", "expert_messages_of_a_step", "left"),
)


def data() -> pd.DataFrame:
    """One row a kind of message: byte, times in a step; and the size that gets half of the rate."""
    rows = []
    for name, work, size, times, side in MESSAGES:
        found = result(size)
        often = result(times).to("") if times else 1.0  # gradients are summed once
        rows.append({"message": name, "work": work, "bytes": found.to("byte"), "times a step": often, "side": side,
                     "source": found.source})  # fmt: skip
    half = result("half_rate_gpu")
    rows.append({"message": "half rate, GPU of GB200", "work": "link", "bytes": half.to("byte"), "times a step": 1.0,
                 "side": "right", "source": half.source})  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks with their names; a dashed line where a link gets half of its rate."""
    narrow = width == _theme.NARROW
    frame = data().rename(columns={"times a step": "often"})
    marks, line = frame[frame["work"] != "link"], frame[frame["work"] == "link"].assign(low=0.5, high=2000)
    words = "datum.value >= 1e9 ? datum.value / 1e9 + ' GB' : datum.value >= 1e6 ? datum.value / 1e6 + ' MB' : datum.value / 1e3 + ' kB'"
    x = alt.X(
        "bytes:Q",
        scale=alt.Scale(type="log", domain=[1000, 1e11], nice=False),
        axis=alt.Axis(title="size of one message", values=[1e3, 1e5, 1e7, 1e9], labelExpr=words),
    )
    scale = alt.Scale(type="log", domain=[0.5, 2000], nice=False)
    y = alt.Y("often:Q", scale=scale, axis=alt.Axis(title="times in a step", values=[1, 10, 100, 1000], format=","))
    half = alt.Chart(line).mark_rule(color=_theme.MAKERS["NVIDIA"], strokeDash=[4, 3]).encode(
        x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q"
    )  # fmt: skip
    note = alt.Chart(line).mark_text(align="left" if narrow else "right", dx=6 if narrow else -6, color=_theme.MAKERS["NVIDIA"]).encode(
        x=x, y=alt.datum(3 if narrow else 0.8, scale=scale), text=alt.datum("half rate, GB200" if narrow else "half rate, GPU of GB200")
    )  # fmt: skip
    dots = (
        alt.Chart(marks)
        .mark_point(size=110, strokeWidth=2, opacity=1, stroke=_theme.ACCENT)
        .encode(
            x=x,
            y=y,
            fill=alt.condition("datum.work == 'training'", alt.value(_theme.ACCENT), alt.value(_theme.PAPER)),
        )
    )
    names = [
        alt.Chart(marks[marks["message"] == name])
        .mark_text(
            dy=-15 if up else 17,
            align="left" if side == "left" else "center",
            dx=(-30 if narrow else -10) if side == "left" else 0,
        )
        .encode(x=x, y=y, text="message:N")
        for (name, _, _, _, side), up in zip(MESSAGES, (True, False, True, True, False), strict=True)
    ]
    return alt.layer(half, note, dots, *names).properties(width=width - 81, height=270)
