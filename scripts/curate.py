"""One-off: add the rest of the raw figures to data/. `python -m scripts.curate DOSSIER VALIDATION TERMS`.

The decisions stand as tables in scripts/curation, a row's `ref` is its folder's first letter and its line: `h29` is line 29
of `huawei/facts.csv`. Values and units are held to the dossier's here; everything else of a row was decided by reading it.
Not part of the build.
"""

import csv
import json
import sys
from pathlib import Path

from scripts import ROOT, contract

DATA, DECIDED = ROOT / "data", Path(__file__).parent / "curation"
FOLDERS = {"h": "huawei", "n": "nvidia", "o": "others"}
SPELLED = {
    "dimensionless": "1",
    "x": "1",
    "": "1",
    "mm^2": "mm**2",
    "GT/s": "Gbit/s",
    "KB": "kB",
    "ratio": "1",
    "%": "percent",
}


def read(path: Path) -> list[dict]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, rows: list[dict]) -> None:
    """A table of data/, sorted by its key, with the columns of the contract."""
    schema = next(r for r in contract.package()["resources"] if r["name"] == name)["schema"]
    columns = [field["name"] for field in schema["fields"]]
    rows.sort(key=lambda row: [row[column] for column in schema["primaryKey"]])
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


class Raw:
    """The collected rows, and which document each of their sources is."""

    def __init__(self, dossier: Path):
        self.rows = {
            f"{letter}{line}": row
            for letter, folder in FOLDERS.items()
            for line, row in enumerate(read(dossier / folder / "facts.csv"), 2)
        }
        self.same = {(row["collection"], row["id"]): row for row in read(DECIDED / "same.csv")}

    def source(self, ref: str) -> str:
        """The unified id of the document."""
        return self.same[FOLDERS[ref[0]], self.rows[ref]["source"]]["unified_id"]

    def locator(self, ref: str, locator: str) -> str:
        """The place in it, with the file where several became one document."""
        prefix = self.same[FOLDERS[ref[0]], self.rows[ref]["source"]]["locator_prefix"]
        return locator if not prefix or locator.startswith(prefix) else f"{prefix}{locator}"

    def hold(self, ref: str, value: str, value_to: str) -> None:
        """Refuse a value that is not the collected one."""
        raw = self.rows[ref]
        words = f"{raw['qualifier']} {raw['note']}".replace(",", "")  # "middle of 600-800": the source prints the range
        ends = all(end in words for end in (value, value_to)) if value_to else False
        if not (raw["value"] in (value, value_to) or ends):
            raise SystemExit(f"{ref}: {value}–{value_to} is not {raw['value']}: {words}")


def facts(raw: Raw) -> list[dict]:
    """Rows to add to facts.csv."""
    found = []
    for path in sorted(DECIDED.glob("facts_*.csv")):
        for row in read(path):
            raw.hold(row["ref"], row["value"], row["value_to"])
            unit = SPELLED.get(raw.rows[row["ref"]]["unit"], raw.rows[row["ref"]]["unit"])
            locator = raw.locator(row["ref"], row["locator"])
            if (row["property"], unit) == ("training-tokens", "count"):
                unit = "token"
            found.append(row | {"unit": unit, "source": raw.source(row["ref"]), "locator": locator})
    return found


def moved(row: dict) -> dict:
    """Per cent more or less is no ratio, and growth a year no factor: each is a property of its own."""
    changes = {"stated-comparison": "stated-change", "growth-factor": "annual-growth"}
    if row["unit"] != "percent" or row["property"] not in changes:
        return row
    condition = "; ".join(part for part in row["condition"].split("; ") if part != "period=one year")
    return row | {"property": changes[row["property"]], "condition": condition}


def dropped(row: dict) -> bool:
    """Assembling a tray is no step of a recovery."""
    return (row["entity"], row["property"], row["source"]) == ("vera-rubin-nvl72", "restoration-time", "nvidia2026pod")


