"""Chapter 18: density, the boundaries of power figures, the flow that carries heat away, electricity; and its exercises."""

from pint import Quantity

from scripts.computed import side_by_side as case
from scripts.computed.power_and_price import break_even_tariff_ratio, packages_per_rack_cloudmatrix
from scripts.facts import Fact, fact, facts, part, run
from scripts.models import power
from scripts.units import quantity

Range = tuple[Quantity, Quantity]

COMPUTE, BUS, SERVER = "atlas-900-a3-compute-rack", "atlas-900-a3-bus-rack", "atlas-800t-a3"
HALLS = "industry-datacenters"
WATER = {"density": power.WATER_DENSITY, "heat_capacity": power.WATER_HEAT_CAPACITY}
AIR = {"density": power.AIR_DENSITY, "heat_capacity": power.AIR_HEAT_CAPACITY}
OPENING = quantity(1.2, "m**2")  # a cabinet's front as an exercise assumes it: no footprint is in the data


def _watts(heat: Quantity) -> float:
    return float(heat.to("W").magnitude)


def _flow(row: Fact) -> float:
    return float(row.to("m**3/s"))


# --- density


def _industry_density() -> Quantity:
    return fact(HALLS, "system-power", "period=2024").quantity


def industry_density_growth() -> Quantity:
    """Average power of a cabinet in a survey of data centres, its later year over its earlier."""
    return (_industry_density() / fact(HALLS, "system-power", "period=2016").quantity).to("")


def density_over_industry_cloudmatrix() -> Quantity:
    """Mean power of a cabinet of CloudMatrix 384, by the estimate, over the survey's average cabinet of 2024."""
    return (case.power_per_rack_cloudmatrix() / _industry_density()).to("")


def density_over_industry_nvl72() -> Range:
    """Power of a GB200 NVL72 rack over the survey's average cabinet of 2024."""
    low, high = case.system_power_nvl72()
    return (low / _industry_density()).to(""), (high / _industry_density()).to("")


def density_ratio() -> Range:
    """Power of a GB200 NVL72 rack over the mean power of a cabinet of CloudMatrix 384."""
    low, high = case.system_power_nvl72()
    mean = case.power_per_rack_cloudmatrix()
    return (low / mean).to(""), (high / mean).to("")


def cloudmatrix_mass() -> Quantity:
    """Mass of all cabinets of a CloudMatrix 384, full, with water, without doors."""
    steps = ((part(case.CM384, name), fact(name, "mass")) for name in (COMPUTE, BUS))
    compute, bus = (step.quantity * mass.quantity for step, mass in steps)
    return (compute + bus).to("t")


# --- boundaries


def board_power_per_gpu() -> Quantity:
    """Power of a GB200 superchip board, by the analysts' estimate, shared by its GPUs."""
    return (fact("gb200-superchip", "chip-power").quantity / part("gb200-superchip", "gb200-gpu").quantity).to("W")


def rack_power_per_gpu() -> Range:
    """Power of a GB200 NVL72 rack, over its published figures, shared by its GPUs."""
    low, high = case.system_power_nvl72()
    gpus = fact(case.NVL72, "scaleup-domain-size").quantity
    return (low / gpus).to("W"), (high / gpus).to("W")


def gpus_alone_nvl72() -> Quantity:
    """Thermal design power of all GPUs of a GB200 NVL72 added: not the power of the rack."""
    return (fact("gb200-gpu", "chip-power").quantity * fact(case.NVL72, "scaleup-domain-size").quantity).to("kW")


def gpus_alone_share_nvl72() -> Range:
    """Thermal design power of all GPUs of a GB200 NVL72 as a share of the rack's published power."""
    low, high = case.system_power_nvl72()
    return (gpus_alone_nvl72() / high).to("percent"), (gpus_alone_nvl72() / low).to("percent")


