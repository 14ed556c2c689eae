"""Which numbers a format has, on a logarithmic line

One row a format; to the right the size of a number, logarithmic, from far below one to far above. Each tick is a number of the format; where ticks would
lie closer than a pixel, a bar stands for them. BF16 and FP16 are bars; that of BF16 runs out of the picture on both sides. The ticks of FP8 keep equal distances over most of their range; those of
the whole numbers thin out towards the small ones. FP4 has a handful of ticks in a narrow space.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed.number_formats import KEPT
from scripts.facts import entity, fact, facts, sources_of
from scripts.models import formats

ROWS = ("bf16", "fp16", "fp8-e5m2", "fp8-e4m3", "int8", "fp4-e2m1")
BARS = ("bf16", "fp16")  # too many numbers for ticks
ENDS = (2.0**-26, 2.0**18)


def _values(key: str) -> list[float]:
    if key == "int8":
        bits = float(fact("int8", "element-bits").low.to("bit").magnitude)
        return [float(n) for n in range(1, int(formats.integer_largest(element_bits=bits)) + 1)]
    shape = {
        "exponent_bits": float(fact(key, "exponent-bits").low.to("bit").magnitude),
        "mantissa_bits": float(fact(key, "mantissa-bits").low.to("bit").magnitude),
        "reserved_codes": formats.FLOATING[KEPT[key]][2],
    }
    if key in BARS:
        least = formats.smallest_subnormal(exponent_bits=shape["exponent_bits"], mantissa_bits=shape["mantissa_bits"])
        return [least, formats.largest_value(**shape)]
    return formats.values_of(**shape)[1:]


def data() -> pd.DataFrame:
    """One row a number above zero; of the 16-bit formats the smallest and the largest."""
    rows = []
    for key in ROWS:
        source = sources_of(
            [row for name in ("exponent-bits", "mantissa-bits", "element-bits") for row in facts(key, name)]
        )
        rows += [{"format": entity(key)["label"], "number": value, "source": source} for value in _values(key)]
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Ticks and bars on one logarithmic axis."""
    narrow = width == _theme.NARROW
    frame = data()
    order = [entity(key)["label"] for key in ROWS]
    wide = frame["format"].isin([entity(key)["label"] for key in BARS])
    bars = frame[wide].groupby("format", as_index=False).agg(least=("number", "min"), most=("number", "max"))
    bars["least"] = bars["least"].clip(lower=ENDS[0])
    bars["most"] = bars["most"].clip(upper=ENDS[1])
    ticks = [2.0**power for power in ((-24, -12, 0, 12) if narrow else (-24, -18, -12, -6, 0, 6, 12, 18))]
    x = alt.X(
        "number:Q",
        scale=alt.Scale(type="log", base=2, domain=list(ENDS), nice=False),
        axis=alt.Axis(title="size of the number", values=ticks, labelExpr="'2^' + round(log(datum.value) / log(2))"),
    )
    y = alt.Y("format:N", sort=order, axis=alt.Axis(title=None, domain=False, ticks=False, labelColor=_theme.INK))
    points = alt.Chart(frame[~wide]).mark_tick(size=18, thickness=1, color=_theme.ACCENT, opacity=1).encode(x=x, y=y)
    blocks = (
        alt.Chart(bars.rename(columns={"least": "number"}))
        .mark_bar(height=18, color=_theme.ACCENT, opacity=0.35)
        .encode(x=x, x2="most:Q", y=y)
    )
    one = alt.Chart(pd.DataFrame({"number": [1.0]})).mark_rule(color=_theme.SOFT, strokeDash=[4, 3]).encode(x=x)
    return alt.layer(blocks, points, one).properties(width=width - (84 if narrow else 96), height=34 * len(order))
