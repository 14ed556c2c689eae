"""The class of a case: what kind of model it asks for, told by its inputs alone."""

import re
from collections.abc import Callable

from scripts.predict.case import Case
from scripts.predict.chip_of import number

# Exchanges that a processor, a proxy or a running engine paces, not the wire: told by the words of the inputs. The kernels
# of a library's first generation for large batches ("normal", "high throughput") are among them, those of its second not.
SOFTWARE_BOUND = (
    r"uccl|pplx|perplexity|\bnormal\b|high.?throughput|xds\b|xdeepserve|in.situ|in serving|running|\befa\b|proxy|torch"
)
HARDWARE_BOUND = r"\bv2\b|\bepv2\b|hybrid|elastic"
# Reliability that follows from rates and times by a formula; the rest are rates of fleets.
FORMULAS = ("availability", "system_availability", "goodput", "effective_training_time", "ettr")
# Models of experts: by what their names say of active weights, or by families that have them.
EXPERTS = (
    r"\da?x\d+b|\ba\d+b|moe|deepseek|gpt-oss|kimi|mixtral|glm-4\.[5-9]|glm-5|qwen3-next|llama-?4|minimax-m|grok|dbrx"
)
Rule = Callable[[Case], bool]


def said(case: Case, *names: str) -> str:
    """Inputs as one text in small letters."""
    return " ".join(str(case.inputs.get(name, "")) for name in names).lower()


def software_bound(case: Case) -> bool:
    """An exchange that software paces."""
    words = said(
        case, "library", "mode", "kernel", "backend", "network", "nic", "transport", "condition", "where", "patch"
    )
    return bool(re.search(SOFTWARE_BOUND, words)) and not re.search(HARDWARE_BOUND, words)


def ranks(case: Case) -> float:
    """Over how many ranks the experts are spread; 1 where the case does not say."""
    return number(case.inputs.get("ep")) or 1


def experts(case: Case) -> bool:
    """A model of experts: the inputs name expert parallelism, or a model known for it."""
    return ranks(case) > 1 or bool(re.search(EXPERTS, said(case, "model")))


# In order: the first rule of a category that holds names the class; the last of each always holds.
TABLE: tuple[tuple[str, str, Rule], ...] = (
    ("collective", "all", lambda case: True),
    ("moe_a2a", "software-bound", software_bound),
    ("moe_a2a", "hardware-bound", lambda case: True),
    ("roofline_kernel", "all", lambda case: True),
    ("decode", "offline", lambda case: "offline" in said(case, "mode")),
    ("decode", "expert-parallel", lambda case: ranks(case) >= 32),
    ("decode", "other", lambda case: experts(case) and ranks(case) > 1),
    ("decode", "dense-served", lambda case: True),
    ("prefill", "moe", experts),
    ("prefill", "dense", lambda case: True),
    ("training", "moe", experts),
    ("training", "dense", lambda case: True),
    ("energy", "throughput-given", lambda case: any("throughput" in name for name in case.inputs)),
    ("energy", "end-to-end", lambda case: True),
    ("reliability", "formula", lambda case: case.metric.startswith(FORMULAS)),
    ("reliability", "rate", lambda case: True),
)


CATEGORIES = tuple(dict.fromkeys(category for category, _, _ in TABLE))


def class_of(case: Case) -> str:
    """Category and class, as the report names them."""
    for category, name, rule in TABLE:
        if category == case.category and rule(case):
            return f"{category}/{name}"
    return f"{case.category}/unknown"
