"""The shape of the language model of a case: from its inputs, from data/, or from the size that its name states."""

import re
from dataclasses import dataclass
from functools import cache

from scripts.facts import facts
from scripts.models import training
from scripts.predict.accelerator import amount, given
from scripts.predict.case import Case, Unpredicted
from scripts.predict.names import find

ASPECT = "aspect-ratio"


@dataclass(frozen=True)
class Architecture:
    """What a transformer is made of, as far as a prediction needs it. Widths are counts; experts 0 in a dense model."""

    parameters: float
    active: float
    layers: float
    hidden: float
    key_width: float  # heads times the length of a key
    value_width: float  # heads times the length of a value
    cache_width: float  # numbers that one token leaves in one layer's cache
    experts: float
    chosen: float
    dense_layers: float
    vocabulary: float

    @property
    def expert_layers(self) -> float:
        """Layers in which a router chooses."""
        return max(self.layers - self.dense_layers, 0) if self.experts else 0


SHAPE = {
    "layers": ("layers", "num_layers"), "hidden-size": ("hidden", "hidden_size"), "attention-heads": ("heads",),
    "kv-heads": ("kv_heads",), "head-dimension": ("head_dim",), "ffn-size": ("ffn", "ffn_size"),
    "routed-experts": ("experts",), "experts-per-token": ("top_k",), "expert-ffn-size": ("expert_ffn",),
    "vocabulary-size": ("vocab",),
}  # fmt: skip


def architecture(case: Case) -> Architecture:
    """The model of a case. Raises Unpredicted where neither a shape nor a size can be found."""
    name = str(case.inputs.get("model") or "")
    known = stated(find(name, "model") or "")
    for prop, inputs in SHAPE.items():
        value = given(case, *inputs)
        if value:
            known = known | {prop: value}
    total = given(case, "total_params", "params", "parameters") or known.get("parameters") or sized(name)
    active = given(case, "active_params", "active_parameters") or known.get("active-parameters") or sized(name, "a")
    return assemble(known, total, active, name)


def assemble(known: dict[str, float], total: float | None, active: float | None, name: str) -> Architecture:
    """A shape with its gaps filled: parameters by the shape, or the shape by the parameters."""
    experts, chosen = known.get("routed-experts", 0), known.get("experts-per-token", 0)
    layers, hidden = known.get("layers"), known.get("hidden-size")
    if not layers or not hidden:
        if not (active or total):
            raise Unpredicted(f"neither shape nor size of the model {name!r} is known")
        size = active or total or 0
        aspect = stated("models-class")[ASPECT]
        layers = layers or training.layers_of(parameters=size, aspect=aspect)
        hidden = hidden or aspect * layers
    heads = known.get("attention-heads") or max(hidden / 128, 1)
    length = known.get("head-dimension") or hidden / heads
    rope, latent = known.get("rope-head-dimension", 0), known.get("kv-latent-rank", 0)
    key_width = heads * (length + rope)
    value_width = heads * (known.get("value-head-dimension") or length)
    kv_heads = known.get("kv-heads") or heads
    vocabulary = known.get("vocabulary-size", 0)
    if not total or (experts and not active):
        common = {
            "layers": layers, "hidden": hidden, "key_width": key_width, "kv_width": kv_heads * length, "vocabulary": vocabulary,
        }  # fmt: skip
        width = known.get("expert-ffn-size") or known.get("ffn-size") or 4 * hidden
        total = total or training.transformer_parameters(**common, ffn_width=max(experts, 1) * width)
        active = active or training.transformer_parameters(**common, ffn_width=max(chosen, 1) * width)
    cache_width = latent + rope if latent else 2 * kv_heads * length
    return Architecture(
        total, active or total, layers, hidden, key_width, value_width, cache_width, experts, chosen,
        known.get("dense-layers", 0), vocabulary,
    )  # fmt: skip


@cache
def stated(model: str) -> dict[str, float]:
    """Shape and size that data/ holds of a model, numbers as counts."""
    found: dict[str, float] = {}
    for row in facts(model) if model else []:
        if row.value_to is None and (row.unit in ("count", "1") or "parameter" in row.unit):
            found.setdefault(row.property, float(row.quantity.to_base_units().magnitude))
    return found


def sized(name: str, mark: str = "") -> float | None:
    """Parameters that a name states: Llama-70B, Mixtral-8x7B; with the mark "a" those that are active, as in A22B."""
    pattern = rf"(?:^|[^a-z0-9]){mark}(?:(\d+)x)?(\d+(?:\.\d+)?)(b|m|t)(?![a-z0-9])"
    found = re.search(pattern, re.sub(r"\s+", " ", name.lower()))
    if not found:
        return None
    times = amount(found[1]) or 1
    return times * float(found[2]) * {"m": 1e6, "b": 1e9, "t": 1e12}[found[3]]
