"""Serving models: laws, limits, published exhibits, the bound by the roofline, and inputs that make no sense."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.facts import data, fact, run
from scripts.models import inference, memory
from scripts.predict.bound_of_memory import bound, is_least
from scripts.predict.case import Case, Unpredicted
from scripts.predict.classes import class_of
from scripts.predict.constants import Constants
from scripts.validate import outcome

STEP = {
    "weights_read": 37e9, "batch": 64, "context": 4096, "kv_bytes": 70272, "active_parameters": 37e9, "peak_compute": 1e15,
    "memory_bandwidth": 3e12, "compute_efficiency": 0.7, "memory_efficiency": 0.8, "devices": 8, "latency": 1e-3,
}  # fmt: skip

factors = st.floats(1, 100)


@given(st.sampled_from(["memory_bandwidth", "peak_compute", "devices"]), factors)
def test_a_better_machine_never_takes_longer_for_a_step(name: str, factor: float) -> None:
    """Catch a step that gets longer with more bandwidth, more arithmetic or more devices."""
    assert inference.decode_step_time(**(STEP | {name: STEP[name] * factor})) <= inference.decode_step_time(**STEP)


@given(st.integers(1, 4096), st.integers(1, 4096))
def test_a_larger_batch_takes_longer_and_writes_more(one: int, more: int) -> None:
    """Catch a batch that shortens the step, or that lowers the throughput."""
    small = inference.decode_step_time(**(STEP | {"batch": one}))
    large = inference.decode_step_time(**(STEP | {"batch": one + more}))
    assert large >= small
    assert (one + more) / large >= one / small * (1 - 1e-12)


def test_with_unbounded_rates_only_the_start_is_left() -> None:
    """Catch a step that keeps a traffic or an arithmetic that nothing can shorten."""
    limit = inference.decode_step_time(**(STEP | {"memory_bandwidth": 1e40, "peak_compute": 1e40}))
    assert limit == pytest.approx(STEP["latency"])


@given(st.floats(0, 8), st.floats(0, 1))
def test_speculation_yields_between_one_token_and_all(drafts: float, acceptance: float) -> None:
    """Catch a yield below one token or above the drafts and one."""
    found = inference.tokens_per_step(drafts=drafts, acceptance=acceptance)
    assert 1 - 1e-9 <= found <= drafts + 1 + 1e-9


def test_one_draft_yields_one_and_its_acceptance() -> None:
    """Catch a series that is summed wrongly: one draft yields 1 + a, two 1 + a + a²."""
    assert inference.tokens_per_step(drafts=1, acceptance=0.7) == pytest.approx(1.7)
    assert inference.tokens_per_step(drafts=2, acceptance=0.5) == pytest.approx(1.75)
    assert inference.tokens_per_step(drafts=3, acceptance=1) == 4


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_overlap_lies_between_the_longer_and_the_sum(compute: float, exchange: float, share: float) -> None:
    """Catch an overlap that hides more than there is, or that costs more than doing both in turn."""
    found = inference.overlapped(compute_time=compute, communication_time=exchange, exposed_share=share)
    assert max(compute, exchange) <= found <= compute + exchange + 1e-12


@given(st.floats(1e9, 1e12), st.floats(1e8, 1e11), st.floats(100, 1e5), st.floats(1e3, 1e6))
def test_a_batch_that_fits_does_fit(capacity: float, weights: float, context: float, cache: float) -> None:
    """Catch a batch whose cache and weights do not fit, or that leaves room for one more."""
    batch = inference.batch_in_memory(
        capacity=capacity, weights=weights, cache_share=1, context=context, kv_bytes=cache
    )
    free = capacity - weights
    assert batch == 0 or weights + batch * context * cache <= capacity * (1 + 1e-9)
    assert free < 0 or (batch + 1) * context * cache > free * (1 - 1e-9)


def test_a_batch_under_a_limit_keeps_it() -> None:
    """Catch a batch whose step passes the limit."""
    batch = inference.batch_under_latency(latency_limit=0.05005, latency=0.004, reading_time=0.01, sequence_time=1e-4)
    assert batch == 360 and 0.004 + 0.01 + batch * 1e-4 <= 0.05005
    assert inference.batch_under_latency(latency_limit=0.01, latency=0.004, reading_time=0.01, sequence_time=1e-4) == 0


def test_alone_a_sequence_waits_for_no_prompt_of_others() -> None:
    """Catch a single sequence that pays for prompts of others, or a batch that does not."""
    alone = inference.served_time_per_token(step_time=0.01, batch=1, output_tokens=100, prefill_duration=0.5)
    assert alone == 0.01
    many = inference.served_time_per_token(step_time=0.01, batch=64, output_tokens=100, prefill_duration=0.5)
    assert many == pytest.approx(0.01 + 63 * 0.5 / 100)
    # A queue that is never empty: the same work, counted over the whole batch.
    rate = inference.throughput_shared(step_time=0.01, batch=64, output_tokens=100, prefill_duration=0.5)
    assert 64 / rate == pytest.approx(0.01 + 64 * 0.5 / 100)


def test_two_pools_wait_for_neither() -> None:
    """Catch pools of which one waits: what is written asks for as many prompts as are read."""
    share = inference.prefill_devices_per_decode(
        prompt_tokens=4096, output_tokens=1024, prefill_throughput=6000, decode_throughput=2000
    )
    assert share * 6000 / 4096 == pytest.approx(2000 / 1024)


def predicted(case_id: str) -> tuple[float, float]:
    """Predicted and measured result of a run of data/."""
    row = run(case_id)
    case = Case(
        row.case_id, row.category, row.system, row.chips, row.workload, row.settings, row.metric, row.unit, row.group, row.kind
    )  # fmt: skip
    found = outcome(case, row.measured_value, Constants())
    assert found.predicted is not None, found.reason
    return found.predicted, found.measured


@pytest.mark.parametrize("name", ["cm384_decode_003", "cm384_decode_004"])
def test_table_of_decode_under_latency_limits_of_zuo2025cloudmatrix(name: str) -> None:
    """Catch a decode on CloudMatrix 384 that leaves a tenth around the paper's times a token."""
    found, measured = predicted(name)
    assert found == pytest.approx(measured, rel=0.10)


