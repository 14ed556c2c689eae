"""Chapter 14: GB200 NVL72, from its printed totals to what they count, and the chapter's exercises."""

from pint import Quantity

from scripts.computed.side_by_side import system_power_nvl72
from scripts.facts import fact, facts, part, run
from scripts.models.topology import single_stage_edges
from scripts.units import quantity

NVL72 = "gb200-nvl72"


def _gpus() -> Quantity:
    return fact(NVL72, "scaleup-domain-size").quantity


def nvl72_fp4_dense() -> Quantity:
    """Dense FP4 rate of a GB200 NVL72: half of the sparse figure that the vendor prints."""
    return fact(NVL72, "peak-compute", "fp4", "sparse").quantity / 2


def nvl72_fp8_dense() -> Quantity:
    """Dense FP8 rate of a GB200 NVL72: half of the sparse figure that the vendor prints."""
    return fact(NVL72, "peak-compute", "fp8", "sparse").quantity / 2


def nvl72_links() -> Quantity:
    """NVLink links of a GB200 NVL72, counted over its edge list: every GPU to every switch chip."""
    chips = fact(NVL72, "switch-chips").quantity.magnitude
    return quantity(len(single_stage_edges(endpoints=_gpus().magnitude, planes=chips)), "1")


def nvl72_link_rate() -> Quantity:
    """Rate of one NVLink of a GB200 GPU, one way: its scale-up bandwidth shared by one link to each switch chip."""
    return fact("gb200-gpu", "scaleup-bandwidth", "one-way").quantity / fact(NVL72, "switch-chips").quantity


def nvl72_one_way() -> Quantity:
    """Scale-up bandwidth of all GPUs of a GB200 NVL72 added, one way."""
    return (_gpus() * fact("gb200-gpu", "scaleup-bandwidth", "one-way").quantity).to("TB/s")


def nvl72_bisection() -> Quantity:
    """What one half of the GPUs of a GB200 NVL72 can send to the other half, one way."""
    return nvl72_one_way() / 2


def nvl72_gpus_in_half() -> Quantity:
    """GPUs in one half of a GB200 NVL72, as the bisection divides it."""
    return _gpus() / 2


def nvl72_bisection_over_printed() -> Quantity:
    """Bisection of a GB200 NVL72, one way, over the bandwidth that the vendor prints for the rack."""
    return (nvl72_bisection() / fact(NVL72, "scaleup-bandwidth", "nvidia2024gb200page").quantity).to("")


def nvl72_cables_per_link() -> Quantity:
    """Copper cables that one NVLink of a GB200 NVL72 takes: the analysts' count of cables over the counted links."""
    return fact(NVL72, "cables").quantity / nvl72_links()


def nvl72_avoided_power_share() -> tuple[Quantity, Quantity]:
    """Power that optical NVLink would have added to a GB200 NVL72, over the rack's published power."""
    avoided = [row.quantity for row in facts(NVL72, "avoided-power")]
    low, high = system_power_nvl72()
    return (min(avoided) / high).to("percent"), (max(avoided) / low).to("percent")


def nvl72_avoided_power_per_module() -> Quantity:
    """Power of one optical module in the analysts' estimate of an optical NVLink."""
    total = fact(NVL72, "avoided-power", "estimate").quantity
    return (total / fact(NVL72, "avoided-modules").quantity).to("W")


def nvl72_gpus_per_tray() -> Quantity:
    """GPUs in a compute tray: superchips a tray times GPUs a superchip."""
    tray = part("gb200-compute-tray", "gb200-superchip").quantity
    return tray * part("gb200-superchip", "gb200-gpu").quantity


def nvl72_gpus_from_trays() -> Quantity:
    """GPUs of the rack, counted up the ladder from its trays."""
    return part(NVL72, "gb200-compute-tray").quantity * nvl72_gpus_per_tray()


def nvl72_switch_chips_from_trays() -> Quantity:
    """Switch chips of the rack, counted up the ladder from its switch trays."""
    return part(NVL72, "gb200-switch-tray").quantity * part("gb200-switch-tray", "nvswitch-4").quantity


def nvl72_switch_ports() -> Quantity:
    """Ports that all switch chips of the rack have together."""
    return fact(NVL72, "switch-chips").quantity * fact("nvswitch-4", "switch-ports").quantity


def _per_gpu(source: str, *words: str) -> Quantity:
    return (fact(NVL72, "hbm-capacity", *words, source).quantity / _gpus()).to("GB")


