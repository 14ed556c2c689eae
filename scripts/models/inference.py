"""Serving a language model: prefill, decode steps, the cache that bounds the batch, and what two phases ask of two pools.

Forms: Pope et al. 2023, "Efficiently scaling transformer inference" (sections 2 and 3), for operations, bytes and the split
over devices; Leviathan, Kalman and Matias 2023, "Fast inference from transformers via speculative decoding", equation 1, for
the tokens of a speculative step. Exchange and arithmetic of micro-batches overlap, except for a share of the shorter one.

Units: FLOP, FLOP/s, byte, byte/s, s; tokens, sequences and devices are counts.
"""

from math import floor


def attention_operations(
    *, heads: float, head_dimension: float, value_dimension: float, tokens: float, context: float
) -> float:
    """Operations of one attention layer for new tokens that each look back on a context: scores, then a sum of values."""
    if heads <= 0 or head_dimension <= 0 or value_dimension <= 0:
        raise ValueError("heads, head_dimension and value_dimension must be above 0")
    if tokens < 0 or context < 0:
        raise ValueError(f"tokens and context must not be below 0, got {tokens:g} and {context:g}")
    return 2 * tokens * context * heads * (head_dimension + value_dimension)


def causal_context(*, reused: float, tokens: float) -> float:
    """What a new token of a prompt looks back on, on average: all tokens before the new ones, and half of the new ones."""
    if reused < 0 or tokens < 0:
        raise ValueError(f"reused and tokens must not be below 0, got {reused:g} and {tokens:g}")
    return reused + tokens / 2


def prefill_time(
    *,
    active_parameters: float,
    tokens: float,
    attention: float,
    peak_compute: float,
    compute_efficiency: float,
    devices: float,
) -> float:
    """Least time to read a prompt: two operations a weight and token, and attention's own, over all devices' arithmetic.

    `attention` is the operations of all its layers. Traffic and exchange are left out; they hide where prompts are long.
    """
    if active_parameters <= 0 or peak_compute <= 0 or devices < 1:
        raise ValueError("active_parameters and peak_compute must be above 0, devices at least 1")
    if tokens < 0 or attention < 0 or not 0 < compute_efficiency <= 1:
        raise ValueError("tokens and attention must not be below 0, compute_efficiency above 0 and at most 1")
    return (2 * active_parameters * tokens + attention) / (devices * compute_efficiency * peak_compute)


def decode_step_time(
    *,
    weights: float,
    batch: float,
    context: float,
    kv_bytes: float,
    active_parameters: float,
    peak_compute: float,
    memory_bandwidth: float,
    compute_efficiency: float,
    memory_efficiency: float,
    devices: float,
    latency: float,
) -> float:
    """One token for every sequence of a batch: the longer of weights' traffic and arithmetic, the cache's traffic, the starts.

    `weights` are the bytes that a step reads of them. All is split evenly over devices; `latency` is what does not shrink:
    the starts of kernels, of exchanges between devices, and the host.
    """
    if weights <= 0 or batch < 1 or context < 0 or kv_bytes < 0 or active_parameters <= 0:
        raise ValueError(
            "weights and active_parameters must be above 0, batch at least 1, context and kv_bytes not below 0"
        )
    if peak_compute <= 0 or memory_bandwidth <= 0 or devices < 1 or latency < 0:
        raise ValueError("peak_compute and memory_bandwidth must be above 0, devices at least 1, latency not below 0")
    if not 0 < compute_efficiency <= 1 or not 0 < memory_efficiency <= 1:
        raise ValueError("compute_efficiency and memory_efficiency must be above 0 and at most 1")
    reading = memory_efficiency * memory_bandwidth * devices
    arithmetic = 2 * active_parameters * batch / (compute_efficiency * peak_compute * devices)
    return max(weights / reading, arithmetic) + batch * context * kv_bytes / reading + latency


