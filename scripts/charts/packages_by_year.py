"""Peak 16-bit compute of one package, by its date

Dates of announcement, or of availability where only that is known, to the right; dense peak of BF16 and FP16 upwards, on a
logarithmic axis. Each mark is one
accelerator package, coloured by maker; a line upwards spans figures that disagree or bins that are sold side by side.
Packages of one year lie far apart.
"""

from typing import Literal

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import data as records
from scripts.facts import facts, sources_of

# The best known are named; where marks crowd, the name stands at the free side: left or right, pixels downwards.
NAMED: dict[str, tuple[Literal["left", "right"], int]] = {
    "a100-sxm": ("left", 0), "tpu-v4": ("left", 0), "h100-sxm": ("right", 0), "tpu-v5p": ("left", 0), "ascend-910b": ("left", 0),
    "mi300x": ("right", 0), "gb200-gpu": ("right", 0), "gaudi3": ("left", 0), "trainium3": ("left", 0), "ascend-910c": ("left", 0),
    "tpu-v7": ("left", 10), "mi355x": ("left", -5), "ascend-950dt": ("left", 0), "rubin-gpu": ("left", 0),
}  # fmt: skip


def data() -> pd.DataFrame:
    """One row a package with a date and a dense 16-bit peak: TFLOP/s, least and greatest."""
    rows = []
    for key, thing in records().entities.items():
        date = thing["announced"] or thing["available"]
        found = [
            row
            for name in ("bf16", "fp16")
            for row in facts(key, "peak-compute", precision=name, sparsity="dense", scope="package")
        ]
        if thing["kind"] != "package" or not date or not found:
            continue
        peaks = [float(end.to("TFLOP/s").magnitude) for row in found for end in (row.low, row.high)]
        dated = thing["announced_source"] or thing["available_source"]
        rows.append(
            {
                "package": thing["label"], "maker": thing["maker"], "date": date, "year": years(date),
                "formats": " and ".join(sorted({row.precision or "" for row in found})), "least_tflop_per_s": min(peaks), "greatest_tflop_per_s": max(peaks),
                "id": key, "source": ";".join(sorted({dated, *sources_of(found).split(";")})),
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
    frame["name"] = frame["package"].replace({"Blackwell GPU of GB200": "GB200 GPU", "TPU7x (Ironwood)": "TPU7x"})
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
    names = [
        alt.Chart(frame[frame["id"] == key])
        .mark_text(align=align, dx=7 if align == "left" else -7, dy=down, fontSize=11 if narrow else 12)
        .encode(
            x=x, y=alt.Y("greatest_tflop_per_s:Q", scale=scale), text="name:N", color=alt.Color("colour:N", scale=None)
        )
        for key, (align, down) in NAMED.items()
    ]
    return alt.layer(spans, marks, *names).properties(width=width - (90 if narrow else 76), height=340)