def air_server_power_per_package() -> Quantity:
    """Maximum power of the air-cooled Atlas 800T A3, 752T bin, shared by its packages."""
    power_drawn = fact(SERVER, "system-power", "bin=752T").quantity
    return (power_drawn / part(SERVER, "ascend-910c").quantity).to("W")


def compute_cabinet_power_per_package() -> Quantity:
    """Maximum input of a CloudMatrix compute cabinet shared by its packages; the switch cabinets stand outside."""
    return (fact(COMPUTE, "system-power").quantity / packages_per_rack_cloudmatrix()).to("W")


def machine_power_per_package_estimated() -> Quantity:
    """Power of a CloudMatrix 384, by the analysts' estimate, shared by its packages."""
    total = fact(case.CM384, "system-power", "estimated").quantity
    return (total / fact(case.CM384, "scaleup-domain-size").quantity).to("W")


def machine_power_per_package_maximum() -> Quantity:
    """Maximum inputs of all cabinets of a CloudMatrix 384 added, shared by its packages."""
    return (case.cabinet_maximum_power() / fact(case.CM384, "scaleup-domain-size").quantity).to("W")


def switch_cabinets_share() -> Quantity:
    """Switch cabinets of a CloudMatrix 384 in the sum of the vendor's maximum inputs."""
    hot = max(facts(BUS, "system-power", "maximum"), key=lambda row: row.value)
    return (part(case.CM384, BUS).quantity * hot.quantity / case.cabinet_maximum_power()).to("percent")


def node_power_in_compute_cabinet() -> Quantity:
    """Maximum input of a CloudMatrix compute cabinet shared by its nodes."""
    return fact(COMPUTE, "system-power").quantity / part(COMPUTE, "atlas-900-a3-node").quantity


def air_server_over_node() -> Quantity:
    """Maximum power of the air-cooled Atlas 800T A3, 752T bin, over that of a node in the water-cooled cabinet."""
    return (fact(SERVER, "system-power", "bin=752T").quantity / node_power_in_compute_cabinet()).to("")


# --- heat and flow


def _water_rise(supply: str) -> float:
    flow = _flow(fact(COMPUTE, "coolant-flow", supply))
    return power.temperature_rise(heat=_watts(fact(COMPUTE, "system-power").quantity), flow=flow, **WATER)


def water_rise_at_40() -> Quantity:
    """Rise of the water of a compute cabinet at maximum input and the flow for the warmest supply, if it took all heat."""
    return quantity(_water_rise("configuration=supply at 40 degC"), "K")


def water_rise_at_35() -> Quantity:
    """Rise of the water of a compute cabinet at maximum input and the flow for cooler supply, if it took all heat."""
    return quantity(_water_rise("configuration=supply at or below 35 degC"), "K")


def air_rise_of_switch_cabinet() -> Quantity:
    """Rise of the air through a CloudMatrix switch cabinet at its maximum input in a cool room, from the printed flow."""
    heat = _watts(fact(BUS, "system-power", "place=room at 25 degC").quantity)
    return quantity(power.temperature_rise(heat=heat, flow=_flow(fact(BUS, "coolant-flow")), **AIR), "K")


def air_flow_of_switch_cabinet() -> Quantity:
    """Air through a CloudMatrix switch cabinet in a cool room, in cubic metres a second."""
    return fact(BUS, "coolant-flow").quantity.to("m**3/s")


def water_flow_of_compute_cabinet() -> Quantity:
    """Water through a CloudMatrix compute cabinet at the warmest supply, in litres a second."""
    return fact(COMPUTE, "coolant-flow", "configuration=supply at 40 degC").quantity.to("l/s")


def _nvl72_flow(rise: Quantity, coolant: dict[str, float]) -> Range:
    low, high = (
        power.flow_for_heat(heat=_watts(end), rise=float(rise.to("K").magnitude), **coolant)
        for end in case.system_power_nvl72()
    )
    return quantity(low, "m**3/s"), quantity(high, "m**3/s")


