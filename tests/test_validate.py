"""Reading cases, looking up constants, naming classes, reporting: what holds the models to measurements."""

import ast
import csv
import json
from pathlib import Path

import pytest

from scripts import ROOT, validate
from scripts.contract import Refused
from scripts.facts import data
from scripts.predict.case import COLUMNS, Case, Unpredicted, read
from scripts.predict.classes import TABLE, class_of
from scripts.predict.constants import Constants, table
from scripts.predict.kinship import kin

GOOD = {
    "case_id": "one", "category": "collective", "system": "dgx-h100", "chips": "8", "workload": "all-reduce",
    "inputs": '{"ranks": 8}', "metric": "time", "measured_value": "13.67", "unit": "us", "source": "s2026x", "locator": "l",
    "confidence": "high", "note": "", "group": "g", "kind": "measured",
}  # fmt: skip


def write(path: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Path:
    """A file of cases."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


BAD = {
    "no number": ({"measured_value": "fast"}, "measured_value is 'fast'; write a plain number like 13.67"),
    "zero": ({"measured_value": "0"}, "measured_value is 0; write a positive number"),
    "infinite": ({"measured_value": "inf"}, "measured_value is 'inf'; write a finite number"),
    "chips": ({"chips": "eight"}, "chips is 'eight'; write a plain number like 13.67"),
    "inputs are no JSON": ({"inputs": "{ranks: 8}"}, "inputs is no JSON"),
    "inputs are a list": ({"inputs": "[8]"}, "inputs is no JSON object; write {name: value, …}"),
    "no metric": ({"metric": ""}, "metric is empty; write it"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_is_named(tmp_path: Path, name: str) -> None:
    """Catch a bad row that is skipped, guessed at, or named without its line."""
    change, message = BAD[name]
    with pytest.raises(Refused) as refused:
        read(write(tmp_path / "cases.csv", GOOD, GOOD | {"case_id": "two"} | change))
    (problem,) = refused.value.problems
    assert problem.line == 3 and message in str(problem)


def test_a_case_that_stands_twice_is_named(tmp_path: Path) -> None:
    """Catch a case that counts twice."""
    with pytest.raises(Refused, match="case_id 'one' stands on line 2 too"):
        read(write(tmp_path / "cases.csv", GOOD, GOOD))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    """Catch a file of another form that is read as empty."""
    with pytest.raises(Refused, match="columns inputs are missing"):
        read(write(tmp_path / "cases.csv", GOOD, columns=tuple(name for name in COLUMNS if name != "inputs")))


def test_the_command_ends_with_two_on_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Catch a traceback, or success, where a file cannot be read."""
    assert validate.main([str(write(tmp_path / "cases.csv", GOOD | {"chips": "x"}))]) == 2
    assert "cases.csv:2: chips is 'x'" in capsys.readouterr().err
    assert validate.main([str(tmp_path / "none.csv")]) == 2
    assert "file is missing" in capsys.readouterr().err


def test_what_is_not_predicted_counts_as_outside(tmp_path: Path) -> None:
    """Catch a share that leaves out the rows that no model covers, or a projection that counts as a measurement."""
    unknown = GOOD | {"category": "astrology"}
    path = write(tmp_path / "cases.csv", unknown, unknown | {"case_id": "two", "kind": "projected"})
    outcomes = validate.run(path)
    line = validate.summary(outcomes)
    assert (line["n"], line["predicted"], line["within_20"], line["median"]) == (1, 0, 0.0, None)
    assert outcomes[0].reason == "no module predicts astrology"


def test_the_summary_is_the_arithmetic_of_a_pencil() -> None:
    """Catch a percentile, a share or a bias that is another one."""
    case = Case(**{name: GOOD[name] for name in ("case_id", "category", "system", "workload", "metric", "unit", "group", "kind")}, chips=8, inputs={})  # fmt: skip
    outcomes = [validate.Outcome(case, 100, 100 + error) for error in (-30, -10, 0, 10, 20)]
    line = validate.summary([*outcomes, validate.Outcome(case, 100, None, "why")])
    assert line["n"] == 6 and line["predicted"] == 5
    assert (
        line["median"] == pytest.approx(10) and line["worst"] == pytest.approx(30) and line["p90"] == pytest.approx(30)
    )
    assert line["within_20"] == pytest.approx(100 * 4 / 6) and line["bias"] == pytest.approx(-2)


def test_every_category_of_runs_has_a_class_for_every_case() -> None:
    """Catch a case that falls through the table, or a class that the report does not know."""
    for category in {name for name, _, _ in TABLE}:
        *_, last = (rule for name, _, rule in TABLE if name == category)
        case = Case("x", category, "s", None, "", {}, "m", "us", "g", "measured")
        assert last(case) and not class_of(case).endswith("unknown")


def test_an_unknown_chip_gets_its_familys_constant_and_is_marked() -> None:
    """Catch a new chip that is refused, or that passes as known."""
    entity, prop, condition = next(key for key in table() if data().entities[key[0]]["kind"] == "package")
    constants = Constants()
    words = dict(part.split("=", 1) for part in condition.split("; ") if part)
    assert constants.get(entity, prop, **words) == table()[entity, prop, condition] and not constants.blind
    other = next(key for key in data().entities if kin(key, entity) and (key, prop, condition) not in table())
    constants.get(other, prop, **words)
    assert constants.blind == [f"{prop} of {other}"]
    with pytest.raises(Unpredicted, match="no number-of-wishes"):
        constants.get(entity, "number-of-wishes")


def test_no_model_knows_a_case() -> None:
    """Catch a factor for one case or one table: no id and no group of the data stands in the models' source."""
    ids = {run.case_id for run in data().runs} | {run.group for run in data().runs if "_" in run.group}
    folders = [ROOT / "scripts" / "models", ROOT / "scripts" / "predict"]
    files = [*(path for folder in folders for path in folder.glob("*.py")), ROOT / "scripts" / "validate.py"]
    for path in files:
        words = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
        }
        assert not ids & {word for word in words if isinstance(word, str)}, path


def test_the_report_in_json_is_what_the_terminal_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Catch a report that leaves out a part, or that JSON cannot hold."""
    target = tmp_path / "report.json"
    assert validate.main([str(write(tmp_path / "cases.csv", GOOD)), "--json", str(target)]) == 0
    found = json.loads(target.read_text(encoding="utf-8"))
    assert set(found) == {"categories", "classes", "groups", "cases"}
    assert found["cases"][0]["class"] == "collective/all" and found["categories"]["collective"]["n"] == 1
    assert "collective/all" in capsys.readouterr().out
