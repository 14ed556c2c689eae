"""Six ways to wire the same few devices

Six small drawings of the same number of devices. A full mesh: every device has a line to every other. One stage of switches: every
device has a line to each of a row of switches above. Two tiers: devices, switches, and switches above those. A torus: rows and
columns whose ends leave the drawing, because they come in again at the other side. A dragonfly: groups of routers around a
circle, with one line between every two groups. Nested meshes: every row and every column is a full mesh. Under each stand its
links, its hops at most, and the links' worth of traffic between halves. Dots are devices, squares are switches.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.models import topology

# Name, kind, sizes, where such a network is described.
PANELS: tuple[tuple[str, str, tuple[int, ...], str], ...] = (
    ("full mesh", "full-mesh", (12,), "huawei2026atlas800ta2wp"),
    ("one stage of switches", "single-stage", (12, 4), "semianalysis2024gb200"),
    ("two tiers of switches", "clos", (4, 3, 3, 1, 1), "zuo2025cloudmatrix"),
    ("torus", "torus", (4, 3, 1, 0), "jouppi2023tpuv4"),
    ("dragonfly", "dragonfly", (1, 3, 1), "kim2008dragonfly"),
    ("nested meshes", "nested-mesh", (4, 3, 1, 1), "liao2025ubmesh"),
)


def data() -> pd.DataFrame:
    """One row a network: what is counted, from the same list of links that is drawn."""
    rows = []
    for name, kind, sizes, source in PANELS:
        found = topology.counts(kind=kind, sizes=sizes)
        counted = {what: round(found[what]) for what in ("endpoints", "switches", "links", "diameter", "bisection")}
        rows.append({"network": name, **counted, "links of a device": found["endpoint_links"], "source": source})
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Panels side by side, their counts in two lines under each."""
    across = 2 if width == _theme.NARROW else 3
    whole = float(width - 12)
    pitch, side = whole / across, whole / across - 26
    tall = side + 84
    lines, dots, texts = [], [], []
    for place, (panel, row) in enumerate(zip(PANELS, data().to_dict("records"), strict=True)):
        left, top = place % across * pitch + 13, place // across * tall + 20
        drawn = topology.drawing(kind=panel[1], sizes=panel[2])
        for x, y, x2, y2, _ in drawn["lines"]:
            lines.append(
                {"x": left + x * side, "y": top + (1 - y) * side, "x2": left + x2 * side, "y2": top + (1 - y2) * side}
            )
        for x, y, level in drawn["nodes"]:
            dots.append({"x": left + x * side, "y": top + (1 - y) * side, "switch": level > 0})
        under = top + side + 22
        hops = "hop" if row["diameter"] == 1 else "hops"
        texts += [
            {"x": left - 13, "y": top - 14, "text": row["network"], "bold": True},
            {"x": left - 13, "y": under, "text": f"{row['links']} links, {row['diameter']} {hops}", "bold": False},
            {"x": left - 13, "y": under + 16, "text": f"{row['bisection']} between halves", "bold": False},
        ]
    high = -(-len(PANELS) // across) * tall
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, whole], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[high, 0], nice=False))
    web = (
        alt.Chart(pd.DataFrame(lines).round(1))
        .mark_rule(color=_theme.SOFT, strokeWidth=0.8, opacity=0.7)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q")
    )
    nodes = pd.DataFrame(dots).round(1)
    marks = [
        alt.Chart(nodes[nodes["switch"] == switch])
        .mark_point(shape=shape, size=size, opacity=1, filled=True, fill=colour)
        .encode(x=x, y=y)
        for switch, shape, size, colour in ((False, "circle", 55, _theme.ACCENT), (True, "square", 75, _theme.INK))
    ]
    words = pd.DataFrame(texts).round(1)
    labels = [
        alt.Chart(words[words["bold"] == bold])
        .mark_text(align="left", fontWeight="bold" if bold else "normal")
        .encode(x=x, y=y, text="text:N")
        for bold in (True, False)
    ]
    return alt.layer(web, *marks, *labels).properties(width=whole, height=high)
