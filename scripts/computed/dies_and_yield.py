"""Chapter 5: dies, packages, process and yield, and the chapter's exercises.

The densities of defects, the clustering and the share of cores are assumptions of ours that show how the formulas behave;
they are no foundry's figures.
"""

from pint import Quantity

from scripts.facts import Fact, fact, part
from scripts.models import packaging
from scripts.units import quantity

Range = tuple[Quantity, Quantity]

FEW, MANY = quantity(0.1, "1/cm**2"), quantity(0.3, "1/cm**2")  # defects, assumed
CLUSTERING = 3.0  # assumed
SHARE_IN_CORES = 0.5  # of a die's area, assumed

SOLID = ("ga100", "maia-200", "gh100")  # the largest dies here that are cut from a wafer and stated by their makers
DIE_910B, DIE_910C = "ascend-910b-die", "ascend-910c-die"


def _area(entity: str) -> Quantity:
    return fact(entity, "die-area").quantity


def _square_metres(area: Quantity) -> float:
    return float(area.to("m**2").magnitude)


def _per_square_metre(density: Quantity) -> float:
    return float(density.to("1/m**2").magnitude)


def _good(area: Quantity, density: Quantity) -> float:
    return packaging.poisson_yield(area=_square_metres(area), defect_density=_per_square_metre(density))


def _share(value: float) -> Quantity:
    return quantity(value, "1").to("percent")


def _silicon(dies: int, density: Quantity, *, tested: bool = True, clustering: float | None = None) -> Quantity:
    """Silicon for one good package as large as a GH100 die, cut into so many equal dies; assembly loses nothing."""
    area = _square_metres(_area("gh100")) / dies
    if clustering is None:
        good = packaging.poisson_yield(area=area, defect_density=_per_square_metre(density))
    else:
        good = packaging.negative_binomial_yield(
            area=area, defect_density=_per_square_metre(density), clustering=clustering
        )
    spent = packaging.silicon_tested if tested else packaging.silicon_untested
    return quantity(spent(dies=dies, die_area=area, die_yield=good, assembly_yield=1.0), "m**2").to("mm**2")


# --- area ---------------------------------------------------------------------------------------------------------


def largest_cut_dies() -> Range:
    """Least and greatest area among the largest dies here that are cut from a wafer and whose makers print their size."""
    areas = [_area(name) for name in SOLID]
    return min(areas), max(areas)


def wafer_scale_over_largest_die() -> Quantity:
    """Area of the WSE-3, a whole wafer, over the largest die here that is cut from one."""
    return (_area("wse-3") / largest_cut_dies()[1]).to("")


# --- yield --------------------------------------------------------------------------------------------------------


def gh100_yield_few() -> Quantity:
    """Share of dies of GH100's size without a defect, at an assumed density that is low."""
    return _share(_good(_area("gh100"), FEW))


def half_gh100_yield_few() -> Quantity:
    """Share of dies of half GH100's size without a defect, at an assumed density that is low."""
    return _share(_good(_area("gh100") / 2, FEW))


def gh100_yield_many() -> Quantity:
    """Share of dies of GH100's size without a defect, at an assumed density that is high."""
    return _share(_good(_area("gh100"), MANY))


def half_gh100_yield_many() -> Quantity:
    """Share of dies of half GH100's size without a defect, at an assumed density that is high."""
    return _share(_good(_area("gh100") / 2, MANY))


def half_gh100_area() -> Quantity:
    """Half of the area of a GH100 die."""
    return _area("gh100") / 2


def silicon_one_die_few() -> Quantity:
    """Silicon for one good die of GH100's size, at an assumed density of defects that is low."""
    return _silicon(1, FEW)


def silicon_two_untested_few() -> Quantity:
    """Silicon for one good pair of halves of a GH100 put together untested, at an assumed low density of defects."""
    return _silicon(2, FEW, tested=False)


def silicon_two_tested_few() -> Quantity:
    """Silicon for one good pair of halves of a GH100, each tested before, at an assumed low density of defects."""
    return _silicon(2, FEW)


def silicon_one_die_many() -> Quantity:
    """Silicon for one good die of GH100's size, at an assumed density of defects that is high."""
    return _silicon(1, MANY)


def silicon_two_tested_many() -> Quantity:
    """Silicon for one good pair of halves of a GH100, each tested before, at an assumed high density of defects."""
    return _silicon(2, MANY)


def silicon_two_untested_many() -> Quantity:
    """Silicon for one good pair of halves of a GH100 put together untested, at an assumed high density of defects."""
    return _silicon(2, MANY, tested=False)


