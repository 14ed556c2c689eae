"""Number formats: every bit pattern decoded by itself, and what the specifications print."""

import struct
from math import isfinite, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.models import formats

SMALL = ["E4M3", "E5M2", "E3M2", "E2M3", "E2M1", "FP16", "BF16", "TF32"]


def shape(name: str) -> dict[str, int]:
    """The arguments of a format."""
    return dict(zip(("exponent_bits", "mantissa_bits", "reserved_codes"), formats.FLOATING[name], strict=True))


def decoded(name: str) -> list[float]:
    """All finite numbers of a format from 0 up, from its bit patterns, each read by the rules of its specification."""
    exponent_bits, mantissa_bits, _ = formats.FLOATING[name]
    bias, top = 2 ** (exponent_bits - 1) - 1, 2**exponent_bits - 1
    found = []
    for pattern in range(2 ** (exponent_bits + mantissa_bits)):
        exponent, mantissa = pattern >> mantissa_bits, pattern & (2**mantissa_bits - 1)
        if name in ("FP16", "BF16", "TF32", "E5M2") and exponent == top:
            continue  # infinity and not-a-number
        if name == "E4M3" and pattern == 0b1111111:
            continue  # its only not-a-number
        power = max(exponent, 1) - bias - mantissa_bits
        whole = mantissa + (2**mantissa_bits if exponent else 0)
        found.append(whole * 2.0**power)
    return found


@pytest.mark.parametrize("name", SMALL)
def test_a_format_is_its_bit_patterns(name: str) -> None:
    """Catch a largest, smallest or step that no bit pattern has."""
    numbers = decoded(name)
    assert numbers == sorted(numbers) == formats.values_of(**shape(name))
    exponent_bits, mantissa_bits = shape(name)["exponent_bits"], shape(name)["mantissa_bits"]
    assert formats.largest_value(**shape(name)) == numbers[-1]
    assert formats.smallest_subnormal(exponent_bits=exponent_bits, mantissa_bits=mantissa_bits) == numbers[1]
    assert formats.smallest_normal(exponent_bits=exponent_bits) == numbers[2**mantissa_bits]
    for one, following in zip(numbers[::7], numbers[1::7], strict=False):
        assert formats.step_at(value=one, **shape(name)) == following - one
        assert formats.step_at(value=(one + following) / 2, **shape(name)) == following - one


