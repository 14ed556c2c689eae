"""M14: the two rates in one direction and one unit."""

from scripts.claims import Check, compare, said, show
from scripts.computed.scale_up_domain import gb200_scaleout, scaleup_over_scaleout_gb200
from scripts.facts import fact


def check() -> Check:
    """The comparison that the verdict rests on."""
    up, out = fact("gb200-gpu", "scaleup-bandwidth", "one-way").quantity, gb200_scaleout()
    ratio = scaleup_over_scaleout_gb200()
    return Check(
        (compare("ratio said", said("m14"), "ratio of the two, both one way in bytes", ratio, "1"),),
        {"greater": "false", "equal": "true", "less": "false"},
        f"{show(up)} ÷ {show(out, 'GB/s')} = {show(ratio, '1')}",
    )
