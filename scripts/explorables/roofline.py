"""What bounds an expert's arithmetic: memory, peak or network

Both axes are logarithmic: operations for each byte read from memory to the right, operations a second upwards. The sloping line is the
roof of memory, the level line that of arithmetic, the dashed level line that of the network: what is sent grows with the batch as
operations do, so that roof stays where it is. The dots are batches, each twice the one to its left; they lie under the lowest roof. The
large mark is the batch that is chosen. A small batch lies on the slope: weights are read for few tokens, and arithmetic waits for memory.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.explorables import _input
from scripts.explorables._input import Input, Output, Preset
from scripts.facts import fact
from scripts.models.roofline import attainable_compute, matrix_intensity, matrix_operations, ridge_point

LEAST, MOST = 0.5, 8192  # the ends of the axis of intensity
DOUBLINGS = 15
RETURNED_BITS = 16  # results travel and are stored in 16 bits, whatever the weights are read in
MATRICES = 3  # of an expert: gate, up, down

HELD_TO = "roofline_kernel/all"
NOT_MODELLED = [
    "The start of a kernel, and tiles that do not fill the cores: a small product takes longer than its roof says.",
    "Shares of the peaks that are reached. Every roof here is the printed peak; measured kernels stay below it.",
    "The latency of the network, and work that overlaps with sending.",
    "Tokens that are spread unevenly over the experts.",
    "Number formats: the peak belongs to one format. Choose a preset of that format, or change both.",
]

INPUTS = [
    Input("batch", default=64, label="Tokens that meet one expert in a step", low=1, high=16384),
    Input("peak_compute", "TFLOP/s", low=50, high=50000),
    Input("memory_bandwidth", "TB/s", low=0.5, high=50),
    Input("network_bandwidth", "GB/s", label="Network bandwidth, one way", low=5, high=5000),
    Input("bits", default=8, label="Format of the weights", choices={16: "16 bits", 8: "8 bits", 4: "4 bits"}),
    Input("hidden", low=512, high=32768),
    Input("expert_width", low=128, high=32768),
]
RESULTS = [
    Output("attainable_compute", "Attainable compute", "FLOP/s"),
    Output("bound_by", "The lowest roof"),
    Output("share_of_peak", "Share of the peak", "%"),
    Output("arithmetic_intensity", "Operations for each byte of memory", "FLOP/byte"),
    Output("ridge_point", "Needed for memory not to bind", "FLOP/byte"),
    Output("balance_batch", "Batch at which memory stops binding", "count"),
    Output("network_intensity", "Operations for each byte sent", "FLOP/byte"),
]


def presets() -> list[Preset]:
    """Packages with their formats, over their scale-up fabric; the first once more over the scale-out network."""
    expert = {"hidden": fact("deepseek-v3", "hidden-size"), "expert_width": fact("deepseek-v3", "expert-ffn-size")}
    dgxc, paper = "nvidia2026dgxcbench", "huawei2026atlas900a3wp"
    nvl72 = {
        "memory_bandwidth": fact("gb200-gpu", "hbm-bandwidth", dgxc),
        "network_bandwidth": fact("gb200-gpu", "scaleup-bandwidth", "one-way"),
    }
    matrix = {
        "memory_bandwidth": fact("ascend-910c", "hbm-bandwidth", paper),
        "network_bandwidth": fact("ascend-910c", "scaleup-bandwidth", "one-way"),
    }
    h100 = {
        "memory_bandwidth": fact("h100-sxm", "hbm-bandwidth", "semianalysis2026specs"),
        "network_bandwidth": fact("h100-sxm", "scaleup-bandwidth", "one-way"),
    }
    found = [
        Preset("GB200 NVL72, FP8", {"peak_compute": fact("gb200-gpu", "peak-compute", "fp8"), "bits": 8, **nvl72}),
        Preset("GB200 NVL72, BF16", {"peak_compute": fact("gb200-gpu", "peak-compute", "bf16", dgxc), "bits": 16, **nvl72}),
        Preset("GB200 NVL72, FP4", {"peak_compute": fact("gb200-gpu", "peak-compute", "nvfp4"), "bits": 4, **nvl72}),
        Preset("CloudMatrix 384, FP16", {"peak_compute": fact("ascend-910c", "peak-compute", "fp16", "752t"), "bits": 16, **matrix}),
        Preset("HGX H100, FP8", {"peak_compute": fact("h100-sxm", "peak-compute", "fp8", "dense"), "bits": 8, **h100}),
        Preset("HGX H100, FP8, between servers", {"peak_compute": fact("h100-sxm", "peak-compute", "fp8", "dense"), "bits": 8, **h100, "network_bandwidth": fact("h100-sxm", "scaleout-bandwidth")}),
    ]  # fmt: skip
    return [Preset(one.label, {**expert, **one.values}) for one in found]


def exchange_intensity(*, hidden: float, expert_width: float, bits: float) -> float:
    """Operations for each byte that a package sends for an expert: a token comes in the weights' format and returns in 16 bits."""
    operations = MATRICES * matrix_operations(rows=1, columns=expert_width, depth=hidden)
    return operations / (hidden * (bits + RETURNED_BITS) / 8)


