"""M7: the printed total against what one half can send to the other."""

from scripts.claims import Check, compare, said, show
from scripts.computed.nvl72 import nvl72_bisection, nvl72_one_way
from scripts.facts import fact


def check() -> Check:
    """The comparison that the verdict rests on."""
    printed = fact("gb200-nvl72", "scaleup-bandwidth", "nvidia2024gb200page").quantity
    one_way, half = nvl72_one_way(), nvl72_bisection()
    return Check(
        (
            compare("bisection said", said("m7"), "the printed total of all GPUs, both ways", printed, "TB/s"),
            compare("bisection said", said("m7"), "what one half can send to the other", half, "TB/s"),
        ),
        {"equal, greater": "false", "equal, equal": "true", "greater, equal": "true", "greater, greater": "false"},
        f"{show(printed)} both ways, {show(one_way)} one way, half of the GPUs: {show(half)}.",
    )
