"""Training: the time of a step and what is told of it in other units.

The work of one token is that of the matrix products at the chip's efficiency in training, of attention, of what moves
through memory between them, of the traffic of tensor and expert parallelism; then come the bubble of the pipeline, the
gradients that nothing hides, and a loss for each doubling of the machine. One set of constants, one efficiency a chip
and number format.
"""

import re
from math import log2

from scripts.facts import facts
from scripts.models import memory, moe, training
from scripts.predict import accelerator
from scripts.predict.accelerator import amount, given
from scripts.predict.architecture import Architecture, architecture
from scripts.predict.case import Case, Unpredicted
from scripts.predict.constants import Constants
from scripts.predict.names import find, plain

SOFTWARE = "training-software"
RUN = ("tokens", "training_tokens", "total_tokens", "steps", "num_steps", "iterations")
RACE = "mlperf"  # whose entrants choose their number formats to be fast
NON_CAUSAL, CAUSAL = 1.0, 0.5  # the share of scores that is counted


def predict(case: Case, constants: Constants) -> float:
    """The metric of the case in its unit. Raises Unpredicted where its inputs do not suffice."""
    metric = plain(case.metric)
    if metric in ("mfu", "modelflopsutilization", "modelflopsutilisation", "hfu"):
        counted = flops_counted(case, mfu=True) * (1 + recomputed(case) / 3 if metric == "hfu" else 1)
        share = counted / (token_work(case, constants) * counted_peak(case))
        return share * (100 if case.unit in ("%", "percent") else 1)
    if any(word in metric for word in ("tflop", "computeperchip", "flopspergpu", "flopsperchip", "computepergpu")):
        return (
            flops_counted(case, mfu=False)
            / token_work(case, constants)
            / scale(case, {"PFLOP": 1e15, "GFLOP": 1e9, "TFLOP": 1e12}, 1e12)
        )
    if metric.startswith("token") or metric.startswith("throughput"):
        return throughput(case, constants)
    if "hour" in metric:
        return token_work(case, constants) * run_tokens(case) / 3600 / scale(case, {"mega": 1e6, "M": 1e6, "k": 1e3}, 1)
    if metric in ("days", "trainingdays", "trainingtime", "timetotrain", "wallclock", "duration"):
        if metric == "timetotrain" and not given(case, *RUN):
            raise Unpredicted("the case does not say after how many tokens the target is reached")
        return token_work(case, constants) * run_tokens(case) / chips(case) / time_unit(case)
    if (
        "steptime" in metric
        or "iterationtime" in metric
        or metric in ("time", "timeperstep", "steps", "secondsperstep")
    ):
        return token_work(case, constants) * step_tokens(case) / chips(case) / time_unit(case)
    if "samples" in metric or "sequences" in metric:
        rate = 1 / (token_work(case, constants) * sequence(case))
        return rate * (1 if per_chip(case) else chips(case))
    raise Unpredicted(f"no model gives {case.metric}")


def counted_peak(case: Case) -> float:
    """The peak that a utilisation is a share of: the one given, else that of the format of the run."""
    named = plain(str(case.inputs.get("peak") or ""))
    form = next((form for form in ("fp8", "bf16", "fp4") if form in named), None)
    return accelerator.peak(case, form or ("bf16" if given(case, "peak_TFLOPS") else accelerator.precision(case)))


def scale(case: Case, prefixes: dict[str, float], usual: float) -> float:
    """What the unit of the case counts in."""
    return next((value for prefix, value in prefixes.items() if case.unit.startswith(prefix)), usual)


def time_unit(case: Case) -> float:
    """Seconds of the unit of the case."""
    units = {"ms": 1e-3, "us": 1e-6, "min": 60.0, "d": 86400.0, "h": 3600.0, "s": 1.0}
    return scale(case, units, 1.0)


def per_chip(case: Case) -> bool:
    """Whether a rate counts for one accelerator."""
    text = f"{case.metric} {case.unit}".lower()
    return any(word in text for word in ("gpu", "chip", "device", "npu", "accelerator"))


def throughput(case: Case, constants: Constants) -> float:
    """Tokens a second, of an accelerator or of all, in the unit of the case."""
    rate = (1 if per_chip(case) else chips(case)) / token_work(case, constants)
    seconds = 86400 if "day" in case.unit else 3600 if "hour" in case.unit else 1
    return rate * seconds / scale(case, {"giga": 1e9, "mega": 1e6, "M": 1e6, "k": 1e3, "tera": 1e12}, 1)


# --- what the inputs say ----------------------------------------------------------------------------------------------