def nvl72_hbm_per_gpu_present() -> Quantity:
    """Memory a GPU that stands behind the total of the vendor's present page."""
    return _per_gpu("nvidia2024gb200page", "2026-08-01")


def nvl72_hbm_per_gpu_2024() -> Quantity:
    """Memory a GPU that stands behind the total of the vendor's preliminary table."""
    return _per_gpu("nvidia2024gb200page", "2024-03-18")


def nvl72_hbm_per_gpu_press() -> Quantity:
    """Memory a GPU that stands behind the total that analysts and press used."""
    return _per_gpu("winbuzzer2025cloudmatrix")


def nvl72_hbm_per_gpu_driver() -> Quantity:
    """Memory of a GB200 GPU as its driver reports it, in decimal gigabytes."""
    return fact("gb200-gpu", "hbm-capacity", "measured").quantity.to("GB")


def _mlperf_per_gpu(case_id: str) -> Quantity:
    return run(case_id).quantity / _gpus()


def nvl72_mlperf_offline_per_gpu_2025() -> Quantity:
    """DeepSeek-R1 offline in MLPerf Inference v5.1 on a GB200 NVL72: the rack's rate shared by its GPUs."""
    return _mlperf_per_gpu("mlperf_inf_dsr1_gb200_offline_v51")


def nvl72_mlperf_offline_per_gpu_2026() -> Quantity:
    """DeepSeek-R1 offline in MLPerf Inference v6.1 on a GB200 NVL72: the rack's rate shared by its GPUs."""
    return _mlperf_per_gpu("mlperf_inf_dsr1_gb200_offline_v61")


def nvl72_mlperf_offline_gain() -> Quantity:
    """DeepSeek-R1 offline on a GB200 NVL72, MLPerf Inference v6.1 over v5.1."""
    return (nvl72_mlperf_offline_per_gpu_2026() / nvl72_mlperf_offline_per_gpu_2025()).to("")


def gb300_fp4_dense_over_sparse() -> Quantity:
    """Dense over sparse FP4 rate of a GB300 NVL72, both as the vendor prints them."""
    dense = fact("gb300-nvl72", "peak-compute", "fp4", "dense").quantity
    return (dense / fact("gb300-nvl72", "peak-compute", "fp4", "sparse").quantity).to("")


def gb300_fp4_wrong_half() -> Quantity:
    """What halving the sparse FP4 figure of a GB300 NVL72 would give, which is not its dense figure."""
    return fact("gb300-nvl72", "peak-compute", "fp4", "sparse").quantity / 2


def nvl72_gpu_fp8_dense() -> Quantity:
    """Dense FP8 rate of a GB200 GPU: the rack's, which is half of the sparse figure printed, shared by its GPUs."""
    return (nvl72_fp8_dense() / _gpus()).to("TFLOP/s")


def nvl72_gpu_fp4_dense() -> Quantity:
    """Dense FP4 rate of a GB200 GPU: the rack's, which is half of the sparse figure printed, shared by its GPUs."""
    return (nvl72_fp4_dense() / _gpus()).to("TFLOP/s")


def _of_nvlink(case_id: str) -> Quantity:
    return (run(case_id).quantity / fact("gb200-gpu", "scaleup-bandwidth", "one-way").quantity).to("percent")


def nvl72_copy_share() -> Quantity:
    """Measured copy from one GB200 GPU to another over its printed NVLink rate, both one way."""
    return _of_nvlink("p2p_gb200_one_way")


def nvl72_dispatch_call_share() -> Quantity:
    """Sending tokens to experts over half a rack, the whole call, over the printed NVLink rate of a GPU, one way."""
    return _of_nvlink("hybridep_gb200_dispatch_bf16_r36_call")


def _of_fp8(case_id: str) -> Quantity:
    return (run(case_id).quantity / nvl72_gpu_fp8_dense()).to("percent")


def nvl72_best_product_share() -> Quantity:
    """Fastest FP8 matrix multiplication that a search found on a GB200 GPU, over the dense FP8 peak."""
    return _of_fp8("mamf_013")


def nvl72_expert_training_share() -> Quantity:
    """Arithmetic of a mixture-of-experts model's pre-training on GB200 over the dense FP8 peak, a GPU."""
    return _of_fp8("mbridge_dsv3_gb200_2608_flops")


def nvl72_nvlink_gain() -> Quantity:
    """NVLink rate of a GPU, both ways, fifth generation over first."""
    return (fact("nvlink-5", "scaleup-bandwidth").quantity / fact("nvlink-1", "scaleup-bandwidth").quantity).to("")
