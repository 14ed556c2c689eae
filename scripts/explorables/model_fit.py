"""What a device holds, and whether a model fits

Above, the memory of the fullest device from left to right: each bar is one thing that it holds and begins where the one above it ends; the
last bar is all of it, and the line is what the device has. In the middle, how far each kind of group reaches over the devices, on a
logarithmic axis; the line is the end of the scale-up domain, and a group that crosses it is drawn in the colour of a warning. Below, memory
upwards over the batch, both axes logarithmic, a dot for each doubling, hollow where it does not fit; the large mark is the batch that is
chosen. At first the dots lie level, where weights are all that counts; then each sequence costs as much as the last.
"""

from typing import Any

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.explorables import _input, _models
from scripts.explorables._input import Given, Input, Output, Preset, Taken
from scripts.facts import Run, fact, part, run
from scripts.models import inference, memory, parallelism

GIGA = 1e9
DOUBLINGS = 12  # of the batch, along the curve
WIDE = 16  # bits of a number that is not quantised

FORMULA = (
    parallelism.parameters_held,
    memory.kv_bytes_latent,
    memory.kv_bytes_grouped,
    parallelism.state_bytes,
    parallelism.activation_bytes,
    inference.batch_in_memory,
)
NOT_MODELLED = [
    "Buffers of libraries, fragmentation, and the small activations of serving: leave some of the memory free.",
    "Activations of experts and of gated blocks, which keep more than a plain layer; and recomputing, which keeps less.",
    "The tables of words, which lie on the first and the last stage only: here every stage has its share.",
    "Whether the machine is fast enough: a model that fits may still be slow.",
]

MODELS = _models.every()
MACHINE, TRAINING = "Device and formats", "Training"

INPUTS = [
    Input("model", default="deepseek-v3", label="Model", choices=_models.labels(MODELS)),
    Input("purpose", default="serve", label="To be", choices={"serve": "served", "train": "trained"}),
    Input("tensor_ranks", default=1, low=1, high=256, label="Devices that split each matrix"),
    Input("stages", default=1, low=1, high=64, label="Stages of a pipeline"),
    Input("data_ranks", default=1, low=1, high=16384, label="Replicas with sequences of their own"),
    Input("expert_ranks", default=1, low=1, high=1024, label="Replicas that share out the experts"),
    Input("batch", default=1, low=1, high=4096, label="Sequences at once in a replica"),
    Input("context", default=4096, low=1, high=1e6, label="Tokens of a sequence"),
    Input("capacity", "GB", low=16, high=1000, label="Memory of a device", fold=MACHINE),
    Input("domain", low=1, high=16384, label="Devices of the scale-up domain", fold=MACHINE),
    Input("attention_bits", default=8, label="Dense weights, served", choices={16: "16 bits", 8: "8 bits", 4.5: "4 bits and scales"}, fold=MACHINE),
    Input("bits", default=8, label="Expert weights, served", choices={16: "16 bits", 8: "8 bits", 4.5: "4 bits and scales"}, fold=MACHINE),
    Input("cache_bits", default=16, label="Cache, served", choices={16: "16 bits", 8: "8 bits"}, fold=MACHINE),
    Input("sharding_stage", default=1, label="Replicas share out", choices={0: "nothing", 1: "the optimiser's state", 2: "gradients too", 3: "weights too"}, fold=TRAINING),
    Input("micro_batches", default=1, low=1, high=1024, label="Micro-batches of a step", fold=TRAINING),
]  # fmt: skip
RESULTS = [
    Output("fits", "Does it fit?"),
    Output("held", "Held by the fullest device", "byte"),
    Output("memory_used", "Of its memory", "%"),
    Output("largest_batch", "Largest batch that fits", "count"),
    Output("crossing", "Beyond the scale-up domain"),
    Output("devices", "Devices in all", "count"),
    Output("fewest", "Devices that its weights alone fill", "count"),
]