def chips(case: Case) -> float:
    """Accelerators that run."""
    found = case.chips or given(case, "chips", "gpus", "world_size", "num_gpus", "ranks")
    cores, slices = given(case, "cores_per_slice"), given(case, "slices") or 1
    if not found and cores:
        found = cores * slices / (given(case, "cores_per_chip") or 1)
    if not found and given(case, "chips_per_slice"):
        found = slices * (given(case, "chips_per_slice") or 1)
    return found or group(case, "tp") * group(case, "pp") * group(case, "cp") * group(case, "dp")


def group(case: Case, name: str) -> float:
    """Ranks of one kind of parallelism; 1 where the case says nothing, or something that is no number."""
    long = {
        "tp": "tensor_parallel",
        "pp": "pipeline_parallel",
        "cp": "context_parallel",
        "ep": "expert_parallel",
        "dp": "data_parallel",
    }
    return max(given(case, name, long[name]) or 1, 1)


def sequence(case: Case) -> float:
    """Tokens of one sequence; a usual length where the case says none."""
    said = given(case, "seq_len", "sequence_length", "seq", "context", "max_seq_len")
    condition = re.search(r"(\d+)\s*k\b", str(case.inputs.get("condition", "")).lower())
    return said or (float(condition[1]) * 1024 if condition else 4096.0)


def step_tokens(case: Case) -> float:
    """Tokens of one step. Raises Unpredicted where the case does not give them."""
    said = given(case, "tokens_per_batch", "tokens_per_step", "global_batch_tokens", "batch_tokens")
    if said:
        return said
    batch = sequences(case)
    if batch:
        return batch * sequence(case)
    raise Unpredicted("the case gives no batch")


def sequences(case: Case) -> float | None:
    """Sequences of one step."""
    whole = given(case, "global_batch", "global_batch_size", "gbs")
    if whole:
        return whole
    replica = given(case, "sequences_per_dp")
    if replica:
        return replica * replicas(case)
    own = given(case, "local_batch", "microbatch", "micro_batch", "per_device_batch")
    steps = given(case, "grad_accum", "grad_accumulation", "gradient_accumulation") or 1
    return own * steps * replicas(case) if own else None


def run_tokens(case: Case) -> float:
    """Tokens of a whole run: an input, or those that the model's maker states."""
    said, steps = given(case, *RUN[:3]), given(case, *RUN[3:])
    if said or steps:
        return said or (steps or 0) * step_tokens(case)
    known = stated_tokens(case)
    if known:
        return known
    raise Unpredicted("neither the case nor data/ gives the tokens of the run")


def stated_tokens(case: Case) -> float | None:
    """Tokens that data/ states of the model's main run."""
    rows = facts(find(str(case.inputs.get("model") or ""), "model") or "", "training-tokens")
    return float(rows[0].quantity.to("token").magnitude) if rows else None


def replicas(case: Case) -> float:
    """Copies of the model that work on different sequences."""
    return max(given(case, "dp") or chips(case) / (group(case, "tp") * group(case, "pp") * group(case, "cp")), 1)


def recomputed(case: Case) -> float:
    """Share of the forward pass that is done again: all, or nothing where only some activations are."""
    said = plain(str(case.inputs.get("recompute", case.inputs.get("activation_checkpointing", ""))))
    return 1.0 if said in ("full", "true", "yes", "1") or said.startswith("full") else 0.0


def flops_counted(case: Case, mfu: bool) -> float:
    """FLOP of a token that the metric counts; the utilisation by its first definition counts all scores, masked or not."""
    said = plain(str(case.inputs.get("attention_flops", "")))
    share = NON_CAUSAL if said.startswith("non") else CAUSAL if said or not mfu else NON_CAUSAL
    model = architecture(case)
    return training.training_flops(active_parameters=model.active, tokens=1) + scores(model, sequence(case), share)


def scores(model: Architecture, context: float, share: float) -> float:
    """FLOP of attention a token."""
    return training.attention_flops(
        layers=model.layers, key_width=model.key_width, value_width=model.value_width, context=context, tokens=1, seen_share=share
    )  # fmt: skip


# --- the work of a token ----------------------------------------------------------------------------------------------


def token_work(case: Case, constants: Constants) -> float:
    """Seconds times accelerators that one token takes, with everything that is not hidden."""
    return sum(parts(case, constants).values())


def parts(case: Case, constants: Constants) -> dict[str, float]:
    """The same by what it goes into: work on the accelerators, idle stages, stragglers, gradients that nothing hides."""
    model, ranks = architecture(case), chips(case)
    again = training.passes(recomputed_share=recomputed(case))
    found = {
        "products": again * products(case, model, constants),
        "attention": again * attention(case, model, constants),
        "memory": again * elements(case, model, constants),
        "tensors": tensor_traffic(case, model, constants),
        "experts": expert_traffic(case, model, constants) + small_pieces(case, model, constants),
    }
    faster = stack_speed(case, constants)
    found = {name: work / faster for name, work in found.items()}
    work = sum(found.values())
    whole = training.step_time(work=work, ranks=1, bubble=bubble(case), exposed_time=0)
    found["stages"] = whole - work
    found["stragglers"] = whole * (losses(case, ranks, constants) - 1)
    found["gradients"] = gradients(case, model, ranks, constants)
    return found


