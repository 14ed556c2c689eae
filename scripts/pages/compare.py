"""The page that sets machines side by side, and the cells that its script reads to do so for any pair."""

import json

from scripts import compare
from scripts.facts import data
from scripts.pages.text import front, label, table

PAIR = ("gb200-nvl72", "cloudmatrix-384")
MISSING = "not published"


def page() -> str:
    """The case study's pair as it stands without a script: every form that somebody published for the whole machine."""
    rows = [row for key in PAIR for row in data().facts if row.entity == key]
    text = front(
        "Compare machines",
        "Two to four machines side by side in the published figures that they share.",
        rows,
        script="assets/compare.js",
    )
    text += "# Compare machines\n\nPublished figures of machines side by side; where sources disagree, the range of all of them. A form that nobody published reads *not published*: nothing is converted from dense to sparse, from one way to both, or from a package to its machine. What this site computes from such figures stands under [computed numbers](/computed/index.md), and [chapter 23](/course/side-by-side.md) says what the pair below adds up to.\n\n"
    text += '<div id="compare" class="tool" data-source="machines.json" hidden></div>\n\n<div id="compare-static" class="stand-in" markdown="1">\n\n'
    names = [label(key) for key in PAIR]
    text += "## Whole machines\n\n" + table(["Figure", *names], whole()) + "\n"
    for unit, words in PER.items():
        if lines := divided(unit):
            text += f"## {words} {{ #per-{unit.lower()} }}\n\n" + table(["Figure", *names], lines) + "\n"
    return text + "</div>\n"


PER = {
    "accelerator": "Per accelerator",
    "kW": "Per kilowatt",
    "rack": "Per rack",
    "dollar": "Per thousand dollars",
}


def named(line: tuple[str, str | None], words: str = "") -> str:
    """A line's name: property, number format, form."""
    return ", ".join(
        filter(None, [data().properties[line[0]]["label"], (line[1] or "").upper(), words.replace("-", " ")])
    )


def whole() -> list[list[str]]:
    """A row for each form in which at least one of the pair has a figure."""
    rows = []
    for line in compare.LINES:
        for words, (sparsity, direction) in compare.forms(line).items():
            found = [compare.cell(key, "system", line, sparsity, direction) for key in PAIR]
            if any(found):
                rows.append([named(line, words), *(f"[{one.text}]({one.url})" if one else MISSING for one in found)])
    return rows


def divided(unit: str) -> list[list[str]]:
    """The same, divided; lines that do not add up over a machine are left out."""
    rows = []
    for line in compare.ADDING:
        for words, (sparsity, direction) in compare.forms(line).items():
            found = [compare.cell(key, "system", line, sparsity, direction) for key in PAIR]
            texts = [compare.per(key, one, unit) if one else None for key, one in zip(PAIR, found, strict=True)]
            if any(texts) and line[0] != compare.UNITS[unit]:
                rows.append([named(line, words), *(text or MISSING for text in texts)])
    return rows


def cells() -> str:
    """All machines, lines and cells as JSON: a cell is text, address, number of figures, and the text per unit."""
    found: dict[str, dict[str, dict[str, list]]] = {}
    for machine in compare.machines():
        for line in compare.LINES:
            for words, (sparsity, direction) in compare.forms(line).items():
                for level in compare.LEVELS:
                    if one := compare.cell(machine, level, line, sparsity, direction):
                        entry = [
                            one.text,
                            one.url.replace(".md#", "/#").lstrip("/"),
                            len(one.rows),
                            shares(machine, line, level, one),
                        ]
                        found.setdefault(machine, {}).setdefault(key(line), {})[f"{level} {words}".strip()] = entry
    things = [{"id": m, **{k: data().entities[m][k] for k in ("label", "maker", "kind")}} for m in compare.machines()]
    lines = [{"id": key(line), "label": named(line), "form": sorted(compare.forms(line))} for line in compare.LINES]
    return (
        json.dumps({"machines": things, "lines": lines, "per": PER, "cells": found}, ensure_ascii=False, indent=0)
        + "\n"
    )


def key(line: tuple[str, str | None]) -> str:
    """A line's name in the JSON."""
    return "/".join(filter(None, line))


def shares(machine: str, line: tuple[str, str | None], level: str, one: compare.Cell) -> dict[str, str]:
    """A whole machine's figure per accelerator, kilowatt, rack and dollar, where those were published."""
    if level != "system" or line not in compare.ADDING:
        return {}
    texts = {unit: compare.per(machine, one, unit) for unit in PER if line[0] != compare.UNITS[unit]}
    return {unit: text for unit, text in texts.items() if text}
