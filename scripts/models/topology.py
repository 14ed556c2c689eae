"""Networks: for each kind its list of links, what can be counted without it, and a place for every node.

- Full mesh: every end point has a link to every other.
- Single stage: every end point has one link to every switch (GB200 NVL72).
- Two-tier Clos in planes: leaves below, spines above (Clos 1953; CloudMatrix 384's UB network, Zuo et al. 2025, section 3.3).
- Torus in two or three dimensions, with twist: the wrap in the shorter dimensions steps along x (Cámara et al. 2010,
  "Twisted torus topologies for enhanced interconnection networks"). Its bisection without twist follows Azizoğlu and
  Eğecioğlu 2004, "The bisection width and the isoperimetric number of arrays": cut along the longest even dimension.
- Dragonfly: groups of routers that are full meshes, one link between every two groups (Kim et al. 2008, section 3).
- Nested mesh, as UB-Mesh (Liao et al. 2025) has it without the switches above: a full mesh in each of four dimensions. Its
  bisection follows Lindsey 1964, "Assignment of numbers to vertices": fill the largest meshes first.

A link is a two-way connection of two nodes; two nodes may have several. End points are numbered from 0, switches after them. A
hop is one link on the way. Bisection counts the links' worth of traffic, one way, that one half of the end points can send to
the other half when the halves are chosen worst; times the rate of a link it is a bandwidth. All links of a network are alike.
Cables are links that leave a box. All counts are whole numbers; ValueError where one is not, or is too small.
"""

from collections.abc import Sequence
from math import ceil, cos, floor, pi, sin

Edges = list[list[int]]


def _check(name: str, value: float, least: float) -> None:
    if value < least or value != floor(value):
        raise ValueError(f"{name} must be a whole number of at least {least:g}, got {value:g}")


def _pairs(members: float) -> float:
    """Pairs among so many: each is a link of a full mesh."""
    return members * (members - 1) / 2


# --- full mesh --------------------------------------------------------------------------------------------------------


def full_mesh_edges(*, endpoints: float) -> Edges:
    """Links of a full mesh, as pairs of end points."""
    _check("endpoints", endpoints, 1)
    edges = []
    for one in range(floor(endpoints)):
        for other in range(one + 1, floor(endpoints)):
            edges.append([one, other])
    return edges


def full_mesh_links(*, endpoints: float) -> float:
    """Links of a full mesh: one for every pair."""
    _check("endpoints", endpoints, 1)
    return endpoints * (endpoints - 1) / 2


def full_mesh_cables(*, endpoints: float, box: float) -> float:
    """Links of a full mesh between different boxes, each filled with `box` end points but perhaps the last."""
    _check("endpoints", endpoints, 1)
    _check("box", box, 1)
    full = floor(endpoints / box)
    return _pairs(endpoints) - full * _pairs(box) - _pairs(endpoints - full * box)


def full_mesh_diameter(*, endpoints: float) -> float:
    """Hops between the end points that lie farthest apart: all are neighbours."""
    _check("endpoints", endpoints, 1)
    return 1 if endpoints > 1 else 0


def full_mesh_bisection(*, endpoints: float) -> float:
    """Links between two halves: every member of one has a link to every member of the other."""
    _check("endpoints", endpoints, 1)
    return floor(endpoints / 2) * ceil(endpoints / 2)


# --- single stage of switches -----------------------------------------------------------------------------------------


def single_stage_edges(*, endpoints: float, planes: float) -> Edges:
    """Links of one stage, as pairs of end point and switch: a plane is one switch."""
    _check("endpoints", endpoints, 1)
    _check("planes", planes, 1)
    edges = []
    for one in range(floor(endpoints)):
        for plane in range(floor(planes)):
            edges.append([one, floor(endpoints) + plane])
    return edges


def single_stage_links(*, endpoints: float, planes: float) -> float:
    """Links of one stage of switches: one from every end point to every switch."""
    _check("endpoints", endpoints, 1)
    _check("planes", planes, 1)
    return endpoints * planes


def single_stage_diameter(*, endpoints: float, planes: float) -> float:
    """Hops between end points: up to a switch and down."""
    _check("endpoints", endpoints, 1)
    _check("planes", planes, 1)
    return 2 if endpoints > 1 else 0


