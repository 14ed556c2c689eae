"""The larger the die, the fewer are good

Share of dies without a defect by the area of the die, by the Poisson form, for two densities of defects that this site assumes.
Both curves fall from left to right, the one for the higher density much faster. Dots mark half of NVIDIA's GH100 die and the whole of
it. A thin third line takes the lower density again with defects in clusters: it lies a little above its neighbour.
"""

from typing import Literal

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import dies_and_yield as assumed
from scripts.facts import fact
from scripts.models.packaging import negative_binomial_yield, poisson_yield

STEPS = 24  # even, so that half of the die is a point of the curve


def data() -> pd.DataFrame:
    """One row a point of a curve: form, density in defects per cm², area in mm², share of good dies in percent."""
    whole = fact("gh100", "die-area")
    rows = []
    for form, density in (("few", assumed.FEW), ("few, in clusters", assumed.FEW), ("many", assumed.MANY)):
        for step in range(1, STEPS + 1):
            area = whole.quantity * step / STEPS
            point = {
                "area": float(area.to("m**2").magnitude),
                "defect_density": float(density.to("1/m**2").magnitude),
            }
            clustered = form.endswith("clusters")
            good = (
                negative_binomial_yield(**point, clustering=assumed.CLUSTERING) if clustered else poisson_yield(**point)
            )
            rows.append({"form": form, "density": float(density.magnitude), "area": float(area.to("mm**2").magnitude),
                         "good": 100 * good, "source": whole.source})  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Curves with their words at the right end, dots with their values."""
    narrow = width == _theme.NARROW
    frame = data()
    whole = frame["area"].max()
    colours = {"few": _theme.ACCENT, "few, in clusters": _theme.SOFT, "many": _theme.WARN}
    x = alt.X("area:Q", scale=alt.Scale(domain=[0, whole * (1.02 if narrow else 1.0)], nice=False),
              axis=alt.Axis(title="area of the die, mm²", grid=False, values=[0, 200, 400, 600, 800]))  # fmt: skip
    y = alt.Y("good:Q", scale=alt.Scale(domain=[0, 100]),
              axis=alt.Axis(title=None, values=[0, 25, 50, 75, 100], labelExpr="datum.label + ' %'"))  # fmt: skip
    ink = alt.Color("form:N", scale=alt.Scale(domain=[*colours], range=[*colours.values()]), legend=None)
    layers: list[alt.Chart] = []
    for form in colours:
        thin = form.endswith("clusters")
        part = alt.Chart(frame[frame["form"] == form])
        layers.append(part.mark_line(strokeWidth=1.2 if thin else 2.5).encode(x=x, y=y, color=ink))
    dots = frame[frame["area"].isin([whole / 2, whole]) & (frame["form"] != "few, in clusters")]
    dots = dots.assign(label=dots["good"].map("{:.0f} %".format), end=dots["area"] == whole)
    beside: list[tuple[bool, Literal["left", "right"], int, int]] = [(False, "left", 6, -10), (True, "right", -4, 16)]
    for end, align, dx, dy in beside:
        marks = alt.Chart(dots[dots["end"] == end]).encode(x=x, y=y, color=ink)
        layers.append(marks.mark_point(size=70, opacity=1))
        layers.append(marks.mark_text(align=align, dx=dx, dy=dy, fontWeight="bold").encode(text="label:N"))
    names = pd.DataFrame({"area": [whole / 2, whole], "text": ["half a die", "GH100"]})
    guides = alt.Chart(names).mark_rule(color=_theme.SOFT, strokeDash=[3, 3], opacity=0.6).encode(x=x)
    for at, text, align, dx in ((whole / 2, names["text"][0], "left", 6), (whole, names["text"][1], "right", -6)):
        layers.append(_theme.words(text, x, y, (at, 96.0), align=align, dx=dx, color=_theme.SOFT))
    for form, share, text in (
        ("few", 0.205, f"{assumed.FEW.magnitude:g} per cm²"),
        ("many", 0.3, f"{assumed.MANY.magnitude:g} per cm²"),
        ("few, in clusters", 0.69, "in clusters"),
    ):
        curve = frame[frame["form"] == form].set_index("area")["good"]
        place = min(curve.index, key=lambda area: abs(area - share * whole))
        spot = place, curve[place]
        layers.append(_theme.words(text, x, y, spot, align="left", dx=6, dy=-11, color=colours[form]))
    return alt.layer(guides, *layers).properties(width=width - 56, height=280)
