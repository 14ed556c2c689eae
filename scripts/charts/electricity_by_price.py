"""A year's electricity for the same peak compute, by its price

Price of electricity to the right; upwards what one unit of dense 16-bit peak compute costs to feed for a year, the hall left
out. A shaded wedge holds what the sources allow for each machine; the wedge of CloudMatrix 384 is the steeper one. On each, a
bar stands at one published price: China's subsidised price on the wedge of CloudMatrix 384, the American mean on that of GB200
NVL72. The first bar stands higher than the second although its electricity is cheaper. Ticks below are the mean prices of American states.
"""

from typing import Any

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import entity, fact, sources_of
from scripts.units import quantity

STATES = ("us-texas", "us-iowa", "us-ohio", "us-oregon", "us-virginia", "us-california")


def data() -> pd.DataFrame:
    """One row a machine at a published price, with the dollars a year for each PFLOP/s; then one row a state's price."""
    rows = [
        row("CloudMatrix 384", "Huawei", "china-subsidised-provinces", "cloudmatrix"),
        row("GB200 NVL72", "NVIDIA", "usa", "nvl72"),
    ]
    for name in STATES:
        price = fact(name, "electricity-price")
        rows.append(
            {"machine": "", "maker": "", "region": entity(name)["label"].removesuffix(" (US)"),
             "cents_per_kwh": price.to("US_cent/kWh"), "source": sources_of([price])}
        )  # fmt: skip
    return pd.DataFrame(rows)


def row(machine: str, maker: str, region: str, short: str) -> dict:
    """A machine at the price of a region: power for each PFLOP/s and what it costs in a year."""
    price = fact(region, "electricity-price")
    power, spent = result(f"power_per_compute_{short}"), result(f"electricity_per_compute_{short}")
    return {
        "machine": machine,
        "maker": maker,
        "region": entity(region)["label"],
        "cents_per_kwh": price.to("US_cent/kWh"),
        "low_kw_per_pflop_s": float(power.low.to("kW").magnitude),
        "high_kw_per_pflop_s": float(power.high.to("kW").magnitude),
        "low_usd_per_year": float(spent.low.to("USD").magnitude),
        "high_usd_per_year": float(spent.high.to("USD").magnitude),
        "source": ";".join(sorted({*power.source.split(";"), *spent.source.split(";")})),
    }


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Wedges from the origin, a bar on each, ticks of the states at the foot."""
    narrow = width == _theme.NARROW
    frame = data()
    machines, states = frame[frame["maker"] != ""], frame[frame["maker"] == ""]
    end, top = 20.0, 3600.0
    x = alt.X(
        "price:Q",
        scale=alt.Scale(domain=[0, end], nice=False),
        axis=alt.Axis(title="US cents for a kWh", tickCount=5),
    )
    axis = alt.Axis(title="$ a year for 1 PFLOP/s of peak", tickCount=5, format=",d")
    y = alt.Y("spent:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=axis)
    year = float(quantity(1, "kW*year*US_cent/kWh").to("USD").magnitude)
    wedges, bars, texts = [], [], []
    for one in _theme.records(machines):
        colour = _theme.MAKERS[one.maker]
        at = [0.0, end]
        area = pd.DataFrame(
            {"price": at, "spent": [p * year * one.high_kw_per_pflop_s for p in at],
             "least": [p * year * one.low_kw_per_pflop_s for p in at]}
        )  # fmt: skip
        wedges.append(
            alt.Chart(area)
            .mark_area(color=_theme.SOFT_MAKERS[one.maker], opacity=1, clip=True)
            .encode(x=x, y=y, y2="least:Q")
        )
        bar = pd.DataFrame(
            {"price": [one.cents_per_kwh], "spent": [one.high_usd_per_year], "least": [one.low_usd_per_year]}
        )
        bars.append(alt.Chart(bar).mark_rule(strokeWidth=6, color=colour).encode(x=x, y=y, y2="least:Q"))
        middle = end * 0.78
        line = year * (one.low_kw_per_pflop_s + one.high_kw_per_pflop_s) / 2
        texts.append(
            _theme.words(one.machine, x, y, (middle, middle * line), align="center", color=colour, fontWeight="bold")
        )
        spent = f"${one.low_usd_per_year:,.0f}–{one.high_usd_per_year:,.0f}"
        place = (one.cents_per_kwh, one.high_usd_per_year)
        if one.maker == "Huawei":
            text = f"China,\nsubsidised:\n{spent}" if narrow else f"China, subsidised:\n{spent}"
            mark: dict[str, Any] = {"align": "right", "dx": 2, "dy": -44 if narrow else -30, "lineBreak": "\n"}
        else:
            text, mark = f"US mean: {spent}", {"align": "left", "dx": 6, "dy": 18}
        texts.append(_theme.words(text, x, y, place, color=colour, **mark))
    foot = (machines["cents_per_kwh"].max(), 0.0)
    texts.append(_theme.words("prices in US states", x, y, foot, align="left", dx=6, dy=-8, color=_theme.SOFT))
    ticks = (
        alt.Chart(states.rename(columns={"cents_per_kwh": "price"}).assign(spent=0.0))
        .mark_tick(color=_theme.SOFT, thickness=2, size=14, yOffset=-7)
        .encode(x=x, y=y)
    )
    return alt.layer(*wedges, *bars, ticks, *texts).properties(width=width - 72, height=320)