@pytest.mark.parametrize(("name", "code", "bits"), [("FP32", "f", 32), ("FP16", "e", 16)])
def test_wide_formats_as_the_machine_reads_them(name: str, code: str, bits: int) -> None:
    """Catch a wide format that differs from the one that Python itself packs and unpacks."""
    mantissa_bits = shape(name)["mantissa_bits"]

    def read(pattern: int) -> float:
        return struct.unpack(f">{code}", pattern.to_bytes(bits // 8, "big"))[0]

    top = next(read(p) for p in range(2 ** (bits - 1) - 1, 0, -(2**mantissa_bits) // 2) if isfinite(read(p)))
    largest = formats.largest_value(**shape(name))
    assert top <= largest and read(int.from_bytes(struct.pack(f">{code}", largest), "big")) == largest
    assert not isfinite(read(int.from_bytes(struct.pack(f">{code}", largest), "big") + 1))
    assert formats.smallest_subnormal(exponent_bits=shape(name)["exponent_bits"], mantissa_bits=mantissa_bits) == read(
        1
    )
    assert formats.smallest_normal(exponent_bits=shape(name)["exponent_bits"]) == read(1 << mantissa_bits)


PRINTED = [  # largest, smallest normal, smallest subnormal: OCP FP8 1.0, Table 1; OCP MX 1.0, section 5.3
    ("E4M3", 448, 2**-6, 2**-9),
    ("E5M2", 57344, 2**-14, 2**-16),
    ("E3M2", 28, 0.25, 0.0625),
    ("E2M3", 7.5, 1, 0.125),
    ("E2M1", 6, 1, 0.5),
    ("FP16", 65504, 2**-14, 2**-24),
]


@pytest.mark.parametrize(("name", "largest", "normal", "subnormal"), PRINTED)
def test_the_tables_of_the_specifications(name: str, largest: float, normal: float, subnormal: float) -> None:
    """Catch a bias or a reserved code that differs from the standard."""
    assert formats.largest_value(**shape(name)) == largest
    assert formats.smallest_normal(exponent_bits=shape(name)["exponent_bits"]) == normal
    bits = {key: value for key, value in shape(name).items() if key != "reserved_codes"}
    assert formats.smallest_subnormal(**bits) == subnormal
    assert formats.range_in_octaves(**shape(name)) == pytest.approx(log2(largest / subnormal))


def test_widths_and_blocks() -> None:
    """Catch a forgotten sign bit, or a block scale counted once a number."""
    widths = {"FP32": 32, "TF32": 19, "BF16": 16, "FP16": 16, "E4M3": 8, "E5M2": 8, "E3M2": 6, "E2M3": 6, "E2M1": 4}
    for name, width in widths.items():
        bits = {key: value for key, value in shape(name).items() if key != "reserved_codes"}
        assert formats.total_bits_of(**bits) == width
    blocks = {
        name: dict(zip(("element_bits", "scale_bits", "block"), formats.BLOCKS[name], strict=True))
        for name in formats.BLOCKS
    }
    assert {name: formats.bits_per_number(**block) for name, block in blocks.items()} == {
        "MXFP8": 8.25, "MXFP6": 6.25, "MXFP4": 4.25, "MXINT8": 8.25, "NVFP4": 4.5,
    }  # fmt: skip
    assert formats.integer_largest(element_bits=8) == 127
    assert formats.relative_step(mantissa_bits=7) == 1 / 128


@given(exponent_bits=st.integers(1, 6), mantissa_bits=st.integers(0, 6), data=st.data())
def test_any_format_holds_together(exponent_bits: int, mantissa_bits: int, data: st.DataObject) -> None:
    """Catch a formula that holds for the known formats only."""
    most = 2**mantissa_bits - (1 if exponent_bits == 1 else 0)
    reserved = data.draw(st.integers(0, most))
    whole = {"exponent_bits": exponent_bits, "mantissa_bits": mantissa_bits, "reserved_codes": reserved}
    numbers = formats.values_of(**whole)
    assert numbers[-1] == formats.largest_value(**whole)
    assert len(numbers) == 2 ** (exponent_bits + mantissa_bits) - reserved
    if len(numbers) > 2:
        place = data.draw(st.integers(0, len(numbers) - 2))
        assert formats.step_at(value=numbers[place], **whole) == numbers[place + 1] - numbers[place]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"exponent_bits": 0, "mantissa_bits": 3, "reserved_codes": 1}, "exponent_bits must be a whole number from 1 to 8, got 0"),
        ({"exponent_bits": 4, "mantissa_bits": 2.5, "reserved_codes": 1}, "mantissa_bits must be a whole number from 0 to 23, got 2.5"),
        ({"exponent_bits": 4, "mantissa_bits": 3, "reserved_codes": 9}, "reserved_codes must be a whole number from 0 to 8, got 9"),
        ({"exponent_bits": 1, "mantissa_bits": 0, "reserved_codes": 1}, "with one exponent bit"),
    ],
)  # fmt: skip
def test_what_is_no_format_is_refused(arguments: dict[str, float], message: str) -> None:
    """Catch half a bit, or more reserved codes than there are."""
    with pytest.raises(ValueError, match=message):
        formats.largest_value(**arguments)


def test_values_outside_and_blocks_without_members_are_refused() -> None:
    """Catch a step beyond the largest number, and a division by an empty block."""
    with pytest.raises(ValueError, match="value must be from 0 to below 448, got 448"):
        formats.step_at(value=448, **shape("E4M3"))
    with pytest.raises(ValueError, match="block at least 1"):
        formats.bits_per_number(element_bits=4, scale_bits=8, block=0)
    with pytest.raises(ValueError, match="element_bits must be a whole number"):
        formats.integer_largest(element_bits=0)
