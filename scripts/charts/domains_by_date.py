"""Scale-up domains by date, announced and delivered

Dates to the right, accelerators in one domain upwards on a logarithmic axis. A hollow mark is a machine when it was announced,
or where no source dates that, when our earliest source speaks of it; a line runs from there to the day from which customers
had it, a filled mark. A hollow mark without a line is announced and no more, as far as the data go. Servers lie at the
bottom; racks of some dozens come in the middle years, and announcements spread upwards to domains over many racks.
"""

from typing import Literal

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.charts._domains import domains, years

FIRST = 2019  # year at the left edge
# The best known are named: side of the mark, pixels to the right and down.
Side = Literal["left", "right", "center"]
NAMED: dict[str, tuple[str, Side, int, int]] = {
    "tpu-v3-pod": ("TPU v3", "left", 8, 0), "tpu-v4-pod": ("TPU v4", "left", 8, 0), "tpu-v5p-pod": ("v5p", "right", -7, -6),
    "tpu-v5e-pod": ("v5e", "center", 0, 14), "tpu-v7-pod": ("TPU7x", "right", -8, -4), "tpu-8t-superpod": ("TPU 8t", "center", 0, -12),
    "tpu-8i-pod": ("8i", "left", 8, -6), "dgx-gh200": ("DGX GH200", "center", 0, -11), "gb200-nvl72": ("GB200 NVL72", "right", -8, 0),
    "vera-rubin-nvl72": ("Vera Rubin", "center", 0, 15), "helios-rack": ("Helios", "left", 9, -11),
    "kyber-nvl144": ("NVL144", "left", 9, 4), "kyber-nvl1152": ("NVL1152", "right", -8, -7), "rubin-ultra-nvl576": ("NVL576", "left", 8, 0),
    "cloudmatrix-384": ("CloudMatrix 384", "right", -9, 0), "atlas-950-superpod": ("Atlas 950", "right", -8, 12),
    "atlas-950-superpod-1024": ("950 as offered", "center", 4, 15), "atlas-960-superpod": ("Atlas 960", "right", -8, 0),
    "atlas-960e-superpod": ("960E", "right", -9, 2), "trn2-ultraserver": ("Trainium", "right", -8, 10), "hgx-h100": ("servers of eight", "left", -20, 16),
}  # fmt: skip
ON_A_PHONE = (
    "tpu-v4-pod", "tpu-v5p-pod", "gb200-nvl72", "cloudmatrix-384", "atlas-950-superpod", "atlas-960-superpod", "kyber-nvl144",
    "hgx-h100", "tpu-v3-pod",
)  # fmt: skip


def data() -> pd.DataFrame:
    """One row a machine: size, dates, whether it is known to be delivered; without size it is in the table only."""
    rows = [
        {
            "id": domain.id, "machine": domain.label, "maker": domain.maker, "least": domain.least, "greatest": domain.greatest,
            "announced": domain.announced, "available": domain.available, "earliest_source": domain.first_seen,
            "delivered": domain.delivered, "source": ";".join(sorted(domain.sources)),
        }
        for domain in domains() if domain.sources
    ]  # fmt: skip
    frame = pd.DataFrame(rows)
    frame["order"] = frame["announced"].where(frame["announced"] != "", frame["earliest_source"])
    return frame.sort_values(["order", "id"]).drop(columns="order").reset_index(drop=True)


def drawn() -> pd.DataFrame:
    """The machines with a size, their dates as years: from where the line runs to where."""
    frame = data().dropna(subset=["greatest"]).copy()
    start = frame["announced"].where(frame["announced"] != "", frame["available"])
    start = start.where(start != "", frame["earliest_source"])
    frame = frame[start != ""]
    frame["from"] = start[start != ""].map(years)
    frame["to"] = frame["available"].where(frame["available"] != "", start).map(years)
    frame["dated"] = frame["available"] != ""
    frame["colour"] = frame["maker"].map(lambda maker: _theme.MAKERS.get(maker, _theme.OTHER))
    frame["fill"] = frame["colour"].where(frame["delivered"] & ~frame["dated"], _theme.PAPER)
    frame = frame.sort_values("maker", key=lambda makers: makers.isin(_theme.MAKERS), kind="stable")  # these on top
    return frame.rename(columns={"greatest": "size"})


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks and lines, the names of the best known beside them."""
    narrow = width == _theme.NARROW
    frame = drawn()
    last = frame["to"].max()
    ticks = list(range(FIRST, int(last) + 2, 2 if narrow else 1))
    scale_x = alt.Scale(domain=[FIRST - 0.1, last + (0.95 if narrow else 0.75)], nice=False)
    x = alt.X("from:Q", scale=scale_x, axis=alt.Axis(title=None, values=ticks, format="d"))
    y = alt.Y(
        "size:Q",
        scale=alt.Scale(type="log", domain=[5, 24000], nice=False),
        axis=alt.Axis(title="accelerators in the domain", values=[8, 64, 512, 4096], format=",d"),
    )
    colour = alt.Color("colour:N", scale=None)
    base = alt.Chart(frame).encode(x=x, y=y)
    lines = base.mark_rule(strokeWidth=1.6).encode(x2="to:Q", color=colour)
    stroke = alt.Stroke("colour:N", scale=None)
    starts = base.mark_point(size=48, strokeWidth=1.6, opacity=1).encode(
        stroke=stroke, fill=alt.Fill("fill:N", scale=None)
    )
    ends = (
        alt.Chart(frame[frame["dated"]])
        .mark_point(size=60, filled=True, opacity=1)
        .encode(x=alt.X("to:Q", scale=scale_x), y=y, color=colour)
    )
    names = []
    for key, (text, side, right, down) in NAMED.items():
        if narrow and key not in ON_A_PHONE:
            continue
        own = frame[frame["id"] == key].assign(text=text)
        own["at"] = own["to"] if side == "left" else own["from"]
        mark = alt.Chart(own).mark_text(align=side, dx=right, dy=down, fontSize=11.5)
        names.append(mark.encode(x=alt.X("at:Q", scale=scale_x), y=y, text="text:N", color=colour))
    return alt.layer(lines, starts, ends, *names).properties(width=width - 78, height=400)
