"""What tokens cost, and what moves it

One bar for each input: from the cost of tokens on the first machine where that input is a fifth less to the cost where it is a
quarter more, everything else as it is. The upright line is the cost as chosen. Long bars are the inputs that matter: in most presets
throughput, utilisation, price and life, and only then electricity. Where the bars of power, PUE and tariff are short, cheap electricity
cannot make up for a slower machine.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.explorables import _input
from scripts.explorables._input import Input, Output, Preset
from scripts.facts import fact, run
from scripts.models.cost import break_even_tariff, capital_cost, energy_cost, energy_share, work_cost

MILLION = 1e6
KWH = 3.6e6  # joules
MORE = 1.25  # a quarter more, and the inverse, a fifth less
ORDER = ["throughput", "utilisation", "price", "life", "power", "PUE", "tariff"]

FORMULA = (capital_cost, energy_cost, work_cost, energy_share, break_even_tariff)
NOT_MODELLED = [
    "Interest, resale, staff, buildings, the network beyond the machine, spare parts.",
    "Prefill, the input tokens, and requests that wait: throughput is that of decoding as it was measured.",
    "That the runs differ in model settings, context and time per token; they are not one benchmark.",
    "That a machine draws less power when it is not full, and some when it is idle.",
]

INPUTS = [
    Input("tariff", "US_cent/kWh", default=fact("us-ohio", "electricity-price"), low=1, high=50, label="Electricity"),
    Input(
        "pue",
        default=fact("industry-datacenters", "power-usage-effectiveness", "2025"),
        low=1,
        high=2.5,
        label="PUE of the facility",
    ),
    Input("life", "year", default=4 * 365.25 * 86400, low=1, high=10, label="Years over which it is paid off"),
    Input("utilisation", default=0.6, low=0.05, high=1, label="Share of its life in which it works"),
    Input("price", "MUSD", low=0.01, high=50, label="First machine: price"),
    Input("power", "kW", low=1, high=5000, label="First machine: power"),
    Input("devices", low=1, high=16384, label="First machine: packages"),
    Input("throughput", low=10, high=50000, label="First machine: tokens a second and package"),
    Input("other_price", "MUSD", low=0.01, high=50, label="Second machine: price", of="price"),
    Input("other_power", "kW", low=1, high=5000, label="Second machine: power", of="power"),
    Input("other_devices", low=1, high=16384, label="Second machine: packages", of="devices"),
    Input("other_throughput", low=10, high=50000, label="Second machine: tokens a second and package", of="throughput"),
]
RESULTS = [
    Output("cost", "First: a million tokens", "USD"),
    Output("other_cost", "Second: a million tokens", "USD"),
    Output("energy_share", "First: energy in the cost", "%"),
    Output("other_energy_share", "Second: energy in the cost", "%"),
    Output("tokens_per_kwh", "First: tokens a kWh at the machine"),
    Output("other_tokens_per_kwh", "Second: tokens a kWh at the machine"),
    Output("break_even", "Both cost the same where a kWh costs"),
]


def presets() -> list[Preset]:
    """Pairs of machines, each with a published price, power and measured rate of decoding."""
    nvl72 = (
        fact("gb200-nvl72", "price", "semianalysis2026inferencex"),
        fact("gb200-nvl72", "system-power", "semianalysis2024rework"),
        fact("gb200-nvl72", "scaleup-domain-size"),
        run("sglang_gb200_002"),
    )
    matrix = (
        fact("cloudmatrix-384", "price", "benzinga2025cloudmatrix", "in-dollars"),
        fact("cloudmatrix-384", "system-power", "estimated"),
        fact("cloudmatrix-384", "scaleup-domain-size", "zuo2025cloudmatrix"),
        run("cm384_decode_batch96"),
    )
    h100 = (
        fact("hgx-h100", "price", "server"),
        fact("dgx-h100", "system-power", "maximum"),
        fact("dgx-h100", "scaleup-domain-size"),
        run("dsr1_peers_cm_h100_sglang"),
    )
    first = ("price", "power", "devices", "throughput")

    def pair(label: str, one: tuple, other: tuple, **more: object) -> Preset:
        found = dict(zip(first, one, strict=True)) | {
            f"other_{name}": value for name, value in zip(first, other, strict=True)
        }
        return Preset(label, found | more)

    china = fact("china-subsidised-provinces", "electricity-price")
    return [
        pair("CloudMatrix 384 and GB200 NVL72", matrix, nvl72),
        pair("The same, electricity as subsidised in China", matrix, nvl72, tariff=china),
        pair("GB200 NVL72 and HGX H100", nvl72, h100),
        pair("CloudMatrix 384 and HGX H100", matrix, h100),
    ]


def even(*, cost: float, energy: float, other_cost: float, other_energy: float, tariff: float) -> float:
    """Tariff of a kWh at which both cost the same; below 0 where one is dearer in capital and in energy, or both are equal."""
    capital = cost - energy * tariff
    other_capital = other_cost - other_energy * tariff
    if energy == other_energy or (other_capital - capital) / (energy - other_energy) < 0:
        return -1
    return KWH * break_even_tariff(
        capital=max(capital, 0), energy=energy, other_capital=max(other_capital, 0), other_energy=other_energy
    )


def results(
    *,
    tariff: float,
    pue: float,
    life: float,
    utilisation: float,
    price: float,
    power: float,
    devices: float,
    throughput: float,
    other_price: float,
    other_power: float,
    other_devices: float,
    other_throughput: float,
) -> dict:
    """Cost of a million tokens on both, energy in it, and the tariff at which they meet."""
    cost = work_cost(
        price=price,
        life=life,
        utilisation=utilisation,
        power=power,
        pue=pue,
        tariff=tariff,
        throughput=throughput * devices,
    )
    other = work_cost(
        price=other_price,
        life=life,
        utilisation=utilisation,
        power=other_power,
        pue=pue,
        tariff=tariff,
        throughput=other_throughput * other_devices,
    )
    meet = even(
        cost=cost,
        energy=power * pue / (throughput * devices),
        other_cost=other,
        other_energy=other_power * pue / (other_throughput * other_devices),
        tariff=tariff,
    )
    return {
        "cost": cost * MILLION,
        "other_cost": other * MILLION,
        "energy_share": energy_share(
            price=price, life=life, utilisation=utilisation, power=power, pue=pue, tariff=tariff
        ),
        "other_energy_share": energy_share(
            price=other_price, life=life, utilisation=utilisation, power=other_power, pue=pue, tariff=tariff
        ),
        "tokens_per_kwh": throughput * devices / power * KWH if power > 0 else 0,
        "other_tokens_per_kwh": other_throughput * other_devices / other_power * KWH if other_power > 0 else 0,
        "break_even": meet if meet >= 0 else "no tariff: one is dearer in all",
    }


def rows(
    *,
    tariff: float,
    pue: float,
    life: float,
    utilisation: float,
    price: float,
    power: float,
    devices: float,
    throughput: float,
    other_price: float,
    other_power: float,
    other_devices: float,
    other_throughput: float,
) -> list[dict]:
    """A bar for each input, of the first machine, and the cost as chosen."""
    drawn = []
    chosen = MILLION * work_cost(
        price=price,
        life=life,
        utilisation=utilisation,
        power=power,
        pue=pue,
        tariff=tariff,
        throughput=throughput * devices,
    )
    for moved in ORDER:
        ends = []
        for times in (1 / MORE, MORE):
            ends.append(
                MILLION
                * work_cost(
                    price=price * times if moved == "price" else price,
                    life=life * times if moved == "life" else life,
                    utilisation=min(utilisation * times, 1) if moved == "utilisation" else utilisation,
                    power=power * times if moved == "power" else power,
                    pue=max(pue * times, 1) if moved == "PUE" else pue,
                    tariff=tariff * times if moved == "tariff" else tariff,
                    throughput=throughput * devices * times if moved == "throughput" else throughput * devices,
                )
            )
        drawn.append({"moved": moved, "low": min(ends[0], ends[1]), "high": max(ends[0], ends[1]), "chosen": chosen})
    return drawn


def data() -> pd.DataFrame:
    """The rows at the first preset."""
    return _input.frame(rows, INPUTS, presets()[0])


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Bars around a line."""
    base = alt.Chart(_input.drawn(data())).encode(
        y=alt.Y("moved:N", sort=ORDER, axis=alt.Axis(title=None, domain=False, ticks=False))
    )
    axis = alt.Axis(title="US$ for a million tokens", tickCount=5, format="~g")
    x = alt.X("low:Q", scale=alt.Scale(zero=False, nice=True), axis=axis)
    bars = base.mark_bar(color=_theme.ACCENT, height=15).encode(x=x, x2="high:Q")
    line = base.mark_tick(color=_theme.INK, thickness=2, size=36).encode(x="chosen:Q")
    return alt.layer(bars, line).properties(width=width - 96, height=36 * len(ORDER))
