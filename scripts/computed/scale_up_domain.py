"""Chapter 1: what is inside a domain and what is outside, and the chapter's exercises."""

from pint import Quantity

from scripts.facts import fact, part


def _scaleout(entity: str, *words: str) -> Quantity:
    return fact(entity, "scaleout-bandwidth", "one-way", "package", *words).quantity.to("GB/s")


def h100_scaleup_one_way() -> Quantity:
    """Scale-up bandwidth of an H100, one way: half of the printed figure with both directions added."""
    return fact("nvlink-4", "scaleup-bandwidth", "both-ways").quantity / 2


def ascend_910c_scaleout() -> Quantity:
    """Scale-out bandwidth of an Ascend 910C in bytes, one way."""
    return _scaleout("ascend-910c")


def connectx_7_rate() -> Quantity:
    """Rate of a ConnectX-7 port in bytes; GB200 trays have one for each GPU."""
    return fact("connectx-7", "port-rate").quantity.to("GB/s")


def scaleup_over_scaleout_910c() -> Quantity:
    """Scale-up over scale-out bandwidth of an Ascend 910C, both one way."""
    return (fact("ascend-910c", "scaleup-bandwidth", "one-way").quantity / ascend_910c_scaleout()).to("")


def scaleup_over_scaleout_gb200() -> Quantity:
    """Scale-up over scale-out bandwidth of a GB200 GPU: one-way NVLink over one adapter port."""
    return (fact("gb200-gpu", "scaleup-bandwidth", "one-way").quantity / connectx_7_rate()).to("")


def scaleup_over_scaleout_h100() -> Quantity:
    """Scale-up over scale-out bandwidth of an H100 with an adapter port of the same kind for each GPU."""
    return (h100_scaleup_one_way() / connectx_7_rate()).to("")


def ranks_on_two_nodes() -> Quantity:
    """GPUs of two HGX H100 servers."""
    return 2 * part("hgx-h100", "h100-sxm").quantity


def all_gather_share_from_the_other_node() -> Quantity:
    """Share of the bytes a GPU receives in an all-gather over two servers that comes from the other server."""
    node = part("hgx-h100", "h100-sxm").quantity
    return (node / (ranks_on_two_nodes() - 1)).to("percent")


def boundary_slowdown() -> Quantity:
    """How many times slower a byte crosses the boundary of an HGX H100 server than it moves inside."""
    return scaleup_over_scaleout_h100()


def servers_as_large_as_cloudmatrix() -> Quantity:
    """Domains of the size of an HGX H100 server that hold as many accelerators as one CloudMatrix 384."""
    return fact("cloudmatrix-384", "scaleup-domain-size").quantity / part("hgx-h100", "h100-sxm").quantity
