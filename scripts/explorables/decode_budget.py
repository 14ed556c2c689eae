"""What a token of decoding costs in time, part by part

Above, the step of one device from left to right in milliseconds: each bar is a part and begins where the one above it ends; the last bar is
the whole step. Where two micro-batches take turns, most of dispatch and combine hides behind the work, and the pale bar is what hides.
The diamond is what was measured, where these values are those of a published run. Below, throughput upwards over the time of a token to the
right, both axes logarithmic: a dot for each doubling of the batch, hollow where weights and cache no longer fit; the large mark is the
batch that is chosen. To the right and up along the dots each user waits longer and the machine writes more.
"""

from collections.abc import Callable
from math import ceil, floor
from typing import Any

import altair as alt
import pandas as pd

from scripts import facts
from scripts.charts import _theme
from scripts.computed import result
from scripts.explorables import _input, _models
from scripts.explorables._input import Given, Input, Output, Preset, Taken
from scripts.facts import Run, fact, run
from scripts.models import inference, memory, moe, roofline
from scripts.predict import case, chip_of, formats_of
from scripts.predict.constants import Constants
from scripts.predict.load_of import Load
from scripts.predict.serving import TILE, Setting
from scripts.predict.setting_of import load_and_setting_of

DOUBLINGS = 13  # of the batch, along the curve
DIGITS = 6  # of a time that is worked out from a rate
WIDE = 16  # bits of a number that is not quantised

FORMULA = (
    inference.overlapped,
    inference.tokens_per_step,
    roofline.matrix_time,
    inference.attention_operations,
    moe.experts_read,
    moe.experts_bytes,
    moe.exchange_bytes,
    moe.exchange_time,
)
HELD_TO = "decode/expert-parallel"
NOT_MODELLED = [
    "Reading of prompts: other devices do it. Where the same ones do, each token waits for it too.",
    "How batch, context and the choice of experts differ from device to device, but for the one factor of imbalance.",
    "The first layers of some models, which have no experts: all layers are taken to have them.",
    "Other starts and shares where experts reach beyond the scale-up domain: they stay as they are set.",
    "What a run leaves unsaid: its cache is then taken in half precision. The batch of the run on GB200 would not fit in that format.",
    "The peak belongs to the format of the weights: where you change one, change the other.",
    "Where a chip or library has no constant of its own, a preset takes the middle one of its maker's; such a value is shown as assumed.",
]

MODELS = _models.with_experts()
CHIP, CONSTANTS = "Machine and number formats", "Shares and starts of chip and library"

