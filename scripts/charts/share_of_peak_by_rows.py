"""Measured products under their roof

Rows of a product to the right, share of the peak that is reached upwards, both axes logarithmic; one panel for each package.
The line is the roofline at printed peaks: it rises with the rows and then stays level. The points are timed products of
BF16 numbers. Every point lies under its line. At few rows the points follow the slope a little below it, in the
middle they lie farthest away, where the slope bends, and at many rows they stay under the level part.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import fact, run, sources_of
from scripts.models import roofline

PACKAGES = (
    ("H100", "h100-sxm", "aic_gemm_h100_{:03d}", "semianalysis2026specs"),
    ("B200", "b200-sxm", "aic_gemm_b200_{:03d}", "semianalysis2026specs"),
)
SHAPES = {"8,192 × 8,192": range(1, 7), "2,048 × 7,168": range(7, 13), "7,168 × 4,096": range(13, 19)}
STEPS = [2**n for n in range(14)]


def data() -> pd.DataFrame:
    """One row a timed product, and one a step of the roof."""
    rows = []
    for name, entity, pattern, bandwidth in PACKAGES:
        peak, memory = fact(entity, "peak-compute", "bf16", "dense"), fact(entity, "hbm-bandwidth", bandwidth)
        ceiling, rate = peak.to("FLOP/s"), memory.to("byte/s")
        for count in STEPS:
            worth = roofline.matrix_intensity(rows=count, columns=8192, depth=8192, bits=16, output_bits=16)
            share = 100 * min(1.0, worth * rate / ceiling)
            rows.append(
                {"package": name, "kind": "roof", "shape": "8,192 × 8,192", "rows_of_the_product": count, "percent_of_peak": share,
                 "source": sources_of([peak, memory])}
            )  # fmt: skip
        for shape, numbers in SHAPES.items():
            for number in numbers:
                timed = run(pattern.format(number))
                size = timed.settings
                work = roofline.matrix_operations(rows=size["m"], columns=size["n"], depth=size["k"])
                rows.append(
                    {"package": name, "kind": "measured", "shape": shape, "rows_of_the_product": size["m"],
                     "percent_of_peak": 100 * work / timed.to("s") / ceiling, "source": sources_of([timed, peak])}
                )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.FacetChart | alt.HConcatChart | alt.VConcatChart:
    """Two panels: beside each other, or one below the other on a phone."""
    narrow = width == _theme.NARROW
    frame = data()
    panels = [
        panel(frame[frame["package"] == name], name, width - 60 if narrow else (width - 150) // 2, narrow)
        for name, *_ in PACKAGES
    ]
    return alt.vconcat(*panels, spacing=22) if narrow else alt.hconcat(*panels, spacing=26)


def panel(frame: pd.DataFrame, name: str, width: int, narrow: bool) -> alt.LayerChart | alt.FacetChart:
    """One package."""
    x = alt.X(
        "rows_of_the_product:Q",
        scale=alt.Scale(type="log", domain=[0.8, 12000], nice=False),
        axis=alt.Axis(title="rows of the product", values=[1, 16, 128, 1024, 8192], format=",d"),
    )
    y = alt.Y(
        "percent_of_peak:Q",
        scale=alt.Scale(type="log", domain=[0.15, 130], nice=False),
        axis=alt.Axis(title="per cent of peak", values=[0.1, 1, 10, 100], format="~g"),
    )
    roof = alt.Chart(frame[frame["kind"] == "roof"]).mark_line(color=_theme.SOFT, strokeWidth=2).encode(x=x, y=y)
    shape = alt.Shape(
        "shape:N",
        scale=alt.Scale(domain=list(SHAPES), range=["circle", "square", "triangle-up"]),
        legend=alt.Legend(
            title="matrix", orient="bottom", direction="vertical" if narrow else "horizontal", columnPadding=28
        ),
    )
    points = (
        alt.Chart(frame[frame["kind"] == "measured"])
        .mark_point(size=60, opacity=1, color=_theme.MAKERS["NVIDIA"])
        .encode(x=x, y=y, shape=shape)
    )
    return alt.layer(roof, points).properties(width=width, height=230, title=name)
