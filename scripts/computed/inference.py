"""Chapter 11: the two phases under the roof, the cache, speed against throughput, the decode step of both machines."""

from math import ceil

from pint import Quantity

from scripts.computed.memory_wall import llama_kv_bytes, v3_kv_bytes
from scripts.computed.roofline import memory_gb200, printed_ridge_910c, printed_ridge_gb200
from scripts.computed.side_by_side import nvl72_gpu_bf16_dense
from scripts.facts import fact, note, run
from scripts.models import inference, memory, roofline
from scripts.predict import case as cases
from scripts.predict.step_parts import Step, step_of
from scripts.units import quantity

LLAMA = "llama-3.1-70b"
PROMPT = 4096  # tokens of the worked example
SEQUENCES, LONG = 32, 131_072  # of the first exercise
CM384_RUN, GB200_RUN = "cm384_decode_003", "sglang_gb200_002"
ONE_QUIET, ONE_BUSY, EIGHT_QUIET, EIGHT_BUSY = (f"llama70b_b200_{n:03d}" for n in (37, 39, 46, 48))
SHORT_OUTPUT, LONG_OUTPUT = 256, 4096  # of the third exercise


def _shape(name: str) -> float:
    return float(fact(LLAMA, name).quantity.to("").magnitude)


# --- one model on one package -----------------------------------------------------------------------------------------


def llama_weights() -> Quantity:
    """Weights of Llama 3.1 70B from its shape, both tables of words counted."""
    hidden, head = _shape("hidden-size"), _shape("head-dimension")
    attention = hidden * head * 2 * (_shape("attention-heads") + _shape("kv-heads"))
    layer = attention + 3 * hidden * _shape("ffn-size")
    return quantity(_shape("layers") * layer + 2 * _shape("vocabulary-size") * hidden, "1")


def llama_bytes() -> Quantity:
    """Bytes of those weights in BF16."""
    value = memory.weight_bytes(parameters=float(llama_weights().magnitude), bits=16)
    return quantity(value, "byte").to("GB")


def prompt_intensity() -> Quantity:
    """Operations a byte of a prompt of 4,096 tokens on a square matrix of 8,192, BF16.

    Rests on no row: the sizes are chosen to show the form.
    """
    value = roofline.matrix_intensity(rows=PROMPT, columns=8192, depth=8192, bits=16, output_bits=16)
    return quantity(value, "FLOP/byte")


def prompt_over_ridge_910c() -> Quantity:
    """How far a prompt of 4,096 tokens lies above the ridge point of an Ascend 910C."""
    return prompt_intensity() / printed_ridge_910c()


def prompt_over_ridge_gb200() -> Quantity:
    """How far a prompt of 4,096 tokens lies above the ridge point of a GPU of GB200."""
    return prompt_intensity() / printed_ridge_gb200()


def prompt_time_gb200() -> Quantity:
    """Least time to read a prompt of 4,096 tokens with Llama 3.1 70B at the BF16 peak of a GPU of GB200."""
    shape = {"heads": _shape("attention-heads"), "head_dimension": _shape("head-dimension")}
    core = inference.attention_operations(
        **shape,
        value_dimension=shape["head_dimension"],
        new_tokens=PROMPT,
        context=inference.causal_context(reused=0, new_tokens=PROMPT),
    )
    value = inference.prefill_time(
        active_parameters=float(llama_weights().magnitude),
        new_tokens=PROMPT,
        attention_operations=_shape("layers") * core,
        peak_compute=float(nvl72_gpu_bf16_dense().to("FLOP/s").magnitude),
        compute_efficiency=1,
        devices=1,
    )
    return quantity(value, "s").to("ms")


def step_floor_gb200() -> Quantity:
    """Least time of a step of decoding for one sequence: reading the weights of Llama 3.1 70B once, GPU of GB200."""
    return (llama_bytes() / memory_gb200()).to("ms")


