"""Hold the models to published measurements: `python -m scripts.validate CASES.csv [--json FILE] [--leave-out] [--peers FILE]`.

Every row of the file is predicted from its inputs alone. A row that cannot be predicted counts as outside 20 % and is listed
with the reason. Only rows of kind `measured` are scored. With --leave-out each group is predicted by constants that were
fitted without it; with --peers other models' numbers for the same runs stand beside ours. `--record` leaves groups out over the
runs of data/ that were fitted, and writes data/left-out.csv, which the site shows.
"""

import argparse
import csv
import importlib
import json
import math
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scripts.contract import Refused
from scripts.predict.case import Case, Unpredicted, read
from scripts.predict.classes import CATEGORIES, class_of
from scripts.predict.constants import Constants

NEAR = 20.0  # per cent within which a prediction counts as near


@dataclass(frozen=True)
class Outcome:
    """A case, what was predicted of it, what was measured, and why not where nothing was."""

    case: Case
    measured: float
    predicted: float | None
    reason: str = ""
    blind: tuple[str, ...] = ()

    @property
    def error(self) -> float | None:
        """How far the prediction lies above the measurement, in per cent of it."""
        return None if self.predicted is None else 100 * (self.predicted / self.measured - 1)

    @property
    def scored(self) -> bool:
        """Whether the row counts: a measurement, not a projection, a bound or a constant."""
        return self.case.kind == "measured"


def outcome(case: Case, measured: float, constants: Constants) -> Outcome:
    """Predict one case. What a module refuses is a reason; a number that is none is one too."""
    with constants.traced():
        try:
            predicted = predictor(case.category)(case, constants)
        except (Unpredicted, ValueError) as error:
            return Outcome(case, measured, None, str(error))
        except Exception as error:  # one strange row must not cost the report of all others
            return Outcome(case, measured, None, f"{type(error).__name__}: {error}")
        if not math.isfinite(predicted) or predicted <= 0:
            return Outcome(case, measured, None, f"the model gives {predicted}")
        return Outcome(case, measured, predicted, "", tuple(constants.blind))


@cache
def predictor(category: str) -> Callable[[Case, Constants], float]:
    """The function of a category. Raises Unpredicted where there is none."""
    if category not in CATEGORIES:  # other modules of that folder help those of the categories
        raise Unpredicted(f"no module predicts {category}")
    return importlib.import_module(f"scripts.predict.{category}").predict


def summary(outcomes: Sequence[Outcome]) -> dict[str, float | int | None]:
    """n, predicted, median, 90th percentile, worst, share within 20 %, bias, of the rows that count."""
    scored = [one for one in outcomes if one.scored]
    errors = [one.error for one in scored if one.error is not None]
    sizes = sorted(abs(error) for error in errors)
    return {
        "n": len(scored),
        "predicted": len(errors),
        "median": statistics.median(sizes) if sizes else None,
        "p90": sizes[min(len(sizes) - 1, math.ceil(0.9 * len(sizes)) - 1)] if sizes else None,
        "worst": sizes[-1] if sizes else None,
        "within_20": 100 * sum(size <= NEAR for size in sizes) / len(scored) if scored else None,
        "bias": statistics.mean(errors) if errors else None,
    }


def by(outcomes: Sequence[Outcome], name: Callable[[Case], str]) -> dict[str, dict]:
    """Summaries of the groups that a function names."""
    groups: dict[str, list[Outcome]] = {}
    for one in outcomes:
        groups.setdefault(name(one.case), []).append(one)
    return {key: summary(group) for key, group in sorted(groups.items()) if any(one.scored for one in group)}


def report(outcomes: Sequence[Outcome]) -> dict:
    """Everything, as --json writes it."""
    return {
        "categories": by(outcomes, lambda case: case.category),
        "classes": by(outcomes, class_of),
        "groups": by(outcomes, lambda case: case.group),
        "cases": [
            {
                "case_id": one.case.case_id, "class": class_of(one.case), "predicted": one.predicted,
                "measured": one.measured, "error": one.error, "reason": one.reason, "blind": list(one.blind),
            }
            for one in outcomes
        ],
    }  # fmt: skip


def show(name: str, line: dict) -> str:
    """One line of a table on the terminal."""
    texts = [
        f"{line[key]:8.1f}" if line[key] is not None else f"{'–':>8}"
        for key in ("median", "p90", "worst", "within_20", "bias")
    ]
    return f"{name:34}{line['n']:5}{line['predicted']:6}" + "".join(texts)


def print_report(found: dict, outcomes: Sequence[Outcome]) -> None:
    """Tables of categories, classes, groups, and the rows that were not predicted."""
    for part in ("categories", "classes", "groups"):
        print(f"\n{part:34}{'n':>5}{'pred':>6}{'median':>8}{'p90':>8}{'worst':>8}{'in 20 %':>8}{'bias':>8}")
        for name, line in found[part].items():
            print(show(name, line))
    missed = [one for one in outcomes if one.predicted is None and one.scored]
    print(f"\nnot predicted: {len(missed)}" + ("" if missed else " rows"))
    for one in missed:
        print(f"  {one.case.case_id}: {one.reason}")


def run(path: Path, constants: Constants | None = None) -> list[Outcome]:
    """Predict every row of a file."""
    held = constants or Constants()
    return [outcome(case, measured, held) for case, measured in read(path)]


def record() -> int:
    """Leave out each group of data/ that was fitted, and write what came of it."""
    from scripts import accuracy, fit

    found = by(fit.leave_one_group_out(accuracy.cases_of_fitted()), class_of)
    for name, line in found.items():
        line["in_sample"] = summary(accuracy.of_class(name, accuracy.seen))["median"]
    with accuracy.LEFT_OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["class", *next(iter(found.values()))])
        for name, line in found.items():
            writer.writerow([name, *(f"{cell:.1f}" if isinstance(cell, float) else cell for cell in line.values())])
            print(show(name, line))
    return 0


def leave_one_group_out(path: Path) -> list[Outcome]:
    """Predict every group by constants that were fitted to the others."""
    from scripts import fit  # which imports this module

    return fit.leave_one_group_out(read(path))


def print_peers(path: Path, outcomes: Sequence[Outcome]) -> None:
    """Other models on runs of the file: their errors beside ours. Raises Refused where the file cannot be read."""
    from scripts import peers

    print(f"\n{'peers':34}{'runs':>5}{'median':>8}{'worst':>8}{'ours':>8}{'worst':>8}")
    for peer, theirs, ours in peers.beside(peers.read(path), outcomes):
        figures = (statistics.median(theirs), max(theirs), statistics.median(ours), max(ours))
        print(f"{peer:34}{len(theirs):5}" + "".join(f"{figure:8.1f}" for figure in figures))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; 2 where the file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m scripts.validate", description="Hold the models to measurements.")
    parser.add_argument("cases", type=Path, nargs="?", help="a CSV file in the form of runs.csv")
    parser.add_argument("--json", type=Path, help="write the report there too")
    parser.add_argument("--leave-out", action="store_true", help="predict each group by constants fitted without it")
    parser.add_argument("--peers", type=Path, help="a CSV file in the form of peers.csv: what other models gave")
    parser.add_argument("--record", action="store_true", help="leave groups of data/ out, and write data/left-out.csv")
    options = parser.parse_args(arguments)
    if options.record:
        return record()
    if not options.cases:
        parser.error("name a CSV file in the form of runs.csv, or --record")
    try:
        outcomes = leave_one_group_out(options.cases) if options.leave_out else run(options.cases)
        found = report(outcomes)
        print_report(found, outcomes)
        if options.peers:
            print_peers(options.peers, outcomes)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
