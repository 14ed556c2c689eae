"""Chapter 23: CloudMatrix 384 against GB200 NVL72, per system, accelerator, kilowatt, rack and dollar.

The 910C's 16-bit rate has three readings: twice the die's BF16 rate of the vendor's simulator, the bin's FP16 figure,
and the figure of analysts. A ratio that rests on it is a range over the three.
"""

from pint import Quantity

from scripts.facts import fact, facts, part

Range = tuple[Quantity, Quantity]

CM384, NVL72 = "cloudmatrix-384", "gb200-nvl72"


def _over(top: Range, bottom: Range) -> Range:
    """A ratio of two ranges, from its least to its greatest."""
    return (top[0] / bottom[1]).to(""), (top[1] / bottom[0]).to("")


def ascend_910c_bf16_simulator() -> Quantity:
    """Dense BF16 rate of an Ascend 910C package of the 752T bin: twice the die's rate in the vendor's simulator."""
    return (
        part("ascend-910c", "ascend-910c-die").quantity
        * fact("ascend-910c-die", "peak-compute", "bf16", "bin=752T").quantity
    )


def ascend_910c_16bit() -> Range:
    """Dense 16-bit rate of an Ascend 910C package: from the simulator's BF16 reading to the analysts' reading."""
    readings = (
        ascend_910c_bf16_simulator(),
        fact("ascend-910c", "peak-compute", "fp16", "bin=752T").quantity,
        fact("ascend-910c", "peak-compute", "bf16").quantity,
    )
    return min(readings), max(readings)


def cloudmatrix_16bit() -> Range:
    """Dense 16-bit rate of a CloudMatrix 384: its packages times the three readings of one."""
    low, high = ascend_910c_16bit()
    count = fact(CM384, "scaleup-domain-size").quantity
    return (count * low).to("PFLOP/s"), (count * high).to("PFLOP/s")


def cloudmatrix_16bit_simulator() -> Quantity:
    """Dense BF16 rate of a CloudMatrix 384 by the vendor's simulator, matrix units only."""
    return (fact(CM384, "scaleup-domain-size").quantity * ascend_910c_bf16_simulator()).to("PFLOP/s")


def cloudmatrix_16bit_bin() -> Quantity:
    """Dense FP16 rate of a CloudMatrix 384 by the 752T bin."""
    one = fact("ascend-910c", "peak-compute", "fp16", "bin=752T").quantity
    return (fact(CM384, "scaleup-domain-size").quantity * one).to("PFLOP/s")


def nvl72_bf16_dense() -> Quantity:
    """Dense BF16 rate of a GB200 NVL72: half of the sparse figure that the vendor prints."""
    return (fact(NVL72, "peak-compute", "bf16", "sparse").quantity / 2).to("PFLOP/s")


def nvl72_gpu_bf16_dense() -> Quantity:
    """Dense BF16 rate of one GPU of a GB200 NVL72: the rack's dense figure shared by its GPUs."""
    return (nvl72_bf16_dense() / fact(NVL72, "scaleup-domain-size").quantity).to("TFLOP/s")


def compute_ratio() -> Range:
    """Dense 16-bit compute per system, CloudMatrix 384 over GB200 NVL72, over the three readings of the 910C."""
    return _over(cloudmatrix_16bit(), (nvl72_bf16_dense(),) * 2)


def compute_ratio_per_accelerator() -> Range:
    """Dense 16-bit compute per accelerator package, Ascend 910C over the Blackwell GPU of GB200."""
    return _over(ascend_910c_16bit(), (nvl72_gpu_bf16_dense(),) * 2)


def system_power_cloudmatrix() -> Range:
    """Power of a CloudMatrix 384: from the analysts' estimate to the sum of the vendor's cabinet maxima."""
    return fact(CM384, "system-power", "estimated").quantity, cabinet_maximum_power()


def cabinet_maximum_power() -> Quantity:
    """Sum of the vendor's maximum input of every cabinet of a CloudMatrix 384, in a warm room."""
    compute, bus = "atlas-900-a3-compute-rack", "atlas-900-a3-bus-rack"
    hot = max(facts(bus, "system-power", "maximum"), key=lambda row: row.value)
    return (
        part(CM384, compute).quantity * fact(compute, "system-power").quantity
        + part(CM384, bus).quantity * hot.quantity
    )


def system_power_nvl72() -> Range:
    """Power of a GB200 NVL72: least and greatest of the published figures that cover the whole rack."""
    rows = facts(NVL72, "system-power")
    return min(row.low for row in rows), max(row.high for row in rows)


