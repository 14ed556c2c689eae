"""What a case asks of a serving system: sequences at once, lengths, the split over devices, speculation, how it is run."""

import re
from dataclasses import dataclass

from scripts.predict.case import Case
from scripts.predict.chip_of import number

INPUT = (
    "isl", "isl_mean", "input_length", "prompt", "prompt_length", "input_mean", "prompt_mean", "input", "query_tokens",
)  # fmt: skip
OUTPUT = ("osl", "osl_mean", "output", "output_length", "output_mean")
TOGETHER = ("concurrency", "batch_mean", "batch", "batch_size", "max_batch_size", "global_batch", "queries")
EACH = {"batch_per_gpu": 1, "batch_per_chip": 1, "batch_per_npu": 1, "batch_per_device": 1, "batch_per_die": 0.5}
LIMITS = {"slo_ms": 1e-3, "tpot_ms": 1e-3, "itl_ms": 1e-3, "tpot_slo_ms": 1e-3}


@dataclass(frozen=True)
class Load:
    """Counts, seconds and shares; None where the case does not say."""

    packages: float  # that hold one copy of the model together
    tensor: float  # over how many of them each matrix is split
    expert: float  # over how many devices the experts are spread
    together: float | None  # sequences at once on all of them
    each: float | None  # sequences at once on one package
    prompt: float | None
    output: float | None
    stated_context: float | None
    drafts: float
    acceptance: float | None
    yielded: float | None  # tokens a step that the case states
    limit: float | None  # time a token that must be kept
    microbatches: float | None
    offline: bool
    shared: bool  # prompts are read by the same devices

    @property
    def context(self) -> float:
        """Tokens a sequence holds on average while it is written."""
        if self.stated_context is not None:
            return self.stated_context
        return (self.prompt or 0) + (self.output or 0) / 2

    @property
    def longest(self) -> float:
        """Tokens a sequence holds at its end."""
        if self.prompt is not None or self.output is not None:
            return (self.prompt or 0) + (self.output or 0)
        return self.context

    @property
    def wide(self) -> bool:
        """Whether each device runs attention for sequences of its own and only experts are spread."""
        return self.expert > 1 and self.tensor == 1


def first(case: Case, names: tuple[str, ...]) -> float | None:
    """The first of some inputs that holds a number."""
    found = (number(case.inputs.get(name)) for name in names)
    return next((value for value in found if value is not None), None)


def told(case: Case, letters: str) -> float | None:
    """A degree of parallelism that stands in the words of a case, as EP128 or TP8; pools for prefill are named first."""
    found = re.findall(rf"(?:^|[^a-z]){letters}[ -]?(\d+)(?![0-9a-z.])", in_words(case))
    return float(found[0 if case.category == "prefill" else -1]) if found else None


def in_words(case: Case) -> str:
    """What a case says of how it is run, in small letters."""
    return f"{case.inputs.get('condition', '')} {case.workload}".lower()


def dies_in_words(case: Case) -> float | None:
    """How many dies a case says in words that it ran on."""
    found = re.search(r"\b(\d+) dies\b", in_words(case))
    return float(found[1]) if found else None


def prompt_in_words(case: Case) -> float | None:
    """The length of prompts where it stands in words, as 4K."""
    found = re.search(r"(?:^|[^0-9a-z.])(\d+) ?k\b", in_words(case))
    return float(found[1]) * 1024 if found else None


def scaled(case: Case, names: dict[str, float]) -> float | None:
    """The first of some inputs that holds a number other than 0, times its factor."""
    found = (((number(case.inputs.get(name)) or 0) * factor) for name, factor in names.items())
    return next((value for value in found if value), None)


def load_of(case: Case) -> Load:
    """Read a case. What it leaves open stays None."""
    inputs = case.inputs
    expert = first(case, ("ep", "expert_parallel", "ranks")) or told(case, "ep") or 1
    data = first(case, ("dp", "attention_dp")) or told(case, "dp") or 1
    # fewer copies of attention than ranks of experts: each copy is split over the ranks between
    split = max(1, expert / data) if data > 1 else 1
    tensor = first(case, ("tp", "attention_tp")) or told(case, "tp") or split
    pipeline = first(case, ("pp",)) or 1
    dies = first(case, ("dies",)) or dies_in_words(case)
    packages = first(case, ("gpus", "devices", "npus")) or case.chips or max(tensor * data * pipeline, expert)
    if dies and not case.chips:
        packages = dies / 2
    each = scaled(case, {name: 1 / share for name, share in EACH.items()})
    mode = " ".join(str(inputs.get(name) or "") for name in ("mode", "condition")).lower() + case.workload.lower()
    apart = any(word in mode for word in ("disagg", "pd-", "pd ", "separate")) or expert >= 32 or each is not None
    return Load(
        packages=max(1, packages),
        tensor=max(1, tensor),
        expert=max(1, expert),
        together=first(case, TOGETHER),
        each=each,
        prompt=first(case, INPUT) or prompt_in_words(case),
        output=first(case, OUTPUT),
        stated_context=first(case, ("context_mean", "context", "kv_length", "sequence_length")),
        drafts=first(case, ("mtp_tokens", "draft_tokens", "speculative_tokens")) or 0,
        acceptance=share(first(case, ("accept", "acceptance", "acceptance_rate"))),
        yielded=first(case, ("tokens_per_step", "accepted_length", "tokens_per_iteration")),
        limit=scaled(case, LIMITS),
        microbatches=first(case, ("microbatches",)),
        offline="offline" in mode or "maximum throughput" in mode or "max throughput" in mode,
        shared=not apart,
    )


def split_is_stated(case: Case) -> bool:
    """Whether the case says over how many devices, and how, the model is split."""
    names = ("tp", "attention_tp", "ep", "expert_parallel", "ranks", "dp", "attention_dp", "pp", "dies")
    return first(case, names) is not None or any(told(case, letters) for letters in ("tp", "ep", "dp"))


def share(value: float | None) -> float | None:
    """A share, also where it is written in per cent."""
    if value is None:
        return None
    return min(1, value / 100 if value > 1 else value)
