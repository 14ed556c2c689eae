"""Decode: the time of a step, and from it the time a token, the speed of a user, the throughput of a device, node or machine."""

from collections.abc import Callable

from scripts.models import inference
from scripts.predict import expert_parallel
from scripts.predict.case import Case, Unpredicted
from scripts.predict.constants import Constants
from scripts.predict.exchange import network_of, node_size
from scripts.predict.in_units import in_unit
from scripts.predict.load_of import Load
from scripts.predict.serving import Setting
from scripts.predict.setting_of import load_and_setting_of

FULLEST = 4096  # sequences on one device; no server here takes more


def predict(case: Case, constants: Constants) -> float:
    """The case's metric in its unit. Raises Unpredicted."""
    load, setting = load_and_setting_of(case, constants)
    if not (load.together or load.each or load.context or load.longest):
        raise Unpredicted("the case gives neither a batch nor the length of sequences")
    devices = load.packages * (2 if setting.chip.entity.endswith("-die") else 1)
    if load.wide and setting.shape.experts and case.metric == "layer_time":
        rows = per_device(setting, load, devices)
        layer = expert_parallel.best_layer_time(
            setting, rows, load.context, load.drafts, network_of(case, setting), load.microbatches
        )
        return in_unit(layer, "s", case)
    batch, token = served(case, setting, load, devices)
    return metric_of(case, setting, load, batch, token)


def served(case: Case, setting: Setting, load: Load, devices: float) -> tuple[float, float]:
    """Sequences at once on all devices, and the time from one token of a sequence to the next."""
    stated = load.together or (load.each * load.packages if load.each else None)
    if stated:
        return stated, token_time(case, setting, load, devices, stated)
    batch = min(FULLEST, rows_in_memory(setting, load)) * devices / setting.tensor
    if load.limit:
        batch = within(load.limit, batch, lambda some: token_time(case, setting, load, devices, some))
    return batch, token_time(case, setting, load, devices, batch)


def within(limit: float, most: float, time: Callable[[float], float]) -> float:
    """The largest batch, up to the most, whose time keeps to the limit, or the smallest there is."""
    low, high = 1.0, most
    if time(high) <= limit:
        return high
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if time(middle) <= limit else (low, middle)
    return low


def token_time(case: Case, setting: Setting, load: Load, devices: float, batch: float) -> float:
    """Time from one token of a sequence to the next, prompts of new requests read between where the devices are shared."""
    groups = devices / setting.tensor
    rows = max(1, batch / groups)
    if load.wide and setting.shape.experts:
        step = expert_parallel.step_time(
            setting, rows, load.context, load.drafts, network_of(case, setting), load.microbatches
        )
    else:
        step = setting.decode_step(rows, load.context, 1, load.drafts)
    if load.offline and load.output:
        prefill = setting.prefill_in_full_passes(load.prompt or 0)
        return rows / inference.throughput_shared(
            step_time=step, batch=rows, output_tokens=load.output, prefill_duration=prefill
        )
    if load.shared and load.prompt and load.output and rows > 1:
        prefill = setting.prefill(load.prompt)
        step = inference.served_time_per_token(
            step_time=step, batch=rows, output_tokens=load.output, prefill_duration=prefill
        )
    return step / yielded(load)


def yielded(load: Load) -> float:
    """Tokens that a step gives each sequence."""
    if load.yielded:
        return load.yielded
    if load.drafts and load.acceptance is not None:
        return inference.tokens_per_step(drafts=load.drafts, acceptance=load.acceptance)
    return 1


def rows_in_memory(setting: Setting, load: Load) -> float:
    """Sequences whose cache fits on a group of devices that splits the model."""
    share = setting.constants.get(setting.library, "cache-share")
    return max(
        1,
        inference.batch_in_memory(
            capacity=setting.chip.capacity,
            weights=setting.weights(),
            cache_share=share,
            context=max(1, load.longest),
            kv_bytes=setting.kv_bytes(),
        ),
    )


def per_device(setting: Setting, load: Load, devices: float) -> float:
    """Sequences at once on each device."""
    if load.each:
        return load.each * load.packages / devices
    return (load.together or rows_in_memory(setting, load) * devices) / devices


def metric_of(case: Case, setting: Setting, load: Load, batch: float, token: float) -> float:
    """One of the metrics that follow from batch and time a token. Raises Unpredicted where the metric is another."""
    name = case.metric.lower()
    if name.startswith(("tpot", "itl", "time_per_output", "inter_token", "token_latency")):
        return in_unit(token, "s", case)
    if name.startswith(("step", "iteration", "time", "latency")):
        return in_unit(token * yielded(load), "s", case)
    if name.startswith("layer_time"):
        return in_unit(token * yielded(load) / setting.shape.layers, "s", case)
    if "user" in name or "interactivity" in name or name.startswith("speed"):
        return in_unit(1 / token, "token/s", case)
    if ("throughput" in name or name.startswith("tokens")) and "gain" not in name and "peak" not in name:
        return in_unit(throughput(name, setting, load, batch / token), "token/s", case)
    raise Unpredicted(f"no model gives {case.metric}")


def throughput(name: str, setting: Setting, load: Load, rate: float) -> float:
    """Tokens a second of whatever the metric counts by, of the rate of all devices; with prompts where it counts them."""
    if name.startswith("total") and load.output:
        rate *= 1 + (load.prompt or 0) / load.output
    if any(part in name for part in ("per_gpu", "per_chip", "per_npu", "per_device", "per_accelerator")):
        return rate / load.packages
    if "per_die" in name:
        return rate / load.packages / 2
    if "per_node" in name or "per_server" in name:
        return rate * node_size(setting.chip) / load.packages
    return rate
