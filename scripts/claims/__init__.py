"""Claims that numbers decide: one module a claim, found by its name, with one function `check()`.

A check compares two quantities that come from data/, and says which verdict follows from how they stand to each other. The
verdict of data/claims.csv is held to that: when a row changes so that another verdict follows, the build stops and names
the claim. What numbers cannot decide names its evidence in data/evidence.csv instead.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from pint import Quantity

from scripts import ROOT, contract, facts, wording
from scripts.contract import Problem, Refused, Table
from scripts.units import quantity, unit

Range = tuple[Quantity, Quantity]

# How the first quantity can stand to the second: one of these always holds.
RELATIONS = {
    "equal": "equals",
    "greater": "is greater than",
    "less": "is less than",
    "overlapping": "overlaps with",
}
NEAR = 0.02  # share by which two printed figures of the same thing may differ by rounding


@dataclass(frozen=True)
class Comparison:
    """Two named quantities in one unit; each is a range, whose ends are equal where the data agree."""

    first_name: str
    first: Range
    second_name: str
    second: Range
    unit: str
    tolerance: float

    @property
    def relation(self) -> str:
        """One of RELATIONS; "greater" and "less" hold for the whole of both ranges, beyond the tolerance."""
        low, high = (float(end.to(unit(self.unit)).magnitude) for end in self.first)
        under, over = (float(end.to(unit(self.unit)).magnitude) for end in self.second)
        slack = self.tolerance * max(abs(end) for end in (low, high, under, over))
        if max(abs(high - under), abs(over - low)) <= slack:
            return "equal"
        if low > over + slack:
            return "greater"
        return "less" if high < under - slack else "overlapping"

    def __str__(self) -> str:
        """The comparison as a sentence without its stop."""
        first, second = (show(ends, self.unit if self.unit != "1" else None) for ends in (self.first, self.second))
        return f"{self.first_name} ({first}) {RELATIONS[self.relation]} {self.second_name} ({second})"


@dataclass(frozen=True)
class Check:
    """Comparisons, the verdict that follows from each outcome ("greater", or "greater, less"), and the sum in words."""

    comparisons: tuple[Comparison, ...]
    verdicts: dict[str, str]
    words: str

    @property
    def outcome(self) -> str:
        """The relations found, in the order of the comparisons."""
        return ", ".join(comparison.relation for comparison in self.comparisons)


@dataclass(frozen=True)
class Result:
    """A check that was run, with the rows it used."""

    check: Check
    inputs: tuple[facts.Row, ...]


def compare(
    first_name: str,
    first: Quantity | Range,
    second_name: str,
    second: Quantity | Range,
    unit_text: str,
    tolerance: float = NEAR,
) -> Comparison:
    """Two quantities, or ranges, in one unit. Raises pint's error where they are not of one kind."""
    ends = [value if isinstance(value, tuple) else (value, value) for value in (first, second)]
    for low, high in ends:
        low.to(unit(unit_text)), high.to(unit(unit_text))
    return Comparison(first_name, ends[0], second_name, ends[1], unit_text, tolerance)


def said(claim: str) -> Quantity:
    """The number that a claim states, from its row."""
    row = facts.data().claims[claim]
    if row["said"] is None:
        raise facts.Unchosen(f"{claim} states no number; write said and said_unit in data/claims.csv")
    return quantity(row["said"], row["said_unit"])


def day_of(claim: str, seq: int) -> Quantity:
    """The day of a finding of data/evidence.csv, as a time since the year one; only differences mean something."""
    row = next(row for row in facts.data().evidence if (row["claim"], row["seq"]) == (claim, seq))
    parts = [int(part) for part in row["date"].split("-")]
    return quantity(date(*[*parts, 1, 1][:3]).toordinal(), "day")


def show(value: Quantity | Range, unit_text: str | None = None) -> str:
    """A quantity or a range as text, in a unit if one is named; with the unit "1", as a multiple to three digits."""
    ends = value if isinstance(value, tuple) else (value, value)
    if unit_text != "1":
        return wording.show(*ends, unit_text)
    texts = [f"{float(end.to('').magnitude):,.3g}" for end in ends]
    return (texts[0] if texts[0] == texts[1] else "–".join(texts)) + "×"


@cache
def names() -> tuple[str, ...]:
    """Claims that have a check, in the order of their numbers."""
    return tuple(sorted((module.name for module in pkgutil.iter_modules(__path__)), key=order))


def order(claim: str) -> tuple[bool, int]:
    """The statements of the story first, then the wider coverage, each by number."""
    return claim[0] != "s", int(claim[1:])


@cache
def result(claim: str) -> Result:
    """A check, run once, with the rows it used."""
    module = importlib.import_module(f"{__name__}.{claim}")
    with facts.traced() as used:
        check = module.check()
    return Result(check, tuple(used))


def page(claim: str) -> str:
    """The page that shows a claim, below docs/."""
    return "story/index.md" if claim[0] == "s" else "claims/index.md"


def url(claim: str) -> str:
    """A claim's own place, as a link from docs/."""
    return f"/{page(claim)}#{claim}"


def sources_of(claim: str) -> list[str]:
    """Source ids of what its verdict rests on: findings, and the rows that its check used."""
    keys = {row["source"] for row in facts.data().evidence if row["claim"] == claim}
    if claim in names():
        keys |= {row.source for row in result(claim).inputs}
    return sorted(keys)


def table() -> Table:
    """The rows of claims.csv with their lines."""
    return contract.read_all(ROOT / "data")[0]["claims"]


def check_all() -> None:
    """Hold every verdict to its check. Raises Refused with every claim that no longer follows from the data."""
    if problems := list(problems_of(table())):
        raise Refused(problems)


def problems_of(claims: Table) -> Iterator[Problem]:
    """What is wrong with the verdicts of these rows."""
    known = {row["id"]: index for index, row in enumerate(claims.rows)}
    for name in names():
        if name not in known:
            yield Problem(f"scripts/claims/{name}.py", 1, f"{name} is no claim of {claims.file}")
    for name, index in known.items():
        decided = claims.rows[index]["decided_by"]
        if decided == "check" and name not in names():
            yield claims.problem(
                index, f"decided_by is check, but there is no scripts/claims/{name}.py; write evidence"
            )
        elif decided == "evidence" and name in names():
            yield claims.problem(index, f"decided_by is evidence, but scripts/claims/{name}.py stands; write check")
        elif decided == "check" and (wrong := departs(name, claims.rows[index]["verdict"])):
            yield claims.problem(index, wrong)


def departs(name: str, verdict: str) -> str | None:
    """None where a verdict follows from its check; else what it says now, and what would be right."""
    try:
        check = result(name).check
    except (facts.Unchosen, ValueError, StopIteration) as error:
        return f"its check cannot be run: {error}"
    now = "; ".join(map(str, check.comparisons))
    follows = check.verdicts.get(check.outcome)
    if follows is None:
        return (
            f"verdict is {verdict}, but {now}; scripts/claims/{name}.py knows no verdict for that: read the claim again"
        )
    return None if follows == verdict else f"verdict is {verdict}, but {now}; write {follows}"
