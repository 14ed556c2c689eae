"""Chapter 22: total processing performance of chips, set against export rules by date, and the chapter's exercises."""

from datetime import date

from pint import Quantity

from scripts.computed.memory_wall import ascend_910c_int8
from scripts.computed.side_by_side import nvl72_gpu_bf16_dense
from scripts.facts import fact, facts, rule
from scripts.processing import density, processing, processing_of, transfer
from scripts.units import quantity

Range = tuple[Quantity, Quantity]

BIN = "bin=752t"


def _one(ends: Range) -> Quantity:
    if ends[0] != ends[1]:
        raise ValueError(f"differs: {ends[0]} to {ends[1]}")
    return ends[0]


# --- processing ---------------------------------------------------------------------------------------------------


def tpp_a100() -> Quantity:
    """Total processing performance of an A100."""
    return _one(processing("a100-sxm"))


def tpp_h100() -> Quantity:
    """Total processing performance of an H100, at dense BF16."""
    return _one(processing("h100-sxm", "bf16"))


def tpp_h20() -> Quantity:
    """Total processing performance of an H20."""
    return _one(processing("h20"))


def tpp_mi325x() -> Quantity:
    """Total processing performance of an MI325X, at dense BF16."""
    return _one(processing("mi325x"))


def tpp_gb200() -> Range:
    """Total processing performance of a GPU of GB200, at dense BF16, over the package's figures and what the rack implies."""
    low, high = processing("gb200-gpu", "bf16")
    rack = (nvl72_gpu_bf16_dense() * quantity(16, "bit")).to("TPP")
    return min(low, rack), max(high, rack)


def tpp_gb300_fp4() -> Range:
    """Total processing performance of a GPU of GB300 at dense NVFP4, over two documents of the maker."""
    return processing("gb300-gpu", "nvfp4")


def tpp_gb300_bf16() -> Quantity:
    """Total processing performance of a GPU of GB300 at dense BF16."""
    return _one(processing("gb300-gpu", "bf16"))


def tpp_910b() -> Range:
    """Total processing performance of an Ascend 910B at dense FP16, over its bins."""
    return processing("ascend-910b", "fp16")


def tpp_910c_fp16() -> Quantity:
    """Total processing performance of an Ascend 910C of the 752T bin, at dense FP16."""
    return _one(processing("ascend-910c", "fp16", BIN))


def tpp_910c_int8() -> Quantity:
    """Total processing performance of an Ascend 910C of the 752T bin, at dense INT8 of the maker's simulator."""
    return (ascend_910c_int8() * quantity(8, "bit")).to("TPP")


def tpp_910c_die() -> Quantity:
    """Total processing performance of one die of an Ascend 910C of the 752T bin, at dense FP16 of the maker's simulator."""
    row = fact("ascend-910c-die", "peak-compute", "fp16", BIN)
    return processing_of(row, row.low)


def tpp_910c_over_line() -> Quantity:
    """Total processing performance of an Ascend 910C of the 752T bin, over the line of the chip rules."""
    return (tpp_910c_fp16() / rule("chips-2023-a1-processing").low).to("")


def tpp_h100_over_h20() -> Quantity:
    """Total processing performance of an H100 over that of an H20."""
    return (tpp_h100() / tpp_h20()).to("")


def fp16_rate_at_line() -> Quantity:
    """Dense FP16 rate that just reaches the line of the chip rules."""
    return (rule("chips-2022-processing").low / quantity(16, "bit")).to("TFLOP/s")


def int8_rate_at_line() -> Quantity:
    """Dense INT8 rate that just reaches the line of the chip rules."""
    return (rule("chips-2022-processing").low / quantity(8, "bit")).to("TOP/s")


# --- density ------------------------------------------------------------------------------------------------------


def density_h20() -> Quantity:
    """Performance density of an H20 on the area of a GH100 die."""
    return _one(density("h20", "gh100"))


def density_line() -> Quantity:
    """Performance density from which a chip of some processing needs a licence under the chip rule of 2023: the lower of two steps."""
    return min(rule(key).low for key in ("chips-2023-b2-density", "chips-2023-a2-density"))


def density_910b_least() -> Quantity:
    """Performance density of the lowest bin of an Ascend 910B on the estimated area of its die."""
    return density("ascend-910b", "ascend-910b-die")[0]


def h20_below_band() -> Quantity:
    """How far an H20 stays below the least processing of the first band, as a share of it."""
    line = rule("chips-2023-b1-processing").low
    return ((line - tpp_h20()) / line).to("percent")


def h20_rate_at_band() -> Quantity:
    """Dense BF16 rate of a chip that just reaches the first band of the chip rule of 2023."""
    return (rule("chips-2023-b1-processing").low / quantity(16, "bit")).to("TFLOP/s")


def area_at_density_line() -> Quantity:
    """Area on which an H20 would just reach the density of the second band: with less, a licence is needed."""
    return (tpp_h20() / rule("chips-2023-b2-density").low).to("mm**2")


# --- links and memory -----------------------------------------------------------------------------------------------


def h800_links_over_h100() -> Quantity:
    """NVLink of an H800 as a share of an H100's."""
    return (transfer("h800-sxm") / transfer("h100-sxm")).to("percent")


def memory_h20_over_h100() -> Range:
    """Memory bandwidth of an H20 over that of an H100, over the sources for the latter."""
    ours = fact("h20", "hbm-bandwidth").quantity
    ends = [(ours / row.quantity).to("") for row in facts("h100-sxm", "hbm-bandwidth")]
    return min(ends), max(ends)


def hbm_stack_area_at_line() -> Quantity:
    """Largest area on which a stack of HBM2E would still be above the line of the memory rule."""
    return (fact("hbm2e", "hbm-bandwidth").quantity / rule("memory-2024").low).to("mm**2")


# --- time -----------------------------------------------------------------------------------------------------------


def days_between_rules() -> Quantity:
    """Days from the chip rule of 2022 to that of 2023, by the days from which they hold."""
    ends = [date.fromisoformat(rule(key).date) for key in ("chips-2022-processing", "chips-2023-a1-processing")]
    return quantity((ends[1] - ends[0]).days, "day")
