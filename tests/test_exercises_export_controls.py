"""Chapter 22: its answers redone with a pencil, the rules' numbers where they must agree, and the limits of the model."""

from collections import defaultdict
from itertools import pairwise

import pytest

from scripts.charts import chips_against_export_rules, export_rules_and_products, lost_inputs_and_answers
from scripts.computed import result
from scripts.facts import Unchosen, data, rule
from scripts.models import export_rules
from scripts.processing import processing, transfer

ANSWERS = [
    ("tpp_910c_fp16", 752 * 16, "TPP"),
    ("tpp_910c_int8", 1504 * 8, "TPP"),
    ("tpp_910c_die", 376 * 16, "TPP"),
    ("tpp_a100", 312 * 16, "TPP"),
    ("tpp_h100", 989 * 16, "TPP"),
    ("tpp_h20", 148 * 16, "TPP"),
    ("tpp_mi325x", 1300 * 16, "TPP"),
    ("tpp_gb300_bf16", 2450 * 16, "TPP"),
    ("fp16_rate_at_line", 300, "TFLOP/s"),
    ("int8_rate_at_line", 600, "TOP/s"),
    ("tpp_910c_over_line", 752 * 16 / 4800, ""),
    ("density_h20", 148 * 16 / 814, "TPP/mm**2"),
    ("density_910b_least", 280 * 16 / 665.61, "TPP/mm**2"),
    ("h20_below_band", 100 * (2400 - 2368) / 2400, "percent"),
    ("area_at_density_line", 2368 / 3.2, "mm**2"),
    ("tpp_h100_over_h20", 989 / 148, ""),
    ("h800_links_over_h100", 100 * 400 / 900, "percent"),
    ("hbm_stack_area_at_line", 461 / 2, "mm**2"),
    ("days_between_rules", 365 + 41, "day"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_rules_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row, rule or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


RANGES = [
    ("tpp_gb200", 2250 * 16, 2500 * 16),
    ("tpp_gb300_fp4", 14_700 * 4, 15_000 * 4),
    ("tpp_910b", 280 * 16, 376 * 16),
    ("memory_h20_over_h100", 4 / 3.35, 4 / 3.2),
]


@pytest.mark.parametrize(("name", "low", "high"), RANGES)
def test_a_range_of_processing_pairs_its_ends(name: str, low: float, high: float) -> None:
    """Catch a range over bins or sources that mixes their ends, or formats."""
    found = result(name)
    assert (found.low.magnitude, found.high.magnitude) == pytest.approx((low, high), rel=1e-9)


def test_all_formats_of_a_chip_are_looked_at() -> None:
    """Catch a chip whose greatest format is passed over: the rule takes the greatest."""
    assert processing("gb300-gpu")[1].to("TPP").magnitude == 60_000


def test_a_transfer_rate_adds_both_directions() -> None:
    """Catch a one-way rate set against a rule that adds both directions."""
    assert transfer("a100-sxm").to("GB/s").magnitude == 600
    assert transfer("ascend-910b").to("GB/s").magnitude == 392


def test_a_rule_with_a_number_is_whole() -> None:
    """Catch a rule whose number lacks what it measures, its unit, or the side on which it applies, or a note on one that has none."""
    for row in data().rules.values():
        named = {row.measure is None, row.bound is None, row.threshold is None, row.unit is None}
        assert len(named) == 1, row.id
        assert row.threshold_to is None or row.threshold_to > (row.threshold or 0), row.id
        assert row.ended is None or row.ended > row.date, row.id


def test_rows_of_one_rule_agree() -> None:
    """Catch two rows of one rule and day that differ in dates, authority or wording of the limit."""
    groups = defaultdict(set)
    for row in data().rules.values():
        groups[row.rule, row.date, row.subject].add((row.ended, row.authority, row.limits))
    assert {key: found for key, found in groups.items() if len(found) > 1} == {}


def test_rules_are_sorted() -> None:
    """Catch a rule out of order, which makes changes hard to read."""
    keys = [(row.date, row.id) for row in data().rules.values()]
    assert keys == sorted(keys)


def test_chips_stand_on_the_side_of_a_line_that_the_chapter_says() -> None:
    """Catch a figure in which a chip for China stands inside the area that the rule of its day reaches."""
    rows = chips_against_export_rules.data().to_dict("records")
    at = {(row["panel"], row["id"]): row for row in rows}
    first, second, third = chips_against_export_rules.PANELS
    rate, line = rule("chips-2022-transfer").to("GB/s"), rule("chips-2022-processing").to("TPP")
    assert at[first, "a800-sxm"]["greatest"] < rate <= at[first, "a100-sxm"]["greatest"]
    assert at[first, "h800-sxm"]["greatest"] < rate
    assert at[second, "h20"]["greatest_tpp"] < rule("chips-2023-b1-processing").to("TPP")
    assert at[second, "h20"]["greatest"] < rule("chips-2023-b2-density").low.magnitude
    assert at[second, "ascend-910b"]["least_tpp"] < line < at[second, "ascend-910b"]["greatest_tpp"]
    gate = rule("licence-2026-processing").to("TPP")
    assert at[third, "mi325x"]["greatest_tpp"] < gate < at[third, "gb200-gpu"]["least_tpp"]


def test_words_of_the_timeline_do_not_touch() -> None:
    """Catch two names set on one another."""
    places = export_rules_and_products.apart([0.0, 3.0, 4.0, 100.0])
    assert all(b - a >= export_rules_and_products.STEP for a, b in pairwise(places))


def test_every_effect_is_drawn() -> None:
    """Catch a row of rule-effects.csv that the drawing leaves out."""
    assert len(lost_inputs_and_answers.data()) == len(data().rule_effects)


def test_a_rule_without_number_is_refused_as_a_number() -> None:
    """Catch a rule that states no number used as one."""
    with pytest.raises(Unchosen, match="has no number"):
        rule("entity-list-2019").to("TPP")
    with pytest.raises(Unchosen, match="did you mean"):
        rule("chips-2022-procesing")


@pytest.mark.parametrize(
    "arguments", [{"peak_compute": 0, "bits": 8, "die_area": 1}, {"peak_compute": 1, "bits": 0, "die_area": 1}, {"peak_compute": 1, "bits": 8, "die_area": 0}]
)  # fmt: skip
def test_the_measures_refuse_what_lies_outside_their_domain(arguments: dict[str, float]) -> None:
    """Catch a measure that answers where it has no meaning."""
    with pytest.raises(ValueError, match="above 0"):
        export_rules.performance_density(**arguments)
