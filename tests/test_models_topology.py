"""Networks: what is counted without a list of links is what the list holds, and what networkx finds in it."""

import itertools
from collections import Counter

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.models import topology

Edges = list[list[int]]


def whole(least: int, most: int) -> st.SearchStrategy[int]:
    """Whole numbers, the small ones first."""
    return st.integers(least, most)


SIZES: dict[str, st.SearchStrategy] = {
    "full-mesh": st.tuples(whole(1, 40)),
    "single-stage": st.tuples(whole(1, 30), whole(1, 10)),
    "clos": st.tuples(whole(1, 7), whole(1, 6), whole(1, 5), whole(1, 3), whole(1, 3)),
    "torus": st.tuples(whole(1, 7), whole(1, 5), whole(1, 5), st.just(0)),
    "dragonfly": st.tuples(whole(1, 3), whole(1, 4), whole(1, 3)).filter(lambda s: s[1] % 2 == 0 or s[1] * s[2] % 2),
    "nested-mesh": st.tuples(whole(1, 5), whole(1, 4), whole(1, 3), whole(1, 3)),
}
KINDS = sorted(SIZES)


def graph_of(edges: Edges, nodes: int) -> nx.MultiGraph:
    """The network as networkx has it, nodes without a link too."""
    graph = nx.MultiGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(map(tuple, edges))
    return graph


def farthest(graph: nx.Graph, endpoints: int) -> int:
    """Hops between the end points that lie farthest apart."""
    return max(
        max(lengths[other] for other in range(endpoints))
        for one, lengths in nx.all_pairs_shortest_path_length(graph)
        if one < endpoints
    )


def test_every_kind_is_tried() -> None:
    """Catch a new kind that no test draws."""
    assert set(SIZES) == set(topology.KINDS)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_counts_are_those_of_the_list_of_links(kind: str, data: st.DataObject) -> None:
    """Catch a closed form that differs from the links that are drawn, or a diameter that networkx does not find."""
    sizes = list(data.draw(SIZES[kind]))
    found = topology.counts(kind=kind, sizes=sizes)
    edges = topology.edges_of(kind=kind, sizes=sizes)
    graph = graph_of(edges, int(found["endpoints"] + found["switches"]))
    assert len(graph) == found["endpoints"] + found["switches"]
    assert graph.number_of_edges() == found["links"]
    assert nx.number_of_selfloops(graph) == 0 and nx.is_connected(graph)
    assert farthest(graph, int(found["endpoints"])) == found["diameter"]
    assert sum(graph.degree(n) for n in range(int(found["endpoints"]))) == pytest.approx(
        found["endpoints"] * found["endpoint_links"]
    )
    assert 0 <= found["cables"] <= found["links"]


@pytest.mark.parametrize("kind", ["full-mesh", "torus", "dragonfly", "nested-mesh"])
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_no_two_links_join_the_same_nodes(kind: str, data: st.DataObject) -> None:
    """Catch a wrap of a short ring that is counted as a second link."""
    edges = topology.edges_of(kind=kind, sizes=list(data.draw(SIZES[kind])))
    assert max(Counter(frozenset(edge) for edge in edges).values(), default=1) == 1


@settings(max_examples=50, deadline=None)
@given(sizes=SIZES["dragonfly"])
def test_every_router_of_a_dragonfly_has_the_same_ports(sizes: tuple[int, int, int]) -> None:
    """Catch a link between groups that goes to the wrong router and leaves another without."""
    hosts, routers, away = sizes
    edges = topology.edges_of(kind="dragonfly", sizes=sizes)
    ends = int(topology.dragonfly_endpoints(router_endpoints=hosts, group_routers=routers, router_globals=away))
    ports = Counter(end for edge in edges for end in edge if end >= ends)
    assert set(ports.values()) == {hosts + routers - 1 + away}


# --- cables -----------------------------------------------------------------------------------------------------------


