"""Memory stacks beside a compute die, seen from the side

A drawing, not to scale. On a substrate lies an interposer, a plate of fine wiring. On it stands a compute die, and to either side of
it a stack of memory: a base die with thin memory dies piled on it, as many as the tallest stack of the newest standard
has. Wires run upright through each stack and then sideways through the interposer to the compute die. The way is short, and the
wires are many.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result


def data() -> pd.DataFrame:
    """Counts that the drawing takes, each with its sources."""
    rows = []
    for what, name in (("memory dies in a stack, at most", "hbm4_layers"), ("data wires of a stack", "hbm4_pins")):
        number = result(name)
        rows.append({"what": what, "standard": "HBM4", "count": int(number.to("")), "source": number.source})
    return pd.DataFrame(rows)


def boxes(layers: int) -> pd.DataFrame:
    """Pieces of the drawing as rectangles, from below upwards; places are of the drawing, not of a product."""
    pieces: list[tuple[str, float, float, float, float]] = [
        ("substrate", 0, 100, 0, 6.5),
        ("interposer", 5, 95, 8, 14.5),
        ("compute die", 34, 66, 16, 27),
    ]
    for left in (9, 72):
        pieces.append(("base die", left, left + 19, 16, 22))
        pieces += [("memory die", left, left + 19, 22.6 + 2.2 * n, 24.2 + 2.2 * n) for n in range(layers)]
    return pd.DataFrame(pieces, columns=["piece", "x", "x2", "y", "y2"])


def ways(top: float, mirrored: bool) -> list[dict[str, float]]:
    """Five of a stack's wires: down through the stack, across the interposer, up into the compute die."""
    pieces = []
    for n in range(5):
        stack, die, depth = 12.5 + 3 * n, 39.5 - 0.9 * n, 12.6 - 0.9 * n
        pieces += [(stack, stack, depth, top), (stack, die, depth, depth), (die, die, depth, 18.0)]
    return [
        {"x": 100 - x if mirrored else x, "x2": 100 - x2 if mirrored else x2, "y": y, "y2": y2}
        for x, x2, y, y2 in pieces
    ]


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Rectangles and lines, with words where there is room."""
    counts = dict(zip(data()["what"], data()["count"], strict=True))
    layers = counts["memory dies in a stack, at most"]
    frame = boxes(layers)
    top = float(frame["y2"].max())
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 100], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1, top + 2], nice=False))
    drawn = (
        alt.Chart(frame)
        .mark_rect(stroke=_theme.SOFT, strokeWidth=0.7)
        .encode(
            x=x,
            x2="x2",
            y=y,
            y2="y2",
            fill=alt.condition("datum.piece == 'compute die'", alt.value(_theme.GRID), alt.value(_theme.FILL)),
        )
    )
    wires = (
        alt.Chart(pd.DataFrame([*ways(top, False), *ways(top, True)]))
        .mark_rule(color=_theme.ACCENT, strokeWidth=1.3)
        .encode(x=x, x2="x2", y=y, y2="y2")
    )
    texts = [
        ("substrate", 3.2, _theme.INK, "normal"),
        ("interposer", 11.2, _theme.INK, "normal"),
        ("compute die", 21.5, _theme.INK, "normal"),
        ("HBM4 stack:", top - 3, _theme.INK, "bold"),
        (f"up to {layers} memory dies", top - 7, _theme.INK, "normal"),
        ("on a thicker base die", top - 11, _theme.INK, "normal"),
        (f"{counts['data wires of a stack']:,} data wires", top - 19, _theme.ACCENT, "bold"),
        ("from each stack", top - 23, _theme.ACCENT, "normal"),
    ]
    words = [_theme.words(text, x, y, (50, at), color=ink, fontWeight=weight) for text, at, ink, weight in texts]
    return alt.layer(drawn, wires, *words).properties(width=width - 14, height=290 if width == _theme.WIDE else 260)