def tokens_written_while_reading() -> Quantity:
    """Tokens that one sequence could write in the time in which a prompt of 4,096 tokens is read, both at peak."""
    return prompt_time_gb200() / step_floor_gb200()


def prompt_share_of_reading() -> Quantity:
    """Time of a token of the prompt over that of a token of the answer, per cent."""
    return (prompt_time_gb200() / PROMPT / step_floor_gb200()).to("percent")


# --- speed against throughput -----------------------------------------------------------------------------------------


def _speed(name: str) -> Quantity:
    return (quantity(1, "token") / run(name).quantity).to("token/s")


def _each(name: str) -> Quantity:
    row = run(name)
    return _speed(name) * row.settings["concurrency"] / row.settings["tp"]


def speed_of_one_quiet() -> Quantity:
    """Tokens a second of one user, one B200, few users."""
    return _speed(ONE_QUIET)


def speed_of_eight_quiet() -> Quantity:
    """Tokens a second of one user, eight B200, few users."""
    return _speed(EIGHT_QUIET)


def speed_of_one_busy() -> Quantity:
    """Tokens a second of one user, one B200, many users."""
    return _speed(ONE_BUSY)


def throughput_of_one_quiet() -> Quantity:
    """Tokens a second of one B200, few users."""
    return _each(ONE_QUIET)


def throughput_of_one_busy() -> Quantity:
    """Tokens a second of one B200, many users."""
    return _each(ONE_BUSY)


def throughput_of_eight_quiet() -> Quantity:
    """Tokens a second of each of eight B200, few users."""
    return _each(EIGHT_QUIET)


def speed_gain_of_eight() -> Quantity:
    """How much faster a user is served by eight B200 than by one, few users."""
    return speed_of_eight_quiet() / speed_of_one_quiet()


def throughput_gain_of_users() -> Quantity:
    """How much more one B200 writes for many users than for few."""
    return throughput_of_one_busy() / throughput_of_one_quiet()


def users_gain() -> Quantity:
    """How many times more users the busy run has."""
    return quantity(run(ONE_BUSY).settings["concurrency"] / run(ONE_QUIET).settings["concurrency"], "1")


# --- the decode step of both machines ---------------------------------------------------------------------------------


def _step(name: str) -> Step:
    row = run(name)
    note(row)
    found = step_of(cases.of(row))
    for one in found.constants:
        note(one)
    return found


def _part(name: str, part: str) -> Quantity:
    step = _step(name)
    return quantity(100 * step.parts[part] / step.time, "percent")


def cm384_modelled_token_time() -> Quantity:
    """Modelled time a token of the published decode on CloudMatrix 384."""
    return quantity(_step(CM384_RUN).token_time, "s").to("ms")


def cm384_modelled_error() -> Quantity:
    """That time above the measured one, per cent."""
    return (cm384_modelled_token_time() / run(CM384_RUN).quantity - 1).to("percent")


def cm384_modelled_step() -> Quantity:
    """Modelled time of one step of that decode."""
    return quantity(_step(CM384_RUN).time, "s").to("ms")


def gb200_modelled_throughput() -> Quantity:
    """Modelled tokens a second and GPU of the published decode on GB200 NVL72."""
    step = _step(GB200_RUN)
    return quantity(step.each / step.token_time, "token/s")


def gb200_modelled_error() -> Quantity:
    """That rate above the measured one, per cent."""
    return (gb200_modelled_throughput() / run(GB200_RUN).quantity - 1).to("percent")


def gb200_modelled_step() -> Quantity:
    """Modelled time of one step of that decode, which yields one token a sequence."""
    return quantity(_step(GB200_RUN).time, "s").to("ms")


def gb200_measured_step() -> Quantity:
    """Time of one step that the published rate implies: sequences a GPU over tokens a second and GPU."""
    row = run(GB200_RUN)
    return (quantity(row.settings["batch_per_gpu"], "token") / row.quantity).to("ms")


