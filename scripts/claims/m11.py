"""M11: power per machine, and power per unit of compute."""

from scripts.claims import Check, compare, said, show
from scripts.computed.power_and_price import power_per_compute_ratio_of_the_analysts
from scripts.computed.side_by_side import power_ratio


def check() -> Check:
    """The comparison that the verdict rests on."""
    machine, per_compute = power_ratio(), power_per_compute_ratio_of_the_analysts()
    return Check(
        (
            compare("ratio of power said", said("m11"), "power of the machines", machine, "1"),
            compare(
                "ratio of power said",
                said("m11"),
                "power per unit of 16-bit compute, analysts' table",
                per_compute,
                "1",
            ),
        ),
        {"less, equal": "false", "less, less": "false", "equal, less": "true", "equal, greater": "true"},
        f"Machine over machine {show(machine, '1')}; per unit of compute, in the analysts' table, {show(per_compute, '1')}.",
    )
