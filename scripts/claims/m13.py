"""M13: power of a cabinet of one machine and of the other."""

from scripts.claims import Check, compare, show
from scripts.computed.side_by_side import power_per_rack_cloudmatrix, system_power_nvl72
from scripts.facts import fact


def check() -> Check:
    """The comparison that the verdict rests on."""
    mean, theirs = power_per_rack_cloudmatrix(), system_power_nvl72()
    most = fact("atlas-900-a3-compute-rack", "system-power").quantity
    return Check(
        (
            compare(
                "a cabinet of CloudMatrix 384, mean to maximum", (mean, most), "a rack of GB200 NVL72", theirs, "kW"
            ),
        ),
        {"less": "false", "greater": "true", "equal": "false", "overlapping": "partly true"},
        f"Mean over all cabinets {show(mean)}, at most {show(most)} in one with accelerators; an NVL72 rack {show(theirs, 'kW')}.",
    )
