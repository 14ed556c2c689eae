"""Links: printed rates from lanes, powers on paper, limits at no latency and at infinite bandwidth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.facts import fact
from scripts.models import links

BANDWIDTHS = st.floats(1e6, 1e14)
LATENCIES = st.floats(0, 1)
MESSAGES = st.floats(0, 1e13)


@pytest.mark.parametrize(
    ("entity", "signalled", "payload", "total"),
    [("pcie-5", 32e9, 128, 130), ("pcie-6", 64e9, 242, 256), ("pcie-7", 128e9, 242, 256)],
)
def test_rates_of_pcie(entity: str, signalled: float, payload: float, total: float) -> None:
    """Catch a rate that forgets the encoding, or adds both directions: PCIe's printed payload of 16 lanes."""
    share = links.encoding_efficiency(payload_bits=payload, total_bits=total)
    ours = links.link_rate(lanes=16, lane_rate=signalled, encoding_share=share)
    assert ours / 1e9 == pytest.approx(fact(entity, "link-bandwidth", "one-way").value, abs=0.5)


def test_the_code_of_ethernet_leaves_sixteen_of_seventeen_bits() -> None:
    """Catch a code with wrong symbols: it must also be the share that is printed of NVLink 5, and make 425 of 400 Gbit/s."""
    assert links.reed_solomon_efficiency() == pytest.approx(16 / 17, rel=1e-12)
    assert links.reed_solomon_efficiency() == pytest.approx(fact("nvlink-5", "encoding-efficiency").value, abs=5e-5)
    rate = links.link_rate(lanes=4, lane_rate=106.25e9, encoding_share=links.reed_solomon_efficiency())
    assert rate * 8 == pytest.approx(400e9)
    raw = fact("nvlink-5", "link-bandwidth", "covers=raw signalling").value
    assert raw * links.reed_solomon_efficiency() == pytest.approx(50)


def test_power_on_paper() -> None:
    """Catch bits taken for bytes: 900 GB/s at one picojoule a bit is 7.2 W, and an 800G module of 15 W spends 18.75."""
    assert links.link_power(bandwidth=900e9, energy_per_bit=1e-12) == pytest.approx(7.2)
    assert links.link_power(bandwidth=900e9, energy_per_bit=15e-12) == pytest.approx(108)
    assert links.energy_of_a_bit(power=15, bandwidth=100e9) == pytest.approx(18.75e-12)


@given(bandwidth=BANDWIDTHS, energy=st.floats(1e-15, 1e-9))
def test_energy_of_a_bit_turns_power_round(bandwidth: float, energy: float) -> None:
    """Catch two equations that are not each other's inverse."""
    power = links.link_power(bandwidth=bandwidth, energy_per_bit=energy)
    assert links.energy_of_a_bit(power=power, bandwidth=bandwidth) == pytest.approx(energy)


def test_a_code_word_on_one_lane_and_on_four() -> None:
    """Catch a block that does not arrive four times as fast over four lanes."""
    bits = links.RS_TOTAL * links.RS_SYMBOL
    one, four = (links.block_time(bandwidth=lanes * 106.25e9 / 8, block_bits=bits) for lanes in (1, 4))
    assert one == pytest.approx(51.2e-9) and one == pytest.approx(4 * four)


def latency(hops: float, **other: float) -> float:
    """A path with round parts, other than said."""
    parts = {
        "distance": 10.0,
        "propagation_delay": 5e-9,
        "phy_latency": 1e-7,
        "switch_latency": 2e-7,
        "endpoint_latency": 1e-6,
    }
    return links.path_latency(hops=hops, **(parts | other))


def test_a_path_is_the_sum_of_its_parts() -> None:
    """Catch a switch too many: two hops have one switch between them, four have three."""
    assert latency(2) == pytest.approx(50e-9 + 2 * 100e-9 + 200e-9 + 1e-6)
    assert latency(4) - latency(2) == pytest.approx(2 * (100e-9 + 200e-9))
    assert latency(1) == pytest.approx(50e-9 + 100e-9 + 1e-6)
    assert latency(0) == 0


@given(hops=st.integers(1, 20), more=st.integers(0, 5))
def test_more_hops_are_never_faster(hops: int, more: int) -> None:
    """Catch a path that gets shorter with more switches."""
    assert latency(hops + more) >= latency(hops)


@given(size=MESSAGES, start=LATENCIES, rate=BANDWIDTHS, more=st.floats(1, 1e6))
def test_more_bandwidth_is_never_slower(size: float, start: float, rate: float, more: float) -> None:
    """Catch a time that grows with the rate, or a message that is faster than its bytes."""
    time = links.message_time(message_size=size, latency=start, bandwidth=rate)
    assert links.message_time(message_size=size, latency=start, bandwidth=rate * more) <= time
    assert time >= size / rate and time >= start


@given(size=st.floats(1, 1e13), start=st.floats(1e-9, 1), rate=BANDWIDTHS)
def test_limits_of_the_bandwidth_that_a_message_gets(size: float, start: float, rate: float) -> None:
    """Catch a message that gets more than the link has, or, with infinite bandwidth, other than its size over its start."""
    got = links.effective_bandwidth(message_size=size, latency=start, bandwidth=rate)
    assert 0 < got <= rate
    assert links.effective_bandwidth(message_size=size, latency=start, bandwidth=float("inf")) == pytest.approx(
        size / start
    )
    assert links.message_time(message_size=size, latency=start, bandwidth=float("inf")) == start
    assert links.effective_bandwidth(message_size=size, latency=0, bandwidth=rate) == rate
    half = links.half_rate_size(latency=start, bandwidth=rate)
    assert links.effective_bandwidth(message_size=half, latency=start, bandwidth=rate) == pytest.approx(rate / 2)
    assert links.effective_bandwidth(message_size=0, latency=start, bandwidth=rate) == 0


BAD = [
    (links.encoding_efficiency, {"payload_bits": 10, "total_bits": 9}, "at most total_bits, got 10 of 9"),
    (links.link_rate, {"lanes": -1, "lane_rate": 1, "encoding_share": 1}, "must not be negative, got -1 and 1"),
    (links.link_rate, {"lanes": 1, "lane_rate": 1, "encoding_share": 1.5}, "at most 1, got 1.5"),
    (links.link_power, {"bandwidth": 1, "energy_per_bit": -2}, "must not be negative, got 1 and -2"),
    (links.energy_of_a_bit, {"power": 1, "bandwidth": 0}, "bandwidth above 0, got 1 and 0"),
    (links.flight_time, {"distance": -1, "propagation_delay": 1}, "got -1 and 1"),
    (links.block_time, {"bandwidth": 0, "block_bits": 1}, "got 0 and 1"),
    (links.message_time, {"message_size": -1, "latency": 0, "bandwidth": 1}, "got -1 and 0"),
    (links.effective_bandwidth, {"message_size": 1, "latency": 0, "bandwidth": 0}, "bandwidth must be above 0, got 0"),
    (links.half_rate_size, {"latency": -1, "bandwidth": 1}, "got 0 and -1"),
    (latency, {"hops": -1}, "must not be negative"),
]


@pytest.mark.parametrize(("function", "arguments", "message"), BAD)
def test_a_link_that_cannot_be_is_refused(function, arguments: dict, message: str) -> None:  # type: ignore[no-untyped-def]
    """Catch a domain that is not checked, or a message that does not say what was given."""
    with pytest.raises(ValueError, match=message):
        function(**arguments)
