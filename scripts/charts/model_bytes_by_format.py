"""The weights of one large model, by format

One bar a format, from the widest downwards; its length is the bytes of all weights of DeepSeek-V3. The pale end of a bar is what the scales of the blocks add. Beside each stands how many packages of either
machine it fills. The 8-bit bars are half of the first, the 4-bit bars a little over a quarter.
"""

from math import ceil

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact

BARS = (("BF16", "v3_in_bf16", None), ("MXFP8", "v3_in_mxfp8", "v3_in_fp8"), ("FP8", "v3_in_fp8", None), ("INT8", "v3_in_int8", None), ("NVFP4", "v3_in_nvfp4", 4), ("MXFP4", "v3_in_mxfp4", 4))  # fmt: skip


def data() -> pd.DataFrame:
    """One row a format: GB of the numbers, GB with scales, packages that they fill."""
    huawei, nvidia = fact("ascend-910c", "hbm-capacity"), fact("gb200-gpu", "hbm-capacity", "spec")
    rows = []
    for name, whole, inner in BARS:
        number = result(whole)
        total = number.to("GB")
        plain = (
            total
            if inner is None
            else result(inner).to("GB")
            if isinstance(inner, str)
            else result("v3_in_bf16").to("GB") * inner / 16
        )
        rows.append(
            {
                "format": name, "numbers_gb": plain, "with_scales_gb": total, "packages_910c": ceil(total / huawei.to("GB")), "packages_gb200": ceil(total / nvidia.to("GB")),
                "source": ";".join(sorted({*number.source.split(";"), huawei.source, nvidia.source})),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Bars from zero, the words above each."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["label"] = [
        f"{total:,.0f} GB: {a} packages of 910C, {b} of GB200"
        for total, a, b in zip(frame["with_scales_gb"], frame["packages_910c"], frame["packages_gb200"], strict=True)
    ]
    y = alt.Y("format:N", sort=frame["format"].tolist(), axis=None, scale=alt.Scale(paddingInner=0.6, paddingOuter=0.5))
    scale = alt.Scale(domain=[0, frame["with_scales_gb"].max()], nice=False)
    base = alt.Chart(frame).encode(y=y)
    whole = base.mark_bar(height=16, color=_theme.ACCENT, opacity=0.35).encode(
        x=alt.X("with_scales_gb:Q", axis=None, scale=scale)
    )
    plain = base.mark_bar(height=16, color=_theme.ACCENT).encode(x=alt.X("numbers_gb:Q", axis=None, scale=scale))
    names = base.mark_text(align="left", dy=-18, fontWeight="bold").encode(x=alt.value(0), text="format:N")
    words = base.mark_text(align="left", dy=-18, fontSize=11 if narrow else 12).encode(x=alt.value(60), text="label:N")
    return alt.layer(whole, plain, names, words).properties(width=width - 14, height=46 * len(frame))
