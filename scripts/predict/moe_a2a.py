"""Predict dispatch and combine of a mixture of experts: a fixed part and the slowest of what its bytes pass through.

What a library does with its bytes (how many copies of a token, over which links) is told by words of its name and mode.
"""

from functools import cache
from math import log2

from scripts.facts import data, fact
from scripts.models import moe as model
from scripts.predict.case import Case, Unpredicted
from scripts.predict.constants import Constants
from scripts.predict.fabric import Fabric, fabric_of, number, ranks_of, rate
from scripts.predict.in_units import in_unit
from scripts.predict.metrics import RATES, TIMES
from scripts.predict.names import find

# A library that keeps one copy of a token for each device, or each server, that needs it; others send one for each expert.
ONE_COPY = ("one-sided", "onesided", "one sided", "two-sided", "v2", "hybrid", "normal", "throughput", "dedup")
BIG_BATCHES = ("normal", "throughput", "v2", "hybrid", "prefill")  # kernels for many tokens, which no copy loop slows
SCALED = ("fp8", "int8", "e4m3", "hif8", "mxfp8")  # formats of one byte, sent with a scale for each block
PORTED = {"Huawei": "cann-ep"}  # whose constants stand for libraries that were ported to a maker's chips
BITS = {"fp32": 32.0, "bf16": 16.0, "fp16": 16.0, "nvfp4": 4.0, "mxfp4": 4.0, "fp4": 4.0, "int4": 4.0}
BYTE = 8.0
TIMED = "nvlink-4"  # the link on which the copy loops of libraries were timed


def predict(case: Case, constants: Constants) -> float:
    """The case's metric in the case's unit."""
    ranks = number(case, "ep") or ranks_of(case)
    fabric = fabric_of(case, ranks)
    if case.metric in TIMES:
        return in_unit(seconds(case, fabric, constants), "s", case)
    if any(word in case.metric for word in RATES):
        return in_unit(logical_rate(case, fabric, constants), "byte/s", case)
    raise Unpredicted(f"nothing here gives {case.metric}")


# --- what is sent -----------------------------------------------------------------------------------------------------


def said(case: Case) -> str:
    """All that names the library and how it runs, in small letters."""
    names = ("library", "mode", "kernel", "backend", "condition", "dedup", "algorithm")
    return " ".join(str(case.inputs.get(name, "")) for name in names).lower()


def phase(case: Case) -> str:
    """Dispatch or combine."""
    return "combine" if "combine" in str(case.inputs.get("phase") or case.workload).lower() else "dispatch"


def tokens(case: Case) -> float:
    """Tokens that each rank sends. Raises Unpredicted."""
    found = number(case, "tokens_per_rank", "tokens", "batch_per_rank", "batch_per_die", "batch")
    if not found:
        raise Unpredicted("the case does not give tokens_per_rank")
    return found


def token_bytes(case: Case) -> float:
    """Bytes of one copy of one token. A case that is silent is read as the shape that its kind of table has."""
    given = number(case, "bytes_per_token")
    if given:
        return given
    hidden = number(case, "hidden") or of_model("hidden-size")
    precision = precision_of(case)
    if precision in BITS:
        return model.quantised_token_bytes(hidden=hidden, bits=BITS[precision], block=1, scale_bits=0)
    return model.quantised_token_bytes(hidden=hidden, bits=BYTE, block=model.SCALE_BLOCK, scale_bits=BITS["fp32"])


@cache
def of_model(prop: str) -> float:
    """What a silent case is taken to send: every published table of this kind has the shape of this model."""
    return fact("deepseek-v3", prop).value


def precision_of(case: Case) -> str:
    """The format that travels: combine goes back in 16 bits unless the case says otherwise."""
    said = str(case.inputs.get(f"{phase(case)}_precision") or case.inputs.get("precision") or "").lower()
    default = "bf16" if phase(case) == "combine" else "fp8"
    named = [name for name in (*SCALED, *BITS) if name in said]
    return default if len(named) != 1 and "/" in said else (named or [default])[0]


def choices(case: Case) -> float:
    """Experts that each token goes to."""
    return number(case, "top_k", "topk") or of_model("experts-per-token")


def copies(case: Case, fabric: Fabric) -> float:
    """Copies of a token that leave a rank, those to itself counted."""
    chosen = choices(case)
    if small_batch(case) and not any(word in said(case) for word in ONE_COPY) and "dedup" not in case.inputs:
        return chosen
    if "min(" in str(case.inputs.get("dedup", "")) or "perfect" in str(case.inputs.get("expert_balance", "")):
        return model.most_destinations(ranks=fabric.ranks, top_k=chosen)
    return model.expected_destinations(ranks=fabric.ranks, top_k=chosen)


def copies_between(case: Case, fabric: Fabric) -> float:
    """Copies of a token that are counted between servers: one for each server, where a library forwards inside."""
    if small_batch(case):
        return copies(case, fabric)
    limit = number(case, "top_groups") or fabric.domains
    domains = min(limit, fabric.domains)
    return min(domains, model.expected_destinations(ranks=fabric.domains, top_k=choices(case)))