def single_stage_bisection(*, endpoints: float, planes: float) -> float:
    """Links' worth of traffic from one half of the end points to the other: all that the smaller half has."""
    _check("endpoints", endpoints, 1)
    _check("planes", planes, 1)
    return floor(endpoints / 2) * planes


# --- two-tier Clos in planes ------------------------------------------------------------------------------------------


def _check_clos(leaves: float, leaf_endpoints: float, spines: float, planes: float, trunk_links: float) -> None:
    _check("leaves", leaves, 1)
    _check("leaf_endpoints", leaf_endpoints, 1)
    _check("spines", spines, 1)
    _check("planes", planes, 1)
    _check("trunk_links", trunk_links, 1)


def clos_edges(*, leaves: float, leaf_endpoints: float, spines: float, planes: float, trunk_links: float) -> Edges:
    """Links of a two-tier Clos, plane by plane: end points to their leaf, then every leaf to every spine."""
    _check_clos(leaves, leaf_endpoints, spines, planes, trunk_links)
    edges = []
    endpoints = floor(leaves * leaf_endpoints)
    for plane in range(floor(planes)):
        leaf = floor(endpoints + plane * (leaves + spines))
        for one in range(endpoints):
            edges.append([one, leaf + floor(one / leaf_endpoints)])
        for below in range(floor(leaves)):
            for above in range(floor(spines)):
                for _trunk in range(floor(trunk_links)):
                    edges.append([leaf + below, floor(leaf + leaves + above)])
    return edges


def clos_switches(*, leaves: float, spines: float, planes: float) -> float:
    """Switch chips of a two-tier Clos: leaves and spines of every plane."""
    _check_clos(leaves, 1, spines, planes, 1)
    return planes * (leaves + spines)


def clos_links(*, leaves: float, leaf_endpoints: float, spines: float, planes: float, trunk_links: float) -> float:
    """Links of a two-tier Clos: one for every end point in every plane, and those between leaves and spines."""
    _check_clos(leaves, leaf_endpoints, spines, planes, trunk_links)
    return planes * leaves * (leaf_endpoints + spines * trunk_links)


def clos_cables(*, leaves: float, spines: float, planes: float, trunk_links: float) -> float:
    """Links between leaves and spines: all that leave a box which holds end points with their leaves of all planes."""
    _check_clos(leaves, 1, spines, planes, trunk_links)
    return planes * leaves * spines * trunk_links


def clos_diameter(*, leaves: float, leaf_endpoints: float) -> float:
    """Hops between the end points that lie farthest apart: over a spine if there are several leaves."""
    _check_clos(leaves, leaf_endpoints, 1, 1, 1)
    if leaves > 1:
        return 4
    return 2 if leaf_endpoints > 1 else 0


def clos_oversubscription(*, leaf_endpoints: float, spines: float, trunk_links: float) -> float:
    """What end points can send into a leaf over what the leaf can send upwards."""
    _check_clos(1, leaf_endpoints, spines, 1, trunk_links)
    return leaf_endpoints / (spines * trunk_links)


def clos_bisection(*, leaves: float, leaf_endpoints: float, spines: float, planes: float, trunk_links: float) -> float:
    """Links' worth of traffic from half to half: whole leaves on either side, and one that is divided if they are odd.

    What crosses is what a leaf can send upwards, at most what its end points send into it.
    """
    _check_clos(leaves, leaf_endpoints, spines, planes, trunk_links)
    upwards = min(spines * trunk_links, leaf_endpoints)
    divided = leaves - 2 * floor(leaves / 2)
    return planes * (floor(leaves / 2) * upwards + divided * floor(leaf_endpoints / 2))


# --- torus ------------------------------------------------------------------------------------------------------------


def _check_torus(size_x: float, size_y: float, size_z: float, twist: float) -> None:
    _check("size_x", size_x, 1)
    _check("size_y", size_y, 1)
    _check("size_z", size_z, 1)
    _check("twist", twist, 0)
    if twist >= size_x:
        raise ValueError(f"twist must be below size_x, got {twist:g} and {size_x:g}")


def _ring(size: float, twist: float) -> float:
    """Links around one dimension: none of one node; two nodes have one link, unless the way round is twisted."""
    if size > 2 or (size > 1 and twist > 0):
        return size
    return size - 1


