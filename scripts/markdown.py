"""The Markdown extension of the pages: it looks up what the checking pass resolved, and sets figures.

Links: `[559 kW](fact:…)` becomes a link to the record, class `number`; MkDocs then checks page and anchor and makes the
address relative. Figures: a block `{{ figure("id") }}`, the lines under it are the caption. Nothing is decided here.
"""

import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from functools import cache
from itertools import count
from typing import Any

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from scripts import ROOT, cite

SCHEME = re.compile(r"^(fact|range|run|computed|part|rule|date|source|property|term|assumed):")
CLASSES = {"source": "source", "property": "source", "term": "term"}  # all others are numbers
FEW = 5  # sources that a caption can name without drowning its text
CLAIM = re.compile(r'^\{\{\s*claim\("(\w+)"\)\s*\}\}[ ]*(?:\n|$)')
FIGURE = re.compile(r'^\{\{\s*figure\("(\w+)"\)\s*\}\}[ ]*(?:\n|$)')
FORMULA = re.compile(r'^\{\{\s*formula\("([\w.]+)"\)\s*\}\}\s*$')


@cache
def hrefs() -> dict[str, str]:
    """What the checking pass resolved: link target to address."""
    return json.loads((ROOT / ".build" / "links.json").read_text(encoding="utf-8"))


class NumberLinks(Treeprocessor):
    """Give number links their addresses."""

    def run(self, root: etree.Element) -> None:
        """Rewrite every link of ours; an unknown one cannot occur after the checking pass, and stops the build."""
        for link in root.iter("a"):
            target = link.get("href", "")
            scheme = SCHEME.match(target)
            if not scheme:
                continue
            if scheme[1] == "assumed":
                link.tag = "span"
                why = f"Assumed: {link.get('title', '')}"
                link.attrib = {"class": "assumed", "tabindex": "0", "role": "note", "title": why}
            else:
                link.set("href", hrefs()[target])
                link.set("class", CLASSES.get(scheme[1], "number"))


@cache
def boxes() -> dict[str, dict[str, str]]:
    """Claims as their pages have them: name, a few words, verdict, address."""
    return json.loads((ROOT / ".build" / "claims.json").read_text(encoding="utf-8"))


class Claims(BlockProcessor):
    """Set `{{ claim("m7") }}`: one line with the claim, its verdict and the way to it."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether a block is a claim."""
        return bool(CLAIM.match(block))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """The line, and what of the block stands behind it."""
        found = CLAIM.match(blocks[0])
        assert found
        rest = blocks.pop(0)[found.end() :].strip()
        box = boxes()[found[1]]
        line = add(parent, "p", {"class": "claim-box"})
        add(line, "a", {"href": box["href"]}, f"Claim {box['name']}").tail = f": {box['short']}. "
        add(line, "span", {"class": f"verdict {box['verdict'].replace(' ', '-')}"}, box["verdict"])
        if rest:
            blocks.insert(0, rest)


