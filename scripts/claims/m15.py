"""M15: fourteen modules of the nominal rate against the rate of a package."""

from scripts.claims import Check, compare, said, show
from scripts.computed.cloudmatrix import ub_fourteen_at_nominal, ub_link_rate_in_bits, ub_package_bandwidth


def check() -> Check:
    """The comparison that the verdict rests on."""
    nominal, real = ub_fourteen_at_nominal(), ub_package_bandwidth()
    return Check(
        (
            compare("rate said", said("m15"), "the modules at their nominal rate", nominal, "GB/s"),
            compare("rate said", said("m15"), "the links of a package", real, "GB/s"),
        ),
        {"less, equal": "false", "equal, equal": "true", "equal, greater": "true"},
        f"At the nominal rate the sum is {show(nominal)}; a link carries {show(ub_link_rate_in_bits())}, which gives {show(real)}.",
    )
