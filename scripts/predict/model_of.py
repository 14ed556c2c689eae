"""The language model of a case: its shape from data/, found by the name that the case writes."""

import math
import re
from dataclasses import dataclass, replace
from functools import cache

from scripts.facts import data
from scripts.models import memory
from scripts.predict.case import Case, Unpredicted
from scripts.predict.chip_of import number
from scripts.predict.names import plain

PARAMETERS = ("total_params", "params", "parameters")


@dataclass(frozen=True)
class Shape:
    """Sizes of a transformer; counts. Experts and latent ranks are 0 where a model has none."""

    entity: str
    layers: float
    hidden: float
    heads: float
    kv_heads: float
    head_dimension: float
    vocabulary: float
    forward: float  # inner width of an ordinary feed-forward block
    experts: float
    used: float  # experts a token
    shared: float
    expert_width: float
    dense_layers: float
    latent: float
    rope: float
    query_latent: float
    value_dimension: float
    windowed: float  # share of layers whose attention looks back on a window only
    window: float

    @property
    def attention_parameters(self) -> float:
        """Weights of one attention layer."""
        if self.latent:
            down = self.hidden * (self.query_latent + self.latent + self.rope)
            up = self.query_latent * self.heads * (self.head_dimension + self.rope)
            absorbed = self.latent * self.heads * (self.head_dimension + self.value_dimension)
            return down + up + absorbed + self.heads * self.value_dimension * self.hidden
        return self.hidden * self.head_dimension * (2 * self.heads + 2 * self.kv_heads)

    @property
    def expert_parameters(self) -> float:
        """Weights of one expert: two matrices into it, one out."""
        return 3 * self.hidden * self.expert_width

    @property
    def expert_layers(self) -> float:
        """Layers with experts."""
        return self.layers - self.dense_layers if self.experts else 0

    @property
    def parameters(self) -> float:
        """All weights, embeddings in and out included."""
        forward = (self.layers - self.expert_layers) * 3 * self.hidden * self.forward
        experts = self.expert_layers * (self.experts + self.shared) * self.expert_parameters
        return self.layers * self.attention_parameters + forward + experts + 2 * self.vocabulary * self.hidden

    def kv_bytes(self, bits: float) -> float:
        """Bytes of cache a token and layer."""
        if self.latent:
            return memory.kv_bytes_latent(layers=1, latent_rank=self.latent, rope_dimension=self.rope, bits=bits)
        return memory.kv_bytes_grouped(layers=1, kv_heads=self.kv_heads, head_dimension=self.head_dimension, bits=bits)

    def seen(self, context: float) -> float:
        """Tokens of a context that a layer looks back on, over all layers on average."""
        return (1 - self.windowed) * context + self.windowed * min(context, self.window or context)


COLUMNS = {
    "layers": "layers", "hidden": "hidden-size", "heads": "attention-heads", "kv_heads": "kv-heads",
    "head_dimension": "head-dimension", "vocabulary": "vocabulary-size", "forward": "ffn-size",
    "experts": "routed-experts", "used": "experts-per-token", "shared": "shared-experts",
    "expert_width": "expert-ffn-size", "dense_layers": "dense-layers", "latent": "kv-latent-rank",
    "rope": "rope-head-dimension", "query_latent": "query-latent-rank", "value_dimension": "value-head-dimension",
    "windowed": "windowed-layers", "window": "attention-window",
}  # fmt: skip


@cache
def shapes() -> dict[str, Shape]:
    """Every model of data/ whose shape is known."""
    values: dict[str, dict[str, float]] = {}
    names = {prop: name for name, prop in COLUMNS.items()}
    for row in data().facts:
        if row.property in names and row.value_to is None:
            values.setdefault(row.entity, {})[names[row.property]] = row.value
    found = {}
    for entity, sizes in values.items():
        if {"layers", "hidden", "heads", "vocabulary"} <= set(sizes):
            sizes.setdefault("kv_heads", sizes["heads"])
            sizes.setdefault("head_dimension", sizes["hidden"] / sizes["heads"])
            sizes.setdefault("value_dimension", sizes["head_dimension"])
            sizes["windowed"] = sizes.get("windowed", 0) / sizes["layers"]
            found[entity] = Shape(entity, **{name: sizes.get(name, 0) for name in COLUMNS})
    return found


@cache
def entity_of(name: str) -> str | None:
    """The model whose id, label or alias a name begins with, or that begins with the name; the longest match first."""
    text = plain(name)
    found = []
    for key in shapes():
        row = data().entities[key]
        for known in map(plain, (key, row["label"], *(row["aliases"] or "").split(";"))):
            if known and text and (text.startswith(known) or known.startswith(text) or known in text):
                found.append((-len(known) if known in text else 0, key))
    return min(found)[1] if found else None


def model_of(case: Case) -> Shape:
    """The case's model, or the one nearest in size where data/ does not know it. Raises Unpredicted."""
    name = str(case.inputs.get("model") or case.workload)
    entity = entity_of(name)
    found = shapes()[entity] if entity else nearest(name) or like(case)
    if found is None:
        raise Unpredicted(f"no model is known by the name {name!r}")
    return found


def like(case: Case) -> Shape | None:
    """A model of the size that the case gives."""
    total = number(next((case.inputs[name] for name in PARAMETERS if case.inputs.get(name)), None))
    return of_size(total, bool(case.inputs.get("active_params"))) if total else None


@cache
def nearest(name: str) -> Shape | None:
    """A model of the size that a name states in billions, with experts or without."""
    sizes = [float(text) for text in re.findall(r"(?<![a-z0-9.])([0-9]+(?:\.[0-9]+)?)b", name.lower())]
    if not sizes:
        return None
    return of_size(sizes[0] * 1e9, bool(re.search(r"-a[0-9]+b|moe|x[0-9]+b", name.lower())))


def of_size(total: float, sparse: bool) -> Shape | None:
    """The known model of this make-up that is nearest in size, made deeper and wider by the same factor to have that size."""
    alike = [shape for shape in shapes().values() if bool(shape.experts) == sparse]
    if not alike:
        return None
    shape = min(alike, key=lambda shape: abs(math.log(shape.parameters / total)))
    by = (total / shape.parameters) ** (1 / 3)
    wider = {
        name: getattr(shape, name) * by
        for name in ("layers", "dense_layers", "hidden", "heads", "forward", "expert_width")
    }
    return replace(shape, **wider)
