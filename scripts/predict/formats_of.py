"""Number formats as cases write them: the name that data/ uses, and the bits of a value with its share of a block's scale."""

import re
from functools import cache

ALIASES = {
    "bfloat16": "bf16", "float16": "bf16", "fp16": "bf16", "16bit": "bf16",
    "float8": "fp8", "e4m3": "fp8", "w8a8": "int8", "mxfp8": "mxfp8",
    "fp4": "nvfp4", "float4": "nvfp4", "w4a16": "int4", "w4a8": "int4", "awq": "int4", "gptq": "int4",
}  # fmt: skip

# Bits of a value, bits of a scale, values that share it.
LAYOUT = {
    "bf16": (16, 0, 1), "fp32": (32, 0, 1), "fp8": (8, 0, 1), "mxfp8": (8, 8, 32), "int8": (8, 0, 1),
    "mxfp4": (4, 8, 32), "nvfp4": (4, 8, 16), "int4": (4, 16, 128),
}  # fmt: skip

# Formats in which a chip may compute instead, nearest first, where it has no rate for the one asked for.
WIDER = {
    "bf16": ("fp16",),
    "fp8": ("mxfp8", "int8", "bf16", "fp16"),
    "mxfp8": ("fp8", "bf16", "fp16"),
    "int8": ("fp8", "bf16", "fp16"),
    "mxfp4": ("bf16", "fp16"),
    "nvfp4": ("mxfp4", "fp4", "bf16", "fp16"),
    "int4": ("bf16", "fp16"),
}


def named(text: object, default: str = "bf16") -> str:
    """The first format in a text, or the default."""
    for word in re.findall(r"[a-z]+[0-9]+[a-z0-9]*|awq|gptq", str(text or "").lower()):
        name = ALIASES.get(word, word)
        if name in LAYOUT:
            return name
    return default


@cache
def bits(name: str) -> float:
    """Bits of one value, its share of the scale included."""
    value, scale, block = LAYOUT[name]
    return value + scale / block


def of_parts(text: object) -> tuple[str, str]:
    """Formats of attention and of the feed-forward part, from texts like "bf16 attention / fp8 MoE" or "mxfp4 experts"."""
    attention = forward = rest = None
    for part in re.split(r"[/,;+]", str(text or "").lower()):
        if named(part, "") == "":
            continue
        if "att" in part:
            attention = named(part)
        elif any(word in part for word in ("ffn", "moe", "expert", "mlp")):
            forward = named(part)
        else:
            rest = named(part)
    if forward and not attention and not rest:
        return "bf16", forward
    return attention or rest or forward or "bf16", forward or rest or attention or "bf16"


@cache
def nearest(form: str) -> tuple[str, ...]:
    """A format, and those whose constants may stand in for its own: of the same width first, then wider ones."""
    return (
        form,
        *(name for name in sorted(LAYOUT, key=bits) if name != form and bits(name) >= LAYOUT[form][0]),
        "bf16",
    )
