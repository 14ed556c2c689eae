"""The UB network of CloudMatrix 384, one sub-plane of several that are alike

One sub-plane of the scale-up network: below, the nodes, each with one first-level switch chip in this sub-plane; above, the
second-level switches. Faint lines are all uplinks of the sub-plane, bold ones those of one node, one to each second-level
switch. The small panels under it are the other sub-planes, with the uplinks of the same node: it has a chip in every
sub-plane, and no switch stands in more than one.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact
from scripts.models.topology import clos_edges

CM384 = "cloudmatrix-384"
HEIGHT = 320
PANEL = (-0.42, -0.68)  # top and bottom of the small panels, where the large drawing goes from one to nought


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
    """One sub-plane whole, the others as small panels with one node's uplinks."""
    counts = dict(zip(data()["what"], data()["count"], strict=True))
    planes, nodes, above = counts["sub-planes"], counts["nodes"], counts["second-level switches a sub-plane"]
    inside, own = float(width - 12), nodes // 3
    small = inside / (planes - 1)  # a panel and the gap after it

    def spot(plane: int, place: int) -> tuple[float, float]:
        """Where a chip or switch of a sub-plane stands: sub-plane 0 large, the others in their panels."""
        low = place < nodes
        share = (place + 0.5) / nodes if low else (place - nodes + 0.5) / above
        if plane == 0:
            return round(share * inside, 1), 0.0 if low else 1.0
        return round((plane - 1 + 0.06 + 0.88 * share) * small, 1), PANEL[1] if low else PANEL[0]

    # End points stand before the switches in the list of links; they are not drawn.
    listed = clos_edges(leaves=nodes, leaf_endpoints=1, spines=above, planes=planes, trunk_links=1)
    places = [tuple(divmod(end - nodes, nodes + above) for end in edge) for edge in listed if min(edge) >= nodes]
    edges = [(plane, chip, switch) for (plane, chip), (_, switch) in places]
    first = [(end, plane) for plane, *ends in edges for end in ends if plane == 0]
    path = pd.DataFrame([(*spot(plane, end), n) for n, (end, plane) in enumerate(first)], columns=["x", "y", "n"])
    fans = pd.DataFrame(
        [(*spot(plane, chip), *spot(plane, switch), plane == 0) for plane, chip, switch in edges if chip == own],
        columns=["x", "y", "x2", "y2", "large"],
    )
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, inside], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.82, 1.25], nice=False))
    colour = _theme.MAKERS["Huawei"]
    panels = pd.DataFrame(
        [{"x": (p + 0.03) * small, "x2": (p + 0.97) * small, "y": PANEL[0], "y2": PANEL[1]} for p in range(planes - 1)]
    )
    tint = alt.Chart(panels.round(1)).mark_rect(fill=_theme.SOFT_MAKERS["Huawei"], opacity=1)
    web = alt.Chart(path).mark_line(color=_theme.SOFT, strokeWidth=0.3, opacity=0.25).encode(x=x, y=y, order="n:Q")
    lines = [
        alt.Chart(fans[fans["large"] == large]).mark_rule(color=colour, strokeWidth=1.4 if large else 0.7)
        for large in (True, False)
    ]
    switches = frame([spot(0, nodes + s) for s in range(above)])
    chips = frame([spot(0, n) for n in range(nodes)]).assign(own=[n == own for n in range(nodes)])
    tops = alt.Chart(switches).mark_square(size=90, color=colour, opacity=1).encode(x=x, y=y)
    feet = (
        alt.Chart(chips)
        .mark_square(size=20 if width == _theme.NARROW else 46, opacity=1)
        .encode(x=x, y=y, color=alt.condition("datum.own", alt.value(colour), alt.value(_theme.SOFT)))
    )
    labels = [
        _theme.words(text, x, y, (0.0, at), align="left")
        for at, text in (
            (1.17, f"one sub-plane: {above} second-level switches"),
            (-0.13, f"{nodes} nodes, each with one chip in this sub-plane"),
            (-0.31, f"the other {planes - 1} sub-planes, and the same node in them"),
            (-0.78, f"{planes} sub-planes in all, {counts['uplinks in all']:,} uplinks"),
        )
    ]
    bold = [line.encode(x=x, x2="x2:Q", y=y, y2="y2:Q") for line in lines]
    panes = tint.encode(x=x, x2="x2:Q", y=y, y2="y2:Q")
    return alt.layer(web, panes, *bold, tops, feet, *labels).properties(width=inside, height=HEIGHT)


def frame(spots: list[tuple[float, float]]) -> pd.DataFrame:
    """Places as a frame."""
    return pd.DataFrame(spots, columns=["x", "y"])
