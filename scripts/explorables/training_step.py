"""Where a training step's time goes, and how many days the run takes

Above, one step from left to right in seconds: each bar is a part and begins where the one above it ends; the last bar is the whole step.
The diamond is what was measured, where these values are those of a published run. Below, the days of the whole run upwards over the
accelerators to the right, both axes logarithmic: a dot for each doubling, hollow where there are fewer sequences than replicas; the large
mark is what is chosen. The dots bend away from a straight line where stages wait, or where each replica has little left to do.
"""

from math import floor, log2
from typing import Any

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.explorables import _input
from scripts.explorables._input import Given, Input, Output, Preset, Taken
from scripts.facts import Fact, Run, facts, run
from scripts.models import memory, moe, training
from scripts.predict import accelerator, case
from scripts.predict import training as predicting
from scripts.predict.architecture import architecture
from scripts.predict.case import Case
from scripts.predict.constants import Constants

DAY = 86400
DOUBLINGS = 14
DIGITS = 6  # of a time that is worked out from a rate
CAUSAL, ALL = 0.5, 1.0  # shares of the scores of attention: under the mask, and as a utilisation counts them

FORMULA = (
    training.training_flops,
    training.attention_flops,
    training.element_bytes,
    training.tensor_parallel_bytes,
    training.expert_parallel_bytes,
    training.pipeline_bubble,
    training.step_time,
    training.model_flops_utilisation,
)
HELD_TO = "training/dense"
NOT_MODELLED = [
    "Interruptions, checkpoints and restarts: see how often to save.",
    "Experts that are used unevenly, limits of power, the optimiser's own time, storage.",
    "Memory: whether this cut of the model fits is another sum.",
    "What a run leaves unsaid. Where it gives no batch, its preset has one that is assumed, and then differs a little from the prediction by which this site is judged.",
    "The peak belongs to the number format: where you change one, change the other.",
]

MODEL, MACHINE, CONSTANTS = "Shape of the model", "Accelerator", "Shares and losses"

