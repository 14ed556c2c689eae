"""Chapter 19: price of peak compute, cost of a million tokens, what moves it, and the chapter's exercises."""

from pint import Quantity

from scripts.computed import side_by_side as case
from scripts.facts import fact, facts, run
from scripts.models import cost
from scripts.units import quantity

ONE_PFLOP_S = quantity(1, "PFLOP/s")
Range = tuple[Quantity, Quantity]

NVL72, CM384 = case.NVL72, case.CM384
LIFE, USE = 5.0, 0.6  # assumed years of life, and share of them in which the machine works at the published rate
LIVES, USES = (3.0, 7.0), (0.3, 0.9)  # assumed ends of the two
PUE = 1.0  # the power of the analysts' model has the hall's share in it already
HALL_CM384 = 1.25  # assumed for CloudMatrix 384, whose estimate has no hall in it


# --- price of peak compute --------------------------------------------------------------------------------------------


def price_of_compute_nvl72() -> Range:
    """Price of a GB200 NVL72 for its dense 16-bit peak, over the published prices."""
    low, high = case.nvl72_price()
    peak = case.nvl72_bf16_dense()
    return (low / peak).to("USD/(PFLOP/s)") * ONE_PFLOP_S, (high / peak).to("USD/(PFLOP/s)") * ONE_PFLOP_S


def price_of_compute_cm384() -> Range:
    """Press price of a CloudMatrix 384 for its dense 16-bit peak, over the three readings of it."""
    price = fact(CM384, "price", "in-dollars").quantity
    low, high = case.cloudmatrix_16bit()
    return (price / high).to("USD/(PFLOP/s)") * ONE_PFLOP_S, (price / low).to("USD/(PFLOP/s)") * ONE_PFLOP_S


def price_of_compute_hgx_h100() -> Range:
    """Price of a server of eight H100 for its dense BF16 peak: the server alone, and with network and storage."""
    peak = 8 * fact("h100-sxm", "peak-compute", "bf16", "dense").quantity
    ends = [row.quantity for row in facts("hgx-h100", "price")]
    return (min(ends) / peak).to("USD/(PFLOP/s)") * ONE_PFLOP_S, (max(ends) / peak).to("USD/(PFLOP/s)") * ONE_PFLOP_S


def _of_a_package(name: str) -> Range:
    rows = facts(name, "price")
    peaks = [row.quantity for row in facts(name, "peak-compute", "bf16", "dense") if row.kind == "spec"]
    low, high = min(row.low for row in rows), max(row.high for row in rows)
    return (low / max(peaks)).to("USD/(PFLOP/s)") * ONE_PFLOP_S, (high / min(peaks)).to("USD/(PFLOP/s)") * ONE_PFLOP_S


def price_of_compute_b200() -> Range:
    """Street price of a B200 alone for its dense BF16 peak."""
    return _of_a_package("b200-sxm")


def price_of_compute_h100() -> Range:
    """Street and retail price of an H100 alone for its dense BF16 peak."""
    return _of_a_package("h100-sxm")


def price_of_compute_mi300x() -> Range:
    """Listed price of an MI300X alone for its dense BF16 peak, over the two peaks that AMD states."""
    return _of_a_package("mi300x")


# --- cost of a million tokens -----------------------------------------------------------------------------------------


def _package_price_nvl72() -> Quantity:
    low, high = case.nvl72_price()
    return (low + high) / 2 / fact(NVL72, "scaleup-domain-size").quantity


def nvl72_price_of_a_gpu() -> Quantity:
    """Price of a GB200 NVL72, middle of the published ones, shared by its GPUs."""
    return _package_price_nvl72().to("USD")


def cm384_price_of_a_package() -> Quantity:
    """Press price of a CloudMatrix 384, shared by its packages."""
    return (fact(CM384, "price", "in-dollars").quantity / fact(CM384, "scaleup-domain-size").quantity).to("USD")


def _million(
    price: Quantity,
    power: Quantity,
    tariff: Quantity,
    rate: Quantity,
    life: float = LIFE,
    use: float = USE,
    pue: float = PUE,
) -> Quantity:
    dollars = cost.work_cost(
        price=float(price.to("USD").magnitude),
        life=float(quantity(life, "year").to("s").magnitude),
        utilisation=use,
        power=float(power.to("W").magnitude),
        pue=pue,
        tariff=float(tariff.to("USD/J").magnitude),
        throughput=float(rate.to("token/s").magnitude),
    )
    return quantity(1e6 * dollars, "USD")


