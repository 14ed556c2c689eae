"""How good are the models? Their errors, worst first; other models beside them; bounds that nothing may break."""

from collections import Counter
from collections.abc import Callable, Iterator
from statistics import median

from scripts import accuracy, facts, peers
from scripts.contract import Problem, Refused
from scripts.facts import data
from scripts.pages.text import escape, front, linked, table
from scripts.predict import bound_of_memory, bounds
from scripts.predict.case import Case, Unpredicted
from scripts.validate import Outcome

WORST = 5  # groups shown with what is missed
NAMES = {
    "collective/all": "Collectives and copies",
    "moe_a2a/hardware-bound": "Expert exchange, libraries bound by hardware",
    "moe_a2a/software-bound": "Expert exchange, libraries bound by software",
    "roofline_kernel/all": "Kernels",
    "decode/dense-served": "Decode, served on one node",
    "decode/offline": "Decode, offline at full load",
    "decode/expert-parallel": "Decode, experts over many nodes",
    "decode/other": "Decode, others with experts",
    "prefill/dense": "Prefill, dense models",
    "prefill/moe": "Prefill, models of experts",
    "training/dense": "Training, dense models",
    "training/moe": "Training, models of experts",
    "energy/throughput-given": "Energy a token, throughput given",
    "energy/end-to-end": "Energy a token, throughput predicted",
    "reliability/formula": "Reliability, formulas",
    "reliability/rate": "Reliability, rates of failure",
}

INTRO = """# How good are the models?

**Every formula that a reader can play with on this site is held to published measurements: each run is predicted from its inputs
alone and set beside what was measured. Where a model is off, this page says by how much and what it leaves out.**

An error is how far the prediction lies above the measurement, in per cent of it; where only its size is given, half of the runs lie
nearer than the median. No constant belongs to a single run or table: there is one set for each chip, library or serving
stack, each a row of the data with its source, or marked as fitted with the tables named. A model with fitted constants looks good on the
tables that it was fitted to. Two columns therefore tell more: *left out* predicts each table by constants fitted without it, and *not
fitted* are runs that took no part in choosing a constant, of whatever machine and however briefly their inputs are told.

"""


def page() -> str:
    """The whole page."""
    rows = [facts.run(one.case.case_id) for one in accuracy.outcomes()]
    text = front(
        "How good are the models?",
        "Every model of this site against published measurements, worst first.",
        rows,
        contents=True,
    )
    return text + INTRO + classes() + worst() + picture() + others() + limits() + unpredicted() + constants()


def percent(figure: float | None, sign: bool = False) -> str:
    """A percentage, or a dash."""
    if figure is None:
        return "–"
    return f"{figure:{'+' if sign else ''}.{0 if abs(figure) >= 9.95 else 1}f} %".replace("-", "−")


def classes() -> str:
    """One line a class."""
    lines = []
    for one in accuracy.by_class():
        fitted, out, unseen = one.fitted, one.left_out, one.unseen
        lines.append([
            NAMES.get(one.name, one.name),
            str(fitted["n"] or "–"), percent(fitted["median"]), percent(fitted["within_20"]), percent(fitted["bias"], sign=True),
            percent(out.get("median")), percent(out.get("within_20")),
            f"{unseen['predicted']} of {unseen['n']}" if unseen["n"] else "–", percent(unseen["median"]),
        ])  # fmt: skip
    columns = [
        "Kind of run", "Runs fitted", "Median error", "Within 20 %", "Mean, with sign", "Left out: median", "Left out: within 20 %",
        "Not fitted: predicted", "Not fitted: median",
    ]  # fmt: skip
    return "## In one table { #classes }\n\n" + table(columns, lines) + "\n\n"


def worst() -> str:
    """The groups with the largest median error, each with what the model leaves out. Raises Refused where nobody wrote that."""
    text = "## Where they are worst { #worst }\n\n"
    for title, wanted in (("tables that were fitted", True), ("tables that were not", False)):
        groups = [pair for pair in accuracy.groups() if (pair[0] in accuracy.fitted_groups()) == wanted][:WORST]
        lines = [
            [*told(name), str(line["n"]), percent(line["median"]), percent(line["bias"], sign=True)]
            for name, line in groups
        ]
        text += (
            f"Of the {title}:\n\n"
            + table(["Table", "What is missed", "Runs", "Median error", "Mean, with sign"], lines)
            + "\n\n"
        )
    return text


