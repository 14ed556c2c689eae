"""Peak 16-bit compute of one package, by the date of its announcement

Dates to the right, dense peak of BF16 or, where nobody printed that, FP16 upwards, on a logarithmic axis. Each mark is one
accelerator package, coloured by maker; a line upwards spans figures that disagree or bins that are sold side by side.
Makers move along parallel lines; the packages of one year lie far apart.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import data as records
from scripts.facts import facts, sources_of

LABELLED = {"h100-sxm", "a100-sxm", "ascend-910c", "ascend-910b", "mi300x", "mi355x", "tpu-v4", "tpu-v7", "rubin-gpu", "gb200-gpu", "trainium3", "ascend-950dt", "tpu-v5p", "gaudi3", "mi455x"}  # fmt: skip


def data() -> pd.DataFrame:
    """One row a package with a dated announcement and a dense 16-bit peak: TFLOP/s, least and greatest."""
    rows = []
    for key, thing in records().entities.items():
        date = thing["announced"] or thing["available"]
        found = facts(key, "peak-compute", precision="bf16", sparsity="dense", scope="package") or facts(
            key, "peak-compute", precision="fp16", sparsity="dense", scope="package"
        )
        if thing["kind"] != "package" or not date or not found:
            continue
        peaks = [float(end.to("TFLOP/s").magnitude) for row in found for end in (row.low, row.high)]
        dated = thing["announced_source"] or thing["available_source"]
        rows.append(
            {
                "package": thing["label"], "maker": thing["maker"], "date": date, "year": years(date),
                "format": found[0].precision, "least_tflop_per_s": min(peaks), "greatest_tflop_per_s": max(peaks),
                "labelled": key in LABELLED, "source": ";".join(sorted({dated, *sources_of(found).split(";")})),
            }
        )  # fmt: skip
    return pd.DataFrame(rows).sort_values(["year", "package"]).reset_index(drop=True)


def years(date: str) -> float:
    """A date as a number of years; a year without month stands in its middle."""
    year, *rest = (int(part) for part in date.split("-"))
    return year + ((rest[0] - 0.5) / 12 if rest else 0.5)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks by date; the names of the best known beside them."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["colour"] = frame["maker"].map(lambda maker: _theme.MAKERS.get(maker, _theme.OTHER))
    ticks = list(range(int(frame["year"].min()), int(frame["year"].max()) + 2, 2 if narrow else 1))
    x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[frame["year"].min() - 0.3, frame["year"].max() + (1.6 if narrow else 0.9)], nice=False),
        axis=alt.Axis(title=None, values=ticks, format="d"),
    )
    scale = alt.Scale(type="log", domain=[100, 6000])
    axis = alt.Axis(title="dense TFLOP/s of a package, 16 bits", values=[100, 300, 1000, 3000], format=",d")
    base = alt.Chart(frame).encode(x=x)
    spans = base.mark_rule(strokeWidth=3).encode(
        y=alt.Y("least_tflop_per_s:Q", scale=scale, axis=axis),
        y2="greatest_tflop_per_s:Q",
        color=alt.Color("colour:N", scale=None),
    )
    marks = base.mark_point(filled=True, size=65, opacity=1).encode(
        y=alt.Y("greatest_tflop_per_s:Q", scale=scale, axis=axis), color=alt.Color("colour:N", scale=None)
    )
    names = (
        alt.Chart(frame[frame["labelled"]])
        .mark_text(align="left", dx=7, fontSize=11 if narrow else 12)
        .encode(
            x=x,
            y=alt.Y("greatest_tflop_per_s:Q", scale=scale),
            text="package:N",
            color=alt.Color("colour:N", scale=None),
        )
    )
    return alt.layer(spans, marks, names).properties(width=width - 60, height=340)
