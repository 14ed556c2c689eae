"""Efficiencies and start-up times of chips, libraries and serving stacks: rows of data/, looked up by name.

A chip or library that has no row of its own gets the median of its family: of those with its die, with its generation of
links, of its maker's, or of all; and the prediction is marked blind.
"""

import statistics
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from scripts.facts import Fact, data
from scripts.predict.case import Unpredicted
from scripts.predict.fabric import same_link
from scripts.predict.kinship import kin, same_die, same_maker
from scripts.units import Quantity

KINDS = ("fitted", "measured", "constant")  # in this order, where an entity has several

Key = tuple[str, str, str]  # entity, property, condition


class Constants:
    """What predictions may look up; a fit puts other values in place of some (`changed`) or takes some away (`hidden`)."""

    def __init__(self, changed: dict[Key, float] | None = None, hidden: Iterable[Key] = ()):
        changed, hidden = changed or {}, set(hidden)
        touched = {key[1] for key in (*changed, *hidden)}
        self.tables = by_property() | {
            prop: {key: value for key, value in (by_property().get(prop, {}) | mine).items() if key not in hidden}
            for prop in touched
            for mine in [{key: value for key, value in changed.items() if key[1] == prop}]
        }
        self.blind: list[str] = []
        self.used: set[Key] = set()

    def get(self, entity: str, prop: str, **condition: str) -> float:
        """The constant in base units (s, byte/s, 1). Raises Unpredicted where nobody has one.

        A row's number format counts as a condition of its own: precision=fp8.
        """
        own, table = key_of(entity, prop, condition), self.tables.get(prop, {})
        if own in table:
            self.used.add(own)
            return table[own]
        alike = {key: value for key, value in table.items() if key[2] == own[2]}
        if not alike:
            raise Unpredicted(f"no {prop} ({own[2] or 'no condition'}) is known of {entity} or of anything like it")
        self.blind.append(f"{prop} of {entity}")
        for related in (same_die, same_link, kin, same_maker):
            family = [value for key, value in alike.items() if related(key[0], entity)]
            if family:
                return statistics.median(family)
        return statistics.median(alike.values())

    def get_nearest(self, entity: str, prop: str, forms: Iterable[str]) -> float:
        """The constant for the first of some number formats for which anybody has one. Raises Unpredicted."""
        known = {key[2] for key in self.tables.get(prop, {})}
        for form in forms:
            if f"precision={form}" in known:
                return self.get(entity, prop, precision=form)
        raise Unpredicted(f"no {prop} is known in any number format")

    def own(self, entity: str, prop: str, **condition: str) -> float | None:
        """The thing's own constant in base units, or None where it has none: nobody else's stands in."""
        key, table = key_of(entity, prop, condition), self.tables.get(prop, {})
        if key in table:
            self.used.add(key)
        return table.get(key)

    def has(self, entity: str, prop: str) -> bool:
        """Whether anything is known of this property of a thing, under whatever condition."""
        return any(key[0] == entity for key in self.tables.get(prop, {}))

    def rows(self) -> list[Fact]:
        """The rows of data/ that were looked up, for those who name their sources."""
        return [row for kind in KINDS for row in rows(kind) if key_of_row(row) in self.used]

    @contextmanager
    def traced(self) -> Iterator["Constants"]:
        """Forget what was looked up before."""
        self.blind, self.used = [], set()
        yield self


def key_of(entity: str, prop: str, condition: dict[str, str]) -> Key:
    """How a constant is looked up: its conditions in the order of their names."""
    return entity, prop, in_words(tuple(condition.items()))


@cache
def in_words(condition: tuple[tuple[str, str], ...]) -> str:
    """Conditions in the order of their names, as they stand in the data."""
    return "; ".join(f"{name}={value}" for name, value in sorted(condition))


@cache
def by_property() -> dict[str, dict[Key, float]]:
    """The constants, those of one property together."""
    found: dict[str, dict[Key, float]] = {}
    for key, value in table().items():
        found.setdefault(key[1], {})[key] = value
    return found


@cache
def table() -> dict[Key, float]:
    """All constants of data/, in base units."""
    found: dict[Key, float] = {}
    for kind in reversed(KINDS):
        for row in rows(kind):
            found[key_of_row(row)] = in_base_units(row.value, row.unit)
    return found


def key_of_row(row: Fact) -> Key:
    """How a row is looked up: its number format counts as a condition of its own."""
    parts = [part for part in (row.condition or "").split("; ") if part]
    parts += [f"precision={row.precision}"] if row.precision else []
    return row.entity, row.property, "; ".join(sorted(parts))


def in_base_units(value: float, unit: str) -> float:
    """A figure in s, byte, byte/s, 1 and so on; the registry's own base of information is the bit."""
    amount = Quantity(value, unit)
    size = int(str(dict(amount.dimensionality.items()).get("[information]", 0)))
    return float(str(amount.to_base_units().magnitude)) / 8.0**size


@cache
def fitted() -> dict[Key, float]:
    """The constants that were fitted, and that a fit may move."""
    own = {(row.entity, row.property) for row in rows("fitted")}
    return {key: value for key, value in table().items() if key[:2] in own}


def rows(kind: str) -> Iterable[Fact]:
    """Facts of one kind that have one value."""
    return (row for row in data().facts if row.kind == kind and row.value_to is None)
