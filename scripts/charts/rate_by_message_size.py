"""What a message of some size gets of its link

Two logarithmic axes: size of a message, and the rate it gets, as start and rate alone would give it. Three lines: a GPU of GB200
with the time of a measured store, a die of an Ascend 910C with that of a measured small read, and the same die through
a library, whose start is far longer. A ring on each line marks the size that gets half of the rate. The cross is a
measured message through that library, below its line. Small messages get next to nothing, whatever the link can carry.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact, run, sources_of
from scripts.models import links

LINES = (
    ("GPU of GB200", "NVIDIA", "gb200-gpu", (), "gb200_store_remote"),
    ("910C die", "Huawei", "ascend-910c-die", ("zuo2025cloudmatrix",), "cm384_ub_p2p_002"),
    ("910C die, library", "Huawei", "ascend-910c-die", ("zuo2025cloudmatrix",), "cm384_xccl_p2p_001"),
)
FROM, TO, STEPS = 8, 30, 4  # powers of two, and points for each


def data() -> pd.DataFrame:
    """One row a point of a line: byte, GB/s; the sizes that get half; the measured message."""
    rows = []
    for name, maker, device, words, case in LINES:
        rate, start = fact(device, "scaleup-bandwidth", "one-way", *words), run(case)
        arguments = {"latency": float(start.quantity.to("s").magnitude), "bandwidth": rate.to("byte/s")}
        sizes = [2 ** (FROM + n / STEPS) for n in range((TO - FROM) * STEPS + 1)]
        half = links.half_rate_size(**arguments)
        for kind, size in [*(("line", size) for size in sizes), ("half", half)]:
            got = links.effective_bandwidth(message_size=size, **arguments) / 1e9
            rows.append({"line": name, "maker": maker, "kind": kind, "bytes": size, "gb_per_s": got,
                         "source": sources_of([rate, start])})  # fmt: skip
    measured, message = result("rate_of_a_megabyte"), result("message_of_the_library_run")
    rows.append({"line": LINES[2][0], "maker": "Huawei", "kind": "measured", "bytes": message.to("byte"),
                 "gb_per_s": measured.to("GB/s"), "source": measured.source})  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Lines with their names, rings at half of the rate, a cross for what was measured."""
    narrow = width == _theme.NARROW
    frame = data()
    words = "datum.value >= 1e9 ? datum.value / 1e9 + ' GB' : datum.value >= 1e6 ? datum.value / 1e6 + ' MB' : datum.value >= 1e3 ? datum.value / 1e3 + ' kB' : datum.value + ' B'"
    values = [1e3, 1e5, 1e7, 1e9] if narrow else [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]
    x = alt.X(
        "bytes:Q",
        scale=alt.Scale(type="log", domain=[2**FROM, 2**TO], nice=False),
        axis=alt.Axis(title="size of a message", values=values, labelExpr=words),
    )
    y = alt.Y(
        "gb_per_s:Q",
        scale=alt.Scale(type="log", domain=[0.01, 1500], nice=False, clamp=True),
        axis=alt.Axis(title="rate it gets, GB/s one way", values=[0.01, 0.1, 1, 10, 100, 1000], format="~g"),
    )
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    dash = alt.StrokeDash(
        "line:N", scale=alt.Scale(domain=[name for name, *_ in LINES], range=[[1, 0], [1, 0], [5, 3]]), legend=None
    )
    lines = alt.Chart(frame[frame["kind"] == "line"]).mark_line(strokeWidth=2).encode(
        x=x, y=y, color=colour, strokeDash=dash, detail="line:N"
    )  # fmt: skip
    halves = alt.Chart(frame[frame["kind"] == "half"]).mark_point(size=90, strokeWidth=2, opacity=1, fill=_theme.PAPER).encode(
        x=x, y=y, stroke=alt.Stroke("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None)
    )  # fmt: skip
    cross = alt.Chart(frame[frame["kind"] == "measured"]).mark_point(
        shape="cross", size=110, opacity=1, fill=_theme.MAKERS["Huawei"]
    ).encode(x=x, y=y)  # fmt: skip
    places = ((2**29.7, 480.0, "right"), (2**29.7, 105.0, "right"), (2**29.7, 16.0, "right"))
    names = [
        _theme.words(name, x, y, (across, up), align=align, color=_theme.MAKERS[maker])
        for (name, maker, *_), (across, up, align) in zip(LINES, places, strict=True)
    ]
    return alt.layer(lines, halves, cross, *names).properties(width=width - 76, height=300)
