"""What no software can beat: the time that the bytes alone take at nominal rate, in the unit of the case.

For a metric of time the bound is the least, for a rate the greatest. A model that misses it is wrong; a measurement that
beats it was misread.
"""

from scripts.facts import data
from scripts.models import moe as model
from scripts.predict import collective, moe_a2a, p2p
from scripts.predict.case import Case, Unpredicted
from scripts.predict.fabric import GIGA, Fabric, fabric_of, number, ranks_of
from scripts.predict.in_units import in_unit
from scripts.predict.metrics import RATES, TIMES, size_of


def is_least(case: Case) -> bool:
    """Whether the bound of a case is a least time (else a greatest rate)."""
    return case.metric in TIMES


def holds(case: Case, measured: float) -> bool:
    """Whether a measurement keeps to the bound. Raises Unpredicted where the case has none."""
    limit = bound(case)
    return measured >= limit if is_least(case) else measured <= limit


def bound(case: Case) -> float:
    """The bound of a collective, a copy or an exchange of experts. Raises Unpredicted for other cases and silent ones."""
    if not is_least(case) and not any(word in case.metric for word in RATES):
        raise Unpredicted(f"{case.metric} has no bound by the wire")
    if case.category == "moe_a2a":
        return exchange(case)
    if case.category not in ("collective", "p2p"):
        raise Unpredicted(f"nothing here bounds {case.category} by the wire")
    operation = collective.operation_of(case)
    return copy(case) if operation in (None, "send") else operation_bound(case, str(operation))


def operation_bound(case: Case, operation: str) -> float:
    """A collective: the fewest bytes of the algorithms that the case allows, over the nominal rates."""
    fabric = fabric_of(case, ranks_of(case))
    size = size_of(case)
    if size is None:
        if is_least(case):
            raise Unpredicted("the case does not give a message size")
        size = GIGA
    allowed = collective.algorithms(case, operation, fabric)
    if operation == "all_reduce" and fabric.link is None and "nvls" not in allowed:
        allowed = (*allowed, "nvls")  # nobody says that the switches of this chip cannot add
    wait = min(wire(*collective.volumes(operation, size, fabric, algorithm), fabric) for algorithm in allowed)
    if is_least(case):
        return in_unit(wait, "s", case)
    if wait <= 0:
        raise Unpredicted("one rank moves nothing")
    counted = size if "alg" in case.metric else collective.bus_bytes(operation, size, fabric.ranks)
    return in_unit(counted / wait, "byte/s", case)


def exchange(case: Case) -> float:
    """Dispatch or combine: its bytes over the nominal rates."""
    fabric = fabric_of(case, number(case, "ep") or ranks_of(case))
    if number(case, "tokens_per_rank", "tokens") is None:
        raise Unpredicted("the case does not give tokens_per_rank")
    if moe_a2a.counts_inner(case) and not fabric.inside:
        raise Unpredicted("the case counts one link of the two that its bytes pass")
    wait = wire(*sent(case, fabric), fabric)
    if is_least(case):
        return in_unit(wait, "s", case)
    if wait <= 0:
        raise Unpredicted("one rank moves nothing")
    return in_unit(moe_a2a.counted_bytes(case, fabric) / wait, "byte/s", case)


def sent(case: Case, fabric: Fabric) -> tuple[float, float]:
    """Bytes as the library sends them; of a library that nothing is known of, one copy for each receiver."""
    if moe_a2a.library_of(case, fabric) in data().entities:
        return moe_a2a.volumes(case, fabric)
    chosen, size = moe_a2a.choices(case), moe_a2a.tokens(case) * moe_a2a.token_bytes(case)
    domain = min(fabric.domain, fabric.ranks)
    devices = model.expected_destinations(ranks=fabric.ranks, top_k=chosen)
    domains = model.expected_destinations(ranks=fabric.domains, top_k=chosen)
    return size * devices * (domain - 1) / fabric.ranks, size * domains * (1 - 1 / fabric.domains)


def copy(case: Case) -> float:
    """A copy: the link's rate, once or, where both ends send or the case does not say, twice."""
    fabric = fabric_of(case, 1)
    port = p2p.port_of_path(case, fabric)
    if is_least(case):
        return in_unit((size_of(case) or 0.0) / port, "s", case)
    told = "direction" in case.inputs or "op" in case.inputs
    return in_unit((number(case, "directions") or (1 if told else 2)) * port, "byte/s", case)


def wire(inner: float, outer: float, fabric: Fabric) -> float:
    """Bytes over nominal rates."""
    inside = inner / fabric.need_port() if inner else 0.0
    return max(inside, outer / fabric.need_card() if outer else 0.0)
