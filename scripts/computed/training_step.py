"""Chapter 13: the work of a training run, where a step's time goes, and the chapter's exercises."""

from pint import Quantity

from scripts.computed import side_by_side as case
from scripts.facts import fact, note, run
from scripts.models import training
from scripts.predict import training as predicted
from scripts.predict.case import of
from scripts.predict.constants import Constants
from scripts.units import quantity

LLAMA = "llama-3.1-405b"
NVL72_USE, CM384_USE = 0.40, 0.30  # assumed utilisations of the worked example
TENSORS, STAGES, MICRO_BATCHES = 8, 16, 16  # the split of Llama 3 at its largest: the inputs of its run

HIDDEN = ("products", "attention", "memory")


def _shape(name: str) -> float:
    return float(fact(LLAMA, name).quantity.to("count").magnitude)


def llama_405b_parameters() -> Quantity:
    """Weights of Llama 3.1 405B, from its layers, widths and vocabulary."""
    length = _shape("head-dimension")
    count = training.transformer_parameters(
        layers=_shape("layers"),
        hidden=_shape("hidden-size"),
        key_width=_shape("attention-heads") * length,
        kv_width=_shape("kv-heads") * length,
        ffn_width=_shape("ffn-size"),
        vocabulary=_shape("vocabulary-size"),
    )
    return quantity(count, "count").to("gigaparameter")


def llama_405b_flops() -> Quantity:
    """Operations of the main training run of Llama 3.1 405B: six for each weight and token."""
    tokens = fact(LLAMA, "training-tokens").to("token")
    weights = float(llama_405b_parameters().to("count").magnitude)
    return quantity(training.training_flops(active_parameters=weights, tokens=tokens), "FLOP")


def _time(peak: Quantity, machines: float, utilisation: float) -> Quantity:
    seconds = training.training_time(
        flops=float(llama_405b_flops().to("FLOP").magnitude),
        ranks=machines,
        peak_compute=float(peak.to("FLOP/s").magnitude),
        utilisation=utilisation,
    )
    return quantity(seconds, "s")


def llama_405b_time_on_one_nvl72() -> Quantity:
    """Time to train Llama 3.1 405B on one GB200 NVL72 at an assumed 40 % of its dense BF16 peak."""
    return _time(case.nvl72_bf16_dense(), 1, NVL72_USE).to("year")


def llama_405b_time_on_one_cm384() -> tuple[Quantity, Quantity]:
    """Time to train Llama 3.1 405B on one CloudMatrix 384 at an assumed 30 % of its dense 16-bit peak, over its readings."""
    low, high = case.cloudmatrix_16bit()
    return _time(high, 1, CM384_USE).to("year"), _time(low, 1, CM384_USE).to("year")


def llama_405b_days_on_100_nvl72() -> Quantity:
    """Time to train Llama 3.1 405B on a hundred GB200 NVL72 at an assumed 40 % of their dense BF16 peak."""
    return _time(case.nvl72_bf16_dense(), 100, NVL72_USE).to("day")


def llama_405b_hours() -> Quantity:
    """GPU hours that the maker of Llama 3.1 405B states for all stages of its training."""
    return run("llama31_card_405b_hours").quantity.to("hour")


def llama_405b_share_over_all_hours() -> Quantity:
    """Share of an H100's dense BF16 peak that the operations of the main run come to over all stated GPU hours."""
    peak = fact("h100-sxm", "peak-compute", "bf16", "dense").quantity
    return (llama_405b_flops() / (run("llama31_card_405b_hours").quantity * peak)).to("percent")


def llama_405b_days_at_16384() -> Quantity:
    """Days that the stated GPU hours of Llama 3.1 405B take on 16,384 accelerators, if all run all the time."""
    chips = run("llama3_mfu_002").chips
    return (run("llama31_card_405b_hours").quantity / chips).to("day")


# --- the bubble -------------------------------------------------------------------------------------------------------


def _bubble(interleave: float) -> Quantity:
    note(run("llama3_mfu_002"))
    share = training.pipeline_bubble(stages=STAGES, micro_batches=MICRO_BATCHES, interleave=interleave)
    return quantity(share, "1").to("percent")


def llama_405b_bubble_plain() -> Quantity:
    """Idle over busy time of a plain pipeline of 16 stages and 16 micro-batches."""
    return _bubble(1)


def llama_405b_bubble_interleaved() -> Quantity:
    """The same where each stage has as many pieces as layers: 126 layers over 16 stages."""
    return _bubble(_shape("layers") / STAGES)


