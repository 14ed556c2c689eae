"""Chapter 4: range and step of number formats, what block scales cost, a model's bytes by format, and the chapter's exercises."""

from pint import Quantity

from scripts.computed.memory_wall import ascend_910c_int8, v3_parameters
from scripts.facts import fact, run
from scripts.models import formats, memory
from scripts.units import quantity

EXAMPLE = 0.3  # a weight, for illustration
# Codes of the highest exponent that are no numbers, as the model of formats has them.
KEPT = {"fp32": "FP32", "tf32": "TF32", "bf16": "BF16", "fp16": "FP16", "fp8-e4m3": "E4M3", "fp8-e5m2": "E5M2", "fp4-e2m1": "E2M1"}  # fmt: skip
QUALITY = ("aime2024", "gpqa_diamond", "livecodebench", "math500", "mmlu", "mmlu_pro")


def _bits(entity: str, name: str) -> float:
    return float(fact(entity, name).low.to("bit").magnitude)


def _shape(entity: str) -> dict[str, float]:
    """A floating-point format as the model of formats takes it."""
    return {
        "exponent_bits": _bits(entity, "exponent-bits"),
        "mantissa_bits": _bits(entity, "mantissa-bits"),
        "reserved_codes": formats.FLOATING[KEPT[entity]][2],
    }


def _largest(entity: str) -> Quantity:
    return quantity(formats.largest_value(**_shape(entity)), "1")


def _smallest(entity: str) -> Quantity:
    shape = _shape(entity)
    del shape["reserved_codes"]
    return quantity(formats.smallest_subnormal(**shape), "1")


def _step(entity: str) -> Quantity:
    return quantity(formats.relative_step(mantissa_bits=_bits(entity, "mantissa-bits")), "1").to("percent")


def _nearest(entity: str) -> Quantity:
    return quantity(min(formats.values_of(**_shape(entity)), key=lambda value: abs(value - EXAMPLE)), "1")


# --- range and step ---------------------------------------------------------------------------------------------------


def fp16_largest() -> Quantity:
    """Largest number of FP16."""
    return _largest("fp16")


def bf16_largest_over_fp16() -> Quantity:
    """Largest number of BF16 over that of FP16."""
    return _largest("bf16") / _largest("fp16")


def e4m3_largest() -> Quantity:
    """Largest number of FP8 E4M3, from its bits."""
    return _largest("fp8-e4m3")


def e5m2_largest() -> Quantity:
    """Largest number of FP8 E5M2, from its bits."""
    return _largest("fp8-e5m2")


def e2m1_largest() -> Quantity:
    """Largest number of FP4 E2M1, from its bits."""
    return _largest("fp4-e2m1")


def int8_largest() -> Quantity:
    """Largest whole number of INT8."""
    return quantity(formats.integer_largest(element_bits=_bits("int8", "element-bits")), "1")


def bf16_step() -> Quantity:
    """Widest step of BF16, as a share of the number."""
    return _step("bf16")


def fp16_step() -> Quantity:
    """Widest step of FP16, as a share of the number."""
    return _step("fp16")


def e4m3_step() -> Quantity:
    """Widest step of FP8 E4M3, as a share of the number."""
    return _step("fp8-e4m3")


def e5m2_step() -> Quantity:
    """Widest step of FP8 E5M2, as a share of the number."""
    return _step("fp8-e5m2")


def e2m1_step() -> Quantity:
    """Widest step of FP4 E2M1, as a share of the number."""
    return _step("fp4-e2m1")


def e2m1_values() -> Quantity:
    """Numbers of FP4 E2M1 from zero up."""
    return quantity(len(formats.values_of(**_shape("fp4-e2m1"))), "1")


def e4m3_octaves() -> Quantity:
    """How many times one can double from the smallest number of FP8 E4M3 to the largest."""
    return quantity(formats.range_in_octaves(**_shape("fp8-e4m3")), "1")


