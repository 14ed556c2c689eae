"""A ring's all-reduce, step by step

A few ranks stand from left to right, each with as many parts of its buffer from top to bottom; one small picture for each step.
A cell is darker the more ranks' numbers are already added into it. At the start every cell is pale. In each step every rank hands
one part to its right-hand neighbour, the last rank to the first. In the first half of the steps the neighbour adds it to its own, until every part
is complete on one rank. In the second half the complete parts travel on and are copied, until every cell is dark. In no step is a
rank idle.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme

RANKS = 4
SOURCES = "hu2025demystifyingnccl;huawei2026hccl"
NAMES = "ABCD"


def played() -> list[tuple[str, list[list[int]], list[tuple[int, int]]]]:
    """After each step: its name, ranks added into each part of each rank, and the (rank, part) that just arrived."""
    held = [[1] * RANKS for _ in range(RANKS)]
    states = [("start", [list(parts) for parts in held], list[tuple[int, int]]())]
    for step in range(2 * (RANKS - 1)):
        adding = step < RANKS - 1
        shift = 0 if adding else 1
        moves = [(rank, (rank + shift - step % (RANKS - 1)) % RANKS) for rank in range(RANKS)]
        values = [held[rank][part] for rank, part in moves]
        for (rank, part), value in zip(moves, values, strict=True):
            right = (rank + 1) % RANKS
            held[right][part] = held[right][part] + value if adding else value
        name = f"{step + 1}: {'add' if adding else 'copy'}"
        states.append((name, [list(parts) for parts in held], [((rank + 1) % RANKS, part) for rank, part in moves]))
    return states


def data() -> pd.DataFrame:
    """One row a cell: the step, the rank, the part, how many ranks' numbers are in it, and whether it just arrived."""
    return pd.DataFrame(
        [
            {
                "step": name, "rank": f"{rank + 1}", "part": NAMES[part], "added": held[rank][part],
                "arrived": (rank, part) in arrived, "source": SOURCES,
            }
            for name, held, arrived in played()
            for rank in range(RANKS)
            for part in range(RANKS)
        ]
    )  # fmt: skip


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Small squares of squares; a ring marks what has just arrived."""
    narrow = width == _theme.NARROW
    columns = 3 if narrow else 4
    side = (width - 28 * columns) // columns - (6 if narrow else 12)
    frame = data()
    order = list(dict.fromkeys(frame["step"]))
    base = alt.Chart().encode(
        x=alt.X("rank:O", axis=None),
        y=alt.Y("part:O", axis=alt.Axis(title=None, ticks=False, domain=False)),
    )
    cells = base.mark_rect(color=_theme.ACCENT, stroke=_theme.PAPER, strokeWidth=2).encode(
        fillOpacity=alt.FillOpacity("added:Q", scale=alt.Scale(domain=[0, RANKS], range=[0, 1]), legend=None)
    )
    new = base.mark_rect(fillOpacity=0, stroke=_theme.WARN, strokeWidth=2.5).transform_filter("datum.arrived")
    full = alt.datum.added >= RANKS / 2 + 1
    numbers = base.mark_text(fontSize=12).encode(
        text="added:Q", color=alt.condition(full, alt.value(_theme.PAPER), alt.value(_theme.INK))
    )
    return alt.layer(cells, new, numbers, data=frame).properties(width=side, height=side * 0.8).facet(
        facet=alt.Facet("step:N", sort=order, header=alt.Header(title=None)), columns=columns, spacing=14
    )  # fmt: skip