def _nvl72_inputs() -> tuple[Quantity, Quantity, Quantity, Quantity]:
    return (
        _package_price_nvl72(),
        fact(NVL72, "facility-power-per-accelerator").quantity,
        fact("usa", "electricity-price").quantity,
        run("sglang_gb200_001").quantity,
    )


def _cm384_inputs() -> tuple[Quantity, Quantity, Quantity, Quantity]:
    power = fact(CM384, "system-power", "estimated").quantity / fact(CM384, "scaleup-domain-size").quantity
    return (
        cm384_price_of_a_package(),
        power,
        fact("china-subsidised-provinces", "electricity-price").quantity,
        run("cm384_decode_batch96").quantity,
    )


def million_tokens_nvl72() -> Quantity:
    """Cost of a million tokens decoded on a GPU of GB200 NVL72, at the assumed life and use and published other inputs."""
    return _million(*_nvl72_inputs())


def million_tokens_cm384() -> Quantity:
    """The same on a package of CloudMatrix 384."""
    return _million(*_cm384_inputs(), pue=HALL_CM384)


def _energy_share(inputs: tuple[Quantity, Quantity, Quantity, Quantity], pue: float) -> Quantity:
    price, power, tariff, _ = inputs
    share = cost.energy_share(
        price=float(price.to("USD").magnitude),
        life=float(quantity(LIFE, "year").to("s").magnitude),
        utilisation=USE,
        power=float(power.to("W").magnitude),
        pue=pue,
        tariff=float(tariff.to("USD/J").magnitude),
    )
    return quantity(share, "1").to("percent")


def energy_share_nvl72() -> Quantity:
    """Share of electricity in that cost on GB200 NVL72."""
    return _energy_share(_nvl72_inputs(), PUE)


def energy_share_cm384() -> Quantity:
    """Share of electricity in that cost on CloudMatrix 384."""
    return _energy_share(_cm384_inputs(), HALL_CM384)


# --- what moves it ----------------------------------------------------------------------------------------------------


def million_by_life() -> Range:
    """Cost on GB200 NVL72 if the machine lasts seven years, and three."""
    return _million(*_nvl72_inputs(), life=LIVES[1]), _million(*_nvl72_inputs(), life=LIVES[0])


def million_by_use() -> Range:
    """Cost on GB200 NVL72 if it works nine tenths of the time, and three."""
    return _million(*_nvl72_inputs(), use=USES[1]), _million(*_nvl72_inputs(), use=USES[0])


def million_by_price() -> Range:
    """Cost on GB200 NVL72 at the least and the greatest published price."""
    _, power, tariff, rate = _nvl72_inputs()
    low, high = case.nvl72_price()
    gpus = fact(NVL72, "scaleup-domain-size").quantity
    return _million(low / gpus, power, tariff, rate), _million(high / gpus, power, tariff, rate)


def million_by_tariff() -> Range:
    """Cost on GB200 NVL72 at China's subsidised price of electricity, and at California's."""
    price, power, _, rate = _nvl72_inputs()
    ends = [fact(place, "electricity-price").quantity for place in ("china-subsidised-provinces", "us-california")]
    return _million(price, power, ends[0], rate), _million(price, power, ends[1], rate)


def million_by_throughput() -> Range:
    """Cost on GB200 NVL72 at the later published rate of decoding, and at half of the first."""
    price, power, tariff, rate = _nvl72_inputs()
    return _million(price, power, tariff, run("sglang_gb200_002").quantity), _million(price, power, tariff, rate / 2)


# --- rented ---------------------------------------------------------------------------------------------------------


def rent_of_an_hour_nvl72() -> Quantity:
    """Rent of a GPU of GB200 NVL72 for one hour."""
    return (fact(NVL72, "rental-price").quantity * quantity(1, "hour")).to("USD")


