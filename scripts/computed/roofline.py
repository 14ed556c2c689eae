"""Chapter 3: ridge points of memory and network, products of few rows, measured kernels under the roof, the exercises."""

from math import ceil

from pint import Quantity

from scripts.computed.memory_wall import ascend_910c_int8
from scripts.computed.side_by_side import nvl72_gpu_bf16_dense
from scripts.facts import fact, run
from scripts.models import roofline
from scripts.units import quantity

LLAMA, V3 = "llama-3.1-70b", "deepseek-v3"
BATCH = 64  # the small batch of the worked example
RANKS = 8  # devices over which the exercise splits a layer
WIDTH, START = 8192, "aic_gemm_h100_"  # a square product that was timed for several batches


def _base(value: Quantity) -> float:
    """A quantity as a number in FLOP/s, FLOP/byte, byte/s or s."""
    for unit in ("FLOP/s", "byte/s", "FLOP/byte", "s", ""):
        if value.is_compatible_with(quantity(1, unit or "1").units):
            return float(value.to(quantity(1, unit or "1").units).magnitude)
    raise ValueError(f"{value} is of no kind that this chapter uses")


# --- ridge points -----------------------------------------------------------------------------------------------------


def compute_910c() -> Quantity:
    """Dense 16-bit rate of an Ascend 910C, as its white paper prints it for one bin."""
    return fact("ascend-910c", "peak-compute", "fp16", "bin=752T").quantity


def memory_910c() -> Quantity:
    """Memory bandwidth of an Ascend 910C."""
    return fact("ascend-910c", "hbm-bandwidth", "huawei2026atlas900a3wp").quantity


def memory_gb200() -> Quantity:
    """Memory bandwidth of a GPU of GB200."""
    return fact("gb200-gpu", "hbm-bandwidth", "nvidia2026dgxcbench").quantity


def scaleup_910c() -> Quantity:
    """Scale-up bandwidth of an Ascend 910C, one way."""
    return fact("ascend-910c", "scaleup-bandwidth", "one-way").quantity


def scaleup_gb200() -> Quantity:
    """Scale-up bandwidth of a GPU of GB200, one way."""
    return fact("gb200-gpu", "scaleup-bandwidth", "one-way").quantity


def scaleout_910c() -> Quantity:
    """Scale-out bandwidth of an Ascend 910C, one way."""
    return fact("ascend-910c", "scaleout-bandwidth").quantity


def scaleout_h100() -> Quantity:
    """Scale-out bandwidth of an H100 in its reference server, one way."""
    return fact("h100-sxm", "scaleout-bandwidth").quantity


def _ridge(compute: Quantity, bandwidth: Quantity) -> Quantity:
    return quantity(roofline.ridge_point(peak_compute=_base(compute), bandwidth=_base(bandwidth)), "FLOP/byte")


def printed_ridge_910c() -> Quantity:
    """Ridge point of an Ascend 910C at the 16-bit rate that its white paper prints."""
    return _ridge(compute_910c(), memory_910c())


def printed_ridge_gb200() -> Quantity:
    """Ridge point of a GPU of GB200 at dense BF16, as printed for the rack."""
    return _ridge(nvl72_gpu_bf16_dense(), memory_gb200())


def ridge_gb200_over_910c() -> Quantity:
    """Ridge point of the GPU of GB200 over that of the Ascend 910C."""
    return printed_ridge_gb200() / printed_ridge_910c()


def network_ridge_910c() -> Quantity:
    """Operations for each byte sent above which the scale-up network of an Ascend 910C does not bind."""
    return _ridge(compute_910c(), scaleup_910c())


def network_ridge_gb200() -> Quantity:
    """Operations for each byte sent above which the scale-up network of a GPU of GB200 does not bind."""
    return _ridge(nvl72_gpu_bf16_dense(), scaleup_gb200())


def scaleout_ridge_910c() -> Quantity:
    """Operations for each byte sent above which the scale-out network of an Ascend 910C does not bind."""
    return _ridge(compute_910c(), scaleout_910c())


def scaleout_over_scaleup_ridge_910c() -> Quantity:
    """How many times more work a byte must be worth on the scale-out network than on the scale-up one, Ascend 910C."""
    return scaleout_ridge_910c() / network_ridge_910c()


# --- a product of few rows --------------------------------------------------------------------------------------------


def _product(rows: int) -> Quantity:
    value = roofline.matrix_intensity(rows=rows, columns=WIDTH, depth=WIDTH, bits=16, output_bits=16)
    return quantity(value, "FLOP/byte")


