"""Check the Markdown of the site against the records: number links, typed sums, bare numbers, figures.

One pass over the pages on disk finds every fault, with file and line. What it resolves goes to .build/links.json, where
the Markdown extension looks it up; who cites what goes to the generated pages.
"""

import calendar
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pint
import yaml

from scripts import ROOT, claims, computed, facts, figures, formula, wording
from scripts.contract import Problem, nearest
from scripts.units import quantity

GENERATED = (
    "accuracy",
    "claims",
    "compare",
    "disagreements",
    "glossary",
    "machines",
    "sources",
    "story",
    "properties",
    "rules",
    "figures",
    "computed",
    "data",
    "overrides",
    "assets",
)
SCHEMES = ("fact", "range", "run", "computed", "part", "rule", "date", "source", "property", "term", "assumed")
LINK = re.compile(
    rf'\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*?)\]\((?P<scheme>{"|".join(SCHEMES)}):(?P<key>[^)\s"]*)(?:\s*"(?P<why>[^"]*)")?\)'
)
DIRECTIVE = re.compile(r'^[ \t]*\{\{\s*(?P<kind>\w+)\("(?P<id>[^"]*)"\)\s*\}\}', re.MULTILINE)
FREE = (
    re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL),  # printed source
    re.compile(r"`[^`\n]+`"),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL),  # formulas
    re.compile(r"\]\([^)]*\)"),  # addresses of ordinary links; their text is scanned
    re.compile(r"\{[:.#][^}]*\}"),  # attribute lists
    re.compile(r"</?[a-z][^>]*>"),
)


@dataclass
class Page:
    """A page or notebook as the author wrote it: text to check, and the line at which it begins."""

    path: Path
    text: str
    first_line: int = 1
    meta: dict = field(default_factory=dict)
    shown_on: str = ""  # the page that shows it, where that is another file

    @property
    def name(self) -> str:
        """The file as a message names it."""
        return self.path.relative_to(ROOT).as_posix()

    def problem(self, at: int, text: str) -> Problem:
        """A problem at an offset of the text."""
        return Problem(self.name, self.first_line + self.text.count("\n", 0, at), text)


@dataclass
class Resolved:
    """Where a link leads, and the ends of the value that its text must state (None: any text)."""

    href: str
    low: pint.Quantity | None = None
    high: pint.Quantity | None = None
    rows: tuple = ()


