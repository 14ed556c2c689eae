"""One link and a path of several: rate, power, latency, and what a message of some size gets of it.

Rates are one way, in byte/s; powers in W; lengths in m; times in s; an energy per bit in J/bit. The time of a message is
Hockney's 1994 "The communication challenge for MPP" (also called alpha–beta): a start and a share for each byte. Error
correction is the Reed–Solomon code of IEEE 802.3 clause 91 and its successors: 514 symbols of payload in 544 of ten bits,
after 256 bits have become 257. What a path loses to waiting in queues is not in here.
"""

RS_PAYLOAD, RS_TOTAL, RS_SYMBOL = 514, 544, 10  # symbols of payload, symbols of a code word, bits of a symbol
TRANSCODED_FROM, TRANSCODED_TO = 256, 257  # bits before and after the step that comes before the code


def encoding_efficiency(*, payload_bits: float, total_bits: float) -> float:
    """Share of the bits on the wire that carry payload."""
    if payload_bits <= 0 or total_bits < payload_bits:
        raise ValueError(f"payload_bits must be above 0 and at most total_bits, got {payload_bits:g} of {total_bits:g}")
    return payload_bits / total_bits


def reed_solomon_efficiency() -> float:
    """Share that is left by the Reed–Solomon code of Ethernet and the step before it: 16/17."""
    return (RS_PAYLOAD / RS_TOTAL) * (TRANSCODED_FROM / TRANSCODED_TO)


def link_rate(*, lanes: float, lane_rate: float, encoding_share: float) -> float:
    """Bytes a second of a link, one way, from lanes, signalled bits a second of one lane, and the share that is payload.

    The 8 makes bytes of bits.
    """
    if lanes < 0 or lane_rate < 0:
        raise ValueError(f"lanes and lane_rate must not be negative, got {lanes:g} and {lane_rate:g}")
    if encoding_share <= 0 or encoding_share > 1:
        raise ValueError(f"encoding_share must be above 0 and at most 1, got {encoding_share:g}")
    return lanes * lane_rate * encoding_share / 8


def link_power(*, bandwidth: float, energy_per_bit: float) -> float:
    """Power to move bytes at a rate one way, from the energy of one bit. The 8 makes bits of bytes."""
    if bandwidth < 0 or energy_per_bit < 0:
        raise ValueError(f"bandwidth and energy_per_bit must not be negative, got {bandwidth:g} and {energy_per_bit:g}")
    return bandwidth * 8 * energy_per_bit


def energy_of_a_bit(*, power: float, bandwidth: float) -> float:
    """Energy of one bit, from the power of what moves it and the rate one way: the same equation, turned round."""
    if power < 0 or bandwidth <= 0:
        raise ValueError(f"power must not be negative and bandwidth above 0, got {power:g} and {bandwidth:g}")
    return power / (bandwidth * 8)


def flight_time(*, distance: float, propagation_delay: float) -> float:
    """Time that a signal spends on a cable or fibre."""
    if distance < 0 or propagation_delay < 0:
        raise ValueError(
            f"distance and propagation_delay must not be negative, got {distance:g} and {propagation_delay:g}"
        )
    return distance * propagation_delay


def block_time(*, bandwidth: float, block_bits: float) -> float:
    """Time in which a block of bits arrives: a receiver that corrects errors must have the whole block first."""
    if bandwidth <= 0 or block_bits < 0:
        raise ValueError(f"bandwidth must be above 0 and block_bits not negative, got {bandwidth:g} and {block_bits:g}")
    return block_bits / (bandwidth * 8)


def path_latency(
    *,
    hops: float,
    distance: float,
    propagation_delay: float,
    phy_latency: float,
    switch_latency: float,
    endpoint_latency: float,
) -> float:
    """Time of the first byte over a path of so many links: flight, electronics at both ends of each link, switches between
    links, and what hardware and software add at the two ends of the path.

    `distance` is that of the whole path; a path of no hop takes no time.
    """
    if min(hops, distance, propagation_delay, phy_latency, switch_latency, endpoint_latency) < 0:
        raise ValueError("hops, distance and all latencies must not be negative")
    if hops == 0:
        return 0
    flight = flight_time(distance=distance, propagation_delay=propagation_delay)
    return flight + hops * phy_latency + max(hops - 1, 0) * switch_latency + endpoint_latency


def message_time(*, message_size: float, latency: float, bandwidth: float) -> float:
    """Time of one message: its start, and its bytes at the rate of the link."""
    _check(message_size, latency, bandwidth)
    return latency + message_size / bandwidth


def effective_bandwidth(*, message_size: float, latency: float, bandwidth: float) -> float:
    """Bytes a second that one message of some size gets; with no latency, the rate of the link."""
    _check(message_size, latency, bandwidth)
    if latency == 0:
        return bandwidth
    return message_size / (latency + message_size / bandwidth)


def half_rate_size(*, latency: float, bandwidth: float) -> float:
    """Size of a message that gets half of the rate: start and bytes take equally long. So many bytes are on their way at once."""
    _check(0, latency, bandwidth)
    return latency * bandwidth


def _check(message_size: float, latency: float, bandwidth: float) -> None:
    if message_size < 0 or latency < 0:
        raise ValueError(f"message_size and latency must not be negative, got {message_size:g} and {latency:g}")
    if bandwidth <= 0:
        raise ValueError(f"bandwidth must be above 0, got {bandwidth:g}")
