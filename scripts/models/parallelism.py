"""What one device holds and sends when a model is shared out: by tensors, stages, data, experts, sequence.

- Rajbhandari et al. 2020 ("ZeRO", SC '20), Figure 1: 16-bit weights and gradients with the 12 bytes of Adam's state.
- Korthikanti et al. 2022 ("Reducing activation recomputation in large transformer models"), equations 1 to 4: activations
  of a layer.
- Narayanan et al. 2021 (SC '21), Section 3: traffic of tensor and pipeline parallelism. The bytes of tensor, data and expert
  parallelism in a step stand in `training`.

Units: byte; parameters, tokens, ranks and layers are counts.
"""

from math import floor

WEIGHT_BYTES, GRADIENT_BYTES, OPTIMISER_BYTES = 2, 2, 12


def layers_of_stage(*, layers: int, stages: int, stage: int) -> float:
    """Layers of one stage of a pipeline, counted from 0; the first stages take one more where they do not share out evenly."""
    if stages < 1 or layers < 0 or stage < 0 or stage >= stages:
        raise ValueError(f"stage must be from 0 to stages - 1, got {stage:g} of {stages:g}")
    even = floor(layers / stages)
    return even + 1 if stage < layers - even * stages else even


def parameters_held(
    *, parameters: float, expert_parameters: float, tensor_ranks: float, stages: float, expert_ranks: float
) -> float:
    """Weights on one device: all split by tensors and stages, those of experts by expert ranks too.

    `expert_parameters` are those of `parameters` that belong to experts among which a router chooses.
    """
    if tensor_ranks < 1 or stages < 1 or expert_ranks < 1:
        raise ValueError("tensor_ranks, stages and expert_ranks must be at least 1")
    if expert_parameters < 0 or parameters < expert_parameters:
        raise ValueError("expert_parameters must be from 0 to parameters")
    common = parameters - expert_parameters
    return (common + expert_parameters / expert_ranks) / (tensor_ranks * stages)


def state_bytes(*, parameters: float, data_ranks: float, sharding_stage: float) -> float:
    """Bytes of weights, gradients and optimiser state on one device that holds some parameters of a model.

    Replicas shard nothing (stage 0), the optimiser's state (1), gradients too (2), weights too (3), as in ZeRO.
    """
    return sum(state_parts(parameters=parameters, data_ranks=data_ranks, sharding_stage=sharding_stage))


def state_parts(*, parameters: float, data_ranks: float, sharding_stage: float) -> list[float]:
    """The same one by one: weights, gradients, optimiser state."""
    if parameters < 0 or data_ranks < 1:
        raise ValueError(
            f"data_ranks must be at least 1 and parameters not below 0, got {data_ranks:g} and {parameters:g}"
        )
    if sharding_stage != 0 and sharding_stage != 1 and sharding_stage != 2 and sharding_stage != 3:
        raise ValueError(f"sharding_stage must be 0, 1, 2 or 3, got {sharding_stage:g}")
    weights = WEIGHT_BYTES / data_ranks if sharding_stage >= 3 else WEIGHT_BYTES
    gradients = GRADIENT_BYTES / data_ranks if sharding_stage >= 2 else GRADIENT_BYTES
    optimiser = OPTIMISER_BYTES / data_ranks if sharding_stage >= 1 else OPTIMISER_BYTES
    return [parameters * weights, parameters * gradients, parameters * optimiser]


def activation_bytes(
    *, tokens: float, hidden: float, heads: float, context: float, tensor_ranks: float, sequence_split: bool
) -> float:
    """Bytes that one layer keeps for the backward pass on one device, scores of attention included.

    With tensor parallelism alone the inputs of norms and dropouts stay whole (10 of 34 bytes); with sequence parallelism
    everything is split.
    """
    if tokens < 0 or hidden <= 0 or heads <= 0 or context < 0 or tensor_ranks < 1:
        raise ValueError("hidden and heads must be above 0, tensor_ranks at least 1, tokens and context not below 0")
    scores = 5 * heads * context / hidden
    if sequence_split:
        return tokens * hidden * (34 + scores) / tensor_ranks
    return tokens * hidden * (10 + 24 / tensor_ranks + scores / tensor_ranks)


def activations_in_flight(*, stages: float, stage: float, micro_batches: float) -> float:
    """Micro-batches whose activations a stage keeps at most in one-forward-one-backward order; stages count from 0."""
    if stages < 1 or stage < 0 or stage >= stages or micro_batches < 1:
        raise ValueError("stage must be from 0 to stages - 1 and micro_batches at least 1")
    return min(stages - stage, micro_batches)


def pipeline_bytes(*, tokens: float, hidden: float, stages: float) -> float:
    """Bytes that pass one boundary between stages, forward and backward; one stage has no boundary."""
    if tokens < 0 or hidden <= 0 or stages < 1:
        raise ValueError("hidden must be above 0, stages at least 1, tokens not below 0")
    return 0 if stages == 1 else 2 * 2 * hidden * tokens


def context_bytes(*, tokens: float, kv_width: float, ranks: float) -> float:
    """Bytes that one rank sends forward in one layer while keys and values of a sequence go round a ring.

    `tokens` are those of the whole sequence; each rank holds its part and hands on all parts but one.
    """
    if tokens < 0 or kv_width <= 0 or ranks < 1:
        raise ValueError("kv_width must be above 0, ranks at least 1, tokens not below 0")
    return 2 * 2 * kv_width * tokens / ranks * (ranks - 1)
