"""What work costs: laws and limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.models import cost, power

prices = st.floats(1, 1e8)
lives = st.floats(1e7, 1e9)
uses = st.floats(0.05, 1)
powers = st.floats(1, 1e7)
tariffs = st.floats(1e-9, 1e-6)
rates = st.floats(1, 1e7)


@given(prices, lives, uses, powers, tariffs, rates, st.floats(1.001, 3))
def test_a_dearer_input_never_makes_work_cheaper(
    price: float, life: float, use: float, watts: float, tariff: float, rate: float, more: float
) -> None:
    """Catch a price that falls when an input rises which costs money, or rises with one that earns it."""
    given_ = {
        "price": price, "life": life, "utilisation": use, "power": watts, "pue": 1.2, "tariff": tariff, "throughput": rate,
    }  # fmt: skip
    base = cost.work_cost(**given_)
    for name in ("price", "power", "tariff", "pue"):
        assert cost.work_cost(**given_ | {name: given_[name] * more}) >= base
    for name in ("life", "throughput"):
        assert cost.work_cost(**given_ | {name: given_[name] * more}) <= base


@given(prices, lives, uses, powers, tariffs)
def test_sensitivities_are_those_of_a_small_change(
    price: float, life: float, use: float, watts: float, tariff: float
) -> None:
    """Catch a share of energy that is not what one per cent of the tariff does to the cost."""
    given_ = {"price": price, "life": life, "utilisation": use, "power": watts, "pue": 1.3}
    share = cost.energy_share(**given_, tariff=tariff)
    base, changed = (cost.work_cost(**given_, tariff=tariff * factor, throughput=1) for factor in (1, 1.01))
    assert 100 * (changed / base - 1) == pytest.approx(share, abs=1e-6)
    assert 0 <= share <= 1
    wasted = cost.work_cost(**given_ | {"pue": 1.313}, tariff=tariff, throughput=1)
    assert 100 * (wasted / base - 1) == pytest.approx(share, abs=1e-6)


@given(prices, rates, rates)
def test_at_the_break_even_price_compute_costs_the_same(price: float, one: float, other: float) -> None:
    """Catch a break-even at which one machine is still cheaper."""
    even = cost.break_even_price(price=price, peak_compute=one, other_compute=other)
    assert cost.price_of_compute(price=even, peak_compute=other) == pytest.approx(
        cost.price_of_compute(price=price, peak_compute=one)
    )


@given(st.floats(0, 9e-4), st.floats(1e-3, 1e-2), st.floats(1, 10), st.floats(11, 100))
def test_at_the_break_even_tariff_work_costs_the_same(cheap: float, dear: float, little: float, much: float) -> None:
    """Catch a tariff at which two machines do not meet."""
    tariff = cost.break_even_tariff(capital=dear, energy=little, other_capital=cheap, other_energy=much)
    assert dear + tariff * little == pytest.approx(cheap + tariff * much)
    with pytest.raises(ValueError, match="at no tariff"):
        cost.break_even_tariff(capital=dear, energy=much, other_capital=cheap, other_energy=little)


@given(st.integers(1, 1000), powers, powers, powers, st.floats(0.5, 1), st.floats(1, 2))
def test_power_grows_from_chip_to_facility(
    number: int, chip: float, host: float, network: float, efficiency: float, pue: float
) -> None:
    """Catch a step from chip to facility at which power is lost, or a supply that gives more than it takes."""
    machine = power.machine_power(
        accelerators=number,
        accelerator_power=chip,
        host_power=host,
        network_power=network,
        supply_efficiency=efficiency,
    )
    behind = power.power_behind_accelerator(it_power=machine, pue=pue, accelerators=number)
    assert machine >= number * chip and behind * number >= machine * (1 - 1e-12) and behind >= chip * (1 - 1e-12)