@dataclass
class Checked:
    """The outcome of the pass."""

    hrefs: dict[str, str] = field(default_factory=dict)
    cited: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # record's address -> pages
    cited_sources: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    dates: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # page -> dates of the rows it quotes
    figures: dict[str, list[str]] = field(default_factory=dict)  # page -> figure ids in order
    formulas: dict[str, str] = field(default_factory=dict)  # module.function -> what the page shows
    fixes: list[tuple[Page, re.Match, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def pages(docs: Path = ROOT / "docs") -> Iterator[Page]:
    """All authored pages, and the Markdown of notebooks."""
    for path in sorted(docs.rglob("*.md")):
        if path.relative_to(docs).parts[0] not in GENERATED:
            yield page(path)
    for path in sorted(docs.glob("notebooks/*.py")):
        yield Page(path, notebook_markdown(path.read_text(encoding="utf-8")))


def page(path: Path) -> Page:
    """One Markdown file, front matter apart."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        return Page(path, text)
    front, _, body = text[4:].partition("\n---\n")
    return Page(path, body, front.count("\n") + 4, yaml.safe_load(front) or {})


def notebook_markdown(text: str) -> str:
    """The Markdown cells of a percent file, other lines emptied so that line numbers hold."""
    lines, inside = [], False
    for line in text.split("\n"):
        if line.startswith("# %%"):
            inside = "[markdown]" in line
            lines.append("")
        else:
            lines.append(re.sub(r"^# ?", "", line) if inside and line.startswith("#") else "")
    return "\n".join(lines)


def check(known_figures: set[str], docs: Path = ROOT / "docs") -> Checked:
    """The whole pass."""
    found = Checked()
    for each in pages(docs):
        check_page(each, known_figures, found)
    check_claims(known_figures, found)
    return found


def check_claims(known_figures: set[str], found: Checked) -> None:
    """The texts of claims are pages too: their numbers are links, and what a check or a finding used is cited."""
    lines = claims.table()
    for row, line in zip(lines.rows, lines.lines, strict=True):
        text = " ".join(row[name] or "" for name in ("holds", "correction", "would_change"))
        shown_on = claims.page(row["id"])
        check_page(Page(ROOT / lines.file, text, line, shown_on=shown_on), known_figures, found)
        if row["figure"] and row["figure"] not in known_figures:
            hint = nearest(row["figure"], known_figures)
            found.problems.append(
                Problem(lines.file, line, f"{row['id']}: no figure {row['figure']!r} in scripts/charts{hint}")
            )
        for key in claims.sources_of(row["id"]):
            found.cited_sources[key].add(shown_on)


def oldest_and_newest(found: Checked) -> dict[str, list[str]]:
    """Of each page, the dates of the oldest and the newest row that it quotes or draws."""
    ends = {}
    for page, names in found.figures.items():
        drawn = [
            json.loads((ROOT / ".build" / "figures" / f"{name}.json").read_text(encoding="utf-8"))["dates"]
            for name in names
        ]
        if held := sorted(found.dates[page].union(*drawn)):
            ends[page] = [held[0], held[-1]]
    return ends


def check_page(each: Page, known_figures: set[str], found: Checked) -> None:
    """Links, figures, sums, bare numbers of one page, in this order, since what is checked is masked for the next."""
    inside = (ROOT / "docs") in each.path.parents
    where = each.shown_on or (each.path.relative_to(ROOT / "docs").as_posix() if inside else each.path.name)
    text = each.text
    for match in LINK.finditer(mask(text, FREE[:3])):
        check_link(each, match, where, found)
        text = blank(text, match.start(), match.end())
    found.figures.setdefault(where, [])
    for match in DIRECTIVE.finditer(text):
        try:
            check_directive(match["kind"], match["id"], where, known_figures, found)
        except facts.Unchosen as error:
            found.problems.append(each.problem(match.start(), str(error)))
        text = blank(text, match.start(), match.end())
    for match in wording.SUM.finditer(text):
        if wrong := wording.sum_is_wrong(match.group(0)):
            found.problems.append(each.problem(match.start(), wrong))
        text = blank(text, match.start(), match.end())
    for match in bare(text):
        found.problems.append(each.problem(match.start(), unsourced(match.group(0))))
    for name, entry in each.meta.items():
        for match in bare(str(entry)):
            found.problems.append(Problem(each.name, 1, f"front matter {name}: " + unsourced(match.group(0))))


def check_directive(kind: str, name: str, where: str, known_figures: set[str], found: Checked) -> None:
    """One block `{{ kind("name") }}`. Raises facts.Unchosen where kind or name is unknown."""
    match kind:
        case "figure" | "explorable":
            if name not in known_figures:
                raise facts.Unchosen(f"no figure {name!r} in scripts/charts{nearest(name, known_figures)}")
            if kind == "explorable" and name not in figures.names("explorables"):
                raise facts.Unchosen(f"{name!r} is a chart; write figure")
            found.figures[where].append(name)
        case "claim":
            if name not in facts.data().claims:
                raise facts.Unchosen(f"no claim {name!r} in data/claims.csv{nearest(name, set(facts.data().claims))}")
        case "formula":
            found.formulas[name] = formula.show(formula.find(name))
        case _:
            raise facts.Unchosen(f"{{{{ {kind}(…) }}}} is unknown; write figure, explorable, formula or claim")


def unsourced(number: str) -> str:
    """What to say of a number without a record."""
    return f"{' '.join(number.split())!r} has no record; write it as [{' '.join(number.split())}](fact:entity/property/source)"


def bare(text: str) -> Iterator[re.Match]:
    """Bare numbers of a text, names, formulas and printed source apart."""
    yield from wording.bare(mask(mask(text, FREE), [names()]))


def mask(text: str, patterns: tuple | list) -> str:
    """A text of the same length, in which what the patterns match is blank."""
    for pattern in patterns:
        for match in pattern.finditer(text):
            text = blank(text, match.start(), match.end())
    return text


def blank(text: str, start: int, end: int) -> str:
    """Put a mark where something was, so that what stands beside does not run together; line ends stay."""
    return text[:start] + re.sub(r"[^\n]", "\u00b6", text[start:end]) + text[end:]


@cache
def names() -> re.Pattern:
    """Names of things that hold digits: labels and aliases of entities, and words like chapter 3."""
    known = {
        name.strip()
        for row in facts.data().entities.values()
        for name in [row["label"], *(row["aliases"] or "").split(";")]
    }
    numbered = sorted((re.escape(name) for name in known if re.search(r"\d", name)), key=len, reverse=True)
    labels = "|".join(numbered) or r"(?!)"
    return re.compile(
        rf"(?<!\w)(?:{labels}|(?:[Cc]hapters?|[Ff]igures?|[Tt]ables?|[Ss]ections?|[Ss]teps?|[Rr]ow)\s\d+[a-z]?|[A-Z][A-Za-z]*-?\d+\w*|\d+-bit)(?!\w)"
    )


def check_link(each: Page, match: re.Match, where: str, found: Checked) -> None:
    """One number link: it leads to a record, and its text states the record's value."""
    target = f"{match['scheme']}:{match['key']}"
    if match["scheme"] == "assumed":
        if not (match["why"] or "").strip():
            found.problems.append(each.problem(match.start(), 'an assumed number says why: (assumed: "why")'))
        return
    try:
        leads = resolve(match["scheme"], match["key"])
    except facts.Unchosen as error:
        found.problems.append(each.problem(match.start(), f"{target}: {error}"))
        return
    found.hrefs[target] = leads.href
    found.cited[leads.href].add(where)
    if match["scheme"] == "source":
        found.cited_sources[match["key"]].add(where)
    for row in leads.rows:
        found.cited_sources[row.source].add(where)
        if not isinstance(row, facts.Part):
            found.dates[where].add(row.as_of)
    if match["scheme"] == "date":
        day = facts.data().entities[match["key"].split("/")[0]][match["key"].split("/")[1]]
        if not date_stands(match["text"], day):
            found.problems.append(
                each.problem(match.start(), f"{target}: {match['text']!r} is not what the record says: {day}")
            )
    if leads.low is None or leads.high is None:
        return
    if wrong := wording.states(match["text"], leads.low, leads.high):
        found.problems.append(each.problem(match.start(), f"{target}: {wrong}; `make numbers` rewrites it"))
        found.fixes.append((each, match, wording.rewrite(match["text"], leads.low, leads.high)))
    elif re.match(rf"\s?(?:{wording.UNIT})", each.text[match.end() :]) and wording.read(match["text"]).unit is None:
        found.problems.append(
            each.problem(match.start(), f"{target}: put the unit inside the link, where it is checked")
        )


def resolve(scheme: str, key: str) -> Resolved:
    """The record that a link names. Raises facts.Unchosen."""
    words = key.split("/")
    if scheme in ("fact", "range") and len(words) < 2:
        raise facts.Unchosen("write entity/property, then words of the row, the source last")
    if scheme == "fact":
        row = facts.fact(words[0], words[1], *words[2:])
        return Resolved(row.url, row.low, row.high, (row,))
    if scheme == "range":
        rows = facts.span(words[0], words[1], *words[2:])
        low, high = facts.range_of(words[0], words[1], *words[2:])
        return Resolved(f"/machines/{words[0]}.md#{words[1]}", low, high, tuple(rows))
    if scheme == "run":
        result = facts.run(words[0])
        if words[1:] == ["chips"] and result.chips is not None:
            return Resolved(result.url, quantity(result.chips, "1"), quantity(result.chips, "1"), (result,))
        if words[1:]:
            raise facts.Unchosen(f"write run:{words[0]}, or run:{words[0]}/chips where the packages are printed")
        return Resolved(result.url, result.quantity, result.quantity, (result,))
    if scheme == "part":
        if len(words) != 2:
            raise facts.Unchosen("write whole/part")
        step = facts.part(*words)
        return Resolved(step.url, step.quantity, step.quantity, (step,))
    if scheme == "computed":
        number = computed.result(key)
        return Resolved(number.url, number.low, number.high, number.inputs)
    if scheme == "rule":
        limit = facts.rule(key)
        numbered = limit.threshold is not None
        return Resolved(limit.url, limit.low if numbered else None, limit.high if numbered else None, (limit,))
    if scheme == "date":
        return resolve_date(words)
    known = {"source": facts.data().sources, "property": facts.data().properties, "term": facts.data().terms}[scheme]
    if key not in known:
        raise facts.Unchosen(f"no {scheme} {key!r}{nearest(key, set(known))}")
    if scheme == "property":
        return Resolved(f"/properties/{facts.data().properties[key]['group']}.md#{key}")
    return Resolved(f"/{'sources' if scheme == 'source' else 'glossary'}/index.md#{key}")


def resolve_date(words: list[str]) -> Resolved:
    """The record of a date: entity/announced or entity/available."""
    entity = facts.data().entities.get(words[0])
    if len(words) != 2 or words[1] not in ("announced", "available") or not entity or not entity[words[1]]:
        raise facts.Unchosen(f"no date {'/'.join(words)}; write entity/announced or entity/available")
    return Resolved(f"/machines/{words[0]}.md#{words[1]}")


def date_stands(text: str, day: str) -> bool:
    """Whether every number and month that a wording has belongs to the date."""
    year, *rest = day.split("-")
    allowed = {year} | {part.lstrip("0") for part in rest[1:]}
    months = calendar.month_name[1:]
    said = [month for month in months if month in text]
    return (
        year in text
        and set(re.findall(r"\d+", text)) <= allowed
        and said in ([], [months[int(rest[0]) - 1]] if rest else [])
    )