def batch_in_memory(*, capacity: float, weights: float, share: float, context: float, kv_bytes: float) -> float:
    """Sequences whose cache fits beside the weights: a share of what they leave free, over the cache of one whole sequence.

    A scheduler that reserves a sequence's full length asks for prompt and output as `context`.
    """
    if capacity <= 0 or weights < 0 or context <= 0 or kv_bytes <= 0 or not 0 < share <= 1:
        raise ValueError(
            "capacity, context and kv_bytes must be above 0, weights not below 0, share above 0 and at most 1"
        )
    return max(0, floor(share * (capacity - weights) / (context * kv_bytes)))


def batch_under_latency(*, limit: float, latency: float, reading: float, per_sequence: float) -> float:
    """Largest batch whose step keeps to a limit, where each sequence adds `per_sequence` to starts and reading of weights."""
    if limit <= 0 or latency < 0 or reading < 0 or per_sequence <= 0:
        raise ValueError("limit and per_sequence must be above 0, latency and reading not below 0")
    return max(0, floor((limit - latency - reading) / per_sequence))


def tokens_per_step(*, drafts: float, acceptance: float) -> float:
    """Tokens that a speculative step yields on average: one, and each draft whose forerunners were all accepted."""
    if drafts < 0 or not 0 <= acceptance <= 1:
        raise ValueError(f"drafts must not be below 0, acceptance from 0 to 1, got {drafts:g} and {acceptance:g}")
    if acceptance == 1:
        return drafts + 1
    return (1 - acceptance ** (drafts + 1)) / (1 - acceptance)


def time_per_output_token(*, step: float, drafts: float, acceptance: float) -> float:
    """Mean time from one token of a sequence to the next, where a step of so long yields several of them."""
    if step < 0:
        raise ValueError(f"step must not be below 0, got {step:g}")
    return step / tokens_per_step(drafts=drafts, acceptance=acceptance)


def served_time_per_token(*, step: float, batch: float, output: float, prefill: float) -> float:
    """Time a token where prompts of new requests are read between the steps, on the same devices.

    While one sequence writes `output` tokens each of the others comes to its end once, and a new prompt takes its place.
    """
    if step < 0 or prefill < 0 or batch < 1 or output <= 0:
        raise ValueError("step and prefill must not be below 0, batch at least 1, output above 0")
    return step + (batch - 1) * prefill / output


def throughput_shared(*, step: float, batch: float, output: float, prefill: float) -> float:
    """Output tokens a second where the same devices read every prompt and write every output, full at all times."""
    if step <= 0 or prefill < 0 or batch < 1 or output <= 0:
        raise ValueError("step and output must be above 0, prefill not below 0, batch at least 1")
    return output / (prefill + output * step / batch)


def overlapped(*, compute: float, communication: float, exposed: float) -> float:
    """Time of arithmetic and exchange of two micro-batches in turn: the longer, and a share of the shorter that does not hide."""
    if compute < 0 or communication < 0 or not 0 <= exposed <= 1:
        raise ValueError("compute and communication must not be below 0, exposed from 0 to 1")
    return max(compute, communication) + exposed * min(compute, communication)


def time_to_first_token(*, full: float, reuse: float, fixed: float) -> float:
    """Time until the first token where a share of the prompt's cache is found again; `fixed` is the share that reuse leaves."""
    if full < 0 or not 0 <= reuse <= 1 or not 0 <= fixed <= 1:
        raise ValueError("full must not be below 0, reuse and fixed from 0 to 1")
    return full * (fixed + (1 - fixed) * (1 - reuse))


def prefill_devices_per_decode(
    *, prompt: float, output: float, prefill_throughput: float, decode_throughput: float
) -> float:
    """Devices that read prompts for each device that writes, so that neither pool waits; throughputs are tokens/s a device."""
    if prompt < 0 or output <= 0 or prefill_throughput <= 0 or decode_throughput <= 0:
        raise ValueError("prompt must not be below 0; output and both throughputs must be above 0")
    return decode_throughput / output * prompt / prefill_throughput