class Figures(BlockProcessor):
    """Set figures: the drawing goes past Markdown untouched, the caption is ordinary Markdown."""

    directive = FIGURE
    most: int | None = None  # rows of the table behind a figure

    def __init__(self, parser: BlockParser, numbers: Iterator[int]):
        super().__init__(parser)
        self.numbers = numbers

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether a block is one of ours."""
        return bool(self.directive.match(block))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """One figure; the lines under the directive are its caption."""
        block = blocks.pop(0)
        found = self.directive.match(block)
        assert found
        part = json.loads((ROOT / ".build" / "figures" / f"{found[1]}.json").read_text(encoding="utf-8"))
        figure = add(parent, "figure", {"class": "figure", "id": found[1]})
        self.set(figure, found[1], part, block[found.end() :].strip())

    def set(self, figure: etree.Element, name: str, part: dict, caption: str) -> None:
        """Drawing, caption, sources, description, table and downloads."""
        self.drawing(figure, name, part)
        self.caption(figure, name, part, caption)
        self.behind(figure, name, part)

    def drawing(self, figure: etree.Element, name: str, part: dict) -> None:
        """The drawing in both widths; the style sheet shows the one that fits."""
        described = {"role": "img", "aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-alt"}
        drawing = add(figure, "div", {"class": "drawing", **described, "data-search-exclude": ""})
        drawing.text = self.parser.md.htmlStash.store(part["wide"] + part["narrow"])

    def caption(self, figure: etree.Element, name: str, part: dict, text: str) -> None:
        """Number, title, the author's words, and the sources of the rows."""
        below = add(figure, "figcaption")
        line = add(below, "p")
        add(line, "span", {"class": "figure-number"}, f"Figure {next(self.numbers)}.").tail = " "
        add(line, "strong", {"id": f"{name}-title"}, f"{part['title']}.").tail = f" {text}"
        ids = sorted({key for row in part["rows"] for key in row[part["columns"].index("source")].split(";")})
        if len(ids) > FEW:
            add(
                below,
                "p",
                {"class": "figure-sources"},
                f"Data: {len(ids)} sources, named row by row in the table below.",
            )
        else:
            cited(add(below, "p", {"class": "figure-sources"}, "Data: "), ids)

    def behind(self, figure: etree.Element, name: str, part: dict) -> None:
        """Text alternative, downloads and table, folded."""
        fold = add(figure, "details", {"class": "figure-data", "data-search-exclude": ""})
        add(fold, "summary", {}, "Table, description, downloads")
        add(fold, "p", {"id": f"{name}-alt"}, part["alternative"])
        downloads = add(fold, "p", {"class": "downloads"})
        for ending, label in (("svg", "SVG"), ("png", "PNG"), ("csv", "CSV"), ("vl.json", "Vega-Lite")):
            add(downloads, "a", {"href": f"/figures/{name}.{ending}"}, label).tail = " "
        wrap = add(
            fold,
            "div",
            {"class": "table", "tabindex": "0", "role": "region", "aria-label": f"Table: {part['title']}"},
        )
        table = add(wrap, "table")
        head = add(add(table, "thead"), "tr")
        for column in part["columns"]:
            add(head, "th", {"scope": "col"}, column.replace("_", " "))
        body = add(table, "tbody")
        for row in part["rows"][: self.most]:
            line = add(body, "tr")
            for column, text in zip(part["columns"], row, strict=True):
                self.cell(add(line, "td"), column, text)
        if self.most and len(part["rows"]) > self.most:
            add(fold, "p", {}, "The table stops here; the CSV file goes on.")

    def cell(self, cell: etree.Element, column: str, text: str) -> None:
        """One cell; source ids become links."""
        if column != "source":
            cell.text = text
            return
        cited(cell, text.split(";"))


def cited(parent: etree.Element, ids: list[str]) -> None:
    """Short names of sources, each a link."""
    for key in ids:
        add(parent, "a", {"href": f"/sources/index.md#{key}"}, cite.short(key)).tail = "" if key == ids[-1] else "; "


def add(parent: etree.Element, tag: str, attributes: dict | None = None, text: str = "") -> etree.Element:
    """An element under another."""
    element = etree.SubElement(parent, tag, attributes or {})
    element.text = text
    return element


class Formulas(BlockProcessor):
    """Set formulas: what the checking pass wrote goes past Markdown untouched."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether a block is a formula."""
        return bool(FORMULA.match(block))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """One formula with its quantities."""
        found = FORMULA.match(blocks.pop(0))
        assert found
        written = json.loads((ROOT / ".build" / "formulas.json").read_text(encoding="utf-8"))
        add(parent, "div", {"class": "formula"}, self.parser.md.htmlStash.store(written[found[1]]))


class ScaleUp(Extension):
    """Number links, figures, formulas."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register them; the links before MkDocs makes addresses relative (priority 0), the blocks before paragraphs."""
        md.treeprocessors.register(NumberLinks(md), "number_links", 5)
        from scripts.markdown_explorable import Explorables  # which builds on this module

        numbers = count(1)
        md.parser.blockprocessors.register(Figures(md.parser, numbers), "figures", 85)
        md.parser.blockprocessors.register(Explorables(md.parser, numbers), "explorables", 87)
        md.parser.blockprocessors.register(Formulas(md.parser), "formulas", 86)
        md.parser.blockprocessors.register(Claims(md.parser), "claims", 86)


def makeExtension(**options: Any) -> ScaleUp:
    """What Python-Markdown calls."""
    return ScaleUp(**options)
