"""The rows of data/ as objects: choose one, choose several, convert. Every number of the site comes through here.

`fact("gb200-nvl72", "peak-compute", "bf16", "sparse")` is one row or an error that lists the candidates.
While a computation runs inside `traced()`, the rows that it uses are noted, so its sources need not be typed.
"""

import builtins
import contextlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property

import pint

from scripts import ROOT, contract
from scripts.contract import Refused, Table
from scripts.units import quantity

KEY = ("precision", "sparsity", "direction", "scope", "basis", "condition", "source", "as_of")


UNSTATED = {
    "precision": "number format not stated",
    "sparsity": "dense or sparse not stated",
    "direction": "direction not stated",
    "basis": "basis not stated",
}


def slug(text: str) -> str:
    """A text as part of an address."""
    return re.sub(r"[^a-z0-9.]+", "-", str(text).lower()).strip("-")


@dataclass(frozen=True, eq=False)
class Fact:
    """One row of facts.csv; attributes are its columns, empty ones None."""

    entity: str
    property: str
    value: float
    value_to: float | None
    bound: str
    unit: str
    precision: str | None
    sparsity: str | None
    direction: str | None
    scope: str | None
    basis: str | None
    condition: str | None
    kind: str
    source: str
    locator: str
    as_of: str
    confidence: str
    note: str | None

    @cached_property
    def key(self) -> str:
        """The row's address on its machine's page; made of its key columns, so it stays when other rows come."""
        words = [self.property] + [getattr(self, name) for name in KEY]
        return "-".join(slug(word) for word in words if word)

    @builtins.property  # the column `property` hides it here
    def url(self) -> str:
        """The record, as a link from docs/."""
        return f"/machines/{self.entity}.md#{self.key}"

    @builtins.property  # the column `property` hides it here
    def conditions(self) -> dict[str, str]:
        """The condition as a dict."""
        return dict(part.split("=", 1) for part in self.condition.split("; ")) if self.condition else {}

    @builtins.property  # the column `property` hides it here
    def form(self) -> str:
        """What the figure counts, in words: "BF16, dense, per package"; what must hold besides stands in the condition."""
        words = [
            UNSTATED["precision"] if self.precision == "unstated" else (self.precision or "").upper(),
            UNSTATED["sparsity"] if self.sparsity == "unstated" else self.sparsity,
            {"one-way": "one way", "both-ways": "both ways added", "unstated": UNSTATED["direction"]}.get(
                self.direction or ""
            ),
            f"per {self.scope}" if self.scope else None,
            {"unstated": UNSTATED["basis"], "thermal-design": "thermal design"}.get(self.basis or "", self.basis),
        ]
        return ", ".join(word for word in words if word)

    @builtins.property  # the column `property` hides it here
    def words(self) -> set[str]:
        """What may stand in a link or a call to choose this row."""
        plain = [self.property, self.kind, self.confidence] + [
            getattr(self, name) for name in KEY if name != "condition"
        ]
        conditions = [f"{name}={value}" for name, value in self.conditions.items()]
        return {slug(word) for word in [*plain, *conditions] if word} | {slug(v) for v in self.conditions.values()}

    @builtins.property  # the column `property` hides it here
    def quantity(self) -> pint.Quantity:
        """The value with its unit. For a printed range use `low` and `high`."""
        note(self)
        if self.value_to is not None:
            raise ValueError(f"{self.property} of {self.entity} is printed as a range; use .low and .high")
        return quantity(self.value, self.unit)

    @builtins.property  # the column `property` hides it here
    def low(self) -> pint.Quantity:
        """The value, or the lower end where the source prints a range."""
        note(self)
        return quantity(self.value, self.unit)

    @builtins.property  # the column `property` hides it here
    def high(self) -> pint.Quantity:
        """The value, or the upper end where the source prints a range."""
        note(self)
        return quantity(self.value if self.value_to is None else self.value_to, self.unit)

    def to(self, unit_text: str) -> float:
        """The value in another unit."""
        note(self)
        return float(self.quantity.to(unit_text).magnitude)


@dataclass(frozen=True, eq=False)
class Run:
    """One row of runs.csv: a result with the inputs of its run."""

    case_id: str
    category: str
    system: str
    chips: float | None
    workload: str
    inputs: str
    metric: str
    measured_value: float
    unit: str
    source: str
    locator: str
    confidence: str
    note: str | None
    group: str
    kind: str
    as_of: str

    @property
    def url(self) -> str:
        """The record, as a link from docs/."""
        return f"/machines/{self.system}.md#run-{self.case_id}"

    @property
    def entity(self) -> str:
        """The machine that ran; the name that facts have for it."""
        return self.system

    @property
    def settings(self) -> dict:
        """The inputs as a dict."""
        return json.loads(self.inputs)

    @property
    def quantity(self) -> pint.Quantity:
        """The result with its unit."""
        note(self)
        return quantity(self.measured_value, self.unit)

    low = high = quantity

    def to(self, unit_text: str) -> float:
        """The result in another unit."""
        return float(self.quantity.to(unit_text).magnitude)


