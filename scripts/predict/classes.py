"""The class of a case: what kind of model it asks for, told by its inputs alone."""

from collections.abc import Callable

from scripts.predict.case import Case
from scripts.predict.chip_of import number

# Libraries whose exchange the processor or a proxy paces, not the wire: told by their names in the inputs.
SOFTWARE_BOUND = ("uccl", "pplx", "deepep v1 normal", "normal", "xds", "in situ")
Rule = Callable[[Case], bool]


def said(case: Case, *names: str) -> str:
    """Inputs as one text in small letters."""
    return " ".join(str(case.inputs.get(name, "")) for name in names).lower()


def software_bound(case: Case) -> bool:
    """An exchange that software paces."""
    return any(word in said(case, "library", "mode") for word in SOFTWARE_BOUND)


def ranks(case: Case) -> float:
    """Over how many ranks the experts are spread; 1 where the case does not say."""
    return number(case.inputs.get("ep")) or 1


def experts(case: Case) -> bool:
    """A model of experts: the inputs name expert parallelism, or a model known for it."""
    names = (
        "deepseek",
        "qwen3-30b-a3b",
        "qwen3-235b",
        "gpt-oss",
        "kimi",
        "mixtral",
        "glm-4.5",
        "glm-5",
        "qwen3-next",
        "llama-4",
        "a3b",
        "a22b",
        "moe",
    )
    return ranks(case) > 1 or any(name in said(case, "model") for name in names)


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
    ("energy", "throughput-given", lambda case: case.inputs.get("throughput_token_s") is not None),
    ("energy", "end-to-end", lambda case: True),
    ("reliability", "formula", lambda case: case.metric in ("availability", "goodput", "effective_training_time")),
    ("reliability", "rate", lambda case: True),
)


CATEGORIES = tuple(dict.fromkeys(category for category, _, _ in TABLE))


def class_of(case: Case) -> str:
    """Category and class, as the report names them."""
    for category, name, rule in TABLE:
        if category == case.category and rule(case):
            return f"{category}/{name}"
    return f"{case.category}/unknown"
