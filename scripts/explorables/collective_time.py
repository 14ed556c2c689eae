"""How long a collective takes on two machines, and which is faster where

Above, the time of one operation upwards over the bytes of the buffer to the right, both axes logarithmic: a line for each machine, level
where steps cost the time and rising where bytes do; the marks are the size that is chosen. Below, the same machines over size to the
right and ranks upwards: a square has the colour of the faster machine, and is pale where they are within a tenth of each other. The
frame is what is chosen. Where a machine's domain ends it goes on over its network: in an exchange of all with all that costs it the lead.
"""

from math import ceil, sqrt

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.explorables import _input
from scripts.explorables._input import Input, Output, Preset
from scripts.facts import fact
from scripts.models.collectives import (
    all_reduce_bus_bandwidth,
    all_to_all_time,
    hierarchical_wire_time,
    in_network_all_reduce_time,
    recursive_doubling_time,
    recursive_halving_time,
    ring_all_gather_time,
    ring_all_reduce_time,
    shard_exchange_bus_bandwidth,
    tree_all_reduce_time,
)

SIZES, LEAST = 30, 2048  # bytes by doublings
COLUMNS = 15  # of the map, each four times the size of the one before
RANKS = 12  # 2 to 4096 by doublings
HALF = sqrt(2)  # of a doubling
ALIKE = 1.1  # times within which neither machine is called faster
ALGORITHMS = {
    "ring": "All-reduce: ring",
    "halving": "All-reduce: halving and doubling",
    "doubling": "All-reduce: recursive doubling",
    "tree": "All-reduce: tree",
    "in-network": "All-reduce: the switch adds",
    "all-gather": "All-gather: ring",
    "all-to-all": "All-to-all",
}

FORMULA = (
    ring_all_reduce_time,
    recursive_halving_time,
    tree_all_reduce_time,
    in_network_all_reduce_time,
    all_to_all_time,
)
HELD_TO = "collective/all"
NOT_MODELLED = [
    "The shares of a link's rate that libraries reach, and their change of protocol with size: measured times lie above these.",
    "The launch of an operation. A fixed start would lift the level part of a line.",
    "Congestion, and other traffic on the same links.",
    "A network's own latency: beyond a domain each step costs the same latency as inside.",
]

INPUTS = [
    Input("algorithm", default="all-to-all", label="Operation and algorithm", choices=ALGORITHMS),
    Input("message_size", "MB", default=64e6, low=0.001, high=1e6, label="Buffer of one rank"),
    Input("ranks", default=256, low=2, high=4096, label="Ranks"),
    Input("bandwidth", "GB/s", low=1, high=5000, label="First machine: bandwidth, one way"),
    Input("latency", "us", low=0.1, high=100, label="First machine: latency of a step"),
    Input("domain", low=1, high=16384, label="First machine: scale-up domain"),
    Input("network_bandwidth", "GB/s", default=50e9, low=1, high=5000, label="First machine: beyond the domain"),
    Input("other_bandwidth", "GB/s", low=1, high=5000, label="Second machine: bandwidth, one way", of="bandwidth"),
    Input("other_latency", "us", low=0.1, high=100, label="Second machine: latency of a step", of="latency"),
    Input("other_domain", low=1, high=16384, label="Second machine: scale-up domain", of="domain"),
    Input(
        "other_network",
        "GB/s",
        default=50e9,
        low=1,
        high=5000,
        label="Second machine: beyond the domain",
        of="network_bandwidth",
    ),
]
RESULTS = [
    Output("time", "First machine", "s"),
    Output("other_time", "Second machine", "s"),
    Output("faster", "Faster"),
    Output("ratio", "Slower over faster"),
    Output("bus_bandwidth", "First: bus bandwidth", "byte/s"),
    Output("other_bus_bandwidth", "Second: bus bandwidth", "byte/s"),
]


def presets() -> list[Preset]:
    """Pairs of machines."""
    nvl72 = (
        fact("gb200-gpu", "scaleup-bandwidth", "one-way"),
        fact("nccl", "collective-hop-latency", "nvlink", "ring", "simple-protocol"),
        fact("gb200-nvl72", "scaleup-domain-size"),
        50e9,
    )
    matrix = (
        fact("ascend-910c", "scaleup-bandwidth", "one-way"),
        fact("ascend-910c-die", "end-to-end-latency", "between-nodes"),
        fact("cloudmatrix-384", "scaleup-domain-size", "zuo2025cloudmatrix"),
        fact("ascend-910c", "scaleout-bandwidth"),
    )
    h100 = (
        fact("h100-sxm", "scaleup-bandwidth", "one-way"),
        fact("nccl", "collective-hop-latency", "nvlink", "ring", "simple-protocol"),
        fact("dgx-h100", "scaleup-domain-size"),
        fact("h100-sxm", "scaleout-bandwidth"),
    )
    first = ("bandwidth", "latency", "domain", "network_bandwidth")
    second = ("other_bandwidth", "other_latency", "other_domain", "other_network")

    def pair(label: str, one: tuple, other: tuple) -> Preset:
        return Preset(label, dict(zip(first, one, strict=True)) | dict(zip(second, other, strict=True)))

    return [
        pair("GB200 NVL72 and CloudMatrix 384", nvl72, matrix),
        pair("HGX H100 and GB200 NVL72", h100, nvl72),
        pair("HGX H100 and CloudMatrix 384", h100, matrix),
    ]