def power_ratio() -> Range:
    """Power per system, CloudMatrix 384 over GB200 NVL72, estimates over published rack figures."""
    estimate = fact(CM384, "system-power", "estimated").quantity
    return _over((estimate, estimate), system_power_nvl72())


def compute_ratio_per_kilowatt() -> Range:
    """Dense 16-bit compute per kilowatt, CloudMatrix 384 over GB200 NVL72, analysts' estimate of the former's power."""
    estimate = fact(CM384, "system-power", "estimated").quantity
    low, high = system_power_nvl72()
    return _over(
        (cloudmatrix_16bit()[0] / estimate, cloudmatrix_16bit()[1] / estimate),
        (nvl72_bf16_dense() / high, nvl72_bf16_dense() / low),
    )


def compute_per_rack_cloudmatrix() -> Range:
    """Dense 16-bit compute of a CloudMatrix 384 shared over all its cabinets."""
    low, high = cloudmatrix_16bit()
    racks = fact(CM384, "racks").quantity
    return low / racks, high / racks


def compute_ratio_per_rack() -> Range:
    """Dense 16-bit compute per rack, CloudMatrix 384 over GB200 NVL72."""
    return _over(compute_per_rack_cloudmatrix(), (nvl72_bf16_dense(),) * 2)


def power_per_rack_cloudmatrix() -> Quantity:
    """Mean power of one of the cabinets of a CloudMatrix 384, by the analysts' estimate."""
    return fact(CM384, "system-power", "estimated").quantity / fact(CM384, "racks").quantity


def nvl72_price() -> Range:
    """Price of a GB200 NVL72: least and greatest of the estimates and press figures for the rack."""
    rows = facts(NVL72, "price")
    return min(row.low for row in rows), max(row.high for row in rows)


def compute_ratio_per_dollar() -> Range:
    """Dense 16-bit compute per dollar, CloudMatrix 384 over GB200 NVL72, at press prices."""
    price = fact(CM384, "price", "in-dollars").quantity
    low, high = nvl72_price()
    return _over(
        (cloudmatrix_16bit()[0] / price, cloudmatrix_16bit()[1] / price),
        (nvl72_bf16_dense() / high, nvl72_bf16_dense() / low),
    )


def hbm_capacity_ratio() -> Range:
    """Stacked memory per system, CloudMatrix 384 over GB200 NVL72, over the published capacities of the latter."""
    ours = fact(CM384, "scaleup-domain-size").quantity * fact("ascend-910c", "hbm-capacity").quantity
    rows = facts(NVL72, "hbm-capacity")
    return _over((ours, ours), (min(r.low for r in rows), max(r.high for r in rows)))


def hbm_bandwidth_ratio() -> Range:
    """Bandwidth to stacked memory per system, CloudMatrix 384 over GB200 NVL72."""
    ours = (
        fact(CM384, "scaleup-domain-size").quantity
        * fact("ascend-910c", "hbm-bandwidth", "huawei2026atlas900a3wp").quantity
    )
    theirs = fact(NVL72, "hbm-bandwidth", "nvidia2024gb200page").quantity
    count = fact(NVL72, "scaleup-domain-size").quantity
    low = count * fact("gb200-gpu", "hbm-bandwidth", "verda2025gb300").quantity
    return _over((ours, ours), (low, theirs))


def scaleup_ratio() -> Quantity:
    """Scale-up bandwidth of all accelerators added, one way, CloudMatrix 384 over GB200 NVL72."""
    ours = fact(CM384, "scaleup-domain-size").quantity * fact("ascend-910c", "scaleup-bandwidth", "one-way").quantity
    theirs = fact(NVL72, "scaleup-domain-size").quantity * fact("gb200-gpu", "scaleup-bandwidth", "one-way").quantity
    return (ours / theirs).to("")


def scaleup_ratio_per_accelerator() -> Quantity:
    """Scale-up bandwidth per accelerator, one way, Ascend 910C over the Blackwell GPU of GB200."""
    ours = fact("ascend-910c", "scaleup-bandwidth", "one-way").quantity
    return (ours / fact("gb200-gpu", "scaleup-bandwidth", "one-way").quantity).to("")


def accelerator_ratio() -> Quantity:
    """Accelerator packages in one domain, CloudMatrix 384 over GB200 NVL72."""
    return (fact(CM384, "scaleup-domain-size").quantity / fact(NVL72, "scaleup-domain-size").quantity).to("")
