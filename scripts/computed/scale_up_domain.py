"""Chapter 1: what is inside a domain and what is outside, and the chapter's exercises."""

from pint import Quantity

from scripts.facts import fact, facts, part

Range = tuple[Quantity, Quantity]


def _one_way(accelerator: str) -> Range:
    """Least and greatest rate that sources with a stated direction allow; those that add both directions count half."""
    rows = facts(accelerator, "scaleup-bandwidth", scope="package")
    halves = {"one-way": 1, "both-ways": 2}
    rates = [row.quantity.to("GB/s") / halves[row.direction] for row in rows if row.direction in halves]
    return min(rates), max(rates)


def _scaleout(entity: str) -> Quantity:
    return fact(entity, "scaleout-bandwidth", "one-way", "package").quantity.to("GB/s")


def _over(inside: Range, outside: Quantity) -> Range:
    return (inside[0] / outside).to(""), (inside[1] / outside).to("")


def h100_scaleup_one_way() -> Quantity:
    """Scale-up bandwidth of an H100, one way: half of the printed figure with both directions added."""
    return fact("nvlink-4", "scaleup-bandwidth", "both-ways").quantity / 2


def rubin_scaleup_one_way() -> Range:
    """Scale-up bandwidth of a Rubin GPU, one way: half of the printed figures, which differ."""
    return _one_way("rubin-gpu")


def ascend_950dt_scaleup_one_way() -> Range:
    """Scale-up bandwidth of an Ascend 950DT, one way: half of the figures of its white paper and of the product page."""
    return _one_way("ascend-950dt")


def h100_scaleout() -> Quantity:
    """Scale-out bandwidth of an H100 in NVIDIA's reference server in bytes, one way."""
    return _scaleout("h100-sxm")


def gb200_scaleout() -> Quantity:
    """Scale-out bandwidth of a GB200 GPU in bytes, one way: the adapters of a tray shared out over its GPUs.

    The row of the adapter states no direction. The same InfiniBand rate is stated one way for the H100; the two must agree.
    """
    port, stated = fact("connectx-7", "port-rate").quantity.to("GB/s"), h100_scaleout()
    if port != stated:
        raise ValueError(f"the adapter's rate, {port}, is not the one-way rate of the same link elsewhere, {stated}")
    gpus = part("gb200-compute-tray", "gb200-superchip").count * part("gb200-superchip", "gb200-gpu").count
    return stated * part("gb200-compute-tray", "connectx-7").count / gpus


def ascend_910c_scaleout() -> Quantity:
    """Scale-out bandwidth of an Ascend 910C in bytes, one way."""
    return _scaleout("ascend-910c")


def ascend_950dt_scaleout() -> Quantity:
    """Scale-out bandwidth of an Ascend 950DT in bytes, one way; its ports are shared with the scale-up fabric."""
    return _scaleout("ascend-950dt")


def rubin_scaleout() -> Quantity:
    """Scale-out bandwidth of a Rubin GPU in bytes, one way: half of what the rack's data sheet prints, over its GPUs."""
    rack = fact("vera-rubin-nvl72", "scaleout-bandwidth", "both-ways", "rack").quantity.to("GB/s")
    return rack / 2 / part("vera-rubin-nvl72", "rubin-gpu").count


def scaleup_over_scaleout_910c() -> Quantity:
    """Scale-up over scale-out bandwidth of an Ascend 910C, both one way."""
    return (fact("ascend-910c", "scaleup-bandwidth", "one-way").quantity / ascend_910c_scaleout()).to("")


def scaleup_over_scaleout_gb200() -> Quantity:
    """Scale-up over scale-out bandwidth of a GB200 GPU: one-way NVLink over its share of the tray's adapters."""
    return (fact("gb200-gpu", "scaleup-bandwidth", "one-way").quantity / gb200_scaleout()).to("")


def scaleup_over_scaleout_h100() -> Quantity:
    """Scale-up over scale-out bandwidth of an H100 in NVIDIA's reference server, both one way."""
    return (h100_scaleup_one_way() / h100_scaleout()).to("")


def scaleup_over_scaleout_950dt() -> Range:
    """Scale-up over scale-out bandwidth of an Ascend 950DT, both one way, where each has the shared ports to itself."""
    return _over(ascend_950dt_scaleup_one_way(), ascend_950dt_scaleout())


def scaleup_over_scaleout_rubin() -> Range:
    """Scale-up over scale-out bandwidth of a Rubin GPU, both one way."""
    return _over(rubin_scaleup_one_way(), rubin_scaleout())


def ranks_on_two_nodes() -> Quantity:
    """GPUs of two HGX H100 servers."""
    return 2 * part("hgx-h100", "h100-sxm").quantity


def all_gather_share_from_the_other_node() -> Quantity:
    """Share of the bytes a GPU receives in an all-gather over two servers that comes from the other server."""
    node = part("hgx-h100", "h100-sxm").quantity
    return (node / (ranks_on_two_nodes() - 1)).to("percent")


def servers_as_large_as_cloudmatrix() -> Quantity:
    """Domains of the size of an HGX H100 server that hold as many accelerators as one CloudMatrix 384."""
    return fact("cloudmatrix-384", "scaleup-domain-size").quantity / part("hgx-h100", "h100-sxm").quantity


def server_gain_a100_to_b200() -> Quantity:
    """Scale-up bandwidth of a B200 over that of an A100, both one way, in servers of the same size."""
    later = fact("b200-sxm", "scaleup-bandwidth", "both-ways").quantity / 2
    return (later / fact("a100-sxm", "scaleup-bandwidth", "one-way").quantity).to("")


def package_gain_910b_to_910c() -> Quantity:
    """Scale-up bandwidth of an Ascend 910C over that of an Ascend 910B, both one way."""
    later = fact("ascend-910c", "scaleup-bandwidth", "one-way").quantity
    return (later / fact("ascend-910b", "scaleup-bandwidth", "one-way").quantity).to("")
