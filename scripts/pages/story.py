"""The page that reads the story with the reader: its statements in order, each with its verdict at the margin."""

from collections import Counter

from scripts.facts import data
from scripts.pages.claim import block, chip
from scripts.pages.text import front

TITLE = "Read the story with us"

PROSE = """In July 2025 a headline went round: Huawei's new machine takes on NVIDIA's best. This page goes through
[one such account](https://www.aisupersmart.com/news/huawei-ai-supercomputer-vs-nvidia) of it, statement by statement and in our own
words. At the side of each stands what we make of it; below each opens why. Words such as *package* or *scale-up domain* are explained
in [chapter 1](/course/scale-up-domain.md); [all claims checked](/claims/index.md) are on a page of their own, these among them.

"""

SUMMARY = """## The story, honestly, in three sentences { #honest-summary }

Huawei showed a machine of [384 packages](fact:cloudmatrix-384/scaleup-domain-size) that together have
[1.5 to 1.7 times](computed:compute_ratio) the peak 16-bit compute of NVIDIA's rack of
[72](fact:gb200-nvl72/scaleup-domain-size), although each has less than a third of the other's, and it takes
[3.9 to 4.7 times](computed:power_ratio) the power and [16 racks](fact:cloudmatrix-384/racks) to do so. It was in service and sold in China,
with chips designed there of which every opened sample held foreign dies and memory; which machine does a given job better, nobody has
published. It was neither the first rival to NVIDIA's machines nor a race of two, and both makers have moved on since.

**Next:** [which is better, per what?](/course/side-by-side.md), with every ratio and its range; or
[what of what you have read is true?](/claims/index.md), for the claims of the wider coverage.

"""


def page() -> str:
    """All statements of the story, then the summary."""
    text = front(
        TITLE,
        "A press account of Huawei's CloudMatrix 384 read statement by statement, each with a verdict, its evidence and the sum behind it.",
        script="assets/claims.js",
    )
    rows = [row for row in data().claims.values() if row["id"][0] == "s"]
    return text + f"# {TITLE}\n\n" + PROSE + counted(rows) + "".join(block(row["id"]) for row in rows) + SUMMARY


def counted(rows: list[dict]) -> str:
    """The heading of the statements, and their verdicts by how often they were given."""
    counts = Counter(row["verdict"] for row in rows)
    listed = " ".join(f"{chip(verdict)}&nbsp;{count}" for verdict, count in counts.most_common())
    return f'## Its statements, one by one {{ #statements }}\n\n<p class="counted">Verdicts on its {len(rows)} statements: {listed}</p>\n\n'