def owned_hour_of_the_largest_buyers() -> Quantity:
    """Ownership cost of a GPU of GB200 NVL72 for one hour, of the largest buyers, by analysts."""
    return (fact(NVL72, "ownership-cost", "hyperscaler").quantity * quantity(1, "hour")).to("USD")


def owned_hour_of_smaller_buyers() -> Quantity:
    """The same of smaller buyers."""
    return (fact(NVL72, "ownership-cost", "neocloud").quantity * quantity(1, "hour")).to("USD")


def rented_over_owned_nvl72() -> Range:
    """Rent of a GPU of GB200 NVL72 for an hour, over the ownership cost that the same analysts work out for it."""
    rent = fact(NVL72, "rental-price").quantity
    owned = [row.quantity for row in facts(NVL72, "ownership-cost")]
    return (rent / max(owned)).to(""), (rent / min(owned)).to("")


def owned_hour_nvl72() -> Quantity:
    """Our cost of a used hour of a GPU of GB200 NVL72: price over life and use, and electricity."""
    return capital_hour_nvl72() + energy_hour_nvl72()


def capital_hour_nvl72() -> Quantity:
    """Price of a GPU of GB200 NVL72 over the hours of its life in which it works, for one of these hours."""
    hours = quantity(LIFE * USE, "year").to("hour").magnitude
    return nvl72_price_of_a_gpu() / float(hours)


def energy_hour_nvl72() -> Quantity:
    """Electricity of a GPU of GB200 NVL72 and its share of the hall for one hour."""
    _, power, tariff, _ = _nvl72_inputs()
    return (power * tariff * quantity(1, "hour")).to("USD")


# --- parts and exercises ----------------------------------------------------------------------------------------------


def modules_over_price_cm384() -> Range:
    """What the optical modules of a CloudMatrix 384 would cost at a seller's list for 400 Gbit/s, over the machine's press price."""
    count = facts(CM384, "optical-modules", scope="system")[0].quantity
    each = fact("optics-400g", "price")
    price = fact(CM384, "price", "in-dollars").quantity
    return (count * each.low / price).to("percent"), (count * each.high / price).to("percent")


def cables_over_price_nvl72() -> Range:
    """An estimate of the copper cables of a GB200 NVL72 over the rack's published prices."""
    cables = fact(NVL72, "component-cost", "copper-cables").quantity
    low, high = case.nvl72_price()
    return (cables / high).to("percent"), (cables / low).to("percent")


def cooling_over_price_gb300() -> Range:
    """A bank's estimate of the cooling of a GB300 NVL72 over an estimate of the rack's price."""
    cooling = fact("gb300-nvl72", "component-cost", "part=cooling").quantity
    price = fact("gb300-nvl72", "price")
    return (cooling / price.high).to("percent"), (cooling / price.low).to("percent")


def tokens_that_pay_for_a_gpu() -> Quantity:
    """Tokens that must be sold at one dollar a million to pay for a GPU of GB200 NVL72, without electricity."""
    return quantity(float(nvl72_price_of_a_gpu().to("USD").magnitude) * 1e6, "token").to("gigatoken")


def days_that_pay_for_a_gpu() -> Quantity:
    """Days of decoding at the published rate for these tokens."""
    return (tokens_that_pay_for_a_gpu() / run("sglang_gb200_001").quantity).to("day")


def rate_of_cm384_at_the_same_cost() -> Quantity:
    """Rate a package at which CloudMatrix 384 would decode a million tokens for what GB200 NVL72 does, under the assumptions."""
    ratio = million_tokens_cm384() / million_tokens_nvl72()
    return (run("cm384_decode_batch96").quantity * ratio).to("token/s")


def million_tokens_nvl72_in_cents() -> Quantity:
    """Cost of a million tokens decoded on a GPU of GB200 NVL72, in US cents."""
    return million_tokens_nvl72().to("US_cent")


def million_tokens_cm384_in_cents() -> Quantity:
    """The same on a package of CloudMatrix 384."""
    return million_tokens_cm384().to("US_cent")


def tokens_that_pay_for_a_gpu_count() -> Quantity:
    """The tokens that pay for a GPU of GB200 NVL72 at one dollar a million, as a count."""
    return quantity(float(tokens_that_pay_for_a_gpu().to("token").magnitude), "count")
