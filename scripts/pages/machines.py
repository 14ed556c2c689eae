"""Write the generated pages as plain Markdown: machines, sources, properties, computed numbers, disagreements, the data.

They stand on disk before MkDocs runs, outside the navigation, written only where they changed; what is no longer
generated is deleted.
"""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable

from scripts import ROOT, cite, computed, wording
from scripts.conflicts import conflicts, like, spread
from scripts.facts import Fact, Part, Row, Run, all_rows, data, slug
from scripts.figures import write
from scripts.links import Checked
from scripts.units import unit

DOCS = ROOT / "docs"
KINDS = {
    "die": "dies", "package": "packages", "board": "boards", "tray": "trays", "node": "nodes", "rack": "racks",
    "system": "systems", "pod": "pods", "switch": "switches", "link": "links", "module": "modules",
}  # fmt: skip


def write_all(found: Checked) -> None:
    """All generated pages."""
    pages = {"machines/index.md": machine_index()}
    pages |= {f"machines/{key}.md": machine(key, found) for key in data().entities}
    pages |= {"sources/index.md": sources(found), "computed/index.md": computed_numbers(found)}
    groups: dict[str, list[dict]] = defaultdict(list)
    for row in data().properties.values():
        groups[row["group"]].append(row)
    pages |= {f"properties/{group}.md": properties(group, rows) for group, rows in groups.items()}
    pages["properties/index.md"] = property_index(groups)
    pages["disagreements/index.md"] = disagreements()
    for name, text in pages.items():
        write(DOCS / name, text)
    for folder in ("machines", "sources", "properties", "computed", "disagreements"):
        for path in (DOCS / folder).glob("*.md"):
            if f"{folder}/{path.name}" not in pages:
                path.unlink()
    copy_data()


def copy_data() -> None:
    """The package as it is, to take away."""
    for path in sorted((ROOT / "data").iterdir()):
        write(DOCS / "data" / path.name, path.read_bytes())
    for path in (DOCS / "data").iterdir():
        if not (ROOT / "data" / path.name).exists():
            path.unlink() if path.is_file() else shutil.rmtree(path)


def front(title: str, description: str, search: bool = True) -> str:
    """Front matter of a generated page; its wide tables get the column of the navigation."""
    lines = [
        "hide: [navigation]",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"description: {json.dumps(description, ensure_ascii=False)}",
    ]
    return "---\n" + "\n".join(lines + ([] if search else ["search:", "  exclude: true"])) + "\n---\n\n"


def label(key: str) -> str:
    """A link to a machine's page."""
    return f"[{data().entities[key]['label']}](/machines/{key}.md)"


def printed(row: Row) -> str:
    """A value as the source prints it."""
    if isinstance(row, Part):
        return f"{row.count:,}"
    if isinstance(row, Run):
        return wording.show(row.quantity, row.quantity)
    hedge = {"about": "about ", "at-most": "up to ", "at-least": "at least "}.get(row.bound, "")
    ends = [number(end) for end in (row.value, row.value_to) if end is not None]
    name = "" if row.unit in ("1", "count") else wording.spelled(row.unit)
    return f"{hedge}{'–'.join(ends)} {name}".strip()


def number(value: float) -> str:
    """Digits as printed, a comma by thousands."""
    return f"{value:,.10g}" if abs(value) < 1e15 else f"{value:g}"


def counts(row: Fact) -> str:
    """What a figure counts, in words."""
    direction = {
        "one-way": "one way",
        "both-ways": "both ways added",
        "unstated": "direction not stated",
    }.get(row.direction or "")
    sparsity = {"dense": "dense", "sparse": "sparse", "unstated": "dense or sparse not stated"}.get(row.sparsity or "")
    precision = {"unstated": "number format not stated"}.get(row.precision or "", (row.precision or "").upper())
    basis = {"unstated": "basis not stated", "thermal-design": "thermal design"}.get(row.basis or "", row.basis)
    scope = f"per {row.scope}" if row.scope else None
    conditions = [value if name == "covers" else f"{name} {value}" for name, value in row.conditions.items()]
    return ", ".join(word for word in [precision, sparsity, direction, scope, basis, *conditions] if word) or "—"


def where(row: Row) -> str:
    """The source with its tier, and where in it."""
    source = data().sources[row.source]
    return f"[{cite.short(row.source)}](/sources/index.md#{row.source}) ({source['tier']}), {escape(row.locator)}"


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


# --- a machine --------------------------------------------------------------------------------------------------------


