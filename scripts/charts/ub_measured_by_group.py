"""What the UB network was measured to carry, by size of the group

Dies that exchange to the right, on a logarithmic axis; bandwidth of one die upwards. The line across the top is the printed
rate of a die, one way. At the left stand single transfers from die to die, reads above writes, inside a node and between
nodes, so close together that they nearly hide each other. From there two lines run to the right: collecting answers from
experts, and below it sending tokens to them. Both fall at first and are flat over the larger groups.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import fact, run, sources_of

PRINTED = ("ascend-910c-die", "scaleup-bandwidth", "one-way", "zuo2025cloudmatrix")
PAIRS = {"a read": ("cm384_ub_p2p_003", "cm384_ub_p2p_001"), "a write": ("cm384_ub_p2p_007", "cm384_ub_p2p_005")}
GROUPS = (8, 16, 32, 64, 128, 256)  # as in the names of the runs
PHASES = {"collecting answers": "combine", "sending tokens": "dispatch"}


def data() -> pd.DataFrame:
    """One row a measurement: dies that take part, GB/s of one die, and the printed rate."""
    printed = fact(*PRINTED)
    runs = [(what, case_id, 2) for what, pair in PAIRS.items() for case_id in pair]
    for what, phase in PHASES.items():
        runs += [(what, f"cm384_canep_{phase}_ep{size:03}_bandwidth", size) for size in GROUPS]
    rows = []
    for what, case_id, dies in runs:
        timed = run(case_id)
        if timed.settings.get("ep", dies) != dies:
            raise ValueError(f"{case_id} is not a run over {dies} dies")
        where = {"intra-node": "inside a node", "inter-node": "between nodes"}.get(timed.settings.get("where", ""), "")
        rows.append(
            {
                "what": what, "where": where, "dies": dies, "gb_per_s": timed.to("GB/s"), "printed": printed.to("GB/s"),
                "source": sources_of([timed, printed]),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Two lines and two pairs of marks under the printed rate, each named beside it."""
    frame = data()
    narrow = width == _theme.NARROW
    colour = _theme.MAKERS["Huawei"]
    x = alt.X(
        "dies:Q",
        scale=alt.Scale(type="log", base=2, domain=[1.5, 330]),
        axis=alt.Axis(title="dies in the group", values=[2, *GROUPS]),
    )
    y = alt.Y(
        "gb_per_s:Q", scale=alt.Scale(domain=[0, 220]), axis=alt.Axis(title="GB/s a die", values=[0, 50, 100, 150, 200])
    )
    base = alt.Chart(frame).encode(x=x, y=y)
    limit = alt.Chart(frame.iloc[[0]]).mark_rule(strokeDash=[4, 3], color=_theme.SOFT).encode(y="printed:Q")
    lines = base.mark_line(color=colour, strokeWidth=2).encode(detail="what:N").transform_filter("datum.dies > 2")
    marks = base.mark_point(size=55, color=colour, opacity=1)
    read, write = (frame[frame["what"] == what]["gb_per_s"].mean() for what in PAIRS)
    combine, dispatch = (frame[frame["what"] == what]["gb_per_s"].iloc[2] for what in PHASES)
    rate = frame["printed"].iloc[0]
    texts = [
        _theme.words("printed, one way", x, y, (330, rate), align="right", dy=-9, color=_theme.SOFT),
        _theme.words("a read", x, y, (2, read), align="left", dx=10, color=colour, fontWeight="bold"),
        _theme.words("a write", x, y, (2, write), align="left", dx=10, color=colour, fontWeight="bold"),
        _theme.words(
            "collecting answers", x, y, (32, combine), align="left", dx=-4, dy=-14, color=colour, fontWeight="bold"
        ),
        _theme.words(
            "sending tokens", x, y, (32, dispatch), align="left", dx=-4, dy=-14, color=colour, fontWeight="bold"
        ),
    ]
    return alt.layer(limit, lines, marks, *texts).properties(width=width - 66, height=260 if narrow else 280)
