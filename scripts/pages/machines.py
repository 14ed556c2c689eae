"""The page of a machine: what it is, what is in it, what is said of it, where sources disagree, what was measured."""

from collections import defaultdict

from scripts import cite, wording
from scripts.conflicts import conflicts
from scripts.facts import Fact, Run, data, slug
from scripts.links import Checked
from scripts.pages.properties import ORDER
from scripts.pages.text import (
    counts,
    escape,
    front,
    label,
    linked,
    number,
    page_link,
    printed,
    references,
    table,
    title,
    where,
)
from scripts.units import unit

CATEGORIES = {
    "collective": "Collectives", "moe_a2a": "Exchange between experts", "p2p": "Copies between two devices",
    "roofline_kernel": "Kernels", "decode": "Decode", "prefill": "Prefill", "serving": "Serving", "training": "Training",
    "energy": "Energy", "reliability": "Reliability", "quality": "Quality of answers",
}  # fmt: skip
MOST = 4  # sources named in one line
LONG = 12  # rows of a table that stands open


def page(key: str, found: Checked) -> str:
    """What a thing is, its main figures, what it is part of, where sources disagree, what is not public, then all rows."""
    row = data().entities[key]
    rows = [fact for fact in data().facts if fact.entity == key]
    runs = [run for run in data().runs if run.system == key]
    text = front(
        f"{row['label']}: published figures",
        f"{row['summary']} Every published figure with its source.",
        [*rows, *runs],
    )
    text += f"# {row['label']}\n\n{row['summary']}\n\n" + identity(row)
    text += glance(row, rows) + ladder(key) + agreement(rows) + results(runs) + unknown(key, rows)
    return text + specification(rows) + measured(runs) + cited(rows, runs, found)


def identity(row: dict) -> str:
    """Kind, maker, other names, dates."""
    lines = [f"A {row['kind']}" + (f" by {row['maker']}." if row["maker"] else ".")]
    if row["aliases"]:
        lines.append(f"Also called {', '.join(a.strip() for a in row['aliases'].split(';'))}.")
    for name in ("announced", "available"):
        if row[name]:
            source = row[name + "_source"]
            at = f"{references(source)}, {escape(row[name + '_locator'])}"
            lines.append(f"{name.capitalize()} *{row[name]}*{{ #{name} }} ({at}).")
    return " ".join(lines) + "\n\n"


def glance(row: dict, rows: list[Fact]) -> str:
    """The figures that a reader looks for first, one line a form; where sources disagree, the whole range."""
    lines = []
    for name in EXPECTED.get(row["kind"], ()):
        forms: dict[tuple[str, object], list[Fact]] = defaultdict(list)  # money of two countries is two forms
        for fact in rows:
            if (
                fact.property == name
                and fact.scope in (None, row["kind"])
                and fact.kind != "constant"
                and "part" not in fact.conditions
            ):
                forms[fact.form, unit(fact.unit).dimensionality].append(fact)
        lines += [[data().properties[name]["label"], spanned(group), form] for (form, _), group in forms.items()]
    columns = ["Figure", "Value", "What it counts"]
    if not any(form for *_, form in lines):
        columns, lines = columns[:2], [line[:2] for line in lines]
    return "## At a glance\n\n" + table(columns, lines) + "\n" if lines else ""


def spanned(group: list[Fact]) -> str:
    """One value as printed, or the range of several, linked to the rows."""
    if len({printed(row) for row in group}) == 1:
        return linked(group[0])
    low, high = min(row.low for row in group), max(row.high for row in group)
    return f"[{wording.show(low, high)}](#{group[0].property}), {len(group)} figures"


def ladder(key: str) -> str:
    """What the thing stands in, and what it is made of, as blocks within blocks; each count is a record."""
    inside = [step for step in data().parts if step.whole == key]
    outside = [step for step in data().parts if step.part == key]
    if not inside and not outside:
        return ""
    text = "## What it is part of, what is in it\n\n"
    for step in outside:
        count = f"[{step.count:,}]({step.url})" if step.count > 1 else "One"
        text += f"- {count} in a {label(step.whole)}\n"
    if not inside:
        return text + "\n"
    text += f'\n<div class="blocks" markdown="1">\n\n{blocks(key)}\n</div>\n\n'
    rows = [
        [
            f"*{step.count:,}*{{ #part-{step.part} }}",
            label(step.part),
            data().entities[step.part]["kind"],
            where(step),
        ]
        for step in inside
    ]
    return text + table(["Count", "Part", "Kind", "Source, place, date"], rows) + "\n"


def blocks(key: str, depth: int = 0) -> str:
    """The ladder below a thing as a nested list, which the style sheet draws as boxes."""
    text = ""
    for step in (step for step in data().parts if step.whole == key):
        text += "    " * depth + f"- [{step.count:,}]({step.url}) × {label(step.part)}\n" + blocks(step.part, depth + 1)
    return text


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
        form = group[0].form or "as printed"
        values = ", ".join(f"{linked(row)} ({cite.short(row.source)})" for row in group)
        notes = " ".join(sorted({row.note for row in group if row.note}))
        text += f"- **{name}** ({form}): {values}. {escape(notes)}\n"
    return text + "\n"


