"""M10: own memory against that of a neighbour, as printed."""

from scripts.claims import Check, compare, show
from scripts.computed.claims_checked import local_over_remote_gb200
from scripts.facts import fact, part


def check() -> Check:
    """The comparison that the verdict rests on."""
    own = fact("gb200-gpu", "hbm-bandwidth", "spec").quantity
    other = fact("gb200-gpu", "scaleup-bandwidth", "one-way").quantity
    trays = part("gb200-nvl72", "gb200-compute-tray").quantity
    return Check(
        (compare("bandwidth of a GPU to its own memory", own, "that to a neighbour's, at most", other, "GB/s"),),
        {"greater": "true only if", "equal": "true"},
        f"{show(own)} ÷ {show(other)} = {show(local_over_remote_gb200(), '1')}; and the rack has {show(trays)} compute trays.",
    )
