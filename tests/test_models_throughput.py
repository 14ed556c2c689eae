"""No closed form moves more bytes than the best of all routings does, which a linear programme finds.

All-to-all: the greatest rate that every pair can have at once (Shahrokhi and Matula 1990, "The maximum concurrent flow
problem"). All-gather: the greatest rate at which everybody can be told what everybody holds, where a node may copy what it
passes on; for one source that is its least cut (Edmonds 1973, "Edge-disjoint branchings"), here all sources share the links.
Links carry `RATE` each way; start-up times are left out.
"""

from collections import Counter

import networkx as nx
import pytest
from scipy.optimize import linprog
from scipy.sparse import coo_array

from scripts.models import collectives, topology

SIZE, RATE = 1e9, 50e9
CLOSE = 1e-6  # of the solver

Edges = list[list[int]]
Equal = list[tuple[dict[int, float], float]]  # for each equation its coefficients, and what they come to


def directed(edges: Edges) -> dict[tuple[int, int], float]:
    """What each pair of neighbours carries one way."""
    rates: dict[tuple[int, int], float] = {}
    for (one, other), links in Counter(tuple(sorted(edge)) for edge in edges).items():
        rates[one, other] = rates[other, one] = float(links)
    return rates


def greatest(variables: int, equal: Equal, at_most: Equal) -> float:
    """The greatest value of variable 0, where all are at least 0."""

    def matrix(side: Equal) -> tuple[coo_array, list[float]]:
        cells = [(row, column, value) for row, (line, _) in enumerate(side) for column, value in line.items()]
        rows, columns, values = zip(*cells, strict=True)
        return coo_array((values, (rows, columns)), shape=(len(side), variables)), [bound for _, bound in side]

    (a_eq, b_eq), (a_ub, b_ub) = matrix(equal), matrix(at_most)
    found = linprog([-1.0] + [0.0] * (variables - 1), A_ub=a_ub, b_ub=b_ub, A_eq=a_eq, b_eq=b_eq, method="highs")
    assert found.success, found.message
    return float(found.x[0])


def all_to_all_rate(edges: Edges, endpoints: int) -> float:
    """What every end point can send to every other at the same time, in links."""
    links = directed(edges)
    at = {
        (source, link): 1 + place
        for place, (source, link) in enumerate((s, e) for s in range(endpoints) for e in links)
    }
    equal: Equal = []
    for source in range(endpoints):
        for node in {one for one, _ in links} - {source}:
            arriving = {at[source, link]: 1.0 for link in links if link[1] == node}
            leaving = {at[source, link]: -1.0 for link in links if link[0] == node}
            equal.append((arriving | leaving | ({0: -1.0} if node < endpoints else {}), 0.0))
    at_most: Equal = [({at[s, link]: 1.0 for s in range(endpoints)}, rate) for link, rate in links.items()]
    return greatest(1 + len(at), equal, at_most)


def all_gather_rate(edges: Edges, endpoints: int) -> float:
    """At what rate everybody can be told what each end point holds, in links; what several want crosses a link once."""
    links = directed(edges)
    pairs = [(source, goal) for source in range(endpoints) for goal in range(endpoints) if source != goal]
    copies = {(source, link): 1 + i for i, (source, link) in enumerate((s, e) for s in range(endpoints) for e in links)}
    at = {key: 1 + len(copies) + i for i, key in enumerate((pair, link) for pair in pairs for link in links)}
    equal: Equal = []
    at_most: Equal = [({copies[s, link]: 1.0 for s in range(endpoints)}, rate) for link, rate in links.items()]
    for source, goal in pairs:
        for node in {one for one, _ in links} - {source}:
            arriving = {at[(source, goal), link]: 1.0 for link in links if link[1] == node}
            leaving = {at[(source, goal), link]: -1.0 for link in links if link[0] == node}
            equal.append((arriving | leaving | ({0: -1.0} if node == goal else {}), 0.0))
        at_most += [({at[(source, goal), link]: 1.0, copies[source, link]: -1.0}, 0.0) for link in links]
    return greatest(1 + len(copies) + len(at), equal, at_most)


ALL_TO_ALL = [
    ("full-mesh", (2,)), ("full-mesh", (7,)), ("single-stage", (6, 1)), ("single-stage", (8, 3)),
    ("torus", (4, 1, 1, 0)), ("torus", (5, 1, 1, 0)), ("torus", (3, 3, 1, 0)), ("torus", (4, 4, 1, 0)), ("torus", (2, 3, 4, 0)),
    ("torus", (3, 3, 3, 0)), ("torus", (4, 2, 2, 2)),
    ("clos", (3, 3, 3, 1, 1)), ("clos", (2, 4, 2, 2, 1)), ("clos", (4, 3, 1, 1, 2)),
    ("dragonfly", (1, 2, 1)), ("dragonfly", (2, 2, 1)), ("nested-mesh", (3, 2, 1, 1)), ("nested-mesh", (2, 2, 2, 1)),
]  # fmt: skip


