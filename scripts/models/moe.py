"""The exchange of a mixture of experts: where tokens go, how many bytes that is, and how long dispatch and combine take.

A router sends each token to `top_k` of the experts, which lie spread over `ranks` devices. Dispatch carries the token there,
combine carries the results back. A library that sends a token once to each device that holds any of its experts needs fewer
copies than one that sends it once for each expert. Zhao et al. 2025 ("Insights into DeepSeek-V3", section 4.3) count bytes
this way; with routes that are even and independent, the number of distinct destinations is that of balls in urns.

Units: byte, byte/s, s; tokens, ranks and copies are counts. One rank sends nothing.
"""

from math import log, log2, sqrt

SCALE_BLOCK = 128  # elements of a token that share one scale (Zhao et al. 2025, section 3.1: tiles of 1×128)
SMALL_BATCH = 512  # tokens of a rank up to which kernels for decoding are used (DeepEP's tests of them end there)


def quantised_token_bytes(*, hidden: float, bits: float, block: float, scale_bits: float) -> float:
    """Bytes of one token's vector, with one scale for each block of its numbers; scales of no bits where there are none."""
    if hidden <= 0 or bits <= 0 or block < 1 or scale_bits < 0:
        raise ValueError("hidden and bits must be above 0, block at least 1, scale_bits not below 0")
    return hidden * (bits + scale_bits / block) / 8


def expected_destinations(*, ranks: float, top_k: float) -> float:
    """Devices that a token goes to, on average, where each of its experts may lie on any with equal chance."""
    _check(ranks, top_k)
    return ranks * (1 - (1 - 1 / ranks) ** top_k)


def most_destinations(*, ranks: float, top_k: float) -> float:
    """Devices that a token goes to where the router spreads it as widely as it can."""
    _check(ranks, top_k)
    return min(ranks, top_k)


def exchange_bytes(*, tokens: float, copies: float, token_bytes: float, ranks: float) -> float:
    """Bytes that one rank sends to others: of each token's copies, one in n is for the rank itself."""
    _check_volume(tokens, copies, token_bytes)
    _check(ranks, 1)
    return tokens * copies * token_bytes * (ranks - 1) / ranks


def inner_bytes(*, tokens: float, copies: float, token_bytes: float, ranks: float, domain: float) -> float:
    """Bytes that one rank sends to others of its own scale-up domain, where copies spread evenly over all ranks."""
    _check_volume(tokens, copies, token_bytes)
    _check_domain(ranks, domain)
    return tokens * copies * token_bytes * (domain - 1) / ranks


def outer_bytes(*, tokens: float, copies: float, token_bytes: float, ranks: float, domain: float) -> float:
    """Bytes that one rank sends out of its scale-up domain."""
    _check_volume(tokens, copies, token_bytes)
    _check_domain(ranks, domain)
    return tokens * copies * token_bytes * (1 - domain / ranks)


def exchange_time(
    *,
    launch_time: float,
    floor_time: float,
    inner_bytes: float,
    bandwidth: float,
    outer_bytes: float,
    network_bandwidth: float,
) -> float:
    """Dispatch or combine: a fixed part, then the slowest of the handshake, the scale-up link and the network card."""
    if launch_time < 0 or floor_time < 0 or inner_bytes < 0 or outer_bytes < 0:
        raise ValueError("launch_time, floor_time, inner_bytes and outer_bytes must not be below 0")
    if bandwidth <= 0 or network_bandwidth <= 0:
        raise ValueError(f"bandwidths must be above 0, got {bandwidth:g} and {network_bandwidth:g}")
    return launch_time + max(floor_time, inner_bytes / bandwidth, outer_bytes / network_bandwidth)


def doubling_launch_time(*, ranks: float, launch_time: float, latency: float) -> float:
    """The fixed part where all ranks must meet: a base, and a step for each doubling of their number."""
    _check(ranks, 1)
    if launch_time < 0 or latency < 0:
        raise ValueError("launch_time and latency must not be below 0")
    return launch_time + log2(ranks) * latency if ranks > 1 else 0


def logical_bandwidth(*, bandwidth: float, groups: float) -> float:
    """What a table prints that counts all copies, where one of the groups is one's own and needs no link: B/(1−1/m)."""
    if bandwidth <= 0:
        raise ValueError(f"bandwidth must be above 0, got {bandwidth:g}")
    if groups <= 1:
        raise ValueError(f"groups must be above 1, got {groups:g}")
    return bandwidth / (1 - 1 / groups)


def expected_imbalance(*, ranks: float, tokens: float) -> float:
    """Load of the busiest rank over the mean, where tokens fall evenly and independently: 1 + √(2·ln(n)/t), t tokens a rank.

    The leading term for many tokens (Raab and Steger 1998, "Balls into bins: a simple and tight analysis"). Real routers are
    further from even.
    """
    _check(ranks, 1)
    if tokens <= 0:
        raise ValueError(f"tokens must be above 0, got {tokens:g}")
    return 1 + sqrt(2 * log(ranks) / tokens)


def experts_read(*, routed_experts: float, top_k: float, tokens: float, ranks: float) -> float:
    """Experts of a layer that one rank reads, on average: those that any token of the whole group picks, shared out evenly.

    Each of the group's tokens leaves an expert unread with probability 1 - k/E.
    """
    _check(ranks, top_k)
    if routed_experts < top_k or tokens < 0:
        raise ValueError(
            f"routed_experts must be at least top_k and tokens not below 0, got {routed_experts:g}, {top_k:g} and {tokens:g}"
        )
    return routed_experts * (1 - (1 - top_k / routed_experts) ** tokens) / ranks


def experts_bytes(*, experts_read: float, rows: float, hidden: float, expert_width: float, bits: float) -> float:
    """Bytes that the experts of a layer move on one rank: three matrices of each that is read, and the vectors in 16 bits.

    `rows` counts tokens as often as they meet an expert here. A vector is read and written, its inner one passes three times.
    """
    if hidden <= 0 or expert_width <= 0 or bits <= 0 or experts_read < 0 or rows < 0:
        raise ValueError("hidden, expert_width and bits must be above 0; experts_read and rows not below 0")
    return experts_read * 3 * hidden * expert_width * bits / 8 + rows * (2 * hidden + 3 * expert_width) * 2


def _check(ranks: float, top_k: float) -> None:
    if ranks < 1:
        raise ValueError(f"ranks must be at least 1, got {ranks:g}")
    if top_k < 1:
        raise ValueError(f"top_k must be at least 1, got {top_k:g}")


def _check_domain(ranks: float, domain: float) -> None:
    if domain < 1 or ranks < domain:
        raise ValueError(f"domain must be from 1 to ranks, got {domain:g} of {ranks:g}")


def _check_volume(tokens: float, copies: float, token_bytes: float) -> None:
    if tokens < 0 or copies < 0 or token_bytes < 0:
        raise ValueError("tokens, copies and token_bytes must not be below 0")
