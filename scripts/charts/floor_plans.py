"""The two floor plans: many cabinets, or one rack

Every square is one cabinet. NVIDIA's machine is a single filled square. Huawei's is a field of squares, filled ones with
accelerators and hollow ones with switches. The number in a square is its power: the vendor's maximum for Huawei's cabinets,
the published span for NVIDIA's rack. All squares are drawn alike, because the data hold no footprint of either.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact, facts, part, sources_of

CM384, COMPUTE, BUS = "cloudmatrix-384", "atlas-900-a3-compute-rack", "atlas-900-a3-bus-rack"
ACROSS = 8  # cabinets in a row of the drawing


def data() -> pd.DataFrame:
    """One row a kind of cabinet: machine, how many, kW."""
    hot = max(facts(BUS, "system-power"), key=lambda row: row.value)
    compute, steps = fact(COMPUTE, "system-power"), (part(CM384, COMPUTE), part(CM384, BUS))
    rack = result("system_power_nvl72")
    low, high = (float(end.to("kW").magnitude) for end in (rack.low, rack.high))
    return pd.DataFrame(
        [
            ("NVIDIA", "GB200 NVL72", "rack", 1, f"{low:.0f}–{high:.0f}", rack.source),
            ("Huawei", "CloudMatrix 384", "compute cabinet", steps[0].count, f"{compute.value:g}", sources_of([compute, steps[0]])),
            ("Huawei", "CloudMatrix 384", "switch cabinet", steps[1].count, f"{hot.value:g}", sources_of([hot, steps[1]])),
        ],
        columns=["maker", "machine", "cabinet", "count", "kilowatts", "source"],
    )  # fmt: skip


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Squares on a grid, NVIDIA's rack apart."""
    side = 34 if width == _theme.NARROW else 66
    places: list[dict] = []
    for _, kind in data().iterrows():
        for _ in range(kind["count"]):
            taken = sum(place["maker"] == kind["maker"] for place in places)
            row, column = divmod(taken, ACROSS)
            places.append({**kind, "x": column, "y": row if kind["maker"] == "NVIDIA" else row + 2.1})
    frame = pd.DataFrame(places).assign(filled=lambda f: f["cabinet"] != "switch cabinet")
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.6, ACROSS - 0.4], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[4.2, -1.0], nice=False))
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    base = alt.Chart(frame).encode(x=x, y=y)
    squares = base.mark_square(size=(side * 0.9) ** 2, strokeWidth=2, opacity=1).encode(
        stroke=colour, fill=alt.condition("datum.filled", colour, alt.value(_theme.PAPER))
    )
    numbers = base.mark_text(fontSize=10 if width == _theme.NARROW else 13).encode(
        text="kilowatts:N", color=alt.condition("datum.filled", alt.value(_theme.PAPER), colour)
    )
    heads = [
        _theme.words(text, x, y, (-0.5, at), align="left", color=ink, fontWeight=weight)
        for at, text, ink, weight in (
            (-0.8, "GB200 NVL72, kW a rack", _theme.MAKERS["NVIDIA"], "bold"),
            (1.3, "CloudMatrix 384, maximum kW a cabinet", _theme.MAKERS["Huawei"], "bold"),
            (4.0, "filled: with accelerators; hollow: with switches", _theme.SOFT, "normal"),
        )
    ]
    return alt.layer(squares, numbers, *heads).properties(width=side * ACROSS, height=side * 5.2)