INPUTS = [
    Input("active_parameters", "gigacount", low=0.1, high=5000, label="Weights that a token meets"),
    Input("training_tokens", "teracount", default=15e12, low=0.01, high=100, label="Tokens of the whole run"),
    Input("accelerators", default=1024, low=8, high=65536, label="Accelerators"),
    Input("batch", default=1024, low=1, high=65536, label="Sequences of a step"),
    Input("context", default=4096, low=512, high=262144, label="Tokens of a sequence"),
    Input("tensor_ranks", default=1, low=1, high=64, label="Accelerators that split each matrix"),
    Input("stages", default=1, low=1, high=64, label="Stages of the pipeline"),
    Input("way", default="model", label="Utilisation", choices={"model": "from the model", "given": "as given here"}),
    Input("utilisation", "%", default=0.4, low=1, high=100, label="Given utilisation of the peak"),
    Input("measured_time", "s", default=0.0, low=0, high=1000, label="Measured time of a step, of the preset"),
    Input("context_ranks", default=1, low=1, high=64, label="Accelerators that split each sequence", fold="More of the cut"),
    Input("expert_ranks", default=1, low=1, high=1024, label="Accelerators that share out the experts", fold="More of the cut"),
    Input("micro_batch", default=1, low=1, high=64, label="Sequences of a micro-batch", fold="More of the cut"),
    Input("interleave", default=1.0, low=1, high=32, label="Pieces of the model on a stage", of="pieces", fold="More of the cut"),
    Input("sharded", default=0, label="Weights over replicas", choices={0: "each has all", 1: "shared out"}, fold="More of the cut"),
    Input("recomputed_share", "%", default=0.0, low=0, high=100, label="Done again on the way back", fold="More of the cut"),
    Input("parameters", "gigacount", low=0.1, high=10000, label="All weights", fold=MODEL),
    Input("layers", low=1, high=1000, fold=MODEL),
    Input("hidden", low=512, high=65536, fold=MODEL),
    Input("key_width", low=512, high=65536, label="Heads times the length of a key", fold=MODEL),
    Input("value_width", low=512, high=65536, label="Heads times the length of a value", fold=MODEL),
    Input("routed_experts", default=1, low=1, high=1024, label="Experts of a layer", fold=MODEL),
    Input("top_k", default=1, low=1, high=64, label="Of them, met by a token", fold=MODEL),
    Input("expert_layers", default=0, low=0, high=1000, label="Layers with experts", fold=MODEL),
    Input("peak_compute", "TFLOP/s", low=50, high=20000, label="Peak in the format of the products", fold=MACHINE),
    Input("wide_peak", "TFLOP/s", low=50, high=10000, label="Peak in half precision", of="peak_compute", fold=MACHINE),
    Input("memory_bandwidth", "TB/s", low=0.5, high=50, fold=MACHINE),
    Input("bandwidth", "GB/s", low=5, high=5000, label="Scale-up bandwidth, one way", fold=MACHINE),
    Input("domain", low=1, high=16384, label="Accelerators of the scale-up domain", fold=MACHINE),
    Input("network_bandwidth", "GB/s", low=1, high=5000, label="Network bandwidth beyond it, one way", fold=MACHINE),
    Input("training_efficiency", "%", low=1, high=100, label="Share of the peak that products reach", fold=CONSTANTS),
    Input("expert_share", "%", low=1, high=100, label="Of that, reached by products of experts", of="training_efficiency", fold=CONSTANTS),
    Input("attention_share", "%", low=1, high=100, label="Share of the peak that attention reaches", of="training_efficiency", fold=CONSTANTS),
    Input("passages", low=0, high=500, label="Passages of vectors through memory, a layer", fold=CONSTANTS),
    Input("copy_passages", low=0, high=100, label="The same for each copy sent to an expert", of="passages", fold=CONSTANTS),
    Input("exposed_tensors", "%", low=0, high=100, label="Shown of the traffic of split matrices", of="exposed_part", fold=CONSTANTS),
    Input("exposed_experts", "%", low=0, high=100, label="Shown of the traffic of experts", of="exposed_part", fold=CONSTANTS),
    Input("exposed_gradients", "%", low=0, high=100, label="Shown of the traffic of gradients", of="exposed_part", fold=CONSTANTS),
    Input("layer_overhead", "ms", low=0, high=10, label="Starts of small operations, an expert layer", fold=CONSTANTS),
    Input("scaling_loss", "%", low=0, high=20, label="Lost at each doubling of the domains", fold=CONSTANTS),
    Input("stack_speed", default=1.0, low=0.2, high=5, label="Speed of the stack over the usual", fold=CONSTANTS),
]  # fmt: skip
RESULTS = [
    Output("training_time", "The whole run", "s"),
    Output("step_time", "A step", "s"),
    Output("error", "Step, model over measured"),
    Output("mfu", "Utilisation of the peak", "%"),
    Output("compute", "Useful work of an accelerator", "FLOP/s"),
    Output("throughput", "Tokens of an accelerator", "token/s"),
    Output("bubble", "Idle stages over busy ones", "%"),
    Output("hours", "Hours of an accelerator, all told"),
]

RUNS = {
    "Llama 3.1 405B on H100": "llama3_mfu_002",
    "Llama 3.1 405B on H100, FP8": "mlperf_train_405b_h100_8192_v50_step",
    "Llama 3.1 405B on GB200 NVL72": "mbridge_405b_gb200_fp8_flops",
    "DeepSeek-V3 on H800": "deepseek_v3_train_001",
    "DeepSeek-V3 on GB200 NVL72": "mbridge_dsv3_gb200_2604_flops",
    "Llama 3.1 70B on TPU7x": "ironwood_train_009",
    "Llama 2 70B on Ascend 910B": "mindspeed_a2_llama2_70b",
}
SHAPE = {
    "active_parameters": "active-parameters", "parameters": "parameters", "layers": "layers", "hidden": "hidden-size",
    "routed_experts": "routed-experts", "top_k": "experts-per-token", "expert_layers": "dense-layers",
}  # fmt: skip
ASSUMED_BATCH = 8  # sequences of a step for each accelerator, where a run gives none


# --- presets: what scripts.predict reads of a published run ---------------------------------------------------------------


