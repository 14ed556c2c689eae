"""Answers of chapter 14 that a pencil can check."""

import pytest

from scripts.charts import nvl72_measured_over_printed
from scripts.computed import result
from scripts.facts import run

ANSWERS = [
    ("nvl72_avoided_power_per_module", 19_400 / 648, "W"),
    ("nvl72_cables_per_link", 5184 / 1296, ""),
    ("nvl72_hbm_per_gpu_driver", 189_471 * 2**20 / 1e9, "GB"),
    ("nvl72_gpus_in_half", 36, ""),
    ("nvl72_bisection_over_printed", 100 * 32.4 / 130, "percent"),
    ("nvl72_fp4_dense", 720, "PFLOP/s"),
    ("nvl72_fp8_dense", 360, "PFLOP/s"),
    ("nvl72_bf16_dense", 180, "PFLOP/s"),
    ("nvl72_one_way", 64.8, "TB/s"),
    ("nvl72_mlperf_offline_per_gpu_2025", 289_712 / 72, "token/s"),
    ("nvl72_mlperf_offline_gain", 542_075 / 289_712, ""),
    ("nvl72_gpu_fp8_dense", 720_000 / 2 / 72, "TFLOP/s"),
    ("nvl72_gpu_fp4_dense", 1_440_000 / 2 / 72, "TFLOP/s"),
    ("nvl72_copy_share", 100 * 770 / 900, "percent"),
    ("nvl72_dispatch_call_share", 100 * 479.02 / 900, "percent"),
    ("nvl72_best_product_share", 100 * 3615.6 / 5000, "percent"),
    ("nvl72_expert_training_share", 100 * 1276 / 5000, "percent"),
    ("nvl72_nvlink_gain", 1800 / 160, ""),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_the_rack_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


def test_the_share_of_avoided_power_pairs_its_ends() -> None:
    """Catch a range whose least share does not stand on the greatest power of the rack."""
    share = result("nvl72_avoided_power_share")
    ends = (share.low.to("percent").magnitude, share.high.to("percent").magnitude)
    assert ends == pytest.approx((100 * 19.4 / 145, 100 * 20 / 120), rel=1e-9)


@pytest.mark.parametrize("version", ["v51", "v61"])
def test_the_rate_that_is_shared_is_of_a_whole_rack(version: str) -> None:
    """Catch a run on part of a rack, whose rate must not be shared over all its GPUs."""
    assert run(f"mlperf_inf_dsr1_gb200_offline_{version}").chips == 72


def test_what_was_measured_stays_below_what_is_printed() -> None:
    """Catch a measurement that counts both directions or sparse arithmetic, set over a peak that does not."""
    shares = nvl72_measured_over_printed.data().set_index("what")["percent"]
    assert shares.between(20, 90).all()
    assert shares["training DeepSeek-V3, MXFP8"] == pytest.approx(100 * 1276 / (720_000 / 2 / 72), rel=1e-9)
