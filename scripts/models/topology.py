"""Networks as lists of edges, so that what is drawn is what is counted.

A node is named by its kind and its numbers. Only charts and tests use these lists; formulas of counts follow later.
"""

Edge = tuple[str, str]


def single_stage(endpoints: int, switches: int) -> list[Edge]:
    """Every endpoint has one link to every switch: the scale-up network of GB200 NVL72.

    Raises ValueError where either count is below one.
    """
    if endpoints < 1 or switches < 1:
        raise ValueError(f"endpoints and switches must be at least 1, got {endpoints} and {switches}")
    return [(f"gpu-{g}", f"switch-{s}") for g in range(endpoints) for s in range(switches)]


def two_level(nodes: int, planes: int, uplinks: int) -> list[Edge]:
    """Uplinks of a two-level network in planes: each node has one first-level chip a plane, each with one link to
    every second-level switch of its plane. CloudMatrix 384's UB network (Zuo et al. 2025, section on UB switches).

    Raises ValueError where a count is below one.
    """
    if min(nodes, planes, uplinks) < 1:
        raise ValueError(f"nodes, planes and uplinks must be at least 1, got {nodes}, {planes} and {uplinks}")
    return [
        (f"node-{n}-chip-{p}", f"plane-{p}-switch-{s}")
        for p in range(planes)
        for n in range(nodes)
        for s in range(uplinks)
    ]