def e5m2_octaves() -> Quantity:
    """How many times one can double from the smallest number of FP8 E5M2 to the largest."""
    return quantity(formats.range_in_octaves(**_shape("fp8-e5m2")), "1")


def fp16_octaves() -> Quantity:
    """How many times one can double from the smallest number of FP16 to the largest."""
    return quantity(formats.range_in_octaves(**_shape("fp16")), "1")


def bf16_octaves() -> Quantity:
    """How many times one can double from the smallest number of BF16 to the largest."""
    return quantity(formats.range_in_octaves(**_shape("bf16")), "1")


# --- one weight -------------------------------------------------------------------------------------------------------


def example_in_bf16() -> Quantity:
    """The number of BF16 nearest to three tenths."""
    return _nearest("bf16")


def example_in_e4m3() -> Quantity:
    """The number of FP8 E4M3 nearest to three tenths."""
    return _nearest("fp8-e4m3")


def example_in_e2m1() -> Quantity:
    """The number of FP4 E2M1 nearest to three tenths, without a scale."""
    return _nearest("fp4-e2m1")


def example_off_in_e4m3() -> Quantity:
    """How far the nearest number of FP8 E4M3 is from three tenths, as a share of it."""
    return quantity(abs(_nearest("fp8-e4m3").magnitude - EXAMPLE) / EXAMPLE, "1").to("percent")


def example_off_in_e2m1() -> Quantity:
    """How far the nearest number of FP4 E2M1 is from three tenths, as a share of it, without a scale."""
    return quantity(abs(_nearest("fp4-e2m1").magnitude - EXAMPLE) / EXAMPLE, "1").to("percent")


# --- blocks -----------------------------------------------------------------------------------------------------------


def _block_bits(entity: str, *words: str) -> Quantity:
    bits = formats.bits_per_number(
        element_bits=_bits(entity, "element-bits"),
        scale_bits=float(fact(entity, "scale-bits", *words).low.to("bit").magnitude),
        block=fact(entity, "scale-block").to("1"),
    )
    return quantity(bits, "bit")


def mxfp8_bits() -> Quantity:
    """Bits that a number takes in MXFP8, its share of the scale counted."""
    return _block_bits("mxfp8")


def mxfp4_bits() -> Quantity:
    """Bits that a number takes in MXFP4, its share of the scale counted."""
    return _block_bits("mxfp4")


def nvfp4_bits() -> Quantity:
    """Bits that a number takes in NVFP4, its share of the block's scale counted, the tensor's not."""
    return _block_bits("nvfp4", "nvidia2026cutile")


def e2m1_span() -> Quantity:
    """Largest over smallest number above zero of FP4 E2M1: what one block can hold beside its largest number."""
    return _largest("fp4-e2m1") / _smallest("fp4-e2m1")


def e4m3_span() -> Quantity:
    """Largest over smallest number above zero of FP8 E4M3."""
    return _largest("fp8-e4m3") / _smallest("fp8-e4m3")


def block_harmed_mxfp4() -> Quantity:
    """Numbers of an MXFP4 block besides the largest."""
    return fact("mxfp4", "scale-block").quantity - quantity(1, "1")


def block_harmed_nvfp4() -> Quantity:
    """Numbers of an NVFP4 block besides the largest."""
    return fact("nvfp4", "scale-block").quantity - quantity(1, "1")


# --- a model's bytes --------------------------------------------------------------------------------------------------


def _v3(bits: Quantity | float) -> Quantity:
    width = bits if isinstance(bits, float) else float(bits.to("bit").magnitude)
    value = memory.weight_bytes(parameters=float(v3_parameters().magnitude), bits=width)
    return quantity(value, "byte").to("GB")


def v3_in_bf16() -> Quantity:
    """All weights of DeepSeek-V3 in BF16."""
    return _v3(1 + _bits("bf16", "exponent-bits") + _bits("bf16", "mantissa-bits"))