INPUTS = [
    Input("model", default="deepseek-v3", label="Model", choices=_models.labels(MODELS)),
    Input("batch", default=96, low=1, high=4096, label="Sequences at once on a package"),
    Input("context", default=4096, low=1, high=1e6, label="Tokens that a sequence looks back upon"),
    Input("ranks", default=64, low=1, high=1024, label="Devices that share the experts"),
    Input("micro_batches", default=1, label="Overlap", choices={1: "None", 2: "Two micro-batches, if that is faster"}),
    Input("drafts", default=0, low=0, high=8, label="Tokens drafted ahead of each step"),
    Input("acceptance", "%", default=0.0, low=0, high=100, label="Chance that a draft is accepted"),
    Input("measured_time", "ms", default=0.0, low=0, high=1000, label="Measured time of a token, of the preset"),
    Input("dies", default=1, label="A package is to the software", choices={1: "one device", 2: "two devices, its dies"}, fold=CHIP),
    Input("attention_bits", default=8, label="Format of attention's weights", choices={16: "16 bits", 8: "8 bits"}, fold=CHIP),
    Input("bits", default=8, label="Format of the experts' weights", choices={16: "16 bits", 8: "8 bits", 4.5: "4 bits and scales"}, fold=CHIP),
    Input("cache_bits", default=16, label="Format of the cache", choices={16: "16 bits", 8: "8 bits"}, fold=CHIP),
    Input("peak_compute", "TFLOP/s", low=50, high=20000, label="Peak of a device in that format", fold=CHIP),
    Input("wide_peak", "TFLOP/s", low=50, high=10000, label="Its peak in half precision", of="peak_compute", fold=CHIP),
    Input("memory_bandwidth", "TB/s", low=0.5, high=50, label="Memory bandwidth of a device", fold=CHIP),
    Input("capacity", "GB", low=16, high=1000, label="Memory of a device", fold=CHIP),
    Input("bandwidth", "GB/s", low=5, high=5000, label="Scale-up bandwidth of a device, one way", fold=CHIP),
    Input("domain", low=1, high=16384, label="Packages of the scale-up domain", fold=CHIP),
    Input("network_bandwidth", "GB/s", default=50e9, low=5, high=5000, label="Network bandwidth beyond it, one way", fold=CHIP),
    Input("power", "W", low=100, high=10000, label="Power of a package with its share of the machine", fold=CHIP),
    Input("compute_efficiency", "%", low=1, high=100, label="Share of the peak that matrices reach", fold=CONSTANTS),
    Input("wide_efficiency", "%", low=1, high=100, label="The same in half precision", of="compute_efficiency", fold=CONSTANTS),
    Input("attention_efficiency", "%", low=1, high=100, label="Share of that peak that attention reaches", fold=CONSTANTS),
    Input("memory_efficiency", "%", low=1, high=100, label="Share of the memory bandwidth reached", fold=CONSTANTS),
    Input("efficiency", "%", low=1, high=100, label="Share of the link that the exchange reaches", fold=CONSTANTS),
    Input("load_imbalance", low=1, high=10, label="Work of the busiest device over the mean", fold=CONSTANTS),
    Input("exposed_share", "%", low=0, high=100, label="Of the shorter, shown beside the longer", fold=CONSTANTS),
    Input("vector_passes", low=0, high=500, label="Passages of vectors between products, a layer", fold=CONSTANTS),
    Input("layer_start", "us", low=0, high=1000, label="Starts of the kernels of a layer", of="launch_time", fold=CONSTANTS),
    Input("latent_start", "us", low=0, high=1000, label="More of them with latent attention", of="launch_time", fold=CONSTANTS),
    Input("expert_start", "us", low=0, high=1000, label="More of them with experts", of="launch_time", fold=CONSTANTS),
    Input("exchange_start", "us", low=0, high=1000, label="Start of dispatch, and of combine", of="launch_time", fold=CONSTANTS),
    Input("step_start", "ms", low=0, high=100, label="The host, for each step", of="launch_time", fold=CONSTANTS),
    Input("sequence_start", "us", low=0, high=1000, label="The host, for each sequence", of="launch_time", fold=CONSTANTS),
    Input("cores", low=1, high=1024, label="Cores that share a matrix product", fold=CONSTANTS),
    Input("core_bandwidth", "GB/s", low=5, high=500, label="Memory bandwidth that one core can draw", fold=CONSTANTS),
    Input("prologue", low=0, high=2000, label="Filling of a matrix kernel, in steps", fold=CONSTANTS),
    Input("wide_prologue", low=0, high=2000, label="The same in half precision", of="prologue", fold=CONSTANTS),
    Input("least_columns", low=1, high=512, label="Fewest columns that a core is given", fold=CONSTANTS),
    Input("wide_least_columns", low=1, high=512, label="The same in half precision", of="least_columns", fold=CONSTANTS),
]  # fmt: skip
RESULTS = [
    Output("token_time", "Time of an output token", "s"),
    Output("throughput", "Written by a package", "token/s"),
    Output("error", "Time of a token, model over measured"),
    Output("throughput_per_power", "For each kW", "token/s"),
    Output("step_time", "Step", "s"),
    Output("yielded", "Tokens that a step gives a sequence"),
    Output("used_micro_batches", "Micro-batches that are faster", "count"),
    Output("memory_used", "Of its memory, weights and cache fill", "%"),
]

RUNS = {
    "CloudMatrix 384, largest batch": "cm384_decode_003",
    "CloudMatrix 384, tightest target": "cm384_decode_slo15_tpot",
    "GB200 NVL72, SGLang": "sglang_gb200_002",
    "HGX H100, SGLang": "sglang_h100_ep72_003",
    "H800, DeepSeek's profile": "dsr1_peers_cm_001",
}

