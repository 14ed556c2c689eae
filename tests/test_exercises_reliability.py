"""Chapter 20: its answers redone with a pencil."""

from math import comb, sqrt

import pytest

from scripts.computed import result
from scripts.facts import run

RATE = 419 / (16384 * 54 * 24)  # interruptions an hour and accelerator
ANSWERS = [
    ("nvl72_whole", 100 * 0.995**72, "percent"),
    ("cm384_whole", 100 * 0.995**384, "percent"),
    ("cm384_with_spares", 100 * sum(comb(384, k) * 0.005**k * 0.995 ** (384 - k) for k in range(5)), "percent"),
    ("nvl72_with_spares", 100 * sum(comb(72, k) * 0.005**k * 0.995 ** (72 - k) for k in range(9)), "percent"),
    ("nvl72_whole_at_a_tenth", 100 * 0.999**72, "percent"),
    ("cm384_whole_at_a_tenth", 100 * 0.999**384, "percent"),
    ("llama_hours_between_interruptions", 54 * 24 / 419, "hour"),
    ("hours_between_interruptions_of_384", 1 / (384 * RATE) / 24, "day"),
    ("best_interval_at_16384", sqrt(2 * 100 * 3600 * 54 * 24 / 419) / 60, "minute"),
    ("cm384_hours_between_modules", 1e9 / (1000 * 6912), "hour"),
    ("cm384_left_without_a_plane", 100 * 6 / 7, "percent"),
    ("cm384_failures_a_year", 384 * RATE * 365.25 * 24, ""),
    ("nvl72_failures_a_year", 72 * RATE * 365.25 * 24, ""),
    ("tpu_goodput_free", 75, "percent"),
    ("tpu_goodput_fixed", 0, "percent"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_reliability_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(("spares", "devices"), [("cm384_spares_for_99", 384), ("nvl72_spares_for_99", 72)])
def test_fewer_spares_would_not_do(spares: str, devices: int) -> None:
    """Catch a number of spares that is one too many, or one too few."""
    number = int(result(spares).to(""))

    def sure(spare: int) -> float:
        return sum(comb(devices, k) * 0.005**k * 0.995 ** (devices - k) for k in range(spare + 1))

    assert sure(number) >= 0.99 > sure(number - 1)


def test_a_large_machine_spares_a_smaller_share() -> None:
    """Catch the sentence of the page that chance evens out in large numbers, if the numbers no longer say so."""
    assert result("cm384_spares_for_99").to("") / 384 < result("nvl72_spares_for_99").to("") / 72


def test_meta_reports_more_than_our_restarts_give() -> None:
    """Catch the sentence of the page that Meta saved or restarted faster than assumed."""
    assert result("best_share_at_16384").to("percent") < run("llama3_fail_training_time").measured_value