def presets() -> list[Preset]:
    """Published runs, with the constants by which scripts.validate predicts them."""
    return [Preset(label, of_run(run(name))) for label, name in RUNS.items()]


def of_run(row: Run) -> dict[str, Given]:
    """All inputs of a run."""
    one, constants = case.of(row), Constants()
    model, chips, stages = architecture(one), predicting.chips(one), predicting.group(one, "pp")
    batch = predicting.sequences(one)
    assumed = float(ASSUMED_BATCH * chips)
    replicas = predicting.replicas(one)
    own = accelerator.given(one, "microbatch", "micro_batch", "micro_batch_size", "mbs")
    told: dict[str, float] = {
        "accelerators": chips, "context": predicting.sequence(one), "tensor_ranks": predicting.group(one, "tp"), "stages": stages,
        "context_ranks": predicting.group(one, "cp"), "expert_ranks": predicting.expert_ranks(one, model),
    }  # fmt: skip
    shape: dict[str, float] = {
        "active_parameters": model.active, "parameters": model.parameters, "layers": model.layers, "hidden": model.hidden,
        "key_width": model.key_width, "value_width": model.value_width, "routed_experts": max(model.experts, 1), "top_k": max(model.chosen, 1),
        "expert_layers": model.expert_layers,
    }  # fmt: skip
    sharded = predicting.shards_weights(one)
    entity = predicting.find(str(one.inputs.get("model") or ""), "model") or ""
    stated: dict[str, Fact] = {
        prop: rows[0] for prop in (*SHAPE.values(), "attention-heads") if (rows := facts(entity, prop))
    }
    held = facts(entity, "training-tokens")
    return {
        **{name: Taken(value, row) for name, value in told.items()},
        **{name: Taken(value, stated.get(SHAPE.get(name, "attention-heads"), row)) for name, value in shape.items()},
        "training_tokens": Taken(row.settings["tokens"], row) if "tokens" in row.settings else held[0] if held else 15e12,
        "batch": Taken(batch, row) if batch else assumed,
        "micro_batch": Taken(own, row) if own else (batch or assumed) / replicas if sharded else 1,
        "interleave": Taken(max(predicting.interleaving(one, stages), 1), row) if stages > 1 else 1.0,
        "sharded": 1 if sharded else 0, "recomputed_share": Taken(predicting.recomputed(one), row),
        "measured_time": Taken(float(f"{measured_time(row, one, batch or assumed):.{DIGITS}g}"), row),
        **machine(one, chips), **shares(one, constants, own, sharded),
    }  # fmt: skip


def measured_time(row: Run, one: Case, batch: float) -> float:
    """Time of a step in a run: as printed, or from what it tells of its rate."""
    tokens, chips = batch * predicting.sequence(one), predicting.chips(one)
    if row.metric == "step_time":
        return row.measured_value
    if row.metric == "gpu_hours":
        return row.measured_value * 3600 / chips * tokens / predicting.run_tokens(one)
    if row.metric == "mfu":
        rate = row.measured_value / 100 * predicting.counted_peak(one) * chips
        return predicting.flops_counted(one, mfu=True) * tokens / rate
    return predicting.flops_counted(one, mfu=False) * tokens / (row.measured_value * 1e12 * chips)


def machine(one: Case, chips: float) -> dict[str, Given]:
    """The accelerator as scripts.predict takes it, each value with a row that has it."""
    name = accelerator.package(one)

    def known(prop: str, value: float, unit: str) -> Given:
        for row in facts(name, prop):
            if row.value_to is None and any(abs(row.to(unit) / value - times) < 1e-9 for times in (1, 2)):
                return Taken(value, row)
        return value

    joined = int(accelerator.domain(one, chips))
    sizes = facts(predicting.find(one.system) or "", "scaleup-domain-size")
    narrow, wide = accelerator.peak(one, accelerator.precision(one)), accelerator.peak(one, "bf16")
    return {
        "peak_compute": known("peak-compute", narrow, "FLOP/s"), "wide_peak": known("peak-compute", wide, "FLOP/s"),
        "memory_bandwidth": known("hbm-bandwidth", accelerator.memory_rate(one), "byte/s"),
        "bandwidth": known("scaleup-bandwidth", accelerator.scaleup_rate(one), "byte/s"),
        "network_bandwidth": known("scaleout-bandwidth", accelerator.scaleout_rate(one), "byte/s"),
        "domain": Taken(joined, sizes[0]) if sizes and sizes[0].value == joined else float(joined),
    }  # fmt: skip