# What makes a run this run: where a reader changes one of them, nothing was measured.
LOADS = (
    "model", "batch", "context", "ranks", "micro_batches", "drafts", "acceptance", "measured_time", "dies", "attention_bits", "bits", "cache_bits",
    "peak_compute", "wide_peak", "memory_bandwidth", "bandwidth", "domain", "network_bandwidth",
)  # fmt: skip


# --- presets: what scripts.predict reads of a published run ---------------------------------------------------------------


def presets() -> list[Preset]:
    """Published runs, with the constants by which scripts.validate predicts them."""
    return [Preset(label, of_run(run(name))) for label, name in RUNS.items()]


def of_run(row: Run) -> dict[str, Given]:
    """All inputs of a run."""
    constants = Constants()
    load, setting = load_and_setting_of(case.of(row), constants)
    dies = 2 if setting.chip.entity.endswith("-die") else 1
    batch = (load.each or 1) * 1.0
    said = {
        "batch": batch,
        "context": load.context,
        "ranks": load.expert,
        "drafts": load.drafts,
        "acceptance": load.acceptance or 0.0,
    }
    return {
        "model": setting.shape.entity, "micro_batches": int(load.microbatches or 1), "dies": dies,
        **{name: Taken(value, row) for name, value in said.items()},
        "measured_time": Taken(measured_time(row, load, dies), row),
        **machine(setting, row), **reached(setting, constants),
    }  # fmt: skip


def measured_time(row: Run, load: Load, dies: int) -> float:
    """Time of a token in a run: as printed, or the sequences of a package over what it writes."""
    if row.unit == "ms":
        return row.to("s")
    packages = chip_of_node(row) if row.metric.endswith("per_node") else 1
    return float(f"{(load.each or 1) * packages / row.measured_value:.{DIGITS}g}")


def chip_of_node(row: Run) -> float:
    """Packages of a server in a run whose throughput is told of one; a DGX H100 and its like have eight."""
    return fact("dgx-h100", "scaleup-domain-size").value


def machine(setting: Setting, row: Run) -> dict[str, Given]:
    """The chip as scripts.predict takes it, each value with its record."""
    chip, stated = setting.chip, row.settings
    wide, narrow = chip.peak("bf16"), chip.peak(setting.forward_form)
    link = stated.get("link_GBps_unidir")
    size = {
        "ascend-910c-die": fact("cloudmatrix-384", "scaleup-domain-size", "zuo2025cloudmatrix"),
        "gb200-gpu": fact("gb200-nvl72", "scaleup-domain-size"),
    }
    drawn: dict[str, Given] = {
        "ascend-910c-die": result("machine_power_per_package_estimated"),
        "gb200-gpu": rack_power(),
    }
    return {
        "attention_bits": 16 if setting.attention_form == "bf16" else 8, "bits": formats_of.bits(setting.forward_form),
        "peak_compute": known(chip.entity, "peak-compute", narrow[1]), "wide_peak": known(chip.entity, "peak-compute", wide[1]),
        "memory_bandwidth": known(chip.entity, "hbm-bandwidth", chip.memory_bandwidth),
        "capacity": known(chip.entity, "hbm-capacity", chip.capacity), "cores": known(chip.entity, "compute-cores", chip.cores),
        "bandwidth": Taken(link * 1e9, row) if link else known(chip.entity, "scaleup-bandwidth", chip.scaleup or 0),
        "domain": size.get(chip.entity, fact("dgx-h100", "scaleup-domain-size")),
        "network_bandwidth": Taken(stated["nic_GBps_unidir"] * 1e9, row) if "nic_GBps_unidir" in stated else 50e9,
        "power": drawn.get(chip.entity, server_power()),
    }  # fmt: skip


def rack_power() -> Taken:
    """A package's share of an NVL72 rack, from the table that has the CloudMatrix 384 too."""
    row = fact("gb200-nvl72", "system-power", "winbuzzer2025cloudmatrix")
    return Taken(row.to("W") / fact("gb200-nvl72", "scaleup-domain-size").value, row)


