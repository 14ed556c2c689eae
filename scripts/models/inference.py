"""Serving a language model: prefill, decode steps, the cache that bounds the batch, and what two phases ask of two pools.

Forms: Pope et al. 2023, "Efficiently scaling transformer inference" (sections 2 and 3), for operations, bytes and the split
over devices; Leviathan, Kalman and Matias 2023, "Fast inference from transformers via speculative decoding", equation 1, for
the tokens of a speculative step. Exchange and arithmetic of micro-batches overlap, except for a share of the shorter one.

Units: FLOP, FLOP/s, byte, byte/s, s; tokens, sequences and devices are counts.
"""

from math import floor


def attention_operations(
    *, heads: float, head_dimension: float, value_dimension: float, new_tokens: float, context: float
) -> float:
    """Operations of one attention layer for new tokens that each look back on a context: scores, then a sum of values."""
    if heads <= 0 or head_dimension <= 0 or value_dimension <= 0:
        raise ValueError("heads, head_dimension and value_dimension must be above 0")
    if new_tokens < 0 or context < 0:
        raise ValueError(f"new_tokens and context must not be below 0, got {new_tokens:g} and {context:g}")
    return 2 * new_tokens * context * heads * (head_dimension + value_dimension)


def causal_context(*, reused: float, new_tokens: float) -> float:
    """What a new token of a prompt looks back on, on average: all tokens before the new ones, and half of the new ones."""
    if reused < 0 or new_tokens < 0:
        raise ValueError(f"reused and new_tokens must not be below 0, got {reused:g} and {new_tokens:g}")
    return reused + new_tokens / 2


def prefill_time(
    *,
    active_parameters: float,
    new_tokens: float,
    attention_operations: float,
    peak_compute: float,
    compute_efficiency: float,
    devices: float,
) -> float:
    """Least time to read a prompt: two operations a weight and token, and attention's own, over all devices' arithmetic.

    `attention_operations` are those of all layers. Traffic and exchange are left out; they hide where prompts are long.
    """
    if active_parameters <= 0 or peak_compute <= 0 or devices < 1:
        raise ValueError("active_parameters and peak_compute must be above 0, devices at least 1")
    if new_tokens < 0 or attention_operations < 0 or not 0 < compute_efficiency <= 1:
        raise ValueError(
            "new_tokens and attention_operations must not be below 0, compute_efficiency above 0 and at most 1"
        )
    return (2 * active_parameters * new_tokens + attention_operations) / (devices * compute_efficiency * peak_compute)