def leaving(edges: Edges, box: dict[int, int]) -> int:
    """Links whose ends stand in different boxes."""
    return sum(box[one] != box[other] for one, other in edges)


@settings(max_examples=200, deadline=None)
@given(endpoints=whole(1, 40), box=whole(1, 45))
def test_cables_of_a_full_mesh_leave_a_box(endpoints: int, box: int) -> None:
    """Catch a last box that is not full, counted as if it were."""
    boxes = {n: n // box for n in range(endpoints)}
    edges = topology.full_mesh_edges(endpoints=endpoints)
    assert topology.full_mesh_cables(endpoints=endpoints, box=box) == leaving(edges, boxes)


@settings(max_examples=200, deadline=None)
@given(
    boxes=st.tuples(whole(1, 4), whole(1, 3), whole(1, 3)),
    side=whole(1, 4),
    short=st.tuples(*[st.booleans()] * 3),
    twist=whole(0, 3),
)
def test_cables_of_a_torus_leave_a_cube(
    boxes: tuple[int, int, int], side: int, short: tuple[bool, ...], twist: int
) -> None:
    """Catch a wrap that stays in its cube and is counted, or one that leaves it by a twist and is not."""
    x, y, z = (1 if flat and n == 1 else n * side for n, flat in zip(boxes, short, strict=True))
    turned = twist * side if twist * side < x else 0
    edges = topology.torus_edges(size_x=x, size_y=y, size_z=z, twist=turned)
    cube = {n: (n % x // side) + 100 * (n // x % y // side) + 10_000 * (n // x // y // side) for n in range(x * y * z)}
    ours = topology.torus_cables(size_x=x, size_y=y, size_z=z, twist=turned, side=side)
    assert ours == leaving(edges, cube)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_cables_of_networks_with_boxes_of_their_own(data: st.DataObject) -> None:
    """Catch a link inside a leaf's box, a group or a rack that is counted as a cable."""
    leaves, below, spines, planes, trunk = sizes = data.draw(SIZES["clos"])
    ends = leaves * below
    box = {n: n // below for n in range(ends)}
    for plane in range(planes):
        first = ends + plane * (leaves + spines)
        box |= {first + n: n for n in range(leaves)} | {first + leaves + n: -1 - n for n in range(spines)}
    cables = topology.clos_cables(leaves=leaves, spines=spines, planes=planes, trunk_links=trunk)
    assert cables == leaving(topology.edges_of(kind="clos", sizes=list(sizes)), box)
    hosts, routers, away = sizes = data.draw(SIZES["dragonfly"])
    ends = hosts * routers * (routers * away + 1)
    box = {n: n // (hosts * routers) for n in range(ends)} | {ends + n: n // routers for n in range(ends // hosts)}
    cables = topology.dragonfly_cables(group_routers=routers, router_globals=away)
    assert cables == leaving(topology.edges_of(kind="dragonfly", sizes=list(sizes)), box)
    x, y, z, w = sizes = data.draw(SIZES["nested-mesh"])
    box = {n: n // (x * y) for n in range(x * y * z * w)}
    cables = topology.nested_mesh_cables(size_x=x, size_y=y, size_z=z, size_w=w)
    assert cables == leaving(topology.edges_of(kind="nested-mesh", sizes=list(sizes)), box)


# --- twist ------------------------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(sizes=st.tuples(whole(2, 8), whole(1, 4), whole(1, 4)), data=st.data())
def test_a_twisted_torus_is_what_networkx_finds(sizes: tuple[int, int, int], data: st.DataObject) -> None:
    """Catch a twist that steps the wrong way, or a way around that the diameter does not try."""
    x, y, z = sizes
    twist = data.draw(whole(0, x - 1))
    edges = topology.torus_edges(size_x=x, size_y=y, size_z=z, twist=twist)
    graph = graph_of(edges, x * y * z)
    assert graph.number_of_edges() == topology.torus_links(size_x=x, size_y=y, size_z=z, twist=twist)
    assert nx.diameter(graph) == topology.torus_diameter(size_x=x, size_y=y, size_z=z, twist=twist)


@pytest.mark.parametrize("half", [2, 3, 4, 5])
def test_the_twist_of_half_the_long_side_shortens_the_way(half: int) -> None:
    """Catch a twist without effect: the twisted rectangle and the twisted block are rounder than the plain ones."""
    for z in (1, half):
        plain = topology.torus_diameter(size_x=2 * half, size_y=half, size_z=z, twist=0)
        assert topology.torus_diameter(size_x=2 * half, size_y=half, size_z=z, twist=half) < plain


# --- bisection --------------------------------------------------------------------------------------------------------


def least_cut(edges: Edges, nodes: int) -> int:
    """Fewest links between two halves of a network without switches, all halves tried."""
    best = len(edges)
    for half in itertools.combinations(range(nodes), nodes // 2):
        mask = sum(1 << node for node in half)
        best = min(best, sum((mask >> one ^ mask >> other) & 1 for one, other in edges))
    return best


def least_flow(edges: Edges, endpoints: int) -> int:
    """The least of the greatest flows from one half of the end points to the other, all halves tried."""
    graph = nx.DiGraph()
    for (one, other), links in Counter(tuple(sorted(edge)) for edge in edges).items():
        graph.add_edge(one, other, capacity=links)
        graph.add_edge(other, one, capacity=links)
    flows = []
    for half in itertools.combinations(range(endpoints), endpoints // 2):
        if endpoints % 2 == 0 and 0 not in half:
            continue  # the same two halves the other way round
        trial = graph.copy()
        for node in range(endpoints):
            trial.add_edge("source" if node in half else node, node if node in half else "sink")
        flows.append(nx.maximum_flow_value(trial, "source", "sink"))
    return min(flows)


def small(kind: str, most: int) -> list[tuple[int, ...]]:
    """Networks of a kind with 2 to `most` end points."""
    ranges: dict[str, list[range]] = {
        "full-mesh": [range(2, most + 1)],
        "single-stage": [range(2, most + 1), range(1, 4)],
        "clos": [range(1, 7), range(1, 7), range(1, 4), range(1, 3), range(1, 3)],
        "torus": [range(1, most + 1), range(1, most + 1), range(1, most + 1), range(1)],
        "dragonfly": [range(1, 7), range(1, 5), range(1, 12)],
        "nested-mesh": [range(1, most + 1), range(1, most + 1), range(1, most + 1), range(1, most + 1)],
    }
    found = []
    for sizes in itertools.product(*ranges[kind]):
        try:
            endpoints = topology.counts(kind=kind, sizes=sizes)["endpoints"]
        except ValueError:  # a dragonfly without a closed form
            continue
        falling = kind in ("torus", "nested-mesh") and sorted(sizes[:3]) != list(sizes[:3])
        if 2 <= endpoints <= most and not falling:
            found.append(sizes)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_bisection_is_the_least_flow_over_all_halves(kind: str) -> None:
    """Catch a bisection that some division of the end points into halves undercuts, or none reaches."""
    most = 8 if kind in ("clos", "single-stage") else 12
    tried = small(kind, most)
    assert len(tried) >= 8
    for sizes in tried:
        edges = topology.edges_of(kind=kind, sizes=list(sizes))
        found = topology.counts(kind=kind, sizes=list(sizes))
        direct = found["switches"] == 0
        endpoints = int(found["endpoints"])
        # Without switches, every node lies in one of the halves, so the greatest flow is the number of links between them.
        least = least_cut(edges, endpoints) if direct else least_flow(edges, endpoints)
        assert found["bisection"] == least, sizes


@pytest.mark.parametrize("sizes", [(6, 2, 1, 1, 1), (4, 3, 2, 1, 1), (3, 4, 3, 1, 1), (2, 6, 2, 1, 2)])
def test_bisection_of_a_clos_with_twelve_end_points(sizes: tuple[int, ...]) -> None:
    """Catch a closed form that only holds for the smallest networks, or where nothing blocks."""
    edges = topology.edges_of(kind="clos", sizes=list(sizes))
    assert topology.counts(kind="clos", sizes=list(sizes))["bisection"] == least_flow(edges, 12)


@pytest.mark.parametrize("sizes", [(4, 2, 1, 2), (6, 3, 1, 3), (4, 2, 2, 2)])
def test_bisection_of_a_twisted_torus(sizes: tuple[int, int, int, int]) -> None:
    """Catch a twist whose bisection is claimed to double and does not."""
    edges = topology.edges_of(kind="torus", sizes=list(sizes))
    x, y, z, twist = sizes
    ours = topology.counts(kind="torus", sizes=sizes)["bisection"]
    assert ours == topology.twisted_torus_bisection(twist=twist, solid=z > 1) == least_cut(edges, x * y * z)
    assert ours == 2 * topology.torus_bisection(size_x=x, size_y=y, size_z=z)


def test_cut_and_flow_agree_where_there_are_no_switches() -> None:
    """Catch a shortcut of the test itself: between two halves of all nodes the flow is the number of links."""
    for kind, sizes in (("torus", [3, 2, 1, 0]), ("full-mesh", [5]), ("nested-mesh", [3, 2, 1, 1])):
        edges = topology.edges_of(kind=kind, sizes=sizes)
        endpoints = int(topology.counts(kind=kind, sizes=sizes)["endpoints"])
        assert least_cut(edges, endpoints) == least_flow(edges, endpoints)


# --- drawings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_drawing_shows_every_link_between_its_nodes(kind: str, data: st.DataObject) -> None:
    """Catch a drawing whose lines are not the links that are counted, or whose nodes stand on each other or outside."""
    sizes = list(data.draw(SIZES[kind]))
    drawn = topology.drawing(kind=kind, sizes=sizes)
    nodes, edges = drawn["nodes"], drawn["edges"]
    assert edges == topology.edges_of(kind=kind, sizes=sizes)  # these are all small enough to be drawn whole
    assert len(nodes) == len(set(map(tuple, nodes)))
    assert all(-0.001 <= x <= 1.001 and -0.001 <= y <= 1.001 for x, y, _ in nodes)
    found = topology.counts(kind=kind, sizes=sizes)
    assert [level > 0 for _, _, level in nodes] == [n >= found["endpoints"] for n in range(len(nodes))]
    assert {line[4] for line in drawn["lines"]} == set(range(len(edges)))
    for x, y, x2, y2, edge in drawn["lines"]:
        one, other = (nodes[end] for end in edges[edge])
        assert [x, y] in (one[:2], other[:2])
        assert kind == "torus" or [x2, y2] == other[:2]


def test_the_way_round_a_torus_leaves_the_drawing() -> None:
    """Catch a wrap drawn across the picture, over the nodes between."""
    drawn = topology.drawing(kind="torus", sizes=[4, 4, 1, 0])
    assert len(drawn["lines"]) == len(drawn["edges"]) + 8
    twisted = topology.drawing(kind="torus", sizes=[4, 2, 2, 2])
    assert len(twisted["lines"]) == len(twisted["edges"]) + 4 + 8 + 8  # around x, y and z


def test_a_large_network_in_planes_is_drawn_as_one_plane() -> None:
    """Catch a drawing of thousands of lines that nobody can read, or one of a small network that hides planes."""
    assert topology.drawing(kind="single-stage", sizes=[72, 18])["planes"] == 18
    assert topology.drawing(kind="clos", sizes=[48, 16, 16, 7, 1])["planes"] == 1
    assert topology.drawing(kind="clos", sizes=[4, 4, 4, 2, 1])["planes"] == 2


# --- machines ---------------------------------------------------------------------------------------------------------


def test_the_networks_of_both_machines() -> None:
    """Catch counts that differ from what the papers print of NVL72 and of CloudMatrix 384, whose end points are dies."""
    nvl72 = topology.counts(kind="single-stage", sizes=[72, 18])
    assert (nvl72["links"], nvl72["diameter"], nvl72["bisection"]) == (1296, 2, 36 * 18)
    cm384 = topology.counts(kind="clos", sizes=[48, 16, 16, 7, 1])
    assert (cm384["endpoints"], cm384["switches"], cm384["cables"]) == (768, 7 * 64, 5376)
    assert cm384["bisection"] == 384 * 7  # all that half of the dies can send: nothing blocks
    assert topology.clos_oversubscription(leaf_endpoints=16, spines=16, trunk_links=1) == 1


def test_the_optical_links_of_a_rack_of_tpu_v4() -> None:
    """Catch a count of cables that is not what the makers print: 96 a rack of 64, where a cube has six faces of 16."""
    cables = topology.torus_cables(size_x=16, size_y=16, size_z=16, twist=0, side=4)
    assert cables * 2 / 64 == 96


# --- refusals ---------------------------------------------------------------------------------------------------------

BAD = [
    ("full-mesh", [0], "endpoints must be a whole number of at least 1, got 0"),
    ("full-mesh", [2.5], "endpoints must be a whole number of at least 1, got 2.5"),
    ("single-stage", [4, -1], "planes must be a whole number of at least 1, got -1"),
    ("clos", [4, 4, 0, 1, 1], "spines must be a whole number of at least 1, got 0"),
    ("torus", [4, 4, 1, 4], "twist must be below size_x, got 4 and 4"),
    ("torus", [8, 4, 4, 3], "twist must be 0, or half of size_x and equal to size_y, got 3"),
    ("torus", [8, 4, 3, 4], "size_z must be 1 or as long as the twist, got 3 and 4"),
    ("dragonfly", [1, 3, 2], "no closed form where groups and group_routers are odd, got 7 and 3"),
    ("nested-mesh", [4, 4, 4], "nested-mesh takes 4 sizes, got 3"),
    ("hypercube", [4], "no topology hypercube"),
]


@pytest.mark.parametrize(("kind", "sizes", "message"), BAD)
def test_what_is_no_network_is_refused(kind: str, sizes: list[float], message: str) -> None:
    """Catch a half, a nought or a wrong kind that gives a count instead of a word."""
    with pytest.raises(ValueError, match=message):
        topology.counts(kind=kind, sizes=sizes)
    if "closed form" not in message and "twist" not in message:
        with pytest.raises(ValueError, match=message):
            topology.drawing(kind=kind, sizes=sizes)


@pytest.mark.parametrize(
    "arguments",
    [
        {"size_x": 6, "size_y": 4, "size_z": 4, "twist": 0, "side": 4},
        {"size_x": 8, "size_y": 4, "size_z": 4, "twist": 2, "side": 4},
    ],
)
def test_boxes_that_do_not_fit_are_refused(arguments: dict[str, float]) -> None:
    """Catch a cube that sticks out of a torus."""
    with pytest.raises(ValueError, match="side must divide"):
        topology.torus_cables(**arguments)


def test_one_end_point_needs_no_network() -> None:
    """Catch a single device that is said to send something to itself."""
    for kind, sizes in (
        ("full-mesh", [1]), ("single-stage", [1, 4]), ("clos", [1, 1, 2, 1, 1]), ("torus", [1, 1, 1, 0]),
        ("nested-mesh", [1, 1, 1, 1]),
    ):  # fmt: skip
        found = topology.counts(kind=kind, sizes=sizes)
        assert (found["diameter"], found["bisection"]) == (0, 0)
