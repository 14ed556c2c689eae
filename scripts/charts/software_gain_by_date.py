"""What new software made of the same hardware

Rows are pairs of results on accelerators of one kind, the older and the newer, with dates to the right. A line runs from the
older to the newer, and beside it stands by how much the newer is faster. Within a year the gains go from a tenth to almost
threefold; serving gained the most, single kernels and training steps less. In the pairs with a lighter line another company
entered the newer result, or the entrant is not the same.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.charts._domains import years
from scripts.facts import entity, run, sources_of

# What ran, the older run and the newer; whether somebody else ran the newer.
PAIRS = (
    ("GPT-3 training, BF16", "semianalysis_h100_train_gpt3_mfu_bf16_2024_01", "semianalysis_h100_train_gpt3_mfu_bf16", False),
    ("GPT-3 training, FP8", "semianalysis_h100_train_gpt3_mfu_fp8_2024_01", "semianalysis_h100_train_gpt3_mfu_fp8", False),
    ("attention kernel, FlashMLA", "openinfra_h800_flashmla", "mla_kernels_001", False),
    ("DeepSeek decode, SGLang", "sglang_gb200_001", "sglang_gb200_002", False),
    ("DeepSeek-R1 offline, MLPerf", "mlperf_inf_dsr1_gb200_offline_v51", "mlperf_inf_dsr1_gb200_offline_v61", True),
    ("DeepSeek-R1 server, MLPerf", "mlperf_inf_dsr1_gb200_server_v51", "mlperf_inf_dsr1_gb200_server_v61", True),
    ("DeepSeek-R1 server, MLPerf", "mlperf_inf_dsr1_gb300_server_v51", "mlperf_inf_dsr1_gb300_server_v61", False),
    ("DeepSeek-V3 training, MXFP8", "mbridge_dsv3_gb200_2604_flops", "mbridge_dsv3_gb200_2608_flops", False),
    ("DeepSeek-V3 training, MXFP8", "mbridge_dsv3_gb300_2604_flops", "mbridge_dsv3_gb300_2608_flops", False),
)  # fmt: skip
MONTHS = {"January 2024": "2024-01", "December 2024": "2024-12"}  # of software, where a run was published later


def data() -> pd.DataFrame:
    """One row a pair: what ran on what, both results, their dates, the newer over the older."""
    rows = []
    for what, older, newer, other in PAIRS:
        first, second = run(older), run(newer)
        if first.unit != second.unit or first.system != second.system:
            raise ValueError(f"{older} and {newer} are not of one kind")
        rows.append(
            {
                "what": what, "hardware": entity(first.system)["label"], "older_date": dated(older), "newer_date": dated(newer),
                "older": first.to(first.unit), "newer": second.to(second.unit), "unit": first.unit, "gain": float((second.quantity / first.quantity).to("").magnitude),
                "another_entrant": other, "source": sources_of([first, second]),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def dated(case_id: str) -> str:
    """Date of the software where the run names it, else of the run."""
    row = run(case_id)
    return MONTHS.get(str(row.settings.get("software")), row.as_of)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """A line a row from hollow to filled, the gain beside its end, what ran at the left, or above on a phone."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["from"], frame["to"] = frame["older_date"].map(years), frame["newer_date"].map(years)
    frame["name"] = frame["what"] + ", " + frame["hardware"].str.replace("HGX | server| SXM", "", regex=True)
    frame["text"] = frame["gain"].map("{:.2f}×".format)
    first, last = int(frame["from"].min()), frame["to"].max()
    scale = alt.Scale(domain=[first, last + 0.45], nice=False)
    ticks = list(range(first, int(last) + 1))
    x = alt.X("from:Q", scale=scale, axis=alt.Axis(title=None, values=ticks, format="d"))
    y = alt.Y("name:N", sort=frame["name"].tolist(), axis=None)
    colour = _theme.MAKERS["NVIDIA"]
    base = alt.Chart(frame).encode(y=y)
    strength = alt.condition("datum.another_entrant", alt.value(0.45), alt.value(1))
    lines = base.mark_rule(strokeWidth=2, color=colour).encode(x=x, x2="to:Q", opacity=strength)
    starts = base.mark_point(size=52, strokeWidth=1.8, stroke=colour, fill=_theme.PAPER, opacity=1).encode(x=x)
    ends = base.mark_point(size=58, filled=True, color=colour).encode(x=alt.X("to:Q", scale=scale), opacity=strength)
    gains = base.mark_text(align="left", dx=9, fontWeight="bold").encode(x=alt.X("to:Q", scale=scale), text="text:N")
    names = base.mark_text(align="left", dy=-13 if narrow else 0).encode(
        x=alt.value(0 if narrow else -262), text="name:N"
    )
    side = width - (24 if narrow else 278)
    return alt.layer(lines, starts, ends, gains, names).properties(
        width=side, height=(36 if narrow else 26) * len(frame)
    )
