"""How much of the peak one kernel reaches

Three groups of rows, on one axis of shares of the dense peak of the number format: large matrix products in BF16, matrix
products in narrower formats, and attention. Marks are coloured by maker; a line spans several shapes of one kernel. Most lie
between a half and nine tenths. None is a whole program.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.cite import short
from scripts.facts import Fact, Run, entity, fact, run, sources_of

WIDE_FORMAT, NARROW_FORMAT, ATTENTION = "one matrix product, BF16", "one matrix product, FP8 or INT8", "attention, BF16"
# Group, accelerator, runs, and the peak below the line: words of its row, or none where the run prints the share itself.
MEASURED: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (WIDE_FORMAT, "a100-sxm", ("mamf_001",), ("bf16",)),
    (WIDE_FORMAT, "tpu-v7", ("ironwood_micro_gemm_32768",), ("bf16",)),
    (WIDE_FORMAT, "h100-sxm", ("mamf_002",), ("bf16", "nvidia2026dgxcbench")),
    (WIDE_FORMAT, "b200-sxm", ("mamf_004",), ("bf16",)),
    (WIDE_FORMAT, "gb200-gpu", ("mamf_006",), ("bf16", "nvidia2026dgxcbench")),
    (WIDE_FORMAT, "gaudi3", ("mamf_gaudi3",), ("bf16", "bekman2026mlengineering")),
    (WIDE_FORMAT, "mi355x", ("mamf_008",), ("bf16",)),
    (WIDE_FORMAT, "mi325x", ("mamf_mi325x",), ("bf16",)),
    (WIDE_FORMAT, "mi300x", ("mamf_007",), ("bf16", "amd2025mi300arch")),
    (NARROW_FORMAT, "ascend-910c-die", (
        "cann_int8_gemm_001", "cann_int8_gemm_002", "cann_int8_gemm_005", "cann_int8_gemm_006",
        "cann_int8_gemm_g4_m2048_k8192_share", "cann_int8_gemm_g4_m7168_k8192_share"), ()),
    (NARROW_FORMAT, "b200-sxm", ("mamf_012",), ("fp8",)),
    (NARROW_FORMAT, "gb200-gpu", ("mamf_013",), ("fp8",)),
    (NARROW_FORMAT, "h100-sxm", ("mamf_010",), ("fp8", "dense")),
    (ATTENTION, "ascend-950", ("flashmla_ascend950_decode", "flashmla_ascend950_prefill"), ()),
    (ATTENTION, "h800-sxm", ("h800_mla_compute_share",), ()),
    (ATTENTION, "ascend-910c-die", ("cm384_mla_compute_share",), ()),
    (ATTENTION, "b200-sxm", ("mla_kernels_008",), ("bf16",)),
)  # fmt: skip
SHORT = {
    "ascend-950": "Ascend 950",
    "ascend-910c-die": "Ascend 910C, one die",
    "gb200-gpu": "GPU of GB200",
    "tpu-v7": "TPU7x",
}


def data() -> pd.DataFrame:
    """One row a kernel on an accelerator: least and greatest share of the dense peak, in percent, and who reports it."""
    rows = []
    for group, key, cases, peak in MEASURED:
        timed = [run(case_id) for case_id in cases]
        printed = [fact(key, "peak-compute", "dense", *peak)] if peak else []
        shares = [share(key, each, printed[0] if printed else None) for each in timed]
        rows.append(
            {
                "group": group, "accelerator": SHORT.get(key, entity(key)["label"]), "maker": entity(key)["maker"],
                "by": ", ".join(sorted({short(each.source) for each in timed})), "least_percent": min(shares), "greatest_percent": max(shares),
                "source": sources_of([*timed, *printed]),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def share(key: str, timed: Run, peak: Fact | None) -> float:
    """Percent of the dense peak of a package; without a peak, as the source prints it."""
    if peak:
        cores = fact(key, "dies-per-package").value if key == "tpu-v7" else 1  # the run is of one of them
        return 100 * timed.to("TFLOP/s") * cores / peak.to("TFLOP/s")
    return timed.to("percent") if timed.unit == "percent" else float(timed.settings["percent_of_peak"])


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks on one axis under the name of each group."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["slot"] = frame.index + frame.groupby("group", sort=False).ngroup() + 1
    frame["colour"] = frame["maker"].map(lambda maker: _theme.MAKERS.get(maker, _theme.OTHER))
    frame["text"] = frame["greatest_percent"].map("{:.0f} %".format)
    heads = frame.groupby("group", sort=False).first().reset_index().assign(slot=lambda f: f["slot"] - 1)
    y = alt.Y("slot:O", axis=None, scale=alt.Scale(domain=[*range(frame["slot"].max() + 1)]))
    scale = alt.Scale(domain=[0, 108], nice=False)
    axis = alt.Axis(title="percent of the dense peak", values=[0, 25, 50, 75, 100])
    x = alt.X("greatest_percent:Q", scale=scale, axis=axis)
    colour = alt.Color("colour:N", scale=None)
    base = alt.Chart(frame).encode(y=y)
    spans = base.mark_rule(strokeWidth=3).encode(x=x, x2="least_percent:Q", color=colour)
    marks = base.mark_point(size=65, filled=True, opacity=1).encode(x=x, color=colour)
    values = base.mark_text(align="left", dx=8).encode(
        x=alt.X("greatest_percent:Q", scale=scale), text="text:N", color=colour
    )
    left = 140 if narrow else 160
    names = base.mark_text(align="left").encode(x=alt.value(-left), text="accelerator:N")
    groups = alt.Chart(heads).mark_text(align="left", color=_theme.SOFT).encode(y=y, x=alt.value(-left), text="group:N")
    return alt.layer(spans, marks, values, names, groups).properties(
        width=width - left - 22, height=21 * int(frame["slot"].max() + 1)
    )