def nvl72_air_flow() -> Range:
    """Air that a GB200 NVL72 rack would need, were it cooled by air that warms as in a CloudMatrix switch cabinet."""
    return _nvl72_flow(air_rise_of_switch_cabinet(), AIR)


def nvl72_water_flow() -> Range:
    """Water that a GB200 NVL72 rack would need, did it take all heat and warm as in a CloudMatrix compute cabinet."""
    low, high = _nvl72_flow(water_rise_at_40(), WATER)
    return low.to("l/min"), high.to("l/min")


def nvl72_air_over_switch_cabinet() -> Range:
    """Air that a GB200 NVL72 rack would need over the air through a CloudMatrix switch cabinet, at the same rise."""
    low, high = nvl72_air_flow()
    return (low / air_flow_of_switch_cabinet()).to(""), (high / air_flow_of_switch_cabinet()).to("")


def nvl72_air_speed() -> Range:
    """Speed of that air through an opening of 1.2 square metres, a cabinet's front as the exercise assumes it."""
    low, high = nvl72_air_flow()
    return (low / OPENING).to("m/s"), (high / OPENING).to("m/s")


def switch_cabinet_air_speed() -> Quantity:
    """Speed of the air through a CloudMatrix switch cabinet, by the same assumed opening of 1.2 square metres."""
    return (air_flow_of_switch_cabinet() / OPENING).to("m/s")


# --- the hall


def _pues() -> Range:
    best = fact("google-datacenters", "power-usage-effectiveness").quantity
    return best, fact(HALLS, "power-usage-effectiveness", "period=2025").quantity


def _facility(it_power: Quantity, pue: Quantity) -> Quantity:
    return quantity(power.facility_power(it_power=_watts(it_power), pue=float(pue.magnitude)), "W").to("kW")


def facility_power_cloudmatrix() -> Range:
    """What a hall takes in for one CloudMatrix 384, by the estimate: from Google's PUE to the industry's of 2025."""
    best, mean = _pues()
    total = fact(case.CM384, "system-power", "estimated").quantity
    return _facility(total, best), _facility(total, mean)


def facility_power_nvl72() -> Range:
    """What a hall takes in for one GB200 NVL72: least power with Google's PUE to most with the industry's of 2025."""
    best, mean = _pues()
    low, high = case.system_power_nvl72()
    return _facility(low, best), _facility(high, mean)


def hall_allowance_nvl72() -> Quantity:
    """What the analysts' model sets aside in a data centre for all GPUs of a GB200 NVL72."""
    one = fact(case.NVL72, "facility-power-per-accelerator").quantity
    return (one * fact(case.NVL72, "scaleup-domain-size").quantity).to("kW")


def hall_allowance_over_rack_nvl72() -> Range:
    """That allowance over the published power of the rack."""
    low, high = case.system_power_nvl72()
    return (hall_allowance_nvl72() / high).to(""), (hall_allowance_nvl72() / low).to("")


# --- electricity


def power_per_compute_cloudmatrix() -> Range:
    """Power for each dense 16-bit PFLOP/s of a CloudMatrix 384, by the estimate, over the three readings, in kW."""
    low, high = case.cloudmatrix_16bit()
    total = fact(case.CM384, "system-power", "estimated").quantity
    return (total * quantity(1, "PFLOP/s") / high).to("kW"), (total * quantity(1, "PFLOP/s") / low).to("kW")


def power_per_compute_nvl72() -> Range:
    """Power for each dense 16-bit PFLOP/s of a GB200 NVL72, over its published figures, in kW."""
    low, high = (end * quantity(1, "PFLOP/s") / case.nvl72_bf16_dense() for end in case.system_power_nvl72())
    return low.to("kW"), high.to("kW")


def _year(draw: Quantity, price: Quantity) -> Quantity:
    return (draw * quantity(1, "year") * price).to("USD")