def torus_edges(*, size_x: float, size_y: float, size_z: float, twist: float) -> Edges:
    """Links of a torus, numbered x first, then y, then z; the wrap in y and in z steps `twist` along x."""
    _check_torus(size_x, size_y, size_z, twist)
    edges = []
    for z in range(floor(size_z)):
        for y in range(floor(size_y)):
            for x in range(floor(size_x)):
                one = x + floor(size_x) * (y + floor(size_y) * z)
                turned = floor(x + twist if x + twist < size_x else x + twist - size_x)
                if x + 1 < size_x:
                    edges.append([one, one + 1])
                elif size_x > 2:
                    edges.append([one, one - x])
                if y + 1 < size_y:
                    edges.append([one, one + floor(size_x)])
                elif _ring(size_y, twist) == size_y:
                    edges.append([one, turned + floor(size_x * size_y) * z])
                if z + 1 < size_z:
                    edges.append([one, one + floor(size_x * size_y)])
                elif _ring(size_z, twist) == size_z:
                    edges.append([one, turned + floor(size_x) * y])
    return edges


def torus_endpoints(*, size_x: float, size_y: float, size_z: float) -> float:
    """End points of a torus."""
    _check_torus(size_x, size_y, size_z, 0)
    return size_x * size_y * size_z


def torus_links(*, size_x: float, size_y: float, size_z: float, twist: float) -> float:
    """Links of a torus: those around one ring times the rings, dimension by dimension."""
    _check_torus(size_x, size_y, size_z, twist)
    along_x = _ring(size_x, 0) * size_y * size_z
    along_y = _ring(size_y, twist) * size_x * size_z
    along_z = _ring(size_z, twist) * size_x * size_y
    return along_x + along_y + along_z


def _boundaries(size: float, side: float, twist: float) -> float:
    """Links of one ring that leave a box of a side."""
    if size == side:
        return 1 if twist > 0 and size > 1 else 0
    return 1 if size == 2 and twist == 0 else size / side


def torus_cables(*, size_x: float, size_y: float, size_z: float, twist: float, side: float) -> float:
    """Links of a torus between different boxes, each a cube of `side` end points along every dimension (or the whole of it).

    Raises ValueError also where a dimension or the twist is no multiple of the side.
    """
    _check_torus(size_x, size_y, size_z, twist)
    _check("side", side, 1)
    for size in [size_x, size_y, size_z]:
        if size > side and size / side != floor(size / side):
            raise ValueError(f"side must divide every dimension that is longer, got {side:g} and {size:g}")
    if twist / side != floor(twist / side):
        raise ValueError(f"side must divide twist, got {side:g} and {twist:g}")
    along_x = _boundaries(size_x, min(side, size_x), 0) * size_y * size_z
    along_y = _boundaries(size_y, min(side, size_y), twist) * size_x * size_z
    along_z = _boundaries(size_z, min(side, size_z), twist) * size_x * size_y
    return along_x + along_y + along_z


def torus_diameter(*, size_x: float, size_y: float, size_z: float, twist: float) -> float:
    """Hops between the end points that lie farthest apart: half of every ring, less where a twist shortens the way.

    With a twist, the farthest of all displacements is sought, each with the best number of turns around y and z.
    """
    _check_torus(size_x, size_y, size_z, twist)
    straight = floor(size_x / 2) + floor(size_y / 2) + floor(size_z / 2)
    if twist == 0:
        return straight
    # More turns cost more hops than half of x, which is all that they can save.
    turns_y = ceil(0.5 + size_x / (2 * size_y)) if size_y > 1 else 0
    turns_z = ceil(0.5 + size_x / (2 * size_z)) if size_z > 1 else 0
    farthest = 0.0
    for z in range(floor(size_z / 2) + 1):  # what lies beyond is as far the other way round
        for y in range(floor(size_y)):
            for x in range(floor(size_x)):
                nearest = float(straight)
                for around_y in range(-turns_y, turns_y + 1):
                    for around_z in range(-turns_z, turns_z + 1):
                        along = x + twist * (around_y + around_z)
                        along = along - size_x * floor(along / size_x)
                        hops = min(along, size_x - along) + abs(y - around_y * size_y) + abs(z - around_z * size_z)
                        nearest = min(nearest, hops)
                farthest = max(farthest, nearest)
    return farthest


