"""Heat carried away by a flow, and the power of a hall around its machines.

Q = rho V c dT: heat carried (W) is density (kg/m3) times volume flow (m3/s) times heat capacity (J/(kg K)) times the rise
in temperature (K), the steady energy balance of any textbook, without boiling. PUE as ISO/IEC 30134-2 defines it:
what the facility takes in, divided by what its computers, storage and network take.
"""

# Properties of the two coolants, from tables: pure water at 40 degC (IAPWS-95), dry air at 25 degC and sea level.
WATER_DENSITY, WATER_HEAT_CAPACITY = 992.2, 4179.0
AIR_DENSITY, AIR_HEAT_CAPACITY = 1.184, 1006.0


def heat_carried(*, flow: float, density: float, heat_capacity: float, rise: float) -> float:
    """Heat that a volume flow carries away while it warms by `rise`.

    Raises ValueError where flow or rise is negative, or density or heat capacity is not above zero.
    """
    if flow < 0 or rise < 0:
        raise ValueError(f"flow and rise must not be negative, got {flow:g} and {rise:g}")
    if density <= 0 or heat_capacity <= 0:
        raise ValueError(f"density and heat_capacity must be above zero, got {density:g} and {heat_capacity:g}")
    return density * flow * heat_capacity * rise


def temperature_rise(*, heat: float, flow: float, density: float, heat_capacity: float) -> float:
    """By how much a volume flow warms that takes up `heat`.

    Raises ValueError where heat is negative, or flow, density or heat capacity is not above zero.
    """
    if heat < 0 or flow <= 0:
        raise ValueError(f"heat must not be negative and flow must be above zero, got {heat:g} and {flow:g}")
    return heat / heat_carried(flow=flow, density=density, heat_capacity=heat_capacity, rise=1)


def flow_for_heat(*, heat: float, rise: float, density: float, heat_capacity: float) -> float:
    """Volume flow that carries `heat` away while it warms by `rise`.

    Raises ValueError where heat is negative, or rise, density or heat capacity is not above zero.
    """
    if heat < 0 or rise <= 0:
        raise ValueError(f"heat must not be negative and rise must be above zero, got {heat:g} and {rise:g}")
    return heat / heat_carried(flow=1, density=density, heat_capacity=heat_capacity, rise=rise)


def facility_power(*, it_power: float, pue: float) -> float:
    """What a facility takes in for computing equipment of `it_power`.

    Raises ValueError where the power is negative or the PUE below one.
    """
    if it_power < 0 or pue < 1:
        raise ValueError(f"it_power must not be negative and pue must be at least 1, got {it_power:g} and {pue:g}")
    return it_power * pue


def machine_power(
    *, accelerators: float, accelerator_power: float, host_power: float, network_power: float, supply_efficiency: float
) -> float:
    """What a machine takes from its feed: accelerators, hosts and network, over the efficiency of its power supplies.

    `host_power` and `network_power` are those of the whole machine; fans count among them.
    """
    if accelerators < 0 or accelerator_power < 0 or host_power < 0 or network_power < 0:
        raise ValueError("accelerators, accelerator_power, host_power and network_power must not be below 0")
    if not 0 < supply_efficiency <= 1:
        raise ValueError(f"supply_efficiency must be above 0 and at most 1, got {supply_efficiency:g}")
    return (accelerators * accelerator_power + host_power + network_power) / supply_efficiency


def power_behind_accelerator(*, it_power: float, pue: float, accelerators: float) -> float:
    """What the facility takes in for each accelerator of a machine that draws `it_power`."""
    if accelerators < 1:
        raise ValueError(f"accelerators must be at least 1, got {accelerators:g}")
    return facility_power(it_power=it_power, pue=pue) / accelerators
