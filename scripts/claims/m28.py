"""M28: the utilisation said against what was measured."""

from scripts.claims import Check, compare, said, show
from scripts.computed.claims_checked import int8_products_share
from scripts.facts import run


def check() -> Check:
    """The comparison that the verdict rests on."""
    products, attention = int8_products_share(), run("cm384_mla_compute_share").quantity
    per_peak = run("cm384_decode_batch96_per_peak").quantity
    return Check(
        (
            compare("utilisation said", said("m28"), "measured for matrix products", products, "percent"),
            compare("utilisation said", said("m28"), "measured for attention", attention, "percent"),
        ),
        {"greater, greater": "false", "overlapping, greater": "unproven", "equal, equal": "true"},
        f"It was derived from {show(per_peak)}, which has a unit and so is no share. Measured: {show(products, 'percent')} for "
        f"matrix products, {show(attention)} for attention.",
    )