def inside(*, algorithm: str, message_size: float, ranks: float, bandwidth: float, latency: float) -> float:
    """Time where all ranks lie in one domain."""
    if algorithm == "halving":
        return recursive_halving_time(message_size=message_size, ranks=ranks, bandwidth=bandwidth, latency=latency)
    if algorithm == "doubling":
        return recursive_doubling_time(message_size=message_size, ranks=ranks, bandwidth=bandwidth, latency=latency)
    if algorithm == "tree":
        return tree_all_reduce_time(message_size=message_size, ranks=ranks, bandwidth=bandwidth, latency=latency)
    if algorithm == "in-network":
        return in_network_all_reduce_time(message_size=message_size, ranks=ranks, bandwidth=bandwidth, latency=latency)
    if algorithm == "all-gather":
        return ring_all_gather_time(message_size=message_size, ranks=ranks, bandwidth=bandwidth, latency=latency)
    if algorithm == "all-to-all":
        return all_to_all_time(message_size=message_size, ranks=ranks, bandwidth=bandwidth, latency=latency)
    return ring_all_reduce_time(message_size=message_size, ranks=ranks, bandwidth=bandwidth, latency=latency)


def anywhere(
    *,
    algorithm: str,
    message_size: float,
    ranks: float,
    bandwidth: float,
    latency: float,
    domain: float,
    network_bandwidth: float,
) -> float:
    """Time over several domains: inside each the whole buffer, then between them each rank's own part over the network."""
    if domain < 1:
        raise ValueError(f"domain must be at least 1, got {domain:g}")
    if network_bandwidth <= 0:
        raise ValueError(f"network_bandwidth must be above 0, got {network_bandwidth:g}")
    if ranks <= domain:
        return inside(algorithm=algorithm, message_size=message_size, ranks=ranks, bandwidth=bandwidth, latency=latency)
    if algorithm == "all-to-all":
        share = message_size / ranks
        wire = hierarchical_wire_time(
            inner_bytes=share * (domain - 1),
            bandwidth=bandwidth,
            outer_bytes=share * (ranks - domain),
            network_bandwidth=network_bandwidth,
        )
        return all_to_all_time(message_size=0, ranks=ranks, bandwidth=bandwidth, latency=latency) + wire
    within = inside(algorithm=algorithm, message_size=message_size, ranks=domain, bandwidth=bandwidth, latency=latency)
    part = message_size / domain
    return within + inside(
        algorithm=algorithm, message_size=part, ranks=ceil(ranks / domain), bandwidth=network_bandwidth, latency=latency
    )


def bus_bandwidth(*, algorithm: str, message_size: float, ranks: float, time: float) -> float:
    """Bus bandwidth as tests of the operation print it; nothing for one that moves nothing."""
    if time <= 0:
        return 0
    if algorithm == "all-gather" or algorithm == "all-to-all":
        return shard_exchange_bus_bandwidth(message_size=message_size, ranks=ranks, time=time)
    return all_reduce_bus_bandwidth(message_size=message_size, ranks=ranks, time=time)


def results(
    *,
    algorithm: str,
    message_size: float,
    ranks: float,
    bandwidth: float,
    latency: float,
    domain: float,
    network_bandwidth: float,
    other_bandwidth: float,
    other_latency: float,
    other_domain: float,
    other_network: float,
) -> dict:
    """Time and bus bandwidth of both machines at the chosen size."""
    one = anywhere(
        algorithm=algorithm,
        message_size=message_size,
        ranks=ranks,
        bandwidth=bandwidth,
        latency=latency,
        domain=domain,
        network_bandwidth=network_bandwidth,
    )
    other = anywhere(
        algorithm=algorithm,
        message_size=message_size,
        ranks=ranks,
        bandwidth=other_bandwidth,
        latency=other_latency,
        domain=other_domain,
        network_bandwidth=other_network,
    )
    return {
        "time": one,
        "other_time": other,
        "faster": "neither, by a tenth"
        if max(one, other) <= ALIKE * min(one, other)
        else "the first"
        if one < other
        else "the second",
        "ratio": max(one, other) / min(one, other) if min(one, other) > 0 else 1,
        "bus_bandwidth": bus_bandwidth(algorithm=algorithm, message_size=message_size, ranks=ranks, time=one),
        "other_bus_bandwidth": bus_bandwidth(algorithm=algorithm, message_size=message_size, ranks=ranks, time=other),
    }


