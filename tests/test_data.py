"""Faults planted in a copy of data/, and the message that each gets; then the real data."""

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from frictionless import Package

from scripts import ROOT, checks, contract, links
from scripts.charts import five_stacks
from scripts.facts import all_rows, data


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of data/ to spoil."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def faults(folder: Path) -> list[str]:
    """Every message about the data of a folder."""
    tables, sources, problems = contract.read_all(folder)
    return [str(problem) for problem in sorted({*problems, *checks.physics(tables, sources)})]


def spoil(folder: Path, change: Callable[[dict], object], table: str = "facts", **where: str) -> int:
    """Change the first row that has these values; its line."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    index = next(i for i, row in enumerate(rows) if all(row[name] == value for name, value in where.items()))
    change(rows[index])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return index + 2


NVL72 = {"entity": "gb200-nvl72", "property": "scaleup-bandwidth", "source": "nvidia2024gb200page"}

PLANTED = {
    "unknown source": ({"source": "nvidia2024gb200pge"}, "source 'nvidia2024gb200pge' is not in data/sources.json; did you mean"),
    "unknown entity": ({"entity": "gb200-nvl27"}, "entity 'gb200-nvl27' is not in data/entities.csv; did you mean gb200-nvl72?"),
    "unknown property": ({"property": "scaleup-bandwith"}, "did you mean scaleup-bandwidth?"),
    "wrong dimension": ({"unit": "kW"}, "unit is 'kW'; write one of the kind of"),
    "no unit of ours": ({"unit": "Terrabytes"}, "'Terrabytes' is not a unit; write it like TFLOP/s"),
    "text for a value": ({"value": "about 130"}, "value is 'about 130'; write a plain number like 1440 or 7.67"),
    "thousands separator": ({"value": "1,300"}, "value is '1,300'; write 1300, without separators"),
    "empty locator": ({"locator": ""}, "locator is missing; write where in the source"),
    "a month that is none": ({"as_of": "2026-13-01"}, "as_of is '2026-13-01'; write YYYY-MM-DD, YYYY-MM or YYYY"),
    "a day that is none": ({"as_of": "2026-02-30"}, "as_of is '2026-02-30', a day that does not exist"),
    "missing direction": ({"direction": ""}, "direction is missing; write one-way, both-ways or unstated"),
    "word outside a list": ({"direction": "two-way"}, "direction is 'two-way'; write one-way, both-ways or unstated"),
    "condition without name": ({"condition": "about"}, "condition has 'about'; write name=value"),
    "range downwards": ({"value_to": "100"}, "value_to 100 is not above value 130; write the range upwards"),
    "implausible value": ({"unit": "kB/s"}, "is outside"),
    "spaces around": ({"kind": " spec"}, "kind is ' spec'; write it without spaces around"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_a_bad_row_is_named(copy: Path, name: str) -> None:
    """Catch a check of single rows that lets a fault pass, or whose message lacks file, line, row or cure."""
    change, message = PLANTED[name]
    line = spoil(copy, lambda row: row.update(change), **NVL72)
    row = {**NVL72, **change}
    found = [
        fault
        for fault in faults(copy)
        if fault.startswith(f"data/facts.csv:{line}: {row['property']} of {row['entity']}: ")
    ]
    assert any(message in fault for fault in found), "\n".join(faults(copy)) or "no fault found"


def test_the_message_of_a_missing_direction_is_whole(copy: Path) -> None:
    """Catch a message that drifts from the form the contributors' guide shows."""
    line = spoil(copy, lambda row: row.update(direction=""), **NVL72)
    assert faults(copy)[0] == (
        f"data/facts.csv:{line}: scaleup-bandwidth of gb200-nvl72: direction is missing; write one-way, both-ways or unstated"
    )


def test_all_faults_are_said_at_once(copy: Path) -> None:
    """Catch a check that stops at the first fault."""
    spoil(copy, lambda row: row.update(locator="", as_of="2026-13-01"), **NVL72)
    spoil(copy, lambda row: row.update(count="0"), "parts")
    text = "\n".join(faults(copy))
    assert all(word in text for word in ("locator is missing", "2026-13-01", "count is 0; write at least 1"))


def test_a_duplicate_is_named(copy: Path) -> None:
    """Catch two rows with one key."""
    path = copy / "facts.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[5]]), encoding="utf-8")
    assert any("says the same thing as line 6; keep one of the two" in fault for fault in faults(copy))


def test_a_row_cut_short_is_named(copy: Path) -> None:
    """Catch a row with too few cells."""
    path = copy / "facts.csv"
    path.write_text(path.read_text(encoding="utf-8") + "gb200-nvl72,system-power,120\n", encoding="utf-8")
    assert any("row has 3 cells where 18 are needed" in fault for fault in faults(copy))


def test_latin_1_is_named(copy: Path) -> None:
    """Catch a file saved in another encoding."""
    path = copy / "facts.csv"
    path.write_bytes(path.read_bytes() + b"caf\xe9\n")
    lines = path.read_bytes().count(b"\n")
    assert f"data/facts.csv:{lines}: byte 0xe9 is not UTF-8; save the file as UTF-8" in faults(copy)


def test_windows_line_ends_are_named(copy: Path) -> None:
    """Catch a file saved with CRLF."""
    path = copy / "parts.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "data/parts.csv:1: line ends with a carriage return (CRLF); save the file with LF line ends" in faults(copy)


def test_a_file_far_too_large_is_refused_unread(copy: Path) -> None:
    """Catch a wrong file that would take minutes to read."""
    with (copy / "runs.csv").open("ab") as file:
        file.truncate(50_000_000)
    assert "data/runs.csv:1: file has 50 MB, more than 20; is it the right file?" in faults(copy)


