"""Chapter 23: what power and price have to do with each other, and the chapter's exercises."""

from pint import Quantity

from scripts.computed import side_by_side as case
from scripts.facts import fact, part, run


def break_even_tariff_ratio() -> tuple[Quantity, Quantity]:
    """How many times dearer electricity must be at the NVL72 for both to pay the same for power per 16-bit FLOP."""
    low, high = case.compute_ratio_per_kilowatt()
    return 1 / high, 1 / low


def break_even_price() -> tuple[Quantity, Quantity]:
    """Price of a CloudMatrix 384 at which both cost the same per dense 16-bit FLOP/s, over all prices and readings."""
    ratio, price = case.compute_ratio(), case.nvl72_price()
    return ratio[0] * price[0], ratio[1] * price[1]


def decode_ratio_to_gb200() -> Quantity:
    """Published decode rate per package, CloudMatrix 384 over GB200 NVL72: different models, batches, formats, latencies."""
    return (run("cm384_decode_batch96").quantity / run("sglang_gb200_001").quantity).to("")


def decode_share_at_15_ms() -> Quantity:
    """Decode rate of a CloudMatrix 384 package at the tightest latency target, as a share of the loosest one's."""
    return (run("cm384_decode_slo15").quantity / run("cm384_decode_batch96").quantity).to("percent")


def decode_ratio_to_h800() -> Quantity:
    """Published decode rate per package, Ascend 910C over H800 as the CloudMatrix paper quotes it."""
    return (run("cm384_decode_batch96").quantity / run("dsr1_peers_cm_h800_profile").quantity).to("")


def compute_rack_power_density() -> Quantity:
    """Maximum input of a CloudMatrix compute cabinet over the mean power of all cabinets by the estimate."""
    return (fact("atlas-900-a3-compute-rack", "system-power").quantity / case.power_per_rack_cloudmatrix()).to("")


def packages_per_rack_cloudmatrix() -> Quantity:
    """Accelerator packages in a compute cabinet of CloudMatrix 384: nodes times packages a node."""
    nodes = part("atlas-900-a3-compute-rack", "atlas-900-a3-node").quantity
    return nodes * part("atlas-900-a3-node", "ascend-910c").quantity
