"""One layer of a transformer, and who talks when

From above to below, the parts of one layer: attention, sum, experts or feed-forward network, sum. At the right, beside the place where
it happens, what each way of cutting sends: tensor parallelism adds up partial results after attention and after the network;
context parallelism passes keys and values round inside attention; expert parallelism sends tokens to experts and back; pipeline
parallelism hands the vectors to the next stage after the last of its layers; data parallelism adds up gradients after the way back.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme

# Part of the layer, and what is sent there: by which way, and its rhythm.
PARTS = (
    ("attention", (("context", "keys and values, round a ring"),), "korthikanti2022reducing"),
    ("sum of the group", (("tensors", "partial results, every layer"),), "korthikanti2022reducing"),
    ("experts, or one network", (("experts", "tokens out and back, every layer"),), "zuo2025cloudmatrix"),
    ("sum of the group", (("tensors", "partial results, every layer"),), "korthikanti2022reducing"),
    ("next layer, or next stage", (("stages", "vectors, once a stage"),), "grattafiori2024llama3"),
    ("end of the step", (("replicas", "gradients, once a step"),), "grattafiori2024llama3"),
)


def data() -> pd.DataFrame:
    """One row an exchange: where in the layer, by which way of cutting, what."""
    return pd.DataFrame(
        [
            {"place": n + 1, "part": part, "way": way, "what": what, "source": source}
            for n, (part, exchanges, source) in enumerate(PARTS)
            for way, what in exchanges
        ]
    )


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """A column of boxes with an arrow down, and beside each what is sent."""
    narrow = width == _theme.NARROW
    step, tall = (64, 38) if narrow else (54, 36)
    box, whole = (140.0 if narrow else 210.0), float(width - 18)
    rows = data().assign(
        top=lambda f: (f["place"] - 1) * step, bottom=lambda f: (f["place"] - 1) * step + tall, left=0.0, right=box
    )
    rows["middle"] = (rows["top"] + rows["bottom"]) / 2
    high = step * len(rows)
    x = alt.X("left:Q", axis=None, scale=alt.Scale(domain=[0, whole], nice=False))
    down = alt.Scale(domain=[high, -2], nice=False)
    y = alt.Y("top:Q", axis=None, scale=down)
    boxes = alt.Chart(rows).mark_rect(fill=_theme.FILL, stroke=_theme.GRID, cornerRadius=3).encode(
        x=x, x2="right:Q", y=y, y2="bottom:Q"
    )  # fmt: skip
    names = (
        alt.Chart(rows.assign(left=box / 2))
        .mark_text()
        .encode(x=x, y=alt.Y("middle:Q", scale=down, axis=None), text="part:N")
    )
    gaps = rows[rows["place"] < len(rows)].assign(left=box / 2, end=lambda f: f["top"] + step)
    arrows = alt.Chart(gaps).mark_rule(color=_theme.SOFT).encode(
        x=x, y=alt.Y("bottom:Q", scale=down, axis=None), y2="end:Q"
    )  # fmt: skip
    links = alt.Chart(rows.assign(left=box, right=box + 14)).mark_rule(color=_theme.ACCENT, strokeWidth=2).encode(
        x=x, x2="right:Q", y=alt.Y("middle:Q", scale=down, axis=None)
    )  # fmt: skip
    spots = rows.assign(left=box + 20)
    ways = alt.Chart(spots).mark_text(align="left", dy=-8, fontWeight="bold", color=_theme.ACCENT).encode(
        x=x, y=alt.Y("middle:Q", scale=down, axis=None), text="way:N"
    )  # fmt: skip
    whats = alt.Chart(spots).mark_text(align="left", dy=9).encode(
        x=x, y=alt.Y("middle:Q", scale=down, axis=None), text="what:N"
    )  # fmt: skip
    return alt.layer(arrows, boxes, names, links, ways, whats).properties(width=whole, height=high)
