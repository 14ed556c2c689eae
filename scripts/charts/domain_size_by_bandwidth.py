"""Scale-up domains: how many accelerators, and how much bandwidth each has

Accelerators in one domain to the right, on a logarithmic axis; scale-up bandwidth of one accelerator package upwards, one
way. Round marks are domains joined by switches, diamonds are meshes or tori, where the bandwidth is shared out over
neighbours, squares domains whose wiring no source of ours states. Hollow is announced, filled is available. Marks joined by a line are figures of one machine that disagree. Servers
stand in a column at the left and differ in bandwidth alone, from little to as much as in a rack; then come racks, the larger of
the two machines of the case study, and at the far right pods of Google and Huawei's announced design.
"""

from typing import Any

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import Fact, entity, facts, part

# Domain, its accelerator, how it is joined. Left out: what has no rate with a stated direction, as Trainium or TPU v4.
DOMAINS = (
    ("hgx-a100", "a100-sxm", "switched"),
    ("hgx-h100", "h100-sxm", "switched"),
    ("hgx-b200", "b200-sxm", "switched"),
    ("atlas-800t-a2", "ascend-910b", "mesh or torus"),
    ("mi355x-platform", "mi355x", "mesh or torus"),
    ("gb200-nvl72", "gb200-gpu", "switched"),
    ("vera-rubin-nvl72", "rubin-gpu", "switched"),
    ("helios-rack", "mi455x", "switched"),
    ("tpu-v5e-pod", "tpu-v5e", "mesh or torus"),
    ("tpu-v6e-pod", "tpu-v6e", "mesh or torus"),
    ("cloudmatrix-384", "ascend-910c", "switched"),
    ("atlas-950-superpod-1024", "ascend-950dt", "not stated"),
    ("tpu-v5p-pod", "tpu-v5p", "mesh or torus"),
    ("tpu-v7-pod", "tpu-v7", "mesh or torus"),
    ("atlas-950-superpod", "ascend-950dt", "not stated"),
)
SOLD = "as sold in atlas 950 superpod"  # a rate of the smaller machine on the product page, not of the announced one
SHORT = ((" (announced design)", ", announced"), (" (product page)", ", product page"), (" SuperPoD", ""),
         (" training server", ""), (" server", ""), (" platform", ""), (" (Trillium)", ""))  # fmt: skip
# Labels stand to the right of their marks but where another stands there: alignment, pixels to the right and down.
WIDE = {
    "vera-rubin-nvl72": ("center", 0, -16),
    "tpu-v6e-pod": ("right", -9, 0),
    "atlas-950-superpod": ("center", 0, -16),
    "atlas-950-superpod-1024": ("center", 0, 18),
    "tpu-v5p-pod": ("center", 0, -14),
    "tpu-v7-pod": ("center", 0, 15),
}
NARROW = WIDE | {
    "hgx-b200": ("left", -8, -16),
    "gb200-nvl72": ("left", -6, -16),
    "atlas-800t-a2": ("left", -8, 16),
    "tpu-v6e-pod": ("left", -8, 15),
    "atlas-950-superpod": ("right", 14, -16),
    "atlas-950-superpod-1024": ("center", 10, 18),
    "tpu-v5p-pod": ("right", 14, -14),
    "tpu-v7-pod": ("right", 14, 15),
}
SHAPES = {"switched": ("circle", 130), "mesh or torus": ("diamond", 60), "not stated": ("square", 110)}
BESIDE = {"helios-rack": 16}  # pixels by which a mark stands beside another of the same size and rate