def shares(one: Case, constants: Constants, own: float | None, sharded: bool) -> dict[str, Given]:
    """Shares and losses by which scripts.predict computes, each with its row; a bare value where another's stands in."""
    software = predicting.SOFTWARE

    def of(entity: str, prop: str, **condition: str) -> Given:
        with constants.traced():
            value = constants.get(entity, prop, **condition)
            rows = constants.rows()
            return Taken(value, rows[0]) if rows and not constants.blind else value

    form = accelerator.precision(one)
    reached = predicting.product_rate(one, constants) / accelerator.peak(one, form)
    own_rows = [row for row in facts(accelerator.package(one), "training-efficiency") if row.value == round(reached, 6)]
    speed = predicting.stack_speed(one, constants)
    return {
        "training_efficiency": Taken(reached, own_rows[0]) if own_rows else reached,
        "expert_share": of(software, "training-efficiency", part="experts"),
        "attention_share": of(software, "training-efficiency", part="attention"),
        "passages": of(software, "memory-passages", part="layer"),
        "copy_passages": of(software, "memory-passages", part="copy"),
        "exposed_tensors": of(software, "exposed-share", operation="tensor"),
        "exposed_experts": of(software, "exposed-share", operation="expert"),
        "exposed_gradients": of(software, "exposed-share", operation="sharded" if sharded else "data"),
        "layer_overhead": of(software, "layer-overhead") if own else 0.0,
        "scaling_loss": of(software, "scaling-loss"),
        "stack_speed": speed,
    }


# What makes a run this run: where a reader changes one of them, nothing was measured.
LOADS = (
    "active_parameters", "accelerators", "batch", "context", "tensor_ranks", "stages", "way", "measured_time", "context_ranks",
    "expert_ranks", "micro_batch", "interleave", "sharded", "recomputed_share", "parameters", "layers", "hidden", "routed_experts", "top_k",
    "peak_compute", "memory_bandwidth", "bandwidth", "domain", "network_bandwidth",
)  # fmt: skip
MEASURED = [{name: found[name] for name in LOADS} for found in (_input.values(INPUTS, preset) for preset in presets())]


# --- the step: as scripts.predict.training puts it together, printed for the browser --------------------------------------


def always_met(values: dict) -> float:
    """Weights that every token meets."""
    parameters, active = values["parameters"], values["active_parameters"]
    if values["routed_experts"] <= values["top_k"]:
        return active
    share = values["top_k"] / values["routed_experts"]
    if not parameters * share < active < parameters:
        return active
    return memory.parameters_always(parameters=parameters, active_parameters=active, share=share)


def flops(values: dict, share: float) -> float:
    """Operations of a token, forward and backward, with a share of all scores of attention."""
    return training.training_flops(active_parameters=values["active_parameters"], tokens=1) + scores(values, share)


def scores(values: dict, share: float) -> float:
    """Operations of attention a token."""
    return training.attention_flops(
        layers=values["layers"],
        key_width=values["key_width"],
        value_width=values["value_width"],
        context=values["context"],
        tokens=1,
        seen_share=share,
    )


def vectors(values: dict) -> float:
    """Bytes that go through memory between the products for a token, and for its copies for experts."""
    moved = training.element_bytes(
        layers=values["layers"], hidden=values["hidden"], passages=values["passages"], tokens=1
    )
    if values["expert_layers"] > 0:
        moved = moved + training.element_bytes(
            layers=values["expert_layers"],
            hidden=values["hidden"],
            passages=values["copy_passages"] * values["top_k"],
            tokens=1,
        )
    return moved


