"""M3: the slogan against small transfers between nodes, as measured."""

from scripts.claims import Check, compare, said, show
from scripts.facts import run


def check() -> Check:
    """The comparison that the verdict rests on."""
    between = [run(f"cm384_ub_p2p_{case}").quantity for case in ("002", "006", "010", "014")]
    dispatch = run("cm384_canep_001").quantity
    return Check(
        (
            compare(
                "latency said",
                said("m3"),
                "small transfers between nodes, measured",
                (min(between), max(between)),
                "us",
            ),
        ),
        {"less": "unproven", "equal": "true"},
        f"Said: {show(said('m3'))}. Measured between nodes: {show((min(between), max(between)))} for small transfers, and {show(dispatch)} for sending "
        "tokens to experts in the smallest group. The slogan is of one hop, which nobody has published a measurement of.",
    )
