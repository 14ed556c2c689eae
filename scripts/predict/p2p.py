"""Predict copies, loads and stores between two ends of a link."""

import re

from scripts.facts import data
from scripts.models import collectives as model
from scripts.predict.case import Case, Unpredicted
from scripts.predict.constants import Constants
from scripts.predict.fabric import GIGA, Fabric, fabric_of, number
from scripts.predict.in_units import in_unit
from scripts.predict.metrics import RATES, TIMES, size_of
from scripts.predict.names import find

COPY, RING = {"operation": "copy"}, {"algorithm": "ring"}


def first(constants: Constants, entity: str, prop: str, *conditions: dict[str, str]) -> float:
    """A thing's own constant under the first of these conditions, or somebody's. Raises Unpredicted."""
    for condition in conditions:
        own = constants.own(entity, prop, **condition)
        if own is not None:
            return own
    for condition in conditions[:-1]:
        try:
            return constants.get(entity, prop, **condition)
        except Unpredicted:
            continue
    return constants.get(entity, prop, **conditions[-1])


def predict(case: Case, constants: Constants) -> float:
    """The case's metric in the case's unit."""
    if case.metric in TIMES:
        return in_unit(copy_seconds(case, constants), "s", case)
    if any(word in case.metric for word in RATES):
        return in_unit(copy_rate(case, constants), "byte/s", case)
    raise Unpredicted(f"nothing here gives {case.metric} of a copy")


def to_memory(case: Case) -> bool:
    """Whether the copy is a load or a store through the scale-up network, by hardware alone."""
    told = re.search(r"\b(store|load)\b", str(case.inputs.get("condition", "")).lower())
    return case.inputs.get("op") is not None or case.inputs.get("switch_tiers") is not None or told is not None


def path_of(case: Case) -> str:
    """Between which ends."""
    said = str(case.inputs.get("path", "")).lower()
    return "npu to cpu" if "cpu" in said or "host" in said else "npu to npu"


def copy_rate(case: Case, constants: Constants) -> float:
    """Bytes a second of a large copy."""
    fabric = fabric_of(case, 1)
    port = port_of_path(case, fabric)
    link = link_of_copy(case, fabric)
    if to_memory(case):
        share = first(
            constants, link, "communication-efficiency", {"operation": verb(case), "path": path_of(case)}, COPY, RING
        )
    else:
        share = first(constants, link, "communication-efficiency", COPY, RING)
    return (number(case, "directions") or 1) * port * share


def port_of_path(case: Case, fabric: Fabric) -> float:
    """The nominal rate between the two ends."""
    nominal = number(case, "cpu_link_GBps_unidir") if path_of(case) == "npu to cpu" else None
    return nominal * GIGA if nominal else fabric.need_port()


def verb(case: Case) -> str:
    """Load or store."""
    return "write" if "write" in str(case.inputs.get("op", "")).lower() else "read"


def link_of_copy(case: Case, fabric: Fabric) -> str:
    """The link; a case may give the rate of another one than the scale-up link."""
    return fabric.link or fabric.chip or find(case.system) or "unknown"


def copy_seconds(case: Case, constants: Constants) -> float:
    """How long a message takes from one end to the other."""
    fabric = fabric_of(case, 1)
    size = size_of(case) or 0.0
    link = link_of_copy(case, fabric)
    if to_memory(case):
        return model.tiered_latency(
            latency=first(
                constants,
                link,
                "end-to-end-latency",
                {"operation": verb(case), "path": path_of(case)},
                {"path": "inside a node"},
            ),
            tiers=number(case, "switch_tiers") or 1,
            tier_latency=constants.own(link, "tier-latency") or 0.0,
        ) + (size / fabric.port if fabric.port else 0.0)
    library = find(str(case.inputs.get("library", "")), "library") or own_library(case)
    start = first(
        constants, library, "launch-overhead", {"covers": "send and receive"}, {"covers": "communication operation"}
    )
    share = first(constants, link, "communication-efficiency", {"operation": "write", "path": "npu to npu"}, COPY, RING)
    return model.saturating_time(
        wire_time=size / (fabric.need_port() * share),
        start_time=start,
        sharpness=constants.get("nccl", "saturation-exponent"),
    )


def own_library(case: Case) -> str:
    """The library of the chip's maker, where the case names none."""
    chip = fabric_of(case, 1).chip
    maker = data().entities[chip]["maker"] if chip else None
    return {"Huawei": "xccl"}.get(maker or "", "nccl")
