"""The bibliography: what was taken from each source, and which pages cite it."""

from collections import defaultdict

from scripts import cite
from scripts.facts import Fact, Part, Run, all_rows, data
from scripts.links import Checked
from scripts.pages.text import by_letter, escape, front, label, page_link

MOST = 6  # things named of a source


def page(found: Checked) -> str:
    """The bibliography: reference, tier, what was taken, who cites it."""
    text = front(
        "Sources",
        "Every source of a number on this site, with its tier and what was taken from it.",
        search=False,
        contents=False,
    )
    text += "# Sources\n\nPrimary: the maker or measurer speaks of its own. Analyst: somebody who models or estimates. Press: somebody who reports.\n\n"
    taken: dict[str, list[Fact | Run | Part]] = defaultdict(list)
    for row in all_rows():
        taken[row.source].append(row)
    references = cite.references()
    rows = []
    for key, source in data().sources.items():
        where_used = ", ".join(page_link(page) for page in sorted(found.cited_sources.get(key, ()))) or "—"
        things = ", ".join(label(entity) for entity in sorted({row.entity for row in taken[key]})[:MOST])
        limits = sum(rule.source == key for rule in data().rules.values())
        what = f"{plural(len(taken[key]))}: {things}" if taken[key] else "export rules" if limits else "dates or terms"
        note = f" *{escape(source['note'])}*" if source.get("note") else ""
        reference = f"*{cite.short(key)}*{{ #{key} }}<br>{escape(references[key])}{note} [Open]({source['URL']})"
        rows.append(
            (f"{cite.authors(source).lstrip('[')} {cite.year(source)}", [reference, source["tier"], what, where_used])
        )
    return text + by_letter(rows, ["Source", "Tier", "What was taken", "Pages that cite it"], "sources")


def plural(count: int) -> str:
    """A count of rows in words."""
    return "1 row" if count == 1 else f"{count:,} rows"
