"""Cases that nobody wrote a rule for: told in words, of chips, libraries and models without constants of their own."""

import dataclasses

import pytest

from scripts import validate
from scripts.facts import data
from scripts.predict import fabric
from scripts.predict.case import Case, of, parse
from scripts.predict.constants import Constants
from scripts.predict.model_of import model_of


def case(run: str, **inputs: object) -> Case:
    """A run of data/ with other inputs."""
    found = of(next(row for row in data().runs if row.case_id == run))
    return dataclasses.replace(found, inputs=found.inputs | inputs)


def predicted(one: Case) -> float:
    """What is predicted; fails with the reason where nothing is."""
    found = validate.outcome(one, 1.0, Constants())
    assert found.predicted is not None, found.reason
    return found.predicted


def test_a_fast_stack_is_faster() -> None:
    """Catch a stack's speed that is looked up in vain: all its runs went without prediction once."""
    assert predicted(case("megascale_175b_001", framework="MegaScale")) < predicted(case("megascale_175b_001"))


def test_degrees_in_words_are_read() -> None:
    """Catch a split that counts only where it stands in an input of its own."""
    stated = case("cm384_decode_batch96")
    words = {name: value for name, value in stated.inputs.items() if name not in ("ep", "dp", "dies")}
    told = dataclasses.replace(stated, inputs=words | {"condition": "DP320/EP320"})
    assert predicted(told) == pytest.approx(predicted(stated))


def test_helpers_are_no_categories() -> None:
    """Catch a category without a model that ends in an error of Python, or copies that are no collectives."""
    one = validate.outcome(dataclasses.replace(case("p2p_h100_peer_write"), category="serving"), 1.0, Constants())
    assert one.reason == "no module predicts serving"
    row = {"inputs": "{}", "measured_value": "1", "chips": ""} | dict.fromkeys(
        ("case_id", "system", "workload", "metric", "unit", "group", "kind"), "x"
    )
    assert parse(row | {"category": "p2p"})[0].category == "collective"


def test_a_new_version_has_the_links_of_its_generation() -> None:
    """Catch a chip without figures that gets those of an older generation."""
    for chip in ("gb300-gpu", "b300-sxm"):
        port = fabric.of_machines(chip) or fabric.of_kin(chip)
        assert port == pytest.approx(fabric.rate("nvlink-5", "scaleup-bandwidth"), rel=fabric.NEAR)
        assert fabric.same_link(chip, "b200-sxm") and not fabric.same_link(chip, "h100-sxm")
    constants = Constants()
    assert constants.get("b300-sxm", "memory-efficiency") == constants.get("b200-sxm", "memory-efficiency")


def test_kernels_that_reach_all_at_once_start_faster() -> None:
    """Catch a tiny all-reduce of a kernel of its own that pays for every step of a ring."""
    one_shot, ring = case("trtllm_ar_h100_00000256"), case("trtllm_ar_h100_00000256", library="NCCL")
    assert predicted(one_shot) < predicted(ring) / 2


def test_a_model_of_another_size_is_scaled() -> None:
    """Catch a small model that is served as slowly as the nearest one of which the shape is known."""
    shape = model_of(dataclasses.replace(case("cm384_decode_batch96"), inputs={"model": "Unheard-Of-3B"}))
    assert shape.parameters == pytest.approx(3e9, rel=0.3)


def test_a_torus_uses_the_links_that_lead_somewhere() -> None:
    """Catch a small slice of a torus that sends over links to nobody."""
    assert fabric.links_used([2, 2, 1]) == 2 and fabric.links_used([4, 4, 8]) == 6 and fabric.links_used([16, 16]) == 4


def test_no_row_ends_in_an_error_of_python() -> None:
    """Catch inputs that a module did not expect: nulls, words for numbers, empty texts, lists."""
    strange = (None, "", "several", "large", [1, 2], {"a": 1}, True, -1, 0, "1e400")
    wrong = []
    for category in (
        "collective",
        "moe_a2a",
        "roofline_kernel",
        "decode",
        "prefill",
        "training",
        "energy",
        "reliability",
    ):
        run = next(row for row in data().runs if of(row).category == category and len(row.settings) > 3)
        for name in run.settings:
            for value in strange:
                reason = validate.outcome(case(run.case_id, **{name: value}), 1.0, Constants()).reason
                if "Error" in reason:
                    wrong.append(f"{run.case_id} with {name} = {value!r}: {reason}")
    assert not wrong, "\n".join(wrong)
