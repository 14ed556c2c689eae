"""Where sources disagree: rows that count the same thing and lie apart by more than rounding."""

from collections import defaultdict

from scripts.facts import Fact, data
from scripts.units import unit

APART = 0.02  # share by which printed figures of one thing may differ through rounding alone

def like(row: Fact) -> str:
    """What rows that are compared have in common."""
    words = [row.precision and row.precision.upper(), row.sparsity, row.direction, row.scope and f"per {row.scope}", row.basis]
    return ", ".join(word for word in words if word) or "as printed"


def conflicts(rows: list[Fact]) -> list[list[Fact]]:
    """Groups of rows that count the same thing and lie apart by more than rounding; widest apart first."""
    groups: dict[tuple, list[Fact]] = defaultdict(list)
    for row in rows:
        bin_ = row.conditions.get("bin")
        if row.property != "stated-comparison" and row.property not in ("units-delivered", "units-planned", "stockpile"):
            dimension = str(unit(row.unit).dimensionality)
            covers = row.conditions.get("covers") if row.property in SEVERAL else None
            groups[row.entity, row.property, row.precision, row.sparsity, row.direction, row.scope, row.basis, bin_, dimension, covers].append(row)
    apart = [group for group in groups.values() if len({row.source for row in group}) > 1 and spread(group) > APART]
    return sorted(apart, key=lambda group: (-spread(group), group[0].key))


# Properties of which one thing has several kinds, told apart by what the row covers.
SEVERAL = {
    "compute-cores", "node-ports", "racks", "launch-overhead", "end-to-end-latency", "mass", "cpus", "switch-chips", "price", "cables",
    "component-cost", "restoration-time", "ownership-cost", "availability", "sram-capacity", "scaleout-domain-size", "coolant-flow",
}  # fmt: skip


def spread(group: list[Fact]) -> float:
    """How far the greatest lies above the least, as a share of the least."""
    values = [end.to(unit(group[0].unit)).magnitude for row in group for end in (row.low, row.high)]
    return float("inf") if min(values) == 0 else float(max(values) / min(values) - 1)