@pytest.mark.parametrize("name", ["cm384_layer_001", "cm384_layer_002"])
def test_decode_layer_of_zuo2025cloudmatrix(name: str) -> None:
    """Catch a layer with two micro-batches that leaves a tenth around the paper's trace."""
    found, measured = predicted(name)
    assert found == pytest.approx(measured, rel=0.10)


@pytest.mark.parametrize("name", ["sglang_gb200_001", "sglang_gb200_002"])
def test_throughput_of_sglang2025gb200p1(name: str) -> None:
    """Catch a decode on GB200 NVL72, with or without a stated batch, that leaves a fifth around SGLang's reports."""
    found, measured = predicted(name)
    assert found == pytest.approx(measured, rel=0.20)


def test_table_1_of_zhao2025insights() -> None:
    """Catch a shape or a formula that no longer gives the cache a token which DeepSeek's authors print."""
    cache = memory.kv_bytes_latent(layers=61, latent_rank=512, rope_dimension=64, bits=16)
    assert cache == fact("deepseek-v3", "kv-bytes-per-token").to("byte")


def test_no_measurement_beats_the_roofline_at_peak() -> None:
    """Catch a bound above what was measured: the model would promise less than machines do."""
    held = 0
    for row in data().runs:
        if row.kind != "measured" or row.category not in ("decode", "prefill", "roofline_kernel"):
            continue
        case = Case(
            row.case_id, row.category, row.system, row.chips, row.workload, json.loads(row.inputs), row.metric, row.unit,
            row.group, row.kind,
        )  # fmt: skip
        try:
            limit = bound(case)
        except (Unpredicted, ValueError):
            continue
        held += 1
        if is_least(case):
            assert limit <= row.measured_value, row.case_id
        else:
            assert limit >= row.measured_value, row.case_id
    assert held > 300


ODD = [
    {"chip": None, "model": None},
    {"chip": "H100-SXM", "model": "Nothing-7B", "tp": "two", "isl": "1k", "osl": None, "concurrency": "64"},
    {"chip": "GB300", "model": "DeepSeek-R1", "ep": "32", "dp": 32, "batch_per_gpu": None, "context_mean": 2050},
    {"chip": "MI355X", "model": "gpt-oss-20b", "precision": "mxfp4", "tp": 1, "ep": True, "concurrency": 4, "isl": 8192, "osl": 1024},
    {"chip": "TPU v6e", "model": "Llama-3.1-405B", "tp": 64, "concurrency": 1, "isl": 0, "osl": 0},
    {"chip": 910, "model": ["a", "list"], "precision": {"a": 1}, "mode": 3},
]  # fmt: skip


@pytest.mark.parametrize("category", ["roofline_kernel", "decode", "prefill"])
@pytest.mark.parametrize("inputs", ODD)
@pytest.mark.parametrize(
    "metric", ["tpot", "output_throughput", "throughput_per_node", "time", "layer_time", "nonsense"]
)
def test_odd_inputs_cost_a_reason_and_no_traceback(category: str, inputs: dict, metric: str) -> None:
    """Catch a null, a text or an unknown name that ends the report, or a class that cannot be told."""
    case = Case("odd", category, "somewhere", None, "", inputs, metric, "ms", "g", "measured")
    found = outcome(case, 1, Constants())
    assert (found.predicted is None) == bool(found.reason)
    assert "Error:" not in found.reason, found.reason
    assert "unknown" not in class_of(case)


def test_more_context_or_sequences_never_speed_a_case_up() -> None:
    """Catch a prediction that falls where the load grows."""
    row = run("llama70b_b200_001")
    times = []
    for changed in ({}, {"concurrency": 32}, {"concurrency": 32, "isl": 8192}):
        case = Case(
            "x",
            row.category,
            row.system,
            row.chips,
            row.workload,
            row.settings | changed,
            "tpot",
            "ms",
            "g",
            "measured",
        )
        found = outcome(case, 1, Constants()).predicted
        assert found is not None
        times.append(found)
    assert times == sorted(times)


def test_a_chip_without_constants_takes_those_of_its_die_and_says_so() -> None:
    """Catch a chip that passes as fitted, or that takes the median of all makers where its twin is known."""
    constants = Constants()
    twin = constants.get("h200-sxm", "memory-efficiency")
    assert "memory-efficiency of h200-sxm" in constants.blind
    hopper = [constants.get(name, "memory-efficiency") for name in ("h100-sxm", "h800-sxm")]
    assert min(hopper) <= twin <= max(hopper)
