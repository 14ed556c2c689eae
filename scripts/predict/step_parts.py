"""Where one modelled step of decoding goes, for a case whose experts are spread over many devices."""

from dataclasses import dataclass

from scripts.facts import Fact, data
from scripts.models import inference
from scripts.predict import decode, expert_parallel
from scripts.predict.case import Case
from scripts.predict.constants import Constants
from scripts.predict.exchange import experts_exchange_time, network_of
from scripts.predict.load_of import load_of
from scripts.predict.setting_of import setting_of


@dataclass(frozen=True)
class Step:
    """Seconds of a step by part, the tokens that it yields a sequence, sequences a package, and the constants behind it."""

    parts: dict[str, float]
    yielded: float
    each: float
    constants: tuple[Fact, ...]

    @property
    def time(self) -> float:
        """All of it."""
        return sum(self.parts.values())

    @property
    def token_time(self) -> float:
        """Time from one token of a sequence to the next."""
        return self.time / self.yielded


def step_of(case: Case) -> Step:
    """The modelled step. Raises Unpredicted."""
    constants = Constants()
    load = load_of(case)
    setting = setting_of(case, load, constants)
    devices = load.packages * (2 if setting.chip.entity.endswith("-die") else 1)
    rows = decode.per_device(setting, load, devices)
    network = network_of(case, setting)
    arguments = (setting, rows, load.context, load.drafts, network)
    most = load.microbatches or 1
    batches = min({1, most}, key=lambda some: expert_parallel.layer_time(*arguments, some))
    some, layers = rows / batches, setting.shape.layers + load.drafts
    new = some * (1 + load.drafts)
    spread = constants.get(setting.library, "load-imbalance")
    within = {
        "weights": setting.projections(new)
        + setting.experts(new * setting.expert, spread)
        + setting.shared_expert(new),
        "attention": setting.attention(new, load.context, some),
        "vectors": setting.element_wise(new),
        "starts": setting.layer_start() + setting.start("expert layer"),
    }
    compute, exchange = sum(within.values()), experts_exchange_time(setting, new, network)
    exposed = constants.get(setting.library, "unhidden-share") if batches > 1 else 1
    layer = inference.overlapped(compute_time=compute, communication_time=exchange, exposed_share=exposed)
    parts = {name: layers * batches * time for name, time in within.items()}
    parts["exchange"] = layers * batches * (layer - compute)
    parts["rest"] = expert_parallel.step_time(*arguments, load.microbatches) - sum(parts.values())
    return Step(parts, decode.yielded(load), rows * devices / load.packages, rows_behind(constants))


def rows_behind(constants: Constants) -> tuple[Fact, ...]:
    """The rows of data/ whose constants were looked up."""
    return tuple(
        row
        for row in data().facts
        if row.kind in ("fitted", "measured", "constant")
        and any(key[:2] == (row.entity, row.property) for key in constants.used)
    )
