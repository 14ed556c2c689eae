"""S4: one package of each maker, in compute, memory and its bandwidth."""

from scripts.claims import Check, compare, show
from scripts.computed.side_by_side import compute_ratio_per_accelerator, nvl72_gpu_bf16_dense
from scripts.facts import fact


def check() -> Check:
    """The comparison that the verdict rests on."""
    compute, one = compute_ratio_per_accelerator(), nvl72_gpu_bf16_dense()
    ours = fact("ascend-910c", "hbm-bandwidth", "huawei2026atlas900a3wp").quantity
    theirs = fact("gb200-gpu", "hbm-bandwidth", "spec").quantity
    share = (compute[0] * one, compute[1] * one)
    return Check(
        (
            compare("dense 16-bit rate of a 910C", share, "that of a GPU of GB200", one, "TFLOP/s"),
            compare("memory bandwidth of a 910C", ours, "that of a GPU of GB200", theirs, "TB/s"),
        ),
        {
            "less, less": "true",
            "less, greater": "partly true",
            "greater, less": "partly true",
            "greater, greater": "false",
        },
        f"Compute: {show(share, 'TFLOP/s')} ÷ {show(one)} = {show(compute, '1')}. "
        f"Memory bandwidth: {show(ours, 'TB/s')} ÷ {show(theirs)} = {show((ours / theirs).to(''), '1')}.",
    )
