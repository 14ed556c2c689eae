"""Exchanges between devices inside a step: the all-reduce of tensor parallelism, dispatch and combine of experts.

The only place from which predictions of serving ask for a collective.
"""

from __future__ import annotations

from functools import cache
from math import ceil, log2
from typing import TYPE_CHECKING

from scripts.facts import data
from scripts.models import collectives
from scripts.predict.case import Case
from scripts.predict.chip_of import Chip, best, number
from scripts.predict.constants import Constants

if TYPE_CHECKING:
    from scripts.predict.serving import Setting

GROUPS = 4  # servers to which DeepSeek's router lets a token go
NODE = 8  # packages of a server whose links do not leave it, where data/ does not say
PORT = "h100-sxm"  # whose adapter stands in for those of chips of which none is known


def all_reduce_time(*, message: float, ranks: float, chip: Chip, library: str, constants: Constants) -> float:
    """An all-reduce inside a scale-up group, by the library's own kernel. One rank moves nothing and takes no time."""
    if ranks <= 1 or message <= 0:
        return 0
    start = constants.get(library, "launch-overhead", operation="all-reduce") * (2 + log2(ranks))
    rate = (chip.scaleup or chip.memory_bandwidth) * constants.get(
        library, "communication-efficiency", operation="all-reduce"
    )
    exponent = constants.get(library, "saturation-exponent", operation="all-reduce")
    wire = collectives.ring_all_reduce_bytes(message_size=message, ranks=ranks)
    return collectives.saturating_time(wire_time=wire / rate, start_time=start, sharpness=exponent)


def experts_exchange_time(setting: Setting, tokens: float, network: float | None, nodes: bool = False) -> float:
    """Dispatch and combine of one layer: each token goes to its experts in 8 bits and comes back in 16.

    `network` is the rate of a device's adapter, None where one scale-up network joins all. With `nodes` a token crosses the
    network once for each server that holds some of its experts, and is spread inside it; else once for each expert.
    """
    shape, constants, library = setting.shape, setting.constants, setting.library
    if setting.expert <= 1 or tokens <= 0:
        return 0
    kind = "scale-out" if network else "scale-up"
    rate = network or setting.chip.scaleup or setting.chip.memory_bandwidth
    reached = rate * constants.get(library, "communication-efficiency", operation="dispatch", link=kind)
    copies = shape.used * (1 - 1 / setting.expert)
    if network:
        servers = ceil(setting.expert / NODE)
        copies = shape.used * (1 - 1 / servers)
        if nodes:
            copies = min(servers, GROUPS) * (1 - 1 / servers)
    there = tokens * copies * shape.hidden
    starts = constants.get(library, "launch-overhead", operation="dispatch", link=kind)
    return 2 * starts + (there + 2 * there) / reached


def network_of(case: Case, setting: Setting) -> float | None:
    """The rate of a device's network adapter where experts reach beyond the scale-up group; None where they do not."""
    given = number(case.inputs.get("nic_GBps_unidir"))
    if given:
        return given * 1e9
    if number(case.inputs.get("link_GBps_unidir")) or setting.expert <= group_size(setting.chip):
        return None
    return best(setting.chip.entity, "scaleout-bandwidth") or best(PORT, "scaleout-bandwidth")


@cache
def group_size(chip: Chip) -> float:
    """Devices that one scale-up network joins: as stated of a machine that holds the chip, else those of its rack."""
    inside: dict[str, float] = {chip.entity.removesuffix("-die"): 1}
    for _ in range(5):
        for step in data().parts:
            if step.part in inside:
                inside.setdefault(step.whole, inside[step.part] * step.count)
    sizes = [row.value for row in data().facts if row.property == "scaleup-domain-size" and row.entity in inside]
    racks = [count for whole, count in inside.items() if data().entities[whole]["kind"] == "rack"]
    return max(sizes or racks or [NODE]) * (2 if chip.entity.endswith("-die") else 1)


@cache
def node_size(chip: Chip) -> float:
    """Packages in a server of this chip; eight where data/ does not say."""
    package = chip.entity.removesuffix("-die")
    for step in data().parts:
        if step.part == package and data().entities[step.whole]["kind"] in ("node", "tray"):
            return step.count
    return NODE
