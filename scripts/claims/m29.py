"""M29: dense over sparse, where a maker prints both."""

from scripts.claims import Check, compare, said, show
from scripts.computed.nvl72 import gb300_fp4_dense_over_sparse, gb300_fp4_wrong_half
from scripts.facts import fact


def check() -> Check:
    """The comparison that the verdict rests on."""
    dense = fact("gb300-nvl72", "peak-compute", "fp4", "dense").quantity
    sparse = fact("gb300-nvl72", "peak-compute", "fp4", "sparse").quantity
    ratio = gb300_fp4_dense_over_sparse()
    return Check(
        (compare("share said", said("m29"), "dense over sparse FP4 of GB300 NVL72, both printed", ratio, "percent"),),
        {"less": "outdated", "equal": "true", "greater": "outdated"},
        f"{show(dense)} ÷ {show(sparse)} = {show(ratio, 'percent')}; halving gives {show(gb300_fp4_wrong_half())}.",
    )
