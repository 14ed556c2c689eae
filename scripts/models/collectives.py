"""Collective operations: the bytes that each rank sends, the steps that it takes, and the time of both together.

A step costs a latency, a byte costs the inverse of a bandwidth: Hockney 1994, "The communication challenge for MPP"
(Parallel Computing 20), equation 1. Algorithms and their costs follow Thakur, Rabenseifner and Gropp 2005 ("Optimization of
collective communication operations in MPICH", International Journal of High Performance Computing Applications 19, sections
4.1 to 4.5); that no all-reduce without help of the network sends less than the ring is theorem 1 of Patarasuk and Yuan 2009
("Bandwidth optimal all-reduce algorithms", Journal of Parallel and Distributed Computing 69). Reduction inside the switch
follows Klenk et al. 2020 ("An in-network architecture for accelerating shared-memory multiprocessor collectives", ISCA).

`message_size` is the whole buffer of one rank, as nccl-tests count it: what an all-reduce sums, what an all-gather ends
with, what a reduce-scatter begins with. One rank moves nothing and takes no time.

Units: byte, byte/s, s; ranks, links and switches are counts.
"""

from math import ceil, floor, log2

# --- bytes that one rank sends ---------------------------------------------------------------------------------------


def ring_all_reduce_bytes(*, message_size: float, ranks: float) -> float:
    """A reduce-scatter and an all-gather, one after the other: 2·S·(n−1)/n."""
    return 2 * shard_exchange_bytes(message_size=message_size, ranks=ranks)


def shard_exchange_bytes(*, message_size: float, ranks: float) -> float:
    """All-gather, reduce-scatter or all-to-all: every n-th of the buffer but one's own, S·(n−1)/n."""
    _check(message_size, ranks)
    return message_size * (ranks - 1) / ranks


def in_network_all_reduce_bytes(*, message_size: float, ranks: float) -> float:
    """All-reduce where the switch adds: the buffer goes up once, and an n-th of the sum goes out once more: S·(1+1/n)."""
    _check(message_size, ranks)
    return message_size * (1 + 1 / ranks) if ranks > 1 else 0


def recursive_doubling_bytes(*, message_size: float, ranks: float) -> float:
    """All-reduce where whole buffers are swapped at double the distance each time: S·⌈log₂ n⌉."""
    _check(message_size, ranks)
    return message_size * ceil(log2(ranks))


def tree_all_reduce_bytes(*, message_size: float, ranks: float) -> float:
    """All-reduce up a tree and down again in pieces: every rank passes the buffer on once each way, at most 2·S."""
    _check(message_size, ranks)
    return 2 * message_size if ranks > 1 else 0


# --- time, textbook form ---------------------------------------------------------------------------------------------


def ring_all_reduce_time(*, message_size: float, ranks: float, bandwidth: float, latency: float) -> float:
    """All-reduce round a ring: n−1 steps to add and n−1 to copy, each with an n-th of the buffer."""
    _check(message_size, ranks)
    _check_link(bandwidth, latency)
    return 2 * (ranks - 1) * (latency + message_size / (ranks * bandwidth))


def ring_all_gather_time(*, message_size: float, ranks: float, bandwidth: float, latency: float) -> float:
    """n−1 steps around a ring; a reduce-scatter takes as long."""
    _check(message_size, ranks)
    _check_link(bandwidth, latency)
    return (ranks - 1) * (latency + message_size / (ranks * bandwidth))


def recursive_doubling_time(*, message_size: float, ranks: float, bandwidth: float, latency: float) -> float:
    """All-reduce where partners swap whole buffers, at double the distance each time: few steps, many bytes."""
    _check_link(bandwidth, latency)
    wire = recursive_doubling_bytes(message_size=message_size, ranks=ranks) / bandwidth
    return ceil(log2(ranks)) * latency + wire


def recursive_halving_time(*, message_size: float, ranks: float, bandwidth: float, latency: float) -> float:
    """All-reduce by halving, then doubling: the bytes of the ring in 2·log₂(n) steps."""
    _check(message_size, ranks)
    _check_link(bandwidth, latency)
    return 2 * ceil(log2(ranks)) * latency + 2 * (ranks - 1) / ranks * message_size / bandwidth


def tree_all_reduce_time(*, message_size: float, ranks: float, bandwidth: float, latency: float) -> float:
    """Up a binary tree and down again, in pieces so small that all levels work at once."""
    _check_link(bandwidth, latency)
    wire = tree_all_reduce_bytes(message_size=message_size, ranks=ranks) / bandwidth
    return 2 * ceil(log2(ranks)) * latency + wire


