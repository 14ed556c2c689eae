"""Machines side by side: which published figures stand in which cell, in which form, whole or per unit.

A cell holds what somebody published in exactly the form that is asked for. Nothing is converted from one form to another:
dense is not half of sparse here, and a system is not the sum of its packages.
"""

from dataclasses import dataclass
from functools import cache

from pint import Quantity

from scripts import wording
from scripts.facts import Fact, data, facts
from scripts.units import quantity, unit

LEVELS = {"die": ("die",), "package": ("package",), "system": ("node", "rack", "system", "pod")}
SPARSITIES = ("dense", "sparse")
DIRECTIONS = ("one-way", "both-ways")
# Property, and the number formats that get a row of their own; all in the unit of the property.
LINES = (
    *((("peak-compute"), name) for name in ("fp4", "nvfp4", "mxfp4", "fp8", "mxfp8", "int8", "bf16", "fp16", "fp64")),
    *((name, None) for name in (
        "scaleup-domain-size", "hbm-capacity", "hbm-bandwidth", "scaleup-bandwidth", "scaleout-bandwidth", "bisection-bandwidth",
        "chip-power", "system-power", "racks", "mass", "floor-area", "optical-modules", "cables", "price",
    )),
)  # fmt: skip
WITHOUT_SCOPE = {
    "scaleup-domain-size",
    "racks",
    "floor-area",
    "price",
    "cables",
}  # of the machine, whatever the row's scope
# Lines that add up over a machine, so that a share of them means something.
ADDING = tuple(line for line in LINES if line[0] not in ("scaleup-domain-size", "chip-power"))
OF_PARTS = {"mass", "price", "system-power"}  # where a row that names a part says nothing of the whole
UNITS = {"accelerator": "scaleup-domain-size", "kW": "system-power", "rack": "racks", "dollar": "price"}


@dataclass(frozen=True)
class Cell:
    """What was published in one form: least and greatest, and the rows."""

    low: Quantity
    high: Quantity
    rows: tuple[Fact, ...]

    @property
    def text(self) -> str:
        """The range, in the unit in which the greatest was printed."""
        return wording.show(*readable(self.low, self.high))

    @property
    def url(self) -> str:
        """The one row, or the place on the machine's page where all stand."""
        first = self.rows[0]
        return first.url if len(self.rows) == 1 else f"/machines/{first.entity}.md#{first.property}"


@cache
def machines() -> list[str]:
    """Things that can be compared: packages and machines with some of the figures, by label."""
    kinds = {"package", *LEVELS["system"]}
    wanted = {name for name, _ in LINES}
    have: dict[str, set[str]] = {}
    for row in data().facts:
        if row.property in wanted:
            have.setdefault(row.entity, set()).add(row.property)
    found = [key for key, names in have.items() if len(names) > 1 and data().entities[key]["kind"] in kinds]
    return sorted(found, key=lambda key: data().entities[key]["label"].lower())


@cache
def members(machine: str, level: str) -> tuple[str, ...]:
    """The things of a level that a machine is or is made of: itself, or its accelerator, or the accelerator's die."""
    if data().entities[machine]["kind"] in LEVELS[level]:
        return (machine,)
    below = [step.part for step in data().parts if step.whole == machine]
    at_level = [key for key in below if data().entities[key]["kind"] in LEVELS[level]]
    found = [key for key in at_level if facts(key, "peak-compute")]  # a processor beside accelerators is none
    deeper = [key for step in below if step not in at_level for key in members(step, level)]
    return tuple(dict.fromkeys([*found, *deeper]))


def cell(machine: str, level: str, line: tuple[str, str | None], sparsity: str, direction: str) -> Cell | None:
    """What was published of a machine in one form, or None."""
    name, precision = line
    requires = data().properties[name]["requires"] or ""
    wanted: dict[str, str | None] = {"precision": precision} if precision else {}
    if "sparsity" in requires:
        wanted["sparsity"] = sparsity
    if "direction" in requires:
        wanted["direction"] = direction
    rows = [
        row
        for key in dict.fromkeys([machine, *members(machine, level)])
        for row in facts(key, name, **wanted)
        if right_level(row, level)
        and not (name in OF_PARTS and "part" in row.conditions)
        and row.kind != "constant"
        and unit(row.unit).is_compatible_with(unit(data().properties[name]["unit"]))
    ]
    if not rows:
        return None
    return Cell(min(row.low for row in rows), max(row.high for row in rows), tuple(rows))


def right_level(row: Fact, level: str) -> bool:
    """Whether a row speaks of a level; a price or a count of racks speaks of the machine that it stands with."""
    kind = data().entities[row.entity]["kind"]
    scope = row.scope if row.scope and row.property not in WITHOUT_SCOPE else kind
    return scope in LEVELS[level]


def per(machine: str, whole: Cell, share: str) -> str | None:
    """A whole machine's figure divided by its accelerators, kilowatts, racks or dollars; None where nobody published those."""
    if share == "rack" and data().entities[machine]["kind"] == "rack":
        low = high = quantity(1, "1")
    else:
        divisor = cell(machine, "system", (UNITS[share], None), "dense", "one-way")
        if divisor is None:
            return None
        low, high = divisor.low, divisor.high
    if share == "kW":
        low, high = (quantity(end.to("kW").magnitude, "1") for end in (low, high))
    if share == "dollar":  # a thousand dollars, so that the figures can be read
        low, high = (quantity(end.to("USD").magnitude / 1000, "1") for end in (low, high))
    return wording.show(*readable((whole.low / high).to(whole.high.units), whole.high / low))


def readable(low: Quantity, high: Quantity) -> tuple[Quantity, Quantity]:
    """Both ends in the unit of the greatest; rates of operations in the prefix that leaves few digits."""
    if high.is_compatible_with(unit("FLOP/s")):
        high = quantity(high.to_compact().magnitude, str(high.to_compact().units))
    return low.to(high.units), high


def form(line: tuple[str, str | None], sparsity: str, direction: str) -> str:
    """The words of a form that a line's property requires: "dense" of compute, "one-way" of a fabric, none of a mass."""
    requires = data().properties[line[0]]["requires"] or ""
    return " ".join(w for w, need in ((sparsity, "sparsity"), (direction, "direction")) if need in requires)


def forms(line: tuple[str, str | None]) -> dict[str, tuple[str, str]]:
    """Every form of a line, by its words."""
    return {form(line, s, d): (s, d) for s in SPARSITIES for d in DIRECTIONS}
