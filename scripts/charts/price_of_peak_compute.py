"""What one unit of peak compute is said to cost

One row a machine, server or package, thousands of dollars for a PFLOP/s of dense 16-bit peak to the right. A bar joins the ends of
what the published prices and peaks allow, a mark stands where there is one figure. Packages alone lie to the left of the servers and machines that
hold them. CloudMatrix 384 lies to the right of GB200 NVL72; the bars do not meet.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result

ROWS = (
    ("MI300X, package", "AMD", "price_of_compute_mi300x"),
    ("B200, package", "NVIDIA", "price_of_compute_b200"),
    ("H100, package", "NVIDIA", "price_of_compute_h100"),
    ("HGX H100, server of eight", "NVIDIA", "price_of_compute_hgx_h100"),
    ("GB200 NVL72, rack", "NVIDIA", "price_of_compute_nvl72"),
    ("CloudMatrix 384, machine", "Huawei", "price_of_compute_cm384"),
)


def data() -> pd.DataFrame:
    """One row a thing: thousands of dollars for a PFLOP/s, least and greatest."""
    rows = []
    for label, maker, name in ROWS:
        found = result(name)
        low, high = (float(end.to("USD").magnitude) / 1000 for end in (found.low, found.high))
        rows.append(
            {"what": label, "maker": maker, "low_thousand_usd": low, "high_thousand_usd": high, "source": found.source}
        )
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """A bar a row, its name over it."""
    frame = data().assign(row=lambda f: f.index.astype(float))
    frame["text"] = [
        f"{one.what}: ${one.low_thousand_usd:.3g}k" + (f"–{one.high_thousand_usd:.3g}k" if one.high_thousand_usd > 1.02 * one.low_thousand_usd else "")
        for one in _theme.records(frame)
    ]  # fmt: skip
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[-0.8, len(frame) - 0.5], nice=False, reverse=True))
    scale = alt.Scale(domain=[0, 35], nice=False)
    x = alt.X("low_thousand_usd:Q", scale=scale, axis=alt.Axis(title="thousand $ for 1 PFLOP/s", tickCount=6))
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["AMD", "Huawei", "NVIDIA"]), legend=None)
    base = alt.Chart(frame).encode(y=y, color=colour)
    bars = base.mark_rule(strokeWidth=7, strokeCap="round").encode(x=x, x2="high_thousand_usd:Q")
    names = (
        base.transform_calculate(left="0.2")
        .mark_text(align="left", dy=-15)
        .encode(x=alt.X("left:Q", scale=scale), text="text:N")
    )
    return alt.layer(bars, names).properties(width=width - 30, height=46 * len(frame))