def data() -> pd.DataFrame:
    """One row a domain and rate: accelerators, GB/s of one of them, one way."""
    rows = []
    for domain, accelerator, joined in DOMAINS:
        thing, (size, announced, size_source) = entity(domain), accelerators(domain, accelerator)
        for rate, sources in one_way(domain, accelerator).items():
            rows.append(
                {
                    "id": domain, "domain": thing["label"], "maker": thing["maker"],
                    "accelerators": size, "gb_per_s_one_way": rate, "joined": joined,
                    "delivered": not announced, "source": ";".join(sorted({size_source, *sources})),
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def accelerators(domain: str, accelerator: str) -> tuple[int, bool, str]:
    """Domain size as printed, or counted over the ladder where nobody prints it; and whether it is only announced."""
    rows = facts(domain, "scaleup-domain-size", kind="spec")
    if rows:
        row = max(rows, key=lambda row: row.bound == "exact")
        return int(row.value), row.conditions.get("status") == "announced", row.source
    step = part(domain, accelerator)
    return step.count, False, step.source


def one_way(domain: str, accelerator: str) -> dict[float, set[str]]:
    """Every rate with its sources: as printed one way, or half of both directions added; never one without direction."""
    found: dict[float, set[str]] = {}
    for direction, halves in (("one-way", 1), ("both-ways", 2)):
        for row in facts(accelerator, "scaleup-bandwidth", direction=direction, scope="package"):
            if belongs(row, domain):
                found.setdefault(round(row.to("GB/s") / halves, 6), set()).add(row.source)
    return found


def belongs(row: Fact, domain: str) -> bool:
    """Whether a rate of an accelerator is that of this machine: the Ascend 950DT has one a machine."""
    if row.entity != "ascend-950dt":
        return True
    return (row.conditions.get("configuration") == SOLD) == (domain == "atlas-950-superpod-1024")


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks with direct labels on a logarithmic axis of size."""
    narrow = width == _theme.NARROW
    frame = data()
    x = alt.X(
        "accelerators:Q",
        scale=alt.Scale(type="log", domain=[4, 32000] if narrow else [5, 30000]),
        axis=alt.Axis(
            title="accelerators in the domain",
            values=[8, 72, 384, 8192] if narrow else [8, 72, 384, 1024, 8192],
            format=",d",
        ),
    )
    y = alt.Y(
        "gb_per_s_one_way:Q",
        scale=alt.Scale(domain=[0, 2000]),
        axis=alt.Axis(title="GB/s an accelerator, one way", tickCount=5),
    )
    colour = alt.Color("maker:N", scale=_theme.maker_scale(sorted(frame["maker"].unique())), legend=None)
    keys = ["id", "domain", "maker", "accelerators", "joined", "delivered"]
    ends = frame.groupby(keys, as_index=False, sort=False)["gb_per_s_one_way"].agg(["min", "max"])
    lines = (
        alt.Chart(ends.rename(columns={"min": "gb_per_s_one_way"}))
        .mark_rule(strokeWidth=2)
        .encode(x=x, y=y, y2="max:Q", color=colour)
    )
    shapes, names = [], []
    for row in ends.to_dict("records"):
        beside = BESIDE.get(row["id"], 0)
        own = alt.Chart(frame[frame["id"] == row["id"]])
        shape, size = SHAPES[row["joined"]]
        fill = colour if row["delivered"] else alt.value(_theme.PAPER)
        shapes.append(
            own.mark_point(shape=shape, size=size, strokeWidth=2, opacity=1, xOffset=beside).encode(
                x=x, y=y, stroke=colour, fill=fill
            )
        )
        align, right, down = (NARROW if narrow else WIDE).get(row["id"], ("left", 11, 0))
        mark: dict[str, Any] = {"align": align, "dx": right + beside, "dy": down}
        at = row["min"] if down > 0 else row["max"] if down < 0 else (row["min"] + row["max"]) / 2
        names.append(
            alt.Chart(pd.DataFrame([{**row, "at": at, "name": short(row["domain"])}]))
            .mark_text(**mark)
            .encode(x=x, y=alt.Y("at:Q"), text="name:N", color=colour)
        )
    return alt.layer(lines, *shapes, *names, *signs(narrow)).properties(width=width - 72, height=400)


def short(label: str) -> str:
    """The name of a domain without what the figure says anyway."""
    for long, brief in SHORT:
        label = label.replace(long, brief)
    return label


def signs(narrow: bool) -> list[alt.Chart]:
    """What the shapes mean, above the drawing."""
    places = (-44, 26, 122, 198) if narrow else (6, 100, 224, 324)
    drawn = []
    for left, (text, (shape, _)) in zip(places, [*SHAPES.items(), ("announced", SHAPES["switched"])], strict=True):
        one = alt.Chart(pd.DataFrame({"text": [text]}))
        fill = _theme.PAPER if text == "announced" else _theme.SOFT
        drawn.append(
            one.mark_point(shape=shape, size=70, strokeWidth=1.5, stroke=_theme.SOFT, fill=fill, opacity=1).encode(
                x=alt.value(left), y=alt.value(-14)
            )
        )
        drawn.append(
            one.mark_text(align="left", color=_theme.SOFT, dx=10).encode(
                x=alt.value(left), y=alt.value(-14), text="text:N"
            )
        )
    return drawn