def presets() -> list[Preset]:
    """Published runs, and two plain questions."""
    h100: dict[str, Given] = {
        "capacity": fact("h100-sxm", "hbm-capacity"),
        "domain": fact("dgx-h100", "scaleup-domain-size"),
    }
    gb200: dict[str, Given] = {
        "capacity": fact("gb200-gpu", "hbm-capacity", "nvidia2026dgxcbench"),
        "domain": fact("gb200-nvl72", "scaleup-domain-size"),
    }
    packages = fact("cloudmatrix-384", "scaleup-domain-size", "zuo2025cloudmatrix")
    dies = part("ascend-910c", "ascend-910c-die")
    die: dict[str, Given] = {
        "capacity": fact("ascend-910c-die", "hbm-capacity"),
        "domain": Taken(packages.value * dies.count, packages),
    }
    server: dict[str, Given] = {**h100, "tensor_ranks": fact("dgx-h100", "scaleup-domain-size")}
    return [
        Preset("DeepSeek-V3 served by CloudMatrix 384", {**die, **served(run("cm384_decode_003"))}),
        Preset("DeepSeek-V3 served by GB200 NVL72", {**gb200, **served(run("sglang_gb200_002"))}),
        Preset("DeepSeek-V3 in one server of H100", server),
        Preset(
            "Llama 3.1 70B in one server of H100",
            {**server, "model": "llama-3.1-70b", "attention_bits": 16, "batch": 64},
        ),
        Preset("Llama 3.1 405B trained on H100", {**h100, **trained(run("llama3_mfu_002"))}),
        Preset(
            "DeepSeek-V3 trained on H800",
            {**h100, "capacity": fact("h800-sxm", "hbm-capacity"), **trained(run("deepseek_v3_train_001"))},
        ),
    ]


def served(row: Run) -> dict[str, Given]:
    """What a published run of decoding says: each device has sequences of its own, all share the experts."""
    said = row.settings
    batch = said.get("batch_per_die") or said["batch_per_gpu"]
    return {
        "model": "deepseek-v3",
        "data_ranks": Taken(said["dp"], row),
        "expert_ranks": Taken(said["ep"], row),
        "batch": Taken(batch, row),
        "context": Taken(said["context_mean"], row),
        "attention_bits": 16 if "bf16 attention" in said["precision"] else 8,
    }


def trained(row: Run) -> dict[str, Given]:
    """What a published run of training says; micro-batches of one sequence."""
    said = row.settings
    replicas = (row.chips or 0) / (said.get("tp", 1) * said["pp"])
    told: dict[str, Given] = (
        {"micro_batches": Taken(said["sequences_per_dp"], row)} if "sequences_per_dp" in said else {}
    )
    return {
        "model": "llama-3.1-405b" if "Llama" in said["model"] else "deepseek-v3", "purpose": "train",
        "tensor_ranks": Taken(said.get("tp", 1), row), "stages": Taken(said["pp"], row), "data_ranks": Taken(replicas, row),
        "expert_ranks": Taken(said.get("ep", 1), row), "context": Taken(said["seq_len"], row), "micro_batches": 16, **told,
    }  # fmt: skip


# --- what the browser computes too ----------------------------------------------------------------------------------------


def cache_bytes(values: dict, shape: dict) -> float:
    """Bytes of cache a sequence and layer on one device; a window's part where a layer has one."""
    window = shape["window"] if shape["window"] > 0 else values["context"]
    seen = (1 - shape["windowed"]) * values["context"] + shape["windowed"] * min(values["context"], window)
    if shape["latent"] > 0:
        return seen * memory.kv_bytes_latent(
            layers=1, latent_rank=shape["latent"], rope_dimension=shape["rope"], bits=values["cache_bits"]
        )
    share = max(1 / shape["kv_heads"], 1 / values["tensor_ranks"])
    return (
        share
        * seen
        * memory.kv_bytes_grouped(
            layers=1, kv_heads=shape["kv_heads"], head_dimension=shape["head_dimension"], bits=values["cache_bits"]
        )
    )


def holding(values: dict) -> dict:
    """What the fullest device holds: what does not grow with the batch, and what each sequence adds."""
    shape: dict[str, Any] = MODELS[values["model"]]
    ranks = {"tensor_ranks": values["tensor_ranks"], "stages": values["stages"]}
    if values["expert_ranks"] > values["data_ranks"]:
        raise ValueError(
            f"expert_ranks must be at most data_ranks, got {values['expert_ranks']:g} and {values['data_ranks']:g}"
        )
    if values["batch"] < 1 or values["domain"] < 1 or values["capacity"] <= 0 or values["context"] < 1:
        raise ValueError("batch, domain and context must be at least 1, capacity above 0")
    common = parallelism.parameters_held(
        parameters=shape["rest"] + shape["words"], expert_parameters=0, expert_ranks=1, **ranks
    )
    expert = parallelism.parameters_held(
        parameters=shape["routed"], expert_parameters=shape["routed"], expert_ranks=values["expert_ranks"], **ranks
    )
    layers = parallelism.layers_of_stage(layers=shape["layers"], stages=values["stages"], stage=0)
    if values["purpose"] == "serve":
        words = shape["words"] / values["tensor_ranks"] / values["stages"]
        return {
            "common": ((common - words) * values["attention_bits"] + words * WIDE) / 8, "experts": expert * values["bits"] / 8, "gradients": 0,
            "optimiser": 0, "cache": layers * cache_bytes(values, shape), "activations": 0,
        }  # fmt: skip
    stage = values["sharding_stage"]
    one = parallelism.state_parts(parameters=common, data_ranks=values["data_ranks"], sharding_stage=stage)
    other = parallelism.state_parts(
        parameters=expert, data_ranks=values["data_ranks"] / values["expert_ranks"], sharding_stage=stage
    )
    kept = parallelism.activation_bytes(
        tokens=values["context"],
        hidden=shape["hidden"],
        heads=shape["heads"],
        context=0,
        tensor_ranks=values["tensor_ranks"],
        sequence_split=True,
    )
    flying = parallelism.activations_in_flight(stages=values["stages"], stage=0, micro_batches=values["micro_batches"])
    return {
        "common": one[0], "experts": other[0], "gradients": one[1] + other[1], "optimiser": one[2] + other[2], "cache": 0,
        "activations": layers * flying * kept,
    }  # fmt: skip


