"""How far the models are from measurements: what a change may not worsen, what nothing may break, what the page shows."""

import math
import re
from pathlib import Path

import pytest

from scripts import ROOT, accuracy, facts, fit, peers, validate
from scripts.contract import Refused
from scripts.predict import bound_of_memory, bounds
from scripts.predict.case import Unpredicted
from scripts.predict.classes import CATEGORIES
from scripts.validate import Outcome, summary

WORSE = 1.0  # points by which a class may lose before a change fails
PREDICTED = 95.0  # per cent of the fitted runs of a category that must have a prediction


def test_no_class_got_worse() -> None:
    """Catch a change of a model or a constant that makes a class of runs worse than when it was last recorded."""
    worse = []
    for one in accuracy.by_class():
        before = one.left_out.get("in_sample")
        if before is not None and one.fitted["median"] > before + WORSE:
            worse.append(f"{one.name}: median {one.fitted['median']:.1f} %, was {before:.1f} %")
    assert not worse, "\n".join([*worse, "If the change is right all the same: python -m scripts.validate --record"])


def test_the_record_is_of_the_classes_that_are_fitted() -> None:
    """Catch a record of left-out tables that was not made anew when tables joined or left the fit."""
    now = {one.name: one.fitted["n"] for one in accuracy.by_class() if one.fitted["n"]}
    assert {name: line["n"] for name, line in accuracy.left_out().items()} == now


def test_the_record_is_what_leaving_out_gives() -> None:
    """Catch a record that was typed, or not made anew: the smallest class of several tables is left out again."""
    names = [
        one.name
        for one in accuracy.by_class()
        if len({o.case.group for o in accuracy.of_class(one.name, accuracy.seen)}) > 1
    ]
    name = min(names, key=lambda name: len(accuracy.of_class(name, accuracy.seen)))
    category = name.split("/")[0]
    rows = [row for row in accuracy.cases_of_fitted() if row[0].category == category]
    again = validate.by(fit.leave_one_group_out(rows), validate.class_of)[name]
    for key in ("n", "predicted", "median", "worst", "bias"):
        assert again[key] == pytest.approx(accuracy.left_out()[name][key], abs=0.06), key


def test_nearly_every_fitted_run_is_predicted() -> None:
    """Catch a model that quietly gives up on what it was fitted to."""
    for category in CATEGORIES:
        line = summary([one for one in accuracy.outcomes() if one.case.category == category and accuracy.seen(one)])
        assert line["n"], f"no table of {category} takes part in fitting"
        assert 100 * (line["predicted"] or 0) / line["n"] >= PREDICTED, category


def test_no_measurement_beats_the_wire() -> None:
    """Catch a bound above what was measured: wrong bytes, a rate halved, or a measurement misread."""
    held, broken = 0, []
    for one in accuracy.outcomes():
        try:
            kept = bounds.holds(one.case, one.measured)
        except (Unpredicted, ValueError):
            continue
        held += kept
        if not kept:
            broken.append(
                f"{one.case.case_id}: measured {one.measured:g}, bound {bounds.bound(one.case):g} {one.case.unit}"
            )
    assert not broken and held > 300, "\n".join(broken)


def test_no_measurement_beats_the_roofline() -> None:
    """Catch a bound above what was measured: weights counted twice, a peak too low, or a measurement misread."""
    held, broken = 0, []
    for one in accuracy.outcomes():
        try:
            limit = bound_of_memory.bound(one.case)
        except (Unpredicted, ValueError):
            continue
        kept = one.measured >= limit if bound_of_memory.is_least(one.case) else one.measured <= limit
        held += kept
        if not kept:
            broken.append(f"{one.case.case_id}: measured {one.measured:g}, bound {limit:g} {one.case.unit}")
    assert not broken and held > 200, "\n".join(broken)


def test_no_model_knows_a_table() -> None:
    """Catch a case or a table named in code that must predict it from its inputs alone."""
    names = {run.case_id for run in facts.data().runs} | {run.group for run in facts.data().runs}
    files = [
        *(ROOT / "scripts" / "models").glob("*.py"),
        *(ROOT / "scripts" / "predict").glob("*.py"),
        ROOT / "scripts" / "validate.py",
        ROOT / "scripts" / "fit.py",
    ]
    found = [
        f"{file.name}: {word}"
        for file in files
        for word in set(re.findall(r"\w+", file.read_text(encoding="utf-8"))) & names
    ]
    assert not found


def test_fitted_constants_name_their_tables() -> None:
    """Catch a fitted constant that hides what it was fitted to: such a table would count as unseen."""
    groups = {run.group for run in facts.data().runs}
    silent = [
        row.url
        for row in facts.data().facts
        if row.kind == "fitted"
        and not row.locator.endswith("no runs")  # it was fitted to something else, which the locator names
        and not groups & set(re.findall(r"\w+", row.locator))
    ]
    assert not silent


PEERS = "peer,value,run\nOther,120,nccl_h100_ar_020\nOther,nonsense,nccl_h100_ar_021\n"


def test_a_bad_peer_is_named(tmp_path: Path) -> None:
    """Catch a peer's number that is none, passed over in silence."""
    path = tmp_path / "peers.csv"
    path.write_text(PEERS, encoding="utf-8")
    with pytest.raises(Refused, match=r"peers\.csv:3: value or reference_value is no number"):
        peers.read(path)
    path.write_text("name,number\n", encoding="utf-8")
    with pytest.raises(Refused, match="columns peer, value are missing"):
        peers.read(path)


def test_peers_stand_beside_the_same_runs(tmp_path: Path) -> None:
    """Catch an error of a peer that is worked out against another run than ours."""
    path = tmp_path / "peers.csv"
    path.write_text(PEERS.replace("nonsense", "240"), encoding="utf-8")
    chosen = [one for one in accuracy.outcomes() if one.case.case_id in ("nccl_h100_ar_020", "nccl_h100_ar_021")]
    [(name, theirs, ours)] = peers.beside(peers.read(path), chosen)
    assert name == "Other"
    assert theirs == [
        pytest.approx(abs(100 * (given / one.measured - 1))) for given, one in zip((120, 240), chosen, strict=True)
    ]
    assert ours == [abs(one.error or math.nan) for one in chosen]


def test_every_peer_stands_beside_a_run() -> None:
    """Catch a peer's number whose run has another name or unit."""
    runs = {run.case_id: run.unit for run in facts.data().runs}
    assert [row["run"] for row in facts.data().peers if runs.get(row["run"]) != row["unit"]] == []


def test_an_outcome_without_prediction_counts_as_far() -> None:
    """Catch a share within twenty per cent that is taken of the predicted rows only."""
    case = accuracy.outcomes()[0].case
    line = summary([Outcome(case, 1.0, 1.0), Outcome(case, 1.0, None, "no")])
    assert (line["n"], line["predicted"], line["within_20"]) == (2, 1, 50.0)
