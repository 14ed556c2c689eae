"""The UB network of CloudMatrix 384, one sub-plane of several that are alike

One sub-plane of the scale-up network: below, the nodes, each with one first-level switch chip in this sub-plane; above, the
second-level switches. Faint lines are all uplinks of the sub-plane, bold ones those of one node, one to each second-level
switch. The small frames beside it stand for the other sub-planes, which are the same and share no switch with it.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact
from scripts.models.topology import two_level

CM384 = "cloudmatrix-384"


def data() -> pd.DataFrame:
    """Counts of the network, each with its sources; what is drawn comes from the edge list that is counted."""
    facts = {
        "nodes": fact(CM384, "nodes"), "sub-planes": fact(CM384, "fabric-planes"),
        "second-level switches a sub-plane": fact(CM384, "switch-chips"),
    }  # fmt: skip
    rows = [{"what": what, "count": int(row.value), "source": row.source} for what, row in facts.items()]
    for what, name in (("uplinks a sub-plane", "ub_uplinks_per_plane"), ("uplinks in all", "ub_uplinks")):
        rows.append({"what": what, "count": int(result(name).to("")), "source": result(name).source})
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """One sub-plane whole, the others as frames."""
    counts = dict(zip(data()["what"], data()["count"], strict=True))
    planes, nodes, above = counts["sub-planes"], counts["nodes"], counts["second-level switches a sub-plane"]
    inside = float(width - 12)
    spots = {f"node-{n}-chip-0": (round((n + 0.5) * inside / nodes, 1), 0.0) for n in range(nodes)}
    spots |= {f"plane-0-switch-{s}": (round((s + 0.5) * inside / above), 1.0) for s in range(above)}
    edges = [edge for edge in two_level(nodes, planes, above) if edge[1] in spots]
    chosen = f"node-{nodes // 3}-chip-0"
    path = pd.DataFrame(
        [(*spots[end], n) for n, end in enumerate(end for edge in edges for end in edge)], columns=["x", "y", "n"]
    )
    bold = pd.DataFrame([(*spots[a], *spots[b]) for a, b in edges if a == chosen], columns=["x", "y", "x2", "y2"])
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, inside], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.62, 1.25], nice=False))
    colour = _theme.MAKERS["Huawei"]
    web = alt.Chart(path).mark_line(color=_theme.SOFT, strokeWidth=0.3, opacity=0.25).encode(x=x, y=y, order="n:Q")
    own = alt.Chart(bold).mark_rule(color=colour, strokeWidth=1.4).encode(x=x, x2="x2:Q", y=y, y2="y2:Q")
    switches = frame([spots[f"plane-0-switch-{s}"] for s in range(above)])
    chips = frame([spots[f"node-{n}-chip-0"] for n in range(nodes)]).assign(own=[n == nodes // 3 for n in range(nodes)])
    tops = alt.Chart(switches).mark_square(size=90, color=colour, opacity=1).encode(x=x, y=y)
    feet = (
        alt.Chart(chips)
        .mark_square(size=20 if width == _theme.NARROW else 46, opacity=1)
        .encode(x=x, y=y, color=alt.condition("datum.own", alt.value(colour), alt.value(_theme.SOFT)))
    )
    others = frame([((p + 0.5) * inside / planes, -0.42) for p in range(planes)]).assign(
        first=[p == 0 for p in range(planes)]
    )
    boxes = (
        alt.Chart(others)
        .mark_square(size=420, strokeWidth=1.5, stroke=colour, opacity=1)
        .encode(x=x, y=y, fill=alt.condition("datum.first", alt.value(colour), alt.value(_theme.PAPER)))
    )
    labels = [
        _theme.words(text, x, y, (0.0, at), align="left")
        for at, text in (
            (1.17, f"{above} second-level switches"),
            (-0.13, f"{nodes} nodes, one chip of each in this sub-plane"),
            (-0.62, f"{planes} such sub-planes, {counts['uplinks in all']:,} uplinks"),
        )
    ]
    return alt.layer(web, own, tops, feet, boxes, *labels).properties(width=inside, height=320)


def frame(spots: list[tuple[float, float]]) -> pd.DataFrame:
    """Places as a frame."""
    return pd.DataFrame(spots, columns=["x", "y"])