def volumes(case: Case, fabric: Fabric) -> tuple[float, float]:
    """Bytes that one rank sends inside its scale-up domain and out of it."""
    size, number_of = token_bytes(case), tokens(case)
    inside = min(fabric.domain, fabric.ranks)
    if case.inputs.get("all_traffic_over_nic") is True:
        return 0.0, model.exchange_bytes(
            tokens=number_of, copies=copies(case, fabric), token_bytes=size, ranks=fabric.ranks
        )
    inner = model.inner_bytes(
        tokens=number_of, copies=copies(case, fabric), token_bytes=size, ranks=fabric.ranks, domain=inside
    )
    outer = model.outer_bytes(
        tokens=number_of,
        copies=copies_between(case, fabric),
        token_bytes=size,
        ranks=fabric.ranks,
        domain=inside,
    )
    return inner, outer


# --- how long it takes ------------------------------------------------------------------------------------------------


def seconds(case: Case, fabric: Fabric, constants: Constants) -> float:
    """Dispatch or combine of one layer."""
    library = library_of(case, fabric)
    inner, outer = volumes(case, fabric)
    path = "between nodes" if outer else "inside a domain"
    launch = constants.get(library, "launch-overhead", covers=phase(case), path=path)
    return model.exchange_time(
        launch_time=model.doubling_launch_time(
            ranks=fabric.ranks, launch_time=launch, latency=extra(library, "collective-hop-latency", constants)
        ),
        floor_time=extra(library, "handshake-time", constants),
        inner_bytes=inner,
        bandwidth=inner_rate(case, library, fabric, constants) if inner else 1.0,
        outer_bytes=outer,
        network_bandwidth=outer_rate(library, fabric, constants) if outer else 1.0,
    )


def library_of(case: Case, fabric: Fabric) -> str:
    """The library; a port of it to another maker's chips is another library."""
    named = str(case.inputs.get("library") or case.inputs.get("backend") or "")
    found = find(named, "library") or named or "unknown"
    known = data().entities
    maker = known[fabric.chip]["maker"] if fabric.chip else None
    if maker in PORTED and known.get(found, {}).get("maker") != maker:
        return PORTED[maker]
    return found


def extra(library: str, prop: str, constants: Constants) -> float:
    """A part that some libraries have: none where the library is known and has no row of it."""
    own = constants.own(library, prop, covers="expert exchange")
    if own is not None or constants.has(library, "launch-overhead"):
        return own or 0.0
    return 0.0


def inner_rate(case: Case, library: str, fabric: Fabric, constants: Constants) -> float:
    """The rate inside the domain: what the link gives, or what the copy loop of small-batch kernels gives if less."""
    link = fabric.link or fabric.chip or "unknown"
    share = constants.get(link, "communication-efficiency", operation="expert exchange")
    loss = constants.own(link, "scaling-loss", operation="expert exchange") or 0.0
    own = constants.own(library, "communication-efficiency", path="inside a domain")
    reached = fabric.need_port() * share * (1.0 if own is None else own) / (1 + loss * log2(fabric.ranks))
    copied = constants.own(library, "copy-bandwidth")
    if copied is None or not small_batch(case):
        return reached
    return min(reached, copied * generation(link))


@cache
def generation(link: str) -> float:
    """How much more a link carries than the one on which copy loops were timed: cores reach as much further into it."""
    mine, timed = rate(link, "scaleup-bandwidth"), rate(TIMED, "scaleup-bandwidth")
    return mine / timed if mine and timed else 1.0


def small_batch(case: Case) -> bool:
    """Whether the kernels are those for decoding: as the case names them, or by the tokens that they hold."""
    if any(word in said(case) for word in BIG_BATCHES):
        return False
    named = any(word in said(case) for word in ("low-latency", "low latency", "low_latency"))
    return named or (number(case, "tokens_per_rank", "tokens") or 0.0) <= model.SMALL_BATCH


def outer_rate(library: str, fabric: Fabric, constants: Constants) -> float:
    """The rate of the network card, and the part of it that the library keeps busy."""
    share = constants.get("infiniband-ndr", "communication-efficiency", path="between nodes")
    own = constants.own(library, "communication-efficiency", path="between nodes")
    return fabric.need_card() * share * (1.0 if own is None else own)


def logical_rate(case: Case, fabric: Fabric, constants: Constants) -> float:
    """Bandwidth as tables of such kernels print it: all copies over the time, those that stay at home too."""
    if number(case, "tokens_per_rank", "tokens") is None:
        return asymptote(case, fabric, constants)
    wait = seconds(case, fabric, constants)
    if wait <= 0:
        raise Unpredicted("one rank moves nothing")
    return counted_bytes(case, fabric) / wait


def counted_bytes(case: Case, fabric: Fabric) -> float:
    """Bytes that such a table counts: kernels for few tokens every copy, kernels for many one for each receiver."""
    sent = tokens(case) * token_bytes(case)
    if "bottleneck" not in case.metric and small_batch(case):
        return sent * choices(case)
    between = not fabric.inside and not counts_inner(case)
    return sent * (copies_between(case, fabric) if between else copies(case, fabric))


def counts_inner(case: Case) -> bool:
    """Whether the bandwidth is that of the scale-up link, also where the exchange goes beyond it."""
    names = " ".join(str(case.inputs.get(name, "")) for name in ("condition", "traffic", "bottleneck")).lower()
    return any(word in names for word in ("xgmi", "nvlink", "infinity fabric"))


def asymptote(case: Case, fabric: Fabric, constants: Constants) -> float:
    """The same for a batch so large that only the slower link counts."""
    library = library_of(case, fabric)
    if fabric.inside:
        rate = inner_rate(case, library, fabric, constants)
        return model.logical_bandwidth(bandwidth=rate, groups=fabric.ranks)
    return model.logical_bandwidth(bandwidth=outer_rate(library, fabric, constants), groups=fabric.domains)
