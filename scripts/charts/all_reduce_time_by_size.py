"""Small messages pay for the steps, large ones for the bytes

Size of the buffer to the right, time of an all-reduce over the whole scale-up domain upwards, both on logarithmic axes. One line a system, by the
models of this site; dots are measured. To the left every line is nearly level: the time is that of the steps, and the
largest domain is the slowest. To the right every line rises with the size: there the order is that of the rates. The
rack of GPUs, whose switches add, starts above the single server and ends below it.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import Run, entity, fact, run
from scripts.facts import data as all_data
from scripts.predict.collective import time_on
from scripts.predict.constants import Constants

SIZES = [10.0 ** (3 + n / 4) for n in range(29)]
SYSTEMS = (  # and where the accelerators of one domain are counted
    ("dgx-h100", "DGX H100", ()),
    ("gb200-nvl72", "GB200 NVL72", ()),
    ("cloudmatrix-384", "CloudMatrix 384", ("part=npu-packages",)),
)


def data() -> pd.DataFrame:
    """One row a point: system, accelerators, bytes, microseconds, by the model or measured."""
    rows = []
    for system, label, words in SYSTEMS:
        size = fact(system, "scaleup-domain-size", *words)
        constants = Constants()
        times = [
            (bytes_, time_on(system=system, operation="all_reduce", size=bytes_, accelerators=size.value, constants=constants))
            for bytes_ in SIZES
        ]  # fmt: skip
        used = ";".join(sorted({row.source for row in constants.rows()} | {size.source}))
        rows += [point(system, label, size.value, bytes_, time * 1e6, "model", used) for bytes_, time in times]
    rows += [point("dgx-h100", "DGX H100", one.chips or 0, *measured(one)) for one in timed("nccl_h100_ar")]
    rows += [point("gb200-nvl72", "GB200 NVL72", one.chips or 0, *measured(one)) for one in timed("nccl_gb200_rack")]
    return pd.DataFrame(rows)


def timed(group: str) -> list[Run]:
    """Measured runs of a group from a thousand bytes on."""
    runs = [run(one.case_id) for one in all_data().runs if one.group == group]
    return [one for one in runs if one.settings["message_bytes"] >= SIZES[0]]


def measured(one: Run) -> tuple[float, float, str, str]:
    """Bytes, microseconds, kind and source of a run; a bus bandwidth turned back into a time."""
    size = float(one.settings["message_bytes"])
    if one.metric == "time":
        return size, one.to("us"), "measured", one.source
    ranks = one.chips or 1
    return size, 2 * (ranks - 1) / ranks * size / one.to("byte/us"), "measured", one.source


def point(
    system: str, label: str, accelerators: float, size: float, time: float, kind: str, source: str
) -> dict[str, object]:
    """A row."""
    return {
        "system": label, "maker": entity(system)["maker"], "accelerators": int(accelerators), "bytes": round(size),
        "us": float(f"{time:.4g}"), "kind": kind, "source": source,
    }  # fmt: skip


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Lines and dots, named at the left end of each line."""
    narrow = width == _theme.NARROW
    frame = data()
    x = alt.X(
        "bytes:Q",
        scale=alt.Scale(type="log", domain=[1e3, 2.2e10], nice=False),
        axis=alt.Axis(title="bytes of the buffer", values=[1e3, 1e5, 1e7, 1e9], format="~s"),
    )
    y = alt.Y(
        "us:Q",
        scale=alt.Scale(type="log", domain=[5, 200000], nice=False),
        axis=alt.Axis(title="µs", values=[10, 100, 1000, 10000, 100000], format="~s"),
    )
    colour = alt.Color("maker:N", scale=_theme.maker_scale(sorted(frame["maker"].unique())), legend=None)
    base = alt.Chart(frame).encode(x=x, y=y, color=colour)
    lines = base.transform_filter("datum.kind == 'model'").mark_line(strokeWidth=2.5).encode(
        detail="system:N",
        strokeDash=alt.StrokeDash(
            "system:N",
            scale=alt.Scale(domain=[label for _, label, _ in SYSTEMS], range=[[2, 3], [1, 0], [1, 0]]),
            legend=None,
        ),
    )  # fmt: skip
    dots = base.transform_filter("datum.kind == 'measured'").mark_point(size=32, opacity=0.75)
    first = frame[(frame["kind"] == "model") & (frame["bytes"] == 1000)].set_index("system")["us"]
    texts = [
        _theme.words(
            label,
            x,
            y,
            (1.15e3, first[label]),
            align="left",
            dy=dy,
            color=_theme.MAKERS[entity(system)["maker"]],
            fontWeight="bold",
        )
        for (system, label, _), dy in zip(SYSTEMS, (16, -10, -10), strict=True)
    ]
    return alt.layer(lines, dots, *texts).properties(width=width - 62, height=300 if narrow else 330)
