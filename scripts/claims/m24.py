"""M24: one operation in a small and in a large group of one machine, as measured."""

from scripts.claims import Check, compare, show
from scripts.facts import run


def check() -> Check:
    """The comparison that the verdict rests on."""
    small, large = (run(f"cm384_canep_dispatch_{group}_bandwidth").quantity for group in ("ep008", "ep256"))
    quick, slow = run("cm384_canep_001").quantity, run("cm384_canep_011").quantity
    return Check(
        (compare("bandwidth of dispatch in the largest group", large, "in the smallest", small, "GB/s"),),
        {"less": "false", "equal": "true", "greater": "true"},
        f"Dispatch over more ranks: {show(small)} falls to {show(large)}, and {show(quick)} grows to {show(slow)}.",
    )
