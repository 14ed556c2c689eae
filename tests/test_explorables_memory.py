"""Whether a model fits: the sums of chapter 10, the decode budget's memory, and where each limit lies."""

import pytest

from scripts.computed import result
from scripts.explorables import _input, decode_budget, model_fit
from scripts.models import parallelism

LABELS = [preset.label for preset in model_fit.presets()]


def values(label: str, **changed: object) -> dict:
    preset = next(one for one in model_fit.presets() if one.label.startswith(label))
    return _input.values(model_fit.INPUTS, preset) | changed


def test_llama_in_training_holds_what_chapter_10_says() -> None:
    """Catch a cut, a stage or an activation that is counted otherwise than in the chapter."""
    found = model_fit.results(**values("Llama 3.1 405B"))
    whole = result("state_after_optimiser").to("byte") + result("activations_of_the_first_stage").to("byte")
    assert found["held"] == pytest.approx(whole)
    assert found["fits"] == "no"
    assert model_fit.results(**values("Llama 3.1 405B", sharding_stage=2))["fits"] == "yes"


@pytest.mark.parametrize(
    ("label", "place"), [("DeepSeek-V3 served by CloudMatrix", 0), ("DeepSeek-V3 served by GB200", 2)]
)
def test_both_explorables_see_the_same_memory(label: str, place: int) -> None:
    """Catch weights or a cache that two explorables count differently for one run."""
    other = decode_budget.results(**_input.values(decode_budget.INPUTS, decode_budget.presets()[place]))
    assert model_fit.results(**values(label))["memory_used"] == pytest.approx(other["memory_used"])


def test_one_server_of_h100_is_too_small_for_deepseek() -> None:
    """Catch weights that are counted too low: in 8 bits they need a ninth device."""
    found = model_fit.results(**values("DeepSeek-V3 in one server"))
    assert (found["fits"], found["largest_batch"], found["fewest"]) == ("no", 0, 9)


@pytest.mark.parametrize("label", LABELS)
def test_the_largest_batch_fits_and_one_more_does_not(label: str) -> None:
    """Catch a largest batch that is off by one, or that counts the wrong thing a sequence."""
    most = model_fit.results(**values(label))["largest_batch"]
    if most:
        assert model_fit.results(**values(label, batch=most))["fits"] == "yes"
    assert model_fit.results(**values(label, batch=most + 1))["fits"] == "no"


@pytest.mark.parametrize(
    ("changed", "beyond"),
    [
        ({}, "nothing"),
        ({"domain": 8}, "experts, with every token"),
        ({"domain": 8, "expert_ranks": 1}, "replicas"),
        ({"domain": 320, "stages": 2}, "stages only"),
        ({"domain": 8, "expert_ranks": 1, "stages": 2}, "replicas and stages"),
        ({"domain": 8, "tensor_ranks": 16}, "even the split matrices"),
    ],
)
def test_it_says_which_group_crosses_the_domain(changed: dict, beyond: str) -> None:
    """Catch a warning that comes late, or for the wrong group, or a bar that says otherwise."""
    given = values("DeepSeek-V3 served by CloudMatrix", **changed)
    assert model_fit.results(**given)["crossing"] == beyond
    over = [row["name"] for row in model_fit.rows(**given) if row["what"] == "group" and row["kind"] == "over"]
    assert bool(over) == (beyond != "nothing")


def test_bars_follow_each_other_up_to_all_that_is_held() -> None:
    """Catch a part that is left out of the drawing."""
    for label in LABELS:
        bars = [row for row in model_fit.rows(**values(label)) if row["what"] == "held"]
        assert [row["start"] for row in bars[1:-1]] == [row["end"] for row in bars[:-2]]
        assert bars[-2]["end"] == pytest.approx(bars[-1]["end"])


def test_experts_cannot_be_shared_by_more_replicas_than_there_are() -> None:
    """Catch a cut that no machine can make."""
    with pytest.raises(ValueError, match="expert_ranks must be at most data_ranks, got 8 and 4"):
        model_fit.results(**values("DeepSeek-V3 served by CloudMatrix", data_ranks=4, expert_ranks=8))


def test_the_parts_of_the_state_are_two_two_and_twelve_bytes() -> None:
    """Catch a part of the state that is shared out too early or never."""
    parts = [parallelism.state_parts(parameters=1.0, data_ranks=4, sharding_stage=stage) for stage in range(4)]
    assert parts == [[2, 2, 12], [2, 2, 3], [2, 0.5, 3], [0.5, 0.5, 3]]