def silicon_four_tested_few() -> Quantity:
    """Silicon for one good set of quarters of a GH100, each tested before, at an assumed low density of defects."""
    return _silicon(4, FEW)


def silicon_four_tested_many() -> Quantity:
    """Silicon for one good set of quarters of a GH100, each tested before, at an assumed high density of defects."""
    return _silicon(4, MANY)


def silicon_ratio_few() -> Quantity:
    """Silicon of one large die over that of two tested halves, at an assumed density of defects that is low."""
    return (silicon_one_die_few() / silicon_two_tested_few()).to("")


def silicon_ratio_many() -> Quantity:
    """Silicon of one large die over that of two tested halves, at an assumed density of defects that is high."""
    return (silicon_one_die_many() / silicon_two_tested_many()).to("")


def silicon_ratio_few_clustered() -> Quantity:
    """Silicon of one large die over that of two tested halves, at the low density, with defects in assumed clusters."""
    return (_silicon(1, FEW, clustering=CLUSTERING) / _silicon(2, FEW, clustering=CLUSTERING)).to("")


def gh100_yield_few_clustered() -> Quantity:
    """Share of dies of GH100's size without a defect, at the low density, with defects in assumed clusters."""
    share = packaging.negative_binomial_yield(
        area=_square_metres(_area("gh100")), defect_density=_per_square_metre(FEW), clustering=CLUSTERING
    )
    return _share(share)


def assembly_yield_at_break_even() -> Quantity:
    """Assembly yield at which two tested halves of a GH100 take as much silicon as one die, at the low density."""
    return (silicon_two_tested_few() / silicon_one_die_few()).to("percent")


# --- cores to spare -----------------------------------------------------------------------------------------------


def _cores_910b() -> int:
    return int(fact(DIE_910B, "compute-cores").quantity.magnitude)


def _with_cores(needed: int) -> Quantity:
    """Yield of a die as large as the 910B's, of whose equal cores so many must be good, and all of what lies between."""
    area = _area(DIE_910B)
    cores = _cores_910b()
    each = _good(area * SHARE_IN_CORES / cores, FEW)
    good = packaging.yield_with_spares(units=cores, needed=needed, unit_yield=each)
    return _share(good * _good(area * (1 - SHARE_IN_CORES), FEW))


def ascend_910b_yield_all_cores() -> Quantity:
    """Yield of a die as large as the Ascend 910B's without a defect anywhere, at an assumed low density of defects."""
    return _with_cores(_cores_910b())


def ascend_910b_yield_one_core_to_spare() -> Quantity:
    """The same die, sold with as many cores as the 910C's die has, at the same density; cores take an assumed share."""
    return _with_cores(int(fact(DIE_910C, "compute-cores", "cube").quantity.magnitude))


# --- transistors --------------------------------------------------------------------------------------------------


def _transistors(entity: str) -> Quantity:
    return fact(entity, "transistors").quantity


def ga100_transistors_per_area() -> Quantity:
    """Transistors of a GA100 die over its area."""
    return (_transistors("ga100") / _area("ga100")).to("1/mm**2")


def gh100_transistors_per_area() -> Quantity:
    """Transistors of a GH100 die over its area."""
    return (_transistors("gh100") / _area("gh100")).to("1/mm**2")


def gh100_over_ga100_density() -> Quantity:
    """Transistors per area of a GH100 die over those of a GA100 die."""
    return (gh100_transistors_per_area() / ga100_transistors_per_area()).to("")


def blackwell_die_transistors() -> Quantity:
    """Transistors of one Blackwell die: half of what the maker prints for the package."""
    return _transistors("b200-sxm") / part("b200-sxm", "blackwell-die").quantity


def rubin_die_transistors() -> Quantity:
    """Transistors of one Rubin die: half of what the maker prints for the package."""
    return _transistors("rubin-gpu") / part("rubin-gpu", "rubin-die").quantity


def b200_over_h100_transistors() -> Quantity:
    """Transistors of a B200 package over those of a GH100 die, which is all that an H100 package computes with."""
    return (_transistors("b200-sxm") / _transistors("gh100")).to("")


def blackwell_die_over_gh100_transistors() -> Quantity:
    """Transistors of one Blackwell die over those of a GH100 die."""
    return (blackwell_die_transistors() / _transistors("gh100")).to("")


def rubin_die_over_blackwell_die_transistors() -> Quantity:
    """Transistors of one Rubin die over those of one Blackwell die."""
    return (rubin_die_transistors() / blackwell_die_transistors()).to("")


def blackwell_transistors_per_area_at_least() -> Quantity:
    """Transistors per area of a Blackwell die, were it as large as the largest cut die here; smaller would be denser."""
    return (blackwell_die_transistors() / largest_cut_dies()[1]).to("1/mm**2")


