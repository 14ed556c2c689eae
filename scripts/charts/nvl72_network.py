"""The scale-up network of GB200 NVL72: every GPU to every switch chip

GPUs stand in a row above, grouped by compute tray, switch chips in a row below, grouped by switch tray. Faint lines are all
links, as they are counted; coloured lines are the links of one GPU, one to each switch chip. The thick line is the way of one
byte: down from that GPU to one switch chip, and up to another GPU. Any GPU reaches any other like this, over any of the chips.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact, part, sources_of
from scripts.models.topology import single_stage_edges


def data() -> pd.DataFrame:
    """Counts of the network, each with its sources; the drawing's edges come from the same function that is counted."""
    gpus, chips = fact("gb200-nvl72", "scaleup-domain-size"), fact("gb200-nvl72", "switch-chips")
    links = result("nvl72_links")
    trays = part("gb200-nvl72", "gb200-compute-tray"), part("gb200-nvl72", "gb200-switch-tray")
    return pd.DataFrame(
        [
            {"what": "GPUs", "count": int(gpus.value), "source": gpus.source},
            {"what": "switch chips", "count": int(chips.value), "source": chips.source},
            {"what": "links", "count": int(links.to("")), "source": links.source},
            {"what": "compute trays", "count": trays[0].count, "source": sources_of([trays[0]])},
            {"what": "switch trays", "count": trays[1].count, "source": sources_of([trays[1]])},
        ]
    )


def places(count: int, trays: int, width: float) -> list[float]:
    """Positions along a row with a gap between trays."""
    each = count // trays
    steps = [n + 0.9 * (n // each) for n in range(count)]
    return [float(round((step + 0.5) / (steps[-1] + 1) * width)) for step in steps]


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Faint lines for all links, coloured ones for one GPU, a thick one for a byte's way to another."""
    counts = dict(zip(data()["what"], data()["count"], strict=True))
    inside = float(width - 12)
    above = places(counts["GPUs"], counts["compute trays"], inside)
    below = places(counts["switch chips"], counts["switch trays"], inside)
    chosen, other, via = counts["GPUs"] // 3, counts["GPUs"] * 4 // 5, counts["switch chips"] * 2 // 3
    edges = [
        (gpu, node - counts["GPUs"])
        for gpu, node in single_stage_edges(endpoints=counts["GPUs"], planes=counts["switch chips"])
    ]
    # One path of all faint links, drawn to and fro, is a hundredth of the size of as many lines.
    faint = pd.DataFrame([{"x": p, "y": q, "n": n} for n, (p, q) in enumerate(zigzag(edges, above, below))])
    bold = pd.DataFrame([{"x": above[a], "x2": below[b], "y": 1.0, "y2": 0.0} for a, b in edges if a == chosen])
    way = pd.DataFrame([{"x": above[a], "x2": below[b], "y": 1.0, "y2": 0.0} for a, b in edges if a in (chosen, other) and b == via])  # fmt: skip
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, inside], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.22, 1.25], nice=False))
    colour = _theme.MAKERS["NVIDIA"]
    web = alt.Chart(faint).mark_line(color=_theme.SOFT, strokeWidth=0.3, opacity=0.25).encode(x=x, y=y, order="n:Q")
    own, byte = (
        alt.Chart(lines).mark_rule(color=ink, strokeWidth=stroke).encode(x=x, x2="x2:Q", y=y, y2="y2:Q")
        for lines, ink, stroke in ((bold, colour, 1.2), (way, _theme.INK, 2.2))
    )
    gpus = (
        alt.Chart(pd.DataFrame({"x": above, "y": 1.0, "on_way": [n in (chosen, other) for n in range(len(above))]}))
        .mark_square(opacity=1)
        .encode(
            x=x,
            y=y,
            color=alt.condition("datum.on_way", alt.value(_theme.INK), alt.value(_theme.SOFT)),
            size=alt.condition("datum.on_way", alt.value(64), alt.value(7 if width == _theme.NARROW else 30)),
        )
    )
    chips = (
        alt.Chart(pd.DataFrame({"x": below, "y": 0.0})).mark_square(size=80, color=colour, opacity=1).encode(x=x, y=y)
    )
    labels = [
        _theme.words(text, x, y, (0.0, at), align="left")
        for at, text in (
            (1.17, f"{counts['GPUs']} GPUs in {counts['compute trays']} compute trays"),
            (
                -0.16,
                f"{counts['switch chips']} switch chips in {counts['switch trays']} trays; {counts['links']:,} links",
            ),
        )
    ]
    return alt.layer(web, own, byte, gpus, chips, *labels).properties(
        width=inside, height=260 if width == _theme.WIDE else 230
    )


def zigzag(edges: list[tuple[int, int]], above: list[float], below: list[float]) -> list[tuple[float, float]]:
    """All edges as one path between the rows, from one GPU to the next."""
    points = []
    for a, b in edges:
        points += [(above[a], 1.0), (below[b], 0.0)]
    return points
