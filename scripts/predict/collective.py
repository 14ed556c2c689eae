"""Predict collectives: start-up and wire time together, by scripts.models.collectives.

The start-up of NCCL and the latency of its steps come from the library's own tuner where no fit says otherwise; how much of
a link's rate a ring reaches is one constant for each kind of link.
"""

import math
import re

from scripts.models import collectives as model
from scripts.predict import p2p
from scripts.predict.case import Case, Unpredicted
from scripts.predict.constants import Constants
from scripts.predict.fabric import (
    GIGA,
    Fabric,
    accelerator_in,
    card_of,
    fabric_of,
    in_server,
    largest_domain,
    link_of,
    rank_of,
    ranks_of,
    rate,
)
from scripts.predict.in_units import in_unit
from scripts.predict.metrics import RATES, TIMES, size_of
from scripts.predict.names import plain

OPERATIONS = {
    "all_reduce": ("allreduce", "psum"),
    "reduce_scatter": ("reducescatter", "psumscatter"),
    "all_to_all": ("alltoall", "a2a"),
    "all_gather": ("allgather",),
    "broadcast": ("broadcast", "bcast"),
    "send": ("sendrecv", "send", "p2p", "pointtopoint"),
    "reduce": ("reduce",),
}
ALGORITHMS = {
    "nvls": ("nvls", "sharp", "in-switch", "in_switch", "in-network", "multicast", "multimem"),
    "ring": ("ring",),
    "tree": ("tree",),
}
# Kernels whose ranks reach into each other's memory in one step, told by words of the case.
ONE_SHOT = ("tensorrt", "trt", "one-shot", "one shot", "custom", "symmetric", "flashinfer", "low-latency kernel")
# The tuner's rows in the data: of a ring's launch, of a step over NVLink and of one between servers.
LAUNCH = "covers=communication operation; algorithm=ring; configuration=ll protocol"
WITHIN = "link=nvlink; algorithm=ring and tree; configuration=ll protocol"
BETWEEN = "link=network; algorithm=tree; configuration=ll protocol"
# The tuner's names for the generations whose switches add, by the link that leads there.
GENERATIONS = {"nvlink-4": "hopper", "nvlink-5": "blackwell"}


def predict(case: Case, constants: Constants) -> float:
    """The case's metric in the case's unit."""
    if "ratio" in case.metric or case.unit == "ratio":
        return torus_ratio(case)
    operation = operation_of(case)
    if operation in (None, "send"):
        return p2p.predict(case, constants)
    return collective(case, operation, constants)


def operation_of(case: Case) -> str | None:
    """Which collective; None for a copy from one rank to another."""
    named = plain(str(case.inputs.get("collective") or case.inputs.get("operation") or ""))
    for operation, words in OPERATIONS.items():
        if any(word in named for word in words):
            return operation
    return None


# --- collectives ------------------------------------------------------------------------------------------------------


def collective(case: Case, operation: str, constants: Constants) -> float:
    """Time or bandwidth of a collective."""
    ranks = ranks_of(case)
    size = size_of(case)
    fabric = fabric_of(case, ranks)
    if case.metric in TIMES:  # a case that gives no size is one of tiny messages
        return in_unit(seconds(case, operation, size or 0.0, fabric, constants), "s", case)
    if not any(word in case.metric for word in RATES):
        raise Unpredicted(f"nothing here gives {case.metric}")
    if size is None:  # so large that the start-up does not count; any size gives the same rate
        size, wait = GIGA, wire_seconds(case, operation, GIGA, fabric, constants)
    else:
        wait = seconds(case, operation, size, fabric, constants)
    if wait <= 0:
        raise Unpredicted("one rank moves nothing")
    counted = size if "alg" in case.metric else bus_bytes(operation, size, ranks)
    return in_unit(counted / wait, "byte/s", case)


def bus_bytes(operation: str, size: float, ranks: float) -> float:
    """What nccl-tests count as sent."""
    if operation == "all_reduce":
        return model.ring_all_reduce_bytes(message_size=size, ranks=ranks)
    if operation in ("broadcast", "reduce"):
        return size
    return model.shard_exchange_bytes(message_size=size, ranks=ranks)


def seconds(case: Case, operation: str, size: float, fabric: Fabric, constants: Constants) -> float:
    """The fastest of the algorithms that the case allows, as the library's tuner would choose."""
    sharpness = constants.get("nccl", "saturation-exponent")
    return min(
        model.saturating_time(
            wire_time=wire_time(operation, size, fabric, algorithm, constants),
            start_time=start_time(case, operation, fabric, algorithm, constants),
            sharpness=sharpness,
        )
        for algorithm in algorithms(case, operation, fabric)
    )


