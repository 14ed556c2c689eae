"""The library or serving stack of a case, and what it is when the case names none."""

from functools import cache

from scripts.facts import data
from scripts.predict.case import Case
from scripts.predict.constants import Constants
from scripts.predict.names import plain

NAMED_IN = ("backend", "library", "kernel", "framework", "engine", "stack")


@cache
def found_in(text: str) -> str | None:
    """The library whose id, label or alias stands in a text; the longest name first."""
    found = []
    for key, row in data().entities.items():
        if row["kind"] == "library":
            for known in map(plain, (key, row["label"], *(row["aliases"] or "").split(";"))):
                if known and known in text:
                    found.append((-len(known), key))
    return min(found)[1] if found else None


# Whose constants stand in where a case names no software, by the maker of its chip: the maker's own library, or, where
# experts are spread over many devices, the stack with published runs of that kind.
STAND_IN = {"Huawei": "cann", "NVIDIA": "tensorrt-llm"}
STAND_IN_WIDE = {"Huawei": "cloudmatrix-infer", "NVIDIA": "sglang"}


def library_of(case: Case, constants: Constants, chip: str | None = None, wide: bool = False) -> str:
    """By the inputs that name software, then the workload, mode and system; a stand-in, or "unnamed", where none is found.

    An unnamed library has no constants of its own, so a prediction takes the median of all and is marked blind.
    """
    for text in (*(case.inputs.get(name) for name in NAMED_IN), case.workload, case.inputs.get("mode"), case.system):
        found = found_in(plain(str(text or "")))
        if found:
            return found
    constants.blind.append("library not named")
    maker = data().entities[chip]["maker"] if chip else ""
    return (STAND_IN_WIDE if wide else STAND_IN).get(maker, "unnamed")