def runs(raw: Raw) -> list[dict]:
    """Rows to add to runs.csv."""
    found = []
    for row in read(DECIDED / "runs_new.csv"):
        if row["ref"] == "case":
            source = raw.same.get(("validation", row["source"]))
            found.append(row | ({"source": source["unified_id"]} if source else {}))
            continue
        raw.hold(row["ref"], row["measured_value"], "")
        found.append(row | {"source": raw.source(row["ref"]), "locator": raw.locator(row["ref"], row["locator"])})
    return [row | {"unit": SPELLED.get(row["unit"], row["unit"])} for row in found]


def parts(raw: Raw) -> list[dict]:
    """Rows to add to parts.csv."""
    found: dict[tuple[str, str], dict] = {}
    for path in sorted(DECIDED.glob("parts_*.csv")):
        for row in read(path):
            where = {"source": raw.source(row["ref"]), "locator": raw.locator(row["ref"], row["locator"])}
            found.setdefault((row["whole"], row["part"]), row | where)
    return list(found.values())


def entities(raw: Raw, used: set[str]) -> list[dict]:
    """Things to add to entities.csv: those that a fact, a run or a part names."""
    known = {name: row["unified_id"] for (_, name), row in raw.same.items()}
    found = []
    for path in sorted(DECIDED.glob("entities_*.csv")):
        for row in read(path):
            if row["id"] not in used:
                print(f"unused: {row['id']}")
                continue
            dates = {c: known.get(row.get(c, ""), row.get(c, "")) for c in ("announced_source", "available_source")}
            blank = dict.fromkeys(("announced", "announced_locator", "available", "available_locator"), "")
            found.append(blank | row | dates | {"kind": {"software": "library"}.get(row["kind"], row["kind"])})
    return found


def terms(raw: Raw, path: Path) -> list[dict]:
    """The glossary."""
    found = []
    for row in read(path / "terms.csv"):
        source = row["chinese_source"]
        row["chinese_source"] = raw.same[("terms", source)]["unified_id"] if source else ""
        row["see_also"] = "; ".join(filter(None, row["see_also"].replace(" ", "").split(";")))
        found.append(row)
    return found


def main(arguments: list[str]) -> int:
    """Add what is not there yet."""
    dossier, term_folder = map(Path, arguments)
    raw = Raw(dossier)
    tables = {name: read(DATA / f"{name}.csv") for name in ("facts", "runs", "parts", "entities")}
    tables["facts"] += facts(raw)
    tables["facts"] = [moved(row) for row in tables["facts"] if not dropped(row)]
    tables["runs"] += runs(raw)
    tables["parts"] += parts(raw)
    used = {r["entity"] for r in tables["facts"]} | {r["system"] for r in tables["runs"]}
    used |= {r[c] for r in tables["parts"] for c in ("whole", "part")}
    known = {row["id"] for row in tables["entities"]}
    tables["entities"] += [row for row in entities(raw, used) if row["id"] not in known]
    tables["terms"] = terms(raw, term_folder)
    tables["properties"] = [
        row for row in read(DECIDED / "properties.csv") if row["id"] in {r["property"] for r in tables["facts"]}
    ]
    for name, rows in tables.items():
        write(name, rows)
    cited = {row["source"] for name in ("facts", "runs", "parts") for row in tables[name]}
    cited |= {row[c] for row in tables["entities"] for c in ("announced_source", "available_source")}
    cited |= {row["chinese_source"] for row in tables["terms"]}
    sources = [s for s in json.loads((DECIDED / "sources.json").read_text(encoding="utf-8")) if s["id"] in cited]
    (DATA / "sources.json").write_text(json.dumps(sources, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print({name: len(rows) for name, rows in tables.items()}, len(sources), "sources")
    print("without entry:", sorted(cited - {s["id"] for s in sources} - {""}))
    print("unknown things:", sorted(used - {row["id"] for row in tables["entities"]}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