def torus_bisection(*, size_x: float, size_y: float, size_z: float) -> float:
    """Links between two halves of a torus without twist: cut across the longest even dimension, through odd longer ones.

    A ring is cut in two places. A dimension of two has one link where a ring of four has two, and counts as that long.
    """
    _check_torus(size_x, size_y, size_z, 0)
    total = 0.0
    rest = size_x * size_y * size_z
    for size in _sorted(size_x, size_y, size_z):
        rest = rest / size
        total = total + (0 if size == 1 else rest if size == 2 else 2 * rest)
        if size / 2 == floor(size / 2):
            return total
    return total


def twisted_torus_bisection(*, twist: float, solid: bool) -> float:
    """Links between two halves where x is twice as long as y, y as long as the twist, and z too in a solid one, else one.

    It is twice that of the same block without twist.
    """
    _check("twist", twist, 2)
    return 4 * twist * twist if solid else 4 * twist


def _any_torus_bisection(size_x: float, size_y: float, size_z: float, twist: float) -> float:
    if twist == 0:
        return torus_bisection(size_x=size_x, size_y=size_y, size_z=size_z)
    if size_x != 2 * twist or size_y != twist:
        raise ValueError(f"twist must be 0, or half of size_x and equal to size_y, got {twist:g}")
    if size_z != 1 and size_z != twist:
        raise ValueError(f"size_z must be 1 or as long as the twist, got {size_z:g} and {twist:g}")
    return twisted_torus_bisection(twist=twist, solid=size_z > 1)


def _length(size: float) -> float:
    return 4 if size == 2 else size


def _sorted(size_x: float, size_y: float, size_z: float) -> list[float]:
    """Three sizes from long to short, where two counts as four."""
    first, second, third = size_x, size_y, size_z
    if _length(first) < _length(second):
        first, second = second, first
    if _length(second) < _length(third):
        second, third = third, second
    if _length(first) < _length(second):
        first, second = second, first
    return [first, second, third]


# --- dragonfly --------------------------------------------------------------------------------------------------------


def _check_dragonfly(router_endpoints: float, group_routers: float, router_globals: float) -> None:
    _check("router_endpoints", router_endpoints, 1)
    _check("group_routers", group_routers, 1)
    _check("router_globals", router_globals, 1)


def dragonfly_groups(*, group_routers: float, router_globals: float) -> float:
    """Groups of a dragonfly of full size: a group has one link to each of the others."""
    _check_dragonfly(1, group_routers, router_globals)
    return group_routers * router_globals + 1


def dragonfly_edges(*, router_endpoints: float, group_routers: float, router_globals: float) -> Edges:
    """Links of a dragonfly of full size: end points to routers, full meshes in groups, one link between two groups."""
    _check_dragonfly(router_endpoints, group_routers, router_globals)
    members = floor(group_routers)
    groups = floor(dragonfly_groups(group_routers=group_routers, router_globals=router_globals))
    routers = groups * members
    first = floor(routers * router_endpoints)
    edges = []
    for one in range(first):
        edges.append([one, first + floor(one / router_endpoints)])
    for group in range(groups):
        for one in range(members):
            for other in range(one + 1, members):
                edges.append([first + group * members + one, first + group * members + other])
        for away in range(1, groups - group):
            mine = floor((away - 1) / router_globals)
            theirs = floor((groups - 1 - away) / router_globals)
            edges.append([first + group * members + mine, first + (group + away) * members + theirs])
    return edges


def dragonfly_endpoints(*, router_endpoints: float, group_routers: float, router_globals: float) -> float:
    """End points of a dragonfly of full size."""
    _check_dragonfly(router_endpoints, group_routers, router_globals)
    return router_endpoints * group_routers * (group_routers * router_globals + 1)


def dragonfly_switches(*, group_routers: float, router_globals: float) -> float:
    """Routers of a dragonfly of full size."""
    _check_dragonfly(1, group_routers, router_globals)
    return group_routers * (group_routers * router_globals + 1)


def dragonfly_links(*, router_endpoints: float, group_routers: float, router_globals: float) -> float:
    """Links of a dragonfly of full size: of end points, inside groups, and between groups."""
    _check_dragonfly(router_endpoints, group_routers, router_globals)
    groups = group_routers * router_globals + 1
    return groups * (router_endpoints * group_routers + _pairs(group_routers)) + _pairs(groups)


def dragonfly_cables(*, group_routers: float, router_globals: float) -> float:
    """Links between groups: all that leave a box which holds a group."""
    _check_dragonfly(1, group_routers, router_globals)
    return _pairs(group_routers * router_globals + 1)


