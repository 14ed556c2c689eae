"""The largest dies stop at much the same size

Squares of silicon, drawn to one scale and set in order of area, each with its name and area below. An outlined square is an
estimate from a photograph. The three largest, of different makers, are next to equal; the others are smaller. All of them are cut
from a wafer; a chip that is a whole wafer is left out, because it would not fit.
"""

from typing import Any

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import entity, facts, sources_of

LINE = 16  # height of a line of text


def data() -> pd.DataFrame:
    """One row a die that is cut from a wafer: name, maker, area in mm², what kind of figure it is."""
    rows = []
    for row in facts(None, "die-area"):
        if "not cut" in (row.note or ""):
            continue
        thing = entity(row.entity)
        rows.append(
            {
                "die": thing["label"].replace(" compute die", "").replace(" die", "").partition(" (")[0],
                "maker": thing["maker"], "area": row.to("mm**2"), "kind": row.kind, "bound": row.bound,
                "source": sources_of([row]),
            }
        )  # fmt: skip
    return pd.DataFrame(rows).sort_values("area", ascending=False).reset_index(drop=True)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Squares in one row, or in two on a phone, standing on a common line with their words below."""
    frame = data()
    across = -(-len(frame) // (2 if width == _theme.NARROW else 1))
    column = (width - 8) / across
    frame["side"] = frame["area"] ** 0.5 * (column - 8) / frame["area"].max() ** 0.5
    frame["x"] = [n % across * column for n in range(len(frame))]
    frame["y"] = [(n // across + 1) * (column + 3.4 * LINE) - 3.4 * LINE for n in range(len(frame))]
    frame["x2"], frame["y2"] = frame["x"] + frame["side"], frame["y"] - frame["side"]
    frame["ink"] = frame["maker"].map(lambda maker: _theme.MAKERS.get(maker, _theme.OTHER))
    light = frame["kind"] == "estimate"
    frame["fill"] = frame["maker"].map(_theme.SOFT_MAKERS).where(light, frame["ink"])
    frame["words"] = frame["area"].map("{:,.0f} mm²".format)
    frame["says"] = light.map({True: "estimate", False: ""})
    frame.loc[frame["bound"] == "at-most", "says"] = "at most"
    height = float(frame["y"].max() + 3.2 * LINE)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width - 8], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    base = alt.Chart(frame).encode(x=x, y=y)
    ink = alt.Color("ink:N", scale=None)
    squares = base.mark_rect(strokeWidth=1.5).encode(
        x2="x2:Q", y2="y2:Q", fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("ink:N", scale=None)
    )
    text: dict[str, Any] = {"align": "left", "baseline": "middle"}
    names = base.mark_text(fontWeight="bold", dy=0.8 * LINE, **text).encode(text="die:N", color=ink)
    areas = base.mark_text(dy=1.8 * LINE, **text).encode(text="words:N")
    kinds = base.mark_text(dy=2.7 * LINE, color=_theme.SOFT, **text).encode(text="says:N")
    return alt.layer(squares, names, areas, kinds).properties(width=width - 8, height=height)
