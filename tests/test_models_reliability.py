"""Failures of many devices: laws, limits, and what papers print."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.models import reliability

shares = st.floats(0, 1)
times = st.floats(1, 1e8)
numbers = st.integers(1, 400)


@given(numbers, shares, st.data())
def test_availability_is_a_share_that_spares_raise(devices: int, up: float, data: st.DataObject) -> None:
    """Catch a chance outside 0 to 1, or a spare that makes a machine worse."""
    needed = data.draw(st.integers(0, devices))
    some = reliability.availability_with_spares(devices=devices, needed=needed, device_availability=up)
    assert 0 <= some <= 1
    more = reliability.availability_with_spares(devices=devices + 1, needed=needed, device_availability=up)
    assert more >= some - 1e-12


@given(st.integers(1, 60), st.floats(0.01, 0.99), st.data())
def test_spares_by_recurrence_are_the_binomial_sum(devices: int, up: float, data: st.DataObject) -> None:
    """Catch a term too many or too few in the recurrence."""
    needed = data.draw(st.integers(0, devices))
    summed = sum(math.comb(devices, k) * up**k * (1 - up) ** (devices - k) for k in range(needed, devices + 1))
    ours = reliability.availability_with_spares(devices=devices, needed=needed, device_availability=up)
    assert ours == pytest.approx(summed, rel=1e-9, abs=1e-12)


def test_a_large_machine_of_poor_devices_is_no_error() -> None:
    """Catch an underflow that makes a likely event impossible: half of 16,384 devices at 90 % are surely up."""
    assert reliability.availability_with_spares(devices=16384, needed=8192, device_availability=0.9) == pytest.approx(1)


@pytest.mark.parametrize(("hours", "minutes", "printed"), [(13.8, 75, 91.6), (98.5, 75, 98.8), (98.5, 13, 99.78)])
def test_availability_of_liao2025ubmesh(hours: float, minutes: float, printed: float) -> None:
    """Catch an availability that is not uptime over uptime and repair."""
    found = reliability.availability(time_between_failures=hours * 3600, repair_time=minutes * 60)
    assert 100 * found == pytest.approx(printed, abs=0.15)


@pytest.mark.parametrize(("up", "cubes", "printed"), [(0.99, 16, 75), (0.999, 16, 75), (0.99, 32, 50), (0.99, 48, 75)])
def test_goodput_of_figure_4_of_jouppi2023tpuv4(up: float, cubes: int, printed: float) -> None:
    """Catch slices out of cubes that are counted otherwise than in the caption."""
    found = reliability.goodput_reconfigurable(units=64, units_of_slice=cubes, unit_availability=up**16, confidence=0.9)
    assert 100 * found == printed


@given(st.integers(2, 64), shares, st.data())
def test_switches_that_join_any_units_never_lose_a_slice(units: int, up: float, data: st.DataObject) -> None:
    """Catch a machine that reconfigures and does worse for it."""
    size = data.draw(st.integers(1, units))
    fixed, free = (
        form(units=units, units_of_slice=size, unit_availability=up, confidence=0.9)
        for form in (reliability.goodput_fixed, reliability.goodput_reconfigurable)
    )
    assert 0 <= fixed <= free <= 1


@given(st.floats(1, 1e4), st.floats(1e5, 1e9))
def test_the_interval_of_young_loses_least(saving: float, until: float) -> None:
    """Catch an interval from which a step either way gains, with the loss to first order as Young writes it."""
    best = reliability.checkpoint_interval_young(checkpoint_time=saving, time_to_failure=until)

    def lost(interval: float) -> float:
        return saving / interval + interval / (2 * until)

    assert lost(best) <= min(lost(best * 0.9), lost(best * 1.1))


@given(st.floats(1, 1e4), st.floats(1e5, 1e9))
def test_both_intervals_meet_where_failures_are_rare(saving: float, until: float) -> None:
    """Catch a higher order that does not begin with the first."""
    young, daly = (
        form(checkpoint_time=saving, time_to_failure=until)
        for form in (reliability.checkpoint_interval_young, reliability.checkpoint_interval_daly)
    )
    assert daly + saving == pytest.approx(young, rel=0.1)


@given(times, times, st.floats(0, 1e5), times)
def test_effective_time_is_a_share(saving: float, interval: float, restart: float, until: float) -> None:
    """Catch more than all of the time, or less than none."""
    share = reliability.effective_training_time(
        checkpoint_time=saving, interval=interval, restart_time=restart, time_to_failure=until
    )
    assert 0 <= share <= 1


def test_projections_of_kokolis2025reliability() -> None:
    """Catch a rate by node that is taken by accelerator: 6.5 failures in a thousand node-days."""
    rate = 6.5 / 1000 / 86400 / 8
    found = [reliability.mean_time_to_failure(devices=n, failure_rate=rate) / 3600 for n in (16384, 131072)]
    assert found == pytest.approx([1.8, 0.23], rel=0.03)


@given(numbers, st.floats(1e-12, 1e-6), times)
def test_a_failure_that_stops_all_stops_most(devices: int, rate: float, time: float) -> None:
    """Catch a larger blast radius that does less harm."""
    hit = [
        reliability.share_hit(blast_radius=radius, devices=400, failure_rate=rate, duration=time)
        for radius in sorted({1, devices, 400})
    ]
    assert all(0 <= share <= 1 for share in hit)


def test_a_lost_plane_costs_its_share() -> None:
    """Catch a link whose loss stops a device that has six others."""
    assert reliability.bandwidth_left(planes=7, failed=1) == pytest.approx(6 / 7)
    assert reliability.bandwidth_left(planes=1, failed=1) == 0
