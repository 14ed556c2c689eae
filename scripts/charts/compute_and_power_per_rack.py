"""Compute and power of one rack: dense and hot, or many and cool

Dense 16-bit compute of one rack upwards, its power to the right. GB200 NVL72 stands high and far to the right: one rack
with all its power. The mean of the cabinets of CloudMatrix 384 stands low and to the left; its compute cabinets alone, at
the vendor's maximum input, a little higher. Dashed lines through each rack join racks of the same compute per kilowatt.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact, sources_of


def data() -> pd.DataFrame:
    """One row a rack: mean compute and power, with the ends of both."""
    nvl72 = (result("nvl72_bf16_dense"), result("system_power_nvl72"))
    mean = (result("compute_per_rack_cloudmatrix"), result("power_per_rack_cloudmatrix"))
    cabinet = "atlas-900-a3-compute-rack"
    compute, power = fact(cabinet, "peak-compute", "fp16", "bin=752T"), fact(cabinet, "system-power")
    rows = [
        row("GB200 NVL72", "NVIDIA", nvl72[0].low, nvl72[0].high, nvl72[1].low, nvl72[1].high, join(*nvl72)),
        row("CloudMatrix 384, mean cabinet", "Huawei", mean[0].low, mean[0].high, mean[1].low, mean[1].high, join(*mean)),
        row("CloudMatrix 384, compute cabinet, maximum", "Huawei", compute.low, compute.high, power.low, power.high,
            sources_of([compute, power])),
    ]  # fmt: skip
    return pd.DataFrame(rows)


def join(*results: object) -> str:
    """Source ids of several computed numbers."""
    return ";".join(sorted({key for one in results for key in one.source.split(";")}))  # type: ignore[attr-defined]


def row(rack: str, maker: str, low: object, high: object, least: object, most: object, source: str) -> dict:
    """One rack in PFLOP/s and kW."""
    compute = [float(end.to("PFLOP/s").magnitude) for end in (low, high)]  # type: ignore[attr-defined]
    power = [float(end.to("kW").magnitude) for end in (least, most)]  # type: ignore[attr-defined]
    return {"rack": rack, "maker": maker, "compute_low": compute[0], "compute_high": compute[1], "power_low": power[0],
            "power_high": power[1], "source": source}  # fmt: skip


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Crosses that span both ranges, on plain axes from zero, with guides of equal compute per kilowatt."""
    frame = data()
    frame["compute"] = (frame["compute_low"] + frame["compute_high"]) / 2
    frame["power"] = (frame["power_low"] + frame["power_high"]) / 2
    narrow = width == _theme.NARROW
    x = alt.X(
        "power:Q", scale=alt.Scale(domain=[0, 240 if narrow else 180]), axis=alt.Axis(title="kW a rack", tickCount=5)
    )
    y = alt.Y(
        "compute:Q", scale=alt.Scale(domain=[0, 210]), axis=alt.Axis(title="dense 16-bit PFLOP/s a rack", tickCount=5)
    )
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    ends = frame.assign(x0=0.0, y0=0.0)
    guides = (
        alt.Chart(ends)
        .mark_rule(strokeDash=[3, 4], opacity=0.6)
        .encode(x="x0:Q", y="y0:Q", x2="power:Q", y2="compute:Q", color=colour)
    )
    base = alt.Chart(frame).encode(color=colour)
    across = base.mark_rule(strokeWidth=4).encode(x="power_low:Q", x2="power_high:Q", y=y)
    upwards = base.mark_rule(strokeWidth=4).encode(x=x, y="compute_low:Q", y2="compute_high:Q")
    marks = base.mark_point(filled=True, size=70, opacity=1).encode(x=x, y=y)
    texts = [
        _theme.words(
            row["rack"],
            x,
            y,
            (row["power"], row["compute"]),
            align=align,
            dx=dx,
            dy=dy,
            color=_theme.MAKERS[row["maker"]],
        )
        for (_, row), (align, dx, dy) in zip(
            frame.iterrows(), (("center", 0, -14), ("left", 8, 10), ("left", -20, -14)), strict=True
        )
    ]
    return alt.layer(guides, across, upwards, marks, *texts).properties(width=width - 72, height=300)
