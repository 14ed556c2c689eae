"""Sending tokens to experts and back, by size of the group

Ranks in the group to the right, on a logarithmic axis, microseconds upwards; sending tokens to experts on one side, collecting
the answers on the other. Dots are measured, lines are the models of this site, one for CloudMatrix 384 and one for servers of H800 whose
traffic all goes through network cards. The lower pair rises gently with the group and nearly meets its line. The upper pair is higher
throughout, far more so for the answers, which are twice as long.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import Run, run
from scripts.facts import data as all_data
from scripts.predict import moe_a2a
from scripts.predict.case import Case
from scripts.predict.constants import Constants
from scripts.predict.fabric import fabric_of

GROUPS = {"cm384_canep": ("CloudMatrix 384", "Huawei"), "deepep_h800_cmtable": ("H800 servers", "NVIDIA")}
PHASES = {"dispatch": "tokens to experts", "combine": "answers back"}


def data() -> pd.DataFrame:
    """One row a measurement: ranks, microseconds, and what the model gives."""
    rows = []
    for one in all_data().runs:
        if one.group not in GROUPS or one.metric != "latency":
            continue
        timed, constants = run(one.case_id), Constants()
        label, maker = GROUPS[one.group]
        rows.append(
            {
                "system": label, "maker": maker, "phase": PHASES[one.settings["phase"]], "ranks": one.settings["ep"],
                "us": timed.to("us"), "model_us": float(f"{predicted(timed, constants):.4g}"),
                "source": ";".join(sorted({timed.source} | {row.source for row in constants.rows()})),
            }
        )  # fmt: skip
    return pd.DataFrame(rows).sort_values(["system", "phase", "ranks"])


def predicted(one: Run, constants: Constants) -> float:
    """Microseconds by the model, from the inputs of a run."""
    case = Case(
        one.case_id, one.category, one.system, one.chips, one.workload, one.settings, one.metric, one.unit, "", one.kind
    )
    fabric = fabric_of(case, float(one.settings["ep"]))
    return moe_a2a.seconds(case, fabric, constants) * 1e6


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Two panels with a common scale."""
    narrow = width == _theme.NARROW
    frame = data()
    x = alt.X("ranks:Q", scale=alt.Scale(type="log", base=2, domain=[6.5, 320]), axis=alt.Axis(title="ranks", values=[8, 32, 128] if narrow else [8, 16, 32, 64, 128, 256]))  # fmt: skip
    scale = alt.Scale(domain=[0, 400])
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    base = alt.Chart().encode(x=x, color=colour)
    lines = base.mark_line(strokeWidth=2).encode(y=alt.Y("model_us:Q", scale=scale, axis=alt.Axis(title="µs", values=[0, 100, 200, 300, 400])), detail="system:N")  # fmt: skip
    dots = base.mark_point(size=50, opacity=1).encode(y=alt.Y("us:Q", scale=scale))
    names = alt.Chart().transform_filter("datum.ranks == 32").mark_text(dy=-16, fontWeight="bold").encode(
        x=x, y=alt.Y("us:Q", scale=scale), text="system:N", color=colour
    )  # fmt: skip
    side = (width - 70 - 18) // 2
    return (
        alt.layer(lines, dots, names, data=frame)
        .properties(width=side, height=230 if narrow else 260)
        .facet(column=alt.Column("phase:N", sort=list(PHASES.values()), header=alt.Header(title=None)), spacing=18)
    )