def cm384_exchange_share() -> Quantity:
    """Share of the modelled step on CloudMatrix 384 in which the exchange of experts shows, per cent."""
    return _part(CM384_RUN, "exchange")


def gb200_exchange_share() -> Quantity:
    """Share of the modelled step on GB200 NVL72 in which the exchange of experts shows, per cent."""
    return _part(GB200_RUN, "exchange")


def gb200_attention_share() -> Quantity:
    """Share of attention in the modelled step on GB200 NVL72, per cent."""
    return _part(GB200_RUN, "attention")


def cm384_attention_share() -> Quantity:
    """Share of attention in the modelled step on CloudMatrix 384, per cent."""
    return _part(CM384_RUN, "attention")


def cm384_starts_share() -> Quantity:
    """Share of starts of kernels in the modelled step on CloudMatrix 384, per cent."""
    return _part(CM384_RUN, "starts")


# --- speculation, reuse, pools ----------------------------------------------------------------------------------------


def yield_of_the_cm384_run() -> Quantity:
    """Tokens that a step yields in the run on CloudMatrix 384, with one draft and its acceptance."""
    settings = run(CM384_RUN).settings
    value = inference.tokens_per_step(drafts=settings["mtp_tokens"], acceptance=settings["accept"])
    note(run(CM384_RUN))
    return quantity(value, "1")


def reuse_measured() -> Quantity:
    """Measured fall of the time to the first token where half of a prompt is found in the cache, per cent."""
    return run("prefill_cache_003").quantity


# --- exercises --------------------------------------------------------------------------------------------------------


def _long_cache(bytes_per_token: Quantity) -> Quantity:
    return (SEQUENCES * LONG * bytes_per_token).to("TB")


def llama_long_cache() -> Quantity:
    """Cache of 32 sequences of 131,072 tokens, Llama 3.1 70B, BF16."""
    return _long_cache(llama_kv_bytes())


def v3_long_cache() -> Quantity:
    """Cache of 32 sequences of 131,072 tokens, DeepSeek-V3, BF16."""
    return _long_cache(v3_kv_bytes())


def _packages(amount: Quantity) -> Quantity:
    return quantity(ceil(float((amount / fact("ascend-910c", "hbm-capacity").quantity).to("").magnitude)), "1")


def llama_long_cache_packages() -> Quantity:
    """Ascend 910C packages that hold that cache of Llama 3.1 70B and nothing else."""
    return _packages(llama_long_cache())


def v3_long_cache_packages() -> Quantity:
    """Ascend 910C packages that hold that cache of DeepSeek-V3 and nothing else."""
    return _packages(v3_long_cache())


def yield_of_two_drafts() -> Quantity:
    """Tokens a step with a second draft that is accepted as often as the first."""
    acceptance = run(CM384_RUN).settings["accept"]
    note(run(CM384_RUN))
    return quantity(inference.tokens_per_step(drafts=2, acceptance=acceptance), "1")


def gain_of_a_second_draft() -> Quantity:
    """How much more a step yields with two drafts than with one, per cent."""
    return (yield_of_two_drafts() / yield_of_the_cm384_run() - 1).to("percent")


def _pool(output: int) -> Quantity:
    value = inference.prefill_devices_per_decode(
        prompt_tokens=PROMPT,
        output_tokens=output,
        prefill_throughput=float(run("prefill_cm_table3_003").quantity.to("token/s").magnitude),
        decode_throughput=float(run("cm384_decode_batch96").quantity.to("token/s").magnitude),
    )
    return quantity(value, "1")


def pool_for_short_answers() -> Quantity:
    """Packages that read prompts of 4,096 tokens for each that writes answers of 256, at the measured rates."""
    return _pool(SHORT_OUTPUT)


def pool_for_long_answers() -> Quantity:
    """Packages that read prompts of 4,096 tokens for each that writes answers of 4,096, at the measured rates."""
    return _pool(LONG_OUTPUT)
