"""How far the models are from the runs of data/: every run predicted from its inputs, in all and without its group.

A run counts as seen where a constant was fitted to its group; the locators of the fitted rows name them. Others were not
looked at when the constants were chosen.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from scripts import ROOT, facts
from scripts.predict.case import Case, of
from scripts.predict.classes import CATEGORIES, TABLE, class_of
from scripts.predict.constants import Constants
from scripts.validate import Outcome, outcome, summary

LEFT_OUT = ROOT / "data" / "left-out.csv"


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Every measured run of a category that has a model, predicted with the constants of data/."""
    return tuple(outcome(of(run), run.measured_value, Constants()) for run in runs())


def runs() -> list[facts.Run]:
    """Measured runs of the categories that have a model; a percentage of nothing is left out."""
    return [
        run
        for run in facts.data().runs
        if run.kind == "measured" and of(run).category in CATEGORIES and run.measured_value > 0
    ]


@cache
def fitted_groups() -> frozenset[str]:
    """Groups of runs that a fitted constant was fitted to."""
    known = {run.group for run in facts.data().runs}
    words = {word for row in facts.data().facts if row.kind == "fitted" for word in re.findall(r"\w+", row.locator)}
    return frozenset(known & words)


def seen(one: Outcome) -> bool:
    """Whether the case's group took part in fitting."""
    return one.case.group in fitted_groups()


@dataclass(frozen=True)
class Accuracy:
    """Of one class: runs of the groups that were fitted, the same with their group left out, and all others."""

    name: str
    fitted: dict
    left_out: dict
    unseen: dict


def by_class() -> list[Accuracy]:
    """All classes of which a run was measured, in the order of the rules."""
    found = {class_of(one.case) for one in outcomes()}
    names = [f"{category}/{name}" for category, name, _ in TABLE if f"{category}/{name}" in found]
    return [
        Accuracy(
            name,
            summary(of_class(name, seen)),
            left_out().get(name, {}),
            summary(of_class(name, lambda one: not seen(one))),
        )
        for name in names
    ]


def of_class(name: str, wanted: Callable[[Outcome], bool] = lambda one: True) -> list[Outcome]:
    """The outcomes of a class that a test picks."""
    return [one for one in outcomes() if class_of(one.case) == name and wanted(one)]


def groups() -> list[tuple[str, dict]]:
    """Groups by their median error, largest first; those of a single run after the others do not tell a table's story."""
    named = dict.fromkeys(one.case.group for one in outcomes())
    found = [(name, summary([one for one in outcomes() if one.case.group == name])) for name in named]
    return sorted((pair for pair in found if pair[1]["median"] is not None), key=lambda pair: -pair[1]["median"])


def left_out() -> dict[str, dict]:
    """What leaving groups out gave, by class, as `python -m scripts.validate --record` wrote it."""
    return facts.data().left_out


def cases_of_fitted() -> list[tuple[Case, float]]:
    """The runs whose groups took part in fitting, as cases: what leaving a group out is done over."""
    return [(of(run), run.measured_value) for run in runs() if run.group in fitted_groups()]
