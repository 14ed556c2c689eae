"""Words that all generated pages share: how a value, what it counts, its source and its place are written."""

import json
import os
from collections.abc import Iterable
from urllib.parse import urlencode

from scripts import ROOT, cite, wording
from scripts.chapters import CLAIMS
from scripts.facts import Fact, Part, Row, Rule, Run, data

DOCS = ROOT / "docs"


def front(
    name: str, description: str, rows: Iterable[Row] = (), search: bool = True, script: str = "", contents: bool = True
) -> str:
    """Front matter of a generated page: what it is, how old its figures are, the script that it needs.

    Its wide tables get the column of the navigation, and that of the contents where it has none worth listing.
    """
    lines = ["hide: [navigation]" if contents else "hide: [navigation, toc]"]
    lines += [
        f"{key}: {json.dumps(text, ensure_ascii=False)}"
        for key, text in (("title", name), ("description", description))
    ]
    if dates := sorted(row.as_of for row in rows if not isinstance(row, Part)):
        lines.append(f'dates: ["{dates[0]}", "{dates[-1]}"]')
    if script:
        lines.append(f"script: {script}")
    return "---\n" + "\n".join(lines + ([] if search else ["search:", "  exclude: true"])) + "\n---\n\n"


def label(key: str) -> str:
    """A link to a machine's page."""
    return f"[{data().entities[key]['label']}](/machines/{key}.md)"


def thing(row: Row) -> str:
    """What a row is about, by its name."""
    return escape(row.rule if isinstance(row, Rule) else data().entities[row.entity]["label"])


def printed(row: Row) -> str:
    """A value as the source prints it."""
    if isinstance(row, Rule):
        words = {"at-least": "at least ", "above": "above ", "below": "below "}.get(row.bound or "", "")
        ends = [number(end) for end in (row.threshold, row.threshold_to) if end is not None]
        return f"{'' if len(ends) > 1 else words}{'–'.join(ends)} {wording.spelled(row.unit or '')}".strip() or "—"
    if isinstance(row, Part):
        return f"{row.count:,}"
    if isinstance(row, Run):
        return wording.show(row.quantity, row.quantity)
    hedge = {"about": "about ", "at-most": "up to ", "at-least": "at least "}.get(row.bound, "")
    ends = [number(end) for end in (row.value, row.value_to) if end is not None]
    name = "" if row.unit in ("1", "count") else wording.spelled(row.unit)
    return f"{hedge}{'–'.join(ends)} {name}".strip()


def linked(row: Row) -> str:
    """A value as printed, as a number that opens its record."""
    return f"[{printed(row)}]({row.url}){{ .number }}"


def number(value: float) -> str:
    """Digits as printed, a comma by thousands."""
    return f"{value:,.10g}" if abs(value) < 1e15 else f"{value:g}"


def counts(row: Fact) -> str:
    """What a figure counts, and what must hold, in words."""
    conditions = [value if name == "covers" else f"{name} {value}" for name, value in row.conditions.items()]
    return ", ".join(filter(None, [row.form, *conditions])) or "—"


def where(row: Row) -> str:
    """The source with its tier, where in it, the date for which it holds, and the way to say that it is wrong."""
    dated = "" if isinstance(row, Part) else f"; as of {row.as_of}"
    return (
        f"{references(row.source)} ({data().sources[row.source]['tier']}), {escape(row.locator)}{dated}. {report(row)}"
    )


def escape(text: str) -> str:
    """A text inside a table cell."""
    return (
        text.replace("|", "\\|")
        .replace("[", "\\[")
        .replace("<", "&lt;")
        .replace("_", "\\_")
        .replace("*", "\\*")
        .replace("$", "&#36;")
    )


def table(columns: list[str], rows: Iterable[list[str]], kind: str = "") -> str:
    """A Markdown table that the search index leaves out; the kind tells the style sheet which columns are long."""
    lines = [f"| {' | '.join(columns)} |", "|" + " --- |" * len(columns)]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return (
        f'<div class="{f"table {kind}".strip()}" data-search-exclude markdown="1">\n\n'
        + "\n".join(lines)
        + "\n\n</div>\n"
    )


def page_link(page: str) -> str:
    """A link to an authored page by its title."""
    return f"[{page_title(page)}](/{page.removesuffix('.py') + '.ipynb' if page.endswith('.py') else page})"


GENERATED = {CLAIMS.path: CLAIMS.title, "story/index.md": "Read the story with us"}


def page_title(page: str) -> str:
    """The first heading of a page; of one that is generated, and so not written yet, its name."""
    if page in GENERATED:
        return GENERATED[page]
    path = next((p for p in (DOCS / page, DOCS / "notebooks" / page) if p.exists()), DOCS / page)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.removeprefix("# ").startswith("# ") or (line.startswith("# ") and not line.startswith("# %%")):
            return line.removeprefix("# ").removeprefix("# ").strip()
    return page


def report(row: Row) -> str:
    """A link that reports one record: an issue with its address, or, where the site has no repository, how to reach us."""
    repository = os.environ.get("REPO_URL")
    if not repository:
        return "[Report this number](/about/corrections.md)"
    key = row.url.removeprefix("/machines/").replace(".md#", "/#")
    query = urlencode({"template": "number.yml", "title": f"Number: {key}", "record": key})
    return f"[Report this number]({repository}/issues/new?{query})"


def title(name: str) -> str:
    """An id as a heading: scaleup-network becomes "Scaleup network"."""
    return name.replace("-", " ").replace("_", " ").capitalize()


def references(key: str) -> str:
    """A link to a source by its short name."""
    return f"[{cite.short(key)}](/sources/index.md#{key})"


def by_letter(names: Iterable[tuple[str, list[str]]], columns: list[str], kind: str) -> str:
    """Rows under the letters of their names: a line of links, then a table for each letter."""
    groups: dict[str, list[list[str]]] = {}
    for name, row in sorted(names, key=lambda item: item[0].lower()):
        letter = name[:1].upper()
        groups.setdefault(letter if letter.isascii() and letter.isalpha() else "other", []).append(row)
    order = sorted(groups, key=lambda letter: (letter == "other", letter))
    text = " · ".join(f"[{letter}](#letter-{letter.lower()})" for letter in order) + "\n\n"
    for letter in order:
        text += (
            f"## {letter.capitalize()} {{ #letter-{letter.lower()} }}\n\n" + table(columns, groups[letter], kind) + "\n"
        )
    return text