def server_power() -> Taken:
    """A package's share of a server of eight; an H800's server is taken to draw what an H100's does."""
    row = fact("dgx-h100", "system-power", "nvidia2023dgxh100")
    return Taken(row.to("W") / fact("dgx-h100", "scaleup-domain-size").value, row)


def known(entity: str, prop: str, value: float) -> Given:
    """A value of a chip with the row that it comes from, as it is or halved; bare where no row has it."""
    for row in facts.facts(entity, prop):
        if row.value_to is None and prop != "compute-cores" and abs(chip_of.base(row) / value - 1) < 1e-9:
            return Taken(value, row)
        if prop == "compute-cores" and row.value == value:
            return row
    halved = [
        row for row in facts.facts(entity, prop) if row.value_to is None and abs(chip_of.base(row) / value - 2) < 1e-9
    ]
    return Taken(value, halved[0]) if halved else value


def reached(setting: Setting, constants: Constants) -> dict[str, Given]:
    """Shares and starts by which scripts.predict computes, each with its row; a bare value where another's stands in."""
    chip, library, shape = setting.chip, setting.library, setting.shape
    near, wide = formats_of.nearest(chip.peak(setting.forward_form)[0]), formats_of.nearest("bf16")
    form = formats_of.nearest(setting.forward_form)
    outside = setting.expert > 1 and chip.entity in ("h100-sxm", "h800-sxm")
    way = {"operation": "dispatch", "link": "scale-out" if outside else "scale-up"}

    def nearest(entity: str, prop: str, forms: tuple[str, ...]) -> Given:
        return looked_up(constants, lambda: constants.get_nearest(entity, prop, forms))

    def start(**condition: str) -> Given:
        return looked_up(constants, lambda: constants.get(library, "launch-overhead", **condition))

    def share(entity: str, prop: str, **condition: str) -> Given:
        return looked_up(constants, lambda: constants.get(entity, prop, **condition))

    return {
        "compute_efficiency": nearest(chip.entity, "compute-efficiency", near),
        "wide_efficiency": nearest(chip.entity, "compute-efficiency", wide),
        "attention_efficiency": share(chip.entity, "attention-efficiency"),
        "memory_efficiency": share(chip.entity, "memory-efficiency"),
        "core_bandwidth": share(chip.entity, "core-memory-bandwidth"),
        "efficiency": share(library, "communication-efficiency", **way),
        "load_imbalance": share(library, "load-imbalance"),
        "exposed_share": share(library, "unhidden-share"),
        "vector_passes": share(library, "vector-passes"),
        "layer_start": start(covers="layer"),
        "latent_start": start(covers="latent layer") if shape.latent else 0.0,
        "expert_start": start(covers="expert layer"),
        "exchange_start": start(**way),
        "step_start": start(covers="step"),
        "sequence_start": start(covers="sequence"),
        "prologue": nearest(library, "pipeline-depth", near),
        "wide_prologue": nearest(library, "pipeline-depth", wide),
        "least_columns": nearest(library, "tile-columns", form),
        "wide_least_columns": nearest(library, "tile-columns", wide),
    }


def looked_up(constants: Constants, look: Callable[[], float]) -> Given:
    """A constant with the row it stands in."""
    with constants.traced():
        value = look()
        rows = constants.rows()
        return Taken(value, rows[0]) if rows and not constants.blind else value


MEASURED = [{name: found[name] for name in LOADS} for found in (_input.values(INPUTS, preset) for preset in presets())]


# --- the step: as scripts.predict.expert_parallel puts it together, printed for the browser -------------------------------