def promised_rate(kind: str, sizes: tuple[int, ...]) -> float:
    """What a closed form lets every end point send while all send to all, in byte/s; the cut through the middle where there is none."""
    found = topology.counts(kind=kind, sizes=list(sizes))
    ranks = found["endpoints"]
    if kind == "full-mesh":
        return collectives.mesh_bandwidth(ranks=ranks, bandwidth=RATE)
    if kind == "single-stage":
        return found["endpoint_links"] * RATE
    own = ranks / (ranks - 1)  # the forms of a torus count what a node keeps; here only what is sent counts
    if kind == "torus":
        x, y, z, twist = *sorted(sizes[:3]), sizes[3]
        form = collectives.twisted_all_to_all_bandwidth if twist else collectives.torus_all_to_all_bandwidth
        return form(size_x=x, size_y=y, size_z=z, bandwidth=RATE) / own
    raise AssertionError(f"no closed form for {kind}")


@pytest.mark.parametrize(("kind", "sizes"), ALL_TO_ALL)
def test_all_to_all_is_no_faster_than_the_best_routing(kind: str, sizes: tuple[int, ...]) -> None:
    """Catch a closed form that moves more than the links can carry, or a bisection that the best routing exceeds."""
    found = topology.counts(kind=kind, sizes=list(sizes))
    ranks = int(found["endpoints"])
    best = all_to_all_rate(topology.edges_of(kind=kind, sizes=list(sizes)), ranks)
    halves = (ranks // 2) * (ranks - ranks // 2)
    assert best <= found["bisection"] / halves * (1 + CLOSE)
    if kind in ("full-mesh", "single-stage", "torus"):
        rate = promised_rate(kind, sizes)
        time = collectives.all_to_all_time(message_size=SIZE, ranks=ranks, bandwidth=rate, latency=0)
        assert time >= SIZE / ranks / (best * RATE) * (1 - CLOSE)


@pytest.mark.parametrize(("kind", "sizes"), [("full-mesh", (7,)), ("single-stage", (8, 3)), ("torus", (4, 4, 1, 0))])
def test_all_to_all_reaches_the_best_routing(kind: str, sizes: tuple[int, ...]) -> None:
    """Catch a closed form that is far below what the network can do, which the test above would let pass."""
    ranks = int(topology.counts(kind=kind, sizes=list(sizes))["endpoints"])
    best = all_to_all_rate(topology.edges_of(kind=kind, sizes=list(sizes)), ranks)
    assert promised_rate(kind, sizes) == pytest.approx(best * RATE * (ranks - 1), rel=CLOSE)


@pytest.mark.parametrize(
    ("kind", "sizes"),
    [("full-mesh", (4,)), ("full-mesh", (6,)), ("single-stage", (5, 1)), ("single-stage", (4, 2)), ("torus", (3, 2, 1, 0)),
     ("clos", (2, 2, 2, 1, 1)), ("clos", (2, 3, 1, 1, 1))],
)  # fmt: skip
def test_collectives_are_no_faster_than_the_best_routing(kind: str, sizes: tuple[int, ...]) -> None:
    """Catch an all-gather, or an all-reduce whose sums are made in the ranks, that beats every schedule there is."""
    found = topology.counts(kind=kind, sizes=list(sizes))
    ranks = int(found["endpoints"])
    best = all_gather_rate(topology.edges_of(kind=kind, sizes=list(sizes)), ranks)
    gather = SIZE / ranks / (best * RATE)  # a reduce-scatter is an all-gather backwards
    # A collective sees of a network no more than the least of what its ranks send and its halves exchange.
    given = {"message_size": SIZE, "ranks": ranks, "latency": 0, "bandwidth": found["endpoint_links"] * RATE}
    if kind == "clos":
        shared = topology.clos_oversubscription(leaf_endpoints=sizes[1], spines=sizes[2], trunk_links=sizes[4])
        given["bandwidth"] /= max(shared, 1)
    assert collectives.ring_all_gather_time(**given) >= gather * (1 - CLOSE)
    for form in (
        collectives.ring_all_reduce_time,
        collectives.tree_all_reduce_time,
        collectives.recursive_halving_time,
    ):
        assert form(**given) >= 2 * gather * (1 - CLOSE), form.__name__


def test_the_programme_finds_known_answers() -> None:
    """Catch a programme that is wrong itself: a ring of four, and a star, by hand; a cut, by networkx."""
    ring = topology.edges_of(kind="torus", sizes=[4, 1, 1, 0])
    assert all_to_all_rate(ring, 4) == pytest.approx(
        0.5
    )  # two pairs of neighbours and half of two opposite ones a link
    star = topology.edges_of(kind="single-stage", sizes=[5, 1])
    assert all_to_all_rate(star, 5) == pytest.approx(1 / 4)
    assert all_gather_rate(star, 5) == pytest.approx(1 / 4)  # each must hear four others over one link
    graph = nx.DiGraph()
    for (one, other), rate in directed(ring).items():
        graph.add_edge(one, other, capacity=rate)
    assert nx.maximum_flow_value(graph, 0, 2) == 2
