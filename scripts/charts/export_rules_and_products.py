"""Rules to the left, products to the right, by date

A line of time runs downwards. To its left stand rules, at the day from which they hold, each with what it reaches; to its right products, at the day on which
they were announced or first reported, coloured by maker. Where days lie close together the words are moved apart and a thin line leads to the day. Each new rule for
chips is followed, within months, by a product for China that stays below it.
"""

from typing import Literal

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import data as records
from scripts.facts import entity

PRODUCTS = ("a100-sxm", "h100-sxm", "a800-sxm", "h800-sxm", "ascend-910b", "h200-sxm", "b200-sxm", "h20", "ascend-910c", "cloudmatrix-384", "ascend-950dt")  # fmt: skip
LABELS = {"b200-sxm": "B200, GB200"}
SIDES: dict[str, Literal["right", "left"]] = {"rule": "right", "product": "left"}
STEP = 19  # px between two lines of words


def years(date: str) -> float:
    """A date as a number of years; what it does not say stands in the middle."""
    year, *rest = (int(part) for part in date.split("-"))
    month = rest[0] - 1 if rest else 6
    day = rest[1] - 1 if len(rest) > 1 else 15 if rest else 0
    return year + (month + day / 31) / 12


def data() -> pd.DataFrame:
    """One row a rule or product: day, name, what the rule reaches or who makes the product."""
    rows = []
    seen: set[tuple[str, str]] = set()
    for rule in records().rules.values():
        if (rule.rule, rule.date) not in seen:
            rows.append(
                {
                    "side": "rule",
                    "day": rule.date,
                    "name": rule.rule,
                    "what": rule.authority,
                    "source": rule.source,
                }
            )
        seen.add((rule.rule, rule.date))
    for key in PRODUCTS:
        thing = entity(key)
        announced = thing["announced"]
        rows.append(
            {"side": "product", "day": announced or thing["available"], "name": LABELS.get(key, thing["label"].replace(" SXM", "")), "what": thing["maker"], "source": thing["announced_source" if announced else "available_source"]}
        )  # fmt: skip
    return pd.DataFrame(rows).sort_values(["day", "side", "name"]).reset_index(drop=True)


def apart(places: list[float]) -> list[float]:
    """Places from above downwards, each moved down until its words no longer touch those above."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + STEP) if moved else place)
    return moved


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """A line down the middle with its years, words to either side."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["at"] = frame["day"].map(years)
    first, last = int(frame["at"].min()), int(frame["at"].max()) + 1
    scale = 82 if not narrow else 84
    middle, gap = width * (0.52 if narrow else 0.5), 36 if narrow else 46
    frame["y"] = (frame["at"] - first) * scale
    frame["word"] = frame["y"]
    for side in ("rule", "product"):
        own = frame["side"] == side
        frame.loc[own, "word"] = apart(frame.loc[own, "y"].tolist())
    frame["x"] = frame["side"].map({"rule": middle - 18, "product": middle + 18})
    frame["x2"] = frame["side"].map({"rule": middle - gap + 6, "product": middle + gap - 6})
    frame["text"] = frame["side"].map({"rule": middle - gap, "product": middle + gap})
    frame["ink"] = frame["what"].map(lambda maker: _theme.MAKERS.get(maker, _theme.INK))
    frame.loc[frame["what"] == "China", "ink"] = _theme.WARN
    frame["label"] = frame["name"].where(
        frame["what"] != "China", "China: " + frame["name"].str[0].str.lower() + frame["name"].str[1:]
    )
    frame["label"] = (
        frame["label"]
        .str.replace("Foreign-made products for Huawei, widened", "the same, widened")
        .str.replace("Foreign-made products for Huawei", "Foreign-made chips for Huawei")
        .str.replace("Memory and equipment rule", "Memory rule")
    )
    height = max((last - first) * scale, frame["word"].max() + 10)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width - 8], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, -8], nice=False))
    base = alt.Chart(frame).encode(y=y)
    marks = base.mark_tick(orient="vertical", size=4, thickness=10, opacity=1).encode(
        x=x, color=alt.Color("ink:N", scale=None)
    )
    lines = base.mark_rule(strokeWidth=1, color=_theme.SOFT).encode(x=x, x2="x2:Q", y2="word:Q")
    texts = [
        alt.Chart(frame[frame["side"] == side])
        .mark_text(align=align, fontSize=10 if narrow else 12)
        .encode(
            x=alt.X("text:Q", axis=None),
            y=alt.Y("word:Q", axis=None),
            text="label:N",
            color=alt.Color("ink:N", scale=None),
        )
        for side, align in SIDES.items()
    ]
    ticks = pd.DataFrame(
        {
            "x": middle,
            "y": [(year - first) * scale for year in range(first, last + 1)],
            "text": [str(year) for year in range(first, last + 1)],
        }
    )
    ruler = [
        alt.Chart(pd.DataFrame({"x": [middle + dx], "y": [0], "y2": [(last - first) * scale]}))
        .mark_rule(color=_theme.GRID, strokeWidth=1)
        .encode(x=x, y=y, y2="y2:Q")
        for dx in (-18, 18)
    ]
    shown = alt.Chart(ticks).mark_text(color=_theme.SOFT, fontSize=11).encode(x=x, y=y, text="text:N")
    return alt.layer(*ruler, lines, marks, *texts, shown).properties(width=width - 8, height=height)