def expert_traffic(values: dict, accelerators: float) -> float:
    """Time of the exchange of experts for a token: inside the scale-up domain or beyond it, whichever is longer."""
    ranks = values["expert_ranks"]
    if ranks <= 1 or values["expert_layers"] == 0:
        return 0
    inside = min(values["domain"], accelerators, ranks)
    domains = max(ranks / inside, 1)
    near = training.expert_parallel_bytes(
        layers=values["expert_layers"],
        hidden=values["hidden"],
        remote_copies=values["top_k"] * (inside - 1) / inside,
        tokens=1,
    )
    crossing = moe.expected_destinations(ranks=domains, top_k=values["top_k"]) * (1 - 1 / domains)
    far = training.expert_parallel_bytes(
        layers=values["expert_layers"], hidden=values["hidden"], remote_copies=crossing, tokens=1
    )
    return max(near / values["bandwidth"], far / values["network_bandwidth"] if domains > 1 else 0)


def gradients(values: dict, accelerators: float, replicas: float) -> float:
    """Time of gradients and weights that replicas exchange in a step."""
    always = always_met(values)
    experts = max(values["parameters"] - always, 0) / values["expert_ranks"]
    held = (always + experts) / (values["tensor_ranks"] * values["stages"])
    rate = values["network_bandwidth"] if accelerators > values["domain"] else values["bandwidth"]
    if values["sharded"] == 1:
        often = max(values["batch"] / replicas / values["micro_batch"], 1) if values["stages"] == 1 else 1
        return training.sharded_data_bytes(parameters=held, ranks=replicas, gathers=often) / rate
    if values["tensor_ranks"] == 1 and values["stages"] == 1:
        return 0
    return training.data_parallel_bytes(parameters=held, ranks=replicas) / rate


def step(values: dict, accelerators: float) -> dict:
    """One step by part, in seconds of all accelerators together, and what comes of it."""
    if values["batch"] < 1 or values["context"] < 1 or values["domain"] < 1 or values["accelerators"] < 1:
        raise ValueError("batch, context, domain and accelerators must be at least 1")
    if values["bandwidth"] <= 0 or values["network_bandwidth"] <= 0 or values["memory_bandwidth"] <= 0:
        raise ValueError("bandwidth, network_bandwidth and memory_bandwidth must be above 0")
    if values["training_efficiency"] <= 0 or values["expert_share"] <= 0 or values["attention_share"] <= 0:
        raise ValueError("training_efficiency, expert_share and attention_share must be above 0")
    if values["stack_speed"] <= 0 or values["peak_compute"] <= 0 or values["wide_peak"] <= 0:
        raise ValueError("stack_speed, peak_compute and wide_peak must be above 0")
    if values["context_ranks"] < 1 or values["expert_ranks"] < 1 or values["tensor_ranks"] < 1 or values["stages"] < 1:
        raise ValueError("context_ranks, expert_ranks, tensor_ranks and stages must be at least 1")
    tokens = values["batch"] * values["context"]
    replicas = max(accelerators / (values["tensor_ranks"] * values["stages"] * values["context_ranks"]), 1)
    again = training.passes(recomputed_share=values["recomputed_share"])
    always, rate = always_met(values), values["training_efficiency"] * values["peak_compute"]
    plain = training.training_flops(active_parameters=always, tokens=1)
    chosen = training.training_flops(active_parameters=values["active_parameters"], tokens=1) - plain
    small = values["micro_batch"] * values["context"] / (values["tensor_ranks"] * values["context_ranks"])
    sums = values["tensor_ranks"] * training.tensor_parallel_bytes(
        layers=values["layers"], hidden=values["hidden"], ranks=values["tensor_ranks"], recomputed_share=values["recomputed_share"], tokens=1
    )  # fmt: skip
    found = {
        "products": again * plain / rate,
        "experts": again * chosen / values["expert_share"] / rate,
        "attention": again * scores(values, CAUSAL) / (values["attention_share"] * values["wide_peak"]),
        "vectors": again * vectors(values) / values["memory_bandwidth"],
        "tensors": sums * values["exposed_tensors"] / values["bandwidth"],
        "exchange": expert_traffic(values, accelerators) * values["exposed_experts"]
        + values["layer_overhead"] * values["expert_layers"] / small,
    }
    work = (
        found["products"]
        + found["experts"]
        + found["attention"]
        + found["vectors"]
        + found["tensors"]
        + found["exchange"]
    )
    scale = tokens / values["stack_speed"]
    bubble = training.pipeline_bubble(
        stages=values["stages"],
        micro_batches=training.micro_batches(
            batch=values["batch"], replicas=replicas, micro_batch=values["micro_batch"]
        ),
        interleave=values["interleave"],
    )
    whole = training.step_time(work=work * scale, ranks=accelerators, bubble=bubble, exposed_time=0)
    lost = values["scaling_loss"] * log2(max(accelerators / min(values["domain"], accelerators), 1))
    sent = gradients(values, accelerators, replicas) * values["exposed_gradients"]
    each = scale / accelerators
    return {
        "products": found["products"] * each, "experts": found["experts"] * each, "attention": found["attention"] * each,
        "vectors": found["vectors"] * each, "tensors": found["tensors"] * each, "exchange": found["exchange"] * each,
        "stages": whole - work * each, "stragglers": whole * lost, "gradients": sent, "whole": whole * (1 + lost) + sent,
        "bubble": bubble, "tokens": tokens, "enough": values["batch"] >= replicas * values["micro_batch"],
    }  # fmt: skip


