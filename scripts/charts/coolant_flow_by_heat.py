"""How much must flow: heat of a cabinet, carried by water or by air

Heat of one cabinet to the right, volume of coolant a second upwards, both on logarithmic axes. Two parallel lines: below, water
that warms as in a compute cabinet of CloudMatrix if it takes all its heat; far above, air that warms as in its switch cabinet. A
filled mark on each line is the cabinet whose printed power and flow give the line; the light stretches are what one rack of
GB200 NVL72 would need on either line.
"""

from typing import Any

import altair as alt
import pandas as pd
from pint import Quantity

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact, sources_of

COMPUTE, BUS = "atlas-900-a3-compute-rack", "atlas-900-a3-bus-rack"


def data() -> pd.DataFrame:
    """One row a cabinet and coolant: kW and litres a second at both ends, printed or needed."""
    water_flow, air_flow = fact(COMPUTE, "coolant-flow", "configuration=supply at 40 degC"), fact(BUS, "coolant-flow")
    water_heat, air_heat = fact(COMPUTE, "system-power"), fact(BUS, "system-power", "place=room at 25 degC")
    rack, water, air = (result(name) for name in ("system_power_nvl72", "nvl72_water_flow", "nvl72_air_flow"))
    return pd.DataFrame(
        [
            row("Huawei", "compute cabinet", "water", "printed", ends(water_heat), ends(water_flow),
                sources_of([water_heat, water_flow])),
            row("Huawei", "switch cabinet", "air", "printed", ends(air_heat), ends(air_flow), sources_of([air_heat, air_flow])),
            row("NVIDIA", "NVL72 rack", "water", "needed", ends(rack), ends(water), water.source),
            row("NVIDIA", "NVL72 rack", "air", "needed", ends(rack), ends(air), air.source),
        ]
    )  # fmt: skip


def ends(number: object) -> tuple[Quantity, Quantity]:
    """Both ends of a fact or a result."""
    return number.low, number.high  # type: ignore[attr-defined]


def row(
    maker: str,
    cabinet: str,
    coolant: str,
    status: str,
    heat: tuple[Quantity, Quantity],
    flow: tuple[Quantity, Quantity],
    source: str,
) -> dict:
    """One row of the figure."""
    cells: dict[str, object] = {"maker": maker, "cabinet": cabinet, "coolant": coolant, "status": status}
    for name, pair, unit in (("heat_kw", heat, "kW"), ("flow_l_per_s", flow, "l/s")):
        cells |= {
            f"{end}_{name}": float(one.to(unit).magnitude) for end, one in zip(("low", "high"), pair, strict=True)
        }
    return {**cells, "source": source}


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Two lines through the printed cabinets; a rack's stretch on each; words beside them."""
    frame = data()
    frame["colour"] = frame["maker"].map(_theme.MAKERS)
    x = alt.X(
        "heat:Q",
        scale=alt.Scale(type="log", domain=[8, 400], nice=False),
        axis=alt.Axis(title="heat of a cabinet, kW", values=[10, 20, 50, 100, 200], format="d"),
    )
    y = alt.Y(
        "flow:Q",
        scale=alt.Scale(type="log", domain=[0.02, 60000], nice=False),
        axis=alt.Axis(title="flow, litres a second", values=[0.1, 1, 10, 100, 1000, 10000], format=",~g"),
    )
    printed, needed = (frame[frame["status"] == status] for status in ("printed", "needed"))
    lines, stretches, texts = [], [], []
    reach = (9.0, 270.0)
    for one, rise in zip(_theme.records(printed), ("water_rise_at_40", "air_rise_of_switch_cabinet"), strict=True):
        ratio = one.low_flow_l_per_s / one.low_heat_kw
        line = pd.DataFrame({"heat": reach, "flow": [at * ratio for at in reach]})
        lines.append(alt.Chart(line).mark_line(color=_theme.SOFT, strokeWidth=1.5).encode(x=x, y=y))
        name = f"{one.coolant}, {result(rise).to('K'):.3g} K warmer"
        texts.append(_theme.words(name, x, y, (reach[0], reach[0] * ratio), align="left", dy=34, color=_theme.SOFT))
        mark: dict[str, Any] = {"align": "left", "dx": 2, "dy": 16, "color": one.colour, "fontWeight": "bold"}
        text = f"{one.cabinet}, {shown(one.low_flow_l_per_s)} l/s"
        texts.append(_theme.words(text, x, y, (one.low_heat_kw, one.low_flow_l_per_s), **mark))
    for one in _theme.records(needed):
        stretch = pd.DataFrame(
            {"heat": [one.low_heat_kw, one.high_heat_kw], "flow": [one.low_flow_l_per_s, one.high_flow_l_per_s]}
        )
        base = alt.Chart(stretch).encode(x=x, y=y)
        stretches.append(base.mark_line(color=one.colour, strokeWidth=4))
        light = {"fill": _theme.SOFT_MAKERS[one.maker], "stroke": one.colour}
        stretches.append(base.mark_point(size=70, strokeWidth=1.8, opacity=1, **light))
        mark = {
            "align": "right",
            "dx": 34,
            "dy": -32,
            "color": one.colour,
            "fontWeight": "bold",
            "lineBreak": "\n",
        }
        text = f"{one.cabinet} would need\n{shown(one.low_flow_l_per_s)}–{shown(one.high_flow_l_per_s)} l/s"
        texts.append(_theme.words(text, x, y, (one.high_heat_kw, one.high_flow_l_per_s), **mark))
    marks = (
        alt.Chart(printed.rename(columns={"low_heat_kw": "heat", "low_flow_l_per_s": "flow"}))
        .mark_point(filled=True, size=80, shape="diamond", opacity=1)
        .encode(x=x, y=y, color=alt.Color("colour:N", scale=None))
    )
    return alt.layer(*lines, *stretches, marks, *texts).properties(width=width - 84, height=330)


def shown(value: float) -> str:
    """Three significant digits, with a comma by thousands."""
    return f"{float(f'{value:.3g}'):,.10g}"