def machine(key: str, found: Checked) -> str:
    """What a thing is, what it is part of, where sources disagree, what was measured, the figures."""
    row = data().entities[key]
    rows = [fact for fact in data().facts if fact.entity == key]
    runs = [run for run in data().runs if run.system == key]
    text = front(f"{row['label']}: published figures", f"{row['summary']} Every published figure with its source.")
    text += f"# {row['label']}\n\n{row['summary']}\n\n" + identity(row)
    text += ladder(key) + agreement(rows) + unknown(key, rows) + specification(rows) + measured(runs)
    return text + cited(rows, runs, found)


def identity(row: dict) -> str:
    """Kind, maker, other names, dates."""
    lines = [f"A {row['kind']}" + (f" by {row['maker']}." if row["maker"] else ".")]
    if row["aliases"]:
        lines.append(f"Also called {', '.join(a.strip() for a in row['aliases'].split(';'))}.")
    for name in ("announced", "available"):
        if row[name]:
            source = row[name + "_source"]
            at = f"[{cite.short(source)}](/sources/index.md#{source}), {escape(row[name + '_locator'])}"
            lines.append(f"{name.capitalize()} *{row[name]}*{{ #{name} }} ({at}).")
    return " ".join(lines) + "\n\n"


def ladder(key: str) -> str:
    """What the thing is made of and what it stands in, each count a record."""
    inside = [step for step in data().parts if step.whole == key]
    outside = [step for step in data().parts if step.part == key]
    if not inside and not outside:
        return ""
    text = "## What it is part of, what is in it\n\n"
    for step in outside:
        text += (
            f"- [{step.count:,}]({step.url}) in a {label(step.whole)}\n"
            if step.count > 1
            else f"- One in a {label(step.whole)}\n"
        )
    if inside:
        rows = [
            [
                f"*{step.count:,}*{{ #part-{step.part} }}",
                label(step.part),
                data().entities[step.part]["kind"],
                where(step),
            ]
            for step in inside
        ]
        text += "\n" + table(["Count", "Part", "Kind", "Source and place"], rows)
    return text + "\n"


def agreement(rows: list[Fact]) -> str:
    """Where sources say different things."""
    found = conflicts(rows)
    if not found:
        return (
            "## Where sources disagree\n\nNo two sources here differ by more than rounding.\n\n"
            if len(rows) > 1
            else ""
        )
    text = "## Where sources disagree\n\n"
    for group in found:
        name = data().properties[group[0].property]["label"]
        values = ", ".join(f"[{printed(row)}]({row.url}) ({cite.short(row.source)})" for row in group)
        notes = " ".join(sorted({row.note for row in group if row.note}))
        text += f"- **{name}** ({like(group[0])}): {values}. {escape(notes)}\n"
    return text + "\n"


def measured(runs: list[Run]) -> str:
    """Runs on the machine, by category and group."""
    if not runs:
        return ""
    text = "## What was measured on it\n\n"
    by: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        by[run.category].append(run)
    for category in sorted(by):
        columns = [
            "Result",
            "Metric",
            "Workload and settings",
            "Packages",
            "Kind and confidence",
            "Source and place",
            "As of",
        ]
        rows = [
            [
                f"*{printed(run)}*{{ #run-{run.case_id} }}", escape(run.metric), escape(run.workload + settings(run)),
                number(run.chips) if run.chips else "not printed", f"{run.kind}, {run.confidence}", where(run), run.as_of,
            ]
            for run in by[category]
        ]  # fmt: skip
        text += (
            f"### {category.replace('_', ' ').capitalize()} {{ #runs-{slug(category)} }}\n\n"
            + table(columns, rows, "runs")
            + "\n"
        )
    return text


def settings(run: Run) -> str:
    """The inputs of a run in one line."""
    inputs = ", ".join(f"{name} {value}" for name, value in run.settings.items())
    return f" ({inputs})" if inputs else ""


def specification(rows: list[Fact]) -> str:
    """All rows, by group of properties."""
    text = "## Published figures\n\n" if rows else ""
    by: dict[str, list[Fact]] = defaultdict(list)
    for row in rows:
        by[data().properties[row.property]["group"]].append(row)
    for group in sorted(by):
        columns = [
            "Property",
            "Value as printed",
            "What it counts",
            "Kind and confidence",
            "Source and place",
            "As of",
            "Note",
        ]
        seen: set[str] = set()
        lines = []
        for row in by[group]:
            name = f"[{data().properties[row.property]['label']}](/properties/{group}.md#{row.property})"
            name += f'<span id="{row.property}"></span>' if row.property not in seen else ""
            seen.add(row.property)
            value = f"*{printed(row)}*{{ #{row.key} }}"
            lines.append(
                [
                    name,
                    value,
                    escape(counts(row)),
                    f"{row.kind}, {row.confidence}",
                    where(row),
                    row.as_of,
                    escape(row.note or ""),
                ]
            )
        text += (
            f"### {group.replace('-', ' ').capitalize()} {{ #figures-{group} }}\n\n"
            + table(columns, lines, "facts")
            + "\n"
        )
    return text


