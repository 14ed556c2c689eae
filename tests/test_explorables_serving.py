"""The decode budget gives what scripts.validate predicts, and its bars add up to its step."""

import pytest

from scripts.explorables import _input, decode_budget
from scripts.facts import run
from scripts.models import moe
from scripts.predict import case
from scripts.predict.constants import Constants
from scripts.validate import outcome

PRESETS = decode_budget.presets()
RUNS = list(decode_budget.RUNS.values())


def values(place: int, **changed: float) -> dict:
    return _input.values(decode_budget.INPUTS, PRESETS[place]) | changed


@pytest.mark.parametrize("place", range(len(RUNS)))
def test_a_preset_gives_what_validate_predicts(place: int) -> None:
    """Catch a step that is put together otherwise than scripts.predict does, or a constant that is another."""
    row = run(RUNS[place])
    predicted = outcome(case.of(row), row.measured_value, Constants()).predicted
    found = decode_budget.results(**values(place))
    per = 8 if row.metric.endswith("per_node") else 1
    assert predicted == pytest.approx(
        found["token_time"] * 1000 if row.unit == "ms" else found["throughput"] * per, rel=1e-9
    )


@pytest.mark.parametrize("place", range(len(RUNS)))
def test_the_measured_time_of_a_preset_is_that_of_its_run(place: int) -> None:
    """Catch a throughput of a server that is taken for a package's, and an error with the wrong sign."""
    row, found = run(RUNS[place]), decode_budget.results(**values(place))
    measured = values(place)["measured_time"]
    if row.unit == "ms":
        assert measured == pytest.approx(row.measured_value / 1000)
    else:
        per = 8 if row.metric.endswith("per_node") else 1
        assert values(place)["batch"] / measured * per == pytest.approx(row.measured_value, rel=1e-5)
    error = float(found["error"].removesuffix(" %").replace("−", "-"))
    assert error == pytest.approx(100 * (found["token_time"] / measured - 1), abs=0.05001)


@pytest.mark.parametrize("name", ["batch", "context", "ranks", "memory_bandwidth"])
def test_changed_values_have_no_measurement_beside_them(name: str) -> None:
    """Catch a measured value that stands beside settings that nobody ran."""
    changed = values(0) | {name: values(0)[name] * 2}
    assert decode_budget.results(**changed)["error"] == "nobody measured these values"
    assert not [row for row in decode_budget.rows(**changed) if row["what"].startswith("measured")]


@pytest.mark.parametrize("place", range(len(RUNS)))
def test_bars_follow_each_other_up_to_the_step(place: int) -> None:
    """Catch a part that is left out of the drawing, or counted twice where it hides."""
    bars = [row for row in decode_budget.rows(**values(place)) if row["what"] == "bar"]
    at = 0.0
    for bar in bars:
        if bar["kind"] in ("work", "sent", "host"):
            assert bar["start"] == pytest.approx(at)
            at = bar["end"]
    assert (
        at
        == pytest.approx(bars[-1]["end"])
        == pytest.approx(1000 * decode_budget.results(**values(place))["step_time"])
    )


def test_overlap_hides_a_part_of_the_exchange() -> None:
    """Catch an overlap that hides nothing where the network is slow."""
    place = RUNS.index("sglang_h100_ep72_003")
    apart = decode_budget.results(**values(place, micro_batches=1))
    assert decode_budget.results(**values(place))["token_time"] < apart["token_time"]
    hidden = [row for row in decode_budget.rows(**values(place)) if row["kind"] == "hidden"]
    assert sum(row["end"] - row["start"] for row in hidden) > 0


def test_a_draft_that_is_never_accepted_only_costs() -> None:
    """Catch speculation that wins without luck."""
    place = RUNS.index("sglang_gb200_002")
    plain, drafted = (decode_budget.results(**values(place, drafts=drafts, acceptance=0.0)) for drafts in (0, 1))
    assert drafted["token_time"] > plain["token_time"]


def test_no_token_reads_no_expert_and_many_read_all() -> None:
    """Catch a share of experts that is not between none and all, or that leaves out how they are spread."""
    some = {"routed_experts": 256, "top_k": 8, "ranks": 32}
    assert moe.experts_read(**some, tokens=0) == 0
    assert moe.experts_read(**some, tokens=1) == pytest.approx(8 / 32)
    assert moe.experts_read(**some, tokens=1e5) == pytest.approx(256 / 32)


def test_experts_move_their_weights_and_the_vectors() -> None:
    """Catch a matrix of an expert that is not read: three of 7168 by 2048 in 8 bits are 44 MB."""
    moved = moe.experts_bytes(experts_read=1, rows=0, hidden=7168, expert_width=2048, bits=8)
    assert moved == 3 * 7168 * 2048
    assert moe.experts_bytes(experts_read=0, rows=1, hidden=7168, expert_width=2048, bits=8) == 2 * (
        2 * 7168 + 3 * 2048
    )