def product(values: dict, rows: float, columns: float, depth: float, bits: float) -> float:
    """A matrix product without its start; in 16 bits it has a peak and constants of its own."""
    wide = bits == WIDE
    return roofline.matrix_time(
        rows=rows,
        columns=columns,
        depth=depth,
        bits=bits,
        output_bits=WIDE,
        peak_compute=values["wide_peak"] if wide else values["peak_compute"],
        memory_bandwidth=values["memory_bandwidth"],
        compute_efficiency=values["wide_efficiency"] if wide else values["compute_efficiency"],
        memory_efficiency=values["memory_efficiency"],
        latency=0,
        prologue=values["wide_prologue"] if wide else values["prologue"],
        tile_rows=TILE,
        tile_columns=TILE,
        least_columns=values["wide_least_columns"] if wide else values["least_columns"],
        cores=values["cores"],
        core_bandwidth=values["core_bandwidth"],
    )


def kernel(values: dict, operations: float, moved: float, peak: float, share: float) -> float:
    """The longer of arithmetic and traffic."""
    return roofline.kernel_time(
        operations=operations,
        moved=moved,
        peak_compute=peak,
        memory_bandwidth=values["memory_bandwidth"],
        compute_efficiency=share,
        memory_efficiency=values["memory_efficiency"],
        latency=0,
    )


def head_products(values: dict, shape: dict, rows: float, dimension: float) -> float:
    """A product of each head with its own matrix, between its dimension and the latent vector, in 16 bits."""
    operations = shape["heads"] * roofline.matrix_operations(rows=rows, columns=dimension, depth=shape["latent"])
    moved = shape["heads"] * roofline.matrix_bytes(
        rows=rows, columns=dimension, depth=shape["latent"], bits=WIDE, output_bits=WIDE
    )
    return kernel(values, operations, moved, values["wide_peak"], values["wide_efficiency"])


def projections(values: dict, shape: dict, rows: float) -> float:
    """The matrices of one attention layer: into queries, keys and values, and out."""
    bits = values["attention_bits"]
    length = shape["head_dimension"]
    if shape["latent"] > 0:
        inward = product(
            values, rows, shape["query_latent"] + shape["latent"] + shape["rope"], shape["hidden"], bits
        ) + product(values, rows, shape["heads"] * (length + shape["rope"]), shape["query_latent"], bits)
        between = head_products(values, shape, rows, length) + head_products(
            values, shape, rows, shape["value_dimension"]
        )
        return (
            inward + between + product(values, rows, shape["hidden"], shape["heads"] * shape["value_dimension"], bits)
        )
    inward = product(values, rows, (shape["heads"] + 2 * shape["kv_heads"]) * length, shape["hidden"], bits)
    return inward + product(values, rows, shape["hidden"], shape["heads"] * length, bits)


def cache_bytes(values: dict, shape: dict) -> float:
    """Bytes of cache a token and layer."""
    if shape["latent"] > 0:
        return memory.kv_bytes_latent(
            layers=1, latent_rank=shape["latent"], rope_dimension=shape["rope"], bits=values["cache_bits"]
        )
    return memory.kv_bytes_grouped(
        layers=1, kv_heads=shape["kv_heads"], head_dimension=shape["head_dimension"], bits=values["cache_bits"]
    )


def attention(values: dict, shape: dict, tokens: float, sequences: float) -> float:
    """The core of attention in one layer; the cache of each sequence is read once, a window's part where a layer has one."""
    context = values["context"]
    window = shape["window"] if shape["window"] > 0 else context
    seen = (1 - shape["windowed"]) * context + shape["windowed"] * min(context, window)
    latent = shape["latent"] > 0
    operations = inference.attention_operations(
        heads=shape["heads"],
        head_dimension=(shape["latent"] if latent else shape["head_dimension"]) + shape["rope"],
        value_dimension=shape["latent"] if latent else shape["value_dimension"],
        new_tokens=tokens,
        context=seen,
    )
    moved = sequences * seen * cache_bytes(values, shape)
    return kernel(values, operations, moved, values["wide_peak"], values["attention_efficiency"])