def rows(
    *,
    algorithm: str,
    message_size: float,
    ranks: float,
    bandwidth: float,
    latency: float,
    domain: float,
    network_bandwidth: float,
    other_bandwidth: float,
    other_latency: float,
    other_domain: float,
    other_network: float,
) -> list[dict]:
    """Both lines, the chosen size on each, and the squares of the map."""
    drawn = []
    for place in range(SIZES + 1):
        size = LEAST * 2**place if place < SIZES else message_size
        one = anywhere(
            algorithm=algorithm,
            message_size=size,
            ranks=ranks,
            bandwidth=bandwidth,
            latency=latency,
            domain=domain,
            network_bandwidth=network_bandwidth,
        )
        other = anywhere(
            algorithm=algorithm,
            message_size=size,
            ranks=ranks,
            bandwidth=other_bandwidth,
            latency=other_latency,
            domain=other_domain,
            network_bandwidth=other_network,
        )
        chosen = place == SIZES
        drawn.append(
            {
                "what": "line" if not chosen else "upper" if one > other else "lower",
                "machine": "first",
                "size": size,
                "ranks": ranks,
                "time": one,
                "left": 0,
                "right": 0,
                "low": 0,
                "high": 0,
            }
        )
        drawn.append(
            {
                "what": "line" if not chosen else "upper" if one <= other else "lower",
                "machine": "second",
                "size": size,
                "ranks": ranks,
                "time": other,
                "left": 0,
                "right": 0,
                "low": 0,
                "high": 0,
            }
        )
    for column in range(COLUMNS + 1):
        for row in range(RANKS + 1):
            chosen = column == COLUMNS
            if chosen == (row == RANKS):
                size = message_size if chosen else LEAST * 4**column
                n = ranks if chosen else 2 ** (row + 1)
                one = anywhere(
                    algorithm=algorithm,
                    message_size=size,
                    ranks=n,
                    bandwidth=bandwidth,
                    latency=latency,
                    domain=domain,
                    network_bandwidth=network_bandwidth,
                )
                other = anywhere(
                    algorithm=algorithm,
                    message_size=size,
                    ranks=n,
                    bandwidth=other_bandwidth,
                    latency=other_latency,
                    domain=other_domain,
                    network_bandwidth=other_network,
                )
                alike = max(one, other) <= ALIKE * min(one, other)
                drawn.append(
                    {
                        "what": "frame" if chosen else "square",
                        "machine": "alike" if alike else "first" if one < other else "second",
                        "size": size,
                        "ranks": n,
                        "time": min(one, other),
                        "left": size / 2,
                        "right": size * 2,
                        "low": n / HALF,
                        "high": n * HALF,
                    }
                )
    return drawn


def data() -> pd.DataFrame:
    """The rows at the first preset."""
    return _input.frame(rows, INPUTS, presets()[0])


def chart(width: int) -> alt.VConcatChart:
    """Two lines over a map."""
    inner = width - 74
    colour = alt.Color(
        "machine:N",
        legend=None,
        scale=alt.Scale(domain=["first", "second", "alike"], range=[_theme.ACCENT, _theme.WARN, _theme.GRID]),
    )
    axis = alt.Axis(title="bytes of one rank's buffer", values=[1e3, 1e6, 1e9, 1e12], format="~s")
    x = alt.X("size:Q", scale=alt.Scale(type="log", domain=[1024, 1.1e12], nice=False), axis=axis)
    upwards = alt.Axis(
        title="seconds (m: thousandths, µ: millionths)", values=[1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10], format="~s"
    )
    y = alt.Y("time:Q", scale=alt.Scale(type="log", domain=[1e-6, 100], nice=False), axis=upwards)
    base = alt.Chart().encode(color=colour, x=x)

    def only(what: str) -> alt.Chart:
        return base.transform_filter(alt.datum.what == what)

    line = only("line").mark_line(strokeWidth=2.5, clip=True).encode(y=y)
    marks: list[alt.Chart] = []
    marks.append(only("upper").mark_text(align="right", dx=-7, dy=-11, clip=True).encode(y=y, text="machine:N"))
    marks.append(only("lower").mark_text(align="left", dx=8, dy=13, clip=True).encode(y=y, text="machine:N"))
    marks += [only(place).mark_point(size=110, opacity=1, clip=True).encode(y=y) for place in ("upper", "lower")]
    steps = alt.Axis(title="ranks", values=[2, 8, 32, 128, 512, 2048], format=",", grid=False)
    low = alt.Y("low:Q", scale=alt.Scale(type="log", domain=[1.41, 5800], nice=False), axis=steps)
    left = x.copy()
    left.shorthand = "left:Q"
    squares = only("square").mark_rect().encode(x=left, x2="right:Q", y=low, y2="high:Q")
    frames = [
        only("frame")
        .mark_rect(filled=False, strokeWidth=wide)
        .encode(x=left, x2="right:Q", y=low, y2="high:Q", color=alt.value(ink))
        for wide, ink in ((5, _theme.INK), (2, _theme.PAPER))
    ]
    upper = alt.layer(line, *marks).properties(width=inner, height=230)
    lower = alt.layer(squares, *frames).properties(width=inner, height=20 * RANKS)
    return alt.vconcat(upper, lower, data=_input.drawn(data()), spacing=24)
