"""What readers take away: the package, the bibliography, the link that reports a record."""

import io
import json
import zipfile
from urllib.parse import parse_qs, urlsplit

import pytest
from pybtex.database import parse_string

from scripts import ROOT
from scripts.facts import data, facts
from scripts.pages import download
from scripts.pages.text import report


def test_the_archive_is_the_package_and_alike_in_every_build() -> None:
    """Catch a file left out of the zip, changed in it, or stamped with the time of the build."""
    package = {path.name: path.read_bytes() for path in (ROOT / "data").iterdir()}
    first, second = download.archive(package), download.archive(dict(reversed(package.items())))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        held = {name.removeprefix("scale-up-explained/"): file.read(name) for name in file.namelist()}
    assert held == package


def test_the_bibliography_for_bibtex_can_be_read() -> None:
    """Catch an entry that BibTeX cannot read, a source left out, or a title that changed on the way."""
    found = parse_string(download.bibtex(), "bibtex")
    assert set(found.entries) == set(data().sources)
    for key, entry in found.entries.items():
        assert entry.fields["url"].replace("\\", "") == data().sources[key]["URL"].replace("\\", ""), key


def test_everything_in_one_file_is_every_row() -> None:
    """Catch rows left out of all.json, or a record's address that is not that of its page."""
    found = json.loads(download.everything())
    assert len(found["facts"]) == len(data().facts) and len(found["runs"]) == len(data().runs)
    assert all(
        row["record"].startswith("machines/") and "/#" in row["record"] for row in found["facts"] + found["runs"]
    )


def test_rows_to_browse_unpack_to_the_data() -> None:
    """Catch a packed row whose words were exchanged."""
    packed = json.loads(download.browse())
    rows = [dict(zip(packed["columns"], (packed["words"][n] for n in row), strict=True)) for row in packed["rows"]]
    assert len(rows) == len(data().facts) + len(data().runs)
    known = {(fact.source, fact.as_of, fact.kind) for fact in data().facts}
    assert all((row["source_id"], row["as_of"], row["kind"]) in known for row in rows if row["table"] == "fact")


def test_a_report_carries_the_key_of_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catch an issue that does not say which record is wrong."""
    row = facts("cloudmatrix-384", "system-power")[0]
    monkeypatch.setenv("REPO_URL", "https://example.org/owner/name")
    address = urlsplit(report(row).split("](")[1].rstrip(")"))
    assert address.path == "/owner/name/issues/new"
    assert parse_qs(address.query)["record"] == [f"cloudmatrix-384/#{row.key}"]
    monkeypatch.delenv("REPO_URL")
    assert report(row).endswith("](/about/corrections.md)")
