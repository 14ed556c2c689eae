"""What the contract cannot say of the data: units, physics, the ladder, dates. All problems at once."""

from collections import defaultdict
from collections.abc import Iterator

import networkx as nx

from scripts import ROOT, contract
from scripts.contract import Problem, Refused, Table
from scripts.facts import Fact, assemble
from scripts.units import UNITS, quantity, unit

NEAR = 0.02  # two printed figures that should be equal may differ by rounding

CHOICES = {
    "direction": "write one-way, both-ways or unstated",
    "sparsity": "write dense, sparse or unstated",
    "basis": "write maximum, typical, thermal-design, estimated, measured or unstated",
    "scope": "write per what: die, package, tray, rack, system …",
    "precision": "write the number format, or unstated",
}


def check() -> None:
    """Read and check all of data/. Raises Refused with every problem."""
    tables, sources, problems = contract.read_all(ROOT / "data")
    problems += list(physics(tables, sources))
    if problems:
        raise Refused(problems)


def physics(tables: dict[str, Table], sources: list[dict]) -> Iterator[Problem]:
    """All checks that look at more than one cell."""
    yield from columns_required(tables)
    yield from units(tables)
    yield from symbols(tables["properties"], tables["quantities"])
    yield from ladder(tables["parts"])
    yield from dates(tables["entities"])
    yield from claims(tables)
    if all(None not in (row["value"], row["unit"]) for row in tables["facts"].rows):
        yield from agreement(tables, sources)


def columns_required(tables: dict[str, Table]) -> Iterator[Problem]:
    """A property may require columns: a bandwidth without direction is no figure."""
    properties = {row["id"]: row for row in tables["properties"].rows}
    table = tables["facts"]
    for index, row in enumerate(table.rows):
        needs = (properties.get(row["property"], {}).get("requires") or "").split(";")
        for name in filter(None, needs):
            if row.get(name) is None:
                yield table.problem(index, f"{name} is missing; {CHOICES[name]}")


def units(tables: dict[str, Table]) -> Iterator[Problem]:
    """Units are known, of the property's dimension, and the value is within its bounds."""
    properties = {row["id"]: row for row in tables["properties"].rows}
    for table in (tables["facts"], tables["runs"], tables["properties"], tables["quantities"]):
        for index, row in enumerate(table.rows):
            try:
                unit(row["unit"] or "1")
            except ValueError as error:
                yield table.problem(index, f"unit {error}")
                continue
            if table.name == "facts" and row["property"] in properties and row["value"] is not None:
                yield from one_value(table, index, row, properties[row["property"]])


def symbols(properties: Table, quantities: Table) -> Iterator[Problem]:
    """One symbol has one meaning in the formulas; a quantity that is a property has its symbol and the kind of its unit."""
    known = {row["id"]: row for row in properties.rows}
    taken = {row["symbol"]: f"property {row['id']}" for row in properties.rows}
    for index, row in enumerate(quantities.rows):
        prop = known.get(row["property"])
        if prop is None:
            other = taken.setdefault(row["symbol"], f"quantity {row['name']}")
            if other != f"quantity {row['name']}":
                yield quantities.problem(index, f"symbol {row['symbol']} is that of {other}; write another")
        elif row["symbol"] != prop["symbol"]:
            yield quantities.problem(index, f"symbol is {row['symbol']}; write {prop['symbol']}, as {prop['id']} has")
        low, high = row["minimum"], row["maximum"]
        if None not in (low, high) and low >= high:
            yield quantities.problem(index, f"maximum {high:g} is not above minimum {low:g}; swap the two")