def stack_speed(case: Case, constants: Constants) -> float:
    """How much faster the stack of the case is than the usual one; 1 where nothing is known of it."""
    named = find(str(case.inputs.get("framework") or case.inputs.get("backend") or ""), "library")
    if named and constants.has(named, "stack-speed"):
        return constants.get(named, "stack-speed")
    return 1.0


def products(case: Case, model: Architecture, constants: Constants) -> float:
    """Matrix products with weights; those of experts are many and small."""
    rate = product_rate(case, constants) * accelerator.throttled(case)
    always = always_met(model)
    work = training.training_flops(active_parameters=always, tokens=1)
    if model.active > always:
        slower = constants.get(SOFTWARE, "training-efficiency", part="experts")
        work += training.training_flops(active_parameters=model.active - always, tokens=1) / slower
    return work / rate


def product_rate(case: Case, constants: Constants) -> float:
    """The rate of large products in training; where no efficiency is known in a format, that of the next wider one."""
    form, chip = number_format(case), accelerator.package(case)
    wider = [name for name, _ in accelerator.FORMATS]
    for name in wider[wider.index(form) :]:
        try:
            return constants.get(chip, "training-efficiency", operation=name) * accelerator.peak(case, form)
        except Unpredicted:
            continue
    raise Unpredicted(f"no efficiency in training is known of {chip} or of anything like it")


def number_format(case: Case) -> str:
    """The format of the case. Where it is silent, that of a race for the shortest time is the narrowest of the chip."""
    silent = not (case.inputs.get("precision") or case.inputs.get("dtype"))
    if silent and RACE in f"{case.workload} {case.inputs.get('condition', '')}".lower():
        chip = accelerator.package(case)
        return next((name for name, ways in accelerator.FORMATS if accelerator.stated_peaks(chip, ways)), "bf16")
    return accelerator.precision(case)


def always_met(model: Architecture) -> float:
    """Weights that every token meets."""
    share = model.chosen / model.experts if model.experts else 0
    if not 0 < share < 1 or not model.parameters * share < model.active < model.parameters:
        return model.active
    return memory.parameters_always(parameters=model.parameters, active_parameters=model.active, share=share)


def attention(case: Case, model: Architecture, constants: Constants) -> float:
    """Scores and sums, which stay in 16 bits."""
    efficiency = constants.get(SOFTWARE, "training-efficiency", part="attention")
    return scores(model, sequence(case), CAUSAL) / (
        efficiency * accelerator.peak(case, "bf16") * accelerator.throttled(case)
    )


def elements(case: Case, model: Architecture, constants: Constants) -> float:
    """What goes through memory between the products, and the shuffling of copies for experts."""
    plainly = constants.get(SOFTWARE, "memory-passages", part="layer")
    moved = training.element_bytes(layers=model.layers, hidden=model.hidden, passages=plainly, tokens=1)
    if model.experts:
        copies = constants.get(SOFTWARE, "memory-passages", part="copy") * model.chosen
        moved += training.element_bytes(layers=model.expert_layers, hidden=model.hidden, passages=copies, tokens=1)
    return moved / accelerator.memory_rate(case)


def tensor_traffic(case: Case, model: Architecture, constants: Constants) -> float:
    """All-reduces of tensor parallelism, as far as nothing hides them; every rank of the group sends for every token."""
    ranks = group(case, "tp")
    if ranks == 1:
        return 0.0
    moved = training.tensor_parallel_bytes(
        layers=model.layers, hidden=model.hidden, ranks=ranks, recomputed_share=recomputed(case), tokens=1
    )
    return ranks * moved * constants.get(SOFTWARE, "exposed-share", operation="tensor") / accelerator.scaleup_rate(case)


def expert_ranks(case: Case, model: Architecture) -> float:
    """Ranks over which the experts of a layer are spread: those given, or as many as there are, where the case is silent."""
    if not model.experts:
        return 1.0
    silent = all(case.inputs.get(name) is None for name in ("ep", "expert_parallel"))
    return min(model.experts, chips(case)) if silent else group(case, "ep")


