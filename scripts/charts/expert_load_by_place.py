"""How busy each expert is, without and with spares

Experts from the busiest to the idlest to the right, load over the mean upwards. The pale area is an assumed skew, before spares. The full line is the same after spare copies of the busiest were added: the
peak at the left is cut down to a low plateau, while the idle experts at the right stay idle. The dashed line is the mean.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed.mixture_of_experts import SKEW, SPARE, V3
from scripts.facts import fact, run, sources_of
from scripts.models import expert_load


def data() -> pd.DataFrame:
    """One row a place: load before, and load with spares, both in order of size; the latter has more places."""
    count = fact(V3, "routed-experts")
    experts, source = int(count.to("1")), sources_of([count, run("cm384_setup_decode_ep")])
    before = expert_load.expert_loads(routed_experts=experts, skew=SKEW)
    after = sorted(expert_load.loads_with_spares(routed_experts=experts, skew=SKEW, spare_experts=SPARE), reverse=True)
    padded = [*before, *([None] * (len(after) - len(before)))]
    return pd.DataFrame({"place": range(1, len(after) + 1), "before": padded, "with_spares": after, "source": source})


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """An area, a stepped line over it, and the mean."""
    frame = data()
    x = alt.X(
        "place:Q",
        scale=alt.Scale(domain=[1, len(frame)], nice=False),
        axis=alt.Axis(title="experts and spare copies, the busiest first", values=[1, 64, 128, 192, 256]),
    )
    y = alt.Y(
        "before:Q",
        scale=alt.Scale(domain=[0, 4], nice=False),
        axis=alt.Axis(title="load over the mean", values=[0, 1, 2, 3, 4]),
    )
    area = (
        alt.Chart(frame.dropna()).mark_area(interpolate="step-after", color=_theme.ACCENT, opacity=0.2).encode(x=x, y=y)
    )
    line = (
        alt.Chart(frame)
        .mark_line(interpolate="step-after", color=_theme.ACCENT, strokeWidth=2)
        .encode(x=x, y=alt.Y("with_spares:Q", scale=alt.Scale(domain=[0, 4], nice=False)))
    )
    mean = alt.Chart(pd.DataFrame({"before": [1.0]})).mark_rule(strokeDash=[4, 3], color=_theme.SOFT).encode(y=y)
    texts = [
        _theme.words("before", x, y, (6, 2.9), align="left", color=_theme.ACCENT),
        _theme.words("with spares", x, y, (36, 1.6), align="left", color=_theme.ACCENT, fontWeight="bold"),
    ]
    return alt.layer(area, mean, line, *texts).properties(width=width - 56, height=230)
