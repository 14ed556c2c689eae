"""Pages of the properties: one for each group, with definitions and all values across machines."""

from collections import defaultdict

from scripts import cite, wording
from scripts.facts import data
from scripts.pages.text import counts, escape, front, label, linked, table, title

# What a reader asks first stands first; what is said of other things, or of markets, last.
ORDER = (
    "compute", "memory", "scale-up", "scale-out", "links", "topology", "latency", "silicon", "power", "cooling", "energy",
    "size-and-mass", "counts", "price", "reliability", "software", "model-architecture", "number-format", "supply", "trend", "comparison",
)  # fmt: skip


def groups() -> dict[str, list[dict]]:
    """Properties by group."""
    found: dict[str, list[dict]] = defaultdict(list)
    for row in data().properties.values():
        found[row["group"]].append(row)
    return dict(sorted(found.items(), key=lambda item: ORDER.index(item[0])))


def index() -> str:
    """Groups of properties."""
    text = front("Properties", "What each property counts, and what it does not mean.")
    text += "# Properties\n\nWhat may be stated of a thing, with unit, definition, and what it does not mean.\n\n"
    for group, rows in groups().items():
        names = ", ".join(f"[{row['label']}](/properties/{group}.md#{row['id']})" for row in rows)
        text += f"- **[{title(group)}](/properties/{group}.md)**: {names}\n"
    return text


def page(group: str) -> str:
    """One group: definitions, and all values across machines."""
    heading = f"{title(group)}: properties"
    named = [fact for fact in data().facts if data().properties[fact.property]["group"] == group]
    text = (
        front(heading, f"Definitions and all published values of the {group} properties.", named) + f"# {heading}\n\n"
    )
    for row in groups()[group]:
        text += f"## {row['label']} {{ #{row['id']} }}\n\n{escape(row['definition'])}\n\n"
        facts = [fact for fact in data().facts if fact.property == row["id"]]
        symbol = f" Symbol *{escape(row['symbol'])}*." if row["symbol"] else ""
        chinese = f" In Chinese {row['chinese']}." if row["chinese"] else ""
        text += f"Does not mean: {escape(row['does_not_mean'])}\n\nUnit: {wording.spelled(row['unit']) or 'a number'}.{symbol}{chinese}\n\n"
        lines = [
            [
                label(f.entity),
                linked(f),
                escape(counts(f)),
                f"{f.kind}, {f.confidence}",
                cite.short(f.source),
            ]
            for f in facts
        ]
        text += table(["Machine", "Value", "What it counts", "Kind and confidence", "Source"], lines) + "\n"
    return text