EXPECTED = {
    "package": (
        "peak-compute",
        "hbm-capacity",
        "hbm-bandwidth",
        "scaleup-bandwidth",
        "chip-power",
        "transistors",
    ),
    "die": ("die-area", "transistors", "peak-compute"),
    "rack": ("peak-compute", "hbm-capacity", "system-power", "mass", "price"),
    "system": ("peak-compute", "hbm-capacity", "system-power", "racks", "price"),
    "pod": ("peak-compute", "hbm-capacity", "system-power"),
    "switch": ("switch-ports", "switch-capacity", "switch-latency", "chip-power"),
}


def unknown(key: str, rows: list[Fact]) -> str:
    """What a reader would look for and the data do not have."""
    wanted = EXPECTED.get(data().entities[key]["kind"], ())
    have = {row.property for row in rows}
    missing = [
        data().properties[name]["label"].lower() for name in wanted if name not in have and name in data().properties
    ]
    vendor = {row.property for row in rows if row.kind in ("spec", "derived")}
    others = [data().properties[name]["label"].lower() for name in wanted if name in have and name not in vendor]
    if not missing and not others:
        return ""
    text = "## What is not public\n\n"
    if missing:
        text += f"No figure seen for: {', '.join(missing)}.\n\n"
    if others:
        text += f"Not from the vendor, only from others: {', '.join(others)}.\n\n"
    return text


def cited(rows: list[Fact], runs: list[Run], found: Checked) -> str:
    """Pages that use a number of this machine."""
    where_used = sorted(
        {page for url in [row.url for row in rows] + [run.url for run in runs] for page in found.cited.get(url, ())}
    )
    if not where_used:
        return ""
    return "## Pages that use these figures\n\n" + "".join(f"- {page_link(page)}\n" for page in where_used)


def page_link(page: str) -> str:
    """A link to an authored page by its title."""
    return f"[{page_title(page)}](/{page.removesuffix('.py') + '.ipynb' if page.endswith('.py') else page})"


def page_title(page: str) -> str:
    """The first heading of a page."""
    path = next((p for p in (DOCS / page, DOCS / "notebooks" / page) if p.exists()), DOCS / page)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.removeprefix("# ").startswith("# ") or (line.startswith("# ") and not line.startswith("# %%")):
            return line.removeprefix("# ").removeprefix("# ").strip()
    return page


def machine_index() -> str:
    """All things with a page, by maker and kind."""
    text = front("Machines", "Every die, package, tray, rack, system, link and switch with its published figures.")
    text += "# Machines\n\nEach page says what a thing is, what it is part of, where sources disagree, what was measured on it, and what is not public.\n\n"
    makers: dict[str, list[dict]] = defaultdict(list)
    for row in data().entities.values():
        makers[row["maker"] or "Others"].append(row)
    for maker in sorted(makers):
        text += f"## {maker}\n\n"
        kinds: dict[str, list[str]] = defaultdict(list)
        for row in makers[maker]:
            kinds[row["kind"]].append(label(row["id"]))
        order = list(KINDS)
        for kind in sorted(kinds, key=lambda k: order.index(k) if k in order else 99):
            text += f"- {KINDS.get(kind, kind).capitalize()}: {', '.join(sorted(kinds[kind]))}\n"
        text += "\n"
    return text


# --- sources, properties, computed, disagreements ---------------------------------------------------------------------


def sources(found: Checked) -> str:
    """The bibliography: reference, tier, what was taken, who cites it."""
    text = front(
        "Sources",
        "Every source of a number on this site, with its tier and what was taken from it.",
        search=False,
    )
    text += "# Sources\n\nPrimary: the maker or measurer speaks of its own. Analyst: somebody who models or estimates. Press: somebody who reports.\n\n"
    taken: dict[str, list[Row]] = defaultdict(list)
    for row in all_rows():
        taken[row.source].append(row)
    references = cite.references()
    lines = []
    for key, source in sorted(
        data().sources.items(), key=lambda item: (cite.authors(item[1]).lower(), cite.year(item[1]), item[0])
    ):
        where_used = ", ".join(page_link(page) for page in sorted(found.cited_sources.get(key, ()))) or "—"
        things = ", ".join(label(entity) for entity in sorted({row.entity for row in taken[key]})[:6])
        what = f"{len(taken[key])} rows: {things}" if taken[key] else "dates"
        note = f" {escape(source['note'])}" if source.get("note") and source.get("doubtful") else ""
        lines.append(
            [
                f"*{cite.short(key)}*{{ #{key} }}",
                f"{escape(references[key])}{note} [Open]({source['URL']})",
                source["tier"],
                what,
                where_used,
            ]
        )
    return text + table(["Source", "Reference", "Tier", "What was taken", "Pages that cite it"], lines, "sources")