def _china() -> Quantity:
    return fact("china-subsidised-provinces", "electricity-price").quantity


def _usa() -> Quantity:
    return fact("usa", "electricity-price").quantity


def electricity_per_compute_cloudmatrix() -> Range:
    """A year's electricity for each dense 16-bit PFLOP/s of a CloudMatrix 384 at the subsidised price; the hall left out."""
    low, high = power_per_compute_cloudmatrix()
    return _year(low, _china()), _year(high, _china())


def electricity_per_compute_nvl72() -> Range:
    """A year's electricity for each dense 16-bit PFLOP/s of a GB200 NVL72 at the American mean price; the hall left out."""
    low, high = power_per_compute_nvl72()
    return _year(low, _usa()), _year(high, _usa())


def electricity_price_ratio() -> Quantity:
    """American mean price of industrial electricity over China's subsidised price, both from one article."""
    return (_usa() / _china()).to("")


def tariff_that_equals_china() -> Range:
    """Price at which a GB200 NVL72 pays as much per 16-bit FLOP as a CloudMatrix 384 at the subsidised price."""
    low, high = break_even_tariff_ratio()
    return low * _china(), high * _china()


def tariff_that_equals_usa() -> Range:
    """Price at which a CloudMatrix 384 pays as much per 16-bit FLOP as a GB200 NVL72 at the American mean price."""
    low, high = break_even_tariff_ratio()
    return _usa() / high, _usa() / low


def year_of_electricity_cloudmatrix() -> Quantity:
    """A year's electricity of a CloudMatrix 384 at the subsidised price, as a share of its press price."""
    spent = _year(fact(case.CM384, "system-power", "estimated").quantity, _china())
    return (spent / fact(case.CM384, "price", "in-dollars").quantity).to("percent")


def year_of_electricity_nvl72() -> Range:
    """A year's electricity of a GB200 NVL72 at the American mean price, as a share of its published prices."""
    low, high = case.system_power_nvl72()
    cheap, dear = case.nvl72_price()
    return (_year(low, _usa()) / dear).to("percent"), (_year(high, _usa()) / cheap).to("percent")


def energy_per_token_span() -> Quantity:
    """Energy of the GPUs for a token, least batch over greatest, same model and server in one series of measurements."""
    return (run("mlenergy_j_deepseekv31_001").quantity / run("mlenergy_j_deepseekv31_008").quantity).to("")


# --- exercises


def every_advantage_ratio() -> Quantity:
    """American over subsidised price, times the industry's PUE over Google's: CloudMatrix 384 given both advantages."""
    best, mean = _pues()
    return (electricity_price_ratio() * mean / best).to("")


def cabinets_in_a_megawatt_cloudmatrix() -> Quantity:
    """Cabinets of CloudMatrix 384, at their mean power by the estimate, in one megawatt."""
    return (quantity(1, "MW") / case.power_per_rack_cloudmatrix()).to("")


def racks_in_a_megawatt_nvl72() -> Range:
    """GB200 NVL72 racks in one megawatt, over their published power."""
    low, high = case.system_power_nvl72()
    return (quantity(1, "MW") / high).to(""), (quantity(1, "MW") / low).to("")


def compute_in_a_megawatt_cloudmatrix() -> Range:
    """Dense 16-bit compute of a megawatt of CloudMatrix 384, by the estimate, over the three readings."""
    low, high = power_per_compute_cloudmatrix()
    one = quantity(1, "MW") * quantity(1, "PFLOP/s")
    return (one / high).to("PFLOP/s"), (one / low).to("PFLOP/s")


def compute_in_a_megawatt_nvl72() -> Range:
    """Dense 16-bit compute of a megawatt of GB200 NVL72, over their published power."""
    low, high = power_per_compute_nvl72()
    one = quantity(1, "MW") * quantity(1, "PFLOP/s")
    return (one / high).to("PFLOP/s"), (one / low).to("PFLOP/s")
