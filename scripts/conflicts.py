"""Where sources disagree: rows that count the same thing and lie apart by more than rounding."""

from collections import defaultdict

from scripts.facts import Fact
from scripts.units import unit

APART = 0.02  # share by which printed figures of one thing may differ through rounding alone


def conflicts(rows: list[Fact]) -> list[list[Fact]]:
    """Groups of rows that count the same thing and lie apart by more than rounding; widest apart first."""
    groups: dict[tuple, list[Fact]] = defaultdict(list)
    for row in rows:
        if row.property not in NOT_ALIKE:
            dimension = str(unit(row.unit).dimensionality)
            counted = [getattr(row, name) for name in ("precision", "sparsity", "direction", "scope", "basis")]
            told = [row.conditions.get(name) for name in APART_BY + (("covers",) if row.property in SEVERAL else ())]
            groups[row.entity, row.property, *counted, *told, dimension].append(row)
    apart = [group for group in groups.values() if len({row.source for row in group}) > 1 and spread(group) > APART]
    return sorted(apart, key=lambda group: (-spread(group), group[0].key))


# Conditions under which two rows are not about the same thing.
APART_BY = (
    "bin",
    "part",
    "plane",
    "path",
    "workload",
    "configuration",
    "cores",
    "link",
    "period",
    "baseline",
    "term",
    "medium",
    "distance",
)
# Properties of which each row is a statement of its own, at its own time or against its own baseline.
NOT_ALIKE = {"stated-comparison", "stated-change", "units-delivered", "units-planned", "stockpile"}
# Properties of which one thing has several kinds, told apart by what the row covers.
SEVERAL = {
    "compute-cores", "node-ports", "racks", "launch-overhead", "end-to-end-latency", "mass", "cpus", "switch-chips", "price", "cables",
    "component-cost", "restoration-time", "ownership-cost", "availability", "sram-capacity", "scaleout-domain-size", "coolant-flow",
    "optical-modules", "link-end-power", "network-share", "failure-fraction", "growth-factor", "annual-growth", "scale-bits",
}  # fmt: skip


def spread(group: list[Fact]) -> float:
    """How far the greatest lies above the least, as a share of the least."""
    values = [end.to(unit(group[0].unit)).magnitude for row in group for end in (row.low, row.high)]
    return float("inf") if min(values) == 0 else float(max(values) / min(values) - 1)
