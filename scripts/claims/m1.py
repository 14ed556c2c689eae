"""M1: the ratio of the machines, and the ratio of their packages."""

from scripts.claims import Check, compare, show
from scripts.computed.side_by_side import compute_ratio, compute_ratio_per_accelerator, compute_ratio_per_kilowatt
from scripts.units import quantity


def check() -> Check:
    """The comparison that the verdict rests on."""
    system, package, power = compute_ratio(), compute_ratio_per_accelerator(), compute_ratio_per_kilowatt()
    even = quantity(1, "1")
    return Check(
        (
            compare("peak 16-bit compute of the machine, over NVL72's", system, "parity", even, "1"),
            compare("the same per package", package, "parity", even, "1"),
            compare("the same per kilowatt", power, "parity", even, "1"),
        ),
        {"greater, less, less": "true only if", "greater, greater, greater": "true", "less, less, less": "false"},
        f"Per machine {show(system, '1')}, per package {show(package, '1')}, per kilowatt {show(power, '1')}.",
    )
