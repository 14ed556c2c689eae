"""The answers of chapter 23, done here by other means than on the page."""

import pytest

from scripts.computed import result

READINGS = {"simulator": 2 * 353.9, "white paper": 752, "analysts": 780}  # TFLOP/s of an Ascend 910C package
NVL72 = 360 / 2  # PFLOP/s, dense


def ends(name: str, unit: str = "") -> tuple[float, float]:
    """Both ends of a computed number."""
    number = result(name)
    return float(number.low.to(unit).magnitude), float(number.high.to(unit).magnitude)


def test_the_headline_lies_between_its_readings() -> None:
    """Catch a headline that leaves out one of the three readings of the 910C, or takes a sparse figure."""
    quotients = [384 * rate / 1000 / NVL72 for rate in READINGS.values()]
    assert ends("compute_ratio") == pytest.approx((min(quotients), max(quotients)), rel=1e-9)
    assert [round(quotient, 2) for quotient in sorted(quotients)] == [1.51, 1.6, 1.66]


def test_the_headline_of_rounded_figures_is_hardly_another() -> None:
    """Catch a reading whose system is not what the analysts round to, from which the press has its 1.67."""
    rounded = 300 / NVL72
    assert round(rounded, 2) == 1.67
    assert ends("compute_ratio")[1] == pytest.approx(rounded, rel=0.002)


def test_no_other_reading_of_nvl72_brings_the_headline_to_twice() -> None:
    """Catch a reading of either package that is left out, or that makes "twice" true without the page's knowing."""
    low, high = ends("compute_ratio_over_all_readings")
    assert (low, high) == pytest.approx((384 * 0.7078 / NVL72, 384 * 0.78 / (72 * 2.25)), rel=1e-9)
    assert high < 2


def test_equal_bills_for_power_at_the_break_even_tariff() -> None:
    """Catch a tariff ratio that is not the inverse of compute per kilowatt."""
    low, high = ends("compute_ratio_per_kilowatt")
    assert ends("break_even_tariff_ratio") == pytest.approx((1 / high, 1 / low), rel=1e-12)


@pytest.mark.parametrize(("reading", "power"), [("analysts", 145), ("white paper", 125), ("simulator", 120)])
def test_a_tariff_ratio_evens_the_bill_of_every_reading(reading: str, power: float) -> None:
    """Catch a span that leaves out what some pair of published figures gives."""
    ratio = (559 / (384 * READINGS[reading] / 1000)) / (power / NVL72)
    low, high = ends("break_even_tariff_ratio")
    assert low * (1 - 1e-9) <= ratio <= high * (1 + 1e-9)
    assert ratio > 2, "the answer says that half the price is not enough"


def test_equal_compute_per_dollar_at_the_break_even_price() -> None:
    """Catch a price at which compute per dollar would not be equal."""
    low, high = ends("break_even_price", "USD")
    assert 384 * READINGS["simulator"] / 1000 / low == pytest.approx(NVL72 / 3.0e6, rel=1e-9)
    assert 384 * READINGS["analysts"] / 1000 / high == pytest.approx(NVL72 / 3.9e6, rel=1e-9)
    assert high < 8.2e6, "the page says that the price in the press lies above"


SINGLE = [
    ("decode_ratio_to_gb200", 1943 / 7583),
    ("decode_ratio_to_h100", 1943 / 2172),
    ("decode_ratio_to_h800", 1943 / 2325),
    ("decode_share_at_15_ms", 538 / 1943),
    ("decode_gain_on_gb200", 9087 / 7583),
    ("compute_ratio_per_compute_rack", 24.064 / 180),
    ("power_per_compute_ratio_of_the_analysts", (559 / 300) / (145 / 180)),
]


@pytest.mark.parametrize(("name", "value"), SINGLE)
def test_a_quotient_of_the_chapter_is_what_a_pencil_gives(name: str, value: float) -> None:
    """Catch a run or a row exchanged for its neighbour."""
    assert ends(name) == pytest.approx((value, value), rel=1e-9)


SPANS = [
    ("compute_per_kilowatt_nvl72", "PFLOP/s/kW", 180 / 145, 180 / 120),
    ("compute_per_kilowatt_cloudmatrix", "PFLOP/s/kW", 384 * 0.7078 / 559, 384 * 0.78 / 559),
    ("compute_per_kilowatt_compute_rack", "PFLOP/s/kW", 24.064 / 54, 24.064 / 54),
    ("scaleup_ratio_per_compute", "", (384 * 392) / (72 * 900) / (384 * 0.78 / 180), (384 * 392) / (72 * 900) / (384 * 0.7078 / 180)),
    ("hbm_capacity_ratio_per_dollar", "", 384 * 0.128 / 13.8 * 3.0 / 8.2, 384 * 0.128 / 13.4 * 3.9 / 8.2),
]  # fmt: skip


@pytest.mark.parametrize(("name", "unit", "low", "high"), SPANS)
def test_a_span_of_the_chapter_is_what_a_pencil_gives(name: str, unit: str, low: float, high: float) -> None:
    """Catch a range whose ends pair the wrong figures."""
    assert ends(name, unit) == pytest.approx((low, high), rel=1e-9)


def test_not_every_row_turns_round_when_divided() -> None:
    """Catch the page's saying of everything what is true of compute: memory per dollar stays above one."""
    assert ends("hbm_capacity_ratio_per_dollar")[0] > 1 > ends("compute_ratio_per_dollar")[1]