# --- what the domain has to do with it --------------------------------------------------------------------------------


def _work_of_a_token() -> float:
    """Seconds that the products of a token take on a group of eight H100 at the efficiency in training."""
    peak = fact("h100-sxm", "peak-compute", "bf16", "dense")
    efficiency = fact("h100-sxm", "training-efficiency", "operation=bf16").to("1")
    weights = float(llama_405b_parameters().to("count").magnitude)
    flops = training.training_flops(active_parameters=weights, tokens=1)
    return flops / (TENSORS * efficiency * peak.to("FLOP/s"))


def tensor_bytes_of_a_token() -> Quantity:
    """Bytes that each of eight H100 sends for the tensor parallelism of one token of Llama 3.1 405B."""
    sent = training.tensor_parallel_bytes(
        layers=_shape("layers"), hidden=_shape("hidden-size"), ranks=TENSORS, recomputed_share=0, tokens=1
    )
    return quantity(sent, "byte").to("MB")


def _over_work(rate: Quantity) -> Quantity:
    seconds = tensor_bytes_of_a_token() / rate
    return quantity(float(seconds.to("s").magnitude) / _work_of_a_token(), "1").to("percent")


def tensor_time_inside() -> Quantity:
    """Time of that traffic at the full rate of NVLink, over the time of the products."""
    return _over_work(fact("h100-sxm", "scaleup-bandwidth", "one-way").quantity)


def tensor_time_outside() -> Quantity:
    """Time of that traffic at the rate of the network card, over the time of the products."""
    return _over_work(fact("h100-sxm", "scaleout-bandwidth").quantity)


# --- the split of a step ----------------------------------------------------------------------------------------------


def _split(name: str) -> dict[str, float]:
    """Shares of a step of a run by what they go into, by this site's model."""
    row = run(name)
    note(row)
    found = predicted.parts(of(row), Constants())
    whole = sum(found.values())
    return {key: value / whole for key, value in found.items()}


def _exposed(name: str) -> Quantity:
    return quantity(1 - sum(_split(name)[key] for key in HIDDEN), "1").to("percent")


def step_share_beyond_work_h100() -> Quantity:
    """Share of a step of Llama 3.1 405B on 512 H100 that goes neither into arithmetic nor into memory, by the model."""
    return _exposed("mlperf_405b_005")


def step_share_of_tensors_h100() -> Quantity:
    """Share of a step of Llama 3.1 405B on 512 H100 that tensor parallelism takes, by the model."""
    return quantity(_split("mlperf_405b_005")["tensors"], "1").to("percent")


def step_share_of_tensors_gb200() -> Quantity:
    """Share of a step of Llama 3.1 405B on 256 GPUs of GB200 that tensor parallelism takes, by the model."""
    return quantity(_split("mlperf_405b_006")["tensors"], "1").to("percent")


def step_share_of_experts_h100() -> Quantity:
    """Share of a step of DeepSeek-V3 on 1,024 H100 that the exchange between experts takes, by the model."""
    return quantity(_split("mbridge_dsv3_h100_2509")["experts"], "1").to("percent")


def step_share_of_experts_gb300() -> Quantity:
    """Share of a step of DeepSeek-V3 on 256 GPUs of GB300 that the exchange between experts takes, by the model."""
    return quantity(_split("megatron_bridge_moe_001")["experts"], "1").to("percent")


def missed_on_gb300() -> Quantity:
    """By how much the model's throughput of DeepSeek-V3 on GB300 lies below what was measured."""
    name = "megatron_bridge_moe_001"
    ours = predicted.predict(of(run(name)), Constants())
    return quantity(1 - ours / run(name).measured_value, "1").to("percent")


def software_gain_on_dsv3() -> Quantity:
    """Rate of DeepSeek-V3's training on the same GB300 machines, with NVIDIA's software of August 2026 over that of April."""
    later, earlier = run("mbridge_dsv3_gb300_2608_flops"), run("mbridge_dsv3_gb300_2604_flops")
    return (later.quantity / earlier.quantity).to("")


# --- exercises --------------------------------------------------------------------------------------------------------


def dsv3_flops() -> Quantity:
    """Operations of the training of DeepSeek-V3: six for each active weight and token."""
    weights = float(fact("deepseek-v3", "active-parameters").quantity.to("count").magnitude)
    tokens = fact("deepseek-v3", "training-tokens").to("token")
    return quantity(training.training_flops(active_parameters=weights, tokens=tokens), "FLOP")


