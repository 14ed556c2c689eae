"""Chapter 21: the answers done by other means; what the figures divide by."""

import pytest

from scripts.charts import five_stacks, kernel_share_of_peak, software_gain_by_date
from scripts.computed import result
from scripts.facts import fact, source

ANSWERS = [
    ("h100_gpt3_gain", 54 / 34, ""),
    ("h100_gpt3_gain_fp8", 39.5 / 29.5, ""),
    ("gb300_server_gain", 596_944 / 209_327.68, ""),
    ("flashmla_gain", 660 / 580, ""),
    ("megascale_gain", 55.2 / 41.2, ""),
    ("cm384_gain_without_guessing", (2400 / 1.9) / (1943 / 1.7), ""),
    ("product_share_gb200", 100 * 1822 / 2450, "percent"),
    ("product_share_mi300x", 100 * 668.4 / 1307.4, "percent"),
    ("h100_gpt3_rate_bf16", 0.54 * 989, "TFLOP/s"),
    ("h100_gpt3_rate_fp8", 0.395 * 1979, "TFLOP/s"),
    ("h100_gpt3_fp8_over_bf16", 0.395 * 1979 / (0.54 * 989), ""),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


RANGES = [
    ("compute_ratio_at_shares", 384 * 707.8 / 180_000 * 0.6 / (1822 / 2450), 384 * 780 / 180_000 * 0.6 / (1822 / 2450)),
    ("eight_bit_ratio_measured", 768 * 752 * 0.774 / (72 * 3615.6), 768 * 752 * 0.827 / (72 * 3615.6)),
]


@pytest.mark.parametrize(("name", "low", "high"), RANGES)
def test_a_range_is_what_a_pencil_gives(name: str, low: float, high: float) -> None:
    """Catch a range whose ends pair the wrong readings, or dies with packages."""
    number = result(name)
    assert (number.low.to("").magnitude, number.high.to("").magnitude) == pytest.approx((low, high), rel=1e-9)


def test_the_printed_shares_on_ascend_divide_by_the_matrix_units_of_one_bin() -> None:
    """Catch a row by which the sentence no longer holds that the shares leave the vector units out."""
    implied = result("flashmla_peak_on_ascend")
    matrix = fact("ascend-950dt", "peak-compute", "bf16", "bin=32-core", "cores=cube").to("TFLOP/s")
    for end in (implied.low, implied.high):
        assert end.to("TFLOP/s").magnitude == pytest.approx(matrix, rel=0.006)


def test_every_stack_names_every_layer_once() -> None:
    """Catch a box that is missing or doubled, or a source that the bibliography does not have."""
    frame = five_stacks.data()
    assert (
        len(frame)
        == len(five_stacks.LAYERS) * len(five_stacks.MAKERS)
        == len(set(zip(frame["layer"], frame["maker"], strict=True)))
    )
    for ids in frame["source"]:
        assert all(source(each)["title"] for each in ids.split(";"))


def test_a_pair_is_of_one_kind_and_runs_forwards() -> None:
    """Catch a pair whose newer run is the older one, or that compares two units or machines."""
    frame = software_gain_by_date.data()
    assert (frame["older_date"] < frame["newer_date"]).all() and (frame["gain"] > 1).all()


def test_shares_of_both_cores_are_added_once() -> None:
    """Catch a share of one core taken for that of a package, or a share above the peak."""
    frame = kernel_share_of_peak.data().set_index(["group", "accelerator"])
    assert frame["greatest_percent"].max() <= 100
    share = frame.loc[(kernel_share_of_peak.WIDE_FORMAT, "TPU7x"), "greatest_percent"]
    assert share == pytest.approx(100 * 2 * 956.4 / 2307)
