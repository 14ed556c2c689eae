"""A network, drawn from the list of links that is counted

Dots are end points, squares switches, those of an upper tier larger. Every line is a link; the coloured ones belong to the first end point.
A line that leaves the drawing of a torus comes in again at the other side. Of a network of many nodes one plane is drawn, one layer
or one mesh, and a line of text under the drawing says so; what is counted is always the whole.
"""

from math import ceil

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.computed.topologies import UB_MESH
from scripts.explorables import _input
from scripts.explorables._input import Input, Output, Preset, Taken
from scripts.facts import fact, part
from scripts.models.topology import (
    clos_bisection,
    clos_links,
    counts,
    drawing,
    nested_mesh_bisection,
    single_stage_bisection,
    torus_bisection,
)

KINDS = {
    "full-mesh": "full mesh",
    "single-stage": "one stage of switches",
    "clos": "two tiers of switches",
    "torus": "torus",
    "nested-mesh": "nested meshes",
}
WHOLE = 400  # nodes; a larger network is drawn in part
LINES = 6000  # lines; of more only those of the first end point, and of its leaf, are drawn
MOST = 70000  # end points that can be counted without keeping the reader waiting

FORMULA = (clos_links, clos_bisection, single_stage_bisection, torus_bisection, nested_mesh_bisection)
NOT_MODELLED = [
    "Links of unequal width. Where a device has several links to one switch, they are counted and drawn as one.",
    "Routing and queues: the bisection is a bound that no traffic exceeds, not a rate that any traffic reaches.",
    "Twists of a torus, dragonflies, and switches above nested meshes.",
    "What is broken, and spare parts.",
]
INPUTS = [
    Input("kind", default="single-stage", label="Kind", choices=KINDS),
    Input("bandwidth", "GB/s", default=50e9, low=1, high=500, label="Rate of a link, one way"),
    Input("endpoints", default=8, low=2, high=1024, label="Full mesh, switches: devices"),
    Input("planes", default=1, low=1, high=64, label="Switches: planes side by side"),
    Input("switch_ports", default=64, low=2, high=512, label="Switches: ports that one has, its radix"),
    Input("leaf_endpoints", default=8, low=1, high=64, label="Two tiers: devices below a leaf"),
    Input("spines", default=4, low=1, high=64, label="Two tiers: spines of a plane"),
    Input("size_x", default=4, low=1, high=16, label="Torus, meshes: along the first axis"),
    Input("size_y", default=4, low=1, high=16, label="Torus, meshes: along the second axis"),
    Input("size_z", default=4, low=1, high=16, label="Torus, meshes: along the third axis"),
    Input("size_w", default=1, low=1, high=16, label="Meshes: along the fourth axis"),
]
RESULTS = [
    Output("devices", "Devices", "count"),
    Output("links", "Links", "count"),
    Output("switches", "Switches", "count"),
    Output("ports", "Ports that a switch needs"),
    Output("cables", "Links that leave a box", "count"),
    Output("hops", "Hops at most", "count"),
    Output("bisection", "Links across the middle", "count"),
    Output("bisection_bandwidth", "Bandwidth across the middle", "byte/s"),
    Output("half_share", "Of what one half can send", "%"),
    Output("drawn", "Drawn"),
]


def presets() -> list[Preset]:
    """Networks of machines whose counts are published; of a kind whose own inputs they give."""
    node, pod = "atlas-900-a3-node", fact("tpu-v4-pod", "scaleup-domain-size")
    box, chips = fact("dgx-h100", "scaleup-domain-size"), part("dgx-h100", "nvswitch-3")
    nvl72, planes = fact("gb200-nvl72", "scaleup-domain-size"), fact("gb200-nvl72", "switch-chips")
    one, die = (
        fact("gb200-gpu", "scaleup-bandwidth", "one-way"),
        fact("ascend-910c-die", "scaleup-bandwidth", "one-way", "zuo2025cloudmatrix"),
    )
    paper = fact("ub-mesh", "accelerators", "4d-full-mesh")
    packages, links = part(node, "ascend-910c"), fact("ascend-910c-die", "scaleup-links")
    dies = packages.count * part("ascend-910c", "ascend-910c-die").count
    wide = fact("h100-sxm", "scaleup-bandwidth", "one-way")
    hosts = part("tpu-v4-rack", "tpu-v4-host")
    side = round((hosts.count * part("tpu-v4-host", "tpu-v4").count) ** (1 / 3))
    ici = fact("tpu-v4", "link-bandwidth", "one-way")
    cube: dict[str, _input.Given] = {
        "kind": "torus",
        "bandwidth": ici,
        **dict.fromkeys(("size_x", "size_y", "size_z"), Taken(side, hosts)),
    }
    whole: dict[str, _input.Given] = dict.fromkeys(("size_x", "size_y", "size_z"), Taken(result("v4_side").to(""), pod))
    hccs, mesh = fact("ascend-910b", "scaleup-bandwidth", "one-way"), fact("atlas-800t-a2", "scaleup-domain-size")
    return [
        Preset("HGX H100", {"endpoints": box, "planes": chips, "switch_ports": fact("nvswitch-3", "switch-ports"), "bandwidth": Taken(wide.to("byte/s") / chips.count, wide)}),
        Preset("GB200 NVL72", {"endpoints": nvl72, "planes": planes, "switch_ports": fact("nvswitch-4", "switch-ports"), "bandwidth": Taken(one.to("byte/s") / planes.value, one)}),
        Preset("CloudMatrix 384, by dies", {
            "kind": "clos", "endpoints": result("topology_cm384_dies"), "leaf_endpoints": Taken(dies, packages), "spines": fact("cloudmatrix-384", "switch-chips"),
            "planes": fact("cloudmatrix-384", "fabric-planes"), "switch_ports": fact("ub-switch-l2", "switch-ports"), "bandwidth": Taken(die.to("byte/s") / links.value, die),
        }),
        Preset("Rack of TPU v4, as a cube", cube),
        Preset("Pod of TPU v4, as a cube", cube | whole),
        Preset("Atlas 800T A2", {"kind": "full-mesh", "endpoints": mesh, "bandwidth": Taken(hccs.to("byte/s") / (mesh.value - 1), hccs)}),
        Preset("UB-Mesh, as its paper describes it", {"kind": "nested-mesh"} | {name: Taken(size, paper) for name, size in zip(("size_x", "size_y", "size_z", "size_w"), UB_MESH, strict=True)}),
    ]  # fmt: skip