def one_value(table: Table, index: int, row: dict, prop: dict) -> Iterator[Problem]:
    """A value against the unit and bounds of its property."""
    ends = [end for end in (row["value"], row["value_to"]) if end is not None]
    if len(ends) == 2 and ends[0] >= ends[1]:
        yield table.problem(index, f"value_to {ends[1]:g} is not above value {ends[0]:g}; write the range upwards")
    if unit(row["unit"] or "1").dimensionality != unit(prop["unit"]).dimensionality:
        if not money(row["unit"], prop["unit"]):
            yield table.problem(index, f"unit is {row['unit']!r}; write one of the kind of {prop['unit']}")
        return
    for end in ends:
        value = quantity(end, row["unit"] or "1").to(unit(prop["unit"])).magnitude
        low, high = prop["lower_bound"], prop["upper_bound"]
        if (low is not None and value < low * (1 - 1e-9)) or (high is not None and value > high * (1 + 1e-9)):
            bounds = f"{low:g} to {high:g} {prop['unit']}" if None not in (low, high) else "its bounds"
            yield table.problem(index, f"value {end:g} {row['unit']} is outside {bounds}; is the unit right?")


def money(found: str | None, wanted: str) -> bool:
    """Prices keep their currency: nothing converts one into another without a dated rate."""
    currencies = ("USD", "CNY", "EUR")
    return any(c in wanted for c in currencies) and any(c in (found or "") for c in currencies)


def ladder(table: Table) -> Iterator[Problem]:
    """The ladder of parts has no cycle."""
    graph = nx.DiGraph((row["whole"], row["part"]) for row in table.rows if row["whole"] and row["part"])
    for cycle in nx.simple_cycles(graph):
        index = next(i for i, row in enumerate(table.rows) if row["whole"] in cycle and row["part"] in cycle)
        yield table.problem(
            index, f"goes in a circle: {' contains '.join([*cycle, cycle[0]])}; a part cannot hold its whole"
        )


def dates(table: Table) -> Iterator[Problem]:
    """What is available was announced before, and a date has its source."""
    for index, row in enumerate(table.rows):
        announced, available = row["announced"], row["available"]
        if announced and available and available[: len(announced)] < announced[: len(available)]:
            yield table.problem(index, f"available {available} is before announced {announced}; look at both sources")
        for name in ("announced", "available"):
            if row[name] and not (row[f"{name}_source"] and row[f"{name}_locator"]):
                yield table.problem(index, f"{name} has no source or locator; a date is a number too")


def claims(tables: dict[str, Table]) -> Iterator[Problem]:
    """A verdict fits the kind of error, rests on something, and is no younger than the last look at it."""
    table = tables["claims"]
    found = {row["claim"] for row in tables["evidence"].rows}
    for index, row in enumerate(table.rows):
        if row["verdict"] == "true" and row["kind_of_error"] != "none":
            yield table.problem(index, f"verdict is true, but kind_of_error is {row['kind_of_error']}; write none")
        if row["kind_of_error"] == "none" and row["verdict"] not in ("true", "judgement", None):
            yield table.problem(index, f"kind_of_error is none, but verdict is {row['verdict']}; name what went wrong")
        if row["changed"] and row["checked"] and row["changed"] > row["checked"]:
            yield table.problem(
                index, f"changed {row['changed']} is after checked {row['checked']}; look at both dates"
            )
        if row["decided_by"] == "evidence" and row["id"] not in found:
            yield table.problem(index, "decided_by is evidence, but data/evidence.csv has no row of it; add one")
        if (row["said"] is None) != (row["said_unit"] is None):
            yield table.problem(index, "said and said_unit belong together; write both or neither")
        elif row["said_unit"]:
            try:
                unit(row["said_unit"])
            except ValueError as error:
                yield table.problem(index, f"said_unit {error}")


def agreement(tables: dict[str, Table], sources: list[dict]) -> Iterator[Problem]:
    """Rows of one source against each other: sparse and dense, both ways and one way, the whole and its parts."""
    try:
        rows = assemble(tables, sources).facts
    except KeyError:  # columns are missing, which was said already
        return
    table = tables["facts"]
    at = {id(row): index for index, row in enumerate(rows)}
    yield from twice(rows, table, at, "sparsity", "sparse", "dense")
    yield from twice(rows, table, at, "direction", "both-ways", "one-way")
    yield from sums(rows, tables, at)