def time_of_step(values: dict, modelled: float, accelerators: float) -> float:
    """The time of a step that counts: from the model, or from a utilisation that is given."""
    if values["way"] == "model":
        return modelled
    work = flops(values, ALL) * values["batch"] * values["context"]
    return training.training_time(
        flops=work, ranks=accelerators, peak_compute=values["peak_compute"], utilisation=values["utilisation"]
    )


def is_measured(values: dict) -> bool:
    """Whether what is set is what one of the published runs had."""
    for one in MEASURED:
        same = True
        for name in LOADS:
            if one[name] != values[name]:
                same = False
        if same:
            return True
    return False


def results(**values: Any) -> dict:
    """The step, the whole run, and what share of the peak that is."""
    devices = values["accelerators"]
    found = step(values, devices)
    time = time_of_step(values, found["whole"], devices)
    error = floor(1000 * (time / values["measured_time"] - 1) + 0.5) / 10 if values["measured_time"] > 0 else 0
    told = f"+{error:g} %" if error > 0 else f"−{-error:g} %" if error < 0 else "0 %"
    whole = time * values["training_tokens"] / found["tokens"]
    return {
        "training_time": whole,
        "step_time": time,
        "error": told if is_measured(values) else "nobody measured these values",
        "mfu": training.model_flops_utilisation(
            flops=flops(values, ALL) * found["tokens"],
            duration=time,
            ranks=devices,
            peak_compute=values["peak_compute"],
        ),
        "compute": flops(values, CAUSAL) * found["tokens"] / time / devices,
        "throughput": found["tokens"] / time / devices,
        "bubble": found["bubble"],
        "hours": whole * devices / 3600,
    }


# --- the drawing ----------------------------------------------------------------------------------------------------------

PARTS = {
    "products": "products", "experts": "experts", "attention": "attention", "vectors": "vectors",
    "tensors": "split matrices", "exchange": "expert exchange", "stages": "idle stages", "stragglers": "stragglers",
    "gradients": "gradients", "step": "step",
}  # fmt: skip
KINDS = {
    "products": "work", "experts": "work", "attention": "work", "vectors": "work", "tensors": "sent", "exchange": "sent",
    "stages": "idle", "stragglers": "idle", "gradients": "sent",
}  # fmt: skip
ROOM = 1.3  # of the longest bar, for the number behind it
LABELS = 112  # room for the names of the parts, also in a wider font than the drawing was measured in


def mark(what: str, part: str, kind: str, start: float, end: float, label: float) -> dict:
    """One mark: bars in seconds; dots with accelerators in `start` and days in `end`."""
    return {"what": what, "part": PARTS[part], "kind": kind, "start": start, "end": end, "label": label}


