"""What the way between devices costs in time

One bar for each part of the way of a message, from left to right in the order of the sum: the signal's flight along cables, the electronics
at both ends of each link, the switches, hardware and software at the two ends of the path, and the time of the bytes themselves. Over
short cables the electronics and the switches outweigh the flight; over a hall the flight catches up. A large message makes all of them small.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.explorables import _input
from scripts.explorables._input import Given, Input, Output, Preset, Taken
from scripts.facts import fact
from scripts.models.links import effective_bandwidth, flight_time, half_rate_size, link_power, path_latency

PARTS = ["flight", "electronics", "switches", "ends", "bytes"]

FORMULA = (path_latency, link_power, effective_bandwidth, half_rate_size)
NOT_MODELLED = [
    "Waiting: queues, other traffic, retries after errors.",
    "Power of the switches themselves, and of links that carry nothing; here each bit that is sent costs its energy.",
    "That makers publish few of these latencies. Most values below are budgets or claims for other switches and links.",
]

INPUTS = [
    Input("bandwidth", "GB/s", low=1, high=5000, label="Rate of a device, one way"),
    Input("devices", low=2, high=16384, label="Devices"),
    Input("energy_per_bit", "pJ/bit", low=0, high=30, label="Electrical link: energy of a bit"),
    Input("optical_energy", "pJ/bit", default=0.0, low=0, high=40, label="Optics added to it", of="energy_per_bit"),
    Input("hops", default=2, low=1, high=10, label="Links on the way"),
    Input("optical_hops", default=0, low=0, high=10, label="Of them over light", of="hops"),
    Input("distance", "m", default=3.0, low=0, high=500, label="Length of the way"),
    Input("propagation_delay", "ns/m", low=0, high=10),
    Input("phy_latency", "ns", low=0, high=500, label="Electronics of a link"),
    Input("switch_latency", "ns", low=0, high=1000, label="One switch"),
    Input("endpoint_latency", "ns", default=200e-9, low=0, high=5000, label="Both ends of the path"),
    Input("message_size", "kB", default=64e3, low=0.01, high=100000, label="Message"),
]
RESULTS = [
    Output("latency", "First byte after", "s"),
    Output("message_time", "Whole message after", "s"),
    Output("reached", "Rate that the message gets", "byte/s"),
    Output("half_size", "Message that gets half of the rate", "byte"),
    Output("device_power", "Links, for each device", "W"),
    Output("system_power", "Links, all devices", "W"),
    Output("optics_share", "Of it optics", "%"),
]


def presets() -> list[Preset]:
    """Two machines as they are built, and the first as if over light. What no maker publishes stands as assumed."""
    copper = fact("copper-twinax", "propagation-delay")
    light = Taken(result("fibre_delay").to("s"), result("fibre_delay"))  # the time on one metre
    electrical: dict[str, Given] = {
        "energy_per_bit": fact("serdes-112g-lr", "energy-per-bit"),
        "phy_latency": fact("sue-1.0", "phy-latency", "ethernet-link-and-phy"),
    }
    nvl72: dict[str, Given] = {
        **electrical,
        "bandwidth": fact("gb200-gpu", "scaleup-bandwidth", "one-way"),
        "devices": fact("gb200-nvl72", "scaleup-domain-size"),
        "switch_latency": fact("tomahawk-ultra", "switch-latency"),
    }
    matrix: dict[str, Given] = {
        **electrical,
        "bandwidth": fact("ascend-910c", "scaleup-bandwidth", "one-way"),
        "devices": fact("cloudmatrix-384", "scaleup-domain-size", "zuo2025cloudmatrix"),
        "switch_latency": fact("atlas-900-a3-superpod", "switch-latency"),
        "propagation_delay": light,
        "optical_energy": result("energy_400g_module"),
        "hops": 4,
        "optical_hops": 2,
        "distance": 40.0,
    }
    return [
        Preset("GB200 NVL72, copper", {**nvl72, "propagation_delay": copper}),
        Preset(
            "GB200 NVL72, as if over light",
            {
                **nvl72,
                "propagation_delay": light,
                "optical_energy": result("energy_dsp_module"),
                "optical_hops": 2,
                "distance": 30.0,
            },
        ),
        Preset("CloudMatrix 384, between cabinets", matrix),
    ]


def results(
    *,
    bandwidth: float,
    devices: float,
    energy_per_bit: float,
    optical_energy: float,
    hops: float,
    optical_hops: float,
    distance: float,
    propagation_delay: float,
    phy_latency: float,
    switch_latency: float,
    endpoint_latency: float,
    message_size: float,
) -> dict:
    """Time of the first byte and of all, and the power of the links that a device's traffic crosses."""
    latency = path_latency(
        hops=hops,
        distance=distance,
        propagation_delay=propagation_delay,
        phy_latency=phy_latency,
        switch_latency=switch_latency,
        endpoint_latency=endpoint_latency,
    )
    if optical_hops > hops:
        raise ValueError(f"optical_hops must be at most hops, got {optical_hops:g} of {hops:g}")
    optics = optical_hops * link_power(bandwidth=bandwidth, energy_per_bit=optical_energy)
    power = optics + hops * link_power(bandwidth=bandwidth, energy_per_bit=energy_per_bit)
    return {
        "latency": latency,
        "message_time": latency + message_size / bandwidth,
        "reached": effective_bandwidth(message_size=message_size, latency=latency, bandwidth=bandwidth),
        "half_size": half_rate_size(latency=latency, bandwidth=bandwidth),
        "device_power": power,
        "system_power": power * devices,
        "optics_share": optics / power if power > 0 else 0,
    }


def rows(
    *,
    bandwidth: float,
    devices: float,
    energy_per_bit: float,
    optical_energy: float,
    hops: float,
    optical_hops: float,
    distance: float,
    propagation_delay: float,
    phy_latency: float,
    switch_latency: float,
    endpoint_latency: float,
    message_size: float,
) -> list[dict]:
    """The parts, each where the one before ends."""
    parts = {
        "flight": flight_time(distance=distance, propagation_delay=propagation_delay),
        "electronics": hops * phy_latency,
        "switches": max(hops - 1, 0) * switch_latency,
        "ends": endpoint_latency,
        "bytes": message_size / bandwidth,
    }
    drawn = []
    begin = 0.0
    for name in PARTS:
        drawn.append({"part": name, "begin": begin, "end": begin + parts[name], "time": parts[name]})
        begin += parts[name]
    return drawn


def data() -> pd.DataFrame:
    """The rows at the first preset."""
    return _input.frame(rows, INPUTS, presets()[0])


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Bars like stairs, with the time of each beside its name."""
    y = alt.Y("part:N", sort=PARTS, axis=alt.Axis(title=None, domain=False, ticks=False))
    base = alt.Chart(_input.drawn(data())).encode(y=y)
    axis = alt.Axis(title="seconds (n: billionths, µ: millionths)", tickCount=4, format="~s")
    x = alt.X("begin:Q", scale=alt.Scale(zero=True, nice=True), axis=axis)
    bars = base.mark_bar(color=_theme.ACCENT, height=20).encode(x=x, x2="end:Q")
    names = base.mark_text(align="left", color=_theme.SOFT, dy=-18).encode(
        x=alt.value(3), text=alt.Text("time:Q", format=".3~s")
    )
    return alt.layer(bars, names).properties(width=width - 92, height=48 * len(PARTS))
