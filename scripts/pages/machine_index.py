"""The index of machines: by maker, by kind, by year."""

from collections import defaultdict

from scripts.facts import data
from scripts.pages.text import front, label

# Kinds in the order of the ladder, then what machines are joined by, then what is no machine.
KINDS = {
    "die": "dies", "package": "packages", "board": "boards", "tray": "trays", "node": "nodes", "rack": "racks",
    "system": "systems", "pod": "pods", "switch": "switches", "link": "links", "cable": "cables", "module": "modules",
    "fabric": "networks", "topology": "topologies", "standard": "standards", "library": "libraries", "model": "models",
    "facility": "facilities", "region": "regions", "class": "classes of things",
}  # fmt: skip


def page() -> str:
    """All things with a page. A reader comes with a maker, a kind or a year in mind; each is one list."""
    text = front("Machines", "Every die, package, tray, rack, system, link and switch with its published figures.")
    text += "# Machines\n\nEach page says what a thing is, what it is part of, where sources disagree, what was measured on it, and what is not public. Look it up [by maker](#by-maker), [by kind](#by-kind) or [by year](#by-year), or set machines [side by side](/compare/index.md).\n\n"
    text += '{{ figure("packages_by_year") }}\n\n{{ figure("domain_sizes") }}\n\n'
    return text + by_maker() + by_kind() + by_year()


def by_maker() -> str:
    """Makers in alphabetical order, their things by kind."""
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in data().entities.values():
        groups[row["maker"] or "No one maker"][row["kind"]].append(label(row["id"]))
    text = "## By maker\n\n"
    for maker in sorted(groups, key=str.lower):
        lines = [f"{KINDS[kind]}: {', '.join(sorted(groups[maker][kind]))}" for kind in KINDS if kind in groups[maker]]
        text += f"**{maker}** — " + "; ".join(lines) + ".\n\n"
    return text


def by_kind() -> str:
    """Kinds in the order of the ladder."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row in data().entities.values():
        groups[row["kind"]].append(label(row["id"]))
    return "## By kind\n\n" + "".join(
        f"**{name.capitalize()}** — {', '.join(sorted(groups[kind]))}.\n\n"
        for kind, name in KINDS.items()
        if kind in groups
    )


def by_year() -> str:
    """Years of announcement, or of availability where only that is known; things without a date are not named."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row in data().entities.values():
        if date := row["announced"] or row["available"]:
            groups[date[:4]].append(label(row["id"]) + ("" if row["announced"] else " (available)"))
    return "## By year\n\nYear of announcement, where a source states it.\n\n" + "".join(
        f"**{year}** — {', '.join(sorted(groups[year]))}.\n\n" for year in sorted(groups, reverse=True)
    )