def sizes_of(
    kind: str,
    endpoints: float,
    planes: float,
    leaf_endpoints: float,
    spines: float,
    size_x: float,
    size_y: float,
    size_z: float,
    size_w: float,
) -> list[float]:
    """The sizes that a kind takes, in their order; devices fill leaves, the last of which may have room."""  # fmt: skip
    if kind == "full-mesh":
        return [endpoints]
    if kind == "single-stage":
        return [endpoints, planes]
    if kind == "clos":
        if leaf_endpoints < 1:
            raise ValueError(f"leaf_endpoints must be a whole number of at least 1, got {leaf_endpoints:g}")
        return [ceil(endpoints / leaf_endpoints), leaf_endpoints, spines, planes, 1]
    if kind == "torus":
        return [size_x, size_y, size_z, 0]
    return [size_x, size_y, size_z, size_w]


def part_of(kind: str, sizes: list[float]) -> list[float]:
    """The sizes of what is drawn: the whole of a small network, of a larger one a plane, a layer, a mesh."""
    found = counts(kind=kind, sizes=sizes)
    if found["endpoints"] + found["switches"] <= WHOLE:
        return sizes
    if kind == "torus":
        return [sizes[0], sizes[1], 1, 0]
    return [sizes[0], sizes[1], 1, 1] if kind == "nested-mesh" else sizes


def words(kind: str, sizes: list[float], planes: float, few: bool) -> str:
    """What is drawn."""
    found = counts(kind=kind, sizes=sizes)
    if few:
        return "the links of one device, of all too many to draw"
    if found["endpoints"] + found["switches"] <= WHOLE:
        return "the whole network"
    if kind == "torus":
        return f"one layer of {sizes[2]:g}"
    if kind == "nested-mesh":
        return f"one mesh of {sizes[2] * sizes[3]:g}"
    if kind == "full-mesh":
        return "the whole network"
    all_planes = sizes[3] if kind == "clos" else sizes[1]
    return f"one plane of {all_planes:g}" if planes < all_planes else "the whole network"


def lines_of(kind: str, sizes: list[float]) -> float:
    """Links of what is drawn."""
    planes = sizes[3] if kind == "clos" else sizes[1] if kind == "single-stage" else 1
    found = counts(kind=kind, sizes=sizes)
    many = planes > 1 and found["endpoints"] + found["switches"] > WHOLE
    return found["links"] / planes if many else found["links"]


def checked(
    *,
    kind: str,
    bandwidth: float,
    endpoints: float,
    planes: float,
    switch_ports: float,
    leaf_endpoints: float,
    spines: float,
    size_x: float,
    size_y: float,
    size_z: float,
    size_w: float,
) -> list[float]:
    """The sizes of a network that can be counted and drawn. Raises ValueError for others."""  # fmt: skip
    if bandwidth <= 0:
        raise ValueError(f"bandwidth must be above 0, got {bandwidth:g}")
    if switch_ports < 1:
        raise ValueError(f"switch_ports must be at least 1, got {switch_ports:g}")
    if endpoints < 1:
        raise ValueError(f"endpoints must be a whole number of at least 1, got {endpoints:g}")
    if planes < 1:
        raise ValueError(f"planes must be a whole number of at least 1, got {planes:g}")
    if spines < 1:
        raise ValueError(f"spines must be a whole number of at least 1, got {spines:g}")
    if size_x < 1:
        raise ValueError(f"size_x must be a whole number of at least 1, got {size_x:g}")
    if size_y < 1:
        raise ValueError(f"size_y must be a whole number of at least 1, got {size_y:g}")
    if size_z < 1:
        raise ValueError(f"size_z must be a whole number of at least 1, got {size_z:g}")
    if size_w < 1:
        raise ValueError(f"size_w must be a whole number of at least 1, got {size_w:g}")
    sizes = sizes_of(kind, endpoints, planes, leaf_endpoints, spines, size_x, size_y, size_z, size_w)
    if counts(kind=kind, sizes=sizes)["endpoints"] > MOST:
        raise ValueError(f"endpoints must be at most {MOST:g} in all")
    return sizes


