"""Yield of dies, and the silicon that a good package costs.

Areas are in m², defect densities in defects per m², shares between 0 and 1. A defect here is a flaw that kills what it hits.

- Murphy 1964, "Cost-size optima of monolithic integrated circuits", Proceedings of the IEEE 52: the average of the Poisson
  form over wafers, of which the Poisson form itself is the case of one density everywhere.
- Stapper 1973, "Defect density distribution for LSI yield calculations", IEEE Transactions on Electron Devices 20: the
  negative binomial form, for defects in clusters.
- Stapper, McLaren and Dreckmann 1980, "Yield model for productivity optimization of VLSI memory chips with redundancy and
  partially good product", IBM Journal of Research and Development 24: units to spare.
- Feng and Ma 2022, "Chiplet Actuary", Design Automation Conference: dies tested before they are put together.
"""

from math import exp, log


def poisson_yield(*, area: float, defect_density: float) -> float:
    """Share of dies without a defect, where defects fall independently of each other: exp(−A·D).

    Raises ValueError where the area is not positive or the density is negative.
    """
    _check(area, defect_density)
    return exp(-area * defect_density)


def negative_binomial_yield(*, area: float, defect_density: float, clustering: float) -> float:
    """Share of dies without a defect, where defects fall in clusters: (1 + A·D/α)^−α. A small α is strong clustering.

    Raises ValueError where area or α is not positive or the density is negative.
    """
    _check(area, defect_density)
    if clustering <= 0:
        raise ValueError(f"clustering must be positive, got {clustering:g}")
    return (1 + area * defect_density / clustering) ** -clustering


def defect_density_behind(*, area: float, good_share: float) -> float:
    """The density at which the Poisson form gives a yield: −ln(Y)/A.

    Raises ValueError where the area is not positive or the yield is not above 0 and at most 1.
    """
    _check(area, 0)
    _check_share("good_share", good_share)
    return -log(good_share) / area


def yield_with_spares(*, units: int, needed: int, unit_yield: float) -> float:
    """Chance that at least `needed` of `units` equal units are good, each independently of the others.

    Raises ValueError where fewer than one or more than all units are needed, or the share is not above 0 and at most 1.
    """
    if needed < 1 or units < needed:
        raise ValueError(f"needed must be from 1 to {units:g}, got {needed:g}")
    _check_share("unit_yield", unit_yield)
    term = unit_yield**units  # none is bad
    total = term
    for bad in range(units - needed):
        term = term * (units - bad) / (bad + 1) * (1 - unit_yield) / unit_yield
        total = total + term
    return total


def silicon_tested(*, dies: int, die_area: float, die_yield: float, assembly_yield: float) -> float:
    """Silicon spent on one good package, in m², where only dies that passed a test are put together.

    Raises ValueError where there is no die, the area is not positive, or a yield is not above 0 and at most 1.
    """
    _check_package(dies, die_area, die_yield, assembly_yield)
    return dies * die_area / (die_yield * assembly_yield)


def silicon_untested(*, dies: int, die_area: float, die_yield: float, assembly_yield: float) -> float:
    """Silicon spent on one good package, in m², where dies are put together untested, so that all must happen to be good.

    Raises ValueError where there is no die, the area is not positive, or a yield is not above 0 and at most 1.
    """
    _check_package(dies, die_area, die_yield, assembly_yield)
    return dies * die_area / (die_yield**dies * assembly_yield)


def _check(area: float, defect_density: float) -> None:
    if area <= 0:
        raise ValueError(f"area must be positive, got {area:g}")
    if defect_density < 0:
        raise ValueError(f"defect_density must not be negative, got {defect_density:g}")


def _check_share(name: str, share: float) -> None:
    if share <= 0 or share > 1:
        raise ValueError(f"{name} must be above 0 and at most 1, got {share:g}")


def _check_package(dies: int, die_area: float, die_yield: float, assembly_yield: float) -> None:
    if dies < 1:
        raise ValueError(f"dies must be at least 1, got {dies:g}")
    _check(die_area, 0)
    _check_share("die_yield", die_yield)
    _check_share("assembly_yield", assembly_yield)