def fixed_bytes(found: dict) -> float:
    """What does not grow with the batch."""
    return found["common"] + found["experts"] + found["gradients"] + found["optimiser"]


def crossing(tensors: float, experts: float, replicas: float, whole: float, domain: float) -> str:
    """Which groups reach beyond the scale-up domain, where tensors are innermost and stages outermost."""
    if whole <= domain:
        return "nothing"
    if tensors > domain:
        return "even the split matrices"
    if experts > domain:
        return "experts, with every token"
    if replicas > domain:
        return "replicas and stages" if whole > replicas else "replicas"
    return "stages only"


def results(**values: Any) -> dict:
    """Whether it fits, and what crosses the domain."""
    found = holding(values)
    shape = MODELS[values["model"]]
    fixed, each = fixed_bytes(found), found["cache"] + found["activations"]
    held = fixed + values["batch"] * each
    tensors, replicas = values["tensor_ranks"], values["tensor_ranks"] * values["data_ranks"]
    served_bits = shape["routed"] * values["bits"] + shape["rest"] * values["attention_bits"] + shape["words"] * WIDE
    weights = served_bits if values["purpose"] == "serve" else (shape["routed"] + shape["rest"] + shape["words"]) * WIDE
    return {
        "fits": "yes" if held <= values["capacity"] else "no",
        "held": held,
        "memory_used": held / values["capacity"],
        "largest_batch": inference.batch_in_memory(
            capacity=values["capacity"], weights=fixed, cache_share=1, context=1, kv_bytes=each
        ),
        "crossing": crossing(tensors, tensors * values["expert_ranks"], replicas, replicas * values["stages"], values["domain"]),
        "devices": replicas * values["stages"],
        "fewest": memory.devices_to_hold(
            amount=weights / 8, capacity=values["capacity"]
        ),
    }  # fmt: skip


PARTS = {
    "common": "dense weights", "experts": "expert weights", "gradients": "gradients", "optimiser": "optimiser",
    "cache": "cache", "activations": "activations", "all": "all of it",
}  # fmt: skip
GROUPS = ("split matrices", "experts", "replicas", "stages")
ROOM = 1.2  # of the longest bar, for the number behind it
LABELS = 104  # room for the names, also in a wider font than the drawing was measured in


def drawn_row(what: str, name: str, kind: str, start: float, end: float, batch: float) -> dict:
    """One mark; `start` and `end` in gigabytes or devices."""
    return {"what": what, "name": name, "kind": kind, "start": start, "end": end, "batch": batch}


def rows(**values: Any) -> list[dict]:
    """Bars of memory, bars of groups, dots of the curve, and both limits."""
    found = holding(values)
    fixed, each = fixed_bytes(found), found["cache"] + found["activations"]
    held, capacity = fixed + values["batch"] * each, values["capacity"]
    drawn = []
    at = 0.0
    for name in ("common", "experts", "gradients", "optimiser", "cache", "activations"):
        size = found[name] * (values["batch"] if name == "cache" or name == "activations" else 1)
        drawn.append(drawn_row("held", PARTS[name], "part", at / GIGA, (at + size) / GIGA, size / GIGA))
        at = at + size
    drawn.append(drawn_row("held", PARTS["all"], "fits" if held <= capacity else "over", 0, held / GIGA, held / GIGA))
    drawn.append(drawn_row("room", PARTS["all"], "part", 0, max(held, capacity) / GIGA * ROOM, 0))
    drawn.append(drawn_row("capacity", PARTS["all"], "part", capacity / GIGA, capacity / GIGA, 0))
    tensors = values["tensor_ranks"]
    reach = [tensors, tensors * values["expert_ranks"], tensors * values["data_ranks"], tensors * values["data_ranks"] * values["stages"]]  # fmt: skip
    alone = [tensors, values["expert_ranks"], values["data_ranks"], values["stages"]]
    for place in range(len(GROUPS)):
        far = reach[place] if alone[place] > 1 else 1
        drawn.append(drawn_row("group", GROUPS[place], "over" if far > values["domain"] else "fits", 1, far, far))
    drawn.append(drawn_row("domain", GROUPS[0], "part", values["domain"], values["domain"], values["domain"]))
    for power in range(DOUBLINGS):
        size = (fixed + 2**power * each) / GIGA
        drawn.append(drawn_row("dot" if size * GIGA <= capacity else "hollow", "", "part", 0, size, 2**power))
    drawn.append(drawn_row("chosen", "", "part", 0, held / GIGA, values["batch"]))
    return drawn


