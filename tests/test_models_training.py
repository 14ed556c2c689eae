"""A training step, the sharing of a model, energy: laws, limits, and what papers print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.models import energy, parallelism, training
from scripts.predict import accelerator
from scripts.predict.architecture import sized
from scripts.predict.case import Case

ranks = st.integers(1, 1024)
shares = st.floats(0, 1)
counts = st.floats(1, 1e12)
LLAMA_405B = {"layers": 126, "key_width": 16384, "value_width": 16384}


def case(**inputs: object) -> Case:
    """A case with some inputs."""
    return Case("x", "training", "hgx-h100", 8, "", inputs, "mfu", "%", "g", "measured")


@given(counts, st.integers(1, 64), st.integers(1, 64), st.integers(1, 256), st.integers(1, 128))
def test_bytes_of_a_shared_model_sum_to_the_whole(
    weights: float, tensors: int, stages: int, experts: int, replicas: int
) -> None:
    """Catch a weight that nobody holds, or that two ranks of one group hold."""
    of_experts = weights / 2
    held = parallelism.parameters_held(
        parameters=weights, expert_parameters=of_experts, tensor_ranks=tensors, stages=stages, expert_ranks=experts
    )
    # Over tensors, stages and expert ranks the experts stand once, the rest once for each expert rank.
    assert held * tensors * stages * experts == pytest.approx((weights - of_experts) * experts + of_experts)
    whole = parallelism.state_bytes(parameters=weights, data_ranks=1, sharding_stage=0)
    split = parallelism.state_bytes(parameters=weights, data_ranks=replicas, sharding_stage=3)
    assert split * replicas == pytest.approx(whole)


@given(st.integers(0, 500), st.integers(1, 64))
def test_every_layer_has_one_stage(layers: int, stages: int) -> None:
    """Catch a layer that falls between two stages, or a stage that has two more than another."""
    shared = [parallelism.layers_of_stage(layers=layers, stages=stages, stage=i) for i in range(stages)]
    assert sum(shared) == layers and max(shared) - min(shared) <= 1


@given(counts, st.integers(1, 512))
def test_sharding_more_never_needs_more_memory(weights: float, replicas: int) -> None:
    """Catch a stage of sharding that holds more than the one before."""
    held = [parallelism.state_bytes(parameters=weights, data_ranks=replicas, sharding_stage=z) for z in range(4)]
    assert held == sorted(held, reverse=True)


def test_memory_of_figure_1_of_rajbhandari2020() -> None:
    """Catch a byte too few for each weight: 7.5 B parameters on 64 devices take 120, 31.4, 16.6 and 1.9 GB."""
    held = [parallelism.state_bytes(parameters=7.5e9, data_ranks=64, sharding_stage=stage) / 1e9 for stage in range(4)]
    assert held == pytest.approx([120, 31.4, 16.6, 1.9], abs=0.05)


def test_activations_of_korthikanti2022() -> None:
    """Catch a lost term: at one rank both forms are s b h (34 + 5 a s / h), of which eight ranks with sequences split hold an eighth."""
    shape = {"tokens": 2048.0, "hidden": 12288.0, "heads": 96.0, "context": 2048.0}
    whole = 2048 * 12288 * (34 + 5 * 96 * 2048 / 12288)
    for split in (True, False):
        assert parallelism.activation_bytes(**shape, tensor_ranks=1, sequence_split=split) == pytest.approx(whole)
    assert parallelism.activation_bytes(**shape, tensor_ranks=8, sequence_split=True) == pytest.approx(whole / 8)
    assert parallelism.activation_bytes(**shape, tensor_ranks=8, sequence_split=False) > whole / 8


@given(st.integers(1, 64), st.integers(1, 16))
def test_the_bubble_vanishes_with_many_micro_batches(stages: int, interleave: int) -> None:
    """Catch a bubble that stays, or that interleaving makes larger."""
    sizes = [
        training.pipeline_bubble(stages=stages, micro_batches=number, interleave=interleave)
        for number in (1, 8, 64, 10**6)
    ]
    assert sizes == sorted(sizes, reverse=True) and sizes[-1] < 1e-4
    assert training.pipeline_bubble(stages=1, micro_batches=1, interleave=1) == 0


@given(counts, counts)
def test_one_rank_sends_nothing(weights: float, tokens: float) -> None:
    """Catch traffic of a model that is not shared."""
    assert training.data_parallel_bytes(parameters=weights, ranks=1) == 0
    assert training.sharded_data_bytes(parameters=weights, ranks=1, gathers=4) == 0
    assert training.tensor_parallel_bytes(layers=96, hidden=12288, ranks=1, recomputed_share=1, tokens=tokens) == 0
    assert parallelism.pipeline_bytes(tokens=tokens, hidden=12288, stages=1) == 0
    assert parallelism.context_bytes(tokens=tokens, kv_width=1024, ranks=1) == 0


def test_6nd_of_llama_405b() -> None:
    """Catch another factor than six: 405 billion weights and 15.6 trillion tokens take 3.8e25 FLOP, as its paper prints."""
    assert training.training_flops(active_parameters=405e9, tokens=15.6e12) == pytest.approx(3.8e25, rel=0.01)


def test_flops_of_equation_3_of_narayanan2021() -> None:
    """Catch a wrong share of recomputing: the paper writes the FLOP of a step, all recomputed, as 96 B s l h² and two small terms."""
    batch, sequence, layers, hidden, words = 2304, 2048, 80, 12288, 51200
    tokens = batch * sequence
    printed = 96 * tokens * layers * hidden**2 * (1 + sequence / (6 * hidden) + words / (16 * layers * hidden))
    products = training.training_flops(active_parameters=12 * layers * hidden**2 + words * hidden, tokens=tokens)
    scores = training.attention_flops(
        layers=layers, key_width=hidden, value_width=hidden, context=sequence, tokens=tokens, seen_share=1
    )
    ours = training.passes(recomputed_share=1) * (products + scores)
    assert ours == pytest.approx(printed, rel=0.01)


@given(st.floats(1, 1e9), ranks, st.floats(0, 1), st.floats(0, 10), st.floats(1, 10))
def test_more_ranks_or_less_work_are_never_slower(
    work: float, number: int, bubble: float, exposed: float, more: float
) -> None:
    """Catch a step that takes longer on more accelerators, or for less work."""
    slow = training.step_time(work=work, ranks=number, bubble=bubble, exposed_time=exposed)
    assert training.step_time(work=work, ranks=number * more, bubble=bubble, exposed_time=exposed) <= slow * (1 + 1e-12)
    assert training.step_time(work=work / more, ranks=number, bubble=bubble, exposed_time=exposed) <= slow * (1 + 1e-12)


def test_a_causal_mask_saves_half_of_attention() -> None:
    """Catch a mask that saves nothing, or all."""
    whole, half = (
        training.attention_flops(**LLAMA_405B, context=8192, tokens=1, seen_share=share) for share in (1, 0.5)
    )
    assert whole == 2 * half == 12 * 126 * 16384 * 8192


@given(shares, shares, st.floats(0.1, 1), st.floats(0.5, 1))
def test_power_lies_between_floor_and_ceiling(memory: float, compute: float, floor: float, ceiling: float) -> None:
    """Catch an accelerator that draws more than its ceiling, or less when it is busier."""
    idle, busy = (
        energy.accelerator_power(
            design_power=700, floor_share=floor, memory_share=0.2, compute_share=2, ceiling_share=ceiling,
            memory_used=m, compute_used=c,
        )
        for m, c in ((0, 0), (memory, compute))
    )  # fmt: skip
    assert min(floor, ceiling) * 700 == pytest.approx(idle) and idle <= busy <= ceiling * 700


@pytest.mark.parametrize(
    ("name", "all_weights", "active"),
    [
        ("Llama-3.1-8B", 8e9, None),
        ("MPT-70b", 70e9, None),
        ("Mixtral-8x7B", 56e9, None),
        ("Qwen3-235B-A22B", 235e9, 22e9),
        ("gpt-oss-120b", 120e9, None),
        ("a model", None, None),
    ],
)
def test_a_name_states_a_size(name: str, all_weights: float | None, active: float | None) -> None:
    """Catch a version that is read as a size, or active weights as all."""
    assert (sized(name), sized(name, "a")) == (all_weights, active)


@pytest.mark.parametrize(
    ("inputs", "found"),
    [
        ({"chip": "H100-96GB HBM2e 500 W"}, "h100-sxm"),
        ({"chip": "A100-SXM-80GB"}, "a100-sxm"),
        ({"chip": "GB200"}, "gb200-gpu"),
        ({"chip": "TPU7x"}, "tpu-v7"),
        ({"chip": None}, "h100-sxm"),
    ],
)
def test_a_name_is_that_of_an_accelerator(inputs: dict[str, object], found: str) -> None:
    """Catch a B200 that is found in GB200, or a machine whose accelerator is not."""
    assert accelerator.package(case(**inputs)) == found


def test_a_limit_of_power_limits_the_rate() -> None:
    """Catch a limit in the chip's name that is not read, or one above the design power that speeds it up."""
    assert accelerator.throttled(case(chip="H100 500 W")) == pytest.approx(500 / 700)
    assert accelerator.throttled(case(chip="H100")) == 1 == accelerator.throttled(case(chip="H100", power_limit_W=900))


@pytest.mark.parametrize("odd", [None, "", "eight", "1,024", [], {}, True, -1, 0])
def test_an_odd_input_is_read_or_ignored(odd: object) -> None:
    """Catch a row of a stranger that stops the report."""
    assert accelerator.given(case(tp=odd), "tp") in (None, 1024)
