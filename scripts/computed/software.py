"""Chapter 21: what software makes of hardware: gains over time, shares of the peak, and the chapter's exercises."""

from pint import Quantity

from scripts.computed import side_by_side as case
from scripts.facts import fact, note, part, run
from scripts.units import quantity

Range = tuple[Quantity, Quantity]
TRAIN = "semianalysis_h100_train_gpt3_mfu_"


# --- the same hardware, other software --------------------------------------------------------------------------------


def _over(newer: str, older: str) -> Quantity:
    return (run(newer).quantity / run(older).quantity).to("")


def h100_gpt3_gain() -> Quantity:
    """Share of the BF16 peak in training GPT-3 on H100 with the software of December over that of January 2024."""
    return _over(f"{TRAIN}bf16", f"{TRAIN}bf16_2024_01")


def h100_gpt3_gain_fp8() -> Quantity:
    """The same in FP8."""
    return _over(f"{TRAIN}fp8", f"{TRAIN}fp8_2024_01")


def gb300_server_gain() -> Quantity:
    """Throughput of DeepSeek-R1 on GB300 NVL72 under MLPerf's server rules, newer round over older."""
    return _over("mlperf_inf_dsr1_gb300_server_v61", "mlperf_inf_dsr1_gb300_server_v51")


def flashmla_gain() -> Quantity:
    """Rate of DeepSeek's attention kernel on H800, as its page printed later over its first release."""
    return _over("mla_kernels_001", "openinfra_h800_flashmla")


def megascale_gain() -> Quantity:
    """Share of the peak in training a model of GPT-3's size on the same GPUs, MegaScale over Megatron-LM."""
    return _over("megascale_175b_megascale_n12288_mfu", "megascale_175b_megatron_n12288_mfu")


def _steps(case_id: str) -> Quantity:
    row = run(case_id)
    note(row)
    return row.quantity / (1 + row.settings["mtp_tokens"] * row.settings["accept"])


def cm384_acceptance_later() -> Quantity:
    """Share of guessed tokens that are right in the later of two decode results of CloudMatrix 384."""
    row = run("xds_split_throughput")
    note(row)
    return quantity(row.settings["accept"], "1").to("percent")


def cm384_gain_without_guessing() -> Quantity:
    """Later over earlier decode result of CloudMatrix 384, each divided by the tokens that a step yields on average."""
    return (_steps("xds_split_throughput") / _steps("cm384_decode_batch96")).to("")


# --- shares of the peak -----------------------------------------------------------------------------------------------


def _share(case_id: str, *peak: str) -> Quantity:
    return (run(case_id).quantity / fact(*peak).quantity).to("percent")


def product_share_a100() -> Quantity:
    """Share of its dense BF16 peak that an A100 reached in the best matrix product of a search."""
    return _share("mamf_001", "a100-sxm", "peak-compute", "bf16")


def product_share_gb200() -> Quantity:
    """Share of its dense BF16 peak that a GPU of GB200 reached in the best matrix product of a search."""
    return _share("mamf_006", "gb200-gpu", "peak-compute", "bf16", "nvidia2026dgxcbench")


def product_share_mi300x() -> Quantity:
    """Share of its dense BF16 peak that an MI300X reached in the best matrix product of a search."""
    return _share("mamf_007", "mi300x", "peak-compute", "bf16", "amd2025mi300arch")


def product_share_910c() -> Range:
    """Share of its INT8 peak that a die of the Ascend 910C reached in grouped matrix products, over the shapes printed."""
    cases = [
        f"cann_int8_gemm_{name}"
        for name in ("001", "002", "005", "006", "g4_m2048_k8192_share", "g4_m7168_k8192_share")
    ]
    shares = [run(case_id).quantity for case_id in cases]
    return min(shares), max(shares)


def _printed_share(case_id: str) -> Quantity:
    row = run(case_id)
    note(row)
    return quantity(row.settings["percent_of_peak"] / 100, "1").to("percent")


def flashmla_share_of_decode() -> Quantity:
    """Share of the peak of an Ascend 950 that DeepSeek prints for its attention kernel of decode."""
    return _printed_share("flashmla_ascend950_decode")


def flashmla_share_of_prefill() -> Quantity:
    """The same for its attention kernel of prefill."""
    return _printed_share("flashmla_ascend950_prefill")


def flashmla_peak_on_ascend() -> Range:
    """Peak that a share of an Ascend 950 in DeepSeek's attention kernels implies: rate over share."""
    rows = [run(f"flashmla_ascend950_{phase}") for phase in ("decode", "prefill")]
    for row in rows:
        note(row)
    peaks = [(row.quantity / (row.settings["percent_of_peak"] / 100)).to("TFLOP/s") for row in rows]
    return min(peaks), max(peaks)


# --- exercises --------------------------------------------------------------------------------------------------------

ASSUMED = 0.6  # share of the peak in a BF16 matrix product on the Ascend 910C: for illustration, no source prints one


def assumed_product_share_910c() -> Quantity:
    """Share of its peak that the exercise lets an Ascend 910C reach in a BF16 product; no source prints one.

    Rests on no row: it is assumed.
    """
    return quantity(ASSUMED, "1").to("percent")


def compute_ratio_at_shares() -> Range:
    """Dense 16-bit compute, CloudMatrix 384 over GB200 NVL72, at an assumed share there and a measured one here."""
    factor = float((ASSUMED / product_share_gb200()).to("").magnitude)
    low, high = case.compute_ratio()
    return low * factor, high * factor


def eight_bit_ratio_measured() -> Range:
    """Matrix products in 8 bits as measured, all dies of a CloudMatrix 384 in INT8 over all GPUs of an NVL72 in FP8."""
    dies = fact(case.CM384, "scaleup-domain-size").quantity * part("ascend-910c", "ascend-910c-die").quantity
    peak = fact("ascend-910c-die", "peak-compute", "int8", "bin=752T").quantity
    gpus = fact(case.NVL72, "scaleup-domain-size").quantity * run("mamf_013").quantity
    low, high = product_share_910c()
    return (dies * peak * low / gpus).to(""), (dies * peak * high / gpus).to("")


def h100_gpt3_rate_bf16() -> Quantity:
    """Rate of an H100 in training GPT-3 in BF16: share of the peak times the peak."""
    return (run(f"{TRAIN}bf16").quantity * fact("h100-sxm", "peak-compute", "bf16", "dense").quantity).to("TFLOP/s")


def h100_gpt3_rate_fp8() -> Quantity:
    """Rate of an H100 in training GPT-3 in FP8: share of the peak times the peak."""
    return (run(f"{TRAIN}fp8").quantity * fact("h100-sxm", "peak-compute", "fp8", "dense").quantity).to("TFLOP/s")


def h100_gpt3_fp8_over_bf16() -> Quantity:
    """Rate in FP8 over rate in BF16."""
    return (h100_gpt3_rate_fp8() / h100_gpt3_rate_bf16()).to("")