def routed(values: dict, shape: dict, tokens: float) -> float:
    """The experts of one layer, for so many tokens of each device of the group."""
    everywhere = tokens * values["ranks"]
    rows = tokens * shape["used"] * values["load_imbalance"]
    moved = moe.experts_bytes(
        experts_read=moe.experts_read(
            routed_experts=shape["experts"], top_k=shape["used"], tokens=everywhere, ranks=values["ranks"]
        ),
        rows=rows,
        hidden=shape["hidden"],
        expert_width=shape["expert_width"],
        bits=values["bits"],
    )
    operations = 2 * rows * 3 * shape["hidden"] * shape["expert_width"]
    wide = values["bits"] == WIDE
    return kernel(
        values,
        operations,
        moved,
        values["wide_peak"] if wide else values["peak_compute"],
        values["wide_efficiency"] if wide else values["compute_efficiency"],
    )


def shared_expert(values: dict, shape: dict, rows: float) -> float:
    """The experts that every token passes."""
    width = shape["shared"] * shape["expert_width"]
    if width == 0:
        return 0
    bits = values["bits"]
    return product(values, rows, 2 * width, shape["hidden"], bits) + product(values, rows, shape["hidden"], width, bits)


def exchange(values: dict, shape: dict, tokens: float, number_bytes: float) -> float:
    """Dispatch or combine of one layer: a copy for each expert elsewhere, or beyond the domain in another one."""
    ranks = values["ranks"]
    if ranks <= 1:
        return 0
    domains = ceil(ranks / values["dies"] / values["domain"])
    sent = moe.exchange_bytes(
        tokens=tokens,
        copies=shape["used"],
        token_bytes=shape["hidden"] * number_bytes,
        ranks=domains if domains > 1 else ranks,
    )
    return moe.exchange_time(
        launch_time=values["exchange_start"],
        floor_time=0,
        inner_bytes=0 if domains > 1 else sent,
        bandwidth=values["efficiency"] * values["bandwidth"],
        outer_bytes=sent if domains > 1 else 0,
        network_bandwidth=values["efficiency"] * values["network_bandwidth"],
    )


def layer(values: dict, shape: dict, sequences: float, parts: float) -> dict:
    """One layer by part, cut into so many micro-batches: each reads the weights anew."""
    some = sequences / parts
    fresh = some * (1 + values["drafts"])
    passes = values["vector_passes"] * fresh * shape["hidden"] * WIDE / 8
    found = {
        "projections": parts * projections(values, shape, fresh),
        "attention": parts * attention(values, shape, fresh, some),
        "routed": parts * routed(values, shape, fresh),
        "shared": parts * shared_expert(values, shape, fresh),
        "between": parts * kernel(values, 0, passes, values["wide_peak"], 1),
        "starts": parts * (values["layer_start"] + (values["latent_start"] if shape["latent"] > 0 else 0) + values["expert_start"]),
        "dispatch": parts * exchange(values, shape, fresh, 1),
        "combine": parts * exchange(values, shape, fresh, 2),
    }  # fmt: skip
    work = (
        found["projections"]
        + found["attention"]
        + found["routed"]
        + found["shared"]
        + found["between"]
        + found["starts"]
    )
    sent = found["dispatch"] + found["combine"]
    whole = work + sent
    if parts > 1:
        whole = inference.overlapped(compute_time=work, communication_time=sent, exposed_share=values["exposed_share"])
    return {**found, "work": work, "sent": sent, "whole": whole, "parts": parts}


def best_layer(values: dict, shape: dict, sequences: float) -> dict:
    """One layer as a whole, or in micro-batches where that is faster."""
    plain = layer(values, shape, sequences, 1)
    if values["micro_batches"] == 1:
        return plain
    cut = layer(values, shape, sequences, values["micro_batches"])
    return cut if cut["whole"] < plain["whole"] else plain