def told(group: str) -> tuple[str, str]:
    """What a group is, with a link to one of its runs, and what is missed in it."""
    row = data().misses.get(group)
    if row is None:
        told = "group is among the worst, and no line says what the model leaves out; write its exhibit and mechanism"
        raise Refused([Problem("data/misses.csv", 1, f"{group}: {told}")])
    first = next(one for one in accuracy.runs() if one.group == group)
    return f"[{escape(row['exhibit'])}]({first.url})", escape(row["mechanism"])


def picture() -> str:
    """All runs as dots."""
    return (
        "## All runs { #runs }\n\n"
        '{{ figure("predicted_against_measured") }}\nMeasured across, predicted upwards. Blue: tables that took part in fitting. Red: tables that did not.\n\n'
    )


def others() -> str:
    """Other models on the same runs."""
    lines = [
        [
            name,
            str(len(theirs)),
            percent(median(theirs)),
            percent(max(theirs)),
            percent(median(ours)),
            percent(max(ours)),
        ]
        for name, theirs, ours in peers.beside(peers.own(), accuracy.outcomes())
    ]
    return (
        "## Beside other models { #peers }\n\n"
        "Other open models were run for the inputs of some of these runs; version, command and every number are in the data "
        "([peers.csv](/data/peers.csv)). The comparison is not even: our constants were fitted to tables of this kind, theirs stand as "
        "their authors ship them. aiconfigurator goes the other way: it interpolates measured tables of kernels, some of which are "
        "among the runs here.\n\n"
        + table(["Model", "Runs", "Its median error", "Its worst", "Ours", "Our worst"], lines)
        + "\n\n"
    )


def limits() -> str:
    """How many measurements keep to what no software can beat."""
    text = "## What nothing may beat { #bounds }\n\nTwo bounds need no constant at all. Bytes take time on a wire at its nominal rate, and weights take time out of memory at peak. A measurement that beats a bound was misread, or the bound is wrong.\n\n"
    lines = []
    for name, bound in (("Bytes over the nominal rate of links", bounds), ("The roofline at peak", bound_of_memory)):
        answers = (kept(bound.holds, one.case, one.measured) for one in accuracy.outcomes())
        found = [answer for answer in answers if answer is not None]
        lines.append([name, str(len(found)), str(sum(found))])
    return text + table(["Bound", "Runs that have it", "Runs that keep to it"], lines) + "\n\n"


def kept(holds: Callable[[Case, float], bool], case: Case, measured: float) -> bool | None:
    """Whether a measurement keeps to a bound; None where the case has none."""
    try:
        return holds(case, measured)
    except (Unpredicted, ValueError):
        return None


def unpredicted() -> str:
    """Runs without a prediction, by the reason."""
    missed = [one for one in accuracy.outcomes() if one.predicted is None]
    reasons = Counter(one.reason for one in missed)
    lines = [[escape(reason), str(count), example(reason, missed)] for reason, count in reasons.most_common()]
    return (
        "## What is not predicted { #unpredicted }\n\n"
        f"Of {len(accuracy.outcomes()):,} measured runs {len(missed)} get no prediction, nearly always because "
        "their source tells too few of the inputs.\n\n" + table(["Why", "Runs", "For example"], lines) + "\n\n"
    )


def example(reason: str, missed: list[Outcome]) -> str:
    """One run of a reason."""
    return linked(next(facts.run(one.case.case_id) for one in missed if one.reason == reason))


def constants() -> str:
    """Every fitted constant with the tables it was fitted to."""
    lines = [
        [
            data().entities[row.entity]["label"],
            data().properties[row.property]["label"],
            linked(row),
            escape(row.form or ""),
            escape(row.condition or ""),
            escape(row.locator),
        ]
        for row in fitted()
    ]
    return (
        "## What was fitted { #constants }\n\nConstants that no source prints, chosen so that the tables named are met best. All others are in the data with the document that prints them.\n\n"
        + table(["Of", "Constant", "Value", "Form", "Where", "Fitted to"], lines)
    )


def fitted() -> Iterator[facts.Fact]:
    """Rows of kind fitted."""
    return (row for row in data().facts if row.kind == "fitted")