def test_a_cycle_in_the_ladder_is_named(copy: Path) -> None:
    """Catch a part that holds its whole."""
    spoil(copy, lambda row: row.update(part=row["whole"], whole=row["part"]), "parts")
    path = copy / "parts.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + (ROOT / "data/parts.csv").read_text(encoding="utf-8").splitlines()[1] + "\n",
        encoding="utf-8",
    )
    assert any("goes in a circle" in fault and "a part cannot hold its whole" in fault for fault in faults(copy))


def test_dense_above_sparse_is_named(copy: Path) -> None:
    """Catch the two forms of a compute rate swapped."""
    spoil(
        copy,
        lambda row: row.update(value="2000"),
        entity="gb300-nvl72",
        property="peak-compute",
        sparsity="dense",
    )
    assert any(
        "peak-compute of gb300-nvl72: dense is above sparse of the same source; are the two swapped?" in f
        for f in faults(copy)
    )


def test_both_ways_is_twice_one_way(copy: Path) -> None:
    """Catch a direction that was mixed up."""
    spoil(
        copy,
        lambda row: row.update(value="392"),
        entity="ascend-910c-die",
        property="scaleup-bandwidth",
        direction="one-way",
        source="zuo2025cloudmatrix",
    )
    assert any("both-ways is 1 times one-way of the same source, not twice" in fault for fault in faults(copy))


def test_a_whole_is_the_sum_of_its_parts(copy: Path) -> None:
    """Catch a figure of a whole that its parts do not add up to."""
    spoil(
        copy,
        lambda row: row.update(value="57.6"),
        entity="gb200-nvl72",
        property="hbm-bandwidth",
        source="nvidia2024gb200page",
    )
    assert any(
        "hbm-bandwidth of gb200-nvl72: is 0.1" in fault and "times the sum of its parts" in fault
        for fault in faults(copy)
    )


def test_a_symbol_with_two_meanings_is_named(copy: Path) -> None:
    """Catch a letter that means two things in the formulas, or another thing than its property."""
    spoil(copy, lambda row: row.update(symbol="B"), "quantities", name="ranks")
    spoil(copy, lambda row: row.update(symbol="P"), "quantities", name="peak_compute")
    spoil(copy, lambda row: row.update(minimum="2", maximum="1"), "quantities", name="efficiency")
    text = "\n".join(faults(copy))
    assert "ranks: symbol B is that of quantity bandwidth; write another" in text
    assert "peak_compute: symbol is P; write R_peak, as peak-compute has" in text
    assert "efficiency: maximum 1 is not above minimum 2; swap the two" in text


def test_a_date_without_source_is_named(copy: Path) -> None:
    """Catch a date that leads nowhere, and one before its announcement."""
    spoil(
        copy,
        lambda row: row.update(announced="2025-04-10", announced_source="", available="2024-01"),
        "entities",
        id="cloudmatrix-384",
    )
    text = "\n".join(faults(copy))
    assert "announced has no source or locator" in text and "available 2024-01 is before announced 2025-04-10" in text


def test_a_source_without_tier_is_named(copy: Path) -> None:
    """Catch a source whose grade the reader could not see."""
    path = copy / "sources.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"tier": "press"', '"tier": "blog"', 1), encoding="utf-8")
    assert any("tier is 'blog'; write primary or analyst or press" in fault for fault in faults(copy))


def test_broken_json_is_named(copy: Path) -> None:
    """Catch a bibliography that cannot be read."""
    path = copy / "sources.json"
    path.write_text(path.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    assert any(fault.startswith("data/sources.json:") and "not readable as JSON" in fault for fault in faults(copy))


# --- the real data ----------------------------------------------------------------------------------------------------


def test_the_data_has_no_fault() -> None:
    """Catch any fault in data/ itself."""
    assert faults(ROOT / "data") == []


def test_the_data_is_a_valid_data_package() -> None:
    """Catch a contract or table that others could not read: frictionless judges independently of our reader."""
    report = Package(str(ROOT / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])[:5]


def used_sources() -> Iterator[str]:
    """Every source that some row or page names."""
    for page in links.pages():
        yield from (match["key"] for match in links.LINK.finditer(page.text) if match["scheme"] == "source")
    for row in all_rows():
        yield row.source
    for entity in data().entities.values():
        yield from filter(None, (entity["announced_source"], entity["available_source"]))
    yield from (rule.source for rule in data().rules.values())
    yield from (effect["source"] for effect in data().rule_effects)
    yield from (finding["source"] for finding in data().evidence)
    yield from (term["chinese_source"] for term in data().terms.values() if term["chinese_source"])
    for ids in five_stacks.data()["source"]:  # names of programs, which are no rows
        yield from ids.split(";")


def test_every_source_is_used() -> None:
    """Catch a source that nothing cites."""
    assert set(data().sources) - set(used_sources()) == set()


def test_every_entity_has_something_to_show() -> None:
    """Catch a machine without fact, run or part: its page would be empty."""
    shown = {row.entity for row in all_rows()} | {step.part for step in data().parts}
    assert set(data().entities) - shown == set()


def test_facts_are_sorted() -> None:
    """Catch rows out of order, which make changes hard to read."""
    keys = [
        tuple(
            getattr(row, name) or "" for name in ("entity", "property", "precision", "sparsity", "direction", "scope")
        )
        for row in data().facts
    ]
    assert keys == sorted(keys)


def test_records_have_addresses_of_their_own() -> None:
    """Catch two records of one machine under one id."""
    urls = [row.url for row in all_rows()]
    assert len(urls) == len(set(urls))
