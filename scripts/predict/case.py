"""A case: one published result with the inputs that a prediction may use. The measured value is not among them."""

import csv
import io
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from scripts import contract
from scripts.contract import Problem, Refused
from scripts.facts import Run

COLUMNS = (
    "case_id", "category", "system", "chips", "workload", "inputs", "metric", "measured_value", "unit", "source", "locator",
    "confidence", "note", "group", "kind",
)  # fmt: skip


SAME = {"p2p": "collective"}  # copies from one device to another count among the collectives


class Unpredicted(Exception):
    """A case that no model here covers; says why in one sentence."""


@dataclass(frozen=True)
class Case:
    """What is known of a run before it is run."""

    case_id: str
    category: str
    system: str
    chips: float | None
    workload: str
    inputs: dict[str, Any] = field(hash=False)
    metric: str
    unit: str
    group: str
    kind: str

    @cached_property
    def chip(self) -> str:
        """The name of the chip as the inputs or, failing that, the system give it."""
        return str(self.inputs.get("chip") or self.system)

    def need(self, name: str) -> Any:
        """An input, or Unpredicted where the case does not give it."""
        value = self.inputs.get(name)
        if value is None:
            raise Unpredicted(f"the case does not give {name}")
        return value


def of(run: Run) -> Case:
    """A run of data/ as a case."""
    return Case(
        run.case_id,
        SAME.get(run.category, run.category),
        run.system,
        run.chips,
        run.workload,
        run.settings,
        run.metric,
        run.unit,
        run.group,
        run.kind,
    )


def read(path: Path) -> list[tuple[Case, float]]:
    """Cases with their measured values. Raises Refused with every bad row, by line and column."""
    problems: list[Problem] = []
    text = contract.read_text(path, path.name, problems)
    found: list[tuple[Case, float]] = []
    reader = csv.DictReader(io.StringIO(text or "", newline=""))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if text is not None and missing:
        raise Refused([Problem(path.name, 1, f"columns {', '.join(missing)} are missing; write {', '.join(COLUMNS)}")])
    seen: dict[str, int] = {}
    for row in reader:
        line = reader.line_num
        try:
            found.append(parse(row))
            name = row["case_id"]
            if name in seen:
                raise ValueError(f"case_id {name!r} stands on line {seen[name]} too; write another")
            seen[name] = line
        except ValueError as error:
            problems.append(Problem(path.name, line, str(error)))
    if problems:
        raise Refused(problems)
    return found


def parse(row: dict[str, str]) -> tuple[Case, float]:
    """One row. Raises ValueError that names the column and the cure."""
    if None in row.values() or None in row:
        raise ValueError("the row has too few or too many cells; is a comma missing or too many?")
    try:
        inputs = json.loads(row["inputs"])
    except json.JSONDecodeError as error:
        raise ValueError(
            f"inputs is no JSON ({error.msg} at character {error.pos}); write an object of names and values"
        ) from error
    if not isinstance(inputs, dict):
        raise ValueError("inputs is no JSON object; write {name: value, …}")
    measured = number("measured_value", row["measured_value"])
    if measured <= 0:
        raise ValueError(f"measured_value is {measured:g}; write a positive number")
    chips = number("chips", row["chips"]) if row["chips"] else None
    words = {
        name: row[name] for name in ("case_id", "category", "system", "workload", "metric", "unit", "group", "kind")
    }
    for name in ("case_id", "category", "metric", "unit"):
        if not words[name]:
            raise ValueError(f"{name} is empty; write it")
    words["category"] = SAME.get(words["category"], words["category"])
    return Case(**words, chips=chips, inputs=inputs), measured


def number(name: str, text: str) -> float:
    """A finite number. Raises ValueError."""
    try:
        value = float(text)
    except ValueError as error:
        raise ValueError(f"{name} is {text!r}; write a plain number like 13.67") from error
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"{name} is {text!r}; write a finite number")
    return value