def data() -> pd.DataFrame:
    """The rows at the first preset."""
    return _input.frame(rows, INPUTS, presets()[0])


def chart(width: int) -> alt.VConcatChart:
    """Memory, groups, curve."""
    inner = width - 120
    base = alt.Chart()

    def only(what: str) -> alt.Chart:
        return base.transform_filter(alt.datum.what == what)

    colour = alt.Color(
        "kind:N",
        legend=None,
        scale=alt.Scale(domain=["part", "fits", "over"], range=[_theme.ACCENT, _theme.INK, _theme.WARN]),
    )
    lane = alt.Axis(title=None, ticks=False, domain=False, minExtent=LABELS)
    y = alt.Y("name:N", scale=alt.Scale(domain=[*PARTS.values()]), axis=lane)
    x = alt.X(
        "start:Q",
        axis=alt.Axis(title="GB (dashed: what a device has)", tickCount=6),
        scale=alt.Scale(zero=True, nice=False),
    )
    line: dict[str, Any] = {"color": _theme.INK, "strokeWidth": 2, "strokeDash": [5, 3]}
    upper = alt.layer(
        only("room").mark_bar(opacity=0).encode(x=x, x2="end:Q", y=y),
        only("held").mark_bar().encode(x=x, x2="end:Q", y=y, color=colour),
        only("capacity").mark_rule(**line).encode(x=x),
        only("held").transform_filter(alt.datum.batch >= 0.05).mark_text(align="left", dx=5, color=_theme.INK).encode(x="end:Q", y=y, text=alt.Text("batch:Q", format=",.1f")),
    ).properties(width=inner, height=23 * len(PARTS))  # fmt: skip
    reach = alt.Scale(type="log", domain=[1, 65536], nice=False)
    across = alt.X(
        "start:Q",
        scale=reach,
        axis=alt.Axis(title="devices (dashed: the scale-up domain)", format=",", values=[1, 16, 256, 4096, 65536]),
    )
    group = alt.Y("name:N", scale=alt.Scale(domain=[*GROUPS]), axis=lane)
    ends = only("group").encode(x=alt.X("end:Q", scale=reach), y=group, text=alt.Text("batch:Q", format=","))
    middle = alt.layer(
        only("group").mark_bar(clip=True).encode(x=across, x2="end:Q", y=group, color=colour),
        only("domain").mark_rule(**line, clip=True).encode(x=across),
        ends.transform_filter(alt.datum.end < 16).mark_text(align="left", dx=6, color=_theme.INK),
        ends.transform_filter(alt.datum.end >= 16).mark_text(align="right", dx=-6, color=_theme.PAPER),
    ).properties(width=inner, height=23 * len(GROUPS))  # fmt: skip
    sequences = alt.X(
        "batch:Q",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(title="sequences at once in a replica", format=",", values=[1, 4, 16, 64, 256, 1024, 4096]),
    )
    size = alt.Y(
        "end:Q",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(title="GB of a device", format=",", values=[1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 100000]),
    )
    spots = [
        only("dot").mark_point(color=_theme.ACCENT, size=36, opacity=1),
        only("hollow").mark_point(color=_theme.ACCENT, size=36, opacity=1, filled=False),
        only("chosen").mark_point(color=_theme.ACCENT, size=170, opacity=1),
        only("chosen").mark_text(color=_theme.ACCENT, fontWeight="bold", align="left", dx=12, dy=12).encode(text=alt.Text("batch:Q", format=",")),
    ]  # fmt: skip
    lower = alt.layer(
        *(spot.encode(x=sequences, y=size) for spot in spots), only("capacity").mark_rule(**line).encode(y=size)
    ).properties(width=inner, height=150)
    return alt.vconcat(upper, middle, lower, data=_input.drawn(data()), spacing=20)
