"""Fit constants to cases, and leave one group out: how well the models do on a table whose rows they have not seen.

Only rows of kind `fitted` move, each within a factor of two; what was measured or published stays.
"""

import math
from collections.abc import Sequence

from scripts.predict.case import Case
from scripts.predict.constants import Constants, Key, fitted
from scripts.validate import Outcome, outcome

SPAN = math.log(2)  # how far a constant may move, as a logarithm
WORST = math.log(2)  # an error beyond a factor of two counts no more than this: a row of another kind shall not pull
STEPS = 7  # of the search over one constant
ENOUGH = 12  # rows of one table that a fit looks at, evenly spread: their neighbours say the same

Rows = Sequence[tuple[Case, float]]


def loss(rows: Rows, changed: dict[Key, float]) -> float:
    """Mean absolute logarithm of predicted over measured, each group with one vote, so that a long table does not outvote."""
    groups: dict[str, list[float]] = {}
    constants = Constants(changed)
    for case, measured in rows:
        one = outcome(case, measured, constants)
        miss = WORST if one.predicted is None else min(abs(math.log(one.predicted / measured)), WORST)
        groups.setdefault(case.group, []).append(miss)
    return sum(sum(misses) / len(misses) for misses in groups.values()) / max(len(groups), 1)


def fit(rows: Rows, keys: Sequence[Key], uses: dict[str, set[Key]]) -> dict[Key, float]:
    """Values of some constants that predict these rows best: one after the other, golden section over the logarithm.

    `uses` names the constants that each case looks up. A constant of which the rows say nothing is left out.
    """
    changed = {key: fitted()[key] for key in keys}
    for key in keys:
        touched = [row for row in rows if key in uses[row[0].case_id]]
        start = fitted()[key]
        if silent(touched, changed, key, start):
            del changed[key]
        else:
            changed[key] = start * math.exp(golden(touched, changed, key, start))
    return changed


def silent(rows: Rows, changed: dict[Key, float], key: Key, start: float) -> bool:
    """Whether these rows say nothing of a constant: they look it up, but another roof is always the lower one."""
    at = [loss(rows, changed | {key: start * math.exp(factor)}) for factor in (-SPAN, 0.0, SPAN)]
    return max(at) - min(at) < 1e-9


def spread(rows: Rows) -> Rows:
    """At most ENOUGH rows of each group, evenly spread; in pairs, since tables often alternate two kinds of rows."""
    groups: dict[str, list] = {}
    for row in rows:
        groups.setdefault(row[0].group, []).append(row)
    chosen = []
    for group in groups.values():
        pairs = [group[at : at + 2] for at in range(0, len(group), 2)]
        count = min(ENOUGH // 2, len(pairs))
        chosen += [row for n in range(count) for row in pairs[len(pairs) * n // count]]
    return chosen


def golden(rows: Rows, changed: dict[Key, float], key: Key, start: float) -> float:
    """The logarithm of the factor by which one constant predicts best."""
    ratio = (math.sqrt(5) - 1) / 2
    low, high = -SPAN, SPAN

    def at(factor: float) -> float:
        return loss(rows, changed | {key: start * math.exp(factor)})

    left, right = high - ratio * (high - low), low + ratio * (high - low)
    at_left, at_right = at(left), at(right)
    for _ in range(STEPS):
        if at_left < at_right:
            high, right, at_right = right, left, at_left
            left = high - ratio * (high - low)
            at_left = at(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + ratio * (high - low)
            at_right = at(right)
    return (low + high) / 2


def used(case: Case, measured: float) -> set[Key]:
    """Constants that a prediction looks up."""
    constants = Constants()
    outcome(case, measured, constants)
    return constants.used


def leave_one_group_out(rows: Rows) -> list[Outcome]:
    """Every group predicted by constants that were fitted to the other groups, of whatever category.

    A constant that only this group uses cannot be fitted without it: it is taken away, and its family's stands in.
    """
    looked_up = {case.case_id: used(case, measured) & set(fitted()) for case, measured in rows}
    outcomes = []
    for group in sorted({case.group for case, _ in rows}):
        inside = [(case, measured) for case, measured in rows if case.group == group]
        others = [(case, measured) for case, measured in rows if case.group != group and case.kind == "measured"]
        wanted = set().union(*(looked_up[case.case_id] for case, _ in inside))
        known = set().union(*(looked_up[case.case_id] for case, _ in others)) if others else set()
        shared = sorted(wanted & known)
        changed = fit(spread([row for row in others if looked_up[row[0].case_id] & set(shared)]), shared, looked_up)
        without = Constants(changed, hidden=wanted - set(changed))
        outcomes += [outcome(case, measured, without) for case, measured in inside]
    return outcomes
