"""The page of the data: everything to filter, sort and take away; the dictionary from the contract; how to cite."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, fields

from pybtex.database import BibliographyData, Entry, Person

from scripts import ROOT, cite, contract
from scripts.facts import Fact, Part, Row, Run, all_rows, data
from scripts.pages.text import counts, escape, front, printed, table

ARCHIVE = "scale-up-explained-data.zip"
MADE = {
    ARCHIVE: "all files of the package",
    "all.json": "facts, runs, parts, rules and things in one file, each row with its record's address",
    "references.bib": "the bibliography for BibTeX",
    "references.csl.json": "the bibliography for Zotero and other reference managers",
}


def files() -> dict[str, str | bytes]:
    """The package as it is, and the forms of it that are made here."""
    package: dict[str, str | bytes] = {path.name: path.read_bytes() for path in sorted((ROOT / "data").iterdir())}
    return package | {
        ARCHIVE: archive(package),
        "all.json": everything(),
        "browse.json": browse(),
        "references.bib": bibtex(),
        "references.csl.json": csl(),
    }


def archive(package: Mapping[str, str | bytes]) -> bytes:
    """A zip of the package, alike in every build: names sorted, one date."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in sorted(package.items()):
            file.writestr(
                zipfile.ZipInfo(f"scale-up-explained/{name}", (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return target.getvalue()


def everything() -> str:
    """All rows as JSON."""
    found: dict[str, list] = {}
    for name, kind, rows in (("facts", Fact, data().facts), ("runs", Run, data().runs), ("parts", Part, data().parts)):
        names = [field.name for field in fields(kind)]
        found[name] = [{key: getattr(row, key) for key in names} | {"record": address(row)} for row in rows]
    for run in found["runs"]:
        run["inputs"] = json.loads(run["inputs"])
    found |= {"entities": list(data().entities.values()), "properties": list(data().properties.values())}
    found |= {"terms": list(data().terms.values()), "quantities": list(data().quantities.values())}
    found["rules"] = [asdict(rule) | {"record": address(rule)} for rule in data().rules.values()]
    found["rule_effects"] = data().rule_effects
    found["sources"] = list(data().sources.values())
    return json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


BROWSED = (
    "table",
    "thing",
    "maker",
    "what",
    "value",
    "counts",
    "kind",
    "confidence",
    "tier",
    "source",
    "source_id",
    "as_of",
    "record",
)


def browse() -> str:
    """Facts and runs as the page of the data shows them: a list of columns, then rows; repeated words stand once."""
    words: dict[str, int] = {}
    rows = [
        [words.setdefault(cell, len(words)) for cell in browsed(row)] for row in all_rows() if not isinstance(row, Part)
    ]
    return (
        json.dumps({"columns": BROWSED, "words": list(words), "rows": rows}, ensure_ascii=False, separators=(",", ":"))
        + "\n"
    )


def browsed(row: Fact | Run | Part) -> tuple[str, ...]:
    """One row in words."""
    thing, tier = data().entities[row.entity], data().sources[row.source]["tier"]
    assert not isinstance(row, Part)
    if isinstance(row, Run):
        what, form = f"{row.category.replace('_', ' ')}: {row.metric.replace('_', ' ')}", row.workload
    else:
        what, form = data().properties[row.property]["label"], counts(row)
    table_name = "run" if isinstance(row, Run) else "fact"
    return (
        table_name, thing["label"], thing["maker"] or "", what, printed(row), form, row.kind, row.confidence, tier, cite.short(row.source),
        row.source, row.as_of, address(row),
    )  # fmt: skip


def address(row: Row) -> str:
    """A record's address below the root of the site."""
    return row.url.removeprefix("/").replace(".md#", "/#")


def csl() -> str:
    """The bibliography as plain CSL-JSON."""
    known = [{k: v for k, v in source.items() if k not in ("tier", "note")} for source in data().sources.values()]
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


KINDS = {
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    "thesis": "phdthesis",
}


def bibtex() -> str:
    """The bibliography for BibTeX, written by pybtex."""
    entries = {}
    for key, source in sorted(data().sources.items()):
        issued = [str(part) for part in (source.get("issued", {}).get("date-parts") or [[]])[0]]
        held = {
            "title": source["title"],
            "journal": source.get("container-title"),
            "publisher": source.get("publisher"),
            "year": issued[0] if issued else None,
            "month": issued[1] if len(issued) > 1 else None,
            "doi": source.get("DOI"),
            "url": source["URL"],
        }
        people = [
            Person(first=name.get("given", ""), last=name["family"])
            if "family" in name
            else Person(last=f"{{{name['literal']}}}")
            for name in source.get("author", [])
        ]
        entries[key] = Entry(
            KINDS.get(source["type"], "misc"),
            {k: v for k, v in held.items() if v},
            {"author": people} if people else {},
        )
    return BibliographyData(entries).to_string("bibtex")


def page() -> str:
    """Filters on top, then what to take away, the dictionary, the licence."""
    rows = [row for row in all_rows() if not isinstance(row, Part)]
    text = front(
        "Data",
        "All figures and runs to filter, sort and download, with the dictionary of the data.",
        rows,
        script="assets/browse.js",
    )
    text += "# Data\n\nEvery number of this site is a row: a figure that somebody published of a thing, or a result that somebody reported of a run. Filter them, share the address of what you see, and take it away.\n\n"
    text += '<div id="browse" class="tool" data-source="browse.json" hidden></div>\n\n<div id="browse-static" class="stand-in" markdown="1">\n\nWith JavaScript this page filters and sorts all rows. Without it, look [by property](/properties/index.md), [by machine](/machines/index.md) or [by source](/sources/index.md), or take the files below.\n\n</div>\n\n'
    text += "## Take it away\n\n" + table(["File", "What it holds"], taken()) + "\n"
    text += "The tables are a Data Package: `datapackage.json` says what each column means, which words may stand in it, and how the tables hang together.\n\n"
    text += "## Licence, and how to cite\n\nText and data are under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). **Cite the original source first**: every row names it, with the place where it says so. Cite this site for what it adds: the comparison, the sum, the figure. [How to cite](/about/cite.md) has the words.\n\n"
    return text + dictionary()


def taken() -> list[list[str]]:
    """Files to take away: made ones first, then the tables of the package with their counts."""
    lines = [[f"[{name}](/data/{name})", words] for name, words in MADE.items()]
    for resource in contract.package()["resources"]:
        lines.append(
            [f"[{resource['path']}](/data/{resource['path']})", f"{escape(resource['title'])}: {size(resource)} rows"]
        )
    return [*lines, ["[datapackage.json](/data/datapackage.json)", "the contract"]]


def size(resource: dict) -> str:
    """Rows of a table."""
    if resource["format"] != "csv":
        return f"{len(data().sources):,}"
    with (ROOT / "data" / resource["path"]).open(encoding="utf-8", newline="") as file:
        return f"{sum(1 for _ in csv.reader(file)) - 1:,}"


def dictionary() -> str:
    """What each column means, from the contract."""
    text = "## Dictionary\n\n"
    for resource in contract.package()["resources"]:
        if resource["format"] != "csv":
            continue
        lines = []
        for field in resource["schema"]["fields"]:
            limits = field.get("constraints", {})
            words = ", ".join(f"`{word}`" for word in (*limits.get("enum", ()), *field.get("names", ())))
            lines.append(
                [
                    f"`{field['name']}`",
                    escape(field["description"]),
                    words or field["type"],
                    "yes" if limits.get("required") else "no",
                ]
            )
        text += (
            f"### {resource['path']} {{ #dictionary-{resource['name']} }}\n\n"
            + table(["Column", "Meaning", "Words or type", "Required"], lines)
            + "\n"
        )
    return text
