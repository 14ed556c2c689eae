"""One step of training a transformer: its work, its traffic, its time, and what share of the peak it reaches.

- Kaplan et al. 2020 ("Scaling laws for neural language models"), Section 2.1: 2 FLOP for each weight and token forward,
  twice that backward, so 6 N for a token.
- Narayanan et al. 2021 ("Efficient large-scale language model training on GPU clusters using Megatron-LM", SC '21),
  Section 2.2: the pipeline bubble (p - 1) / (m v); Section 3.2 and Shoeybi et al. 2019: two all-reduces a layer forward and
  two backward in tensor parallelism.
- Korthikanti et al. 2022 ("Reducing activation recomputation in large transformer models"), Appendix A: recomputing
  repeats the forward pass.
- Chowdhery et al. 2022 ("PaLM"), Appendix B: model FLOP/s utilisation, which leaves out what is recomputed.
- Rajbhandari et al. 2020 ("ZeRO"), Section 7: what sharded data parallelism sends.

Units: FLOP, FLOP/s, byte, byte/s, s; work in seconds times accelerators.
"""

from math import ceil


def transformer_parameters(
    *, layers: float, hidden: float, key_width: float, kv_width: float, ffn_width: float, vocabulary: float
) -> float:
    """Weights of a transformer with gated feed-forward layers: projections of attention, three matrices, two tables of words.

    `key_width` is heads times head dimension, `kv_width` the same for the heads whose keys are stored.
    """
    if layers <= 0 or hidden <= 0 or key_width <= 0 or kv_width <= 0 or ffn_width <= 0 or vocabulary < 0:
        raise ValueError("layers, hidden, key_width, kv_width and ffn_width must be above 0, vocabulary not below 0")
    attention = 2 * hidden * key_width + 2 * hidden * kv_width
    return layers * (attention + 3 * hidden * ffn_width) + 2 * vocabulary * hidden


def layers_of(*, parameters: float, aspect: float) -> float:
    """Layers of a dense model of usual shape, whose hidden size is `aspect` times its layers: N = 12 L h² solved for L."""
    if parameters <= 0 or aspect <= 0:
        raise ValueError(f"parameters and aspect must be above 0, got {parameters:g} and {aspect:g}")
    return (parameters / (12 * aspect**2)) ** (1 / 3)


def training_flops(*, active_parameters: float, tokens: float) -> float:
    """FLOP of the matrix products with weights, forward and backward: 6 for each weight that a token meets."""
    if active_parameters <= 0 or tokens < 0:
        raise ValueError(
            f"active_parameters must be above 0 and tokens not below 0, got {active_parameters:g} and {tokens:g}"
        )
    return 6 * active_parameters * tokens


def attention_flops(
    *, layers: float, key_width: float, value_width: float, context: float, tokens: float, seen_share: float
) -> float:
    """FLOP of scores and weighted sums, forward and backward; a causal mask leaves a `seen_share` of one half."""
    if layers <= 0 or key_width <= 0 or value_width <= 0 or context < 0 or tokens < 0:
        raise ValueError("layers, key_width and value_width must be above 0; context and tokens not below 0")
    if not 0 < seen_share <= 1:
        raise ValueError(f"seen_share must be above 0 and at most 1, got {seen_share:g}")
    return 6 * layers * (key_width + value_width) * context * seen_share * tokens


def passes(*, recomputed_share: float) -> float:
    """Forward passes' worth of work in a step over the 3 of one forward and one backward: 1, or 4/3 if all is recomputed."""
    if not 0 <= recomputed_share <= 1:
        raise ValueError(f"recomputed_share must be from 0 to 1, got {recomputed_share:g}")
    return (3 + recomputed_share) / 3


def element_bytes(*, layers: float, hidden: float, passages: float, tokens: float) -> float:
    """Bytes of the work between matrix products, where each hidden vector of 16-bit numbers goes through memory many times."""
    if layers <= 0 or hidden <= 0 or passages < 0 or tokens < 0:
        raise ValueError("layers and hidden must be above 0; passages and tokens not below 0")
    return 2 * layers * hidden * passages * tokens