def results(runs: list[Run]) -> str:
    """What was measured on it and by whom, in a few lines."""
    if not runs:
        return ""
    lines = []
    for category, group in by_category(runs).items():
        who: dict[str, int] = defaultdict(int)
        for run in group:
            who[run.source] += 1
        names = ", ".join(references(key) for key in sorted(who, key=lambda key: (-who[key], key))[:MOST])
        others = f" and {len(who) - MOST} more" if len(who) > MOST else ""
        measured = sum(run.kind == "measured" for run in group)
        lines.append(
            [f"[{CATEGORIES[category]}](#runs-{slug(category)})", str(len(group)), str(measured), names + others]
        )
    return "## What was measured on it\n\n" + table(["Kind of work", "Results", "Measured", "Sources"], lines) + "\n"


def by_category(runs: list[Run]) -> dict[str, list[Run]]:
    """Runs by their kind of work, in the order of the alphabet."""
    groups: dict[str, list[Run]] = defaultdict(list)
    for run in sorted(runs, key=lambda run: run.category):
        groups[run.category].append(run)
    return groups


def measured(runs: list[Run]) -> str:
    """Every run on the machine; a long table is folded."""
    if not runs:
        return ""
    text = "## Every result\n\n"
    columns = [
        "Result",
        "Metric",
        "Workload and settings",
        "Packages",
        "Kind and confidence",
        "Source, place, date",
    ]
    for category, group in by_category(runs).items():
        rows = [
            [
                f"*{printed(run)}*{{ #run-{run.case_id} }}", escape(run.metric), escape(run.workload + settings(run)),
                number(run.chips) if run.chips else "not printed", f"{run.kind}, {run.confidence}", where(run),
            ]
            for run in group
        ]  # fmt: skip
        text += f"### {CATEGORIES[category]} {{ #runs-{slug(category)} }}\n\n" + fold(columns, rows, "runs")
    return text


def fold(columns: list[str], rows: list[list[str]], kind: str) -> str:
    """A table, folded where it is long; a link into it opens the fold."""
    body = table(columns, rows, kind)
    if len(rows) <= LONG:
        return body + "\n"
    return f'<details markdown="1">\n<summary>{len(rows)} rows</summary>\n\n{body}\n</details>\n\n'


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
    columns = [
        "Property",
        "Value as printed",
        "What it counts",
        "Kind and confidence",
        "Source, place, date",
        "Note",
    ]
    for group in sorted(by, key=ORDER.index):
        seen: set[str] = set()
        lines = []
        for row in by[group]:
            name = f"[{data().properties[row.property]['label']}](/properties/{group}.md#{row.property})"
            name += f'<span id="{row.property}"></span>' if row.property not in seen else ""
            seen.add(row.property)
            lines.append([
                name, f"*{printed(row)}*{{ #{row.key} }}", escape(counts(row)), f"{row.kind}, {row.confidence}", where(row),
                escape(row.note or ""),
            ])  # fmt: skip
        text += f"### {title(group)} {{ #figures-{group} }}\n\n" + table(columns, lines, "facts") + "\n"
    return text


# What a reader looks for first, by kind of thing.
EXPECTED = {
    "die": ("die-area", "transistors", "peak-compute"),
    "package": ("peak-compute", "hbm-capacity", "hbm-bandwidth", "scaleup-bandwidth", "chip-power", "transistors"),
    "board": ("peak-compute", "hbm-capacity", "scaleup-bandwidth", "chip-power"),
    "node": ("peak-compute", "hbm-capacity", "scaleup-domain-size", "scaleup-bandwidth", "system-power"),
    "rack": (
        "peak-compute",
        "hbm-capacity",
        "scaleup-domain-size",
        "scaleup-bandwidth",
        "system-power",
        "mass",
        "price",
    ),
    "system": (
        "peak-compute",
        "hbm-capacity",
        "scaleup-domain-size",
        "scaleup-bandwidth",
        "system-power",
        "racks",
        "price",
    ),
    "pod": ("peak-compute", "hbm-capacity", "scaleup-domain-size", "system-power"),
    "switch": ("switch-ports", "switch-capacity", "switch-latency", "chip-power"),
    "link": ("link-bandwidth", "lane-rate", "lanes", "scaleup-bandwidth", "energy-per-bit"),
    "cable": ("link-reach", "link-end-power", "price"),
    "module": ("port-rate", "link-end-power", "price"),
    "model": ("parameters", "active-parameters", "layers", "hidden-size", "training-tokens"),
}


def unknown(key: str, rows: list[Fact]) -> str:
    """What a reader would look for and the data do not have."""
    wanted = EXPECTED.get(data().entities[key]["kind"], ())
    have = {row.property for row in rows}
    if not have.intersection(wanted):
        return ""  # a processor among accelerators: the list is not for it
    missing = [
        wording.lowered(data().properties[name]["label"])
        for name in wanted
        if name not in have and name in data().properties
    ]
    vendor = {row.property for row in rows if row.kind in ("spec", "derived")}
    others = [
        wording.lowered(data().properties[name]["label"]) for name in wanted if name in have and name not in vendor
    ]
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