def intensity_of_one_row() -> Quantity:
    """Operations a byte of one vector times a square matrix of 8,192, BF16.

    Rests on no row: the sizes are chosen to show the form.
    """
    return _product(1)


def intensity_of_small_batch() -> Quantity:
    """Operations a byte of 64 rows times a square matrix of 8,192, BF16.

    Rests on no row: the sizes are chosen to show the form.
    """
    return _product(BATCH)


def intensity_of_large_batch() -> Quantity:
    """Operations a byte of 8,192 rows times a square matrix of 8,192, BF16.

    Rests on no row: the sizes are chosen to show the form.
    """
    return _product(WIDTH)


def _attained(memory: Quantity, compute: Quantity) -> Quantity:
    """With weights alone counted, a batch of 64 in BF16 is worth 64 operations a byte."""
    rate = roofline.attainable_compute(
        peak_compute=_base(compute),
        memory_bandwidth=_base(memory),
        arithmetic_intensity=BATCH,
        network_bandwidth=_base(memory),
        network_intensity=_base(_ridge(compute, memory)),
    )
    return quantity(rate, "FLOP/s").to("TFLOP/s")


def small_batch_rate_910c() -> Quantity:
    """Rate that the memory of an Ascend 910C allows to a batch of 64 in BF16."""
    return _attained(memory_910c(), compute_910c())


def small_batch_rate_gb200() -> Quantity:
    """Rate that the memory of a GPU of GB200 allows to a batch of 64 in BF16."""
    return _attained(memory_gb200(), nvl72_gpu_bf16_dense())


def small_batch_share_910c() -> Quantity:
    """That rate in per cent of the Ascend 910C's peak."""
    return (small_batch_rate_910c() / compute_910c()).to("percent")


def small_batch_share_gb200() -> Quantity:
    """That rate in per cent of the peak of the GPU of GB200."""
    return (small_batch_rate_gb200() / nvl72_gpu_bf16_dense()).to("percent")


# --- kernels that were timed ------------------------------------------------------------------------------------------


def time_of_one_row() -> Quantity:
    """Measured time of one row times a square matrix of 8,192, BF16, H100."""
    return run(f"{START}001").quantity


def time_of_128_rows() -> Quantity:
    """Measured time of 128 rows times the same matrix."""
    return run(f"{START}003").quantity


def time_of_8192_rows() -> Quantity:
    """Measured time of 8,192 rows times the same matrix."""
    return run(f"{START}006").quantity


def rows_for_little_more() -> Quantity:
    """By how many per cent 128 rows took longer than one."""
    return (time_of_128_rows() / time_of_one_row() - 1).to("percent")


def rows_for_much_more() -> Quantity:
    """How many times longer 8,192 rows took than 128: sixty-four times the work."""
    return time_of_8192_rows() / time_of_128_rows()


def _rate(rows: int, time: Quantity) -> Quantity:
    work = roofline.matrix_operations(rows=rows, columns=WIDTH, depth=WIDTH)
    return (quantity(work, "FLOP") / time).to("TFLOP/s")


def h100_bf16() -> Quantity:
    """Dense BF16 rate of an H100."""
    return fact("h100-sxm", "peak-compute", "bf16", "dense").quantity


def measured_share_of_one_row() -> Quantity:
    """What one row reached of the H100's peak, per cent."""
    return (_rate(1, time_of_one_row()) / h100_bf16()).to("percent")


def measured_share_of_8192_rows() -> Quantity:
    """What 8,192 rows reached of the H100's peak, per cent."""
    return (_rate(WIDTH, time_of_8192_rows()) / h100_bf16()).to("percent")


def measured_bandwidth_of_one_row() -> Quantity:
    """Bytes that one row must move, over its time, in per cent of the H100's memory bandwidth."""
    moved = roofline.matrix_bytes(rows=1, columns=WIDTH, depth=WIDTH, bits=16, output_bits=16)
    printed = fact("h100-sxm", "hbm-bandwidth", "semianalysis2026specs").quantity
    return (quantity(moved, "byte") / time_of_one_row() / printed).to("percent")


def best_search_h100() -> Quantity:
    """The fastest BF16 product that a search over shapes found on an H100, per cent of its peak."""
    return (run("mamf_002").quantity / h100_bf16()).to("percent")


