"""Totals of a machine from what it is built of: packages, links, optics, power, price.

Peaks, not what a job reaches. A package brings its compute, its memory and its links; the power and the price of one hold its share
of hosts, switches, fans and cabinets, optics apart. Bisection as in `topology`: what one half of the packages can send to the
other, one way, over switches that block nothing (Zuo et al. 2025, section 3.3, for CloudMatrix 384). Base units: FLOP/s, byte,
byte/s, W, USD. Each function raises ValueError where a number is below its domain.
"""

from math import floor


def _check(accelerators: float) -> None:
    if accelerators < 1:
        raise ValueError(f"accelerators must be at least 1, got {accelerators:g}")


def machine_compute(*, accelerators: float, peak_compute: float) -> float:
    """Peak of a machine: packages times the peak of one."""
    _check(accelerators)
    if peak_compute <= 0:
        raise ValueError(f"peak_compute must be above 0, got {peak_compute:g}")
    return accelerators * peak_compute


def machine_memory(*, accelerators: float, capacity: float) -> float:
    """Stacked memory of a machine: packages times that of one."""
    _check(accelerators)
    if capacity <= 0:
        raise ValueError(f"capacity must be above 0, got {capacity:g}")
    return accelerators * capacity


def machine_memory_bandwidth(*, accelerators: float, memory_bandwidth: float) -> float:
    """Bandwidth of a machine to its stacked memory: packages times that of one."""
    _check(accelerators)
    if memory_bandwidth <= 0:
        raise ValueError(f"memory_bandwidth must be above 0, got {memory_bandwidth:g}")
    return accelerators * memory_bandwidth


def machine_bisection(*, accelerators: float, bandwidth: float) -> float:
    """What one half of the packages can send to the other, one way, where no switch blocks."""
    _check(accelerators)
    if bandwidth <= 0:
        raise ValueError(f"bandwidth must be above 0, got {bandwidth:g}")
    return floor(accelerators / 2) * bandwidth


def machine_modules(*, accelerators: float, modules: float) -> float:
    """Optical modules of a machine: packages times those of one, both ends of a link counted."""
    _check(accelerators)
    if modules < 0:
        raise ValueError(f"modules must not be below 0, got {modules:g}")
    return accelerators * modules


def power_with_optics(*, accelerators: float, package_power: float, modules: float, module_power: float) -> float:
    """Power of a machine: packages with their share of the rest, and optical modules."""
    if package_power < 0:
        raise ValueError(f"package_power must not be below 0, got {package_power:g}")
    if module_power < 0:
        raise ValueError(f"module_power must not be below 0, got {module_power:g}")
    return accelerators * package_power + module_power * machine_modules(accelerators=accelerators, modules=modules)


def machine_price(*, accelerators: float, package_price: float) -> float:
    """Price of a machine: packages times that of one with its share of all else."""
    _check(accelerators)
    if package_price < 0:
        raise ValueError(f"package_price must not be below 0, got {package_price:g}")
    return accelerators * package_price
