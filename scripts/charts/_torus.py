"""What is counted on the list of links of a torus, for the figures that draw it."""

from functools import cache

import networkx as nx

from scripts.models.torus import torus_links


def farthest(sides: list[int]) -> int:
    """Links between the two devices that lie farthest apart; every device sees the same, so one stands for all."""
    return _farthest(tuple(sides))


@cache
def _farthest(sides: tuple[int, ...]) -> int:
    graph = nx.Graph(torus_links(list(sides)))
    return max(nx.single_source_shortest_path_length(graph, next(iter(graph))).values())


def crossing(sides: list[int]) -> int:
    """Links between the two halves of the longest axis."""
    axis = sides.index(max(sides))
    return sum((a[axis] < sides[axis] / 2) != (b[axis] < sides[axis] / 2) for a, b in torus_links(sides))
