"""TPU generations, chip and pod

Rows are generations of TPUs, from the third on, columns are four quantities, each with its own axis from nought: dense BF16
compute of a chip, bandwidth of its memory, bandwidth of its links one way, and chips in the largest pod. Full bars are
chips of tori with three axes, pale ones those of two axes or of another network. A missing bar is a figure that is not
published, or not in a form that can be compared.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import Fact, entity, fact, facts, sources_of

PACKAGES = ("tpu-v3", "tpu-v4", "tpu-v5e", "tpu-v5p", "tpu-v6e", "tpu-v7", "tpu-8t", "tpu-8i")
PODS = {"tpu-8t": "tpu-8t-superpod"}  # the others are named after their chip
THREE_AXES = ("tpu-v4", "tpu-v5p", "tpu-v7", "tpu-8t")
COMPUTE, MEMORY, LINKS, CHIPS = "TFLOP/s, BF16", "memory, TB/s", "links, GB/s one way", "chips in a pod"


def data() -> pd.DataFrame:
    """One row a figure of a generation."""
    rows = []
    for key in PACKAGES:
        size = fact(PODS.get(key, f"{key}-pod"), "scaleup-domain-size")
        found: dict[str, tuple[float, list[Fact]] | None] = {
            COMPUTE: first(facts(key, "peak-compute", "bf16", "dense"), "TFLOP/s"),
            MEMORY: first(facts(key, "hbm-bandwidth"), "TB/s"),
            LINKS: one_way(key),
            CHIPS: (size.value, [size]),
        }
        rows += [
            {
                "generation": entity(key)["label"], "quantity": quantity, "value": value[0],
                "axes": "three" if key in THREE_AXES else "other", "source": sources_of(value[1]),
            }
            for quantity, value in found.items() if value
        ]  # fmt: skip
    return pd.DataFrame(rows)


def first(rows: list[Fact], unit: str) -> tuple[float, list[Fact]] | None:
    """The maker's figure where there are several."""
    rows = sorted(rows, key=lambda row: not row.source.startswith("google"))
    return (rows[0].to(unit), rows[:1]) if rows else None


def one_way(key: str) -> tuple[float, list[Fact]] | None:
    """Links of a chip, one way: half of what adds both ways, or the rate of one link for each way along each axis."""
    if total := facts(key, "scaleup-bandwidth", "both-ways"):
        return total[0].to("GB/s") / 2, total[:1]
    link, shape = facts(key, "link-bandwidth", "one-way"), facts(f"{key}-pod", "torus-extent")
    return (link[0].to("GB/s") * 2 * len(shape), [*link, *shape]) if link and shape else None


def chart(width: int) -> alt.HConcatChart | alt.VConcatChart:
    """Four panels of bars in a row, or two by two on a phone."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["generation"] = frame["generation"].str.replace(r" \(.*\)", "", regex=True)
    each = (width - 62 - (14 if narrow else 42)) // (2 if narrow else 4)
    panels = [
        panel(frame, quantity, each, named=n == 0 or (narrow and n == 2))
        for n, quantity in enumerate((COMPUTE, MEMORY, LINKS, CHIPS))
    ]
    if narrow:
        return alt.vconcat(alt.hconcat(*panels[:2], spacing=14), alt.hconcat(*panels[2:], spacing=14), spacing=18)
    return alt.hconcat(*panels, spacing=14)


def panel(frame: pd.DataFrame, quantity: str, width: int, named: bool) -> alt.LayerChart | alt.FacetChart:
    """Bars of one quantity with their values at the end."""
    order = list(dict.fromkeys(frame["generation"]))
    own = frame[frame["quantity"] == quantity]
    axis = alt.Axis(title=None, domain=False, ticks=False, labelColor=_theme.INK) if named else None
    y = alt.Y("generation:N", sort=order, scale=alt.Scale(domain=order), axis=axis)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, own["value"].max() * 1.45]))
    base = alt.Chart(own).encode(x=x, y=y)
    bars = base.mark_bar(color=_theme.MAKERS["Google"]).encode(
        opacity=alt.condition("datum.axes == 'three'", alt.value(1), alt.value(0.45))
    )
    values = base.mark_text(align="left", dx=4, fontSize=11.5).encode(
        text=alt.Text("value:Q", format=".3~r" if own["value"].max() < 20 else ",.0f")
    )
    return alt.layer(bars, values).properties(width=width, height=24 * len(order), title=quantity)