def decode_step_time(
    *,
    weights_read: float,
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
    """One token for every sequence of a batch: the weights' traffic or arithmetic, the cache's traffic, starts.

    `weights_read` are the bytes of weights that a step reads. All is split evenly over devices; `latency` is what does not shrink:
    the starts of kernels, of exchanges between devices, and the host.
    """
    if weights_read <= 0 or batch < 1 or context < 0 or kv_bytes < 0 or active_parameters <= 0:
        raise ValueError(
            "weights_read and active_parameters must be above 0, batch at least 1, context and kv_bytes not below 0"
        )
    if peak_compute <= 0 or memory_bandwidth <= 0 or devices < 1 or latency < 0:
        raise ValueError("peak_compute and memory_bandwidth must be above 0, devices at least 1, latency not below 0")
    if not 0 < compute_efficiency <= 1 or not 0 < memory_efficiency <= 1:
        raise ValueError("compute_efficiency and memory_efficiency must be above 0 and at most 1")
    reading = memory_efficiency * memory_bandwidth * devices
    arithmetic = 2 * active_parameters * batch / (compute_efficiency * peak_compute * devices)
    return max(weights_read / reading, arithmetic) + batch * context * kv_bytes / reading + latency


def batch_in_memory(*, capacity: float, weights: float, cache_share: float, context: float, kv_bytes: float) -> float:
    """Sequences whose cache fits beside the weights: a share of what they leave free, over the cache of one whole sequence.

    A scheduler that reserves a sequence's full length asks for prompt and output as `context`.
    """
    if capacity <= 0 or weights < 0 or context <= 0 or kv_bytes <= 0 or not 0 < cache_share <= 1:
        raise ValueError(
            "capacity, context and kv_bytes must be above 0, weights not below 0, cache_share above 0 and at most 1"
        )
    return max(0, floor(cache_share * (capacity - weights) / (context * kv_bytes)))


def batch_under_latency(*, latency_limit: float, latency: float, reading_time: float, sequence_time: float) -> float:
    """Largest batch whose step keeps to a limit: each sequence adds its time to the starts and the reading of weights."""
    if latency_limit <= 0 or latency < 0 or reading_time < 0 or sequence_time <= 0:
        raise ValueError("latency_limit and sequence_time must be above 0, latency and reading_time not below 0")
    return max(0, floor((latency_limit - latency - reading_time) / sequence_time))


def tokens_per_step(*, drafts: float, acceptance: float) -> float:
    """Tokens that a speculative step yields on average: one, and each draft whose forerunners were all accepted."""
    if drafts < 0 or not 0 <= acceptance <= 1:
        raise ValueError(f"drafts must not be below 0, acceptance from 0 to 1, got {drafts:g} and {acceptance:g}")
    if acceptance > 1 - 1e-9:  # the quotient below would be noise
        return drafts + 1
    return (1 - acceptance ** (drafts + 1)) / (1 - acceptance)


def time_per_output_token(*, step_time: float, drafts: float, acceptance: float) -> float:
    """Mean time from one token of a sequence to the next, where a step may yield several of them."""
    if step_time < 0:
        raise ValueError(f"step_time must not be below 0, got {step_time:g}")
    return step_time / tokens_per_step(drafts=drafts, acceptance=acceptance)


def served_time_per_token(*, step_time: float, batch: float, output_tokens: float, prefill_duration: float) -> float:
    """Time a token where prompts of new requests are read between the steps, on the same devices.

    While one sequence writes its output each of the others comes to its end once, and a new prompt takes its place.
    """
    if step_time < 0 or prefill_duration < 0 or batch < 1 or output_tokens <= 0:
        raise ValueError("step_time and prefill_duration must not be below 0, batch at least 1, output_tokens above 0")
    return step_time + (batch - 1) * prefill_duration / output_tokens


def throughput_shared(*, step_time: float, batch: float, output_tokens: float, prefill_duration: float) -> float:
    """Output tokens a second where the same devices read every prompt and write every output, full at all times."""
    if step_time <= 0 or prefill_duration < 0 or batch < 1 or output_tokens <= 0:
        raise ValueError("step_time and output_tokens must be above 0, prefill_duration not below 0, batch at least 1")
    return output_tokens / (prefill_duration + output_tokens * step_time / batch)


def overlapped(*, compute_time: float, communication_time: float, exposed_share: float) -> float:
    """Time of arithmetic and exchange of two micro-batches in turn: the longer, and a share of the shorter that does not hide."""
    if compute_time < 0 or communication_time < 0 or not 0 <= exposed_share <= 1:
        raise ValueError("compute_time and communication_time must not be below 0, exposed_share from 0 to 1")
    return max(compute_time, communication_time) + exposed_share * min(compute_time, communication_time)


def time_to_first_token(*, full_time: float, reuse_share: float, fixed_share: float) -> float:
    """Time until the first token where a share of the prompt's cache is found again; a share of the time is fixed."""
    if full_time < 0 or not 0 <= reuse_share <= 1 or not 0 <= fixed_share <= 1:
        raise ValueError("full_time must not be below 0, reuse_share and fixed_share from 0 to 1")
    return full_time * (fixed_share + (1 - fixed_share) * (1 - reuse_share))


def prefill_devices_per_decode(
    *, prompt_tokens: float, output_tokens: float, prefill_throughput: float, decode_throughput: float
) -> float:
    """Devices that read prompts for each device that writes, so that neither pool waits; throughputs are tokens/s a device."""
    if prompt_tokens < 0 or output_tokens <= 0 or prefill_throughput <= 0 or decode_throughput <= 0:
        raise ValueError("prompt_tokens must not be below 0; output_tokens and both throughputs must be above 0")
    return decode_throughput / output_tokens * prompt_tokens / prefill_throughput