def dragonfly_diameter(*, router_endpoints: float, group_routers: float, router_globals: float) -> float:
    """Hops between the end points that lie farthest apart: the two of the ends, and local, global, local between."""
    _check_dragonfly(router_endpoints, group_routers, router_globals)
    return 5 if group_routers > 1 else 3


def dragonfly_bisection(*, router_endpoints: float, group_routers: float, router_globals: float) -> float:
    """Links' worth of traffic from half to half: whole groups on either side, and one that is divided if they are odd.

    It is at most what half of the end points can send. Raises ValueError where neither groups nor routers of a group are even.
    """
    _check_dragonfly(router_endpoints, group_routers, router_globals)
    groups = group_routers * router_globals + 1
    half = floor(groups / 2)
    if groups == 2 * half:
        return min(half * half, half * group_routers * router_endpoints)
    if group_routers / 2 != floor(group_routers / 2):
        raise ValueError(f"no closed form where groups and group_routers are odd, got {groups:g} and {group_routers:g}")
    return min(half * half + group_routers * group_routers / 4, groups * group_routers * router_endpoints / 2)


# --- nested full meshes -----------------------------------------------------------------------------------------------


def _check_nested(size_x: float, size_y: float, size_z: float, size_w: float) -> None:
    _check("size_x", size_x, 1)
    _check("size_y", size_y, 1)
    _check("size_z", size_z, 1)
    _check("size_w", size_w, 1)


def nested_mesh_edges(*, size_x: float, size_y: float, size_z: float, size_w: float) -> Edges:
    """Links of a nested mesh: those who differ in one of four coordinates only are neighbours."""
    _check_nested(size_x, size_y, size_z, size_w)
    edges = []
    total = size_x * size_y * size_z * size_w
    for one in range(floor(total)):
        stride = 1
        for size in [floor(size_x), floor(size_y), floor(size_z), floor(size_w)]:
            place = floor(one / stride) - size * floor(one / (stride * size))
            for ahead in range(1, size - place):
                edges.append([one, one + ahead * stride])
            stride = stride * size
    return edges


def nested_mesh_endpoints(*, size_x: float, size_y: float, size_z: float, size_w: float) -> float:
    """End points of a nested mesh."""
    _check_nested(size_x, size_y, size_z, size_w)
    return size_x * size_y * size_z * size_w


def nested_mesh_links(*, size_x: float, size_y: float, size_z: float, size_w: float) -> float:
    """Links of a nested mesh: every end point has one to each other member of its four meshes."""
    _check_nested(size_x, size_y, size_z, size_w)
    return size_x * size_y * size_z * size_w * (size_x + size_y + size_z + size_w - 4) / 2


def nested_mesh_cables(*, size_x: float, size_y: float, size_z: float, size_w: float) -> float:
    """Links in z and w: all that leave a box which holds x and y."""
    _check_nested(size_x, size_y, size_z, size_w)
    return size_x * size_y * size_z * size_w * (size_z + size_w - 2) / 2


def nested_mesh_diameter(*, size_x: float, size_y: float, size_z: float, size_w: float) -> float:
    """Hops between the end points that lie farthest apart: one for every dimension in which they can differ."""
    _check_nested(size_x, size_y, size_z, size_w)
    return min(size_x - 1, 1) + min(size_y - 1, 1) + min(size_z - 1, 1) + min(size_w - 1, 1)


def nested_mesh_bisection(*, size_x: float, size_y: float, size_z: float, size_w: float) -> float:
    """Links between two halves of a nested mesh: all links of a half, less those inside it.

    A half with the most links inside fills the longest meshes first; it is counted dimension by dimension.
    """
    _check_nested(size_x, size_y, size_z, size_w)
    sizes = _falling([size_x, size_y, size_z, size_w])
    block = size_x * size_y * size_z * size_w
    half = floor(block / 2)
    left: float = half
    inside = 0.0
    for turn in range(4):
        block = block / sizes[3 - turn]
        full = floor(left / block)
        left = left - full * block
        inside = inside + block * _pairs(full) + full * left + full * _inside(sizes, 3 - turn, block)
    return half * (size_x + size_y + size_z + size_w - 4) - 2 * inside


