"""Chapter 24: all claims with their verdicts, to filter and to link to; those of the wider coverage stand here in full."""

from collections import Counter

from scripts import claims
from scripts.chapters import CLAIMS
from scripts.facts import data
from scripts.pages.claim import block, chip, link
from scripts.pages.text import escape, front, table

FAVOURED = {"huawei": "Huawei", "nvidia": "NVIDIA", "neither": "neither, or others"}

PROSE = """**Most of what goes wrong in the coverage is a missing word: per what, in which format, in which direction, measured or printed.**

You need [what a printed number counts](/course/reading-a-spec-sheet.md) and the pair,
[side by side](/course/side-by-side.md). After this chapter you can take a claim apart: say what is right in it, find the missing word, do
the sum, and name what would change your mind.

We check claims, not writers. A page named here is an example of where a claim was met. Claims in favour of either maker get the same scrutiny: a
table below counts the verdicts by whom a claim favours. A verdict that a sum decides is held to that sum by the build of this site: when a record
changes so that it no longer follows, the build stops. What no sum can decide names its evidence, and says so where only press was seen.

"""

EXERCISES = """## Five more, for you { #exercises }

Each was met in the press. Say what is right in it, find the missing word, do the sum; then open the answer.

**1. More than a petaflop each.** "Each 910C offers [1.5 PFLOP/s](assumed: "as the claim states it") of BF16."

??? success "Answer"
    The figure is real and the format is not: [1,504 TOP/s](computed:ascend_910c_int8) is the INT8 rate of a package. As a 16-bit rate the
    readings are [707.8 to 780 TFLOP/s](computed:ascend_910c_16bit). The claim's own total for the machine gives it away:
    [271.8 to 299.5 PFLOP/s](computed:cloudmatrix_16bit), half of what such packages would add up to. Kind of error: precision.

**2. A threefold leap.** "NVLink went from [300 GB/s](assumed: "as the claim states it") in A100 to
[900 GB/s](assumed: "as the claim states it") in H100."

??? success "Answer"
    Both figures are printed, the first one way, the second both ways added. One way it is
    [300 GB/s](fact:a100-sxm/scaleup-bandwidth/one-way) and [450 GB/s](computed:h100_scaleup_one_way):
    [1.5 times](computed:nvlink_gain_a100_to_h100). Kind of error: direction.

**3. A second of reading.** "CloudMatrix reads its memory at [12,209 TB/s](assumed: "as the claim states it"), that is
[1.2 PB/s](assumed: "as the claim states it")."

??? success "Answer"
    The two halves contradict each other by a factor of ten. Packages times the bandwidth of one is
    [1,229 TB/s](computed:cm384_hbm_bandwidth), so the second half is right. Kind of error: unit.

**4. Rent.** "An NVL72 rents for [$50,000](assumed: "as the claim states it") an hour."

??? success "Answer"
    Analysts put a GPU of it on a long contract at [3.3 USD/hour](fact:gb200-nvl72/rental-price), so all of them at about
    [238 USD/hour](computed:nvl72_rental). The claim lies far above; it may be a month's rent, or a price by the hour of something
    larger. Kind of error: unit. What would change your mind: an offer in writing.

**5. The other bisection.** "CloudMatrix has [269 TB/s](fact:cloudmatrix-384/scaleup-bandwidth) of interconnect, twice NVL72's, so each half
can send that to the other."

??? success "Answer"
    An analyst's total, both ways, for the whole machine. By the paper's rates the total is
    [301 TB/s](computed:cm384_both_ways), and one half can send [75.3 TB/s](computed:cm384_bisection) to the other, one way, a quarter of
    it. Against NVL72's [32.4 TB/s](computed:nvl72_bisection) that is [2.3 times](computed:scaleup_ratio), for
    [5.3 times](computed:accelerator_ratio) the packages. Kind of error: direction.

"""

TELL = """## Tell us { #tell-us }

New and changed verdicts come as [a feed](feed.xml). A verdict that you can show to be wrong is worth more to us than one that you like:
[how to reach us](/about/corrections.md). Every claim has a line to report it.

"""


def page() -> str:
    """The chapter: counts, the figure, the table of all, whom they favour, the wider coverage in full, exercises."""
    text = front(
        f"{CLAIMS.number} · Claims checked",
        "Claims about CloudMatrix 384, GB200 NVL72 and scale-up systems, each with a verdict, the sum or the evidence, and what would change our mind.",
        script="assets/claims.js",
    )
    rows = list(data().claims.values())
    text += f"# {CLAIMS.title}\n\n" + PROSE
    text += '{{ figure("claims_by_error") }}\nEach square is a claim; the number is its name in the table below.\n\n'
    text += f"## All {len(rows)} claims {{ #all }}\n\n" + overview(rows) + counts_by_favour(rows)
    text += "## The wider coverage { #wider-coverage }\n\nThe statements of the story are read [on a page of their own](/story/index.md).\n\n"
    text += "".join(block(row["id"]) for row in rows if row["id"][0] == "m")
    return text + EXERCISES + TELL


def overview(rows: list[dict]) -> str:
    """Every claim in a line: a plain table that assets/claims.js lets the reader filter."""
    lines = [
        [
            link(row["id"]),
            escape(row["claim"]),
            chip(row["verdict"]),
            "—" if row["kind_of_error"] == "none" else row["kind_of_error"],
            FAVOURED[row["favours"]],
        ]
        for row in rows
    ]
    filters = '<form id="claim-filter" class="controls" hidden></form>\n\n'
    return filters + table(["Claim", "What is said", "Verdict", "Kind of error", "Favours"], lines, "claims") + "\n"


def counts_by_favour(rows: list[dict]) -> str:
    """Verdicts by whom the claims favour, so that a reader can see whether one side is let off."""
    counts = Counter((row["verdict"], row["favours"]) for row in rows)
    totals = Counter(row["favours"] for row in rows)
    decided = sum(row["id"] in claims.names() for row in rows)
    lines = [
        [
            chip(verdict),
            *(str(counts[verdict, side] or "—") for side in FAVOURED),
            str(sum(counts[verdict, side] for side in FAVOURED)),
        ]
        for verdict in dict.fromkeys(sorted((row["verdict"] for row in rows), key=ranked))
    ]
    lines.append(["all", *(str(totals[side]) for side in FAVOURED), str(len(rows))])
    text = "## Whom do they favour? { #favours }\n\nA claim favours a maker if that maker looks better where it is believed. "
    text += f"A sum decides {decided} of the {len(rows)}, evidence the rest.\n\n"
    return text + table(["Verdict", *(f"Favours {name}" for name in FAVOURED.values()), "All"], lines, "favours") + "\n"


VERDICTS = (
    "true", "partly true", "true only if", "misleading", "not comparable", "outdated", "false", "disputed", "unproven", "judgement",
)  # fmt: skip


def ranked(verdict: str) -> int:
    """Verdicts from what holds to what does not, then what is open."""
    return VERDICTS.index(verdict)
