"""S5: memory of one's own against that of another node, as measured."""

from scripts.claims import Check, compare, show
from scripts.computed.claims_checked import local_over_remote_910c
from scripts.facts import fact, run


def check() -> Check:
    """The comparison that the verdict rests on."""
    own = fact("ascend-910c-die", "hbm-bandwidth").quantity
    other = run("cm384_ub_p2p_001").quantity
    return Check(
        (
            compare(
                "bandwidth of a die to its own memory", own, "that to memory of another node, measured", other, "GB/s"
            ),
        ),
        {"greater": "true only if", "equal": "true"},
        f"{show(own)} ÷ {show(other)} = {show(local_over_remote_910c(), '1')}: where data lie still matters.",
    )
