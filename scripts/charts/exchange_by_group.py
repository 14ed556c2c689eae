"""Dispatch and combine, by the size of the group

Ranks that share the experts to the right, on a logarithmic axis; time of one dispatch or combine upwards. For each machine two lines, dispatch drawn full and combine dashed, coloured by maker.
Those of the rack of GPUs are lowest and end at the size of its domain. Those of CloudMatrix 384 lie above and rise little out to the largest group. Those of the servers of eight start low and
climb, as more and more of the traffic leaves the server.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import Run, sources_of
from scripts.facts import data as records

GROUPS = {
    "cm384_canep": ("CloudMatrix 384", "Huawei"),
    "deepep_v1_ll_h800": ("H800 servers", "NVIDIA"),
    "nvl72_onesided_ep": ("GB200 NVL72", "NVIDIA"),
}
TOKENS = 128


def data() -> pd.DataFrame:
    """One row a measurement at the same number of tokens a rank: machine, phase, ranks, bytes of a token, µs."""
    rows = []
    for timed in records().runs:
        machine = next((names for group, names in GROUPS.items() if timed.group.startswith(group)), None)
        if machine is None or timed.metric != "latency" or timed.settings.get("tokens_per_rank") != TOKENS:
            continue
        rows.append({"machine": machine[0], "maker": machine[1], **_measured(timed)})
    frame = pd.DataFrame(rows).drop_duplicates(["machine", "phase", "ranks"])
    return frame.sort_values(["machine", "phase", "ranks"]).reset_index(drop=True)


def _measured(timed: Run) -> dict:
    inputs = timed.settings
    return {
        "phase": inputs["phase"],
        "ranks": inputs["ep"],
        "bytes_per_token": inputs["bytes_per_token"],
        "us": timed.to("us"),
        "source": sources_of([timed]),
    }


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Two lines a machine, the names beside them."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["ink"] = frame["maker"].map(_theme.MAKERS)
    x = alt.X(
        "ranks:Q",
        scale=alt.Scale(type="log", base=2, domain=[7, 300]),
        axis=alt.Axis(title="ranks in the group: dies of CloudMatrix 384, else GPUs", values=[8, 16, 32, 64, 128, 256]),
    )
    y = alt.Y("us:Q", scale=alt.Scale(domain=[0, 400]), axis=alt.Axis(title="µs", values=[0, 100, 200, 300, 400]))
    base = alt.Chart(frame).encode(x=x, y=y, color=alt.Color("ink:N", scale=None))
    lines = base.mark_line(strokeWidth=2).encode(
        detail="machine:N",
        strokeDash=alt.StrokeDash(
            "phase:N", scale=alt.Scale(domain=["dispatch", "combine"], range=[[1, 0], [5, 3]]), legend=None
        ),
    )
    marks = base.mark_point(filled=True, size=45, opacity=1)
    huawei, nvidia = _theme.MAKERS["Huawei"], _theme.MAKERS["NVIDIA"]
    texts = [
        _theme.words("CloudMatrix 384", x, y, (300, 128), align="right", color=huawei, fontWeight="bold"),
        _theme.words("GB200 NVL72", x, y, (70, 43), align="left", dx=8, color=nvidia, fontWeight="bold"),
        _theme.words("H800 servers: combine", x, y, (70, 345), align="right", color=nvidia, fontWeight="bold"),
        _theme.words("dispatch", x, y, (300, 210), align="right", color=nvidia, fontWeight="bold"),
    ]
    return alt.layer(lines, marks, *texts).properties(width=width - 66, height=280 if not narrow else 270)