def _inside(sizes: Sequence[float], dimensions: int, block: float) -> float:
    """Links of a whole block of the first dimensions."""
    links = 0.0
    for dimension in range(dimensions):
        links = links + block * (sizes[dimension] - 1) / 2
    return links


def _falling(sizes: Sequence[float]) -> list[float]:
    """The sizes from long to short."""
    ordered = []
    for place in range(len(sizes)):
        for size in range(len(sizes)):
            before = 0
            for other in range(len(sizes)):
                if sizes[other] > sizes[size] or (sizes[other] == sizes[size] and other < size):
                    before = before + 1
            if before == place:
                ordered.append(sizes[size])
    return ordered


# --- all kinds alike --------------------------------------------------------------------------------------------------

# The arguments that each kind takes, in the order in which `counts` and `drawing` expect them.
KINDS = {
    "full-mesh": ["endpoints"],
    "single-stage": ["endpoints", "planes"],
    "clos": ["leaves", "leaf_endpoints", "spines", "planes", "trunk_links"],
    "torus": ["size_x", "size_y", "size_z", "twist"],
    "dragonfly": ["router_endpoints", "group_routers", "router_globals"],
    "nested-mesh": ["size_x", "size_y", "size_z", "size_w"],
}
DRAWN_WHOLE = 400  # nodes; a larger network in planes is drawn as one of them


def _given(kind: str, sizes: Sequence[float]) -> dict[str, float]:
    """Sizes by name. Raises ValueError for an unknown kind or too few or many sizes."""
    if kind not in ["full-mesh", "single-stage", "clos", "torus", "dragonfly", "nested-mesh"]:
        raise ValueError(f"no topology {kind}")
    names = KINDS[kind]
    if len(sizes) != len(names):
        raise ValueError(f"{kind} takes {len(names):g} sizes, got {len(sizes):g}")
    given = {}
    for place in range(len(names)):
        given[names[place]] = sizes[place]
    return given


def edges_of(*, kind: str, sizes: Sequence[float]) -> Edges:
    """Links of a network of any kind."""
    given = _given(kind, sizes)
    if kind == "full-mesh":
        return full_mesh_edges(**given)
    if kind == "single-stage":
        return single_stage_edges(**given)
    if kind == "clos":
        return clos_edges(**given)
    if kind == "torus":
        return torus_edges(**given)
    if kind == "dragonfly":
        return dragonfly_edges(**given)
    return nested_mesh_edges(**given)


def counts(*, kind: str, sizes: Sequence[float]) -> dict[str, float]:
    """End points, switches, links, cables, diameter and bisection of a network of any kind, links of an end point too.

    Boxes are the smallest that make sense: one end point in a full mesh or a torus, a leaf with its end points in a Clos, a
    group of a dragonfly, a mesh of x and y.
    """
    given = _given(kind, sizes)
    if kind == "full-mesh":
        return {
            "endpoints": given["endpoints"],
            "switches": 0,
            "links": full_mesh_links(**given),
            "cables": full_mesh_cables(endpoints=given["endpoints"], box=1),
            "diameter": full_mesh_diameter(**given),
            "bisection": full_mesh_bisection(**given),
            "endpoint_links": given["endpoints"] - 1,
        }
    if kind == "single-stage":
        return {
            "endpoints": given["endpoints"],
            "switches": given["planes"],
            "links": single_stage_links(**given),
            "cables": single_stage_links(**given),
            "diameter": single_stage_diameter(**given),
            "bisection": single_stage_bisection(**given),
            "endpoint_links": given["planes"],
        }
    if kind == "clos":
        leaves, planes, spines, trunk_links = given["leaves"], given["planes"], given["spines"], given["trunk_links"]
        return {
            "endpoints": leaves * given["leaf_endpoints"],
            "switches": clos_switches(leaves=leaves, spines=spines, planes=planes),
            "links": clos_links(**given),
            "cables": clos_cables(leaves=leaves, spines=spines, planes=planes, trunk_links=trunk_links),
            "diameter": clos_diameter(leaves=leaves, leaf_endpoints=given["leaf_endpoints"]),
            "bisection": clos_bisection(**given),
            "endpoint_links": planes,
        }
    if kind == "torus":
        size_x, size_y, size_z, twist = given["size_x"], given["size_y"], given["size_z"], given["twist"]
        endpoints = torus_endpoints(size_x=size_x, size_y=size_y, size_z=size_z)
        return {
            "endpoints": endpoints,
            "switches": 0,
            "links": torus_links(**given),
            "cables": torus_cables(size_x=size_x, size_y=size_y, size_z=size_z, twist=twist, side=1),
            "diameter": torus_diameter(**given),
            "bisection": _any_torus_bisection(size_x, size_y, size_z, twist),
            "endpoint_links": 2 * torus_links(**given) / endpoints,
        }
    if kind == "dragonfly":
        group_routers, router_globals = given["group_routers"], given["router_globals"]
        return {
            "endpoints": dragonfly_endpoints(**given),
            "switches": dragonfly_switches(group_routers=group_routers, router_globals=router_globals),
            "links": dragonfly_links(**given),
            "cables": dragonfly_cables(group_routers=group_routers, router_globals=router_globals),
            "diameter": dragonfly_diameter(**given),
            "bisection": dragonfly_bisection(**given),
            "endpoint_links": 1,
        }
    return {
        "endpoints": nested_mesh_endpoints(**given),
        "switches": 0,
        "links": nested_mesh_links(**given),
        "cables": nested_mesh_cables(**given),
        "diameter": nested_mesh_diameter(**given),
        "bisection": nested_mesh_bisection(**given),
        "endpoint_links": given["size_x"] + given["size_y"] + given["size_z"] + given["size_w"] - 4,
    }