@dataclass(frozen=True, eq=False)
class Part:
    """One step of the ladder: `count` of a part in a whole."""

    whole: str
    part: str
    count: int
    source: str
    locator: str

    @property
    def url(self) -> str:
        """The record, as a link from docs/."""
        return f"/machines/{self.whole}.md#part-{self.part}"

    @property
    def entity(self) -> str:
        """The thing of which the count is stated."""
        return self.whole

    @property
    def quantity(self) -> pint.Quantity:
        """The count."""
        note(self)
        return quantity(self.count, "1")

    low = high = quantity

    def to(self, unit_text: str) -> float:
        """The count as a number."""
        return float(self.quantity.to(unit_text).magnitude)


@dataclass(frozen=True, eq=False)
class Rule:
    """One row of export-rules.csv: what a rule limits from a day on, with at most one number."""

    id: str
    rule: str
    date: str
    ended: str | None
    authority: str
    subject: str
    limits: str
    criterion: str | None
    measure: str | None
    bound: str | None
    threshold: float | None
    threshold_to: float | None
    unit: str | None
    citation: str | None
    source: str
    locator: str
    as_of: str
    confidence: str
    note: str | None

    @property
    def url(self) -> str:
        """The record, as a link from docs/."""
        return f"/rules/index.md#{self.id}"

    @property
    def low(self) -> pint.Quantity:
        """The number, or the lower end where the rule names a band. Raises Unchosen where the rule has none."""
        note(self)
        if self.threshold is None:
            raise Unchosen(f"rule {self.id} has no number")
        return quantity(self.threshold, self.unit or "1")

    @property
    def high(self) -> pint.Quantity:
        """The number, or the upper end where the rule names a band."""
        return self.low if self.threshold_to is None else quantity(self.threshold_to, self.unit or "1")

    def to(self, unit_text: str) -> float:
        """The number, or the lower end of a band, in another unit."""
        return float(self.low.to(unit_text).magnitude)


Row = Fact | Run | Part | Rule


@dataclass(frozen=True)
class Data:
    """All of data/, read once."""

    facts: list[Fact]
    runs: list[Run]
    parts: list[Part]
    entities: dict[str, dict]
    properties: dict[str, dict]
    terms: dict[str, dict]
    quantities: dict[str, dict]
    peers: list[dict]
    misses: dict[str, dict]
    left_out: dict[str, dict]
    rules: dict[str, Rule]
    rule_effects: list[dict]
    claims: dict[str, dict]
    evidence: list[dict]
    sources: dict[str, dict]


@cache
def data() -> Data:
    """Read data/. Raises Refused with every problem of form; `python -m scripts.check` also looks at the physics."""
    tables, sources, problems = contract.read_all(ROOT / "data")
    if problems:
        raise Refused(problems)
    return assemble(tables, sources)


def assemble(tables: dict[str, Table], sources: list[dict]) -> Data:
    """Tables that passed the contract as objects."""

    def objects(kind: type, name: str) -> list:
        names = [field.name for field in fields(kind)]
        return [kind(**{key: row[key] for key in names}) for row in tables[name].rows]

    return Data(
        objects(Fact, "facts"),
        objects(Run, "runs"),
        objects(Part, "parts"),
        {row["id"]: row for row in tables["entities"].rows},
        {row["id"]: row for row in tables["properties"].rows},
        {row["id"]: row for row in tables["terms"].rows},
        {row["name"]: row for row in tables["quantities"].rows},
        tables["peers"].rows,
        {row["group"]: row for row in tables["misses"].rows},
        {row["class"]: row for row in tables["left-out"].rows},
        {rule.id: rule for rule in objects(Rule, "export-rules")},
        tables["rule-effects"].rows,
        {row["id"]: row for row in tables["claims"].rows},
        tables["evidence"].rows,
        {source["id"]: source for source in sources},
    )


# --- what a computation used ------------------------------------------------------------------------------------------

_used: list[list[Row]] = []


@contextlib.contextmanager
def traced() -> Iterator[list[Row]]:
    """Collect the rows that are chosen, or whose values are taken, inside the block."""
    _used.append([])
    try:
        yield _used[-1]
    finally:
        inner = _used.pop()
        for row in inner:
            note(row)


