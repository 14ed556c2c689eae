"""Chapter 3: its answers redone with a pencil."""

import pytest

from scripts.computed import result

ANSWERS = [
    ("intensity_of_one_row", 2 * 8192**2 / (2 * (8192 + 8192**2 + 8192)), "FLOP/byte"),
    ("intensity_of_small_batch", 2 * 64 * 8192**2 / (2 * (64 * 8192 + 8192**2 + 64 * 8192)), "FLOP/byte"),
    ("intensity_of_large_batch", 8192 / 3, "FLOP/byte"),
    ("printed_ridge_910c", 752 / 3.2, "FLOP/byte"),
    ("printed_ridge_gb200", 2500 / 8, "FLOP/byte"),
    ("small_batch_rate_910c", 64 * 3.2, "TFLOP/s"),
    ("small_batch_rate_gb200", 64 * 8, "TFLOP/s"),
    ("small_batch_share_910c", 100 * 64 * 3.2 / 752, "percent"),
    ("small_batch_share_gb200", 100 * 64 * 8 / 2500, "percent"),
    ("rows_for_little_more", 100 * (52.07467 / 49.184 - 1), "percent"),
    ("rows_for_much_more", 1404.784 / 52.07467, ""),
    ("measured_share_of_one_row", 100 * 2 * 8192**2 / 49.184e-6 / 989e12, "percent"),
    ("measured_share_of_8192_rows", 100 * 2 * 8192**3 / 1404.784e-6 / 989e12, "percent"),
    ("measured_bandwidth_of_one_row", 100 * 2 * (8192**2 + 2 * 8192) / 49.184e-6 / 3.35e12, "percent"),
    ("best_search_h100", 100 * 794.5 / 989, "percent"),
    ("best_search_mi300x", 100 * 668.4 / 1300, "percent"),
    ("network_ridge_910c", 752e12 / 392e9, "FLOP/byte"),
    ("network_ridge_gb200", 2500e12 / 900e9, "FLOP/byte"),
    ("scaleout_ridge_910c", 752e12 / 50e9, "FLOP/byte"),
    ("llama_layer_weights", 2 * 8192 * 128 * (64 + 8) + 3 * 8192 * 28672, ""),
    ("split_layer_sent", 2 * 2 * 8192 * 2 * 7 / 8, "byte"),
    ("split_layer_intensity", 2 * 855_638_016 / 8 / 57_344, "FLOP/byte"),
    ("expert_intensity", 2 * 3 * 7168 * 2048 / (7168 * 3), "FLOP/byte"),
    ("int8_network_ridge_910c", 2 * 752e12 / 392e9, "FLOP/byte"),
    ("int8_weights_batch_910c", 118, ""),
    ("int8_weights_batch_gb200", 157, ""),
    ("small_kernel_floor", 2 * (2048 * 7168 + 2048 + 7168) / 8e12 * 1e6, "us"),
    ("small_kernel_share", 100 * 2 * (2048 * 7168 + 2048 + 7168) / 8e12 / 7.1264e-6, "percent"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_the_roofline_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-6)


def test_one_device_more_would_pass_the_network_s_roof() -> None:
    """Catch a domain for the split layer that is one too many or too few."""
    ranks = int(result("domain_for_a_split_layer").to(""))
    worth = [2 * 855_638_016 / n / (4 * 16384 * (n - 1) / n) for n in (ranks, ranks + 1)]
    assert worth[0] >= 752e12 / 392e9 > worth[1]
