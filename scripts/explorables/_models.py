"""Shapes of the models of data/ as a table that the printed functions can look up."""

from scripts import facts
from scripts.predict.model_of import Shape, shapes

SIZES = (
    "layers", "hidden", "heads", "kv_heads", "head_dimension", "vocabulary", "experts", "used", "shared", "expert_width",
    "latent", "rope", "query_latent", "value_dimension", "windowed", "window",
)  # fmt: skip
UNGATED = ("gpt-3-175b",)  # its feed-forward blocks have two matrices, and the shapes count three


def row_of(shape: Shape) -> dict[str, float]:
    """Sizes of a model, and its weights: of the experts among which a router chooses, of both tables of words, of the rest."""
    routed = shape.expert_layers * shape.experts * shape.expert_parameters
    words = 2 * shape.vocabulary * shape.hidden
    held = {"routed": routed, "words": words, "rest": shape.parameters - routed - words}
    return {size: getattr(shape, size) for size in SIZES} | held


def every() -> dict[str, dict[str, float]]:
    """All models whose shape is known."""
    return {name: row_of(shape) for name, shape in sorted(shapes().items()) if name not in UNGATED}


def with_experts() -> dict[str, dict[str, float]]:
    """Those with experts."""
    return {name: row for name, row in every().items() if row["experts"]}


def labels(models: dict[str, dict[str, float]]) -> dict[str, str]:
    """Their names for a list of choices."""
    return {name: facts.data().entities[name]["label"] for name in models}
