"""M8: the figure with its format and its sparsity."""

from scripts.claims import Check, compare, said, show
from scripts.computed.nvl72 import nvl72_fp4_dense, nvl72_fp8_dense
from scripts.computed.side_by_side import nvl72_bf16_dense
from scripts.facts import fact


def check() -> Check:
    """The comparison that the verdict rests on."""
    sparse, dense = fact("gb200-nvl72", "peak-compute", "fp4", "sparse").quantity, nvl72_fp4_dense()
    return Check(
        (
            compare("rate said", said("m8"), "FP4 with sparsity, as printed", sparse, "PFLOP/s"),
            compare("rate said", said("m8"), "FP4 dense", dense, "PFLOP/s"),
        ),
        {"equal, greater": "true only if", "equal, equal": "true", "greater, greater": "false"},
        f"FP4 sparse {show(sparse)}, FP4 dense {show(dense)}, FP8 dense {show(nvl72_fp8_dense())}, "
        f"BF16 dense {show(nvl72_bf16_dense())}.",
    )
