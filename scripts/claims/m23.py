"""M23: more chips, per machine and per device."""

from scripts.claims import Check, compare, show
from scripts.computed.power_and_price import scaleup_ratio_per_compute
from scripts.computed.side_by_side import compute_ratio, scaleup_ratio_per_accelerator
from scripts.units import quantity


def check() -> Check:
    """The comparison that the verdict rests on."""
    machine, device, per_flop = compute_ratio(), scaleup_ratio_per_accelerator(), scaleup_ratio_per_compute()
    even = quantity(1, "1")
    return Check(
        (
            compare("peak compute of more chips, over NVL72's", machine, "parity", even, "1"),
            compare("network per unit of compute, likewise", per_flop, "parity", even, "1"),
            compare("network per device, likewise", device, "parity", even, "1"),
        ),
        {"greater, greater, less": "true only if", "greater, greater, greater": "true", "less, less, less": "false"},
        f"Peak compute {show(machine, '1')}; scale-up bandwidth per unit of compute {show(per_flop, '1')}, "
        f"per device {show(device, '1')}.",
    )
