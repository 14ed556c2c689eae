"""Answers of chapter 18 that a pencil can check, and the formulas behind them."""

import math
from typing import Any

import pytest

from scripts.charts import electricity_by_price
from scripts.computed import result
from scripts.facts import fact
from scripts.models import power

WATER = 992.2 * 4179  # J/(m3 K)
AIR = 1.184 * 1006
FEET = 0.3048**3 / 60  # cubic feet a minute in m3/s

ANSWERS = [
    ("density_over_industry_cloudmatrix", 559 / 16 / 12, ""),
    ("industry_density_growth", 12 / 6.1, ""),
    ("cloudmatrix_mass", 12 * 1.285 + 4 * 0.72, "t"),
    ("board_power_per_gpu", 1350, "W"),
    ("gpus_alone_nvl72", 86.4, "kW"),
    ("air_server_power_per_package", 2025, "W"),
    ("compute_cabinet_power_per_package", 54_000 / 32, "W"),
    ("machine_power_per_package_estimated", 559_000 / 384, "W"),
    ("machine_power_per_package_maximum", 719_200 / 384, "W"),
    ("switch_cabinets_share", 100 * 4 * 17.8 / 719.2, "percent"),
    ("node_power_in_compute_cabinet", 13.5, "kW"),
    ("air_server_over_node", 1.2, ""),
    ("water_rise_at_40", 54_000 / (0.001 * WATER), "K"),
    ("water_rise_at_35", 54_000 / (0.00075 * WATER), "K"),
    ("air_rise_of_switch_cabinet", 14_500 / (2237 * FEET * AIR), "K"),
    ("air_flow_of_switch_cabinet", 2237 * FEET, "m**3/s"),
    ("water_flow_of_compute_cabinet", 1, "l/s"),
    ("switch_cabinet_air_speed", 2237 * FEET / 1.2, "m/s"),
    ("hall_allowance_nvl72", 151.2, "kW"),
    ("electricity_price_ratio", 9.1 / 5.6, ""),
    ("year_of_electricity_cloudmatrix", 100 * 559 * 8766 * 0.056 / 8.2e6, "percent"),
    ("energy_per_token_span", 8.565539 / 0.7720661, ""),
    ("every_advantage_ratio", 9.1 / 5.6 * 1.54 / 1.1, ""),
    ("cabinets_in_a_megawatt_cloudmatrix", 16_000 / 559, ""),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_power_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


LEAST, MOST = 384 * 0.7078, 384 * 0.78  # PFLOP/s of CloudMatrix 384, by the simulator and by the analysts
RANGES = [
    ("density_over_industry_nvl72", 10, 145 / 12, ""),
    ("density_ratio", 120 * 16 / 559, 145 * 16 / 559, ""),
    ("rack_power_per_gpu", 120_000 / 72, 145_000 / 72, "W"),
    ("gpus_alone_share_nvl72", 100 * 86.4 / 145, 72, "percent"),
    ("hall_allowance_over_rack_nvl72", 151.2 / 145, 151.2 / 120, ""),
    ("facility_power_cloudmatrix", 559 * 1.1, 559 * 1.54, "kW"),
    ("facility_power_nvl72", 120 * 1.1, 145 * 1.54, "kW"),
    ("power_per_compute_cloudmatrix", 559 / MOST, 559 / LEAST, "kW"),
    ("power_per_compute_nvl72", 120 / 180, 145 / 180, "kW"),
    ("electricity_per_compute_cloudmatrix", 559 / MOST * 8766 * 0.056, 559 / LEAST * 8766 * 0.056, "USD"),
    ("electricity_per_compute_nvl72", 120 / 180 * 8766 * 0.091, 145 / 180 * 8766 * 0.091, "USD"),
    ("tariff_that_equals_china", 5.6 * 559 / MOST * 180 / 145, 5.6 * 559 / LEAST * 180 / 120, "US_cent/kWh"),
    ("tariff_that_equals_usa", 9.1 * LEAST / 559 * 120 / 180, 9.1 * MOST / 559 * 145 / 180, "US_cent/kWh"),
    ("year_of_electricity_nvl72", 100 * 120 * 8766 * 0.091 / 3.9e6, 100 * 145 * 8766 * 0.091 / 3e6, "percent"),
    ("racks_in_a_megawatt_nvl72", 1000 / 145, 1000 / 120, ""),
    ("compute_in_a_megawatt_cloudmatrix", 1000 * LEAST / 559, 1000 * MOST / 559, "PFLOP/s"),
    ("compute_in_a_megawatt_nvl72", 180_000 / 145, 180_000 / 120, "PFLOP/s"),
    ("nvl72_air_over_switch_cabinet", 120 / 14.5, 10, ""),
    ("nvl72_air_flow", 2237 * FEET * 120 / 14.5, 2237 * FEET * 10, "m**3/s"),
    ("nvl72_air_speed", 2237 * FEET * 120 / 14.5 / 1.2, 2237 * FEET * 10 / 1.2, "m/s"),
    ("nvl72_water_flow", 60 * 120 / 54, 60 * 145 / 54, "l/min"),
]


@pytest.mark.parametrize(("name", "low", "high", "unit"), RANGES)
def test_a_range_about_power_pairs_its_ends(name: str, low: float, high: float, unit: str) -> None:
    """Catch a range whose least end is made with the wrong end of one of its inputs."""
    found = result(name)
    ends = (found.low.to(unit).magnitude, found.high.to(unit).magnitude)
    assert ends == pytest.approx((low, high), rel=1e-9)


def test_every_advantage_does_not_reach_break_even() -> None:
    """Catch data in which the exercise's answer, that NVL72 still pays less, has become wrong."""
    assert result("every_advantage_ratio").to("") < result("break_even_tariff_ratio").low.magnitude


def test_only_california_is_dear_enough() -> None:
    """Catch a price of a state that makes the page's sentence on who pays as much wrong."""
    equal = result("tariff_that_equals_china")
    low, high = (end.to("US_cent/kWh").magnitude for end in (equal.low, equal.high))
    prices = {name: fact(name, "electricity-price").to("US_cent/kWh") for name in electricity_by_price.STATES}
    assert prices.pop("us-california") > high
    assert max(prices.values()) < low


def test_the_two_prices_of_the_figure_do_not_close_the_gap() -> None:
    """Catch a price that makes the sentence under the figure of prices wrong."""
    assert result("electricity_per_compute_nvl72").high < result("electricity_per_compute_cloudmatrix").low


def test_the_rise_of_air_is_the_one_that_the_maker_prints() -> None:
    """Catch a wrong density, heat capacity or unit: the white paper prints a rise of 11.6 K beside the switch cabinet's flow."""
    assert result("air_rise_of_switch_cabinet").to("K") == pytest.approx(11.6, rel=0.02)


def test_rise_and_flow_undo_the_heat() -> None:
    """Catch one of the three forms of the formula that does not agree with the others."""
    coolant = {"density": power.WATER_DENSITY, "heat_capacity": power.WATER_HEAT_CAPACITY}
    for flow, rise in ((0.001, 13.0), (0.5, 0.1), (2.0, 40.0)):
        heat = power.heat_carried(flow=flow, rise=rise, **coolant)
        assert math.isclose(power.temperature_rise(heat=heat, flow=flow, **coolant), rise)
        assert math.isclose(power.flow_for_heat(heat=heat, rise=rise, **coolant), flow)


@pytest.mark.parametrize(
    ("function", "arguments", "complaint"),
    [
        (power.heat_carried, {"flow": -1, "density": 1, "heat_capacity": 1, "rise": 1}, "flow and rise"),
        (power.heat_carried, {"flow": 1, "density": 0, "heat_capacity": 1, "rise": 1}, "density and heat_capacity"),
        (power.temperature_rise, {"heat": 1, "flow": 0, "density": 1, "heat_capacity": 1}, "flow must be above zero"),
        (power.flow_for_heat, {"heat": 1, "rise": 0, "density": 1, "heat_capacity": 1}, "rise must be above zero"),
        (power.facility_power, {"it_power": 1, "pue": 0.9}, "pue must be at least 1"),
    ],
)
def test_inputs_outside_the_domain_are_refused(function: Any, arguments: dict, complaint: str) -> None:
    """Catch a formula that answers where it has no meaning, such as heat without a flow."""
    with pytest.raises(ValueError, match=complaint):
        function(**arguments)
