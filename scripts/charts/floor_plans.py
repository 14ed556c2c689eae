"""The two floor plans: many cabinets, or one rack

Every square is one cabinet. NVIDIA's machine is a single dark square. Huawei's is a field of squares, dark ones with
accelerators and light ones with switches. The number in a square is its power: the vendor's maximum for Huawei's cabinets,
the published span for NVIDIA's rack. All squares are drawn alike and are no footprints, because the data hold none of either.
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
    narrow = width == _theme.NARROW
    side = 40 if narrow else 66
    places: list[dict] = []
    for _, kind in data().iterrows():
        for _ in range(kind["count"]):
            taken = sum(place["maker"] == kind["maker"] for place in places)
            row, column = divmod(taken, ACROSS)
            places.append({**kind, "x": column, "y": row if kind["maker"] == "NVIDIA" else row + 1.9})
    frame = pd.DataFrame(places).assign(dark=lambda f: f["cabinet"] != "switch cabinet")
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.5, ACROSS - 0.5], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[3.85, -0.95], nice=False))
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    base = alt.Chart(frame).encode(x=x, y=y)
    squares = base.mark_square(size=(side * 0.9) ** 2, strokeWidth=1, opacity=1).encode(
        stroke=colour, fill=alt.condition("datum.dark", colour, alt.value(_theme.SOFT_MAKERS["Huawei"]))
    )
    numbers = base.mark_text(fontSize=12 if narrow else 13).encode(
        text="kilowatts:N", color=alt.condition("datum.dark", alt.value(_theme.PAPER), alt.value(_theme.INK))
    )
    if narrow:  # a span does not fit into a small square; it stands beside it
        numbers = numbers.transform_filter("datum.maker == 'Huawei'")
        span = frame[frame["maker"] == "NVIDIA"]
        beside = alt.Chart(span).mark_text(align="left", dx=26).encode(x=x, y=y, text="kilowatts:N")
    heads = [
        _theme.words(text, x, y, (-0.45, at), align="left", color=ink, fontWeight=weight)
        for at, text, ink, weight in (
            (-0.75, "GB200 NVL72, kW a rack", _theme.MAKERS["NVIDIA"], "bold"),
            (1.15, "CloudMatrix 384, maximum kW a cabinet", _theme.MAKERS["Huawei"], "bold"),
            (3.7, "dark: with accelerators; light: with switches", _theme.SOFT, "normal"),
        )
    ]
    layers = [squares, numbers, *([beside] if narrow else []), *heads]
    return alt.layer(*layers).properties(width=side * ACROSS, height=side * 4.8)
