"""A user's speed is paid for with throughput

Tokens a second of one user to the right, tokens a second of each accelerator upwards, the latter logarithmic. The points are published
runs of Llama with FP8 weights on B200 accelerators, served to few, more and many users at once; points of one line share a count
of accelerators. Each line falls to the right: with fewer users, each is served faster and the machine writes less. More
accelerators move the line to the right and down. The thin dashed lines are what our model gives for the same runs.
"""

import json

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import data as table
from scripts.predict import case as cases
from scripts.predict.constants import Constants
from scripts.validate import outcome

GROUP, PRECISION, LENGTHS = "llama70b_b200", "fp8", (1024, 1024)
SHADES = {1: _theme.INK, 2: _theme.ACCENT, 4: _theme.MAKERS["NVIDIA"], 8: _theme.WARN}


def data() -> pd.DataFrame:
    """One row a run, measured, and one modelled."""
    constants, rows = Constants(), []
    for run in table().runs:
        inputs = json.loads(run.inputs)
        if run.group != GROUP or inputs["precision"] != PRECISION or (inputs["isl"], inputs["osl"]) != LENGTHS:
            continue
        if run.metric != "tpot" or run.kind != "measured":
            continue
        modelled = outcome(cases.of(run), run.measured_value, constants).predicted or run.measured_value
        for kind, milliseconds in (("measured", run.measured_value), ("modelled", modelled)):
            speed = 1000 / milliseconds
            rows.append(
                {"accelerators": int(inputs["tp"]), "users": inputs["concurrency"], "kind": kind, "tokens_per_second_of_a_user": speed,
                 "tokens_per_second_of_an_accelerator": speed * inputs["concurrency"] / inputs["tp"],
                 "source": ";".join(sorted({run.source, *(("scaleup2026fit",) if kind == "modelled" else ())}))}
            )  # fmt: skip
    return pd.DataFrame(rows).sort_values(["kind", "accelerators", "users"])


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Points joined by lines, the model beside them."""
    narrow = width == _theme.NARROW
    frame = data()
    x = alt.X(
        "tokens_per_second_of_a_user:Q",
        scale=alt.Scale(domain=[0, 215], nice=False),
        axis=alt.Axis(title="tokens a second of one user", tickCount=5),
    )
    y = alt.Y(
        "tokens_per_second_of_an_accelerator:Q",
        scale=alt.Scale(type="log", domain=[60, 5000], nice=False),
        axis=alt.Axis(title="tokens a second of one accelerator", values=[100, 300, 1000, 3000], format=",d"),
    )
    colour = alt.Color("accelerators:O", scale=alt.Scale(domain=list(SHADES), range=list(SHADES.values())), legend=None)
    shape = alt.Shape(
        "accelerators:O",
        scale=alt.Scale(domain=list(SHADES), range=["circle", "square", "triangle-up", "diamond"]),
        legend=None,
    )
    measured, modelled = frame[frame["kind"] == "measured"], frame[frame["kind"] == "modelled"]
    order = alt.Order("users:Q")
    lines = alt.Chart(measured).mark_line(strokeWidth=1.5).encode(x=x, y=y, color=colour, order=order)
    points = alt.Chart(measured).mark_point(size=75, opacity=1).encode(x=x, y=y, color=colour, shape=shape)
    dashes = (
        alt.Chart(modelled).mark_line(strokeWidth=1.2, strokeDash=[4, 3]).encode(x=x, y=y, color=colour, order=order)
    )
    least = measured[measured["users"] == measured["users"].min()].assign(
        text=lambda f: f["accelerators"].map(lambda n: f"{n} GPU" + ("s" if n > 1 else ""))
    )
    names = alt.Chart(least).mark_text(align="left", dx=-2, dy=16).encode(x=x, y=y, text="text:N", color=colour)
    one = measured[measured["accelerators"] == 1].assign(text=lambda f: f["users"].map(lambda n: f"{n} users"))
    users = alt.Chart(one).mark_text(align="right", dx=-9, color=_theme.SOFT).encode(x=x, y=y, text="text:N")
    return alt.layer(dashes, lines, points, names, users).properties(width=width - 70, height=300 if narrow else 340)