def in_network_all_reduce_time(*, message_size: float, ranks: float, bandwidth: float, latency: float) -> float:
    """One step up to the switch and one down, however many ranks there are."""
    _check_link(bandwidth, latency)
    wire = in_network_all_reduce_bytes(message_size=message_size, ranks=ranks) / bandwidth
    return (2 * latency if ranks > 1 else 0) + wire


def bruck_bytes(*, message_size: float, ranks: float) -> float:
    """All-to-all in log₂(n) steps, in each of which half of the buffer moves on: few steps, many bytes (Bruck 1997)."""
    _check(message_size, ranks)
    return message_size / 2 * ceil(log2(ranks))


def all_to_all_time(*, message_size: float, ranks: float, bandwidth: float, latency: float) -> float:
    """Every rank sends an n-th of its buffer straight to each other rank, through a switch that holds nobody up."""
    _check_link(bandwidth, latency)
    wire = shard_exchange_bytes(message_size=message_size, ranks=ranks) / bandwidth
    return (latency if ranks > 1 else 0) + wire


def point_to_point_time(*, message_size: float, bandwidth: float, latency: float) -> float:
    """One message from one rank to another."""
    _check(message_size, 1)
    _check_link(bandwidth, latency)
    return latency + message_size / bandwidth


# --- time, as libraries reach it --------------------------------------------------------------------------------------


def saturating_time(*, wire_time: float, start_time: float, sharpness: float) -> float:
    """Start-up and wire time together, as libraries reach it.

    At a = 1 one waits for the other (Hockney). At a = 1/2 the message is cut into the best number of pieces, each of which
    pays the start-up while the ones before it travel: (√t + √c)². Libraries change protocol and number of channels as
    messages grow and lie between the two.
    """
    if wire_time < 0 or start_time < 0 or sharpness <= 0:
        raise ValueError(
            f"wire_time and start_time must not be below 0, sharpness above 0, "
            f"got {wire_time:g}, {start_time:g} and {sharpness:g}"
        )
    return (wire_time**sharpness + start_time**sharpness) ** (1 / sharpness)


def ring_start_time(*, ranks: float, launch_time: float, latency: float, rounds: float) -> float:
    """What a ring takes with no bytes at all: the launch, and n−1 steps for each time that the data go round."""
    _check(0, ranks)
    if launch_time < 0 or latency < 0 or rounds < 0:
        raise ValueError("launch_time, latency and rounds must not be below 0")
    return launch_time + rounds * (ranks - 1) * latency if ranks > 1 else 0


def hierarchical_wire_time(
    *, inner_bytes: float, bandwidth: float, outer_bytes: float, network_bandwidth: float
) -> float:
    """Bytes inside a scale-up domain and bytes that leave it travel at once; the slower of the two sets the time."""
    if inner_bytes < 0 or outer_bytes < 0:
        raise ValueError(f"bytes must not be below 0, got {inner_bytes:g} and {outer_bytes:g}")
    if bandwidth <= 0 or network_bandwidth <= 0:
        raise ValueError(f"bandwidths must be above 0, got {bandwidth:g} and {network_bandwidth:g}")
    return max(inner_bytes / bandwidth, outer_bytes / network_bandwidth)


# --- bandwidth, as tests print it -------------------------------------------------------------------------------------


def algorithm_bandwidth(*, message_size: float, time: float) -> float:
    """The buffer over the time, whatever was sent: nccl-tests' algbw."""
    _check(message_size, 1)
    if time <= 0:
        raise ValueError(f"time must be above 0, got {time:g}")
    return message_size / time


def all_reduce_bus_bandwidth(*, message_size: float, ranks: float, time: float) -> float:
    """What a ring would have sent, over the time: nccl-tests' busbw. It passes the link's rate where the switch adds."""
    if time <= 0:
        raise ValueError(f"time must be above 0, got {time:g}")
    return ring_all_reduce_bytes(message_size=message_size, ranks=ranks) / time


def shard_exchange_bus_bandwidth(*, message_size: float, ranks: float, time: float) -> float:
    """The same for all-gather, reduce-scatter and all-to-all."""
    if time <= 0:
        raise ValueError(f"time must be above 0, got {time:g}")
    return shard_exchange_bytes(message_size=message_size, ranks=ranks) / time


def in_network_gain(*, ranks: float) -> float:
    """Bytes of a ring over bytes with reduction in the switch: towards two for many ranks."""
    _check(0, ranks)
    if ranks < 2:
        raise ValueError(f"ranks must be at least 2, got {ranks:g}")
    return 2 * (ranks - 1) / (ranks + 1)


# --- networks without a switch that holds nobody up ------------------------------------------------------------------