def step(values: dict, batch: float) -> dict:
    """One step for a batch of a package, all layers, the last matrix and the host; and what comes of it."""
    shape = MODELS[values["model"]]
    if batch < 1:
        raise ValueError(f"batch must be at least 1, got {batch:g}")
    if values["power"] <= 0 or values["domain"] < 1 or values["capacity"] <= 0:
        raise ValueError("power and capacity must be above 0, domain at least 1")
    sequences = batch / values["dies"]
    drafts = values["drafts"]
    one = best_layer(values, shape, sequences)
    last = product(values, sequences * (1 + drafts), shape["vocabulary"], shape["hidden"], WIDE) * (1 + drafts)
    host = values["step_start"] + sequences * values["sequence_start"]
    whole = (shape["layers"] + drafts) * one["whole"] + last + host
    yielded = inference.tokens_per_step(drafts=drafts, acceptance=values["acceptance"])
    held = (
        shape["routed"] * values["bits"] / values["ranks"]
        + shape["rest"] * values["attention_bits"]
        + shape["words"] * WIDE
    ) / 8
    cached = sequences * values["context"] * shape["layers"] * (1 - shape["windowed"]) * cache_bytes(values, shape)
    return {
        "layer": one, "layers": shape["layers"] + drafts, "last": last, "host": host, "whole": whole, "yielded": yielded,
        "time": whole / yielded, "rate": batch * yielded / whole, "memory": (held + cached) / values["capacity"],
    }  # fmt: skip


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
    """The step and what comes of it; the error only where the values are those of a run."""
    found = step(values, values["batch"])
    error = floor(1000 * (found["time"] / values["measured_time"] - 1) + 0.5) / 10 if values["measured_time"] > 0 else 0
    told = f"+{error:g} %" if error > 0 else f"−{-error:g} %" if error < 0 else "0 %"
    return {
        "token_time": found["time"],
        "throughput": found["rate"],
        "error": told if is_measured(values) else "nobody measured these values",
        "throughput_per_power": found["rate"] / values["power"] * 1000,
        "step_time": found["whole"],
        "yielded": found["yielded"],
        "used_micro_batches": found["layer"]["parts"],
        "memory_used": found["memory"],
    }


# --- the drawing ----------------------------------------------------------------------------------------------------------

PARTS = {
    "projections": "projections", "attention": "attention", "routed": "routed experts", "shared": "shared expert",
    "between": "small kernels", "starts": "starts", "dispatch": "dispatch", "combine": "combine",
    "last": "last matrix", "host": "host", "step": "step",
}  # fmt: skip
WORK = ("projections", "attention", "routed", "shared", "between", "starts")
SENT = ("dispatch", "combine")
ROOM = 1.16  # of the longest bar, for the number behind it
LABELS = 104  # room for the names of the parts, also in a wider font than the drawing was measured in


def bar(part: str, kind: str, start: float, time: float, label: float) -> dict:
    """One bar, in milliseconds; `label` is what is written behind it."""
    return {
        "what": "bar", "part": PARTS[part], "kind": kind, "start": 1000 * start, "end": 1000 * (start + time), "label": 1000 * label,
        "time": 0, "rate": 0, "batch": 0,
    }  # fmt: skip


def dot(what: str, batch: float, time: float, rate: float) -> dict:
    """One dot of the curve, its time in milliseconds."""
    return {
        "what": what, "part": PARTS["step"], "kind": "step", "start": 0, "end": 0, "label": 0, "time": 1000 * time, "rate": rate, "batch": batch,
    }  # fmt: skip


def rows(**values: Any) -> list[dict]:
    """The bars of the step, the dots of the curve, and what was measured."""
    found = step(values, values["batch"])
    one, layers = found["layer"], found["layers"]
    drawn = []
    at = 0.0
    for part in WORK:
        time = layers * one[part]
        drawn.append(bar(part, "work", at, time, time))
        at = at + time
    shown = max(0, layers * (one["whole"] - one["work"]))
    hidden = max(0, layers * one["sent"] - shown)
    for part in SENT:
        share = one[part] / one["sent"] if one["sent"] > 0 else 0
        drawn.append(bar(part, "hidden", at - share * hidden, share * hidden, 0))
        drawn.append(bar(part, "sent", at, share * shown, share * (hidden + shown)))
        at = at + share * shown
    drawn.append(bar("last", "work", at, found["last"], found["last"]))
    drawn.append(bar("host", "host", at + found["last"], found["host"], found["host"]))
    drawn.append(bar("step", "step", 0, found["whole"], 0))
    longest = found["whole"]
    if is_measured(values):
        measured = values["measured_time"]
        longest = max(longest, measured * found["yielded"])
        drawn.append({**bar("step", "step", 0, measured * found["yielded"], measured), "what": "measured step"})
        drawn.append(dot("measured", values["batch"], measured, values["batch"] / measured))
    drawn.append({**bar("step", "step", 0, longest, found["whole"]), "what": "number"})
    drawn.append({**bar("step", "step", 0, longest * ROOM, 0), "what": "room"})
    for power in range(DOUBLINGS):
        other = step(values, 2**power)
        drawn.append(dot("fits" if other["memory"] <= 1 else "too much", 2**power, other["time"], other["rate"]))
    drawn.append(dot("chosen", values["batch"], found["time"], found["rate"]))
    return drawn


