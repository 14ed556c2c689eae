"""Scale-up domains: how many accelerators, and how much bandwidth each has

Accelerators in one domain to the right, on a logarithmic axis; scale-up bandwidth of one accelerator package upwards, one
way. Round marks are domains joined by switches, diamonds are tori or meshes, where the bandwidth is shared out over
neighbours. Hollow is announced, filled is available. Servers of the last generation stand at the left, the two machines of the
case study in the middle, pods of Google and Huawei's announced design at the far right.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import Fact, entity, facts, part, sources_of

# Domain, its accelerator, how it is joined. Trainium2 is left out: its sources do not state the direction. Vera Rubin is
# left out: no row states how many accelerators its rack holds.
DOMAINS = (
    ("hgx-h100", "h100-sxm", "switched"),
    ("mi300x-platform", "mi300x", "torus or mesh"),
    ("gb200-nvl72", "gb200-gpu", "switched"),
    ("cloudmatrix-384", "ascend-910c", "switched"),
    ("tpu-v5p-pod", "tpu-v5p", "torus or mesh"),
    ("tpu-v7-pod", "tpu-v7", "torus or mesh"),
    ("atlas-950-superpod", "ascend-950dt", "switched"),
)


def data() -> pd.DataFrame:
    """One row a domain: accelerators, GB/s of one of them, one way."""
    rows = []
    for domain, accelerator, joined in DOMAINS:
        thing, (size, size_source) = entity(domain), accelerators(domain, accelerator)
        rate, row = one_way(accelerator)
        rows.append(
            {
                "domain": thing["label"].replace(" (announced design)", ""), "maker": thing["maker"], "accelerators": size,
                "gb_per_s_one_way": rate, "joined": joined, "delivered": "announced" not in thing["label"],
                "source": ";".join(sorted({*size_source.split(";"), *sources_of([row]).split(";")})),
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


def one_way(accelerator: str) -> tuple[float, Fact]:
    """The printed one-way rate, or half of the rate printed with both directions added; never a rate without direction."""
    printed = facts(accelerator, "scaleup-bandwidth", "one-way")
    if printed:
        return printed[0].to("GB/s"), printed[0]
    added = max(facts(accelerator, "scaleup-bandwidth", "both-ways"), key=lambda row: row.to("GB/s"))
    return added.to("GB/s") / 2, added


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks with direct labels on a logarithmic axis of size."""
    narrow = width == _theme.NARROW
    frame = data()
    x = alt.X(
        "accelerators:Q",
        scale=alt.Scale(type="log", domain=[4, 60000 if narrow else 30000]),
        axis=alt.Axis(title="accelerators in the domain", values=[8, 72, 384, 9000], format=",d"),
    )
    y = alt.Y(
        "gb_per_s_one_way:Q",
        scale=alt.Scale(domain=[0, 1250]),
        axis=alt.Axis(title="GB/s an accelerator, one way", tickCount=5),
    )
    makers = sorted(frame["maker"].unique())
    colour = alt.Color("maker:N", scale=_theme.maker_scale(makers), legend=None)
    base = alt.Chart(frame).encode(x=x, y=y)
    marks = base.mark_point(size=110, strokeWidth=2, opacity=1).encode(
        shape=alt.Shape("joined:N", scale=alt.Scale(domain=["switched", "torus or mesh"], range=["circle", "diamond"]), legend=alt.Legend(title=None, orient="top", symbolStrokeColor=_theme.SOFT, symbolFillColor=_theme.SOFT)),
        stroke=alt.Stroke("maker:N", scale=_theme.maker_scale(makers), legend=None),
        fill=alt.condition("datum.delivered", colour, alt.value(_theme.PAPER)),
    )  # fmt: skip
    below = {"TPU7x pod": 14, "MI300X platform": 15, "HGX H100 server": -13}
    texts = [
        alt.Chart(frame.iloc[[n]])
        .mark_text(
            align="right" if size > 2000 and narrow else "center",
            dx=6 if size > 2000 and narrow else 0,
            dy=below.get(name, -14),
        )
        .encode(x=x, y=y, text="domain:N", color=colour)
        for n, (name, size) in enumerate(zip(frame["domain"], frame["accelerators"], strict=True))
    ]
    return alt.layer(marks, *texts).properties(width=width - 72, height=330)
