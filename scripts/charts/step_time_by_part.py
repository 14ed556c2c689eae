"""Where the time of a training step goes, by this site's model

One bar for each of four published runs, as long as a whole step; its pieces are what the model says the time goes into. Products
with weights, attention and traffic to memory come first, then the exchange of tensor and of expert parallelism, then idle
stages, stragglers and gradients that nothing hides. Above each bar stand what was measured and how far the model lies off.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import run
from scripts.predict import training
from scripts.predict.case import of
from scripts.predict.constants import Constants

RUNS = {
    "mlperf_405b_005": "Llama 3.1 405B on 512 H100",
    "mlperf_405b_006": "Llama 3.1 405B on 256 GPUs of GB200",
    "mbridge_dsv3_h100_2509": "DeepSeek-V3 on 1,024 H100",
    "megatron_bridge_moe_001": "DeepSeek-V3 on 256 GPUs of GB300",
}
# Part of the model's step: its name, what it belongs to, how strongly it is coloured.
PARTS = {
    "products": ("products", "arithmetic and memory", 1.0),
    "attention": ("attention", "arithmetic and memory", 0.65),
    "memory": ("memory", "arithmetic and memory", 0.35),
    "tensors": ("tensors", "exchange inside groups", 1.0),
    "experts": ("experts", "exchange inside groups", 0.6),
    "rest": ("rest", "idle stages, stragglers, gradients", 1.0),
}
COLOURS = {
    "arithmetic and memory": _theme.ACCENT,
    "exchange inside groups": _theme.WARN,
    "idle stages, stragglers, gradients": _theme.SOFT,
}


def data() -> pd.DataFrame:
    """One row a run and part: its share of the step in per cent, what was measured, by how much the model is slower."""
    rows = []
    for name, label in RUNS.items():
        row = run(name)
        case = of(row)
        found = training.parts(case, Constants())
        found["rest"] = sum(value for key, value in found.items() if key not in PARTS)
        whole = sum(found[key] for key in PARTS)
        ratio = training.predict(case, Constants()) / row.measured_value
        slower = 100 * ((ratio if "time" in row.metric else 1 / ratio) - 1)
        end = 0.0
        for key, (part, of_what, _) in PARTS.items():
            start, end = end, end + 100 * found[key] / whole
            rows.append(
                {
                    "run": label, "part": part, "of": of_what, "from_percent": start, "to_percent": end,
                    "measured": f"{row.measured_value:,.4g} {row.unit}", "model_slower_percent": slower, "source": row.source,
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Bars in pieces, with a line of text over each."""
    narrow = width == _theme.NARROW
    frame = data()
    order = {label: index for index, label in enumerate(RUNS.values())}
    frame = frame.assign(
        row=frame["run"].map(order).astype(float),
        strength=frame["part"].map({part: strength for part, _, strength in PARTS.values()}),
        middle=(frame["from_percent"] + frame["to_percent"]) / 2,
        size=frame["to_percent"] - frame["from_percent"],
    )
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[-0.75, len(RUNS) - 0.55], nice=False, reverse=True))
    scale = alt.Scale(domain=[0, 100])
    x = alt.X("from_percent:Q", scale=scale, axis=alt.Axis(title="per cent of a step", tickCount=5))
    legend = alt.Legend(title=None, orient="bottom", columns=1, symbolType="square", labelLimit=300)
    colour = alt.Color("of:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), legend=legend)
    bars = (
        alt.Chart(frame)
        .mark_bar(orient="horizontal", size=22, stroke=_theme.PAPER, strokeWidth=1)
        .encode(x=x, x2="to_percent:Q", y=y, color=colour, opacity=alt.Opacity("strength:Q", scale=None, legend=None))
    )
    named = frame[frame["size"] > (15 if narrow else 8)]
    labels = [
        alt.Chart(some).mark_text(color=ink).encode(x=alt.X("middle:Q", scale=scale), y=y, text="part:N")
        for some, ink in ((named[named["strength"] == 1], _theme.PAPER), (named[named["strength"] < 1], _theme.INK))
        if len(some)
    ]
    heads = frame.drop_duplicates("run").assign(
        left=0.0,
        text=lambda f: f["run"] + ("" if narrow else f["model_slower_percent"].map(_verdict)),
    )
    words = alt.Chart(heads).mark_text(align="left", dy=-21).encode(x=alt.X("left:Q", scale=scale), y=y, text="text:N")
    return alt.layer(bars, *labels, words).properties(width=width - 30, height=60 * len(RUNS))


def _verdict(slower: float) -> str:
    return f" (the model is {abs(slower):.0f} % too {'slow' if slower > 0 else 'fast'})"
