"""Chapter 24: what the checked claims are held against, and the chapter's exercises."""

from pint import Quantity

from scripts.computed import side_by_side as case
from scripts.computed.cloudmatrix import ub_package_bandwidth
from scripts.computed.scale_up_domain import ascend_910c_scaleout, gb200_scaleout, h100_scaleup_one_way
from scripts.facts import data, fact, facts, part, run
from scripts.units import quantity

Range = tuple[Quantity, Quantity]

LARGE = 64  # packages in a domain from which the count of makers takes it as large: a choice of ours, not a measurement
STORY = "2025-07"  # the month of the story; what came later does not speak against it


def _packages(machine: str) -> Quantity:
    return fact(machine, "scaleup-domain-size").quantity


def scaleout_ratio() -> Quantity:
    """Scale-out bandwidth of all accelerators added, one way, CloudMatrix 384 over GB200 NVL72."""
    ours = _packages(case.CM384) * ascend_910c_scaleout()
    return (ours / (_packages(case.NVL72) * gb200_scaleout())).to("")


def full_mesh_links_per_package() -> Quantity:
    """Links that each package of a CloudMatrix 384 would need for one to every other."""
    return _packages(case.CM384) - 1


def local_over_remote_gb200() -> Quantity:
    """Bandwidth of a GB200 GPU to its own memory over what it can read of another GPU's, one way, both as printed."""
    own = fact("gb200-gpu", "hbm-bandwidth", "spec").quantity
    return (own / fact("gb200-gpu", "scaleup-bandwidth", "one-way").quantity).to("")


def local_over_remote_910c() -> Quantity:
    """Bandwidth of an Ascend 910C die to its own memory, as printed, over a measured read from another node."""
    return (fact("ascend-910c-die", "hbm-bandwidth").quantity / run("cm384_ub_p2p_001").quantity).to("")


def price_over_nvl72() -> Range:
    """Price of a CloudMatrix 384 in the press over the published prices of a GB200 NVL72."""
    price = fact(case.CM384, "price", "in-dollars").quantity
    low, high = case.nvl72_price()
    return (price / high).to(""), (price / low).to("")


def price_over_nvl72_in_one_article() -> Quantity:
    """Price of a CloudMatrix 384 over that of a GB200 NVL72, both from one article."""
    article = "benzinga2025cloudmatrix"
    ours = fact(case.CM384, "price", "in-dollars", article).quantity
    return (ours / fact(case.NVL72, "price", article).quantity).to("")


def price_per_compute_over_nvl72() -> Range:
    """Price per dense 16-bit FLOP/s, CloudMatrix 384 over GB200 NVL72, over published prices and readings."""
    low, high = case.compute_ratio_per_dollar()
    return 1 / high, 1 / low


def makers_of_large_domains() -> Quantity:
    """Makers of machines with a large scale-up domain that were announced by the month of the story.

    A machine counts when one source prints its domain and another a date up to that month. Domains that a source marks as
    announced, planned or a goal do not count, nor do machines whose date nobody states.
    """
    return quantity(len(_makers()), "1")


def _makers() -> set[str]:
    found = set()
    for row in facts(None, "scaleup-domain-size"):
        thing = data().entities[row.entity]
        announced = (thing["announced"] or thing["available"] or "")[: len(STORY)]
        built = row.conditions.get("status") is None and thing["kind"] in ("rack", "system", "pod")
        if built and thing["maker"] and announced and announced <= STORY and row.low.to("").magnitude >= LARGE:
            found.add(thing["maker"])
    return found


def decode_per_peak_ratio_to_h800() -> Quantity:
    """Published decode rate per unit of 8-bit peak, Ascend 910C over H800, both as the CloudMatrix paper divides them."""
    ours = run("cm384_decode_batch96_per_peak").quantity
    return (ours / run("dsr1_peers_cm_h800_profile_per_peak").quantity).to("")


def int8_products_share() -> Range:
    """Share of the INT8 peak that measured matrix products reached on an Ascend 910C die, over the paper's shapes."""
    shares = [row.quantity for row in data().runs if _is_int8_share(row.case_id)]
    return min(shares), max(shares)


def _is_int8_share(case_id: str) -> bool:
    row = run(case_id)
    return row.case_id.startswith("cann_int8_gemm") and row.metric == "compute_utilization"


# --- exercises --------------------------------------------------------------------------------------------------------


def nvlink_gain_a100_to_h100() -> Quantity:
    """Scale-up bandwidth of an H100 over that of an A100, both one way."""
    return (h100_scaleup_one_way() / fact("a100-sxm", "scaleup-bandwidth", "one-way").quantity).to("")


def nvl72_rental() -> Quantity:
    """Rent of all GPUs of a GB200 NVL72 for an hour, by the analysts' rate of a GPU on a three-year contract."""
    return _packages(case.NVL72) * fact(case.NVL72, "rental-price").quantity


def cm384_bisection() -> Quantity:
    """What one half of the packages of a CloudMatrix 384 can send to the other half, one way, without oversubscription."""
    return (_packages(case.CM384) * ub_package_bandwidth() / 2).to("TB/s")


def gb300_packages() -> Quantity:
    """GPU packages of a GB300 NVL72, counted up the ladder from its trays."""
    return part("gb300-nvl72", "gb300-compute-tray").quantity * part("gb300-compute-tray", "gb300-gpu").quantity