def wire_seconds(case: Case, operation: str, size: float, fabric: Fabric, constants: Constants) -> float:
    """The same without start-up."""
    return min(
        wire_time(operation, size, fabric, algorithm, constants) for algorithm in algorithms(case, operation, fabric)
    )


def one_shot(case: Case) -> bool:
    """Whether the case names kernels that reach all ranks in one step."""
    told = " ".join(str(case.inputs.get(name, "")) for name in ("library", "backend", "algorithm", "condition"))
    return any(word in told.lower() for word in ONE_SHOT)


def algorithms(case: Case, operation: str, fabric: Fabric) -> tuple[str, ...]:
    """Ring, tree, reduction in the switch ("nvls"), or reading all ranks at once: the one that the case names, or all that
    can be.

    Of an all-to-all the ring stands for messages straight to each rank, the tree for Bruck's few steps.
    """
    if operation != "all_reduce":
        return ("ring", "tree") if operation == "all_to_all" else ("ring",)
    if one_shot(case) and fabric.inside:
        return ("all at once", "in two steps")
    said = str(case.inputs.get("algorithm") or case.inputs.get("algo") or "").lower()
    named = [name for name, known in ALGORITHMS.items() if any(word in said for word in known)]
    if len(named) == 1:
        return (named[0],)
    flag = case.inputs.get("in_network_reduction")
    if isinstance(flag, bool):
        return ("tree", "nvls") if flag else ("ring", "tree")
    library = plain(str(case.inputs.get("library") or "nccl"))
    able = fabric.link in GENERATIONS and "nccl" in library and fabric.ranks > 2
    return ("ring", "tree", "nvls") if able else ("ring", "tree")


def wire_time(operation: str, size: float, fabric: Fabric, algorithm: str, constants: Constants) -> float:
    """Bytes over the rates that are reached, inside a scale-up domain and out of it at once."""
    inner, outer = volumes(operation, size, fabric, algorithm)
    port = fabric.need_port() * reached(fabric, algorithm, constants)
    card = (
        fabric.need_card() * constants.get("nccl", "communication-efficiency", path="between nodes") if outer else 1.0
    )
    return model.hierarchical_wire_time(inner_bytes=inner, bandwidth=port, outer_bytes=outer, network_bandwidth=card)


def volumes(operation: str, size: float, fabric: Fabric, algorithm: str) -> tuple[float, float]:
    """Bytes that one rank sends inside its scale-up domain, and through its network card."""
    ranks, domain, domains = fabric.ranks, min(fabric.domain, fabric.ranks), fabric.domains
    if operation == "all_reduce":
        inner = {
            "nvls": model.in_network_all_reduce_bytes(message_size=size, ranks=domain),
            "tree": model.tree_all_reduce_bytes(message_size=size, ranks=ranks),
            "all at once": size * (ranks - 1),
        }.get(algorithm, model.ring_all_reduce_bytes(message_size=size, ranks=ranks))
        return inner, model.ring_all_reduce_bytes(message_size=size / domain, ranks=domains)
    if operation == "all_to_all":
        more = 1.0
        if algorithm == "tree" and ranks > 1:
            sent = model.bruck_bytes(message_size=size, ranks=ranks)
            more = max(1.0, sent / model.shard_exchange_bytes(message_size=size, ranks=ranks)) if size else 1.0
        return more * size * (domain - 1) / ranks, more * size * (1 - domain / ranks)
    if operation in ("broadcast", "reduce"):
        return (size if ranks > 1 else 0.0), (size / domain if domains > 1 else 0.0)
    inner = model.shard_exchange_bytes(message_size=size, ranks=ranks)
    return inner, model.shard_exchange_bytes(message_size=size / domain, ranks=domains)


def reached(fabric: Fabric, algorithm: str, constants: Constants) -> float:
    """Share of the port's rate that the algorithm reaches; on a link of memory operations, what its writes reach."""
    link = fabric.link or fabric.chip or "unknown"
    ring = constants.own(link, "communication-efficiency", operation="write", path="npu to npu")
    if ring is None:
        ring = constants.get(link, "communication-efficiency", algorithm="ring")
    if algorithm == "nvls":
        generation = GENERATIONS.get(link, GENERATIONS["nvlink-4"])
        return ring * constants.get("nccl", "communication-efficiency", algorithm="nvls", chip=generation)
    return ring


