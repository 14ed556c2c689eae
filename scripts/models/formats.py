"""Number formats: how large, how small and how fine a number can be, and what a shared scale costs.

A floating-point format has a sign, exponent bits and mantissa bits; its bias is half of the exponent's range. The codes of
the highest exponent that are no numbers (infinity, not-a-number) are `reserved_codes`: all of them in FP32, FP16, BF16, TF32
(IEEE 754, and its habits) and E5M2; one in E4M3; none in FP6 and FP4. So OCP "8-bit Floating Point Specification" 1.0 for FP8 and
OCP "Microscaling Formats (MX) Specification" 1.0, section 5, for FP6, FP4, INT8 and the scale E8M0 of 32 numbers; NVIDIA's NVFP4 has
an E4M3 scale for 16. Values are plain numbers; widths are bits. A block scale multiplies the range of the numbers it covers.
"""

from math import floor, log2

# Exponent bits, mantissa bits, codes of the highest exponent that are no numbers.
FLOATING = {
    "FP32": [8, 23, 8388608],
    "TF32": [8, 10, 1024],
    "BF16": [8, 7, 128],
    "FP16": [5, 10, 1024],
    "E4M3": [4, 3, 1],
    "E5M2": [5, 2, 4],
    "E3M2": [3, 2, 0],
    "E2M3": [2, 3, 0],
    "E2M1": [2, 1, 0],
}
# Bits of a number, bits of the scale, numbers that share it.
BLOCKS = {
    "MXFP8": [8, 8, 32],
    "MXFP6": [6, 8, 32],
    "MXFP4": [4, 8, 32],
    "MXINT8": [8, 8, 32],
    "NVFP4": [4, 8, 16],
}


def _check(exponent_bits: float, mantissa_bits: float, reserved_codes: float) -> None:
    if exponent_bits < 1 or exponent_bits > 8 or exponent_bits != floor(exponent_bits):
        raise ValueError(f"exponent_bits must be a whole number from 1 to 8, got {exponent_bits:g}")
    if mantissa_bits < 0 or mantissa_bits > 23 or mantissa_bits != floor(mantissa_bits):
        raise ValueError(f"mantissa_bits must be a whole number from 0 to 23, got {mantissa_bits:g}")
    if reserved_codes < 0 or reserved_codes > 2**mantissa_bits or reserved_codes != floor(reserved_codes):
        raise ValueError(
            f"reserved_codes must be a whole number from 0 to {2**mantissa_bits:g}, got {reserved_codes:g}"
        )
    if exponent_bits == 1 and reserved_codes == 2**mantissa_bits:
        raise ValueError("with one exponent bit not all codes of the higher exponent can be reserved")


def total_bits_of(*, exponent_bits: float, mantissa_bits: float) -> float:
    """Bits of a number: sign, exponent, mantissa."""
    _check(exponent_bits, mantissa_bits, 0)
    return 1 + exponent_bits + mantissa_bits


def exponent_bias(*, exponent_bits: float) -> float:
    """What is taken from the stored exponent."""
    _check(exponent_bits, 0, 0)
    return 2 ** (exponent_bits - 1) - 1


def largest_value(*, exponent_bits: float, mantissa_bits: float, reserved_codes: float) -> float:
    """Largest finite number of a floating-point format."""
    _check(exponent_bits, mantissa_bits, reserved_codes)
    codes = 2**mantissa_bits
    bias = exponent_bias(exponent_bits=exponent_bits)
    if reserved_codes == codes:
        return 2.0 ** (2**exponent_bits - 2 - bias) * (2 - 1 / codes)
    return 2.0 ** (2**exponent_bits - 1 - bias) * (2 - (1 + reserved_codes) / codes)


def smallest_normal(*, exponent_bits: float) -> float:
    """Smallest number above 0 that still has all mantissa bits."""
    return 2.0 ** (1 - exponent_bias(exponent_bits=exponent_bits))


def smallest_subnormal(*, exponent_bits: float, mantissa_bits: float) -> float:
    """Smallest number above 0: the step between all numbers below the smallest normal one."""
    _check(exponent_bits, mantissa_bits, 0)
    return smallest_normal(exponent_bits=exponent_bits) / 2**mantissa_bits


def step_at(*, value: float, exponent_bits: float, mantissa_bits: float, reserved_codes: float) -> float:
    """Distance from a number of the format, or the one below a value, to the next larger one.

    Raises ValueError where the value is negative or not below the largest number.
    """
    _check(exponent_bits, mantissa_bits, reserved_codes)
    top = largest_value(exponent_bits=exponent_bits, mantissa_bits=mantissa_bits, reserved_codes=reserved_codes)
    if value < 0 or value >= top:
        raise ValueError(f"value must be from 0 to below {top:g}, got {value:g}")
    power = smallest_normal(exponent_bits=exponent_bits)
    for _exponent in range(floor(2**exponent_bits)):
        if power * 2 <= value:
            power = power * 2
    return power / 2**mantissa_bits


def relative_step(*, mantissa_bits: float) -> float:
    """Widest step between normal numbers, as a share of the number."""
    _check(1, mantissa_bits, 0)
    return 1 / 2**mantissa_bits


def range_in_octaves(*, exponent_bits: float, mantissa_bits: float, reserved_codes: float) -> float:
    """How many times one can double from the smallest number above 0 to the largest."""
    top = largest_value(exponent_bits=exponent_bits, mantissa_bits=mantissa_bits, reserved_codes=reserved_codes)
    return log2(top) - log2(smallest_subnormal(exponent_bits=exponent_bits, mantissa_bits=mantissa_bits))


def values_of(*, exponent_bits: float, mantissa_bits: float, reserved_codes: float) -> list[float]:
    """All numbers of the format from 0 up. Raises ValueError also where they would be more than a quarter of a million."""
    _check(exponent_bits, mantissa_bits, reserved_codes)
    if exponent_bits + mantissa_bits > 18:
        raise ValueError(
            f"exponent_bits and mantissa_bits must be at most 18 together, got {exponent_bits + mantissa_bits:g}"
        )
    codes = floor(2**mantissa_bits)
    exponents = floor(2**exponent_bits)
    bias = exponent_bias(exponent_bits=exponent_bits)
    values = []
    for exponent in range(exponents):
        kept = codes - floor(reserved_codes) if exponent == exponents - 1 else codes
        for code in range(kept):
            if exponent == 0:
                values.append(2.0 ** (1 - bias) * code / codes)
            else:
                values.append(2.0 ** (exponent - bias) * (1 + code / codes))
    return values


def integer_largest(*, element_bits: float) -> float:
    """Largest whole number in two's complement; the smallest lies one further from 0, unless it is left out."""
    if element_bits < 1 or element_bits > 32 or element_bits != floor(element_bits):
        raise ValueError(f"element_bits must be a whole number from 1 to 32, got {element_bits:g}")
    return 2 ** (element_bits - 1) - 1


def bits_per_number(*, element_bits: float, scale_bits: float, block: float) -> float:
    """Bits that a number takes with its share of the scale of its block."""
    if element_bits <= 0 or scale_bits < 0 or block < 1:
        raise ValueError(
            f"element_bits must be above 0, scale_bits not negative and block at least 1, "
            f"got {element_bits:g}, {scale_bits:g} and {block:g}"
        )
    return element_bits + scale_bits / block
