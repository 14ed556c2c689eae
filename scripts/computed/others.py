"""Chapter 17: successors and other makers' machines; headlines of a plan against another redone per what they count."""

from pint import Quantity

from scripts.facts import Fact, fact, part
from scripts.units import quantity

A950, SOLD, RUBIN = "atlas-950-superpod", "atlas-950-superpod-1024", "vera-rubin-nvl72"


# --- Atlas 950 against "NVL144" ---------------------------------------------------------------------------------------


def rubin_rack_packages() -> Quantity:
    """GPU packages of a Vera Rubin rack."""
    return part(RUBIN, "rubin-gpu").quantity


def rubin_rack_dies() -> Quantity:
    """Compute dies of a Vera Rubin rack: what the name NVL144 counted."""
    return rubin_rack_packages() * fact("rubin-gpu", "dies-per-package").quantity


def _packages() -> Quantity:
    return fact(A950, "scaleup-domain-size", "xu2025keynote").quantity


def atlas950_packages_over_dies() -> Quantity:
    """Packages of the announced Atlas 950 over dies of a Vera Rubin rack: the keynote's division."""
    return (_packages() / rubin_rack_dies()).to("")


def atlas950_packages_over_packages() -> Quantity:
    """Packages of the announced Atlas 950 over packages of a Vera Rubin rack."""
    return (_packages() / rubin_rack_packages()).to("")


def _rubin_2025() -> Quantity:
    return fact(RUBIN, "peak-compute", "downcodes2025rubin").quantity


def atlas950_compute_ratio() -> Quantity:
    """Announced FP8 compute of the Atlas 950 over that of the Vera Rubin rack as announced at the time."""
    return (fact(A950, "peak-compute", "fp8").quantity / _rubin_2025()).to("")


def atlas950_compute_of_cabinet() -> Quantity:
    """Announced FP8 compute of the Atlas 950 over its cabinets, those with switches counted."""
    return (fact(A950, "peak-compute", "fp8").quantity / fact(A950, "racks").quantity).to("PFLOP/s")


def rubin_rack_compute_2025() -> Quantity:
    """FP8 compute of the Vera Rubin rack as announced at the time, in the unit of the comparison."""
    return _rubin_2025().to("PFLOP/s")


def rubin_rack_over_atlas950_cabinet() -> Quantity:
    """FP8 compute of a Vera Rubin rack over that of a cabinet of the Atlas 950, both as announced."""
    return (_rubin_2025() / atlas950_compute_of_cabinet()).to("")


def atlas950_memory_over_fast_memory() -> Quantity:
    """Stacked memory of the announced Atlas 950 over all fast memory of a Vera Rubin rack, its processors' included."""
    return (fact(A950, "hbm-capacity").quantity / fact(RUBIN, "fast-memory-capacity").quantity).to("")


def rubin_memory_sum() -> Quantity:
    """Stacked memory and processors' memory of a Vera Rubin rack, added."""
    return fact(RUBIN, "hbm-capacity").quantity + fact(RUBIN, "dram-capacity").quantity


def atlas950_memory_over_hbm() -> Quantity:
    """Stacked memory of the announced Atlas 950 over stacked memory of a Vera Rubin rack."""
    return (fact(A950, "hbm-capacity").quantity / fact(RUBIN, "hbm-capacity").quantity).to("")


def _rubin_links() -> Quantity:
    return fact(RUBIN, "scaleup-bandwidth", "nvidia2026vrdatasheet").quantity


def atlas950_bandwidth_ratio() -> Quantity:
    """Announced interconnect bandwidth of the Atlas 950 over that of a Vera Rubin rack: the keynote's division."""
    return (fact(A950, "scaleup-bandwidth").quantity / _rubin_links()).to("")


def atlas950_bandwidth_ratio_of_cabinets() -> Quantity:
    """The same for one cabinet of the Atlas 950 and one rack."""
    return atlas950_bandwidth_ratio() / fact(A950, "racks").quantity


def atlas950_bandwidth_of_package() -> Quantity:
    """Announced interconnect bandwidth of the Atlas 950 over its packages, directions as in the announcement."""
    return (fact(A950, "scaleup-bandwidth").quantity / _packages()).to("TB/s")


def rubin_bandwidth_of_package() -> Quantity:
    """NVLink bandwidth of a Vera Rubin rack over its packages, both ways."""
    return (_rubin_links() / rubin_rack_packages()).to("TB/s")


def atlas950_bandwidth_ratio_of_packages() -> Quantity:
    """The same for one package and another."""
    return (atlas950_bandwidth_of_package() / rubin_bandwidth_of_package()).to("")


# --- reading a headline -----------------------------------------------------------------------------------------------


def atlas950_sold_one_way() -> Quantity:
    """Interconnect bandwidth of a package of the Atlas 950 on sale, one way: the machine's, halved, over its packages."""
    total = fact(SOLD, "scaleup-bandwidth").quantity
    return (total / 2 / fact(SOLD, "scaleup-domain-size", "huawei2026atlas950page").quantity).to("GB/s")


def atlas950_sold_share_of_plan() -> Quantity:
    """Packages of the Atlas 950 on the product page as a share of those announced."""
    return (fact(SOLD, "scaleup-domain-size", "huawei2026atlas950page").quantity / _packages()).to("")


def helios_bandwidth_of_package() -> Quantity:
    """Scale-up bandwidth of a Helios rack over its packages, directions as announced."""
    return (fact("helios-rack", "scaleup-bandwidth").quantity / part("helios-rack", "mi455x").quantity).to("TB/s")


def trainium3_sum_of_links() -> Quantity:
    """Scale-up bandwidth of a Trainium3 added up over the links that the page of the instance lists."""
    return quantity(sum(row.to("GB/s") for row in _noted("neuronlink-v4")), "GB/s")


def _noted(link: str) -> list[Fact]:
    words = [("path=between-nodes-of-a-rack",), ("path=between-racks",), ("path=inside-a-node",)]
    return [fact(link, "scaleup-bandwidth", *each) for each in words]


def trainium3_printed_over_sum() -> Quantity:
    """Scale-up bandwidth of a Trainium3 as the page of the chip prints it, over the sum of its listed links."""
    return (fact("trainium3", "scaleup-bandwidth", "aws2026trainium3").quantity / trainium3_sum_of_links()).to("")


def gaudi3_clock_loss() -> Quantity:
    """By how much the BF16 peak of Gaudi 3 as sold lies below the figure of its launch."""
    launch = fact("gaudi3", "peak-compute", "configuration=launch-figure").quantity
    sold = fact("gaudi3", "peak-compute", "bekman2026mlengineering").quantity
    return (1 - sold / launch).to("percent")


def links_spread() -> Quantity:
    """Most scale-up bandwidth of one accelerator over the least, one way, over the machines of the second figure."""
    return (
        fact("mi455x", "scaleup-bandwidth", "one-way").quantity
        / fact("ascend-910c", "scaleup-bandwidth", "one-way").quantity
    ).to("")


def tpu_pod_over_nvl72() -> Quantity:
    """Chips of a TPU7x pod over GPUs of a GB200 NVL72."""
    return fact("tpu-v7-pod", "scaleup-domain-size").quantity / fact("gb200-nvl72", "scaleup-domain-size").quantity
