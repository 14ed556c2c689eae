"""What leaving the domain costs: bandwidth of one accelerator inside and outside

Bandwidth of one accelerator, one way, to the right on a logarithmic axis. Each line runs from a bar at the left, the bandwidth
into the network between domains, to a round mark at the right, the bandwidth inside the domain; where figures disagree a
second mark stands beside it. The number on the line says how many times the one holds the other. Hollow is announced. In the
newest machines both ends lie farther to the right, and most lines are about equally long; that of GB200 is the longest.
"""

from typing import Literal

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import entity, fact

# Domain; scale-up of its accelerator, as a computed number or as the row that prints it; scale-out; how many times.
MACHINES = (
    ("hgx-h100", "h100_scaleup_one_way", "h100_scaleout", "scaleup_over_scaleout_h100"),
    ("gb200-nvl72", "gb200-gpu", "gb200_scaleout", "scaleup_over_scaleout_gb200"),
    ("vera-rubin-nvl72", "rubin_scaleup_one_way", "rubin_scaleout", "scaleup_over_scaleout_rubin"),
    ("cloudmatrix-384", "ascend-910c", "ascend_910c_scaleout", "scaleup_over_scaleout_910c"),
    ("atlas-950-superpod", "ascend_950dt_scaleup_one_way", "ascend_950dt_scaleout", "scaleup_over_scaleout_950dt"),
)


def data() -> pd.DataFrame:
    """One row a machine: GB/s of one accelerator, one way, outside and inside its domain, and how many times."""
    rows = []
    for domain, inside, outside, name in MACHINES:
        thing, times = entity(domain), result(name)
        low, high = within(inside)
        rows.append(
            {
                "domain": thing["label"].replace(" (announced design)", ""), "maker": thing["maker"],
                "outside_gb_per_s": result(outside).to("GB/s"), "inside_gb_per_s": low, "inside_at_most_gb_per_s": high,
                "times": times.low.magnitude, "times_at_most": times.high.magnitude,
                "delivered": "announced" not in thing["label"], "source": times.source,
            }
        )  # fmt: skip
    frame = pd.DataFrame(rows)
    return frame.assign(label=[said(*ends) for ends in zip(frame["times"], frame["times_at_most"], strict=True)])


def within(name: str) -> tuple[float, float]:
    """Both ends of a computed rate, or the one-way rate that a row prints, in GB/s."""
    if "-" in name:
        rate = fact(name, "scaleup-bandwidth", "one-way").to("GB/s")
        return rate, rate
    number = result(name)
    return number.low.to("GB/s").magnitude, number.high.to("GB/s").magnitude


def said(low: float, high: float) -> str:
    """How many times, to two digits; both ends where sources disagree."""
    texts = [f"{end:.2g}" for end in (low, high)]
    return f"{texts[0]}×" if texts[0] == texts[1] else f"{texts[0]}–{texts[1]}×"


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """A line a machine on a logarithmic axis of bandwidth."""
    narrow = width == _theme.NARROW
    frame = data()
    frame = frame.assign(middle=(frame["outside_gb_per_s"] * frame["inside_gb_per_s"]) ** 0.5)
    scale = alt.Scale(type="log", domain=[35, 2600])
    axis = alt.Axis(title="GB/s an accelerator, one way", values=[50, 100, 200, 500, 1000, 2000], format=",d")
    colour = alt.Color("maker:N", scale=_theme.maker_scale(sorted(frame["maker"].unique())), legend=None)
    base = alt.Chart(frame).encode(y=alt.Y("domain:N", sort=list(frame["domain"]), axis=None))
    start = alt.X("outside_gb_per_s:Q", scale=scale, axis=axis)
    lines = base.mark_rule(strokeWidth=2).encode(x=start, x2="inside_at_most_gb_per_s:Q", color=colour)
    outside = base.mark_tick(thickness=3, size=16, opacity=1).encode(x=start, color=colour)
    inside = [
        base.mark_point(size=110, strokeWidth=2, opacity=1).encode(
            x=alt.X(f"{end}:Q", scale=scale),
            stroke=colour,
            fill=alt.condition("datum.delivered", colour, alt.value(_theme.PAPER)),
        )
        for end in ("inside_gb_per_s", "inside_at_most_gb_per_s")
    ]
    times = base.mark_text(dy=-11, fontWeight="bold").encode(
        x=alt.X("middle:Q", scale=scale), text="label:N", color=colour
    )
    names = base.mark_text(align="left", dy=-26 if narrow else 0).encode(
        x=alt.value(0 if narrow else -150), text="domain:N"
    )
    first = frame.iloc[[0]]

    def head(text: str, column: str, align: Literal["left", "center"]) -> alt.Chart:
        place = alt.X(f"{column}:Q", scale=scale)
        return (
            alt.Chart(first.assign(text=text))
            .mark_text(align=align, color=_theme.SOFT)
            .encode(x=place, y=alt.value(-24 if narrow else -12), text="text:N")
        )

    heads = [
        head("between domains", "outside_gb_per_s", "left" if narrow else "center"),
        head("inside the domain", "inside_gb_per_s", "center"),
    ]
    return alt.layer(lines, outside, *inside, times, names, *heads).properties(
        width=width - (24 if narrow else 180), height=(64 if narrow else 50) * len(frame)
    )