def balance_batch(*, ridge_point: float, hidden: float, expert_width: float, bits: float) -> float:
    """Batch at which operations for each byte of memory reach the ridge point; below 0 where no batch does."""
    weights = hidden * expert_width * bits / 8
    token = hidden * bits / 8 + expert_width * RETURNED_BITS / 8
    return ridge_point * weights / (2 * hidden * expert_width - ridge_point * token)


def results(
    *,
    batch: float,
    peak_compute: float,
    memory_bandwidth: float,
    network_bandwidth: float,
    bits: float,
    hidden: float,
    expert_width: float,
) -> dict:
    """What the chosen batch reaches, and what binds it."""
    intensity = matrix_intensity(rows=batch, columns=expert_width, depth=hidden, bits=bits, output_bits=RETURNED_BITS)
    sent = exchange_intensity(hidden=hidden, expert_width=expert_width, bits=bits)
    reached = attainable_compute(
        peak_compute=peak_compute,
        memory_bandwidth=memory_bandwidth,
        arithmetic_intensity=intensity,
        network_bandwidth=network_bandwidth,
        network_intensity=sent,
    )
    ridge = ridge_point(peak_compute=peak_compute, bandwidth=memory_bandwidth)
    balance = balance_batch(ridge_point=ridge, hidden=hidden, expert_width=expert_width, bits=bits)
    network = network_bandwidth * sent
    return {
        "attainable_compute": reached,
        "bound_by": "arithmetic" if reached >= peak_compute else "network" if reached >= network else "memory",
        "share_of_peak": reached / peak_compute,
        "arithmetic_intensity": intensity,
        "ridge_point": ridge,
        "balance_batch": balance if balance > 0 else "none: this expert is too small",
        "network_intensity": sent,
    }


def rows(
    *,
    batch: float,
    peak_compute: float,
    memory_bandwidth: float,
    network_bandwidth: float,
    bits: float,
    hidden: float,
    expert_width: float,
) -> list[dict]:
    """Ends of the three roofs, batches by doublings, and the chosen one."""
    network = network_bandwidth * exchange_intensity(hidden=hidden, expert_width=expert_width, bits=bits)
    drawn = []
    for intensity in (LEAST, MOST):
        drawn.append({"what": "memory", "batch": 0, "intensity": intensity, "rate": memory_bandwidth * intensity})
        drawn.append({"what": "arithmetic", "batch": 0, "intensity": intensity, "rate": peak_compute})
        drawn.append({"what": "network", "batch": 0, "intensity": intensity, "rate": network})
    for place in range(DOUBLINGS + 1):
        tokens = 2**place if place < DOUBLINGS else batch
        intensity = matrix_intensity(
            rows=tokens, columns=expert_width, depth=hidden, bits=bits, output_bits=RETURNED_BITS
        )
        rate = min(peak_compute, memory_bandwidth * intensity, network)
        drawn.append(
            {"what": "chosen" if place == DOUBLINGS else "batch", "batch": tokens, "intensity": intensity, "rate": rate}
        )
    return drawn


def data() -> pd.DataFrame:
    """The rows at the first preset."""
    return _input.frame(rows, INPUTS, presets()[0])


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Three roofs, a row of dots under them, one large mark."""
    x = alt.X(
        "intensity:Q",
        scale=alt.Scale(type="log", domain=[LEAST, MOST], nice=False),
        axis=alt.Axis(title="FLOP for each byte of memory", values=[1, 10, 100, 1000], format="~s"),
    )
    y = alt.Y(
        "rate:Q",
        scale=alt.Scale(type="log", domain=[1e12, 4e16], nice=False),
        axis=alt.Axis(title="FLOP/s (T: 10¹², P: 10¹⁵)", values=[1e12, 1e13, 1e14, 1e15, 1e16], format="~s"),
    )
    base = alt.Chart(_input.drawn(data())).encode(x=x, y=y)

    def only(what: str) -> alt.Chart:
        return base.transform_filter(alt.datum.what == what)

    roofs = [
        only("memory").mark_line(color=_theme.INK, strokeWidth=2.5, clip=True),
        only("arithmetic").mark_line(color=_theme.INK, strokeWidth=2.5, clip=True),
        only("network").mark_line(color=_theme.WARN, strokeWidth=2, strokeDash=[6, 4], clip=True),
    ]
    ends = [
        only(what)
        .transform_filter(alt.datum.intensity == MOST)
        .mark_text(align="right", dy=dy, color=colour)
        .encode(text="what:N")
        for what, dy, colour in (("arithmetic", -9, _theme.INK), ("network", 14, _theme.WARN))
    ]
    dots = only("batch").mark_point(color=_theme.ACCENT, size=30, opacity=1, clip=True)
    chosen = only("chosen").mark_point(color=_theme.ACCENT, size=160, opacity=1)
    label = (
        only("chosen")
        .mark_text(align="left", dx=11, dy=14, color=_theme.ACCENT, fontWeight="bold")
        .encode(text=alt.Text("batch:Q", format=","))
    )
    return alt.layer(*roofs, *ends, dots, chosen, label).properties(width=width - 66, height=300)


FORMULA = (attainable_compute, matrix_intensity, exchange_intensity, balance_batch)