def tensor_parallel_bytes(
    *, layers: float, hidden: float, ranks: float, recomputed_share: float, tokens: float
) -> float:
    """Bytes that one rank sends for the all-reduces of its layers: two forward, two backward, two more if recomputed.

    An all-reduce of S bytes among n ranks sends 2 (n - 1) / n S, and S is two bytes a number. One rank sends nothing.
    """
    if layers <= 0 or hidden <= 0 or ranks < 1 or tokens < 0:
        raise ValueError("layers and hidden must be above 0, ranks at least 1, tokens not below 0")
    if not 0 <= recomputed_share <= 1:
        raise ValueError(f"recomputed_share must be from 0 to 1, got {recomputed_share:g}")
    return layers * (4 + 2 * recomputed_share) * 2 * (ranks - 1) / ranks * 2 * hidden * tokens


def expert_parallel_bytes(*, layers: float, hidden: float, remote_copies: float, tokens: float) -> float:
    """Bytes that tokens send to their experts and back, forward and backward: four trips of 16-bit vectors a layer.

    `remote_copies` is how often a token leaves the device, or the fabric, that is asked about.
    """
    if layers < 0 or hidden <= 0 or remote_copies < 0 or tokens < 0:
        raise ValueError("hidden must be above 0; layers, remote_copies and tokens not below 0")
    return 4 * layers * remote_copies * 2 * hidden * tokens


def data_parallel_bytes(*, parameters: float, ranks: float) -> float:
    """Bytes that a rank sends for one step: gradients of 4 bytes scattered, weights of 2 bytes gathered. One rank sends none."""
    if parameters < 0 or ranks < 1:
        raise ValueError(f"ranks must be at least 1 and parameters not below 0, got {ranks:g} and {parameters:g}")
    return (4 + 2) * parameters * (ranks - 1) / ranks


def sharded_data_bytes(*, parameters: float, ranks: float, gathers: float) -> float:
    """Bytes that a rank sends where the weights are sharded too: in each pass of forward and backward two gathers of
    weights and one scatter of gradients, of 2 bytes each. One rank sends none.
    """
    if parameters < 0 or ranks < 1 or gathers < 1:
        raise ValueError("ranks and gathers must be at least 1, parameters not below 0")
    return (2 + 2 + 2) * parameters * (ranks - 1) / ranks * gathers


def micro_batches(*, batch: float, replicas: float, micro_batch: float) -> float:
    """Micro-batches that pass a pipeline in one step, for sequences shared out over replicas."""
    if batch <= 0 or replicas < 1 or micro_batch <= 0:
        raise ValueError("batch and micro_batch must be above 0, replicas at least 1")
    return max(ceil(batch / replicas / micro_batch), 1)


def pipeline_bubble(*, stages: float, micro_batches: float, interleave: float) -> float:
    """Idle time of a pipeline over its busy time. One stage has none."""
    if stages < 1 or micro_batches < 1 or interleave < 1:
        raise ValueError(
            f"stages, micro_batches and interleave must be at least 1, got {stages:g}, {micro_batches:g} and {interleave:g}"
        )
    return (stages - 1) / (micro_batches * interleave)


def step_time(*, work: float, ranks: float, bubble: float, exposed_time: float) -> float:
    """Time of one step: the work shared out, stretched by the bubble, and communication that nothing hides.

    `work` is in seconds times accelerators.
    """
    if work < 0 or ranks < 1 or bubble < 0 or exposed_time < 0:
        raise ValueError("ranks must be at least 1; work, bubble and exposed_time not below 0")
    return work / ranks * (1 + bubble) + exposed_time


def model_flops_utilisation(*, flops: float, duration: float, ranks: float, peak_compute: float) -> float:
    """Share of the peak that a step reaches, of the operations that the model needs; what is recomputed does not count."""
    if duration <= 0 or ranks < 1 or peak_compute <= 0 or flops < 0:
        raise ValueError("duration and peak_compute must be above 0, ranks at least 1, flops not below 0")
    return flops / (duration * ranks * peak_compute)


def training_time(*, flops: float, ranks: float, peak_compute: float, utilisation: float) -> float:
    """Time of a whole run of some operations at a utilisation of the peak, without interruptions."""
    if flops < 0 or ranks < 1 or peak_compute <= 0 or not 0 < utilisation <= 1:
        raise ValueError("ranks must be at least 1, peak_compute above 0, utilisation above 0 and at most 1")
    return flops / (ranks * peak_compute * utilisation)