def start_time(case: Case, operation: str, fabric: Fabric, algorithm: str, constants: Constants) -> float:
    """What the operation takes with no bytes: a launch, and a latency for each step around the ring, or up and down a tree.

    The switch adds what all ranks hand it in turn, so that its pipeline is as long as a ring. An all-to-all sends straight to
    all others, and kernels that reach all ranks at once have one step of their own.
    """
    if algorithm in ("all at once", "in two steps"):
        return constants.get("tensorrt-llm", "launch-overhead", covers="communication operation")
    launch, hop = launch_and_hop(fabric, constants)
    rounds = 2 if operation == "all_reduce" else 1
    if operation == "all_to_all" and algorithm == "ring":
        start = launch + hop
    else:
        chain = fabric.server if algorithm == "tree" else min(fabric.domain, fabric.ranks)
        start = model.ring_start_time(ranks=chain, launch_time=launch, latency=hop, rounds=rounds)
        if algorithm == "tree":
            start += rounds * hop * log2_up(min(fabric.domain, fabric.ranks) / chain)
    if fabric.inside:
        return start
    return start + rounds * constants.get("nccl", "collective-hop-latency", **words(BETWEEN)) * log2_up(fabric.domains)


def launch_and_hop(fabric: Fabric, constants: Constants) -> tuple[float, float]:
    """Start of an operation and latency of a step: NCCL's tuner's, each times a factor of the link, or a link's own accesses."""
    link = fabric.link or "unknown"
    tier = constants.own(link, "tier-latency")
    own = constants.own(fabric.chip or "", "launch-overhead", covers="communication operation")
    if tier is not None and own is not None:
        access = constants.get(link, "end-to-end-latency", operation="write", path="npu to npu")
        tiers = 1 if fabric.ranks <= fabric.server else 2
        return own, model.tiered_latency(latency=access, tiers=tiers, tier_latency=tier)
    launch = constants.get("nccl", "launch-overhead", **words(LAUNCH))
    hop = constants.get("nccl", "collective-hop-latency", **words(WITHIN))
    slower, later = (constants.get(link, "launch-factor", covers=part, library="nccl") for part in ("launch", "step"))
    return slower * launch, later * hop


def words(condition: str) -> dict[str, str]:
    """A condition as it stands in the data, as words."""
    return dict(part.split("=", 1) for part in condition.split("; "))


def log2_up(count: float) -> int:
    """Levels of a binary tree over so many."""
    return (max(1, math.ceil(count)) - 1).bit_length()


# --- without a case ---------------------------------------------------------------------------------------------------


def time_on(*, system: str, operation: str, size: float, accelerators: float, constants: Constants) -> float:
    """Seconds of a collective over so many packages of a system, each with a buffer of this size; for maps of systems.

    A package is one rank with the rate of its whole port, also where its dies are devices of their own: they may add between
    themselves first. Raises Unpredicted.
    """
    chip = accelerator_in(system)
    if chip is None:
        raise Unpredicted(f"the data do not say of what {system} is made")
    port, domain = rate(chip, "scaleup-bandwidth"), largest_domain(system, chip)
    case = Case(
        "", "collective", system, None, "", {"collective": operation, "message_bytes": size}, "time", "s", "", ""
    )
    fabric = Fabric(
        chip=rank_of(chip),
        link=link_of(rank_of(chip), port),
        port=port,
        card=card_of(case, chip),
        domain=min(domain or accelerators, accelerators),
        server=min(in_server(chip) or accelerators, accelerators),
        ranks=accelerators,
    )
    return seconds(case, operation, size, fabric, constants)


# --- a torus ----------------------------------------------------------------------------------------------------------


def torus_ratio(case: Case) -> float:
    """All-to-all throughput of a twisted torus over that of the regular one."""
    sizes = sorted(int(found) for found in re.findall(r"\d+", str(case.need("torus"))))
    if len(sizes) != 3:
        raise Unpredicted(f"a torus of {len(sizes)} dimensions has no twisted form here")
    x, y, z = sizes
    twisted = model.twisted_all_to_all_bandwidth(size_x=x, size_y=y, size_z=z, bandwidth=1)
    return twisted / model.torus_all_to_all_bandwidth(size_x=x, size_y=y, size_z=z, bandwidth=1)
