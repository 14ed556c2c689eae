"""The page on which sources that say different things stand side by side."""

from scripts import cite
from scripts.conflicts import conflicts, spread
from scripts.facts import data
from scripts.pages.text import escape, front, label, linked, table
from scripts.units import unit

# Disagreements that no two rows show, since their forms differ; the chapters have the figures.
TOLD = """Some disagreements are not between two rows of one form, and are told where they matter:

- [the dense 16-bit peak of an Ascend 910C](/course/cloudmatrix-384.md#the-three-readings-of-one-chip), which has three readings;
- [the power of CloudMatrix 384](/course/side-by-side.md), of which an estimate and a sum of maxima are public;
- [what a rack's printed compute and bandwidth count](/course/gb200-nvl72.md#what-the-totals-count).

"""


def page() -> str:
    """Every pair of sources apart, widest first."""
    rows = [row for group in conflicts(data().facts) for row in group]
    text = front(
        "Where sources disagree", "Published figures of the same thing that differ, widest first.", rows, contents=False
    )
    text += "# Where sources disagree\n\nRows that count the same thing (same precision, direction, scope and basis) and lie apart by more than rounding. Nothing is averaged; open a value to see who says it and where.\n\n"
    text += '{{ figure("disagreements_by_property") }}\nEach line spans the least and the greatest published value of one property of one machine, as a multiple of the least.\n\n'
    text += TOLD
    lines = []
    for group in conflicts(data().facts):
        values = ", ".join(
            f"{linked(row)} ({cite.short(row.source)})"
            for row in sorted(group, key=lambda r: r.low.to(unit(group[0].unit)).magnitude)
        )
        reason = escape(" ".join(sorted({row.note for row in group if row.note}))) or "—"
        lines.append(
            [
                label(group[0].entity),
                data().properties[group[0].property]["label"],
                (group[0].form or "as printed"),
                values,
                f"{spread(group):.0%}",
                reason,
            ]
        )
    return text + table(["Machine", "Property", "What is compared", "Values", "Apart by", "Known reason"], lines)
