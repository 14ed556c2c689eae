"""From rule to lost input to design

A drawing of rows. In each, three boxes joined by arrows: a rule with its date, what it took away, and the design that answers the loss. Under the last box stands who says
that the one answers the other: the maker, analysts, the press, or that it is disputed. The upper rows are about machines built in China, the lower ones about chips sold to China.
"""

import textwrap

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import data as records
from scripts.facts import rule

SAYS = {
    "maker": "Huawei says so, of process in general",
    "analyst": "say analysts",
    "press": "says the press",
    "disputed": "disputed",
}
ORDER = ("older-process", "dies-from-stock", "old-memory", "slower-links", "less-compute")
HEADS = ("rule", "what is lost", "design that answers")
LINE = 15


def data() -> pd.DataFrame:
    """One row an effect: rule with its day, what was lost, the answer, who says so."""
    rows = []
    effects = {row["id"]: row for row in records().rule_effects}
    if set(effects) != set(ORDER):
        raise ValueError(f"rule-effects.csv has {', '.join(sorted(effects))}; put them into ORDER")
    for key in ORDER:
        row, cause = effects[key], rule(effects[key]["rule"])
        rows.append(
            {
                "rule": cause.rule, "from": cause.date, "lost": row["lost"], "answer": row["answer"], "evidence": row["evidence"],
                "source": ";".join(sorted({row["source"], cause.source})),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Boxes in three columns, arrows between."""
    narrow = width == _theme.NARROW
    gap = 14 if narrow else 30
    column = (width - 10 - 2 * gap) / 3
    letters = 16 if narrow else 30
    boxes, words, top = [], [], 24.0
    for n, head in enumerate(HEADS):
        words.append({"x": n * (column + gap) + 2, "y": 8, "text": head, "ink": _theme.SOFT, "bold": False})
    for row in data().to_dict("records"):
        cells = [row["rule"], row["lost"], row["answer"]]
        below = [row["from"], "", f"({SAYS[row['evidence']]})"]  # what stands below, softer
        wrapped = [textwrap.wrap(cell, letters) for cell in cells]
        told = [len(lines) for lines in wrapped]
        wrapped = [lines + textwrap.wrap(text, letters) for lines, text in zip(wrapped, below, strict=True)]
        height = max(map(len, wrapped)) * LINE + 12
        for n, lines in enumerate(wrapped):
            left = n * (column + gap)
            boxes.append(
                {
                    "x": left,
                    "x2": left + column,
                    "y": top,
                    "y2": top + height,
                    "arrow": left + column + gap if n < 2 else None,
                }
            )
            for k, text in enumerate(lines):
                soft = k >= told[n]
                words.append(
                    {
                        "x": left + 6,
                        "y": top + 12 + k * LINE,
                        "text": text,
                        "ink": _theme.SOFT if soft else _theme.INK,
                        "bold": n == 0 and not soft,
                    }
                )
        top += height + 12
    frame = pd.DataFrame(boxes).assign(mid=lambda f: (f["y"] + f["y2"]) / 2, tip=lambda f: f["arrow"] - 2)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width - 8], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[top, 0], nice=False))
    rects = alt.Chart(frame).mark_rect(fill=_theme.FILL, stroke=_theme.GRID).encode(x=x, x2="x2:Q", y=y, y2="y2:Q")
    arrows = frame[frame["arrow"].notna()]
    shafts = (
        alt.Chart(arrows)
        .mark_rule(color=_theme.SOFT, strokeWidth=1.5)
        .encode(x=alt.X("x2:Q", axis=None), x2="tip:Q", y=alt.Y("mid:Q", axis=None))
    )
    heads = (
        alt.Chart(arrows)
        .mark_point(shape="triangle-right", filled=True, size=50, color=_theme.SOFT, opacity=1)
        .encode(x=alt.X("tip:Q", axis=None), y=alt.Y("mid:Q", axis=None))
    )
    texts = pd.DataFrame(words)
    plain = [
        alt.Chart(texts[texts["bold"] == bold])
        .mark_text(
            align="left", baseline="middle", fontSize=11 if narrow else 12, fontWeight="bold" if bold else "normal"
        )
        .encode(x=x, y=y, text="text:N", color=alt.Color("ink:N", scale=None))
        for bold in (True, False)
    ]
    return alt.layer(rects, shafts, heads, *plain).properties(width=width - 8, height=top)
