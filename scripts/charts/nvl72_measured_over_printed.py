"""GB200: how much of a printed rate was measured

One row a measurement on GB200, in two groups: bytes over NVLink, as a share of the printed rate of one GPU, one way; and
arithmetic, as a share of the dense peak of its number format. Each mark stands at its share on an axis from nothing to the
whole. In both groups the marks move to the left as more of a real program is timed: a bare copy or one large multiplication
lies far to the right, a whole call of a library near the middle, a whole training step farthest to the left.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.cite import short
from scripts.computed import Result, result
from scripts.facts import Fact, fact, run, sources_of

NVLINK, COMPUTE = "NVLink, of one GPU's rate one way", "Arithmetic, of the dense peak"
# Group, what was timed, the run, its peak: a computed number, or the printed rate of NVLink.
MEASURED = (
    (NVLINK, "copy from one GPU to another", "p2p_gb200_one_way", None),
    (NVLINK, "tokens to experts, small group, kernel alone", "hybridep_gb200_dispatch_bf16_r08", None),
    (NVLINK, "sum over one tray, by a ring", "nccl_gb200_azure_8g", None),
    (NVLINK, "tokens to experts, half the rack, kernel alone", "hybridep_gb200_dispatch_bf16_r36", None),
    (NVLINK, "the same, whole call", "hybridep_gb200_dispatch_bf16_r36_call", None),
    (COMPUTE, "one matrix product, FP4", "cublas_gb200_fp4_16384", "nvl72_gpu_fp4_dense"),
    (COMPUTE, "one product, BF16, best of a search", "mamf_006", "nvl72_gpu_bf16_dense"),
    (COMPUTE, "one product, FP8, best of a search", "mamf_013", "nvl72_gpu_fp8_dense"),
    (COMPUTE, "one product, FP8, sustained", "cublas_gb200_fp8_16384", "nvl72_gpu_fp8_dense"),
    (COMPUTE, "training Llama 3.1 405B, FP8", "mbridge_405b_gb200_fp8_flops", "nvl72_gpu_fp8_dense"),
    (COMPUTE, "training DeepSeek-V3, MXFP8", "mbridge_dsv3_gb200_2608_flops", "nvl72_gpu_fp8_dense"),
)


def data() -> pd.DataFrame:
    """One row a measurement: what was timed, by whom, the result and the printed rate, in one unit."""
    rows = []
    for group, what, case_id, name in MEASURED:
        timed, unit = run(case_id), "TFLOP/s" if name else "GB/s"
        peak: Result | Fact = result(name) if name else fact("gb200-gpu", "scaleup-bandwidth", "one-way")
        used = [timed, *(peak.inputs if isinstance(peak, Result) else (peak,))]
        rows.append(
            {
                "group": group, "what": what, "by": short(timed.source), "measured": timed.to(unit),
                "printed": peak.to(unit), "unit": unit, "percent": 100 * timed.to(unit) / peak.to(unit),
                "source": sources_of(used),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Bars on one axis of shares under the name of each group; beside them, or above on a phone, what was timed."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["slot"] = frame.index + frame.groupby("group", sort=False).ngroup() + 1  # a free slot above each group
    frame["nothing"] = 0
    frame["label"] = frame["percent"].map("{:.0f} %".format)
    heads = frame.groupby("group", sort=False).first().reset_index().assign(slot=lambda f: f["slot"] - 1)
    y = alt.Y("slot:O", axis=None, scale=alt.Scale(domain=[*range(frame["slot"].max() + 1)]))
    x = alt.X(
        "percent:Q",
        scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(title="% of the printed rate", values=[0, 25, 50, 75, 100]),
    )
    colour = _theme.MAKERS["NVIDIA"]
    base = alt.Chart(frame).encode(y=y)
    stems = base.mark_rule(strokeWidth=1.5, color=_theme.GRID).encode(x=x, x2="nothing:Q")
    marks = base.mark_point(size=75, color=colour, opacity=1).encode(x=x)
    values = base.mark_text(align="left", dx=9, fontWeight="bold", color=colour).encode(x=x, text="label:N")
    left = 0 if narrow else -275
    names = base.mark_text(align="left", dy=-15 if narrow else 0).encode(x=alt.value(left), text="what:N")
    groups = (
        alt.Chart(heads)
        .mark_text(align="left", fontWeight="bold", fontSize=13, dy=4 if narrow else 3)
        .encode(x=alt.value(left), y=y, text="group:N")
    )
    return alt.layer(stems, marks, values, names, groups).properties(
        width=width - (34 if narrow else 300), height=(36 if narrow else 25) * (frame["slot"].max() + 1)
    )
