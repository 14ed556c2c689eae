"""Scale-up domains: how many accelerators, and how much bandwidth each has

Accelerators in one domain to the right, on a logarithmic axis; scale-up bandwidth of one accelerator package upwards, one
way. Round marks are domains joined by switches, diamonds are tori or meshes, where the bandwidth is shared out over
neighbours. Hollow is announced, filled is available. Marks joined by a line are figures of one machine that disagree. Servers
of the last generation stand at the left, the two machines of the case study in the middle, pods of Google and Huawei's
announced design at the far right.
"""

from typing import Literal

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import entity, facts, part

# Domain, its accelerator, how it is joined. Trainium2 is left out: its sources do not state the direction.
DOMAINS = (
    ("hgx-h100", "h100-sxm", "switched"),
    ("mi300x-platform", "mi300x", "torus or mesh"),
    ("gb200-nvl72", "gb200-gpu", "switched"),
    ("vera-rubin-nvl72", "rubin-gpu", "switched"),
    ("cloudmatrix-384", "ascend-910c", "switched"),
    ("tpu-v5p-pod", "tpu-v5p", "torus or mesh"),
    ("tpu-v7-pod", "tpu-v7", "torus or mesh"),
    ("atlas-950-superpod", "ascend-950dt", "switched"),
)
BELOW = {"TPU7x pod", "MI300X platform", "CloudMatrix 384"}  # labels of neighbours keep apart
NUDGE = {"left": -12, "center": 0, "right": 12}  # pixels by which a label that grows inwards starts beside its mark


def data() -> pd.DataFrame:
    """One row a domain and rate: accelerators, GB/s of one of them, one way."""
    rows = []
    for domain, accelerator, joined in DOMAINS:
        thing, (size, size_source) = entity(domain), accelerators(domain, accelerator)
        for rate, sources in one_way(accelerator).items():
            rows.append(
                {
                    "domain": thing["label"].replace(" (announced design)", ""), "maker": thing["maker"],
                    "accelerators": size, "gb_per_s_one_way": rate, "joined": joined,
                    "delivered": "announced" not in thing["label"], "source": ";".join(sorted({size_source, *sources})),
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def accelerators(domain: str, accelerator: str) -> tuple[int, str]:
    """Domain size as printed, or counted over the ladder where nobody prints it."""
    rows = facts(domain, "scaleup-domain-size", kind="spec")
    if rows:
        return int(rows[0].value), rows[0].source
    step = part(domain, accelerator)
    return step.count, step.source


def one_way(accelerator: str) -> dict[float, set[str]]:
    """Every rate with its sources: as printed one way, or half of both directions added; never one without direction."""
    found: dict[float, set[str]] = {}
    for direction, halves in (("one-way", 1), ("both-ways", 2)):
        for row in facts(accelerator, "scaleup-bandwidth", direction=direction, scope="package"):
            found.setdefault(round(row.to("GB/s") / halves, 6), set()).add(row.source)
    return found


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks with direct labels on a logarithmic axis of size."""
    narrow = width == _theme.NARROW
    frame = data()
    x = alt.X(
        "accelerators:Q",
        scale=alt.Scale(type="log", domain=[3 if narrow else 4, 40000 if narrow else 30000]),
        axis=alt.Axis(title="accelerators in the domain", values=[8, 72, 384, 9000], format=",d"),
    )
    y = alt.Y(
        "gb_per_s_one_way:Q",
        scale=alt.Scale(domain=[0, 2000]),
        axis=alt.Axis(title="GB/s an accelerator, one way", tickCount=5),
    )
    colour = alt.Color("maker:N", scale=_theme.maker_scale(sorted(frame["maker"].unique())), legend=None)
    ends = frame.groupby(["domain", "maker", "accelerators"], as_index=False)["gb_per_s_one_way"].agg(["min", "max"])
    lines = (
        alt.Chart(ends.rename(columns={"min": "gb_per_s_one_way"}))
        .mark_rule(strokeWidth=2)
        .encode(x=x, y=y, y2="max:Q", color=colour)
    )
    shapes = [
        alt.Chart(frame[frame["joined"] == joined])
        .mark_point(shape=shape, size=size, strokeWidth=2, opacity=1)
        .encode(x=x, y=y, stroke=colour, fill=alt.condition("datum.delivered", colour, alt.value(_theme.PAPER)))
        for joined, shape, size in (("switched", "circle", 150), ("torus or mesh", "diamond", 36))
    ]
    names = [
        alt.Chart(pd.DataFrame([row]))
        .mark_text(align=(side := place(row["accelerators"], narrow)), dx=NUDGE[side], dy=17 if row["domain"] in BELOW else -16)
        .encode(x=x, y=alt.Y("max:Q"), text="domain:N", color=colour)
        for row in ends.to_dict("records")
    ]  # fmt: skip
    return alt.layer(lines, *shapes, *names, *signs(narrow)).properties(width=width - 72, height=350)


def place(size: int, narrow: bool) -> Literal["left", "center", "right"]:
    """On a narrow drawing labels at its edges grow inwards, and one in the middle keeps clear of the left one."""
    if not narrow or 10 < size < 100:
        return "center"
    return "right" if size > 1000 else "left"


def signs(narrow: bool) -> list[alt.Chart]:
    """What the shapes mean, above the drawing."""
    wide = 1 if narrow else 1.35
    drawn = []
    for at, text, shape, size, fill in (
        (0, "switched", "circle", 90, _theme.SOFT),
        (76, "torus or mesh", "diamond", 60, _theme.SOFT),
        (176, "announced", "circle", 90, _theme.PAPER),
    ):
        one = alt.Chart(pd.DataFrame({"text": [text]}))
        left = 6 + at * wide
        drawn.append(
            one.mark_point(shape=shape, size=size, strokeWidth=1.5, stroke=_theme.SOFT, fill=fill, opacity=1).encode(
                x=alt.value(left), y=alt.value(-14)
            )
        )
        drawn.append(
            one.mark_text(align="left", color=_theme.SOFT, dx=10).encode(
                x=alt.value(left), y=alt.value(-14), text="text:N"
            )
        )
    return drawn
