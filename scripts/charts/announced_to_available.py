"""From announcement to the first customer

Rows are machines and accelerators, in the order of their announcement, dates to the right. A hollow mark is the day of the
announcement, a filled one the day from which somebody outside the maker had it, and the months between stand beside. Where
no source of ours has such a day, a dashed line runs on to the newest date in the data. What has both dates took between some
months and more than a year; several large announcements of 2025 are still open.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.charts._domains import years
from scripts.facts import Part, all_rows, entity

SHOWN = (
    "dgx-gh200", "mi300x", "tpu-v5e", "h200-sxm", "trainium2", "tpu-v5p", "gb200-nvl72", "gaudi3", "tpu-v6e", "trainium3",
    "gb300-nvl72", "vera-rubin-nvl72", "mi355x", "helios-rack", "ascend-950pr", "atlas-950-superpod", "atlas-960-superpod",
    "tpu-8t", "atlas-960e-superpod",
)  # fmt: skip


def data() -> pd.DataFrame:
    """One row a machine or accelerator: its dates, and the months between; the last column is empty where it is open."""
    rows = []
    for key in SHOWN:
        thing = entity(key)
        both = bool(thing["available"])
        rows.append(
            {
                "what": thing["label"], "maker": thing["maker"], "announced": thing["announced"], "available": thing["available"] or "",
                "months": round(12 * (years(thing["available"]) - years(thing["announced"]))) if both else None,
                "source": ";".join(sorted({thing["announced_source"], *([thing["available_source"]] if both else [])})),
            }
        )  # fmt: skip
    return pd.DataFrame(rows).sort_values(["announced", "what"]).reset_index(drop=True)


def newest() -> float:
    """The newest date at which a row of the data held."""
    return years(max(row.as_of for row in all_rows() if not isinstance(row, Part)))


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """A line a row from hollow to filled, the names at the left, or above on a phone."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["what"] = frame["what"].str.replace(r" \((announced design|Trillium)\)", "", regex=True)
    frame["from"] = frame["announced"].map(years)
    frame["to"] = [years(day) if day else newest() for day in frame["available"]]
    frame["open"] = frame["available"] == ""
    frame["text"] = [f"{months:.0f} months" if months > 0 else "no date here" for months in frame["months"]]
    frame["colour"] = frame["maker"].map(lambda maker: _theme.MAKERS.get(maker, _theme.OTHER))
    scale = alt.Scale(domain=[2023, newest() + 1.25], nice=False)
    x = alt.X("from:Q", scale=scale, axis=alt.Axis(title=None, values=list(range(2023, int(newest()) + 1)), format="d"))
    y = alt.Y("what:N", sort=frame["what"].tolist(), axis=None)
    colour = alt.Color("colour:N", scale=None)
    lines = [
        alt.Chart(frame[frame["open"] == unfinished])
        .mark_rule(strokeWidth=1.8, strokeDash=[3, 3] if unfinished else [1, 0])
        .encode(x=x, x2="to:Q", y=y, color=colour)
        for unfinished in (False, True)
    ]
    base = alt.Chart(frame).encode(y=y)
    starts = base.mark_point(size=52, strokeWidth=1.8, fill=_theme.PAPER, opacity=1).encode(
        x=x, stroke=alt.Stroke("colour:N", scale=None)
    )
    ends = (
        alt.Chart(frame[~frame["open"]])
        .mark_point(size=58, filled=True, opacity=1)
        .encode(x=alt.X("to:Q", scale=scale), y=y, color=colour)
    )
    months = base.mark_text(align="left", dx=9, fontSize=11.5).encode(
        x=alt.X("to:Q", scale=scale), text="text:N", color=colour
    )
    names = base.mark_text(align="left", dy=-12 if narrow else 0).encode(
        x=alt.value(0 if narrow else -142), text="what:N", color=colour
    )
    side = width - (24 if narrow else 160)
    return alt.layer(*lines, starts, ends, months, names).properties(
        width=side, height=(33 if narrow else 21) * len(frame)
    )
