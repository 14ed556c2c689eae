"""The feed of new and changed verdicts, in the Atom format. Every date in it is that of a row, so two builds are alike."""

import os
import xml.etree.ElementTree as etree

from scripts import claims
from scripts.facts import data
from scripts.pages.claim import name

ATOM = "http://www.w3.org/2005/Atom"
HERE = "http://127.0.0.1:8000/"  # as in mkdocs.yml: where the site stands while nobody publishes it


def feed() -> bytes:
    """All claims, the verdict changed last first."""
    home = os.environ.get("SITE_URL", HERE).rstrip("/") + "/"
    rows = sorted(data().claims.values(), key=lambda row: claims.order(row["id"]))
    rows.sort(key=lambda row: row["changed"], reverse=True)
    root = etree.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    add(root, "title", "Scale-up, explained: claims checked")
    add(root, "id", f"{home}claims/feed.xml")
    add(root, "link", rel="self", href=f"{home}claims/feed.xml")
    add(root, "link", href=f"{home}claims/")
    add(root, "updated", moment(rows[0]["changed"]))
    add(add(root, "author"), "name", "Scale-up, explained")
    for row in rows:
        entry(root, home, row)
    etree.indent(root)
    raw: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return raw + b"\n"


def entry(root: etree.Element, home: str, row: dict) -> None:
    """One verdict. Its id holds the date of the verdict, so a changed one is news."""
    address = home + claims.url(row["id"]).lstrip("/").replace("index.md", "")
    element = add(root, "entry")
    add(element, "title", f"{name(row['id'])}: {row['verdict']} – {row['short']}")
    add(element, "id", f"{address}-{row['changed']}")
    add(element, "link", href=address)
    add(element, "updated", moment(row["changed"]))
    add(element, "summary", f"{row['claim']} Verdict: {row['verdict']}, last checked {row['checked']}.")


def add(parent: etree.Element, tag: str, text: str = "", **attributes: str) -> etree.Element:
    """An element under another."""
    element = etree.SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def moment(day: str) -> str:
    """A day, a month or a year as the moment at which it begins."""
    year, month, date = [*day.split("-"), "01", "01"][:3]
    return f"{year}-{month}-{date}T00:00:00Z"
