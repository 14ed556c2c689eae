"""Read the tables of data/ as data/datapackage.json describes them, and say what is wrong, all at once.

Nothing is guessed or mended: a cell that breaks the contract is a Problem with file, line, column and cure.
"""

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from scripts import ROOT

LARGEST = 20_000_000  # bytes; a table of curated rows is far smaller, so more is a wrong file
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


class Refused(Exception):
    """The input is not fit to build from; carries every Problem found."""

    def __init__(self, problems: list[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class Table:
    """Rows of one file; each row is a dict of texts and numbers, `None` where empty."""

    name: str
    file: str
    fields: dict[str, dict]
    rows: list[dict]
    lines: list[int]

    def problem(self, index: int, text: str) -> Problem:
        """A problem of one row, which is named in the words of its table."""
        return Problem(self.file, self.lines[index], f"{title(self.name, self.rows[index])}: {text}")


def title(table: str, row: dict) -> str:
    """How a message names a row."""
    if table == "facts":
        return f"{row.get('property')} of {row.get('entity')}"
    if table == "parts":
        return f"{row.get('part')} in {row.get('whole')}"
    if table == "evidence":
        return f"{row.get('claim')}, finding {row.get('seq')}"
    return str(row.get("case_id") or row.get("id") or row.get("name"))


def read_all(folder: Path = ROOT / "data") -> tuple[dict[str, Table], list[dict], list[Problem]]:
    """Tables by name, the sources, and the problems of form. Physics is checked in `checks`."""
    problems: list[Problem] = []
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = {r["name"]: read_table(folder, r, problems) for r in package["resources"] if r["format"] == "csv"}
    sources = read_sources(folder / "sources.json", problems)
    known = {name: {row.get("id") for row in table.rows} for name, table in tables.items()}
    known["sources"] = {source.get("id") for source in sources}
    for resource in package["resources"]:
        if resource["format"] == "csv":
            check_keys(tables[resource["name"]], resource["schema"], known, problems)
    return tables, sources, problems


def read_table(folder: Path, resource: dict, problems: list[Problem]) -> Table:
    """One CSV file, cell by cell against its fields."""
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    table = Table(resource["name"], f"{folder.name}/{resource['path']}", fields, [], [])
    text = read_text(folder / resource["path"], table.file, problems)
    if text is None:
        return table
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader, [])
    if header != list(fields):
        problems.append(Problem(table.file, 1, f"columns are {', '.join(header)}; write {', '.join(fields)}"))
        return table
    begin = reader.line_num + 1
    try:
        for cells in reader:
            add_row(table, cells, begin, problems)
            begin = reader.line_num + 1
    except csv.Error as error:
        problems.append(
            Problem(table.file, begin, f"not readable as CSV ({error}); quote cells that hold commas or quotes")
        )
    return table


def read_text(path: Path, name: str, problems: list[Problem]) -> str | None:
    """The file as text, or None and a Problem: too large, not UTF-8, or with Windows line ends."""
    if not path.is_file():
        problems.append(Problem(name, 1, "file is missing"))
        return None
    if path.stat().st_size > LARGEST:
        mega = path.stat().st_size // 1_000_000
        problems.append(
            Problem(name, 1, f"file has {mega} MB, more than {LARGEST // 1_000_000}; is it the right file?")
        )
        return None
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(Problem(name, line, f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"))
        return None
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        problems.append(Problem(name, line, "line ends with a carriage return (CRLF); save the file with LF line ends"))
        return None
    return text


def add_row(table: Table, cells: list[str], line: int, problems: list[Problem]) -> None:
    """Check the cells of one row, and keep it even when some are wrong, so that later checks see its keys."""
    if len(cells) != len(table.fields):
        want = f"{len(cells)} cells where {len(table.fields)} are needed; is a comma missing or too many?"
        problems.append(Problem(table.file, line, f"row has {want}"))
        return
    raw = dict(zip(table.fields, cells, strict=True))
    row: dict = {}
    for name, cell in raw.items():
        try:
            row[name] = read_cell(table.fields[name], cell)
        except ValueError as error:
            row[name] = None
            problems.append(Problem(table.file, line, f"{title(table.name, raw)}: {name} {error}"))
    table.rows.append(row)
    table.lines.append(line)


def read_cell(field: dict, cell: str) -> str | float | int | None:
    """The value of one cell. Raises ValueError("is …; write …") where it breaks the field's constraints."""
    limits = field.get("constraints", {})
    if cell != cell.strip():
        raise ValueError(f"is {cell!r}; write it without spaces around")
    if not cell:
        if limits.get("required"):
            raise ValueError("is missing; " + wanted(field))
        return None
    if field["type"] in ("number", "integer"):
        return read_number(field, cell, limits)
    if "enum" in limits and cell not in limits["enum"]:
        raise ValueError(f"is {cell!r}; " + wanted(field))
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
        raise ValueError(f"is {cell!r}; " + wanted(field))
    if is_date(field):
        check_calendar(cell)
    if "names" in field:
        read_condition(cell, field["names"])
    return cell


def read_number(field: dict, cell: str, limits: dict) -> float | int:
    """A plain decimal number."""
    if not NUMBER.fullmatch(cell):
        plain = cell.replace(",", "").replace(" ", "")
        cure = (
            f"write {plain}, without separators"
            if NUMBER.fullmatch(plain)
            else "write a plain number like 1440 or 7.67"
        )
        raise ValueError(f"is {cell!r}; {cure}")
    number = float(cell)
    if field["type"] == "integer":
        if not number.is_integer():
            raise ValueError(f"is {cell!r}; write a whole number")
        number = int(number)
    if "minimum" in limits and number < limits["minimum"]:
        raise ValueError(f"is {cell}; write at least {limits['minimum']}")
    return number


def read_condition(cell: str, names: list[str]) -> dict[str, str]:
    """`name=value; name=value` as a dict; the names are a closed list."""
    pairs: dict[str, str] = {}
    for part in cell.split("; "):
        name, equals, value = part.partition("=")
        if not equals or not value.strip() or name not in names:
            raise ValueError(f"has {part!r}; write name=value; name=value with names from {', '.join(names)}")
        if name in pairs:
            raise ValueError(f"names {name} twice; write it once")
        pairs[name] = value
    return pairs


def is_date(field: dict) -> bool:
    """Dates are told by their pattern: a day, a month or a year, as much as the source gives."""
    return field.get("constraints", {}).get("pattern", "").startswith(r"^\d{4}(-")


def check_calendar(cell: str) -> None:
    """Refuse the 30th of February."""
    parts = [int(p) for p in cell.split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError as error:
        raise ValueError(f"is {cell!r}, a day that does not exist; write YYYY-MM-DD, YYYY-MM or YYYY") from error


def wanted(field: dict) -> str:
    """What would be right in a field."""
    limits = field.get("constraints", {})
    if "enum" in limits:
        *most, last = limits["enum"]
        return f"write {', '.join(most)} or {last}"
    if is_date(field):
        return "write YYYY-MM-DD, YYYY-MM or YYYY"
    if "pattern" in limits:
        return f"write it to match {limits['pattern']}"
    description = field["description"]
    return f"write {description[0].lower()}{description[1:]}"


def check_keys(table: Table, schema: dict, known: dict[str, set], problems: list[Problem]) -> None:
    """Keys are unique, and what a row refers to exists."""
    seen: dict[tuple, int] = {}
    for index, row in enumerate(table.rows):
        key = tuple(row.get(name) for name in schema["primaryKey"])
        if None not in key[:1] and key in seen:
            problems.append(table.problem(index, f"says the same thing as line {seen[key]}; keep one of the two"))
        seen.setdefault(key, table.lines[index])
        for name in table.fields:
            if name == "source" or name.endswith("_source"):
                check_known(table, index, name, "sources", "sources.json", known, problems)
        for foreign in schema.get("foreignKeys", []):
            resource = foreign["reference"]["resource"]
            check_known(table, index, foreign["fields"][0], resource, resource + ".csv", known, problems)


def check_known(
    table: Table,
    index: int,
    name: str,
    resource: str,
    where: str,
    known: dict[str, set],
    problems: list[Problem],
) -> None:
    """One reference from a row to another table."""
    value = table.rows[index].get(name)
    if value is not None and value not in known[resource]:
        near = nearest(value, known[resource])
        problems.append(table.problem(index, f"{name} {value!r} is not in data/{where}{near}"))


def nearest(word: str, words: set) -> str:
    """A hint for a misspelt id."""
    import difflib

    found = difflib.get_close_matches(word, sorted(w for w in words if w), 1)
    return f"; did you mean {found[0]}?" if found else "; add it there first"


TIERS = ("primary", "analyst", "press")


def read_sources(path: Path, problems: list[Problem]) -> list[dict]:
    """The bibliography: CSL-JSON, each with an id, a title, an address or publisher, and a tier."""
    name = f"{path.parent.name}/{path.name}"
    text = read_text(path, name, problems)
    if text is None:
        return []
    try:
        sources = json.loads(text)
    except json.JSONDecodeError as error:
        problems.append(Problem(name, error.lineno, f"not readable as JSON ({error.msg})"))
        return []
    lines = {m.group(1): text.count("\n", 0, m.start()) + 1 for m in re.finditer(r'"id": "([^"]+)"', text)}
    seen: set[str] = set()
    for source in sources:
        key = source.get("id", "")
        line = lines.get(key, 1)
        if not re.fullmatch(r"[a-z][a-z0-9]*\d{4}[a-z0-9]*", key):
            problems.append(Problem(name, line, f"id is {key!r}; write it as authorYEARword, like zuo2025cloudmatrix"))
        if key in seen:
            problems.append(Problem(name, line, f"{key}: id stands twice; one document has one id"))
        seen.add(key)
        if source.get("tier") not in TIERS:
            problems.append(Problem(name, line, f"{key}: tier is {source.get('tier')!r}; write {' or '.join(TIERS)}"))
        for need in ("title", "URL", "type"):
            if not source.get(need):
                problems.append(Problem(name, line, f"{key}: {need} is missing"))
    return sources


@cache
def package(folder: Path = ROOT / "data") -> dict:
    """The contract itself, for pages that show it."""
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