def blackwell_over_gh100_density_at_least() -> Quantity:
    """Transistors per area of a Blackwell die, were it as large as the largest cut die here, over those of a GH100 die."""
    return (blackwell_transistors_per_area_at_least() / gh100_transistors_per_area()).to("")


def ascend_910c_transistors_per_area_each() -> Quantity:
    """The press's transistors of the 910C over the area of one die of the 910B's size, as if each die had as many."""
    return (_transistors("ascend-910c") / _area(DIE_910B)).to("1/mm**2")


def ascend_910c_transistors_per_area_shared() -> Quantity:
    """The press's transistors of the 910C over the area of its dies, were they of the 910B's size and shared them."""
    return ascend_910c_transistors_per_area_each() / fact("ascend-910c", "dies-per-package").quantity


def multiplication_energy_ratio() -> Quantity:
    """Energy of a multiplication in FP32 in an older process over that in a newer one, from different authors."""
    old, new = (fact(name, "energy-per-operation", "fp32", "multiply").quantity for name in ("cmos-45nm", "cmos-7nm"))
    return (old / new).to("")


# --- between dies -------------------------------------------------------------------------------------------------


def gh100_defects_few() -> Quantity:
    """Defects that a die of GH100's size has on average, at an assumed density that is low."""
    return (_area("gh100") * FEW).to("")


def _one_way(row: Fact) -> Range:
    """A rate one way; where the direction is not stated, the half to the whole of it."""
    if row.direction == "one-way":
        return row.quantity, row.quantity
    return (row.quantity / 2, row.quantity / (2 if row.direction == "both-ways" else 1))


def ascend_910c_neighbour_over_own_memory() -> Range:
    """Rate between the dies of a 910C, one way, over the rate of one die's own memory: simulator's and paper's figures."""
    own = fact(DIE_910C, "hbm-bandwidth").quantity
    rates = [fact("ascend-910c", "die-to-die-bandwidth", "one-way", kind).quantity for kind in ("constant", "spec")]
    return (min(rates) / own).to("percent"), (max(rates) / own).to("percent")


def gb300_neighbour_over_own_memory() -> Range:
    """Rate between the dies of a GB300's GPU, one way or of unstated direction, over the rate of one die's memory."""
    own = fact("gb300-gpu", "hbm-bandwidth").quantity / part("gb300-gpu", "blackwell-ultra-die").quantity
    low, high = _one_way(fact("gb300-gpu", "die-to-die-bandwidth"))
    return (low / own).to("percent"), (high / own).to("percent")


def gb300_hbm_bandwidth_per_die() -> Quantity:
    """Memory bandwidth of a GB300's GPU shared by its dies."""
    return fact("gb300-gpu", "hbm-bandwidth").quantity / part("gb300-gpu", "blackwell-ultra-die").quantity


def edge_bandwidth_gain() -> Quantity:
    """Bandwidth per length of die edge, by the UCIe consortium: over an advanced package and over a plain one."""
    advanced = fact("ucie-advanced", "edge-bandwidth-density").quantity
    return (advanced / fact("ucie-standard", "edge-bandwidth-density").quantity).to("")


# --- exercises ----------------------------------------------------------------------------------------------------


def _density_behind(entity: str, *words: str, dies: int = 1) -> Quantity:
    """Density of defects at which so many dies as large as the 910B's would give a reported yield, by the Poisson form."""
    share = float(fact(entity, "production-yield", *words).quantity.to("").magnitude)
    density = packaging.defect_density_behind(area=dies * _square_metres(_area(DIE_910B)), good_share=share)
    return quantity(density, "1/m**2").to("1/cm**2")


def density_behind_910b_claim() -> Quantity:
    """Density of defects that the yield reported of the Ascend 910B would mean, by the Poisson form without spares."""
    return _density_behind("ascend-910b")


def density_behind_910c_claim_one_die() -> Quantity:
    """Density of defects that the first yield reported of the 910C would mean if it were of one die of the 910B's size."""
    return _density_behind("ascend-910c", "reuters2024massproduction")


def density_behind_910c_claim_two_dies() -> Quantity:
    """Density of defects that the same yield would mean if it were of two such dies, put together untested."""
    return _density_behind("ascend-910c", "reuters2024massproduction", dies=2)


def two_910b_dies_untested() -> Quantity:
    """Share of pairs in which both dies are good, where each is with the chance that was reported of the 910B."""
    return (fact("ascend-910b", "production-yield").quantity.to("") ** 2).to("percent")
