"""Which of two systems is faster, by size and group

Two maps, of an all-reduce above and of an all-to-all below. In each, the size of the buffer grows to the right and the number
of accelerators upwards. A cell has the colour of the system that is faster by the models of this site, GB200 NVL72
or CloudMatrix 384, and says by how many times; it is grey where the two are closer than the models can tell. In the all-reduce NVL72 has every cell that is decided. In the all-to-all it has all cells in
which the group fits into one rack; above that line CloudMatrix 384 has those of larger messages, because traffic between racks goes
through network cards.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import entity, fact
from scripts.predict.collective import time_on
from scripts.predict.constants import Constants

SIZES = (1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9)
GROUPS = (8, 16, 32, 64, 128, 256, 384)
SYSTEMS = ("gb200-nvl72", "cloudmatrix-384")
CLOSE = 1.2  # two times that differ by less are within the usual error of the models
OPERATIONS = {"all_reduce": "all-reduce", "all_to_all": "all-to-all"}


def data() -> pd.DataFrame:
    """One row a cell: both times in microseconds, the faster system and by how many times."""
    constants = Constants()
    rows = []
    for operation, label in OPERATIONS.items():
        for size in SIZES:
            for group in GROUPS:
                times = {
                    name: time_on(system=name, operation=operation, size=size, accelerators=group, constants=constants)
                    for name in SYSTEMS
                }
                faster = min(times, key=lambda name: times[name])
                rows.append(
                    {
                        "operation": label,
                        "bytes": int(size),
                        "accelerators": group,
                        **{f"{name}_us": float(f"{time * 1e6:.4g}") for name, time in times.items()},
                        "faster": entity(faster)["label"],
                        "maker": entity(faster)["maker"],
                        "times": round(max(times.values()) / min(times.values()), 1),
                    }
                )
    rates = [fact("gb200-gpu", "scaleup-bandwidth", "one-way"), fact("ascend-910c", "scaleup-bandwidth", "one-way")]  # fmt: skip
    used = {row.source for row in [*constants.rows(), *rates]}
    return pd.DataFrame(rows).assign(source=";".join(sorted(used)))


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Two fields of cells, one above the other; the line is the size of one rack."""
    narrow = width == _theme.NARROW
    frame = data().assign(
        cell=lambda f: f["times"].map("{:.1f}".format),
        shown=lambda f: f["maker"].where(f["times"] >= CLOSE, "neither"),
    )
    x = alt.X("bytes:O", axis=alt.Axis(title="bytes of the buffer", format="~s", labelAngle=0, ticks=False))
    y = alt.Y("accelerators:O", sort="descending", axis=alt.Axis(title="accelerators", ticks=False))
    makers = sorted(_theme.SOFT_MAKERS)
    colour = alt.Color(
        "shown:N",
        scale=alt.Scale(
            domain=[*makers, "neither"], range=[*(_theme.SOFT_MAKERS[name] for name in makers), _theme.FILL]
        ),
        legend=None,
    )
    base = alt.Chart().encode(x=x, y=y)
    cells = base.mark_rect(stroke=_theme.PAPER, strokeWidth=1).encode(color=colour)
    numbers = base.mark_text(fontSize=11 if narrow else 12).encode(
        text="cell:N",
        color=alt.Color(
            "shown:N",
            legend=None,
            scale=alt.Scale(
                domain=[*makers, "neither"], range=[*(_theme.MAKERS[name] for name in makers), _theme.SOFT]
            ),
        ),
    )
    return (
        alt.layer(cells, numbers, data=frame)
        .resolve_scale(color="independent")
        .properties(width=width - 66, height=170 if narrow else 190)
        .facet(
            row=alt.Row(
                "operation:N",
                sort=list(OPERATIONS.values()),
                header=alt.Header(title=None, labelOrient="top", labelAnchor="start"),
            )
        )
        .resolve_axis(x="independent")
    )
