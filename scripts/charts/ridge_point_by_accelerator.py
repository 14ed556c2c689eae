"""How much arithmetic each byte must be worth

A logarithmic axis of arithmetic for each byte read from memory. The round marks at the right are accelerators: the point at which
their dense 16-bit arithmetic and their memory take equally long, a line where sources or bins differ. Hollow is announced. The
dashed lines are work: one answer alone and attention without shared heads lie far to the left of all marks, attention with
grouped heads a little nearer, and latent attention among the marks. Whatever lies to the left of an accelerator's mark leaves
its arithmetic waiting for its memory.
"""

from typing import Literal

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import entity

# Accelerator, the thing whose date of availability counts for it, its computed ridge point.
PACKAGES = (
    ("a100-sxm", None, "ridge_a100"),
    ("h100-sxm", None, "ridge_h100"),
    ("h200-sxm", None, "ridge_h200"),
    ("h20", None, "ridge_h20"),
    ("b200-sxm", None, "ridge_b200"),
    ("gb200-gpu", None, "ridge_gb200"),
    ("rubin-gpu", "vera-rubin-nvl72", "ridge_rubin"),
    ("ascend-910b", None, "ridge_910b"),
    ("ascend-910c", None, "ridge_910c"),
    ("ascend-950pr", "ascend-950pr", "ridge_950pr"),
    ("ascend-950dt", "ascend-950dt", "ridge_950dt"),
    ("mi300x", None, "ridge_mi300x"),
    ("mi355x", None, "ridge_mi355x"),
    ("tpu-v5p", None, "ridge_tpu_v5p"),
    ("tpu-v7", None, "ridge_tpu_v7"),
    ("trainium2", None, "ridge_trainium2"),
    ("trainium3", None, "ridge_trainium3"),
)
SHORT = {"Blackwell GPU of GB200": "GPU of GB200", "TPU7x (Ironwood)": "TPU7x"}
WORK = (
    ("one answer alone", "cache_intensity_plain"),
    ("grouped-query attention", "cache_intensity_llama"),
    ("latent attention", "cache_intensity_v3"),
)


def data() -> pd.DataFrame:
    """One row an accelerator or a kind of work: FLOP a byte, least and greatest."""
    rows = []
    for key, dated, name in PACKAGES:
        ridge, label = result(name), entity(key)["label"]
        low, high = (float(end.to("FLOP/byte").magnitude) for end in (ridge.low, ridge.high))
        rows.append(
            {
                "what": SHORT.get(label, label), "kind": "accelerator", "maker": entity(key)["maker"], "low": low, "high": high,
                "delivered": not dated or bool(entity(dated)["available"]), "source": ridge.source,
            }
        )  # fmt: skip
    for label, name in WORK:
        work = result(name)
        value = work.to("FLOP/byte")
        rows.append(
            {"what": label, "kind": "work", "maker": "", "low": value, "high": value, "delivered": True, "source": work.source}
        )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks on a logarithmic axis, dashed lines for work."""
    narrow = width == _theme.NARROW
    frame = data()
    chips = frame[frame["kind"] == "accelerator"].assign(row=lambda f: range(len(f)))
    work = frame[frame["kind"] == "work"].assign(row=[-1.0, -1.9, -1.0])
    scale = alt.Scale(type="log", domain=[0.8, 500])
    axis = alt.Axis(title="FLOP a byte, 16 bits, dense", values=[1, 3, 10, 30, 100, 300], format="~g")
    x = alt.X("low:Q", scale=scale, axis=axis)
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[len(chips) - 0.5, -2.6], nice=False))
    colour = alt.Color("maker:N", scale=_theme.maker_scale(sorted(chips["maker"].unique())), legend=None)
    base = alt.Chart(chips).encode(y=y)
    spans = base.mark_rule(strokeWidth=3, strokeCap="round").encode(x=x, x2="high:Q", color=colour)
    marks = [
        base.mark_point(size=70, strokeWidth=2, opacity=1).encode(
            x=alt.X(f"{end}:Q", scale=scale),
            stroke=colour,
            fill=alt.condition("datum.delivered", colour, alt.value(_theme.PAPER)),
        )
        for end in ("low", "high")
    ]
    names = base.mark_text(align="right", dx=-10).encode(x=x, text="what:N", color=colour)
    halo = base.mark_text(align="right", dx=-10, stroke=_theme.PAPER, strokeWidth=5).encode(x=x, text="what:N")
    lines = (
        alt.Chart(work.assign(end=len(chips) - 0.5))
        .mark_rule(color=_theme.SOFT, strokeDash=[4, 3])
        .encode(x=x, y=y, y2="end:Q")
    )
    heads = [
        _head(work, "one answer alone", "left", -4).encode(x=x, y=y),
        _head(work, "grouped-query attention", "center", 0).encode(x=x, y=y),
        _head(work, "latent attention", "center", -16 if narrow else -8).encode(x=x, y=y),
    ]
    return alt.layer(lines, spans, *marks, halo, names, *heads).properties(
        width=width - 24, height=(20 if narrow else 21) * (len(chips) + 2)
    )


def _head(work: pd.DataFrame, name: str, align: Literal["left", "center"], dx: int) -> alt.Chart:
    """The name of a kind of work, over its line."""
    one = alt.Chart(work[work["what"] == name])
    return one.mark_text(align=align, dx=dx, dy=-7, color=_theme.INK).encode(text="what:N")
