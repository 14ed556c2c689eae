"""M4: latency between nodes, and what it adds to that inside a node."""

from scripts.claims import Check, compare, said, show
from scripts.computed.cloudmatrix import ub_added_read_latency
from scripts.facts import run


def check() -> Check:
    """The comparison that the verdict rests on."""
    whole, inside = run("cm384_ub_p2p_002").quantity, run("cm384_ub_p2p_004").quantity
    return Check(
        (compare("latency said", said("m4"), "small read between nodes, measured", whole, "us"),),
        {"less": "false", "equal": "true", "greater": "true"},
        f"{show(whole)} between nodes − {show(inside)} inside one = {show(ub_added_read_latency(), 'us')} more.",
    )
