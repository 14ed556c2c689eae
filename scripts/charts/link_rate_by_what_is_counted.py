"""Four printed rates for the links of one chip

The same package drawn once for each reading, with its pair of dies and, at each die, an arrow out and an arrow in. Bold arrows are what a
reading counts, pale ones what it leaves out: one die and one way, one die and both ways, the package one way, the package
both ways. The second and the third reading, on a tinted ground, give the same number and do not count the same thing.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import entity, fact, part

DIE, PACKAGE = "ascend-910c-die", "ascend-910c"
READINGS = (
    ("one die, one way", DIE, ("one-way", "spec")),
    ("one die, both ways", DIE, ("both-ways",)),
    ("the package, one way", PACKAGE, ("one-way",)),
    ("the package, both ways", PACKAGE, ("both-ways", "huawei2026atlas900a3wp")),
)


def data() -> pd.DataFrame:
    """One row a reading: what it counts, how many dies, which direction, GB/s."""
    rows = []
    for reading, name, words in READINGS:
        rate = fact(name, "scaleup-bandwidth", *words)
        dies = 1 if name == DIE else part(PACKAGE, DIE).count
        rows.append(
            {
                "reading": reading, "dies": dies, "direction": rate.direction, "gb_per_s": rate.to("GB/s"),
                "maker": entity(name)["maker"], "source": rate.source,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.HConcatChart | alt.VConcatChart:
    """Four small drawings in a row, or two by two where it is narrow."""
    frame = data().assign(shared=lambda f: f["gb_per_s"].duplicated(keep=False))
    narrow = width == _theme.NARROW
    side = (width - 26) // 2 if narrow else (width - 60) // 4
    drawings = [drawing(row).properties(width=side, height=158) for _, row in frame.iterrows()]
    if not narrow:
        return alt.hconcat(*drawings, spacing=16)
    return alt.vconcat(alt.hconcat(*drawings[:2], spacing=14), alt.hconcat(*drawings[2:], spacing=14), spacing=14)


def drawing(row: pd.Series) -> alt.LayerChart | alt.FacetChart:
    """A package with its dies, and the arrows that the reading counts."""
    colour = _theme.MAKERS[row["maker"]]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    counted = [True, row["dies"] > 1]
    both = row["direction"] == "both-ways"
    ground = pd.DataFrame({"x": [0.0], "x2": [1.0], "y": [0.0], "y2": [1.0]})
    tint = _theme.SOFT_MAKERS[row["maker"]] if row["shared"] else _theme.PAPER
    package = pd.DataFrame({"x": [0.1], "x2": [0.58], "y": [0.06], "y2": [0.66]})
    dies = pd.DataFrame({"x": [0.16] * 2, "x2": [0.52] * 2, "y": [0.38, 0.1], "y2": [0.62, 0.34], "counted": counted})
    arrows = pd.DataFrame(
        {
            "x": [0.76] * 4, "y": [0.55, 0.44, 0.27, 0.16], "arrow": ["→", "←"] * 2,
            "counted": [n and way for n in counted for way in (True, both)],
        }
    )  # fmt: skip
    boxes = [
        alt.Chart(ground).mark_rect(color=tint, opacity=1).encode(x=x, x2="x2:Q", y=y, y2="y2:Q"),
        alt.Chart(package)
        .mark_rect(fill=_theme.FILL, stroke=_theme.SOFT, opacity=1)
        .encode(x=x, x2="x2:Q", y=y, y2="y2:Q"),
        alt.Chart(dies)
        .mark_rect(fill=_theme.PAPER, strokeWidth=2, opacity=1)
        .encode(
            x=x, x2="x2:Q", y=y, y2="y2:Q",
            stroke=alt.condition("datum.counted", alt.value(colour), alt.value(_theme.GRID)),
        ),
        alt.Chart(arrows)
        .mark_text(fontSize=24, fontWeight="bold", baseline="middle")
        .encode(
            x=x, y=y, text="arrow:N",
            color=alt.condition("datum.counted", alt.value(colour), alt.value(_theme.SOFT)),
            opacity=alt.condition("datum.counted", alt.value(1), alt.value(0.25)),
        ),
    ]  # fmt: skip
    labels = [
        _theme.words(f"{row['gb_per_s']:g} GB/s", x, y, (0.5, 0.9), fontSize=16, fontWeight="bold", color=colour),
        _theme.words(row["reading"], x, y, (0.5, 0.76), color=_theme.INK),
        *(_theme.words("die", x, y, (0.34, place), color=_theme.SOFT) for place in (0.5, 0.22)),
    ]
    return alt.layer(*boxes, *labels)
