"""Chapter 11: its answers redone with a pencil, and the modelled steps of chapters 11 and 23."""

import pytest

from scripts.computed import result
from scripts.facts import run
from scripts.predict import case as cases
from scripts.predict.constants import Constants
from scripts.predict.step_parts import step_of
from scripts.validate import outcome

WEIGHTS = 80 * (2 * 8192 * 128 * 72 + 3 * 8192 * 28672) + 2 * 128256 * 8192
PROMPT = (2 * WEIGHTS * 4096 + 80 * 2 * 4096 * 2048 * 64 * 256) / 2500e12

ANSWERS = [
    ("llama_weights", WEIGHTS, ""),
    ("llama_bytes", 2 * WEIGHTS / 1e9, "GB"),
    ("prompt_intensity", 2 * 4096 * 8192**2 / (2 * (2 * 4096 * 8192 + 8192**2)), "FLOP/byte"),
    ("prompt_over_ridge_910c", 2048 / 235, ""),
    ("prompt_over_ridge_gb200", 2048 / 312.5, ""),
    ("prompt_time_gb200", 1e3 * PROMPT, "ms"),
    ("step_floor_gb200", 2 * WEIGHTS / 8e12 * 1e3, "ms"),
    ("tokens_written_while_reading", PROMPT / (2 * WEIGHTS / 8e12), ""),
    ("speed_of_one_quiet", 1000 / 14.59492, "token/s"),
    ("throughput_of_one_busy", 64 * 1000 / 21.38908, "token/s"),
    ("throughput_of_eight_quiet", 4 * 1000 / 5.445261 / 8, "token/s"),
    ("speed_gain_of_eight", 14.59492 / 5.445261, ""),
    ("throughput_gain_of_users", 16 * 14.59492 / 21.38908, ""),
    ("yield_of_the_cm384_run", 1.7, ""),
    ("llama_long_cache", 32 * 131072 * 327680 / 1e12, "TB"),
    ("v3_long_cache", 32 * 131072 * 70272 / 1e12, "TB"),
    ("llama_long_cache_packages", 11, ""),
    ("v3_long_cache_packages", 3, ""),
    ("yield_of_two_drafts", 1 + 0.7 + 0.49, ""),
    ("gain_of_a_second_draft", 100 * (2.19 / 1.7 - 1), "percent"),
    ("pool_for_short_answers", 1943 / 256 * 4096 / 5655, ""),
    ("pool_for_long_answers", 1943 / 5655, ""),
    ("gb200_measured_step", 1408 / 9087 * 1e3, "ms"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_inference_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-3)


@pytest.mark.parametrize("name", ["cm384_decode_003", "sglang_gb200_002"])
def test_the_parts_of_a_step_are_the_step_that_is_validated(name: str) -> None:
    """Catch a figure whose parts do not add up to what the report of the models predicts."""
    row = run(name)
    step = step_of(cases.of(row))
    assert min(step.parts.values()) >= 0
    found = outcome(cases.of(row), row.measured_value, Constants()).predicted
    token = step.token_time * 1e3 if row.metric == "tpot" else step.each / step.token_time
    assert token == pytest.approx(found, rel=1e-9)