def rows(**values: Any) -> list[dict]:
    """The bars of the step, the dots of the run, and what was measured."""
    devices = values["accelerators"]
    found = step(values, devices)
    time = time_of_step(values, found["whole"], devices)
    drawn = []
    at = 0.0
    for part in (
        "products",
        "experts",
        "attention",
        "vectors",
        "tensors",
        "exchange",
        "stages",
        "stragglers",
        "gradients",
    ):
        drawn.append(mark("bar", part, KINDS[part], at, at + found[part], found[part]))
        at = at + found[part]
    drawn.append(mark("bar", "step", "step", 0, time, 0))
    longest = time
    if is_measured(values):
        drawn.append(mark("measured", "step", "step", 0, values["measured_time"], values["measured_time"]))
        longest = max(longest, values["measured_time"])
    drawn.append(mark("number", "step", "step", 0, longest, time))
    drawn.append(mark("room", "step", "step", 0, max(longest, at) * ROOM, 0))
    least = values["tensor_ranks"] * values["stages"] * values["context_ranks"]
    for power in range(DOUBLINGS):
        some = least * 2**power
        other = step(values, some)
        days = time_of_step(values, other["whole"], some) * values["training_tokens"] / other["tokens"] / DAY
        drawn.append(mark("dot" if other["enough"] else "hollow", "step", "step", some, days, some))
    drawn.append(
        mark("chosen", "step", "step", devices, time * values["training_tokens"] / found["tokens"] / DAY, devices)
    )
    return drawn


def data() -> pd.DataFrame:
    """The rows at the first preset."""
    return _input.frame(rows, INPUTS, presets()[0])


def chart(width: int) -> alt.VConcatChart:
    """Bars over dots."""
    inner = width - 128
    base = alt.Chart()

    def only(what: str) -> alt.Chart:
        return base.transform_filter(alt.datum.what == what)

    colour = alt.Color(
        "kind:N",
        legend=None,
        scale=alt.Scale(
            domain=["work", "sent", "idle", "step"], range=[_theme.ACCENT, _theme.WARN, _theme.SOFT, _theme.INK]
        ),
    )
    lane = alt.Axis(title=None, ticks=False, domain=False, minExtent=LABELS)
    y = alt.Y("part:N", scale=alt.Scale(domain=[*PARTS.values()]), axis=lane)
    x = alt.X("start:Q", axis=alt.Axis(title="seconds of a step", tickCount=6), scale=alt.Scale(zero=True, nice=False))
    shown = (alt.datum.what == "bar") | (alt.datum.what == "number")
    numbers = (
        base.transform_filter(alt.datum.label > 0)
        .transform_filter(shown)
        .mark_text(align="left", dx=10, color=_theme.INK)
    )
    diamond: dict[str, Any] = {
        "shape": "diamond", "size": 90, "opacity": 1, "filled": True, "color": _theme.PAPER, "stroke": _theme.INK, "strokeWidth": 1.5,
    }  # fmt: skip
    upper = alt.layer(
        only("room").mark_bar(opacity=0).encode(x=x, x2="end:Q", y=y),
        only("bar").mark_bar().encode(x=x, x2="end:Q", y=y, color=colour),
        numbers.encode(x="end:Q", y=y, text=alt.Text("label:Q", format=".3~g")),
        only("measured").mark_point(**diamond).encode(x="end:Q", y=y),
    ).properties(width=inner, height=24 * len(PARTS))
    across = alt.X(
        "start:Q",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(title="accelerators", format=",", values=[1, 8, 64, 512, 4096, 32768, 262144]),
    )
    up = alt.Y(
        "end:Q",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(title="days of the run", format=",", values=[0.1, 1, 10, 100, 1000, 10000, 100000]),
    )
    spots = [
        only("dot").mark_point(color=_theme.ACCENT, size=36, opacity=1),
        only("hollow").mark_point(color=_theme.ACCENT, size=36, opacity=1, filled=False),
        only("chosen").mark_point(color=_theme.ACCENT, size=170, opacity=1),
        only("chosen").mark_text(color=_theme.ACCENT, fontWeight="bold", align="left", dx=12, dy=-8).encode(text=alt.Text("end:Q", format=",.3~r")),
    ]  # fmt: skip
    lower = alt.layer(*(spot.encode(x=across, y=up) for spot in spots)).properties(width=inner, height=200)
    return alt.vconcat(upper, lower, data=_input.drawn(data()), spacing=22)
