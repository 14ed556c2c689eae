"""Energy of a token, from how busy memory and arithmetic are.

Power of an accelerator is taken as a floor that it draws while kernels run, and shares for its memory and its arithmetic
by their utilisation, held under a ceiling: the roofline model of energy of Choi et al. 2013 ("A roofline model of energy",
IPDPS), Section II, with constant power and energy by byte and operation, written as shares of the design power.

Units: W, J, byte, byte/s, FLOP, FLOP/s; throughput in tokens a second, utilisations as shares of the peak.
"""


def memory_utilisation(
    *, step_bytes: float, batch: float, throughput: float, devices: float, memory_bandwidth: float
) -> float:
    """Share of the memory's rate at which steps read, `throughput / batch` of them a second, at most one."""
    if step_bytes < 0 or batch <= 0 or throughput < 0 or devices < 1 or memory_bandwidth <= 0:
        raise ValueError(
            "batch and memory_bandwidth must be above 0, devices at least 1; step_bytes, throughput not below 0"
        )
    return min(step_bytes * throughput / batch / (devices * memory_bandwidth), 1)


def compute_utilisation(*, token_flops: float, throughput: float, devices: float, peak_compute: float) -> float:
    """Share of the peak at which tokens are worked out, at most one."""
    if token_flops < 0 or throughput < 0 or devices < 1 or peak_compute <= 0:
        raise ValueError("peak_compute must be above 0, devices at least 1; token_flops and throughput not below 0")
    return min(token_flops * throughput / (devices * peak_compute), 1)


def accelerator_power(
    *,
    design_power: float,
    floor_share: float,
    memory_share: float,
    compute_share: float,
    ceiling_share: float,
    memory_used: float,
    compute_used: float,
) -> float:
    """Power of an accelerator whose memory and arithmetic are used to given shares of their peaks."""
    if design_power <= 0 or floor_share < 0 or memory_share < 0 or compute_share < 0 or ceiling_share <= 0:
        raise ValueError("design_power and ceiling_share must be above 0, the other shares not below 0")
    if not 0 <= memory_used <= 1 or not 0 <= compute_used <= 1:
        raise ValueError(f"memory_used and compute_used must be from 0 to 1, got {memory_used:g} and {compute_used:g}")
    share = floor_share + memory_share * memory_used + compute_share * compute_used
    return design_power * min(share, ceiling_share)


def energy_per_token(*, power: float, devices: float, throughput: float) -> float:
    """Energy that accelerators of some power draw for one token."""
    if power < 0 or devices < 1 or throughput <= 0:
        raise ValueError("throughput must be above 0, devices at least 1, power not below 0")
    return power * devices / throughput
