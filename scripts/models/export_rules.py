"""The quantities that United States export rules for chips are written in.

As Technical Notes 2 and 3 to 3A090.a and 3A090.b of the Commerce Control List define them (15 CFR part 774, supplement 1).
Rates in FLOP/s or op/s, dense; a multiplication with its addition counts as two. Areas in m². The rules print processing
performance in units of 10¹² op/s times bit, and density in those units for each mm².
"""


def total_processing_performance(*, peak_compute: float, bits: float) -> float:
    """Dense rate times the bit length of its operands, for one format: FLOP/s times bit. The rule takes the format that gives most."""
    if peak_compute <= 0:
        raise ValueError(f"peak compute must be above 0, got {peak_compute:g}")
    if bits <= 0:
        raise ValueError(f"bits must be above 0, got {bits:g}")
    return peak_compute * bits


def performance_density(*, peak_compute: float, bits: float, die_area: float) -> float:
    """Total processing performance for each area of logic die on non-planar processes: FLOP/s times bit, per m²."""
    if die_area <= 0:
        raise ValueError(f"die area must be above 0, got {die_area:g}")
    return total_processing_performance(peak_compute=peak_compute, bits=bits) / die_area