def note(row: Row) -> None:
    """Remember that this row was used."""
    if _used and row not in _used[-1]:
        _used[-1].append(row)


# --- choosing ---------------------------------------------------------------------------------------------------------


class Unchosen(LookupError):
    """No row, or several, where one was asked for."""


def facts(entity: str | None = None, property: str | None = None, *words: str, **columns: str | None) -> list[Fact]:
    """All rows of an entity, a property, or both, that have all these words and column values."""
    wanted = {slug(word) for word in words}
    return [
        row
        for row in data().facts
        if (entity is None or row.entity == entity)
        and (property is None or row.property == property)
        and wanted <= row.words
        and all(getattr(row, name) == value for name, value in columns.items())
    ]


def fact(entity: str, property: str, *words: str) -> Fact:
    """The one row that these words leave. Raises Unchosen with the candidates where they leave none or several."""
    found = facts(entity, property, *words)
    if len(found) == 1:
        note(found[0])
        return found[0]
    asked = "/".join([entity, property, *words])
    if found:
        raise Unchosen(f"{asked} leaves {len(found)} rows; add words:\n" + candidates(found))
    if entity not in data().entities:
        raise Unchosen(f"{asked}: no entity {entity!r}{contract.nearest(entity, set(data().entities))}")
    others = facts(entity, property)
    if others:
        raise Unchosen(f"{asked} leaves no row; there are:\n" + candidates(others))
    known = {row.property for row in facts(entity)}
    raise Unchosen(
        f"{asked}: {entity} has no {property}{contract.nearest(property, known)}; it has {', '.join(sorted(known))}"
    )


def candidates(rows: list[Fact]) -> str:
    """Rows as the links that choose them, one a line."""
    return "\n".join(
        "    " + "/".join([row.entity, row.property, *(shown(row))]) + f"  = {row.value:g} {row.unit}" for row in rows
    )


def shown(row: Fact) -> list[str]:
    """The words of a row in the order of a link, the source last."""
    conditions = [slug(f"{name}={value}") for name, value in row.conditions.items()]
    words = [
        row.precision,
        row.sparsity,
        row.direction,
        row.scope,
        row.basis,
        *conditions,
        row.kind,
        row.as_of,
        row.source,
    ]
    return [word for word in words if word]


def range_of(entity: str, property: str, *words: str) -> tuple[pint.Quantity, pint.Quantity]:
    """Least and greatest of rows of one kind of thing. Raises Unchosen where they differ in what they count."""
    rows = span(entity, property, *words)
    return min(row.low for row in rows), max(row.high for row in rows)


def span(entity: str, property: str, *words: str) -> list[Fact]:
    """The rows of a range, held to count the same thing."""
    rows = facts(entity, property, *words)
    if len(rows) < 2:
        raise Unchosen("/".join([entity, property, *words]) + f" leaves {len(rows)} rows; a range needs two")
    for column in ("sparsity", "direction", "scope", "basis", "precision"):
        found = sorted({str(getattr(row, column)) for row in rows})
        if len(found) > 1:
            raise Unchosen("/".join([entity, property, *words]) + f" mixes {column} {' and '.join(found)}; name one")
    return rows


def part(whole: str, name: str) -> Part:
    """How many of a part stand in a whole. Raises Unchosen where the ladder does not say."""
    for row in data().parts:
        if (row.whole, row.part) == (whole, name):
            note(row)
            return row
    known = [row.part for row in data().parts if row.whole == whole]
    raise Unchosen(
        f"parts.csv does not say how many {name} are in {whole}; it has {', '.join(known) or 'nothing of it'}"
    )


def run(case_id: str) -> Run:
    """One run. Raises Unchosen where there is none of that name."""
    for row in data().runs:
        if row.case_id == case_id:
            note(row)
            return row
    raise Unchosen(f"no run {case_id!r}{contract.nearest(case_id, {row.case_id for row in data().runs})}")


def rule(name: str) -> Rule:
    """One rule of export-rules.csv. Raises Unchosen where there is none of that name."""
    if name not in data().rules:
        raise Unchosen(f"no rule {name!r}{contract.nearest(name, set(data().rules))}")
    note(data().rules[name])
    return data().rules[name]


def all_rows() -> list[Fact | Run | Part]:
    """Facts, runs and parts together."""
    return [*data().facts, *data().runs, *data().parts]


def entity(name: str) -> dict:
    """One row of entities.csv."""
    return data().entities[name]


def source(name: str) -> dict:
    """One source of the bibliography."""
    return data().sources[name]


def sources_of(rows: Sequence[Row]) -> str:
    """Source ids of rows, sorted, as the `source` column of a figure holds them."""
    return ";".join(sorted({row.source for row in rows}))
