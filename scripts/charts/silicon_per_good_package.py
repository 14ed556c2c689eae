"""Cutting a die saves nothing; testing the pieces does

Silicon that must be made for one good package, as bars, in two groups: few defects above, many below. The coloured part of a bar is the
silicon in the package, the same in all; the grey part is thrown away. In each group one large die and two halves that are put
together untested take the same. Halves that are tested first take far less, quarters less again. With many defects
the difference is several times as large. The densities are assumed, and no package is lost in assembly.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import dies_and_yield as assumed
from scripts.computed import result
from scripts.facts import fact

WAYS = {
    "one die": "silicon_one_die",
    "two halves, untested": "silicon_two_untested",
    "two halves, tested": "silicon_two_tested",
    "four quarters, tested": "silicon_four_tested",
}
GROUPS = {"few": assumed.FEW, "many": assumed.MANY}


def data() -> pd.DataFrame:
    """One row a way at a density: silicon in the package and silicon made for it, in mm²."""
    rows = []
    for group, density in GROUPS.items():
        for way, name in WAYS.items():
            made = result(f"{name}_{group}")
            rows.append({"density": float(density.magnitude), "way": way, "inside": fact("gh100", "die-area").to("mm**2"),
                         "made": made.to("mm**2"), "source": made.source})  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Bars under a heading for each density; words at the left, or above on a phone."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["label"] = frame["made"].map("{:,.0f} mm²".format)
    step, gap = (40, 34) if narrow else (27, 40)
    group = frame.groupby("density", sort=False).ngroup()
    frame["y"] = [n * step + (g + 1) * gap for n, g in enumerate(group)]
    heads = frame.groupby("density", sort=False).first().reset_index().assign(y=lambda f: f["y"] - gap * 0.75)
    heads["text"] = [f"{density:g} defects per cm², assumed" for density in heads["density"]]
    side = width - (12 if narrow else 160)
    height = float(frame["y"].max() + step * 0.75)
    room = 1.0 if narrow else 1.16
    scale = alt.Scale(domain=[0, frame["made"].max() * room], nice=False)
    upright = alt.Scale(domain=[height, 0], nice=False)
    y = alt.Y("y:Q", axis=None, scale=upright)
    down = 17 if narrow else 0
    base = alt.Chart(frame).encode(y=y)
    frame["top"], frame["bottom"], frame["zero"] = frame["y"] + down - 7, frame["y"] + down + 7, 0
    bars = [
        alt.Chart(frame)
        .mark_rect(fill=colour, stroke=_theme.SOFT, strokeWidth=0.8)
        .encode(
            x=alt.X("zero:Q", scale=scale, axis=None),
            x2=column,
            y=alt.Y("top:Q", scale=upright, axis=None),
            y2="bottom",
        )
        for column, colour in (("made", _theme.GRID), ("inside", _theme.ACCENT))
    ]
    left = 0 if narrow else -145
    names = base.mark_text(align="left", baseline="middle").encode(x=alt.value(left), text="way:N")
    values = base.mark_text(align="left", baseline="middle", dx=0 if narrow else 7, fontWeight="bold").encode(
        x=alt.value(150) if narrow else alt.X("made:Q", scale=scale, axis=None), text="label:N"
    )
    titles = (
        alt.Chart(heads)
        .mark_text(align="left", baseline="middle", color=_theme.SOFT)
        .encode(x=alt.value(left), y=y, text="text:N")
    )
    return alt.layer(*bars, names, values, titles).properties(width=side, height=height)
