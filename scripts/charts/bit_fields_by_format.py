"""Where the bits of a number go, format by format

One row a format, one square a bit. From the left: the sign, then the bits of the exponent, which set the range, then those of the mantissa, which set
the step. The rows get shorter downwards. The last rows are blocks: before the bits of one number stand those of the scale, which a whole block of numbers shares.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import Fact, entity, fact, facts, sources_of

FLOATS = ("fp32", "tf32", "bf16", "fp16", "fp8-e5m2", "fp8-e4m3", "fp4-e2m1")
BLOCKS = {"mxfp8": "fp8-e4m3", "mxfp4": "fp4-e2m1", "nvfp4": "fp4-e2m1"}
PARTS = {
    "sign": _theme.INK,
    "exponent": _theme.ACCENT,
    "mantissa": _theme.SOFT,
    "whole number": _theme.SOFT,
    "scale": _theme.WARN,
}
ROW = 38


def _bits(row: Fact) -> int:
    return int(row.low.to("bit").magnitude)


def data() -> pd.DataFrame:
    """One row a format: bits of each part, and how many numbers share a scale."""
    rows = []
    for key in (*FLOATS, "int8", *BLOCKS):
        inner = BLOCKS.get(key, key)
        used: list[Fact] = []
        row = {
            "format": entity(key)["label"],
            "sign": 1,
            "exponent": 0,
            "mantissa": 0,
            "whole_number": 0,
            "scale": 0,
            "share_a_scale": 0,
        }
        if inner == "int8":
            used = [fact("int8", "element-bits")]
            row["whole_number"] = _bits(used[0]) - 1
        else:
            used = [fact(inner, "exponent-bits"), fact(inner, "mantissa-bits")]
            row["exponent"], row["mantissa"] = map(_bits, used)
        if key in BLOCKS:
            scale, block = _scales(key)[0], fact(key, "scale-block")
            row["scale"], row["share_a_scale"] = _bits(scale), int(block.to("1"))
            used += [scale, block]
        rows.append({**row, "source": sources_of(used)})
    return pd.DataFrame(rows)


def _scales(key: str) -> list[Fact]:
    """The scale of a block, not that of a whole tensor."""
    return [row for row in facts(key, "scale-bits") if not row.condition]


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Squares in rows, the name and the split above each."""
    narrow = width == _theme.NARROW
    side = 9.4 if narrow else 15
    frame = data()
    squares, words = [], []
    for n, row in enumerate(frame.to_dict("records")):
        top, left = 26 + n * ROW, 0.0
        parts = [("scale", row["scale"])] if row["scale"] else []
        parts += [
            ("sign", row["sign"]),
            ("exponent", row["exponent"]),
            ("mantissa", row["mantissa"]),
            ("whole number", row["whole_number"]),
        ]
        told = []
        for part, bits in parts:
            for _ in range(bits):
                squares.append(
                    {
                        "x": left,
                        "x2": left + side - 1.5,
                        "y": top + 8,
                        "y2": top + 8 + min(side, 13),
                        "ink": PARTS[part],
                        "pale": part in ("mantissa", "whole number"),
                    }
                )
                left += side
            left += 8 if part == "scale" else 0
            told += [f"{bits}"] if bits and part != "scale" else []
        text = " + ".join(told) if row["exponent"] or row["whole_number"] else ""
        if row["scale"]:
            text = f"scale of {row['scale']} shared by {row['share_a_scale']} numbers of {text}"
        words.append({"x": 0, "y": top, "text": row["format"], "bold": True, "ink": _theme.INK})
        words.append({"x": 88, "y": top, "text": text, "bold": False, "ink": _theme.SOFT})
    height = 26 + len(frame) * ROW
    at = 0
    for part in ("sign", "exponent", "mantissa", "scale"):
        squares.append({"x": at, "x2": at + 11, "y": 0, "y2": 11, "ink": PARTS[part], "pale": part == "mantissa"})
        words.append({"x": at + 16, "y": 6, "text": part, "bold": False, "ink": _theme.SOFT})
        at += 30 + 7 * len(part)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width - 8], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, -2], nice=False))
    boxes = alt.Chart(pd.DataFrame(squares)).mark_rect(strokeWidth=1).encode(
        x=x, x2="x2:Q", y=y, y2="y2:Q", stroke=alt.Stroke("ink:N", scale=None), fill=alt.Fill("ink:N", scale=None), fillOpacity=alt.condition("datum.pale", alt.value(0.15), alt.value(1))
    )  # fmt: skip
    texts = pd.DataFrame(words)
    plain = [
        alt.Chart(texts[texts["bold"] == bold])
        .mark_text(
            align="left", baseline="middle", fontSize=11 if narrow else 12, fontWeight="bold" if bold else "normal"
        )
        .encode(x=x, y=y, text="text:N", color=alt.Color("ink:N", scale=None))
        for bold in (True, False)
    ]
    return alt.layer(boxes, *plain).properties(width=width - 8, height=height)
