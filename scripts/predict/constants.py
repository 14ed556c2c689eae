"""Efficiencies and start-up times of chips, libraries and serving stacks: rows of data/, looked up by name.

A chip or library that has no row of its own gets the median of its maker's, or of all, and the prediction is marked blind.
"""

import statistics
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from scripts.facts import Fact, data
from scripts.predict.case import Unpredicted
from scripts.units import Quantity

KINDS = ("fitted", "measured", "constant")  # in this order, where an entity has several

Key = tuple[str, str, str]  # entity, property, condition


class Constants:
    """What predictions may look up; a fit puts other values in place of some (`changed`) or takes some away (`hidden`)."""

    def __init__(self, changed: dict[Key, float] | None = None, hidden: Iterable[Key] = ()):
        self.table = {key: value for key, value in (table() | (changed or {})).items() if key not in set(hidden)}
        self.blind: list[str] = []
        self.used: set[Key] = set()

    def get(self, entity: str, prop: str, **condition: str) -> float:
        """The constant in base units (s, byte/s, 1). Raises Unpredicted where nobody has one.

        A row's number format counts as a condition of its own: precision=fp8.
        """
        wanted = "; ".join(f"{name}={value}" for name, value in sorted(condition.items()))
        own = (entity, prop, wanted)
        if own in self.table:
            self.used.add(own)
            return self.table[own]
        alike = {key: value for key, value in self.table.items() if key[1:] == own[1:]}
        if not alike:
            raise Unpredicted(f"no {prop} ({wanted or 'no condition'}) is known of {entity} or of anything like it")
        self.blind.append(f"{prop} of {entity}")
        for related in (same_die, kin, same_maker):
            family = [value for key, value in alike.items() if related(key[0], entity)]
            if family:
                return statistics.median(family)
        return statistics.median(alike.values())

    def get_nearest(self, entity: str, prop: str, forms: Iterable[str]) -> float:
        """The constant for the first of some number formats for which anybody has one. Raises Unpredicted."""
        known = {key[2] for key in self.table if key[1] == prop}
        for form in forms:
            if f"precision={form}" in known:
                return self.get(entity, prop, precision=form)
        raise Unpredicted(f"no {prop} is known in any number format")

    def own(self, entity: str, prop: str, **condition: str) -> float | None:
        """The thing's own constant in base units, or None where it has none: nobody else's stands in."""
        key = (entity, prop, "; ".join(f"{name}={value}" for name, value in sorted(condition.items())))
        if key in self.table:
            self.used.add(key)
        return self.table.get(key)

    def has(self, entity: str, prop: str) -> bool:
        """Whether anything is known of this property of a thing, under whatever condition."""
        return any(key[:2] == (entity, prop) for key in self.table)

    @contextmanager
    def traced(self) -> Iterator["Constants"]:
        """Forget what was looked up before."""
        self.blind, self.used = [], set()
        yield self


@cache
def table() -> dict[Key, float]:
    """All constants of data/, in base units."""
    found: dict[Key, float] = {}
    for kind in reversed(KINDS):
        for row in rows(kind):
            parts = [part for part in (row.condition or "").split("; ") if part]
            parts += [f"precision={row.precision}"] if row.precision else []
            found[row.entity, row.property, "; ".join(sorted(parts))] = in_base_units(row.value, row.unit)
    return found


def in_base_units(value: float, unit: str) -> float:
    """A figure in s, byte, byte/s, 1 and so on; the registry's own base of information is the bit."""
    amount = Quantity(value, unit)
    (size,) = {dimension for name, dimension in amount.dimensionality.items() if name == "[information]"} or {0}
    return float(amount.to_base_units().magnitude) / 8**size


@cache
def fitted() -> dict[Key, float]:
    """The constants that were fitted, and that a fit may move."""
    own = {(row.entity, row.property) for row in rows("fitted")}
    return {key: value for key, value in table().items() if key[:2] in own}


def rows(kind: str) -> Iterable[Fact]:
    """Facts of one kind that have one value."""
    return (row for row in data().facts if row.kind == kind and row.value_to is None)


@cache
def same_die(one: str, other: str) -> bool:
    """Whether two packages hold a die of the same design."""
    held = [{step.part for step in data().parts if step.whole == whole} for whole in (one, other)]
    return any(data().entities[part]["kind"] == "die" for part in held[0] & held[1])


def same_maker(one: str, other: str) -> bool:
    """Whether two things are of one maker."""
    known = data().entities
    return one in known and other in known and known[one]["maker"] == known[other]["maker"]


def kin(one: str, other: str) -> bool:
    """Whether two things are of one maker and one kind."""
    known = data().entities
    if one not in known or other not in known:
        return False
    return (known[one]["maker"], known[one]["kind"]) == (known[other]["maker"], known[other]["kind"])
