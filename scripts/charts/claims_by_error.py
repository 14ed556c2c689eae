"""What went wrong in the claims, by kind of error and verdict

One square for each claim that was checked, in a row for each kind of error; the name of the claim stands in the square. The darkest
squares are claims that do not hold, the pale ones hold in part or under a condition, or cannot be settled, and the outlined ones are
true. Mistakes of scope, which is per what, and of inference are the most common; a wrong unit or a mixed direction is rarer.
"""

import altair as alt
import pandas as pd

from scripts import claims
from scripts.charts import _theme
from scripts.facts import data as records

WORDS = {
    "scope": "scope: of what, per what",
    "inference": "inference: does it follow?",
    "precision": "precision: which format",
    "direction": "direction: one way, both ways",
    "unit": "unit: a slip of size",
    "date": "date: no longer, not yet",
    "provenance": "provenance: made by whom",
    "none": "no error",
}
GROUPS = {
    "does not hold": ("false", "misleading", "outdated", "not comparable"),
    "holds in part, or open": ("true only if", "partly true", "disputed", "unproven", "judgement"),
    "true": ("true",),
}
SIDE, GAP = 27, 3  # of a square and between two, in pixels


def data() -> pd.DataFrame:
    """One row a claim."""
    rows = [
        {
            "claim": key.upper(),
            "said": row["short"],
            "kind_of_error": row["kind_of_error"],
            "verdict": row["verdict"],
            "favours": row["favours"],
            "source": ";".join(claims.sources_of(key)),
        }
        for key, row in records().claims.items()
    ]
    order = {verdict: place for place, name in enumerate(GROUPS) for verdict in GROUPS[name]}
    frame = pd.DataFrame(rows)
    kinds = {kind: place for place, kind in enumerate(WORDS)}
    return frame.sort_values(
        ["kind_of_error", "verdict"], key=lambda column: column.map(kinds | order), kind="stable"
    ).reset_index(drop=True)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Squares in rows, their kind above them, a legend on top."""
    across = (width - 10) // (SIDE + GAP)
    frame = data()
    place = {verdict: name for name, verdicts in GROUPS.items() for verdict in verdicts}
    boxes, heads, y = [], [], 34.0
    for kind, words in WORDS.items():
        members = frame[frame["kind_of_error"] == kind]
        heads.append({"x": 0.0, "y": y, "text": words})
        for number, (name, verdict) in enumerate(zip(members["claim"], members["verdict"], strict=True)):
            boxes.append(
                box(name, place[verdict], (number % across) * (SIDE + GAP), y + 10 + (number // across) * (SIDE + GAP))
            )
        y += 10 + -(-len(members) // across) * (SIDE + GAP) + 16
    legend = [box("", name, 0, 0) for name in GROUPS]
    keys = [{"x": at + 18.0, "y": 8.0, "text": name} for at, name in zip(steps(width), GROUPS, strict=True)]
    for square, at in zip(legend, steps(width), strict=True):
        square.update(x=at, x2=at + 13, y=2, y2=15)
    return alt.layer(
        *squares(pd.DataFrame(boxes + legend), width, y), texts(pd.DataFrame(heads + keys), width, y)
    ).properties(width=width - 8, height=y)


def steps(width: int) -> list[int]:
    """Where the keys of the legend begin."""
    return [0, 105, 265] if width == _theme.NARROW else [0, 130, 320]


def box(name: str, group: str, x: float, y: float) -> dict:
    """One square."""
    return {"text": name, "group": group, "x": x, "y": y, "x2": x + SIDE, "y2": y + SIDE}


def squares(frame: pd.DataFrame, width: int, height: float) -> list[alt.Chart]:
    """The squares and the names in them."""
    fill = alt.Scale(domain=list(GROUPS), range=[_theme.WARN, _theme.FILL, _theme.PAPER])
    ink = alt.Scale(domain=list(GROUPS), range=[_theme.PAPER, _theme.INK, _theme.INK])
    x, y = across(width), down(height)
    drawn = (
        alt.Chart(frame)
        .mark_rect(stroke=_theme.SOFT, strokeWidth=1)
        .encode(x=x, x2="x2:Q", y=y, y2="y2:Q", fill=alt.Fill("group:N", scale=fill, legend=None))
    )
    middle = frame.assign(x=(frame["x"] + frame["x2"]) / 2, y=(frame["y"] + frame["y2"]) / 2)
    names = (
        alt.Chart(middle)
        .mark_text(fontSize=11)
        .encode(x=x, y=y, text="text:N", color=alt.Color("group:N", scale=ink, legend=None))
    )
    return [drawn, names]


def texts(frame: pd.DataFrame, width: int, height: float) -> alt.Chart:
    """Words from their left end."""
    return alt.Chart(frame).mark_text(align="left", fontSize=12).encode(x=across(width), y=down(height), text="text:N")


def across(width: int) -> alt.X:
    """Pixels from the left."""
    return alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width - 8], nice=False))


def down(height: float) -> alt.Y:
    """Pixels from the top."""
    return alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
