"""M27: the ratio of prices, and the ratio of prices per unit of compute."""

from scripts.claims import Check, compare, said, show
from scripts.computed.claims_checked import (
    price_over_nvl72,
    price_over_nvl72_in_one_article,
    price_per_compute_over_nvl72,
)


def check() -> Check:
    """The comparison that the verdict rests on."""
    article, spread, per_compute = price_over_nvl72_in_one_article(), price_over_nvl72(), price_per_compute_over_nvl72()
    return Check(
        (
            compare("ratio said", said("m27"), "the two prices of one article", article, "1"),
            compare("ratio said", said("m27"), "prices per unit of 16-bit compute", per_compute, "1"),
        ),
        {"equal, greater": "true only if", "equal, equal": "true", "greater, greater": "false"},
        f"Machine over machine {show(spread, '1')} over published prices; per unit of 16-bit compute {show(per_compute, '1')}.",
    )
