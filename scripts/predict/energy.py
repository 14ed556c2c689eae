"""Energy: joules of a token in serving, at a throughput that the case gives or that decoding is predicted to reach."""

import dataclasses

from scripts.models import energy, memory
from scripts.predict import accelerator, decode
from scripts.predict.accelerator import given
from scripts.predict.architecture import Architecture, architecture
from scripts.predict.case import Case, Unpredicted
from scripts.predict.constants import Constants
from scripts.predict.names import plain

THROUGHPUT = ("throughput_token_s", "throughput_tokens_s", "tokens_per_s", "throughput")
BATCH = ("batch_mean", "batch", "batch_size", "concurrency", "max_batch_size")
BITS = {"bf16": 16.0, "fp8": 8.0, "fp4": 4.0}
UNITS = {"mJ": 1e-3, "kJ": 1e3, "MJ": 1e6, "kWh": 3.6e6, "Wh": 3600.0, "kW": 1e3, "mW": 1e-3}


def predict(case: Case, constants: Constants) -> float:
    """The metric of the case in its unit. Raises Unpredicted where its inputs do not suffice."""
    metric = plain(case.metric)
    unit = next((value for name, value in UNITS.items() if case.unit.startswith(name)), 1.0)
    speed = tokens_per_second(case, constants)
    watts = power(case, speed, constants)
    token = energy.energy_per_token(power=watts, devices=devices(case), throughput=speed)
    if "power" in metric:
        alone = any(
            word in f"{case.metric} {case.unit}".lower() for word in ("per_gpu", "per_chip", "/gpu", "per_device")
        )
        return watts * (1 if alone else devices(case)) / unit
    if "tokenperj" in metric or "tokensperj" in metric:
        return unit / token
    if "request" in metric or "response" in metric:
        length = given(case, "output_mean", "osl", "osl_mean")
        if length:
            return token * length / unit
        raise Unpredicted("the case does not say how long an answer is")
    if "token" in metric and ("energy" in metric or "joule" in metric or metric.startswith("j")):
        return token / unit
    raise Unpredicted(f"no model gives {case.metric}")


def devices(case: Case) -> float:
    """Accelerators that draw the power."""
    shares = [given(case, name) or 1 for name in ("tp", "ep", "pp")]
    return given(case, "gpus", "num_gpus") or case.chips or max(shares)


def tokens_per_second(case: Case, constants: Constants) -> float:
    """Tokens a second of all accelerators: what the case gives, or what decoding is predicted to reach."""
    said = given(case, *THROUGHPUT)
    if said:
        return said
    each = given(case, "throughput_per_gpu", "tokens_per_s_per_gpu")
    if each:
        return each * devices(case)
    asked = dataclasses.replace(case, category="decode", metric="throughput", unit="token/s")
    return float(decode.predict(asked, constants))


def power(case: Case, speed: float, constants: Constants) -> float:
    """Power of one accelerator in W at a throughput."""
    model, chip, form = architecture(case), accelerator.package(case), accelerator.precision(case)
    batch = given(case, *BATCH) or 1.0
    read = energy.memory_utilisation(
        step_bytes=step_bytes(case, model, form, max(batch, 1)), batch=batch, throughput=speed, devices=devices(case),
        memory_bandwidth=accelerator.memory_rate(case),
    )  # fmt: skip
    worked = energy.compute_utilisation(
        token_flops=2 * model.active, throughput=speed, devices=devices(case), peak_compute=accelerator.peak(case, form)
    )
    shares = {part: constants.get(chip, "power-share", part=part) for part in ("floor", "memory", "compute", "ceiling")}
    drawn = energy.accelerator_power(
        design_power=accelerator.design_power(case), floor_share=shares["floor"], memory_share=shares["memory"],
        compute_share=shares["compute"], ceiling_share=shares["ceiling"], memory_used=read, compute_used=worked,
    )  # fmt: skip
    limit = accelerator.power_limit(case)
    return min(drawn, limit) if limit else drawn


def step_bytes(case: Case, model: Architecture, form: str, batch: float) -> float:
    """Bytes that a step of decoding reads: weights that some token meets, and the cache of every sequence."""
    weights = model.parameters
    share = model.chosen / model.experts if model.experts else 0
    if 0 < share < 1 and model.parameters * share < model.active < model.parameters:
        weights = memory.parameters_read(
            parameters=model.parameters, active_parameters=model.active, share=share, batch=batch
        )
    written = given(case, "output_mean", "osl", "osl_mean") or 0.0
    context = (given(case, "input_mean", "isl", "isl_mean", "prompt_mean") or 0.0) + written / 2
    return memory.decode_step_bytes(
        weights=memory.weight_bytes(parameters=weights, bits=BITS[form]),
        batch=batch,
        context=context,
        kv_bytes=model.layers * model.cache_width * BITS["bf16"] / 8,
    )
