"""Compute and power of one rack: dense and hot, or many and cool

Dense 16-bit compute of one rack upwards, its power to the right. GB200 NVL72 stands high and far to the right: one rack
with all its power. The mean of the cabinets of CloudMatrix 384 stands low and to the left; its compute cabinets alone, at
the vendor's maximum input, a little higher. Each shaded wedge holds all racks with as much compute per kilowatt as the
sources allow for that machine; the wedge of GB200 NVL72 is the steeper one.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import Result, result
from scripts.facts import Fact, Row, fact, sources_of

CABINET = "atlas-900-a3-compute-rack"


def data() -> pd.DataFrame:
    """One row a rack: compute, power and their quotient, each with both ends."""
    nvl72 = [result(name) for name in ("nvl72_bf16_dense", "system_power_nvl72", "compute_per_kilowatt_nvl72")]
    mean = [
        result(name)
        for name in ("compute_per_rack_cloudmatrix", "power_per_rack_cloudmatrix", "compute_per_kilowatt_cloudmatrix")
    ]
    one: list[Result | Fact] = [
        fact(CABINET, "peak-compute", "fp16", "bin=752T"),
        fact(CABINET, "system-power"),
        result("compute_per_kilowatt_compute_rack"),
    ]
    return pd.DataFrame(
        [
            row("GB200 NVL72", "NVIDIA", *nvl72),
            row("CloudMatrix 384, mean cabinet", "Huawei", *mean),
            row("CloudMatrix 384, compute cabinet at its maximum", "Huawei", *one),
        ]
    )


def row(rack: str, maker: str, compute: Result | Fact, power: Result | Fact, quotient: Result | Fact) -> dict:
    """One rack in PFLOP/s, kW and PFLOP/s per kW, with the sources of all three."""
    named = {"compute": (compute, "PFLOP/s"), "power": (power, "kW"), "compute_per_kw": (quotient, "PFLOP/s/kW")}
    cells = {
        f"{name}_{end}": float(getattr(number, end).to(unit).magnitude)
        for name, (number, unit) in named.items()
        for end in ("low", "high")
    }
    used: list[Row] = []
    for number in (compute, power, quotient):
        used.extend(number.inputs if isinstance(number, Result) else (number,))
    return {"rack": rack, "maker": maker, **cells, "source": sources_of(used)}


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Crosses that span both ranges, on plain axes from zero, over wedges of equal compute per kilowatt."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["compute"] = (frame["compute_low"] + frame["compute_high"]) / 2
    frame["power"] = (frame["power_low"] + frame["power_high"]) / 2
    end = 240 if narrow else 180
    x = alt.X("power:Q", scale=alt.Scale(domain=[0, end]), axis=alt.Axis(title="kW a rack", tickCount=5))
    y = alt.Y(
        "compute:Q", scale=alt.Scale(domain=[0, 210]), axis=alt.Axis(title="dense 16-bit PFLOP/s a rack", tickCount=5)
    )
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    base = alt.Chart(frame).encode(color=colour)
    across = base.mark_rule(strokeWidth=4).encode(x="power_low:Q", x2="power_high:Q", y=y)
    upwards = base.mark_rule(strokeWidth=4).encode(x=x, y="compute_low:Q", y2="compute_high:Q")
    marks = base.mark_point(filled=True, size=70, opacity=1).encode(x=x, y=y)
    nvl72, mean, cabinet = (one for _, one in frame.iterrows())
    inks = _theme.MAKERS
    halfway = (nvl72["compute"] / 2 / nvl72["compute_per_kw_low"], nvl72["compute"] / 2)
    far = (end, end * mean["compute_per_kw_high"])
    texts = [
        words(nvl72["rack"], x, y, nvl72, inks["NVIDIA"], align="center", dy=-14, fontWeight="bold"),
        words("mean cabinet", x, y, mean, inks["Huawei"], align="left", dx=6, dy=12),
        words("compute cabinet at its maximum", x, y, cabinet, inks["Huawei"], align="left", dx=9, dy=4),
        _theme.words(quotient(nvl72, narrow), x, y, halfway, align="left", dx=10, color=inks["NVIDIA"], lineBreak="\n"),
        _theme.words(
            quotient(mean, narrow),
            x,
            y,
            far,
            align="right",
            dx=-4,
            dy=-26 if narrow else -14,
            color=inks["Huawei"],
            lineBreak="\n",
        ),
        _theme.words(
            "CloudMatrix 384",
            x,
            y,
            far,
            align="right",
            dx=-4,
            dy=-42 if narrow else -30,
            color=inks["Huawei"],
            fontWeight="bold",
        ),
    ]
    wedges = [wedge(one, end, x, y) for one in (nvl72, mean)]
    return alt.layer(*wedges, across, upwards, marks, *texts).properties(width=width - 72, height=300)


def wedge(rack: pd.Series, end: float, x: alt.X, y: alt.Y) -> alt.Chart:
    """All racks with as much compute per kilowatt as the sources allow for this one."""
    corners = pd.DataFrame({"power": [0.0, end]})
    for to, quotient in (("compute", "compute_per_kw_high"), ("least", "compute_per_kw_low")):
        corners[to] = corners["power"] * rack[quotient]
    area = alt.Chart(corners).mark_area(color=_theme.SOFT_MAKERS[rack["maker"]], clip=True, opacity=1)
    return area.encode(x=x, y=y, y2="least:Q")


def quotient(rack: pd.Series, narrow: bool) -> str:
    """Both ends of the compute per kilowatt, in two lines on a phone."""
    between = "\n" if narrow else " "
    return f"{rack['compute_per_kw_low']:.2f}–{rack['compute_per_kw_high']:.2f}{between}PFLOP/s per kW"


def words(text: str, x: alt.X, y: alt.Y, rack: pd.Series, colour: str, **mark: object) -> alt.Chart:
    """A text beside the mark of a rack."""
    return _theme.words(text, x, y, (rack["power"], rack["compute"]), color=colour, **mark)