def twice(rows: list[Fact], table: Table, at: dict, column: str, large: str, small: str) -> Iterator[Problem]:
    """The large form is twice the small one of the same source, unless sparse-ratio says otherwise; never below it."""
    groups: dict[tuple, dict[str, Fact]] = defaultdict(dict)
    for row in rows:
        same = [getattr(row, name) for name in ("entity", "property", "precision", "scope", "basis", "source", "as_of")]
        other = row.direction if column == "sparsity" else row.sparsity
        if row.value_to is None:
            groups[(*same, other, row.conditions.get("bin"))][getattr(row, column)] = row
    for group in groups.values():
        if large not in group or small not in group or not comparable(group[large], group[small]):
            continue
        ratio = float((group[large].quantity / group[small].quantity).to(UNITS.dimensionless).magnitude)
        if ratio < 1:
            yield table.problem(
                at[id(group[small])], f"{small} is above {large} of the same source; are the two swapped?"
            )
        elif abs(ratio / 2 - 1) > NEAR and not group[large].conditions.get("sparse-ratio"):
            cure = "write sparse-ratio in the condition if the source says so"
            yield table.problem(
                at[id(group[large])],
                f"{large} is {ratio:.3g} times {small} of the same source, not twice; {cure}",
            )


def comparable(one: Fact, other: Fact) -> bool:
    """Two rows whose values convert into each other."""
    try:
        return unit(one.unit).dimensionality == unit(other.unit).dimensionality
    except ValueError:
        return False


def sums(rows: list[Fact], tables: dict[str, Table], at: dict) -> Iterator[Problem]:
    """A whole is count × part within the property's tolerance, for the best pair of sources, or a note says why not."""
    tolerance = {row["id"]: row["tolerance"] for row in tables["properties"].rows if row["tolerance"] is not None}
    counts = totals(tables["parts"])
    by_entity: dict[tuple, list[Fact]] = defaultdict(list)
    for row in rows:
        by_entity[row.entity, row.property, row.precision, row.sparsity, row.direction].append(row)
    for row in rows:
        if row.property not in tolerance or row.note or row.value_to is not None:
            continue
        ratios = [
            float((row.low / (count * other.low)).to(UNITS.dimensionless).magnitude)
            for (whole, part), count in counts.items()
            if whole == row.entity
            for other in by_entity[part, row.property, row.precision, row.sparsity, row.direction]
            if comparable(row, other) and row.conditions.get("bin") == other.conditions.get("bin")
        ]
        if ratios and min(abs(ratio - 1) for ratio in ratios) > tolerance[row.property]:
            best = min(ratios, key=lambda ratio: abs(ratio - 1))
            text = f"is {best:.3g} times the sum of its parts; look at the unit and scope, or say in the note why"
            yield tables["facts"].problem(at[id(row)], text)


def totals(parts: Table) -> dict[tuple[str, str], int]:
    """How many of each part are in each whole, over all steps of the ladder."""
    graph = nx.DiGraph()
    for row in parts.rows:
        if row["whole"] and row["part"] and row["count"]:
            graph.add_edge(row["whole"], row["part"], count=row["count"])
    if not nx.is_directed_acyclic_graph(graph):
        return {}
    found: dict[tuple[str, str], int] = {}
    for whole in reversed(list(nx.topological_sort(graph))):
        for child in graph.successors(whole):
            count = graph.edges[whole, child]["count"]
            found[whole, child] = found.get((whole, child), 0) + count
            for (middle, low), inner in list(found.items()):
                if middle == child:
                    found[whole, low] = found.get((whole, low), 0) + count * inner
    return found


def main() -> int:
    """Check the data and say what is wrong, or how much there is."""
    try:
        check()
    except Refused as refused:
        print(refused)
        print(f"data: {len(refused.problems)} problems")
        return 1
    print("data: no problem")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
