"""How far each input moves the cost of tokens

A bar for each of five inputs, from the cost at its better end to the cost at its worse end, the others held at their middle values,
which the upright line marks; the widest bar stands at the top. The throughput, the share of time used and the life of the machine move
the cost most, the tariff of electricity least.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result

INPUTS = (
    ("throughput: the later figure, half of the first", "million_by_throughput"),
    ("use: nine tenths, three tenths of the time", "million_by_use"),
    ("life: seven years, three", "million_by_life"),
    ("price: least, greatest published", "million_by_price"),
    ("tariff: China subsidised, California", "million_by_tariff"),
)


def data() -> pd.DataFrame:
    """One row an input: cents for a million tokens at its ends."""
    rows = []
    for label, name in INPUTS:
        found = result(name)
        low, high = (100 * float(end.to("USD").magnitude) for end in (found.low, found.high))
        rows.append({"input": label, "low_cents": low, "high_cents": high, "source": found.source})
    frame = pd.DataFrame(rows)
    return frame.assign(span=frame["high_cents"] - frame["low_cents"]).sort_values(
        "span", ascending=False, ignore_index=True
    )


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Bars from end to end, a line at the middle."""
    frame = data().assign(row=lambda f: f.index.astype(float))
    middle = pd.DataFrame({"at": [100 * float(result("million_tokens_nvl72").to("USD"))]})
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[-0.8, len(frame) - 0.5], nice=False, reverse=True))
    scale = alt.Scale(domain=[0, 16], nice=False)
    x = alt.X("low_cents:Q", scale=scale, axis=alt.Axis(title="US cents for a million tokens", tickCount=6))
    base = alt.Chart(frame).encode(y=y)
    bars = base.mark_bar(orient="horizontal", size=16, color=_theme.ACCENT).encode(x=x, x2="high_cents:Q")
    names = (
        base.transform_calculate(left="0.1")
        .mark_text(align="left", dy=-17)
        .encode(x=alt.X("left:Q", scale=scale), text="input:N")
    )
    ends = [
        _end(base, "low_cents", scale).mark_text(align="right", dx=-5, color=_theme.SOFT),
        _end(base, "high_cents", scale).mark_text(align="left", dx=5, color=_theme.SOFT),
    ]
    line = alt.Chart(middle).mark_rule(color=_theme.PAPER, strokeWidth=2).encode(x=alt.X("at:Q", scale=scale))
    return alt.layer(bars, line, names, *ends).properties(width=width - 30, height=50 * len(frame))


def _end(base: alt.Chart, name: str, scale: alt.Scale) -> alt.Chart:
    """The cost at one end, as a text."""
    return base.encode(x=alt.X(f"{name}:Q", scale=scale), text=alt.Text(f"{name}:Q", format=".2~g"))
