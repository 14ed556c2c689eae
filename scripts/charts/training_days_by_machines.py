"""Days to train one large model, by the number of machines

Two logarithmic axes: machines to the right, days upwards, for the operations of Llama 3.1 405B at assumed shares of the peak. A line
for GB200 NVL72 and a band for CloudMatrix 384, whose peak has three readings. The lines fall together, a hundred machines need
about two months; a dashed line at one year shows how far one machine alone is from enough.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result

NUMBERS = (1, 3, 10, 30, 100, 300)
MACHINES = (
    ("GB200 NVL72", "NVIDIA", "llama_405b_time_on_one_nvl72"),
    ("CloudMatrix 384", "Huawei", "llama_405b_time_on_one_cm384"),
)


def data() -> pd.DataFrame:
    """One row a machine and number of them: days, least and greatest."""
    rows = []
    for machine, maker, name in MACHINES:
        one = result(name)
        low, high = (float(end.to("day").magnitude) for end in (one.low, one.high))
        rows += [
            {
                "machine": machine,
                "maker": maker,
                "machines": n,
                "low_days": low / n,
                "high_days": high / n,
                "source": one.source,
            }
            for n in NUMBERS
        ]
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """A band for each machine."""
    narrow = width == _theme.NARROW
    frame = data()
    x = alt.X(
        "machines:Q",
        scale=alt.Scale(type="log", domain=[1, 300]),
        axis=alt.Axis(title="machines", values=list(NUMBERS), format="~g"),
    )
    scale = alt.Scale(type="log", domain=[10, 10000])
    y = alt.Y("high_days:Q", scale=scale, axis=alt.Axis(title="days", values=[10, 100, 1000, 10000], format=",~g"))
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    base = alt.Chart(frame)
    bands = base.mark_area(opacity=0.35).encode(x=x, y=y, y2="low_days:Q", color=colour)
    edges = base.mark_line(strokeWidth=2).encode(x=x, y=y, color=colour)
    year = alt.Chart(pd.DataFrame({"high_days": [365.25]})).mark_rule(strokeDash=[4, 3]).encode(y=y)
    at = 3 if narrow else 5
    texts = [
        _theme.words("one year", x, y, (300, 365.25), align="right", dy=-8, color=_theme.SOFT),
        _theme.words(
            "GB200 NVL72, 40 %", x, y, (at, 6107 / at), align="left", dx=6, dy=-8, color=_theme.MAKERS["NVIDIA"]
        ),
        _theme.words(
            "CloudMatrix 384, 30 %", x, y, (40, 4893 / 40), align="right", dx=-14, dy=4, color=_theme.MAKERS["Huawei"]
        ),
    ]
    return alt.layer(bands, edges, year, *texts).properties(width=width - 76, height=300)