def mesh_bandwidth(*, ranks: float, bandwidth: float) -> float:
    """What a rank sends in a full mesh: one link to each of the others, so two ranks share one link of the many."""
    _check(0, ranks)
    if bandwidth <= 0:
        raise ValueError(f"bandwidth must be above 0, got {bandwidth:g}")
    return (ranks - 1) * bandwidth


def torus_ring_distance(*, size: float) -> float:
    """Steps between two places of a ring, on average over all pairs, one's own place counted: n/4, or (n²−1)/(4n) if odd."""
    if size < 1:
        raise ValueError(f"size must be at least 1, got {size:g}")
    half = (size - floor(size / 2) * 2) / size  # 1/n where n is odd
    return (size - half) / 4


def torus_distance(*, size_x: int, size_y: int, size_z: int) -> float:
    """Steps between two nodes of a torus, on average over all pairs."""
    across = torus_ring_distance(size=size_x) + torus_ring_distance(size=size_y)
    return across + torus_ring_distance(size=size_z)


def twisted_torus_distance(*, size_x: int, size_y: int, size_z: int) -> float:
    """The same where a ring that is half as long as the longest closes with a shift by its own length along each longest one.

    Cámara et al. 2010, "Twisted torus topologies for enhanced interconnection networks" (IEEE Transactions on Parallel and
    Distributed Systems 21), for the shapes k×k×2k and k×2k×2k; the wire-up that TPU v4 calls twisted.
    """
    if size_x < 1 or size_y < size_x or size_z < size_y:
        raise ValueError(f"write the sizes in rising order from 1, got {size_x:g}, {size_y:g} and {size_z:g}")
    if size_z != 2 * size_x or (size_y != size_x and size_y != size_z):
        raise ValueError(f"only k×k×2k and k×2k×2k can be twisted, got {size_x:g}×{size_y:g}×{size_z:g}")
    total = 0.0
    for x in range(size_x):
        for y in range(size_y):
            for z in range(size_z):
                total = total + _twisted_steps(x, y, z, size_x, size_y, size_z)
    return total / (size_x * size_y * size_z)


def torus_all_to_all_bandwidth(*, size_x: int, size_y: int, size_z: int, bandwidth: float) -> float:
    """What each node of a regular torus can send when all send to all: the longest rings, with two links a node, fill first.

    That is the limit by bisection too, for even sizes: 8·B/n for the longest size n.
    """
    if bandwidth <= 0:
        raise ValueError(f"bandwidth must be above 0, got {bandwidth:g}")
    longest = max(torus_ring_distance(size=size_x), torus_ring_distance(size=size_y), torus_ring_distance(size=size_z))
    if longest <= 0:
        raise ValueError(f"one node sends to nobody, got {size_x:g}×{size_y:g}×{size_z:g}")
    return 2 * bandwidth / longest


def twisted_all_to_all_bandwidth(*, size_x: int, size_y: int, size_z: int, bandwidth: float) -> float:
    """The same in a twisted torus, whose shortest ways use all six links of a node alike."""
    if bandwidth <= 0:
        raise ValueError(f"bandwidth must be above 0, got {bandwidth:g}")
    return 6 * bandwidth / twisted_torus_distance(size_x=size_x, size_y=size_y, size_z=size_z)


def tiered_latency(*, latency: float, tiers: float, tier_latency: float) -> float:
    """A small access through levels of switches: a base, and as much again for each level."""
    if latency < 0 or tiers < 0 or tier_latency < 0:
        raise ValueError("latency, tiers and tier_latency must not be below 0")
    return latency + tiers * tier_latency


def _twisted_steps(x: int, y: int, z: int, size_x: int, size_y: int, size_z: int) -> float:
    """Least steps from the origin to (x, y, z), over all ways to close the rings."""
    shift = 0 if size_y == size_x else size_x  # what closing the short ring adds along the second size
    rise = size_x if size_y == size_x else 0  # what closing the second ring adds along the third size
    best = float(size_x + size_y + size_z)
    for a in range(3):
        for b in range(5):
            for c in range(7):
                i, j, k = a - 1, b - 2, c - 3
                steps = abs(x + i * size_x) + abs(y + i * shift + j * size_y)
                steps = steps + abs(z + i * size_x + j * rise + k * size_z)
                best = min(best, steps)
    return best


def _check(message_size: float, ranks: float) -> None:
    if ranks < 1:
        raise ValueError(f"ranks must be at least 1, got {ranks:g}")
    if message_size < 0:
        raise ValueError(f"message_size must not be below 0, got {message_size:g}")


def _check_link(bandwidth: float, latency: float) -> None:
    if bandwidth <= 0:
        raise ValueError(f"bandwidth must be above 0, got {bandwidth:g}")
    if latency < 0:
        raise ValueError(f"latency must not be below 0, got {latency:g}")
