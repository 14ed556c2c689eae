"""S3: the GPU of the rack against the product that is called B200."""

from scripts.claims import Check, compare, show
from scripts.facts import fact


def check() -> Check:
    """The comparison that the verdict rests on."""
    table = "nvidia2026dgxcbench"
    inside = fact("gb200-gpu", "peak-compute", "bf16", table).quantity
    product = fact("b200-sxm", "peak-compute", "bf16", table).quantity
    return Check(
        (compare("dense BF16 of a GPU of GB200", inside, "dense BF16 of a B200", product, "TFLOP/s"),),
        {"greater": "true only if", "equal": "true", "less": "true only if"},
        f"NVIDIA's own table lists both: {show(inside)} ÷ {show(product)} = {show((inside / product).to(''), '1')}",
    )
