"""Chapter 23: what power and price have to do with each other, and the chapter's exercises."""

from pint import Quantity

from scripts.computed import side_by_side as case
from scripts.facts import fact, facts, part, run


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


def compute_per_kilowatt_nvl72() -> tuple[Quantity, Quantity]:
    """Dense 16-bit compute per kilowatt of a GB200 NVL72, over the published figures of its power."""
    low, high = case.system_power_nvl72()
    return (case.nvl72_bf16_dense() / high).to("PFLOP/s/kW"), (case.nvl72_bf16_dense() / low).to("PFLOP/s/kW")


def compute_per_kilowatt_cloudmatrix() -> tuple[Quantity, Quantity]:
    """Dense 16-bit compute per kilowatt of a CloudMatrix 384, by the analysts' estimate, over the three readings."""
    low, high = case.cloudmatrix_16bit()
    power = fact(case.CM384, "system-power", "estimated").quantity
    return (low / power).to("PFLOP/s/kW"), (high / power).to("PFLOP/s/kW")


def compute_per_kilowatt_compute_rack() -> Quantity:
    """Dense FP16 compute per kilowatt of a CloudMatrix compute cabinet at its maximum input, 752T bin."""
    rack = "atlas-900-a3-compute-rack"
    compute = fact(rack, "peak-compute", "fp16", "bin=752T").quantity
    return (compute / fact(rack, "system-power").quantity).to("PFLOP/s/kW")


def compute_ratio_per_compute_rack() -> Quantity:
    """Dense 16-bit compute of one rack with accelerators: a CloudMatrix compute cabinet over a GB200 NVL72."""
    compute = fact("atlas-900-a3-compute-rack", "peak-compute", "fp16", "bin=752T").quantity
    return (compute / case.nvl72_bf16_dense()).to("")


def compute_ratio_over_all_readings() -> tuple[Quantity, Quantity]:
    """Dense 16-bit compute per system, CloudMatrix 384 over GB200 NVL72, over the readings of both makers' packages."""
    gpus = fact(case.NVL72, "scaleup-domain-size").quantity
    readings = [gpus * row.quantity for row in facts("gb200-gpu", "peak-compute", "bf16", "dense")]
    readings.append(case.nvl72_bf16_dense())
    low, high = case.cloudmatrix_16bit()
    return (low / max(readings)).to(""), (high / min(readings)).to("")


def scaleup_ratio_per_compute() -> tuple[Quantity, Quantity]:
    """Scale-up bandwidth per dense 16-bit FLOP/s, CloudMatrix 384 over GB200 NVL72."""
    low, high = case.compute_ratio()
    return (case.scaleup_ratio() / high).to(""), (case.scaleup_ratio() / low).to("")


def hbm_capacity_ratio_per_dollar() -> tuple[Quantity, Quantity]:
    """Stacked memory per dollar, CloudMatrix 384 over GB200 NVL72, at press prices."""
    low, high = case.hbm_capacity_ratio()
    cheap, dear = case.nvl72_price()
    price = fact(case.CM384, "price", "in-dollars").quantity
    return (low * cheap / price).to(""), (high * dear / price).to("")


def decode_ratio_to_h100() -> Quantity:
    """Published decode rate per package, Ascend 910C over H100 as the CloudMatrix paper quotes it."""
    return (run("cm384_decode_batch96").quantity / run("dsr1_peers_cm_h100_sglang").quantity).to("")


def decode_gain_on_gb200() -> Quantity:
    """Published decode rate of a GB200 GPU in the second report of the makers of SGLang, over that in their first."""
    return (run("sglang_gb200_002").quantity / run("sglang_gb200_001").quantity).to("")


def power_per_compute_ratio_of_the_analysts() -> Quantity:
    """Power per dense 16-bit FLOP/s, CloudMatrix 384 over GB200 NVL72, from the analysts' one table alone."""
    table = "winbuzzer2025cloudmatrix"
    ours, theirs = (
        fact(name, "system-power", table).quantity / fact(name, "peak-compute", table).quantity
        for name in (case.CM384, case.NVL72)
    )
    return (ours / theirs).to("")
