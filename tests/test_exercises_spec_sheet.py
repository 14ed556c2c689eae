"""Answers of chapter 2, redone with a pencil from the printed figures."""

import pytest

from scripts.computed import result
from scripts.facts import fact

ANSWERS = [
    # exercises
    ("vera_rubin_nvl72_dies", 72 * 2, ""),
    ("atlas_950_packages_over_dies", 8192 / 144, ""),
    ("atlas_950_packages_over_packages", 8192 / 72, ""),
    ("atlas_950_bandwidth_per_package", 16_300 / 8192, "TB/s"),
    ("atlas_950_bandwidth_per_package_one_way", 16_300 / 8192 / 2, "TB/s"),
    ("atlas_950_1024_bandwidth_per_package", 1720 / 1024, "TB/s"),
    ("memory_by_packages", 384 * 128 / 1000, "TB"),
    ("memory_by_packages_over_printed_huawei", 384 * 128 / 1000 / 48, ""),
    ("memory_by_packages_in_binary", 384 * 128 / 1024, ""),
    # worked example
    ("scaleup_ratio_of_mixed_directions", 384 * 392 / 130_000, ""),
    # what a word is worth
    ("narrow_over_wide_nvidia", 9800 / 2450, ""),
    ("narrow_over_wide_huawei", 1946 / 486, ""),
    ("package_over_die_huawei", 752 / 376, ""),
    ("vera_rubin_dense_over_sparse", 100 * 2520 / 3600, "percent"),
    ("memory_by_driver_in_binary", 189_471 / 1024, "GiB"),
    ("memory_by_driver_over_printed_nvidia", 189_471 * 2**20 / 186e9, ""),
    ("earlier_over_later_nvidia", 3600 / 3000, ""),
    ("earlier_over_later_huawei", 2016 / 1680, ""),
    # headlines
    ("ironwood_pod_bf16", 9216 * 2.307, "PFLOP/s"),
    ("atlas_950_bf16", 8192 * 0.486, "PFLOP/s"),
    ("vera_rubin_nvl72_bf16", 72 * 4, "PFLOP/s"),
]

RANGES = [
    ("sparse_over_dense_nvidia", 1440 / 1080, 3958 / 1979, ""),
    ("with_over_without_vector_units", 2007 / 1946, 547 / 486, ""),
    ("reached_of_peak_nvidia", 100 * 2906.9 / 4900, 100 * 7627.6 / 9800, "percent"),
    ("reached_of_peak_huawei", 77.4, 82.7, "percent"),
    ("peak_over_reached_nvidia", 9800 / 7627.6, 4900 / 2906.9, ""),
    ("peak_over_reached_huawei", 100 / 82.7, 100 / 77.4, ""),
    ("headline_over_16bit", 300_000 / (384 * 752), 3600 / 288, ""),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_on_spec_sheets_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(("name", "low", "high", "unit"), RANGES)
def test_a_range_on_spec_sheets_has_the_ends_that_a_pencil_gives(name: str, low: float, high: float, unit: str) -> None:
    """Catch a range that lost a case or whose ends are exchanged."""
    number = result(name)
    ends = [end.to(unit).magnitude for end in (number.low, number.high)]
    assert ends == pytest.approx([low, high], rel=1e-9)


@pytest.mark.parametrize("maker", ["nvidia", "huawei"])
@pytest.mark.parametrize(("pair", "factor"), [("both_over_one_way", 2), ("bits_over_bytes", 8)])
def test_a_factor_by_definition_holds_for_the_printed_rows(pair: str, factor: int, maker: str) -> None:
    """Catch a row filed under the wrong direction, or a link rate filed in bytes that is printed in bits."""
    assert result(f"{pair}_{maker}").to("") == pytest.approx(factor, rel=1e-9)


def test_the_printed_ratio_of_accelerators_is_packages_over_dies() -> None:
    """Catch an exercise whose answer no longer explains the ratio that the keynote prints, to a tenth."""
    printed = fact("atlas-950-superpod", "stated-comparison", "covers=accelerators").to("")
    assert result("atlas_950_packages_over_dies").to("") == pytest.approx(printed, abs=0.1)
    assert result("atlas_950_packages_over_packages").to("") > 1.9 * printed


def test_the_number_that_stands_for_two_things_is_the_same_number() -> None:
    """Catch a changed row that ends the coincidence which opens the chapter."""
    die = fact("ascend-910c-die", "scaleup-bandwidth", "both-ways").to("GB/s")
    assert die == fact("ascend-910c", "scaleup-bandwidth", "one-way").to("GB/s") == 392