def best_search_mi300x() -> Quantity:
    """The same search on an MI300X, per cent of the peak that its author prints."""
    printed = fact("mi300x", "peak-compute", "bf16", "bekman2026mlengineering").quantity
    return (run("mamf_007").quantity / printed).to("percent")


# --- the network as a third roof --------------------------------------------------------------------------------------


def _shape(model: str, name: str) -> float:
    return float(fact(model, name).quantity.to("").magnitude)


def llama_layer_weights() -> Quantity:
    """Weights of one layer of Llama 3.1 70B: attention with shared heads, and three matrices of the feed-forward block."""
    hidden, head = _shape(LLAMA, "hidden-size"), _shape(LLAMA, "head-dimension")
    attention = hidden * head * 2 * (_shape(LLAMA, "attention-heads") + _shape(LLAMA, "kv-heads"))
    return quantity(attention + 3 * hidden * _shape(LLAMA, "ffn-size"), "1")


def split_layer_sent() -> Quantity:
    """Bytes that each of eight devices sends for one token and layer: two all-reduces of the hidden vector in BF16."""
    vector = _shape(LLAMA, "hidden-size") * 2
    return quantity(2 * 2 * vector * (RANKS - 1) / RANKS, "byte")


def split_layer_intensity() -> Quantity:
    """Operations for each byte sent where eight devices split a layer of Llama 3.1 70B."""
    work = quantity(2 * llama_layer_weights().magnitude / RANKS, "FLOP")
    return (work / split_layer_sent()).to("FLOP/byte")


def expert_intensity() -> Quantity:
    """Operations for each byte sent where a token of DeepSeek-V3 goes to its experts in 8 bits and returns in 16."""
    expert = 3 * _shape(V3, "hidden-size") * _shape(V3, "expert-ffn-size")
    return quantity(2 * expert / (_shape(V3, "hidden-size") * 3), "FLOP/byte")


def int8_network_ridge_910c() -> Quantity:
    """Operations for each byte sent at which arithmetic in INT8 and the scale-up network of an Ascend 910C take equally long."""
    return _ridge(ascend_910c_int8().to("FLOP/s"), scaleup_910c())


def split_layer_share_of_scaleout_910c() -> Quantity:
    """What the scale-out network of an Ascend 910C allows to the split layer, per cent of the 16-bit peak."""
    return (split_layer_intensity() / scaleout_ridge_910c()).to("percent")


# --- exercises --------------------------------------------------------------------------------------------------------


def _batch_of_ridge(ridge: Quantity) -> Quantity:
    """Weights of one byte make two operations a byte and row, so the ridge is reached at half of its number of rows."""
    return quantity(ceil(_base(ridge) / 2), "1")


def int8_weights_batch_910c() -> Quantity:
    """Batch from which a product with INT8 weights and BF16 arithmetic is bound by arithmetic, Ascend 910C."""
    return _batch_of_ridge(printed_ridge_910c())


def int8_weights_batch_gb200() -> Quantity:
    """Batch from which a product with INT8 weights and BF16 arithmetic is bound by arithmetic, GPU of GB200."""
    return _batch_of_ridge(printed_ridge_gb200())


def _small_kernel() -> tuple[Quantity, Quantity]:
    row = run("aic_gemm_b200_007")
    sizes = row.settings
    moved = roofline.matrix_bytes(rows=sizes["m"], columns=sizes["n"], depth=sizes["k"], bits=16, output_bits=16)
    printed = fact("b200-sxm", "hbm-bandwidth", "semianalysis2026specs").quantity
    return row.quantity, (quantity(moved, "byte") / printed).to("us")


def small_kernel_time() -> Quantity:
    """Measured time of one row times a matrix of 2,048 by 7,168, BF16, B200."""
    return _small_kernel()[0]


def small_kernel_floor() -> Quantity:
    """Least time of its bytes at the B200's full bandwidth."""
    return _small_kernel()[1]


def small_kernel_share() -> Quantity:
    """The floor in per cent of the measured time."""
    time, floor = _small_kernel()
    return (floor / time).to("percent")


def domain_for_a_split_layer() -> Quantity:
    """Most devices over which a layer of Llama 3.1 70B can be split before the scale-up network of an Ascend 910C binds.

    Work for each device falls with their number, and bytes sent hardly grow.
    """
    work, vector = 2 * llama_layer_weights().magnitude, _shape(LLAMA, "hidden-size") * 2
    ranks = 2
    while work / (ranks + 1) / (4 * vector * ranks / (ranks + 1)) >= _base(network_ridge_910c()):
        ranks += 1
    return quantity(ranks, "1")
