"""M25: the figure said against the published ones."""

from scripts.claims import Check, compare, said, show
from scripts.facts import facts


def check() -> Check:
    """The comparison that the verdict rests on."""
    rows = facts("b200-sxm", "hbm-bandwidth")
    found = (min(row.low for row in rows), max(row.high for row in rows))
    return Check(
        (compare("bandwidth said", said("m25"), "published bandwidth of a B200", found, "TB/s"),),
        {"overlapping": "disputed", "equal": "true", "greater": "false", "less": "false"},
        f"Published for one product: {show(found, 'TB/s')}.",
    )