# --- where to draw them -----------------------------------------------------------------------------------------------


def drawing(*, kind: str, sizes: Sequence[float]) -> dict:
    """A network to draw, in a square of side 1: `nodes`, `edges`, `lines`, `planes`.

    A node is x, y and its level (0 end point, 1 switch, 2 switch above); an edge two nodes; a line its two ends and its
    edge. An edge that goes round a torus has two lines, short ones that leave the picture. Of a network in planes with more
    nodes than DRAWN_WHOLE one plane is drawn; `planes` says how many are.
    """
    given = _given(kind, sizes)
    planes = _planes_drawn(kind, given)
    shown: Sequence[float] = sizes
    if kind == "single-stage":
        shown = [given["endpoints"], planes]
    elif kind == "clos":
        shown = [given["leaves"], given["leaf_endpoints"], given["spines"], planes, given["trunk_links"]]
    edges = edges_of(kind=kind, sizes=shown)
    nodes = _nodes(kind, shown)
    lines = []
    for place in range(len(edges)):
        edge = edges[place]
        one, other = nodes[edge[0]], nodes[edge[1]]
        stub = _stub(sizes, edge[0], edge[1]) if kind == "torus" else [0, 0]
        if stub[0] != 0 or stub[1] != 0:
            lines.append([one[0], one[1], one[0] + stub[0], one[1] + stub[1], place])
            lines.append([other[0], other[1], other[0] - stub[0], other[1] - stub[1], place])
        else:
            lines.append([one[0], one[1], other[0], other[1], place])
    return {"nodes": nodes, "edges": edges, "lines": lines, "planes": planes}


def _planes_drawn(kind: str, given: dict[str, float]) -> float:
    if kind == "single-stage":
        return given["planes"] if given["endpoints"] + given["planes"] <= DRAWN_WHOLE else 1
    if kind == "clos":
        switches = given["planes"] * (given["leaves"] + given["spines"])
        return given["planes"] if given["leaves"] * given["leaf_endpoints"] + switches <= DRAWN_WHOLE else 1
    return 1


def _nodes(kind: str, sizes: Sequence[float]) -> list[list[float]]:
    """Places of the nodes of a network, with their levels."""
    if kind == "full-mesh":
        return _circle(sizes[0], 0.5, 0.5, 0.48, 0)
    if kind == "single-stage":
        return _row(_row([], sizes[0], 0, 0, 0, 1), sizes[1], 1, 1, 0, 1)
    if kind == "clos":
        nodes = _row([], sizes[0] * sizes[1], 0, 0, 0, 1)
        for plane in range(floor(sizes[3])):
            _row(nodes, sizes[0], 0.5, 1, plane / sizes[3], 1 / sizes[3])
            _row(nodes, sizes[2], 1, 2, plane / sizes[3], 1 / sizes[3])
        return nodes
    if kind == "torus":
        return _grid(sizes[0], sizes[1], sizes[2])
    if kind == "dragonfly":
        return _groups(sizes[0], sizes[1], sizes[1] * sizes[2] + 1)
    return _nested(sizes[0], sizes[1], sizes[2], sizes[3])


