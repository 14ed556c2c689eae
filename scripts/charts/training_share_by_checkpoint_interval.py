"""Share of time that trains, by the time between checkpoints

Minutes between checkpoints to the right, on a logarithmic axis; upwards the share of time in which training moves on, if
accelerators fail as often as in the training of Llama 3. A line for each of three sizes rises and falls; the mark is Young's
interval. The larger the job, the lower the line and the earlier its top; on the largest the mark lies past the top.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import reliability_of_domains as chapter
from scripts.facts import fact, run, sources_of
from scripts.models import reliability

SIZES = ("meta_mttf_002", "meta_mttf_003", "meta_mttf_004")  # runs whose sizes are drawn
MINUTES = [1.0 * 10 ** (step / 12) for step in range(31)]


def data() -> pd.DataFrame:
    """One row a size and interval: share of time in per cent; the interval of Young is marked."""
    first, saving = run("llama3_fail_001"), fact("training-software", "checkpoint-time")
    rate = first.to("1") / (first.settings["gpus"] * first.settings["days"] * 86400)
    rows = []
    for name in SIZES:
        devices = run(name).settings["gpus"]
        until = 1 / (devices * rate)
        best = reliability.checkpoint_interval_young(checkpoint_time=saving.to("s"), time_to_failure=until) / 60
        for minutes, marked in [*((m, False) for m in MINUTES), (best, True)]:
            share = reliability.effective_training_time(
                checkpoint_time=saving.to("s"),
                interval=60 * minutes,
                restart_time=chapter.RESTART,
                time_to_failure=until,
            )
            rows.append(
                {
                    "accelerators": devices, "minutes": minutes, "trains_percent": 100 * share, "best": marked,
                    "source": sources_of([first, saving]),
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """A line for each size, a mark at Young's interval."""
    frame = data()
    axis = alt.Axis(title="minutes between checkpoints", values=[1, 3, 10, 30, 100, 300], format="~g")
    x = alt.X("minutes:Q", scale=alt.Scale(type="log", domain=[1, 320]), axis=axis)
    y = alt.Y(
        "trains_percent:Q", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(title="per cent of the time", tickCount=5)
    )
    base = alt.Chart(frame).encode(x=x, y=y, detail="accelerators:N")
    lines = base.transform_filter("!datum.best").mark_line(color=_theme.ACCENT, strokeWidth=2)
    marks = base.transform_filter("datum.best").mark_point(color=_theme.ACCENT, size=90, opacity=1)
    best = frame[frame["best"]].assign(text=lambda f: f["accelerators"].map("{:,} accelerators".format))
    words = alt.Chart(best).encode(x=x, y=y, text="text:N")
    halo, names = words.mark_text(dy=18, stroke=_theme.PAPER, strokeWidth=5), words.mark_text(dy=18)
    return alt.layer(lines, halo, marks, names).properties(width=width - 64, height=280)