def v3_in_fp8() -> Quantity:
    """All weights of DeepSeek-V3 in FP8, without scales."""
    return _v3(1 + _bits("fp8-e4m3", "exponent-bits") + _bits("fp8-e4m3", "mantissa-bits"))


def v3_in_int8() -> Quantity:
    """All weights of DeepSeek-V3 in INT8, without scales."""
    return _v3(_bits("int8", "element-bits"))


def v3_in_mxfp8() -> Quantity:
    """All weights of DeepSeek-V3 in MXFP8."""
    return _v3(mxfp8_bits())


def v3_in_mxfp4() -> Quantity:
    """All weights of DeepSeek-V3 in MXFP4."""
    return _v3(mxfp4_bits())


def v3_in_nvfp4() -> Quantity:
    """All weights of DeepSeek-V3 in NVFP4, the scales of whole tensors not counted."""
    return _v3(nvfp4_bits())


def v3_nvfp4_scales() -> Quantity:
    """Scales of the blocks of DeepSeek-V3 in NVFP4."""
    return _v3(nvfp4_bits() - fact("nvfp4", "element-bits").quantity)


def v3_nvfp4_over_mxfp4() -> Quantity:
    """How much more DeepSeek-V3 takes in NVFP4 than in MXFP4."""
    return (v3_in_nvfp4() / v3_in_mxfp4() - 1).to("percent")


def v3_mxfp4_over_bf16() -> Quantity:
    """Weights of DeepSeek-V3 in BF16 over those in MXFP4."""
    return (v3_in_bf16() / v3_in_mxfp4()).to("")


# --- peaks ------------------------------------------------------------------------------------------------------------


def int8_over_fp16_910c() -> Quantity:
    """Dense INT8 rate of an Ascend 910C of the 752T bin over its dense FP16 rate."""
    return (ascend_910c_int8() / fact("ascend-910c", "peak-compute", "fp16", "bin=752t").quantity).to("")


def _gain(entity: str, narrow: str, *words: str) -> Quantity:
    top = fact(entity, "peak-compute", narrow, "dense", *words).quantity
    return (top / fact(entity, "peak-compute", "bf16", "dense", *words).quantity).to("")


def fp4_over_bf16_gb200() -> Quantity:
    """Dense NVFP4 rate of a GPU of GB200 over its dense BF16 rate, in the same document."""
    return _gain("gb200-gpu", "nvfp4", "nvidia2026dgxcbench")


def fp4_over_bf16_gb300() -> Quantity:
    """Dense NVFP4 rate of a GPU of GB300 over its dense BF16 rate, in the same document."""
    return _gain("gb300-gpu", "nvfp4", "nvidia2026dgxcbench")


def fp4_over_bf16_950dt() -> Quantity:
    """Dense MXFP4 rate of an Ascend 950DT over its dense BF16 rate, matrix units alone, top bin."""
    return _gain("ascend-950dt", "mxfp4", "bin=36-core", "cores=cube")


def fp8_over_bf16_v5p() -> Quantity:
    """Dense FP8 rate of a TPU v5p over its dense BF16 rate."""
    return _gain("tpu-v5p", "fp8")


# --- quality ----------------------------------------------------------------------------------------------------------


def _quality_differences() -> list[Quantity]:
    pairs = [(run(f"cm384_quality_{name}"), run(f"cm384_quality_api_{name}")) for name in QUALITY]
    return [ours.quantity - theirs.quantity for ours, theirs in pairs]


def int8_quality_loss() -> Quantity:
    """By how much DeepSeek-R1 in INT8 on CloudMatrix 384 stays behind DeepSeek's interface at most, over the tests of the paper."""
    return -1 * min(_quality_differences())


def int8_quality_gain() -> Quantity:
    """By how much DeepSeek-R1 in INT8 on CloudMatrix 384 is ahead of DeepSeek's interface at most, over the tests of the paper."""
    return max(_quality_differences())


def int8_quality_tests() -> Quantity:
    """Tests of that comparison.

    Rests on no row: it counts the tests above.
    """
    return quantity(len(QUALITY), "1")
