"""Decode throughput, per package, per operation of the peak, per kilowatt

Three panels with the same rows: an Ascend 910C, an H100 and a GPU of GB200, each in a published run. The first panel counts by the package, the next by the operation of its peak at a byte a number, the last by the kilowatt. The order of the upper rows changes from panel to panel. The last row is
light, because its run has a shorter context and other formats.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result

PANELS = {
    "tokens/s of a package": ("decode_910c", "decode_h100", "decode_gb200"),
    "tokens per TFLOP of 8-bit peak": ("decode_per_peak_910c", "decode_per_peak_h100", "decode_per_peak_gb200"),
    "tokens/s of a kilowatt": ("decode_per_kilowatt_910c", "decode_per_kilowatt_h100", "decode_per_kilowatt_gb200"),
}
UNITS = ("token/s", "token/TFLOP", "token/s/kW")
ROWS = (("Ascend 910C", "Huawei"), ("H100", "NVIDIA"), ("GPU of GB200", "NVIDIA"))


def data() -> pd.DataFrame:
    """One row a panel and package: least and greatest, in the unit of the panel."""
    rows = []
    for (panel, names), unit in zip(PANELS.items(), UNITS, strict=True):
        for (package, maker), name in zip(ROWS, names, strict=True):
            number = result(name)
            low, high = (float(end.to(unit).magnitude) for end in (number.low, number.high))
            rows.append(
                {
                    "panel": panel,
                    "package": package,
                    "maker": maker,
                    "least": low,
                    "greatest": high,
                    "source": number.source,
                }
            )
    return pd.DataFrame(rows)


def chart(width: int) -> alt.VConcatChart:
    """Three panels, one below the other, each with its own axis from zero."""
    frame = data()
    frame["ink"] = frame["maker"].map(_theme.MAKERS)
    other = frame["package"] == ROWS[-1][0]
    frame["fill"] = frame["ink"].where(~other, _theme.SOFT_MAKERS["NVIDIA"])
    frame["label"] = [
        f"{low:,.4g}" if low == high else f"{low:,.4g} to {high:,.4g}"
        for low, high in zip(frame["least"], frame["greatest"], strict=True)
    ]
    panels = []
    for panel in PANELS:
        own = frame[frame["panel"] == panel]
        y = alt.Y(
            "package:N",
            sort=[name for name, _ in ROWS],
            axis=alt.Axis(title=None, domain=False, ticks=False, labelColor=_theme.INK),
        )
        x = alt.X("greatest:Q", axis=None, scale=alt.Scale(domain=[0, own["greatest"].max() * 1.28], nice=False))
        bars = (
            alt.Chart(own)
            .mark_bar(height=16, strokeWidth=1.5)
            .encode(x=x, y=y, fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("ink:N", scale=None))
        )
        words = alt.Chart(own).mark_text(align="left", dx=6).encode(x=x, y=y, text="label:N")
        panels.append(alt.layer(bars, words).properties(width=width - 124, height=78, title=panel))
    return alt.vconcat(*panels, spacing=14)
