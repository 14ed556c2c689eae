"""Peak compute of a package by number format

Formats to the right, from wide to narrow, whole numbers apart from floating-point ones; dense peak upwards, on a logarithmic axis. Lines join the figures of one package, coloured by maker;
where a mark is missing, no figure was found here. Most lines rise by the same step for each halving of the width. One of NVIDIA rises more in the
last step, one of Google gains with whole numbers only, one of Amazon gains nothing in the last step, and one of Huawei ends at whole numbers.
"""

from typing import Literal

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import Fact, entity, facts, part, sources_of

# The rows of each package: what leaves one bin, units or document.
CHIPS: dict[str, tuple[str, ...]] = {
    "h100-sxm": ("nvidia2026dgxcbench",),
    "gb200-gpu": ("nvidia2026dgxcbench",),
    "gb300-gpu": ("nvidia2026dgxcbench",),
    "mi355x": ("bekman2026mlengineering",),
    "tpu-v5p": (),
    "tpu-v7": (),
    "trainium3": (),
    "ascend-910c": ("bin=752t",),
    "ascend-950dt": ("bin=36-core", "cores=cube"),
}
COLUMNS = {
    "bf16": "16 bits",
    "fp16": "16 bits",
    "int8": "8, whole",
    "fp8": "8, float",
    "mxfp8": "8, float",
    "nvfp4": "4 bits",
    "mxfp4": "4 bits",
}
ORDER = ["16 bits", "8, whole", "8, float", "4 bits"]
# Where the name of a package stands: at the last of its marks, pixels downwards.
DOWN = {"gb200-gpu": 6, "mi355x": -7, "tpu-v7": 0, "trainium3": 4, "ascend-950dt": 4, "tpu-v5p": 0, "ascend-910c": -10}


def _row(chip: str, row: Fact, peak: float, used: list) -> dict:
    thing = entity(chip)
    label = (
        thing["label"]
        .replace(" SXM", "")
        .replace("Blackwell GPU of ", "")
        .replace("Blackwell Ultra GPU of ", "")
        .partition(" (")[0]
    )
    return {
        "package": label,
        "maker": thing["maker"],
        "width": COLUMNS[row.precision or ""],
        "format": (row.precision or "").upper(),
        "tflop_per_s": peak,
        "id": chip,
        "source": sources_of(used),
    }


def data() -> pd.DataFrame:
    """One row a package and format: dense TFLOP/s, or TOP/s for whole numbers."""
    rows = []
    for chip, words in CHIPS.items():
        seen: dict[str, Fact] = {}
        for row in facts(chip, "peak-compute", "dense", "package", *words):
            if row.precision in COLUMNS:
                seen.setdefault(COLUMNS[row.precision], row)
        rows += [_row(chip, row, row.to("TFLOP/s"), [row]) for row in seen.values()]
    dies, die = part("ascend-910c", "ascend-910c-die"), facts("ascend-910c-die", "peak-compute", "int8", "bin=752t")[0]
    rows.append(_row("ascend-910c", die, dies.count * die.to("TFLOP/s"), [die, dies]))
    frame = pd.DataFrame(rows)
    frame["place"] = frame["width"].map(ORDER.index)
    return frame.sort_values(["id", "place"]).reset_index(drop=True)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Lines through the formats, the names at their right ends."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["ink"] = frame["maker"].map(lambda maker: _theme.MAKERS.get(maker, _theme.OTHER))
    x = alt.X(
        "width:N",
        sort=ORDER,
        scale=alt.Scale(paddingInner=0.2, paddingOuter=0.3),
        axis=alt.Axis(title="width of a number", labelAngle=0, domain=False, ticks=False),
    )
    y = alt.Y(
        "tflop_per_s:Q",
        scale=alt.Scale(type="log", domain=[400, 20_000]),
        axis=alt.Axis(title="dense TFLOP/s of a package", values=[500, 1000, 2000, 5000, 10_000, 20_000], format=",d"),
    )
    base = alt.Chart(frame).encode(x=x, y=y, color=alt.Color("ink:N", scale=None))
    apart = frame["width"] == "8, whole"
    lines = alt.layer(
        *(
            alt.Chart(rows)
            .mark_line(strokeWidth=1.5)
            .encode(x=x, y=y, detail="id:N", color=alt.Color("ink:N", scale=None))
            for rows in (frame[~apart], frame[apart | (frame["place"] == 0) & frame["id"].isin(frame[apart]["id"])])
        )
    )
    marks = base.mark_point(filled=True, size=50, opacity=1)
    last = frame[frame.groupby("id")["place"].transform("max") == frame["place"]].assign(
        down=lambda f: f["id"].map(lambda key: DOWN.get(key, 0))
    )
    align: Literal["left"] = "left"
    names = [
        alt.Chart(last[last["down"] == down])
        .mark_text(align=align, dx=7, dy=down, fontSize=11 if narrow else 12)
        .encode(x=x, y=y, text="package:N", color=alt.Color("ink:N", scale=None))
        for down in sorted(set(last["down"]))
    ]
    return alt.layer(lines, marks, *names).properties(width=width - (124 if narrow else 100), height=300)
