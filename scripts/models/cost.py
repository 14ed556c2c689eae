"""What a unit of work costs, and which inputs move it.

A machine is paid for in equal parts over its life: price over life, straight-line depreciation, without interest. Energy is
power at the machine times PUE times tariff. A sensitivity here is an elasticity: by how many per cent the cost changes
for one per cent of an input; these are the first-order terms of any textbook of engineering economy.

Units: money in one currency, s, W, J; tariffs as money a joule; throughput in work a second.
"""


def capital_cost(*, price: float, life: float, utilisation: float) -> float:
    """Money for each second of useful work of a machine that stands idle the rest of its life."""
    if price < 0 or life <= 0 or not 0 < utilisation <= 1:
        raise ValueError("life must be above 0, price not below 0, utilisation above 0 and at most 1")
    return price / (life * utilisation)


def energy_cost(*, power: float, pue: float, tariff: float) -> float:
    """Money for the energy of a second of work, with what the facility adds."""
    if power < 0 or pue < 1 or tariff < 0:
        raise ValueError("pue must be at least 1, power and tariff not below 0")
    return power * pue * tariff


def work_cost(
    *, price: float, life: float, utilisation: float, power: float, pue: float, tariff: float, throughput: float
) -> float:
    """Money for a unit of work: capital and energy of a second, over the work of that second.

    The machine is taken to draw no power while it stands idle.
    """
    if throughput <= 0:
        raise ValueError(f"throughput must be above 0, got {throughput:g}")
    capital = capital_cost(price=price, life=life, utilisation=utilisation)
    return (capital + energy_cost(power=power, pue=pue, tariff=tariff)) / throughput


def energy_share(*, price: float, life: float, utilisation: float, power: float, pue: float, tariff: float) -> float:
    """Share of energy in the cost: its elasticity by tariff, by power and by PUE; what is left is the one by price."""
    energy = energy_cost(power=power, pue=pue, tariff=tariff)
    total = capital_cost(price=price, life=life, utilisation=utilisation) + energy
    return energy / total if total > 0 else 0


def price_of_compute(*, price: float, peak_compute: float) -> float:
    """Money for one FLOP/s of peak."""
    if price < 0 or peak_compute <= 0:
        raise ValueError(f"peak_compute must be above 0 and price not below 0, got {peak_compute:g} and {price:g}")
    return price / peak_compute


def break_even_price(*, price: float, peak_compute: float, other_compute: float) -> float:
    """The price at which another machine costs as much for its peak as one of a price and peak."""
    if other_compute <= 0:
        raise ValueError(f"other_compute must be above 0, got {other_compute:g}")
    return price_of_compute(price=price, peak_compute=peak_compute) * other_compute


def break_even_tariff(*, capital: float, energy: float, other_capital: float, other_energy: float) -> float:
    """The tariff at which work costs the same on two machines, from capital and energy of a unit of work on each.

    The one with dearer capital must need less energy; where none is below zero they never meet, which is an error.
    """
    if capital < 0 or energy < 0 or other_capital < 0 or other_energy < 0:
        raise ValueError("capital, energy, other_capital and other_energy must not be below 0")
    if energy == other_energy or (other_capital - capital) / (energy - other_energy) < 0:
        raise ValueError("the two machines cost the same at no tariff: one is dearer in capital and in energy")
    return (other_capital - capital) / (energy - other_energy)
