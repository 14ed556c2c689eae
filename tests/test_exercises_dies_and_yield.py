"""Answers of chapter 5 that a pencil can check, and the laws its yield formulas keep."""

import math
import random
import re

import pytest

from scripts import ROOT
from scripts.computed import dies_and_yield, result
from scripts.models import packaging

GH100, DIE_910B = 8.14, 6.6561  # cm²
ANSWERS = [
    ("gh100_yield_few", 100 * math.exp(-0.814), "percent"),
    ("half_gh100_yield_few", 100 * math.exp(-0.407), "percent"),
    ("gh100_yield_many", 8.6987, "percent"),
    ("half_gh100_yield_many", 29.4935, "percent"),
    ("gh100_yield_few_clustered", 100 / (1 + 0.814 / 3) ** 3, "percent"),
    ("silicon_one_die_few", 1837.13, "mm**2"),
    ("silicon_two_untested_few", 1837.13, "mm**2"),
    ("silicon_two_tested_few", 1222.88, "mm**2"),
    ("silicon_one_die_many", 9357.75, "mm**2"),
    ("silicon_two_tested_many", 2759.93, "mm**2"),
    ("silicon_ratio_few", math.exp(0.407), ""),
    ("silicon_ratio_many", math.exp(3 * 0.407), ""),
    ("silicon_ratio_few_clustered", ((1 + 0.814 / 3) / (1 + 0.407 / 3)) ** 3, ""),
    ("assembly_yield_at_break_even", 100 * math.exp(-0.407), "percent"),
    ("density_behind_910b_claim", math.log(2) / DIE_910B, "1/cm**2"),
    ("density_behind_910c_claim_one_die", math.log(5) / DIE_910B, "1/cm**2"),
    ("density_behind_910c_claim_two_dies", math.log(5) / DIE_910B / 2, "1/cm**2"),
    ("two_910b_dies_untested", 25, "percent"),
    ("blackwell_die_transistors", 104e9, ""),
    ("blackwell_transistors_per_area_at_least", 104e9 / 826, "1/mm**2"),
    ("blackwell_over_gh100_density_at_least", 104 / 826 / (80 / 814), ""),
    ("b200_over_h100_transistors", 2 * 1.3, ""),
    ("gh100_over_ga100_density", 80 / 814 / (54.2 / 826), ""),
    ("ascend_910c_transistors_per_area_shared", 53e9 / 2 / 665.61, "1/mm**2"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_dies_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed area, yield or count of dies, and a slip between mm² and cm², in an answer of the chapter."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-5)


def test_the_assumed_numbers_of_the_page_are_those_that_are_computed_with() -> None:
    """Catch a page that says one density, clustering or share and computes with another."""
    text = (ROOT / "docs" / "course" / "dies-packages-yield.md").read_text(encoding="utf-8")
    said = re.findall(r'\[([^\]]*)\]\(assumed: "', text)
    used = [
        f"{dies_and_yield.FEW.to('1/cm**2').magnitude:g} flaws",
        f"{dies_and_yield.CLUSTERING:g}",
        {0.5: "half"}.get(dies_and_yield.SHARE_IN_CORES, "another share"),
        f"{dies_and_yield.MANY.to('1/cm**2').magnitude:g} flaws",
    ]
    assert said == used


def test_a_spare_core_by_throwing_flaws_at_dies() -> None:
    """Catch a spare that is counted twice, or that also heals what lies between the cores."""
    throw, dies, cores, defects = random.Random(5), 40_000, 25, DIE_910B * 0.1
    whole = spared = 0
    for _ in range(dies):
        flaws, room = 0, throw.expovariate(1.0)
        while room < defects:  # arrivals at rate one until `defects` are a Poisson number
            flaws, room = flaws + 1, room + throw.expovariate(1.0)
        hits = {throw.randrange(2 * cores) for _ in range(flaws)}  # the upper half of the places lies between the cores
        whole += not hits
        spared += all(place < cores for place in hits) and len(hits) <= 1
    assert result("ascend_910b_yield_all_cores").to("percent") == pytest.approx(100 * whole / dies, abs=1)
    assert result("ascend_910b_yield_one_core_to_spare").to("percent") == pytest.approx(100 * spared / dies, abs=1)


@pytest.mark.parametrize("dies", [1, 2, 3, 8])
def test_untested_pieces_cost_what_the_whole_costs(dies: int) -> None:
    """Catch a formula by which cutting alone would save silicon."""
    good = packaging.poisson_yield(area=8e-4 / dies, defect_density=1000.0)
    spent = packaging.silicon_untested(dies=dies, die_area=8e-4 / dies, die_yield=good, assembly_yield=1.0)
    assert spent == pytest.approx(8e-4 / math.exp(-0.8), rel=1e-12)


def test_weak_clustering_is_no_clustering() -> None:
    """Catch a negative binomial form that does not go over into the Poisson form, or lies below it."""
    poisson = packaging.poisson_yield(area=8e-4, defect_density=1000.0)
    weak, strong = (
        packaging.negative_binomial_yield(area=8e-4, defect_density=1000.0, clustering=alpha) for alpha in (1e7, 0.5)
    )
    assert weak == pytest.approx(poisson, rel=1e-6)
    assert strong > poisson


def test_the_density_behind_a_yield_gives_that_yield() -> None:
    """Catch an inverse that is not the inverse."""
    density = packaging.defect_density_behind(area=6e-4, good_share=0.2)
    assert packaging.poisson_yield(area=6e-4, defect_density=density) == pytest.approx(0.2, rel=1e-12)


def test_spares_add_up_to_certainty() -> None:
    """Catch a sum over the number of bad units that leaves one out."""
    terms = [packaging.yield_with_spares(units=6, needed=needed, unit_yield=0.7) for needed in range(1, 7)]
    exact = [sum(math.comb(6, good) * 0.7**good * 0.3 ** (6 - good) for good in range(k, 7)) for k in range(1, 7)]
    assert terms == pytest.approx(exact, rel=1e-12)
    assert packaging.yield_with_spares(units=6, needed=6, unit_yield=1.0) == 1.0


REFUSED = [
    ("poisson_yield", {"area": 0.0, "defect_density": 1.0}, "area must be positive"),
    ("poisson_yield", {"area": 1.0, "defect_density": -1.0}, "defect_density must not be negative"),
    ("negative_binomial_yield", {"area": 1.0, "defect_density": 1.0, "clustering": 0.0}, "clustering must be positive"),
    ("defect_density_behind", {"area": 1.0, "good_share": 0.0}, "good_share must be above 0"),
    ("yield_with_spares", {"units": 3, "needed": 4, "unit_yield": 0.5}, "needed must be from 1 to 3"),
    ("yield_with_spares", {"units": 3, "needed": 3, "unit_yield": 1.2}, "unit_yield must be above 0"),
    (
        "silicon_tested",
        {"dies": 0, "die_area": 1.0, "die_yield": 0.5, "assembly_yield": 1.0},
        "dies must be at least 1",
    ),
    (
        "silicon_untested",
        {"dies": 2, "die_area": 1.0, "die_yield": 0.5, "assembly_yield": 0.0},
        "assembly_yield must be",
    ),
]


@pytest.mark.parametrize(("name", "inputs", "message"), REFUSED)
def test_inputs_outside_the_domain_are_refused(name: str, inputs: dict, message: str) -> None:
    """Catch a model that returns a number for a share of 120 %, no area or no die."""
    with pytest.raises(ValueError, match=message):
        getattr(packaging, name)(**inputs)
