"""What no serving software can beat: the roofline at peak, with nothing lost and nothing between kernels.

A step of decoding reads the weights that one token needs at least once and the whole cache, and does two operations a weight
and token; whichever takes longer at peak is the least time. Routing may be skewed, so of the experts only those of one token
are counted; where a case does not state a format, the narrowest is taken.
"""

from dataclasses import dataclass

from scripts.models import inference, roofline
from scripts.predict.case import Case, Unpredicted
from scripts.predict.chip_of import Chip, chip_of, number
from scripts.predict.decode import yielded
from scripts.predict.exchange import node_size
from scripts.predict.formats_of import bits, named, of_parts
from scripts.predict.in_units import in_unit
from scripts.predict.load_of import Load, load_of
from scripts.predict.model_of import Shape, model_of
from scripts.predict.prefill import reuse_of

NARROWEST = "nvfp4"
TIMES = ("tpot", "itl", "ttft", "time")


@dataclass(frozen=True)
class Peak:
    """A model and the packages that hold it, at peak."""

    shape: Shape
    chip: Chip
    packages: float
    form: str
    weight_bits: float
    kv_bits: float


def is_least(case: Case) -> bool:
    """Whether the bound of a case is a least time (else a greatest rate)."""
    return case.metric.lower().startswith(TIMES)


def holds(case: Case, measured: float) -> bool:
    """Whether a measurement keeps to the bound. Raises Unpredicted where the case has none."""
    limit = bound(case)
    return measured >= limit if is_least(case) else measured <= limit


def bound(case: Case) -> float:
    """The bound of a kernel, of decode or of prefill, in the case's unit. Raises Unpredicted for what has none."""
    if case.category == "roofline_kernel":
        return kernel(case)
    if case.category not in ("decode", "prefill") or reuse_of(case) is not None or found_again(case):
        raise Unpredicted(f"the roofline bounds no {case.metric} of {case.category}")
    load = load_of(case)
    peak = peak_of(case, load)
    if case.category == "prefill" and not load.offline:
        return prefill(case, load, peak)
    return decode(case, load, peak)


def found_again(case: Case) -> bool:
    """Whether some of each prompt comes out of a cache, by the words of the case."""
    return any(
        word in f"{case.workload} {case.inputs.get('condition', '')}".lower()
        for word in ("prefix", "cache hit", "reuse")
    )


def kernel(case: Case) -> float:
    """A matrix product: the least time, or the greatest rate."""
    chip, inputs = chip_of(case), case.inputs
    if not all(number(inputs.get(name)) for name in ("n", "k")):
        raise Unpredicted("the case does not give the size of the product")
    form = named(inputs.get("a_dtype") or inputs.get("precision") or case.workload)
    _, peak = chip.peak(form)
    groups = number(inputs.get("groups")) or 1
    rows = number(inputs.get("m_per_group")) or (number(inputs.get("m")) or 1) / groups
    columns, depth = number(inputs["n"]) or 1, number(inputs["k"]) or 1
    work = groups * roofline.matrix_operations(rows=rows, columns=columns, depth=depth)
    weights = groups * columns * depth * bits(form) / 8  # the rest may stay in a cache on the chip
    time = roofline.kernel_time(
        operations=work, moved=weights, peak_compute=peak, memory_bandwidth=chip.memory_bandwidth,
        compute_efficiency=1, memory_efficiency=1, latency=0,
    )  # fmt: skip
    if is_least(case):
        return in_unit(time, "s", case)
    if "utili" in case.metric and "memory" not in case.metric:
        return in_unit(work / time / peak, "1", case)
    if "compute" in case.metric:
        return in_unit(work / time, "FLOP/s", case)
    raise Unpredicted(f"the roofline bounds no {case.metric}")


def peak_of(case: Case, load: Load) -> Peak:
    """The case at peak: packages, widths of weights and cache."""
    shape, chip = model_of(case), chip_of(case)
    stated = case.inputs.get("precision") or case.inputs.get("dtype")
    attention, forward = of_parts(stated) if stated else (NARROWEST, NARROWEST)
    narrow = min((attention, forward), key=bits)
    return Peak(
        shape, chip, load.packages, narrow, bits(narrow), bits(named(case.inputs.get("kv_precision"), "fp8"))
    )  # fmt: skip


def active_parameters(shape: Shape) -> float:
    """Weights that one token meets, the table of its own word left out."""
    experts = shape.expert_layers * (shape.used + shape.shared) * shape.expert_parameters
    forward = (shape.layers - shape.expert_layers) * 3 * shape.hidden * shape.forward
    return shape.layers * shape.attention_parameters + experts + forward + shape.vocabulary * shape.hidden


def step(load: Load, peak: Peak, batch: float) -> float:
    """Least time of a step for so many sequences on all packages."""
    shape = peak.shape
    _, rate = peak.chip.peak(peak.form)
    cache = shape.layers * shape.kv_bytes(peak.kv_bits)
    context = shape.seen(load.context if load.stated_context is not None else (load.prompt or 0))
    return inference.decode_step_time(
        weights_read=active_parameters(shape) * peak.weight_bits / 8,
        batch=batch,
        context=context,
        kv_bytes=cache,
        active_parameters=active_parameters(shape),
        peak_compute=rate,
        memory_bandwidth=peak.chip.memory_bandwidth,
        compute_efficiency=1,
        memory_efficiency=1,
        devices=peak.packages,
        latency=0,
    )


def decode(case: Case, load: Load, peak: Peak) -> float:
    """Least time a token, or the greatest rate that it allows."""
    batch = load.together or (load.each * load.packages if load.each else None)
    if not batch:
        raise Unpredicted("the case does not give the batch")
    most = load.yielded or (yielded(load) if load.acceptance is not None else 1 + load.drafts)
    token = step(load, peak, max(1, batch)) / most
    name = case.metric.lower()
    if name.startswith(("tpot", "itl")):
        return in_unit(token, "s", case)
    if "user" in name:
        return in_unit(1 / token, "token/s", case)
    if "throughput" in name and not name.startswith("total") and "gain" not in name and "peak" not in name:
        share = 1.0
        if any(part in name for part in ("per_gpu", "per_chip", "per_npu")):
            share = load.packages
        elif "per_node" in name:
            share = load.packages / node_size(peak.chip)
        return in_unit(batch / token / share, "token/s", case)
    raise Unpredicted(f"the roofline bounds no {case.metric}")


def prefill(case: Case, load: Load, peak: Peak) -> float:
    """Greatest rate of reading prompts, or the least time for one: the weights' arithmetic at peak."""
    _, rate = peak.chip.peak(peak.form)
    body = active_parameters(peak.shape) - peak.shape.vocabulary * peak.shape.hidden
    name = case.metric.lower()
    if name.startswith("ttft") and load.prompt:
        if case.chips is None:
            raise Unpredicted("the case does not give the packages that read the prompt")
        time = inference.prefill_time(
            active_parameters=body, new_tokens=load.prompt, attention_operations=0, peak_compute=rate, compute_efficiency=1,
            devices=peak.packages,
        )  # fmt: skip
        return in_unit(time, "s", case)
    if "throughput_per_chip" in name or "throughput_per_gpu" in name:
        return in_unit(rate / (2 * body), "token/s", case)
    if "throughput_per_node" in name:
        return in_unit(rate / (2 * body) * node_size(peak.chip), "token/s", case)
    raise Unpredicted(f"the roofline bounds no {case.metric}")
