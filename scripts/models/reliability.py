"""Failures of many devices: how often, how much of the time a machine is whole, how often to save, what a failure costs.

- Independent devices of constant failure rate: rates add, time to the first failure is one over their sum.
- Young 1974 ("A first order approximation to the optimum checkpoint interval", CACM 17), equation for T_c; Daly 2006 ("A
  higher order estimate of the optimum checkpoint interval for restart dumps", FGCS 22), equation 37.
- Kokolis et al. 2025 ("Revisiting reliability in large-scale machine learning research clusters", HPCA), the estimate of
  the effective training time ratio.
- Jouppi et al. 2023 ("TPU v4", ISCA), Section 2.3 and Figure 4: slices out of cubes that optical switches join.

Units: s, failures a second and device; shares between 0 and 1. Binomial terms by recurrence of their logarithms.
"""

from math import exp, floor, log, sqrt


def mean_time_to_failure(*, devices: float, failure_rate: float) -> float:
    """Time to the first failure among equal devices, on average."""
    if devices <= 0 or failure_rate <= 0:
        raise ValueError(f"devices and failure_rate must be above 0, got {devices:g} and {failure_rate:g}")
    return 1 / (devices * failure_rate)


def failures_expected(*, devices: float, failure_rate: float, duration: float) -> float:
    """Failures of equal devices in some time, on average, each replaced at once."""
    if devices < 0 or failure_rate < 0 or duration < 0:
        raise ValueError("devices, failure_rate and duration must not be below 0")
    return devices * failure_rate * duration


def availability(*, time_between_failures: float, repair_time: float) -> float:
    """Share of time in which a thing works that fails and is repaired in turns."""
    if time_between_failures <= 0 or repair_time < 0:
        raise ValueError("time_between_failures must be above 0 and repair_time not below 0")
    return time_between_failures / (time_between_failures + repair_time)


def availability_with_spares(*, devices: int, needed: int, device_availability: float) -> float:
    """Chance that at least some number of devices work, each independently of the others."""
    if devices < 1 or needed < 0 or needed > devices:
        raise ValueError(f"devices must be at least 1 and needed from 0 to devices, got {devices:g} and {needed:g}")
    if not 0 <= device_availability <= 1:
        raise ValueError(f"device_availability must be from 0 to 1, got {device_availability:g}")
    if device_availability == 0:
        return 1 if needed == 0 else 0
    if device_availability == 1:
        return 1
    term = devices * log(device_availability)
    odds = log((1 - device_availability) / device_availability)
    total = exp(term)
    for down in range(devices - needed):
        term = term + log((devices - down) / (down + 1)) + odds
        total = total + exp(term)
    return min(total, 1)


def usable_units(*, units: int, unit_availability: float, confidence: float) -> float:
    """The most units of which one can be sure, with some confidence, that they all work at a time."""
    if units < 1 or not 0 < confidence < 1:
        raise ValueError(f"units must be at least 1 and confidence between 0 and 1, got {units:g} and {confidence:g}")
    if not 0 <= unit_availability <= 1:
        raise ValueError(f"unit_availability must be from 0 to 1, got {unit_availability:g}")
    if unit_availability == 0:
        return 0
    if unit_availability == 1:
        return units
    term = units * log(unit_availability)
    total = exp(term)
    for down in range(units):
        if total >= confidence:
            return units - down
        term = term + log((units - down) / (down + 1)) + log((1 - unit_availability) / unit_availability)
        total = total + exp(term)
    return 0


def goodput_reconfigurable(*, units: int, units_of_slice: int, unit_availability: float, confidence: float) -> float:
    """Share of a machine in whole slices, where switches can join any units that work into a slice."""
    if units < 1 or units_of_slice < 1 or units_of_slice > units:
        raise ValueError(f"units_of_slice must be from 1 to units, got {units_of_slice:g} of {units:g}")
    usable = usable_units(units=units, unit_availability=unit_availability, confidence=confidence)
    return floor(usable / units_of_slice) * units_of_slice / units


def goodput_fixed(*, units: int, units_of_slice: int, unit_availability: float, confidence: float) -> float:
    """Share of a machine in whole slices, where each slice has its own units and is lost with any of them."""
    if units < 1 or units_of_slice < 1 or units_of_slice > units:
        raise ValueError(f"units_of_slice must be from 1 to units, got {units_of_slice:g} of {units:g}")
    if not 0 <= unit_availability <= 1:
        raise ValueError(f"unit_availability must be from 0 to 1, got {unit_availability:g}")
    slices = floor(units / units_of_slice)
    whole = usable_units(units=slices, unit_availability=unit_availability**units_of_slice, confidence=confidence)
    return whole * units_of_slice / units


def checkpoint_interval_young(*, checkpoint_time: float, time_to_failure: float) -> float:
    """Time between checkpoints that loses least, to first order."""
    if checkpoint_time <= 0 or time_to_failure <= 0:
        raise ValueError("checkpoint_time and time_to_failure must be above 0")
    return sqrt(2 * checkpoint_time * time_to_failure)


def checkpoint_interval_daly(*, checkpoint_time: float, time_to_failure: float) -> float:
    """Time between checkpoints that loses least, to higher order; the time to failure where saving takes half of it or more."""
    if checkpoint_time <= 0 or time_to_failure <= 0:
        raise ValueError("checkpoint_time and time_to_failure must be above 0")
    ratio = checkpoint_time / (2 * time_to_failure)
    if ratio >= 1:
        return time_to_failure
    first = sqrt(2 * checkpoint_time * time_to_failure)
    return first * (1 + sqrt(ratio) / 3 + ratio / 9) - checkpoint_time


def effective_training_time(
    *, checkpoint_time: float, interval: float, restart_time: float, time_to_failure: float
) -> float:
    """Share of time in which training moves on: a failure costs the restart and half an interval, each interval a checkpoint.

    Never below zero: where failures come faster than restarts nothing moves.
    """
    if checkpoint_time < 0 or interval <= 0 or restart_time < 0 or time_to_failure <= 0:
        raise ValueError("interval and time_to_failure must be above 0, checkpoint_time and restart_time not below 0")
    lost = (restart_time + interval / 2) / time_to_failure
    return max(1 - lost, 0) / (1 + checkpoint_time / interval)


def bandwidth_left(*, planes: float, failed: float) -> float:
    """Share of a device's bandwidth that is left when links into some of its equal planes are down."""
    if planes < 1 or failed < 0 or failed > planes:
        raise ValueError(f"planes must be at least 1 and failed from 0 to planes, got {planes:g} and {failed:g}")
    return 1 - failed / planes


def share_hit(*, blast_radius: float, devices: float, failure_rate: float, duration: float) -> float:
    """Share of all work that failures interrupt in some time, if each stops `blast_radius` of the devices once; at most all."""
    if blast_radius < 1 or devices < blast_radius:
        raise ValueError(f"blast_radius must be from 1 to devices, got {blast_radius:g} of {devices:g}")
    expected = failures_expected(devices=devices, failure_rate=failure_rate, duration=duration)
    return 1 - (1 - blast_radius / devices) ** expected if blast_radius < devices else min(expected, 1)
