"""Chapter 4: its answers redone with a pencil, and the formats held to what their makers print."""

from itertools import pairwise

import pytest

from scripts.charts import bit_fields_by_format, model_bytes_by_format, peak_by_format, values_by_format
from scripts.computed import result
from scripts.computed.number_formats import KEPT
from scripts.facts import fact
from scripts.models import formats

ANSWERS = [
    ("fp16_largest", 65_504, ""),
    ("bf16_step", 100 / 128, "percent"),
    ("fp16_step", 100 / 1024, "percent"),
    ("e4m3_step", 12.5, "percent"),
    ("e5m2_step", 25, "percent"),
    ("int8_largest", 127, ""),
    ("e2m1_values", 8, ""),
    ("e2m1_span", 6 / 0.5, ""),
    ("e4m3_span", 448 * 512, ""),
    ("example_in_bf16", 77 / 256, ""),
    ("example_in_e4m3", 5 / 16, ""),
    ("example_in_e2m1", 0.5, ""),
    ("example_off_in_e4m3", 100 * (0.3125 - 0.3) / 0.3, "percent"),
    ("mxfp4_bits", 4.25, "bit"),
    ("nvfp4_bits", 4.5, "bit"),
    ("mxfp8_bits", 8.25, "bit"),
    ("v3_in_bf16", 1342, "GB"),
    ("v3_in_fp8", 671, "GB"),
    ("v3_in_nvfp4", 671 * 4.5 / 8, "GB"),
    ("v3_in_mxfp4", 671 * 4.25 / 8, "GB"),
    ("v3_nvfp4_scales", 671 / 16, "GB"),
    ("v3_nvfp4_over_mxfp4", 100 * (4.5 / 4.25 - 1), "percent"),
    ("v3_mxfp4_over_bf16", 16 / 4.25, ""),
    ("block_harmed_mxfp4", 31, ""),
    ("int8_over_fp16_910c", 2, ""),
    ("fp4_over_bf16_gb300", 14_700 / 2450, ""),
    ("fp8_over_bf16_v5p", 1, ""),
    ("int8_quality_loss", 91.05 - 90.82, "percent"),
    ("int8_quality_gain", 78.96 - 78.12, "percent"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_formats_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize("entity", KEPT)
def test_the_model_has_the_bits_that_the_records_print(entity: str) -> None:
    """Catch a format whose bits differ between the model and its record."""
    exponent, mantissa, _ = formats.FLOATING[KEPT[entity]]
    assert fact(entity, "exponent-bits").to("bit") == exponent
    assert fact(entity, "mantissa-bits").low.to("bit").magnitude == mantissa


@pytest.mark.parametrize("entity", ["fp8-e4m3", "fp8-e5m2", "fp4-e2m1"])
def test_the_largest_number_is_the_printed_one(entity: str) -> None:
    """Catch codes of the highest exponent that are kept for no numbers although they are numbers, or the reverse."""
    exponent, mantissa, reserved = formats.FLOATING[KEPT[entity]]
    largest = formats.largest_value(exponent_bits=exponent, mantissa_bits=mantissa, reserved_codes=reserved)
    assert largest == fact(entity, "largest-value").value


@pytest.mark.parametrize("entity", ["fp8-e4m3", "fp8-e5m2"])
def test_the_smallest_number_is_the_printed_one(entity: str) -> None:
    """Catch a bias that is one off."""
    exponent, mantissa, _ = formats.FLOATING[KEPT[entity]]
    smallest = formats.smallest_subnormal(exponent_bits=exponent, mantissa_bits=mantissa)
    assert smallest == pytest.approx(fact(entity, "smallest-value").value, rel=0.05)


def test_fp16_covers_the_octaves_that_luo2024hif8_counts() -> None:
    """Catch a count of octaves that is not the paper's count of binades."""
    assert result("fp16_octaves").to("") == pytest.approx(fact("fp16", "range-in-octaves").value, abs=0.001)


@pytest.mark.parametrize("name", ["MXFP8", "MXFP4", "NVFP4"])
def test_the_blocks_of_the_model_are_those_of_the_records(name: str) -> None:
    """Catch a block whose size or scale differs between the model and its record."""
    element, scale, block = formats.BLOCKS[name]
    key = name.lower()
    assert fact(key, "element-bits").to("bit") == element
    assert fact(key, "scale-block").to("1") == block
    words = ["nvidia2026cutile"] if key == "nvfp4" else []
    assert fact(key, "scale-bits", *words).to("bit") == scale


def test_every_bit_of_a_format_is_drawn() -> None:
    """Catch a drawing of a format that has more or fewer squares than bits."""
    for row in bit_fields_by_format.data().to_dict("records"):
        bits = row["sign"] + row["exponent"] + row["mantissa"] + row["whole_number"]
        assert bits == {"FP32": 32, "TF32": 19, "BF16": 16, "FP16": 16, "FP4 E2M1": 4, "MXFP4": 4, "NVFP4": 4}.get(
            row["format"], 8
        )


def test_numbers_of_a_format_rise() -> None:
    """Catch a format whose numbers repeat or fall, or one that is drawn without its largest."""
    frame = values_by_format.data()
    for name, largest in (("FP8 E4M3", 448), ("FP8 E5M2", 57_344), ("INT8", 127), ("FP4 E2M1", 6)):
        numbers = frame[frame["format"] == name]["number"].tolist()
        assert all(a < b for a, b in pairwise(numbers)) and numbers[-1] == largest


def test_only_dense_rates_of_one_package_are_drawn() -> None:
    """Catch a sparse rate, a second bin, or a die where a package is meant."""
    frame = peak_by_format.data()
    assert not frame.duplicated(["id", "width"]).any()
    at = {(row["id"], row["width"]): row["tflop_per_s"] for row in frame.to_dict("records")}
    assert at["ascend-910c", "8, whole"] == 1504
    assert at["gb300-gpu", "4 bits"] == 14_700
    assert ("ascend-910c", "8, float") not in at


def test_packages_that_a_format_fills() -> None:
    """Catch a count of packages that is rounded down."""
    rows = {row["format"]: row for row in model_bytes_by_format.data().to_dict("records")}
    assert (rows["BF16"]["packages_910c"], rows["MXFP4"]["packages_gb200"]) == (11, 2)
