"""Predict collectives: start-up and wire time together, by scripts.models.collectives.

The start-up of NCCL and the latency of its steps come from the library's own tuner where no fit says otherwise; how much of
a link's rate a ring reaches is one constant for each kind of link.
"""

import re

from scripts.models import collectives as model
from scripts.predict import p2p
from scripts.predict.case import Case, Unpredicted
from scripts.predict.constants import Constants
from scripts.predict.fabric import GIGA, Fabric, fabric_of, number
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
IN_NETWORK = ("nvls", "sharp", "in-switch", "in_switch", "in-network", "multicast", "multimem")
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
    ranks = number(case, "ranks", "n_ranks", "world_size", "ep", "gpus") or case.chips
    if not ranks:
        raise Unpredicted("the case does not give ranks")
    size = size_of(case)
    fabric = fabric_of(case, ranks)
    if case.metric in TIMES:
        if size is None:
            raise Unpredicted("the case does not give a message size")
        return in_unit(seconds(case, operation, size, fabric, constants), "s", case)
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
            wire_time=wire_time(operation, size, fabric, in_network, constants),
            start_time=start_time(operation, fabric, in_network, constants),
            sharpness=sharpness,
        )
        for in_network in choices(case, operation, fabric, constants)
    )


def wire_seconds(case: Case, operation: str, size: float, fabric: Fabric, constants: Constants) -> float:
    """The same without start-up."""
    return min(
        wire_time(operation, size, fabric, in_network, constants)
        for in_network in choices(case, operation, fabric, constants)
    )


def choices(case: Case, operation: str, fabric: Fabric, constants: Constants) -> tuple[bool, ...]:
    """Whether switches add: as the case says, or both ways where it does not and they can."""
    if operation != "all_reduce":
        return (False,)
    said = str(case.inputs.get("algorithm") or case.inputs.get("algo") or "").lower()
    adds, rings = any(word in said for word in IN_NETWORK), "ring" in said or "tree" in said
    if adds != rings:
        return (adds,)
    flag = case.inputs.get("in_network_reduction")
    if isinstance(flag, bool) and not adds:
        return (flag,)
    library = plain(str(case.inputs.get("library") or "nccl"))
    able = GENERATIONS.get(fabric.link or "") and "nccl" in library and fabric.ranks > 2
    return (False, True) if able else (False,)


def wire_time(operation: str, size: float, fabric: Fabric, in_network: bool, constants: Constants) -> float:
    """Bytes over the rates that are reached, inside a scale-up domain and out of it at once."""
    inner, outer = volumes(operation, size, fabric, in_network)
    port = fabric.need_port() * reached(operation, fabric, in_network, constants)
    card = fabric.need_card() * card_share(constants) if outer else 1.0
    return model.hierarchical_wire_time(inner_bytes=inner, bandwidth=port, outer_bytes=outer, network_bandwidth=card)


def volumes(operation: str, size: float, fabric: Fabric, in_network: bool) -> tuple[float, float]:
    """Bytes that one rank sends inside its scale-up domain, and through its network card."""
    ranks, domain, domains = fabric.ranks, min(fabric.domain, fabric.ranks), fabric.domains
    if operation == "all_reduce":
        if in_network:
            inner = model.in_network_all_reduce_bytes(message_size=size, ranks=domain)
        else:
            inner = model.ring_all_reduce_bytes(message_size=size, ranks=ranks)
        return inner, model.ring_all_reduce_bytes(message_size=size / domain, ranks=domains)
    if operation == "all_to_all":
        return size * (domain - 1) / ranks, size * (1 - domain / ranks)
    if operation in ("broadcast", "reduce"):
        return (size if ranks > 1 else 0.0), (size / domain if domains > 1 else 0.0)
    inner = model.shard_exchange_bytes(message_size=size, ranks=ranks)
    return inner, model.shard_exchange_bytes(message_size=size / domain, ranks=domains)


def reached(operation: str, fabric: Fabric, in_network: bool, constants: Constants) -> float:
    """Share of the port's rate that the algorithm reaches."""
    link = fabric.link or fabric.chip or "unknown"
    ring = constants.get(link, "communication-efficiency", algorithm="ring")
    if in_network:
        generation = GENERATIONS.get(link, GENERATIONS["nvlink-4"])
        return ring * constants.get("nccl", "communication-efficiency", algorithm="nvls", chip=generation)
    if operation == "all_to_all":
        return ring * constants.get("nccl", "communication-efficiency", collective="all to all")
    return ring


def card_share(constants: Constants) -> float:
    """Share of the network card's rate that is reached."""
    return constants.get("infiniband-ndr", "communication-efficiency", path="between nodes")


def start_time(operation: str, fabric: Fabric, in_network: bool, constants: Constants) -> float:
    """What the operation takes with no bytes: a launch, and a latency for each step around the ring or up and down."""
    ring = "covers=communication operation; algorithm=ring; configuration=ll protocol"
    launch = constants.get("nccl", "launch-overhead", **words(ring))
    rounds = 2 if operation == "all_reduce" else 1
    inner = model.ring_start_time(
        ranks=min(fabric.domain, fabric.ranks), launch_time=launch, latency=step(fabric, constants), rounds=rounds
    )
    if in_network:
        adding = constants.get(
            "nccl", "collective-hop-latency",
            **words("link=nvlink; algorithm=nvls and nvlstree; configuration=simple protocol"),
        )  # fmt: skip
        inner = min(inner, launch + adding)
    if fabric.inside:
        return inner
    between = constants.get(
        "nccl", "collective-hop-latency", **words("link=network; algorithm=tree; configuration=ll protocol")
    )
    return inner + rounds * between * log2_up(fabric.domains)


def step(fabric: Fabric, constants: Constants) -> float:
    """Latency of one step of a ring on this link; where nobody fitted it, the tuner's."""
    own = constants.own(fabric.link, "collective-hop-latency", algorithm="ring") if fabric.link else None
    if own is not None:
        return own
    constants.blind.append(f"collective-hop-latency of {fabric.link or fabric.chip}")
    return constants.get(
        "nccl", "collective-hop-latency",
        **words("link=nvlink; algorithm=ring and tree; configuration=ll protocol"),
    )  # fmt: skip


def words(condition: str) -> dict[str, str]:
    """A condition as it stands in the data, as words."""
    return dict(part.split("=", 1) for part in condition.split("; "))


def log2_up(count: float) -> int:
    """Levels of a binary tree over so many."""
    return (max(1, round(count)) - 1).bit_length()


# --- a torus ----------------------------------------------------------------------------------------------------------


def torus_ratio(case: Case) -> float:
    """All-to-all throughput of a twisted torus over that of the regular one."""
    sizes = sorted(int(found) for found in re.findall(r"\d+", str(case.need("torus"))))
    if len(sizes) != 3:
        raise Unpredicted(f"a torus of {len(sizes)} dimensions has no twisted form here")
    x, y, z = sizes
    twisted = model.twisted_all_to_all_bandwidth(size_x=x, size_y=y, size_z=z, bandwidth=1)
    return twisted / model.torus_all_to_all_bandwidth(size_x=x, size_y=y, size_z=z, bandwidth=1)
