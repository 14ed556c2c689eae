"""Five headlines, then the same compute in one unit

Five machines in the order of their printed headline, the largest first. In each row a hollow mark is the headline, in the
format that the maker chose for it; a bar is the dense 16-bit rate of the same machine, and a solid mark that of one of its
packages. The pale stretch is what the number format and sparsity took, the thin line what the number of packages took. The
pale stretch differs from row to row, so the bars stand in another order than the headlines, and the solid marks in another
again: the largest package belongs to a headline in the middle, the smallest to one near the top.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import Fact, entity, fact
from scripts.units import quantity

# Machine; words that choose its headline; computed 16-bit rate of the machine; that of a package, as words of a row or computed.
MACHINES = (
    ("tpu-v7-pod", ("fp8",), "ironwood_pod_bf16", ("tpu-v7", "bf16")),
    (
        "atlas-950-superpod",
        ("fp4",),
        "atlas_950_bf16",
        ("ascend-950dt", "bf16", "configuration=as sold in atlas 950 superpod"),
    ),
    ("vera-rubin-nvl72", ("nvfp4", "sparse"), "vera_rubin_nvl72_bf16", ("rubin-gpu", "bf16")),
    ("gb200-nvl72", ("fp4", "sparse"), "nvl72_bf16_dense", "nvl72_gpu_bf16_dense"),
    ("atlas-900-a3-superpod", ("xu2025keynote",), "cloudmatrix_16bit_bin", ("ascend-910c", "fp16", "bin=752T")),
)


def data() -> pd.DataFrame:
    """One row a machine: the headline with its format, the dense 16-bit rate of the machine and of a package, PFLOP/s."""
    rows = []
    for name, words, machine, package in MACHINES:
        headline = fact(name, "peak-compute", *words)
        thing, whole = entity(name), result(machine)
        one = result(package) if isinstance(package, str) else fact(package[0], "peak-compute", *package[1:])
        rows.append(
            {
                "machine": thing["label"].replace(" (announced design)", ", announced"), "maker": thing["maker"],
                "format": kind(headline), "headline_pflops": headline.to("PFLOP/s"),
                "machine_pflops": whole.to("PFLOP/s"), "package_pflops": one.to("PFLOP/s"),
                "packages": round(whole.to("PFLOP/s") / one.to("PFLOP/s")),
                "source": ";".join(sorted({headline.source, *whole.source.split(";"), *one.source.split(";")})),
            }
        )  # fmt: skip
    return pd.DataFrame(rows).sort_values("headline_pflops", ascending=False, ignore_index=True)


def kind(row: Fact) -> str:
    """Format and sparsity of a headline, as far as its source states them."""
    if row.precision in (None, "unstated"):
        return "format not stated"
    return f"{str(row.precision).upper()}{', sparse' if row.sparsity == 'sparse' else ''}"


def said(pflops: float) -> str:
    """A rate to three digits in its natural unit."""
    unit = "EFLOP/s" if pflops >= 1000 else "PFLOP/s" if pflops >= 1 else "TFLOP/s"
    value = quantity(pflops, "PFLOP/s").to(unit).magnitude
    return f"{float(f'{value:.3g}'):g} {unit}"


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Three marks a machine on one logarithmic axis, the name above."""
    narrow = width == _theme.NARROW
    frame = data()
    for column in ("headline", "machine", "package"):
        frame[f"{column}_label"] = frame[f"{column}_pflops"].map(said)
    frame["middle_pflops"] = (frame["machine_pflops"] * frame["package_pflops"]) ** 0.5
    frame["divided"] = "÷ " + frame["packages"].map("{:,}".format) + ("" if narrow else " packages")
    frame["name"] = frame["machine"] + " · " + frame["format"]
    frame["colour"] = frame["maker"].map(_theme.MAKERS)
    frame["tint"] = frame["maker"].map(_theme.SOFT_MAKERS).fillna(_theme.GRID)
    scale = alt.Scale(type="log", domain=[0.09, 220000] if narrow else [0.15, 90000], nice=False)
    axis = alt.Axis(title="PFLOP/s", values=[1, 10, 100, 1000, 10000], format=",d")
    base = alt.Chart(frame).encode(y=alt.Y("machine:N", sort=list(frame["machine"]), axis=None))

    def at(column: str) -> alt.X:
        return alt.X(f"{column}_pflops:Q", scale=scale, axis=axis)

    colour = alt.Color("colour:N", scale=None)
    counted = base.mark_rule(strokeWidth=1.5).encode(x=at("package"), x2="machine_pflops:Q", color=colour)
    taken = base.mark_bar(height=9, opacity=1).encode(
        x=at("machine"), x2="headline_pflops:Q", color=alt.Color("tint:N", scale=None)
    )
    middle = base.mark_tick(thickness=3, size=18, opacity=1).encode(x=at("machine"), color=colour)
    hollow = base.mark_point(size=110, strokeWidth=2, opacity=1, fill=_theme.PAPER).encode(
        x=at("headline"), stroke=colour
    )
    solid = base.mark_point(size=110, strokeWidth=2, opacity=1).encode(
        x=at("package"), stroke=colour, fill=alt.Fill("colour:N", scale=None)
    )
    texts = [
        base.mark_text(dy=dy).encode(x=at(column), text=f"{column}_label:N", color=colour)
        for column, dy in (("headline", -17), ("machine", 19))
    ]
    one = base.mark_text(dy=19, fontWeight="bold").encode(x=at("package"), text="package_label:N", color=colour)
    divided = base.mark_text(dy=-9, color=_theme.SOFT).encode(x=at("middle"), text="divided:N")
    names = base.mark_text(align="left", dy=-34, fontWeight="bold").encode(x=alt.value(0), text="name:N", color=colour)
    return alt.layer(counted, taken, middle, hollow, solid, *texts, one, divided, names).properties(
        width=width - 14, height=84 * len(frame)
    )