def data() -> pd.DataFrame:
    """The rows at the first preset."""
    return _input.frame(rows, INPUTS, presets()[0])


def chart(width: int) -> alt.VConcatChart:
    """Bars over a curve."""
    inner = width - 120
    base = alt.Chart()

    def only(what: str) -> alt.Chart:
        return base.transform_filter(alt.datum.what == what)

    colour = alt.Color(
        "kind:N",
        legend=None,
        scale=alt.Scale(
            domain=["work", "sent", "hidden", "host", "step"],
            range=[_theme.ACCENT, _theme.WARN, _theme.GRID, _theme.SOFT, _theme.INK],
        ),
    )
    y = alt.Y(
        "part:N",
        scale=alt.Scale(domain=[*PARTS.values()]),
        axis=alt.Axis(title=None, ticks=False, domain=False, minExtent=LABELS),
    )
    x = alt.X("start:Q", axis=alt.Axis(title="milliseconds of a step"), scale=alt.Scale(zero=True, nice=False))
    bars = only("bar").mark_bar(clip=True).encode(x=x, x2="end:Q", y=y, color=colour)
    room = only("room").mark_bar(opacity=0).encode(x=x, x2="end:Q", y=y)
    numbers = (
        base.transform_filter(alt.datum.label > 0)
        .transform_filter((alt.datum.what == "bar") | (alt.datum.what == "number"))
        .mark_text(align="left", dx=10, color=_theme.INK)
        .encode(x=alt.X("end:Q"), y=y, text=alt.Text("label:Q", format=".1f"))
    )
    diamond: dict[str, Any] = {
        "shape": "diamond",
        "size": 90,
        "opacity": 1,
        "filled": True,
        "color": _theme.PAPER,
        "stroke": _theme.INK,
        "strokeWidth": 1.5,
    }
    measured = only("measured step").mark_point(**diamond).encode(x="end:Q", y=y)
    across = alt.X(
        "time:Q",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(
            title="milliseconds for an output token", format=",", values=[5, 10, 20, 50, 100, 200, 500, 1000, 2000]
        ),
    )
    up = alt.Y(
        "rate:Q",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(title="tokens/s of a package", format=",", values=[10, 30, 100, 300, 1000, 3000, 10000, 30000]),
    )
    curve = base.encode(x=across, y=up)

    def dots(what: str) -> alt.Chart:
        return curve.transform_filter(alt.datum.what == what)

    marks = [
        dots("fits").mark_point(color=_theme.ACCENT, size=36, opacity=1),
        dots("too much").mark_point(color=_theme.ACCENT, size=36, opacity=1, filled=False),
        dots("chosen").mark_point(color=_theme.ACCENT, size=170, opacity=1),
        dots("chosen").mark_text(color=_theme.ACCENT, fontWeight="bold", align="left", dx=12, dy=10).encode(text=alt.Text("batch:Q", format=",")),
        dots("measured").mark_point(**diamond),
        dots("measured").mark_text(align="left", dx=10, dy=-8, color=_theme.INK).encode(text="what:N"),
    ]  # fmt: skip
    upper = alt.layer(room, bars, numbers, measured).properties(width=inner, height=24 * len(PARTS))
    lower = alt.layer(*marks).properties(width=inner, height=210)
    return alt.vconcat(upper, lower, data=_input.drawn(data()), spacing=22)