def expert_traffic(case: Case, model: Architecture, constants: Constants) -> float:
    """All-to-all of expert parallelism in the scale-up domain and beyond it, as far as nothing hides it.

    A token crosses to another domain once for all its experts there, and to each of them from where it arrives.
    """
    ranks = expert_ranks(case, model)
    if ranks == 1:
        return 0.0
    inside = accelerator.domain(case, ranks)
    domains = max(ranks / inside, 1)
    shape = {"layers": model.expert_layers, "hidden": model.hidden, "tokens": 1.0}
    crossing = moe.expected_destinations(ranks=domains, top_k=model.chosen) * (1 - 1 / domains)
    near = training.expert_parallel_bytes(
        **shape, remote_copies=model.chosen * (inside - 1) / inside
    ) / accelerator.scaleup_rate(case)
    far = (
        training.expert_parallel_bytes(**shape, remote_copies=crossing) / accelerator.scaleout_rate(case)
        if domains > 1
        else 0.0
    )
    return max(near, far) * constants.get(SOFTWARE, "exposed-share", operation="expert")


def bubble(case: Case) -> float:
    """Idle time of the pipeline over its busy time."""
    stages = group(case, "pp")
    if stages == 1:
        return 0.0
    interleave = max(interleaving(case, stages), 1)
    batch = sequences(case)
    if batch is None:
        tokens = given(case, "tokens_per_batch")
        batch = tokens / sequence(case) if tokens else None
    if batch is None:
        return 0.0
    number = training.micro_batches(
        batch=batch,
        replicas=replicas(case),
        micro_batch=given(case, "microbatch", "micro_batch", "micro_batch_size", "mbs") or 1,
    )
    return training.pipeline_bubble(stages=stages, micro_batches=number, interleave=interleave)


def small_pieces(case: Case, model: Architecture, constants: Constants) -> float:
    """Starting the many small operations of an expert layer, anew for each micro-batch; shared by the tokens of a rank."""
    own = given(case, "microbatch", "micro_batch", "micro_batch_size", "mbs")
    if not model.experts or not own:
        return 0.0
    tokens = own * sequence(case) / (group(case, "tp") * group(case, "cp"))
    try:
        return constants.get(SOFTWARE, "layer-overhead") * model.expert_layers / tokens
    except Unpredicted:  # nobody has timed it
        return 0.0


def interleaving(case: Case, stages: float) -> float:
    """Pieces of the model on one stage: those given; one where the case calls its schedule plain or names none of them;
    as many as there are layers where it is silent.
    """
    names = ("virtual_stages", "vp", "vpp", "interleave")
    said = given(case, *names)
    if said:
        return said
    plainly = any(name in case.inputs for name in names) or "plain" in str(case.inputs.get("schedule", ""))
    return 1 if plainly else architecture(case).layers / stages


def losses(case: Case, ranks: float, constants: Constants) -> float:
    """What each doubling of the number of scale-up domains costs: stragglers, jitter, congestion."""
    domains = ranks / accelerator.domain(case, ranks)
    slices = given(case, "slices") or 1
    return 1 + constants.get(SOFTWARE, "scaling-loss") * log2(max(domains, slices, 1))


def gradients(case: Case, model: Architecture, ranks: float, constants: Constants) -> float:
    """Gradients and weights of data parallelism that nothing hides, as work of a token.

    None where the case gives no batch, or says nothing of how the model is shared out.
    """
    sharded = shards_weights(case)
    if not sharded and group(case, "tp") == group(case, "pp") == 1:
        return 0.0
    try:
        tokens = step_tokens(case)
    except Unpredicted:
        return 0.0
    copies = replicas(case)
    outside = ranks > accelerator.domain(case, ranks)
    rate = accelerator.scaleout_rate(case) if outside else accelerator.scaleup_rate(case)
    held = own_parameters(case, model)
    if sharded:
        moved = training.sharded_data_bytes(parameters=held, ranks=copies, gathers=gathers(case))
        share = constants.get(SOFTWARE, "exposed-share", operation="sharded")
    else:
        moved = training.data_parallel_bytes(parameters=held, ranks=copies)
        share = constants.get(SOFTWARE, "exposed-share", operation="data")
    return moved / rate * share * ranks / tokens


def own_parameters(case: Case, model: Architecture) -> float:
    """Weights of one rank's part of the model; experts are spread over more ranks than the rest."""
    always = always_met(model)
    experts = max(model.parameters - always, 0) / expert_ranks(case, model)
    return (always + experts) / (group(case, "tp") * group(case, "pp"))


def gathers(case: Case) -> float:
    """How often sharded weights are gathered in a step: for each micro-batch where there is no pipeline."""
    said = given(case, "grad_accum", "grad_accumulation", "gradient_accumulation")
    own, batch = given(case, "microbatch", "local_batch"), sequences(case)
    if group(case, "pp") > 1:
        return 1.0
    return max(said or (batch / replicas(case) / own if own and batch else 1.0), 1.0)


def shards_weights(case: Case) -> bool:
    """Whether data parallelism shards the weights, so that it gathers them layer by layer behind the products."""
    stated = case.inputs.get("fsdp")
    told = f"{case.inputs.get('sharding', '')} {case.workload}".lower()
    return stated is True or (amount(stated) or 0) > 0 or "shard" in told or "fsdp" in told
