"""Decode where every device runs attention for sequences of its own and the experts are spread over all of them."""

from scripts.models import inference
from scripts.predict.exchange import experts_exchange_time
from scripts.predict.serving import Setting


def layer_time(
    setting: Setting, rows: float, context: float, drafts: float, network: float | None, parts: float
) -> float:
    """One layer with experts, for `rows` sequences a device cut into so many micro-batches.

    Each micro-batch reads the weights anew. With two, one computes while the other exchanges, but for a share that shows.
    """
    some = rows / parts
    new = some * (1 + drafts)
    imbalance = setting.constants.get(setting.library, "load-imbalance")
    compute = (
        setting.projections(new)
        + setting.attention(new, context, some)
        + setting.element_wise(new)
        + setting.experts(new * setting.expert, imbalance)
        + setting.shared_expert(new)
        + setting.layer_start()
        + setting.start("expert layer")
    )
    exchange = experts_exchange_time(setting, new, network)
    if parts == 1:
        return compute + exchange
    exposed = setting.constants.get(setting.library, "unhidden-share")
    return parts * inference.overlapped(compute_time=compute, communication_time=exchange, exposed_share=exposed)


def best_layer_time(
    setting: Setting, rows: float, context: float, drafts: float, network: float | None, parts: float | None
) -> float:
    """One layer, in as many micro-batches as the case allows: those, or one where that is faster."""
    return min(layer_time(setting, rows, context, drafts, network, some) for some in {1, parts or 1})


def step_time(
    setting: Setting, rows: float, context: float, drafts: float, network: float | None, parts: float | None
) -> float:
    """One step: all layers as if they had experts, a layer more for each draft, the head, and the host."""
    shape = setting.shape
    layer = best_layer_time(setting, rows, context, drafts, network, parts)
    head = setting.matrix(rows * (1 + drafts), shape.vocabulary, shape.hidden, "bf16")
    return (
        (shape.layers + drafts) * layer + head * (1 + drafts) + setting.start("step") + rows * setting.start("sequence")
    )
