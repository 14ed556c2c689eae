"""Five software stacks, layer by layer

A table of boxes: columns are the stacks of NVIDIA, Huawei, Google, AMD and AWS, rows are layers from what a user calls at the
top to the accelerator at the bottom. Each box names what the maker's own documents name for that layer. The two upper rows
are largely the same programs everywhere, with a back end for each maker; the lower rows differ in every column.
"""

import textwrap

import altair as alt
import pandas as pd

from scripts.charts import _theme

SERVING, FRAMEWORK, KERNELS, COLLECTIVES, RUNTIME = (
    "serving",
    "frameworks",
    "kernels",
    "collectives",
    "compiler, runtime",
)
LAYERS = (SERVING, FRAMEWORK, KERNELS, COLLECTIVES, RUNTIME)
MAKERS = ("NVIDIA", "Huawei", "Google", "AMD", "AWS")
# Layer, maker, what stands there, the document that says so.
NAMED = (
    (SERVING, "NVIDIA", "Dynamo over TensorRT-LLM, vLLM, SGLang", "nvidia2026dynamo"),
    (FRAMEWORK, "NVIDIA", "PyTorch with Megatron-LM; JAX", "nvidia2026megatronlm;openxla2026xla"),
    (KERNELS, "NVIDIA", "cuBLASLt; DeepGEMM, FlashMLA", "azure2025gb200bench;deepseek2025deepgemm;deepseek2025flashmla"),
    (COLLECTIVES, "NVIDIA", "NCCL, NVSHMEM", "nvidia2026nccl;nvidia2026nvshmem"),
    (RUNTIME, "NVIDIA", "CUDA", "nvidia2026nvshmem"),
    (SERVING, "Huawei", "vLLM Ascend; xDeepServe", "vllmascend2026docs;xiao2025xdeepserve"),
    (FRAMEWORK, "Huawei", "MindSpore; PyTorch with MindSpeed", "huawei2026cann;huawei2026mindspeed"),
    (KERNELS, "Huawei", "Ascend C, CATLASS", "huawei2026cann;huawei2025ascendc"),
    (COLLECTIVES, "Huawei", "HCCL, SHMEM, HIXL", "huawei2026cann;huawei2026hccl"),
    (RUNTIME, "Huawei", "CANN, BiSheng", "huawei2026cann"),
    (SERVING, "Google", "vLLM on TPU", "google2026tpullama"),
    (FRAMEWORK, "Google", "JAX with MaxText; PyTorch", "google2026maxtexttiering;google2026tpu7x"),
    (KERNELS, "Google", "by XLA; Pallas by hand", "jax2026pallas;openxla2026xla"),
    (COLLECTIVES, "Google", "by XLA", "austin2025scaling"),
    (RUNTIME, "Google", "XLA", "openxla2026xla"),
    (SERVING, "AMD", "vLLM on ROCm", "amd2026rocmvllm"),
    (FRAMEWORK, "AMD", "PyTorch, TensorFlow", "amd2025rocm"),
    (KERNELS, "AMD", "hipBLASLt, Composable Kernel", "amd2026rocmcore"),
    (COLLECTIVES, "AMD", "RCCL, rocSHMEM; MORI", "amd2026rocmcore;amd2026mori"),
    (RUNTIME, "AMD", "ROCm, HIP", "amd2026rocmcore"),
    (SERVING, "AWS", "vLLM Neuron", "aws2026neuron"),
    (FRAMEWORK, "AWS", "TorchNeuron; JAX", "aws2026neuron"),
    (KERNELS, "AWS", "by the compiler; NKI by hand", "aws2026neuron"),
    (COLLECTIVES, "AWS", "in the Neuron runtime", "aws2026neuron"),
    (RUNTIME, "AWS", "Neuron compiler and runtime", "aws2026neuron"),
)  # fmt: skip


def data() -> pd.DataFrame:
    """One row a box."""
    return pd.DataFrame(NAMED, columns=["layer", "maker", "names", "source"])


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Boxes in a grid; on a phone the makers go down and the layers across in two lines of text each."""
    narrow = width == _theme.NARROW
    frame = data()
    rows, columns = (MAKERS, LAYERS) if narrow else (LAYERS, MAKERS)
    if narrow:
        return stacked(frame, width)
    side, left, high = (width - 92) / len(columns), 84.0, 62.0
    frame["x"] = [left + columns.index(maker) * side for maker in frame["maker"]]
    frame["y"] = [-rows.index(layer) * high for layer in frame["layer"]]
    frame["lines"] = [textwrap.wrap(text, 16) for text in frame["names"]]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width - 8], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-len(rows) * high, 26], nice=False))
    frame["x2"], frame["y2"] = frame["x"] + side - 5, frame["y"] - high + 5
    boxes = boxed(frame, x, y)
    heads = [
        _theme.words(maker, x, y, (left + n * side, 12), align="left", fontWeight="bold", color=_theme.MAKERS[maker])
        for n, maker in enumerate(columns)
    ]
    heads += [
        _theme.words(text, x, y, (0.0, -n * high - 14 - 15 * line), align="left", color=_theme.SOFT)
        for n, layer in enumerate(rows)
        for line, text in enumerate(layer.split(" "))
    ]
    return alt.layer(boxes, *texts(frame, x, y, 14.0), *heads).properties(width=width - 8, height=len(rows) * high + 26)


def boxed(frame: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    """The boxes, without their words."""
    plain = frame.drop(columns=["lines", "names", "source"])
    return alt.Chart(plain).mark_rect(fill=_theme.FILL, opacity=1).encode(x=x, x2="x2:Q", y=y, y2="y2:Q")


def texts(frame: pd.DataFrame, x: alt.X, y: alt.Y, first: float) -> list[alt.Chart]:
    """The words of the boxes, a mark for each line of all of them."""
    lines = [
        {"x": row.x + 5, "y": row.y - first - 15 * n, "text": line}
        for row in _theme.records(frame)
        for n, line in enumerate(row.lines)
    ]
    return [alt.Chart(pd.DataFrame(lines)).mark_text(align="left", fontSize=11).encode(x=x, y=y, text="text:N")]


def stacked(frame: pd.DataFrame, width: int) -> alt.LayerChart | alt.FacetChart:
    """For a phone: one box a maker, a line a layer in it."""
    head, step, gap = 20.0, 17.0, 12.0
    high = head + step * len(LAYERS) + gap
    frame["x"] = 0.0
    frame["y"] = [
        -MAKERS.index(row.maker) * high - head - LAYERS.index(row.layer) * step for row in _theme.records(frame)
    ]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width - 8], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-len(MAKERS) * high + gap, 6], nice=False))
    base = alt.Chart(frame.drop(columns=["source"]))
    layers = base.mark_text(align="left", color=_theme.SOFT, fontSize=11).encode(x=x, y=y, text="layer:N")
    names = base.mark_text(align="left", dx=96, fontSize=11).encode(x=x, y=y, text="names:N")
    heads = [
        _theme.words(maker, x, y, (0.0, -n * high), align="left", fontWeight="bold", color=_theme.MAKERS[maker])
        for n, maker in enumerate(MAKERS)
    ]
    return alt.layer(layers, names, *heads).properties(width=width - 8, height=len(MAKERS) * high)