def _row(
    nodes: list[list[float]], count: float, height: float, level: float, left: float, width: float
) -> list[list[float]]:
    """Nodes added side by side at a height."""
    for place in range(floor(count)):
        nodes.append([left + width * (place + 0.5) / count, height, level])
    return nodes


def _circle(count: float, x: float, y: float, radius: float, level: float) -> list[list[float]]:
    """Nodes around a centre, the first at the top; one alone stands in it."""
    nodes = []
    for place in range(floor(count)):
        angle = 2 * pi * place / count
        away = radius if count > 1 else 0
        nodes.append([x + away * sin(angle), y + away * cos(angle), level])
    return nodes


def _steps(size_x: float, size_y: float, size_z: float) -> list[float]:
    """Across and up for a step in x or y, and across and up for one in z, in the drawing of a torus."""
    slant = 0.3 if size_z < 5 else 1.2 / size_z
    return [1 / (size_x + slant * (size_z - 1)), 1 / (size_y + slant * (size_z - 1)), slant]


def _grid(size_x: float, size_y: float, size_z: float) -> list[list[float]]:
    """Nodes in rows and columns, layers of z shifted up and to the right."""
    steps = _steps(size_x, size_y, size_z)
    nodes = []
    for z in range(floor(size_z)):
        for y in range(floor(size_y)):
            for x in range(floor(size_x)):
                nodes.append([(x + 0.5 + steps[2] * z) * steps[0], (y + 0.5 + steps[2] * z) * steps[1], 0])
    return nodes


def _stub(sizes: Sequence[float], one: float, other: float) -> list[float]:
    """Which way an edge leaves the drawing of a torus at its first end; nowhere if it stays inside."""
    row, layer = sizes[0], sizes[0] * sizes[1]
    z, other_z = floor(one / layer), floor(other / layer)
    y, other_y = floor((one - z * layer) / row), floor((other - other_z * layer) / row)
    x, other_x = one - z * layer - y * row, other - other_z * layer - other_y * row
    steps = _steps(sizes[0], sizes[1], sizes[2])
    if abs(z - other_z) > 1 or (z != other_z and x != other_x):
        return [steps[0] * steps[2] * 0.6, steps[1] * steps[2] * 0.6]
    if abs(y - other_y) > 1 or (y != other_y and x != other_x):
        return [0, steps[1] * 0.35]
    return [steps[0] * 0.35, 0] if abs(x - other_x) > 1 else [0, 0]


def _groups(endpoints: float, routers: float, groups: float) -> list[list[float]]:
    """Groups around a circle, their routers around smaller ones, end points beyond their router."""
    room = min(0.2, 1.1 / groups)
    ends = []
    switches = []
    for centre in _circle(groups, 0.5, 0.5, 0.46 - room * 0.8, 1):
        for router in _circle(routers, centre[0], centre[1], room * 0.5, 1):
            switches.append(router)
            across, up = router[0] - centre[0], router[1] - centre[1]
            if routers == 1:
                across, up = (centre[0] - 0.5) * 0.2, (centre[1] - 0.5) * 0.2
            for place in range(floor(endpoints)):
                aside = (place - (endpoints - 1) / 2) * 0.5 / endpoints
                ends.append([router[0] + across * 0.6 - up * aside, router[1] + up * 0.6 + across * aside, 0])
    for router in switches:
        ends.append(router)
    return ends


def _nested(size_x: float, size_y: float, size_z: float, size_w: float) -> list[list[float]]:
    """Meshes of x and y in a grid of z and w; rows and columns bend a little, so that links do not hide each other."""
    nodes = []
    for w in range(floor(size_w)):
        for z in range(floor(size_z)):
            for y in range(floor(size_y)):
                for x in range(floor(size_x)):
                    across, up = (x + 0.5) / size_x, (y + 0.5) / size_y
                    bent_x = (x + 0.25 + 0.5 * (1 - 4 * (up - 0.5) * (up - 0.5))) / size_x
                    bent_y = (y + 0.25 + 0.5 * (1 - 4 * (across - 0.5) * (across - 0.5))) / size_y
                    nodes.append([(z + bent_x) / size_z, (w + bent_y) / size_w, 0])
    return nodes