def dsv3_share_of_bf16() -> Quantity:
    """Share of an H800's BF16 peak, taken as that of an H100, that these operations come to over the stated GPU hours."""
    peak = fact("h100-sxm", "peak-compute", "bf16", "dense").quantity
    return (dsv3_flops() / (run("deepseek_v3_train_001").quantity * peak)).to("percent")


def llama_over_dsv3_flops() -> Quantity:
    """Operations of the training of Llama 3.1 405B over those of DeepSeek-V3."""
    return (llama_405b_flops() / dsv3_flops()).to("")


def llama_over_dsv3_hours() -> Quantity:
    """GPU hours of the training of Llama 3.1 405B, all stages, over those of the main run of DeepSeek-V3."""
    return (run("llama31_card_405b_hours").quantity / run("deepseek_v3_train_001").quantity).to("")


def published_utilisations_with_experts() -> tuple[Quantity, Quantity]:
    """The same of the mixtures of experts."""
    values = [run(name).quantity.to("percent") for name, (_, _, experts) in UTILISATIONS.items() if experts]
    return min(values), max(values)


def published_utilisations() -> tuple[Quantity, Quantity]:
    """Least and greatest share of the peak that the dense training runs of the figure report."""
    values = [run(name).quantity.to("percent") for name, (_, _, experts) in UTILISATIONS.items() if not experts]
    return min(values), max(values)


def llama_405b_weights() -> Quantity:
    """Weights of Llama 3.1 405B, as a count."""
    return llama_405b_parameters().to("count")


def llama_405b_tokens() -> Quantity:
    """Tokens of the main training run of Llama 3.1 405B, as a count."""
    return quantity(fact(LLAMA, "training-tokens").to("token"), "token")


def llama_405b_exaflop() -> Quantity:
    """Operations of that run, in EFLOP."""
    return llama_405b_flops().to("EFLOP")


def llama_405b_stages() -> Quantity:
    """Stages of the pipeline in which Llama 3.1 405B was trained."""
    note(run("llama3_mfu_002"))
    return quantity(run("llama3_mfu_002").settings["pp"], "count")


def llama_405b_gpus() -> Quantity:
    """Accelerators of its largest training run."""
    note(run("llama3_mfu_002"))
    return quantity(run("llama3_mfu_002").chips or 0, "count")


def dsv3_tokens() -> Quantity:
    """Tokens of the main training run of DeepSeek-V3, as a count."""
    return quantity(fact("deepseek-v3", "training-tokens").to("token"), "token")


def dsv3_exaflop() -> Quantity:
    """Operations of that run, in EFLOP."""
    return dsv3_flops().to("EFLOP")


# Runs of the figure of published utilisations: accelerator, what to call the model, whether it has experts.
UTILISATIONS = {
    "mindspeed_a2_llama2_7b": ("ascend-910b", "Llama 2 7B", False),
    "maxtext_tiering_v5p_llama_2_70b": ("tpu-v5p", "Llama 2 70B", False),
    "maxtext_v5e_001": ("tpu-v5e", "MaxText 16B", False),
    "tpuv4_train_palm540b": ("tpu-v4", "PaLM 540B", False),
    "megascale_175b_megascale_n12288_mfu": ("a100-sxm", "GPT-3 size, MegaScale", False),
    "maxtext_v5e_023": ("tpu-v5e", "MaxText 128B", False),
    "mindspeed_gpt3_n7968_mfu": ("ascend-910b", "GPT-3 size", False),
    "mindspeed_a2_llama2_70b": ("ascend-910b", "Llama 2 70B", False),
    "mpt_h100_003": ("h100-sxm", "MPT 70B", False),
    "llama3_mfu_002": ("h100-sxm", "Llama 3.1 405B", False),
    "megascale_175b_megatron_n12288_mfu": ("a100-sxm", "GPT-3 size, Megatron-LM", False),
    "maxtext_tiering_v5p_mixtral_8x7b": ("tpu-v5p", "Mixtral 8x7B", True),
    "dsv3_train_h800_mfu_causal": ("h800-sxm", "DeepSeek-V3", True),
    "maxtext_tiering_v6e_mixtral_8x7b": ("tpu-v6e", "Mixtral 8x7B", True),
    "mindspeed_a2_mixtral_8x7b": ("ascend-910b", "Mixtral 8x7B", True),
    "pangu_ultra_moe_mfu": ("ascend-910-family", "Pangu Ultra MoE", True),
}
