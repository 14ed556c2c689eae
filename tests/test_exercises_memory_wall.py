"""Chapter 6: its answers redone with a pencil, and its formulas held to what others print."""

import re
from collections.abc import Callable

import pytest

from scripts.computed import functions, result
from scripts.facts import Fact, fact, run
from scripts.models import memory

ANSWERS = [
    ("v3_bytes_of_one_token", 37, "GB"),
    ("v3_compute_of_one_token", 74, "GFLOP"),
    ("token_reading_time_910c", 37 / 3.2, "ms"),
    ("token_compute_time_910c", 74 / (2 * 752), "ms"),
    ("token_reading_over_compute_gb200", (37 / 8) / (74 / 4900), ""),
    ("ascend_910c_stack_bandwidth", 3200 / 8, "GB/s"),
    ("gb200_stacks_at_least", 7, ""),
    ("hbm4_stack_bandwidth", 2048 * 8 / 8, "GB/s"),
    ("h20_compute_over_h100", 100 * 148 / 989, "percent"),
    ("v3_plain_over_latent", 2 * 128 * 128 / (512 + 64), ""),
    ("cache_intensity_v3", 128 * 2 * (576 + 512) / (576 * 2), "FLOP/byte"),
    ("v3_cache_read_per_token", 4224 * 70_272 / 1e9, "GB"),
    ("cm384_run_sequences", 160 * 96, ""),
    ("gb200_run_sequences", 48 * 1408, ""),
    ("cm384_run_plain_cache", 96 * 4224 * 2 * 61 * 128 * 128 * 2 / 1e12, "TB"),
    ("cm384_run_step", 49.4 * 1.7, "ms"),
    ("v3_packages_910c", 6, ""),
    ("v3_packages_gb200", 4, ""),
    ("v3_reading_time_fewest_910c", 671 / (6 * 3.2), "ms"),
    ("v3_reading_time_cm384", 671 / (384 * 3.2), "ms"),
    ("v3_reading_time_nvl72", 671 / 576, "ms"),
    ("memory_reading_time_910c", 128 / 3.2, "ms"),
    ("memory_reading_time_gb200", 186 / 8, "ms"),
    ("memory_share_h100", 100 * 2.97 / 3.35, "percent"),
    ("b200_ridge_at_round_bandwidth", 2250 / 8, "FLOP/byte"),
    ("b200_ridge_at_printed_bandwidth", 2250 / 7.7, "FLOP/byte"),
    ("b200_loss_of_bandwidth", 100 * 0.3 / 8, "percent"),
    ("packages_from_stacks", 13_000_000 / 8, ""),
    ("packages_from_dies", 2_900_000 / 2, ""),
    ("gb200_run_cache", 1408 * 2050 * 70_272 / 1e9, "GB"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_memory_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


RANGES = [
    ("ridge_h100", 989 / 3.35, 989 / 3.2),
    ("ridge_gb200", 2250 / 8, 2500 / 7.7),
    ("ridge_910c", 626 / 3.2, 800 / 3.2),
    ("ridge_950pr", 378 / 1.4, 432 / 1.6),
    ("ridge_950dt", 378 / 4, 486 / 4),
    ("ridge_rubin", 4000 / 22, 4000 / 19.2),
    ("energy_of_reading_a_number", 16 * 11.68, 16 * 14.72),
]


@pytest.mark.parametrize(("name", "low", "high"), RANGES)
def test_a_range_pairs_its_ends(name: str, low: float, high: float) -> None:
    """Catch a ridge point whose least compute does not stand over the greatest bandwidth, or bins that are mixed."""
    found = result(name)
    assert (found.low.magnitude, found.high.magnitude) == pytest.approx((low, high), rel=1e-9)


def test_no_ridge_point_stands_on_a_sparse_or_unstated_rate() -> None:
    """Catch a sparse or unstated peak that slips into the figure of ridge points and doubles a mark."""
    peaks = [
        row
        for name in functions()
        if name.startswith("ridge_")
        for row in result(name).inputs
        if isinstance(row, Fact) and row.property == "peak-compute" and row.entity != "gb200-nvl72"
    ]
    assert peaks
    assert {row.sparsity for row in peaks} == {"dense"}


# --- formulas against what others print -------------------------------------------------------------------------------


@pytest.mark.parametrize(("printed", "layers", "kv_heads"), [("qwen2.5-72b", 80, 8), ("llama-3.1-405b", 126, 8)])
def test_grouped_cache_of_table_1_of_zhao2025insights(printed: str, layers: int, kv_heads: int) -> None:
    """Catch a lost factor of two in the cache of shared keys and values."""
    ours = memory.kv_bytes_grouped(layers=layers, kv_heads=kv_heads, head_dimension=128, bits=16)
    assert ours == fact(printed, "kv-bytes-per-token").value


def test_latent_cache_of_table_1_of_zhao2025insights() -> None:
    """Catch a latent cache that forgets the rotary key, or counts the latent once a head."""
    assert result("v3_kv_bytes").to("byte") == fact("deepseek-v3", "kv-bytes-per-token").value


def test_pins_and_rate_give_the_printed_bandwidth() -> None:
    """Catch a width of HBM3E, taken as half of HBM4's, that its own record contradicts."""
    stated = float(re.search(r"([\d.]+) gbit/s per pin", fact("hbm3e", "hbm-bandwidth").condition or "")[1])  # type: ignore[index]
    assert result("hbm3e_pin_rate").to("Gbit/s") == pytest.approx(stated, rel=1e-3)
    assert result("hbm4_stack_bandwidth").to("GB/s") == fact("hbm4", "hbm-bandwidth").value


def test_weights_read_lie_between_one_token_and_all() -> None:
    """Catch a mixture of experts that reads more than it has, or less than one token needs."""
    shape = {"parameters": 671e9, "active_parameters": 37e9, "share": 8 / 256}
    read = [memory.parameters_read(**shape, batch=batch) for batch in (1, 2, 64, 100_000)]
    assert read == sorted(read)
    assert read[0] == pytest.approx(37e9)
    assert read[-1] == pytest.approx(671e9)


def test_weights_read_by_a_batch_are_what_chance_gives() -> None:
    """Catch a wrong share of experts that a batch wakes: here all cases of a small model are counted out."""
    experts = 4
    woken = [len({a, b}) for a in range(experts) for b in range(experts)]
    expected = 10 + (sum(woken) / len(woken)) * 5  # ten weights for all, four experts of five
    read = memory.parameters_read(parameters=30, active_parameters=15, share=1 / experts, batch=2)
    assert read == pytest.approx(expected)


@pytest.mark.parametrize(
    ("balance", "cache"),
    [("v3_batch_of_balance", 4224 * 70_272), ("v3_plain_batch_of_balance", 4224 * 2 * 61 * 128 * 128 * 2)],
)
def test_the_lines_cross_where_the_page_says(balance: str, cache: float) -> None:
    """Catch a crossing that is one batch off, or stands on another cache."""
    always = (37e9 - 671e9 / 32) / (31 / 32)
    batch = int(result(balance).to(""))

    def share(n: int) -> float:
        return (always + (671e9 - always) * (1 - (31 / 32) ** n)) / n

    assert share(batch) <= cache < share(batch - 1)


def test_the_floor_of_the_run_is_below_its_step() -> None:
    """Catch a run whose reading alone would take longer than what was measured."""
    always = (37 - 671 / 32) / (31 / 32)
    read = 2 * always + (671 - always) / 160 + 96 * 4224 * 70_272 / 1e9
    assert result("cm384_run_floor").to("ms") == pytest.approx(read / 3.2)
    assert result("cm384_run_floor").to("ms") < run("cm384_decode_003").measured_value
    assert result("cm384_run_cache").to("GB") + result("cm384_run_weights").to("GB") < 128


BAD = [
    (memory.memory_bandwidth, {"stacks": 0, "pins": 1024, "rate": 8e9}),
    (memory.pin_rate, {"bandwidth": 1e12, "pins": 0}),
    (memory.weight_bytes, {"parameters": 1e9, "bits": 0}),
    (memory.kv_bytes_grouped, {"layers": 0, "kv_heads": 8, "head_dimension": 128, "bits": 16}),
    (memory.kv_bytes_latent, {"layers": 61, "latent_rank": 512, "rope_dimension": -1, "bits": 16}),
    (memory.cache_intensity_grouped, {"heads": 4, "kv_heads": 8, "bits": 16}),
    (memory.cache_intensity_latent, {"heads": 0, "latent_rank": 512, "rope_dimension": 64, "bits": 16}),
    (memory.parameters_always, {"parameters": 671e9, "active_parameters": 10e9, "share": 1 / 32}),
    (memory.parameters_read, {"parameters": 671e9, "active_parameters": 37e9, "share": 1 / 32, "batch": 0}),
    (memory.decode_step_bytes, {"weights": 1e9, "batch": 0, "context": 1, "kv_bytes": 1}),
    (memory.devices_to_hold, {"amount": 1e9, "capacity": 0}),
]


@pytest.mark.parametrize(("function", "arguments"), BAD)
def test_a_model_refuses_what_lies_outside_its_domain(
    function: Callable[..., float], arguments: dict[str, float]
) -> None:
    """Catch a formula that answers where it has no meaning."""
    with pytest.raises(ValueError, match=r"above 0|at least|between|must hold"):
        function(**arguments)
