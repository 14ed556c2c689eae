"""Chapter 13: its answers redone with a pencil, and the model's split of a step held together."""

import pytest

from scripts.computed import result, training_step
from scripts.facts import run
from scripts.predict import training
from scripts.predict.case import of
from scripts.predict.constants import Constants

LLAMA = 405.85e9  # 126 layers of 2·16384² + 2·16384·1024 + 3·16384·53248, and two tables of 128256·16384
NVL72 = 180e15
YEAR = 365.25 * 86400
ANSWERS = [
    ("llama_405b_weights", 126 * (2 * 16384**2 + 2 * 16384 * 1024 + 3 * 16384 * 53248) + 2 * 128256 * 16384, ""),
    ("llama_405b_flops", 6 * LLAMA * 15.6e12, "FLOP"),
    ("llama_405b_time_on_one_nvl72", 6 * LLAMA * 15.6e12 / (0.4 * NVL72) / YEAR, "year"),
    ("llama_405b_days_on_100_nvl72", 6 * LLAMA * 15.6e12 / (0.4 * NVL72 * 100) / 86400, "day"),
    ("llama_405b_days_at_16384", 30.84e6 / 16384 / 24, "day"),
    ("llama_405b_share_over_all_hours", 100 * 6 * LLAMA * 15.6e12 / (30.84e6 * 3600 * 989e12), "percent"),
    ("llama_405b_bubble_plain", 100 * 15 / 16, "percent"),
    ("llama_405b_bubble_interleaved", 100 * 15 / 126, "percent"),
    ("tensor_bytes_of_a_token", 126 * 4 * 2 * 7 / 8 * 2 * 16384 / 1e6, "MB"),
    ("dsv3_flops", 6 * 37e9 * 14.8e12, "FLOP"),
    ("dsv3_share_of_bf16", 100 * 6 * 37e9 * 14.8e12 / (2.664e6 * 3600 * 989e12), "percent"),
    ("llama_over_dsv3_flops", 405.85 * 15.6 / (37 * 14.8), ""),
    ("llama_over_dsv3_hours", 30.84 / 2.664, ""),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_training_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-4)


def test_outside_the_domain_tensor_traffic_takes_nine_times_as_long() -> None:
    """Catch a rate of the domain that is counted both ways, or a network card that is counted by the server."""
    assert result("tensor_time_outside").to("percent") == pytest.approx(9 * result("tensor_time_inside").to("percent"))


@pytest.mark.parametrize("name", ["mlperf_405b_005", "mbridge_dsv3_h100_2509", "llama3_mfu_002", "mpt_h100_003"])
def test_the_parts_of_a_step_are_the_step(name: str) -> None:
    """Catch a part that the figure shows and the prediction leaves out, or a part below zero."""
    case, constants = of(run(name)), Constants()
    parts = training.parts(case, constants)
    assert sum(parts.values()) == pytest.approx(training.token_work(case, constants))
    assert all(part >= 0 for part in parts.values())


def test_every_run_of_the_figure_is_a_measured_share_of_the_peak() -> None:
    """Catch a claim or a projection that slips into the figure of utilisations."""
    for name in training_step.UTILISATIONS:
        assert (run(name).metric, run(name).kind) == ("mfu", "measured")
