"""What other models gave for the inputs of runs, beside ours."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from scripts import contract, facts
from scripts.contract import Problem, Refused
from scripts.validate import Outcome

SAME = 3e-3  # a reference value is the measured one, rounded


@dataclass(frozen=True)
class Peer:
    """One number of another model: for which run, or else which measured value it stands beside."""

    peer: str
    value: float
    run: str = ""
    measured: float | None = None
    unit: str = ""


def own() -> list[Peer]:
    """The rows of data/peers.csv."""
    return [Peer(row["peer"], row["value"], row["run"]) for row in facts.data().peers]


def read(path: Path) -> list[Peer]:
    """A file with columns peer, value, and run, or reference_value and note. Raises Refused with every bad row."""
    problems: list[Problem] = []
    text = contract.read_text(path, path.name, problems) or ""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in ("peer", "value") if name not in (reader.fieldnames or ())]
    if text and missing:
        problems.append(Problem(path.name, 1, f"columns {', '.join(missing)} are missing; write peer, value, run"))
    found = []
    for row in reader if not missing else ():
        try:
            found.append(peer_of(row))
        except ValueError as error:
            problems.append(
                Problem(path.name, reader.line_num, f"value or reference_value is no number ({error}); write one")
            )
    if problems:
        raise Refused(problems)
    return found


def peer_of(row: dict[str, str]) -> Peer:
    """One row; a note "same input as case X" names its run. Raises ValueError for a value that is no number."""
    named = re.search(r"\bcase (\w+)", row.get("note") or "")
    measured = row.get("reference_value") or ""
    return Peer(
        row["peer"], float(row["value"]), row.get("run") or (named[1] if named else ""),
        float(measured) if measured and (row.get("reference_kind") or "").startswith("measured") else None,
        row.get("unit") or "",
    )  # fmt: skip


def beside(peers: Iterable[Peer], outcomes: Sequence[Outcome]) -> Iterator[tuple[str, list[float], list[float]]]:
    """Of each peer the sizes of its errors, and of ours on the same runs, in per cent."""
    pairs: dict[str, list[tuple[float, float]]] = {}
    for peer in peers:
        one = its_run(peer, outcomes)
        if one is not None and one.error is not None:
            theirs = abs(100 * (peer.value / one.measured - 1))
            pairs.setdefault(peer.peer, []).append((theirs, abs(one.error)))
    for name, found in sorted(pairs.items(), key=lambda item: median(pair[0] for pair in item[1])):
        yield name, [theirs for theirs, _ in found], [ours for _, ours in found]


def its_run(peer: Peer, outcomes: Sequence[Outcome]) -> Outcome | None:
    """The run that a peer's number stands beside: named, or the only one of that measured value."""
    if peer.run:
        return next((one for one in outcomes if one.case.case_id == peer.run), None)
    if peer.measured is None:
        return None
    alike = [
        one
        for one in outcomes
        if one.case.unit == peer.unit and abs(one.measured - peer.measured) < SAME * peer.measured
    ]
    return alike[0] if len(alike) == 1 else None
