"""S16: makers of large domains, counted."""

from scripts.claims import Check, compare, said, show
from scripts.computed.claims_checked import LARGE, makers_of_large_domains


def check() -> Check:
    """The comparison that the verdict rests on."""
    makers = makers_of_large_domains()
    return Check(
        (compare("makers said", said("s16"), "makers counted", makers, "1", 0),),
        {"less": "false", "equal": "true", "greater": "false"},
        f"Makers of a machine with a scale-up domain of {LARGE} packages or more, announced by the month of the story: "
        f"{show(makers)}.",
    )
