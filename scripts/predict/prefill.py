"""Prefill: throughput of reading prompts, with or without the writing that follows, time to the first token, reuse of a cache."""

import re
from dataclasses import replace

from scripts.models import inference
from scripts.predict import decode
from scripts.predict.case import Case, Unpredicted
from scripts.predict.chip_of import number
from scripts.predict.constants import Constants
from scripts.predict.exchange import experts_exchange_time, network_of, node_size
from scripts.predict.in_units import in_unit
from scripts.predict.library_of import library_of
from scripts.predict.load_of import Load, load_of, share
from scripts.predict.serving import Setting
from scripts.predict.setting_of import load_and_setting_of

# "reuse 90 percent", "56.3% cache hits"
HITS = r"(?:reuse|hit)\w* (\d+(?:\.\d+)?) ?(?:%|percent)|(\d+(?:\.\d+)?) ?(?:%|percent)[a-z -]*(?:hit|reuse)"
USUAL_PROMPT = 4096.0  # tokens, where a rate is given without the length of the prompts that were read


def predict(case: Case, constants: Constants) -> float:
    """The case's metric in its unit. Raises Unpredicted."""
    name = case.metric.lower()
    if reuse_of(case) is not None and any(part in name for part in ("ratio", "gain", "reduction", "speedup")):
        return with_cache(case, constants)
    if load_of(case).offline:
        return decode.predict(case, constants)
    load, setting = load_and_setting_of(case, constants)
    if not load.prompt and not load.stated_context and "throughput" in name:
        constants.blind.append("length of prompts not stated")
        load = replace(load, prompt=USUAL_PROMPT)
    tokens = batch_tokens(case, load)
    time = pass_time(case, setting, load, tokens)
    by_die = 2 if setting.chip.entity.endswith("-die") else 1
    if name.startswith(("ttft", "time_to_first", "prefill_time", "step_time", "time", "latency")):
        return in_unit(time, "s", case)
    if "throughput" in name or name.startswith("token"):
        rate = tokens / time * (by_die if load.wide else 1)
        if not load.wide:
            rate /= setting.tensor if "per_" in name else 1
        if "per_node" in name or "per_server" in name:
            rate *= node_size(setting.chip)
        elif "per_die" in name:
            rate /= by_die
        elif "per_" not in name and load.wide:
            rate *= load.packages
        return in_unit(rate, "token/s", case)
    raise Unpredicted(f"no model gives {case.metric}")


def batch_tokens(case: Case, load: Load) -> float:
    """Tokens that one device, or one group that splits a model, reads in a pass."""
    stated = next(
        (number(case.inputs[name]) for name in ("tokens_per_chip_batch", "batch_tokens", "chunk_size", "max_num_tokens")
         if number(case.inputs.get(name))), None,
    )  # fmt: skip
    if stated:
        return stated
    prompt = load.prompt or load.stated_context or 0
    if prompt <= 0:
        raise Unpredicted("the case does not give the length of prompts")
    return prompt * (load.together if load.together and not load.wide else 1)


def pass_time(case: Case, setting: Setting, load: Load, tokens: float) -> float:
    """Time of one pass over so many tokens a device, of whole prompts."""
    prompt = min(tokens, load.prompt or tokens)
    found = reuse_of(case) or 0
    reused, tokens = found * prompt, (1 - found) * tokens
    core = setting.attention(tokens, inference.causal_context(reused=reused, new_tokens=prompt - reused), 0)
    if not (load.wide and setting.shape.experts):
        return setting.layers(tokens, core, tokens) + setting.start("step")
    balanced = "perfect" in str(case.inputs.get("expert_balance") or "").lower()
    imbalance = 1 if balanced else setting.constants.get(setting.library, "load-imbalance")
    shape = setting.shape
    compute = (
        setting.projections(tokens)
        + core
        + setting.element_wise(tokens)
        + setting.experts(tokens * setting.expert, imbalance)
        + setting.shared_expert(tokens)
        + setting.layer_start()
    )
    exchange = experts_exchange_time(setting, tokens, network_of(case, setting), nodes=True)
    layer = inference.overlapped(
        compute_time=compute,
        communication_time=exchange,
        exposed_share=setting.constants.get(setting.library, "unhidden-share"),
    )
    return shape.layers * layer + setting.start("step")


def reuse_of(case: Case) -> float | None:
    """The share of a prompt that is found in the cache, also where it stands in words."""
    stated = number(case.inputs.get("reuse_rate") or case.inputs.get("cache_hit_rate"))
    told = re.search(HITS, str(case.inputs.get("condition") or "").lower())
    return share(stated or (float(told[1] or told[2]) if told else None))


def with_cache(case: Case, constants: Constants) -> float:
    """What reuse of the cache gives, against a lower reuse or none: more throughput, or less time to the first token."""
    fixed = constants.get(library_of(case, constants), "reuse-floor")
    before = share(number(case.inputs.get("baseline_reuse"))) or 0
    slow = inference.time_to_first_token(full_time=1, reuse_share=before, fixed_share=fixed)
    quick = inference.time_to_first_token(full_time=1, reuse_share=reuse_of(case) or 0, fixed_share=fixed)
    if "reduction" in case.metric:
        return in_unit(1 - quick / slow, "1", case)
    if "gain" in case.metric:
        return in_unit(slow / quick - 1, "1", case)
    return in_unit(slow / quick, "1", case)