def property_index(groups: dict[str, list[dict]]) -> str:
    """Groups of properties."""
    text = front("Properties", "What each property counts, and what it does not mean.")
    text += "# Properties\n\nWhat may be stated of a thing, with unit, definition, and what it does not mean.\n\n"
    for group in sorted(groups):
        names = ", ".join(f"[{row['label']}](/properties/{group}.md#{row['id']})" for row in groups[group])
        text += f"- **[{group.replace('-', ' ').capitalize()}](/properties/{group}.md)**: {names}\n"
    return text


def properties(group: str, rows: list[dict]) -> str:
    """One group: definitions, and all values across machines."""
    title = f"{group.replace('-', ' ').capitalize()}: properties"
    text = front(title, f"Definitions and all published values of the {group} properties.") + f"# {title}\n\n"
    for row in rows:
        text += f"## {row['label']} {{ #{row['id']} }}\n\n{escape(row['definition'])}\n\n"
        facts = [fact for fact in data().facts if fact.property == row["id"]]
        symbol = f" Symbol *{escape(row['symbol'])}*." if row["symbol"] else ""
        chinese = f" In Chinese {row['chinese']}." if row["chinese"] else ""
        text += f"Does not mean: {escape(row['does_not_mean'])}\n\nUnit: {wording.spelled(row['unit']) or 'a number'}.{symbol}{chinese}\n\n"
        lines = [
            [
                label(f.entity),
                f"[{printed(f)}]({f.url})",
                escape(counts(f)),
                f"{f.kind}, {f.confidence}",
                cite.short(f.source),
            ]
            for f in facts
        ]
        text += table(["Machine", "Value", "What it counts", "Kind and confidence", "Source"], lines) + "\n"
    return text


def computed_numbers(found: Checked) -> str:
    """Numbers of ours: what each is, its value, its inputs, its source code, who uses it."""
    text = front(
        "Computed numbers",
        "Numbers that this site computes from cited figures: value, inputs, code.",
        search=False,
    )
    text += "# Computed numbers\n\nNobody printed these: they are sums of ours over cited figures. Each is a function, run anew by every build.\n\n"
    topics: dict[str, list[computed.Result]] = defaultdict(list)
    for name in computed.functions():
        result = computed.result(name)
        topics[result.topic].append(result)
    for topic in sorted(topics):
        text += f"## {topic.replace('_', ' ').capitalize()}\n\n"
        lines = []
        for result in sorted(topics[topic], key=lambda r: r.name):
            inputs = (
                "; ".join(f"{data().entities[r.entity]['label']}: [{printed(r)}]({r.url})" for r in result.inputs)
                or "none"
            )
            used = ", ".join(page_link(page) for page in sorted(found.cited.get(result.url, ()))) or "—"
            value = f"*{wording.show(result.low, result.high)}*{{ #{result.name} }}"
            lines.append(
                [
                    value,
                    escape(" ".join(result.doc.split())),
                    inputs,
                    "computed by this site",
                    code(result),
                    used,
                ]
            )
        text += (
            table(["Value", "What it is", "Inputs", "Kind", "Function", "Pages that use it"], lines, "computed") + "\n"
        )
    return text


def code(result: computed.Result) -> str:
    """The name of a function and its last line, the sum itself."""
    body = [line.strip() for line in result.code.strip().splitlines()]
    text = " ".join(body[next((i for i, line in enumerate(body) if line.startswith("return")), len(body) - 1) :])
    return f"`{result.name}`: `{text.replace('|', '/')}`"


def disagreements() -> str:
    """Every pair of sources apart, widest first."""
    text = front("Where sources disagree", "Published figures of the same thing that differ, widest first.")
    text += "# Where sources disagree\n\nRows that count the same thing (same precision, direction, scope and basis) and lie apart by more than rounding. Nothing is averaged; open a value to see who says it and where.\n\n"
    text += '{{ figure("disagreements_by_property") }}\nEach line spans the least and the greatest published value of one property of one machine, as a multiple of the least.\n\n'
    lines = []
    for group in conflicts(data().facts):
        values = ", ".join(
            f"[{printed(row)}]({row.url}) ({cite.short(row.source)})"
            for row in sorted(group, key=lambda r: r.low.to(unit(group[0].unit)).magnitude)
        )
        reason = escape(" ".join(sorted({row.note for row in group if row.note}))) or "—"
        lines.append(
            [
                label(group[0].entity),
                data().properties[group[0].property]["label"],
                like(group[0]),
                values,
                f"{spread(group):.0%}",
                reason,
            ]
        )
    return text + table(["Machine", "Property", "What is compared", "Values", "Apart by", "Known reason"], lines)