def results(
    *,
    kind: str,
    bandwidth: float,
    endpoints: float,
    planes: float,
    switch_ports: float,
    leaf_endpoints: float,
    spines: float,
    size_x: float,
    size_y: float,
    size_z: float,
    size_w: float,
) -> dict:
    """What is counted of the whole network."""  # fmt: skip
    sizes = checked(
        kind=kind, bandwidth=bandwidth, endpoints=endpoints, planes=planes, switch_ports=switch_ports, leaf_endpoints=leaf_endpoints, spines=spines,
        size_x=size_x, size_y=size_y, size_z=size_z, size_w=size_w,
    )  # fmt: skip
    found = counts(kind=kind, sizes=sizes)
    ports = max(sizes[0], sizes[1] + sizes[2]) if kind == "clos" else endpoints if kind == "single-stage" else 0
    needed = f"{ports:g} of {switch_ports:g}" if ports <= switch_ports else f"{ports:g}, it has only {switch_ports:g}"
    half = found["endpoints"] / 2 * found["endpoint_links"]
    many = lines_of(kind, part_of(kind, sizes)) > LINES
    return {
        "devices": found["endpoints"], "links": found["links"], "switches": found["switches"],
        "ports": needed if ports > 0 else "no switches", "cables": found["cables"],
        "hops": found["diameter"], "bisection": found["bisection"], "bisection_bandwidth": found["bisection"] * bandwidth,
        "half_share": min(1, found["bisection"] / half) if half > 0 else 1, "drawn": words(kind, sizes, 1, many),
    }  # fmt: skip


def rows(
    *,
    kind: str,
    bandwidth: float,
    endpoints: float,
    planes: float,
    switch_ports: float,
    leaf_endpoints: float,
    spines: float,
    size_x: float,
    size_y: float,
    size_z: float,
    size_w: float,
) -> list[dict]:
    """Lines and nodes of what is drawn, and words on it."""  # fmt: skip
    sizes = checked(
        kind=kind, bandwidth=bandwidth, endpoints=endpoints, planes=planes, switch_ports=switch_ports, leaf_endpoints=leaf_endpoints, spines=spines,
        size_x=size_x, size_y=size_y, size_z=size_z, size_w=size_w,
    )  # fmt: skip
    shown = part_of(kind, sizes)
    found = drawing(kind=kind, sizes=shown)
    many = lines_of(kind, shown) > LINES
    small = len(found["nodes"]) > 150
    drawn = []
    for line in found["lines"]:
        edge = found["edges"][line[4]]
        own = edge[0] == 0 or edge[1] == 0
        if own or not many:
            drawn.append(row("own" if own else "line", line[0], line[1], line[2], line[3], ""))
    for node in found["nodes"]:
        name = "switch" if node[2] > 0 else "small" if small else "device"
        drawn.append(row(name, node[0], node[1], node[0], node[1], ""))
    drawn.append(row("note", 0, -0.1, 0, -0.1, "drawn: " + words(kind, sizes, found["planes"], many)))
    return drawn


def row(what: str, x: float, y: float, x2: float, y2: float, text: str) -> dict:
    """One thing that is drawn in a square of side 1."""
    return {"what": what, "x": x, "y": y, "x2": x2, "y2": y2, "text": text}


def data() -> pd.DataFrame:
    """The rows at the first preset."""
    return _input.frame(rows, INPUTS, presets()[0])


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Faint links, those of one device in colour, nodes on top."""
    x = alt.X("x:Q", scale=alt.Scale(domain=[-0.02, 1.02], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[-0.15, 1.08], nice=False), axis=None)
    base = alt.Chart(_input.drawn(data())).encode(x=x, y=y)

    def only(what: str) -> alt.Chart:
        return base.transform_filter(alt.datum.what == what)

    web = (
        only("line").mark_rule(color=_theme.SOFT, strokeWidth=0.7, opacity=0.45, clip=True).encode(x2="x2:Q", y2="y2:Q")
    )
    own = only("own").mark_rule(color=_theme.WARN, strokeWidth=1.4, opacity=1, clip=True).encode(x2="x2:Q", y2="y2:Q")
    devices = only("device").mark_point(color=_theme.ACCENT, size=55, opacity=1)
    small = only("small").mark_point(color=_theme.ACCENT, size=6, opacity=1)
    switches = only("switch").mark_square(color=_theme.INK, size=60, opacity=1)
    note = only("note").mark_text(align="left", color=_theme.SOFT).encode(text="text:N")
    return alt.layer(web, own, devices, small, switches, note).properties(width=width - 12, height=330)
