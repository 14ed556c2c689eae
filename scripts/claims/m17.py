"""M17: the ratio of scale-out bandwidth, and the ratio of devices."""

from scripts.claims import Check, compare, said, show
from scripts.computed.claims_checked import scaleout_ratio
from scripts.computed.side_by_side import accelerator_ratio


def check() -> Check:
    """The comparison that the verdict rests on."""
    network, devices = scaleout_ratio(), accelerator_ratio()
    return Check(
        (
            compare("ratio said", said("m17"), "scale-out bandwidth of the machines", network, "1"),
            compare("scale-out bandwidth of the machines", network, "accelerators of the machines", devices, "1"),
        ),
        {"equal, equal": "not comparable", "equal, greater": "true", "equal, less": "true"},
        f"Scale-out bandwidth {show(network, '1')}, accelerators {show(devices, '1')}: the same rate for each device.",
    )
