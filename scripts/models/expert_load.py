"""How unevenly experts are used, and what spare copies of the busiest ones mend.

The share of the n-th busiest expert falls with its place to the power of the skew (Zipf's law). A skew of 0 is even. It is an
assumption for illustration, not a fit to a router. A spare copy takes half, a third … of the tokens of the expert that it doubles. Loads are
multiples of the mean over all experts before there were spares; a step waits for the busiest.
"""


def expert_loads(*, routed_experts: int, skew: float) -> list[float]:
    """Load of each expert over the mean, the busiest first."""
    if routed_experts < 1:
        raise ValueError(f"routed_experts must be at least 1, got {routed_experts:g}")
    if skew < 0:
        raise ValueError(f"skew must not be below 0, got {skew:g}")
    total = 0.0
    for place in range(1, routed_experts + 1):
        total += place ** (0 - skew)
    loads = []
    for place in range(1, routed_experts + 1):
        loads.append(routed_experts * place ** (0 - skew) / total)
    return loads


def loads_with_spares(*, routed_experts: int, skew: float, spare_experts: int) -> list[float]:
    """Load of each copy, where each spare doubles the expert whose copies carry most; an expert's copies stand side by side."""
    if spare_experts < 0:
        raise ValueError(f"spare_experts must not be below 0, got {spare_experts:g}")
    loads = expert_loads(routed_experts=routed_experts, skew=skew)
    copies = []
    for _expert in range(routed_experts):
        copies.append(1)
    for _spare in range(spare_experts):
        busiest = 0
        for expert in range(1, routed_experts):
            if loads[expert] / copies[expert] > loads[busiest] / copies[busiest]:
                busiest = expert
        copies[busiest] = copies[busiest] + 1
    spread = []
    for expert in range(routed_experts):
        for _copy in range(copies[expert]):
            spread.append(loads[expert] / copies[expert])
    return spread


def busiest_load(*, routed_experts: int, skew: float, spare_experts: int) -> float:
    """Load of the busiest copy over the mean."""
    spread = loads_with_spares(routed_experts=routed_experts, skew=skew, spare_experts=spare_experts)
    most = 0.0
    for load in spread:
        most = max(most, load)
    return most
