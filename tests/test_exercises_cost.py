"""Chapter 19: its answers redone with a pencil."""

import pytest

from scripts.computed import result

HOURS = 5 * 0.6 * 365.25 * 24
NVL72_HOUR = (3.0e6 + 3.9e6) / 2 / 72 / HOURS + 2.1 * 0.091
CM384_HOUR = 8.2e6 / 384 / HOURS + 559 / 384 * 1.25 * 0.056
NVL72_MILLION, CM384_MILLION = NVL72_HOUR / 3600 / 7583 * 1e6, CM384_HOUR / 3600 / 1943 * 1e6
ANSWERS = [
    ("nvl72_price_of_a_gpu", 3.45e6 / 72, "USD"),
    ("owned_hour_nvl72", NVL72_HOUR, "USD"),
    ("million_tokens_nvl72_in_cents", 100 * NVL72_MILLION, "US_cent"),
    ("million_tokens_cm384_in_cents", 100 * CM384_MILLION, "US_cent"),
    ("energy_share_nvl72", 100 * 2.1 * 0.091 / NVL72_HOUR, "percent"),
    ("energy_share_cm384", 100 * 559 / 384 * 1.25 * 0.056 / CM384_HOUR, "percent"),
    ("rate_of_cm384_at_the_same_cost", 1943 * CM384_MILLION / NVL72_MILLION, "token/s"),
    ("tokens_that_pay_for_a_gpu_count", 3.45e6 / 72 * 1e6, ""),
    ("days_that_pay_for_a_gpu", 3.45e6 / 72 * 1e6 / 7583 / 86400, "day"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_cost_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


def test_the_bars_of_the_tornado_hold_the_middle() -> None:
    """Catch an input whose ends do not lie on both sides of its middle value."""
    middle = result("million_tokens_nvl72").to("USD")
    for name in ("life", "use", "price", "tariff", "throughput"):
        ends = result(f"million_by_{name}")
        assert ends.low.to("USD").magnitude < middle < ends.high.to("USD").magnitude


def test_no_tariff_makes_the_two_machines_equal() -> None:
    """Catch the sentence of the page that one machine is dearer in capital and in energy for each unit of peak."""
    ours, theirs = result("price_of_compute_cm384"), result("price_of_compute_nvl72")
    assert ours.low > theirs.high
    assert result("power_per_compute_cloudmatrix").low > result("power_per_compute_nvl72").high
