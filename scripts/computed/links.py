"""Chapter 7: rate, power and latency of links, and the chapter's exercises."""

from pint import Quantity

from scripts.computed.cloudmatrix import ub_modules_by_analysts
from scripts.computed.side_by_side import system_power_nvl72
from scripts.facts import Fact, fact, facts, note, run
from scripts.models import links
from scripts.units import quantity

Range = tuple[Quantity, Quantity]

CM384, NVL72, GPU, DIE = "cloudmatrix-384", "gb200-nvl72", "gb200-gpu", "ascend-910c-die"
MODULE_RATE = {"400g": 400, "800g": 800, "1.6t": 1600}  # Gbit/s in the names of modules and cables


# --- rate -------------------------------------------------------------------------------------------------------------


def nvlink_signalled() -> Quantity:
    """Signalled rate of one NVLink of the fifth generation in bits, payload and the rest."""
    return fact("nvlink-5", "link-bandwidth", "covers=raw signalling").quantity.to("Gbit/s")


def nvlink_payload() -> Quantity:
    """Payload rate of one NVLink of the fifth generation: signalled rate times the share that is payload."""
    share = fact("nvlink-5", "encoding-efficiency").quantity.to("").magnitude
    raw = float(nvlink_signalled().to("bit/s").magnitude)
    return quantity(links.link_rate(lanes=1, lane_rate=raw, encoding_share=float(share)), "byte/s").to("GB/s")


def reed_solomon_share() -> Quantity:
    """Share of the bits that is payload in Ethernet's usual error correction, the step before it included.

    Rests on no row: it follows from the code of IEEE 802.3 that the model names.
    """
    return quantity(links.reed_solomon_efficiency(), "1").to("percent")


def nvlink_lane_rate() -> Quantity:
    """Signalled rate of one lane of NVLink 5, if each of the cables that a link takes carries one lane one way."""
    cables = fact(NVL72, "cables").quantity / _nvlinks()
    return nvlink_signalled() / (cables / 2)


def _nvlinks() -> Quantity:
    return fact(NVL72, "scaleup-domain-size").quantity * fact(NVL72, "switch-chips").quantity


# --- energy -----------------------------------------------------------------------------------------------------------


def _watts(row: Fact) -> Quantity:
    """Power to carry what a GB200 GPU sends over NVLink, one way, at the energy per bit of a record."""
    rate = fact(GPU, "scaleup-bandwidth", "one-way").quantity.to("byte/s").magnitude
    energy = row.quantity.to("J/bit").magnitude
    return quantity(links.link_power(bandwidth=float(rate), energy_per_bit=float(energy)), "W")


def gpu_power_at_one_picojoule() -> Quantity:
    """Power to carry what a GB200 GPU sends over NVLink, one way, at one picojoule a bit: the unit of comparison."""
    rate = fact(GPU, "scaleup-bandwidth", "one-way").quantity.to("byte/s").magnitude
    return quantity(links.link_power(bandwidth=float(rate), energy_per_bit=1e-12), "W")


def gpu_power_in_package() -> Quantity:
    """The same at the energy of a link between chiplets of one package."""
    return _watts(fact("ucie-standard", "energy-per-bit"))


def gpu_power_over_copper() -> Quantity:
    """The same at the energy of a long-reach SerDes, sender and receiver."""
    return _watts(fact("serdes-112g-lr", "energy-per-bit"))


def _module_energy(entity: str, rate: str, *words: str) -> Range:
    """Energy per bit of one end of a link: the module's power over its rate, which it sends and receives."""
    row = fact(entity, "link-end-power", *words)
    bandwidth = float(quantity(MODULE_RATE[rate], "Gbit/s").to("byte/s").magnitude)
    ends = (float(end.to("W").magnitude) for end in (row.low, row.high))
    low, high = (links.energy_of_a_bit(power=end, bandwidth=bandwidth) for end in ends)
    return quantity(low, "J/bit").to("pJ/bit"), quantity(high, "J/bit").to("pJ/bit")


def energy_dsp_module() -> Quantity:
    """Energy per bit of an optical module with a signal processor, as measured: its power over its rate one way."""
    return _module_energy("optics-800g-dsp", "800g", "measured")[0]


def energy_400g_module() -> Quantity:
    """Energy per bit of an optical module of half that rate, at the maximum of its data sheet."""
    return _module_energy("optics-400g-dr4", "400g")[0]


def energy_linear_module() -> Range:
    """Energy per bit of an optical module without a signal processor, over a seller's range."""
    return _module_energy("optics-800g-lpo", "800g")


def energy_active_optical_cable() -> Range:
    """Energy per bit of one end of an active optical cable, over the range of its record."""
    return _module_energy("aoc-800g", "800g")


def energy_co_packaged() -> Quantity:
    """Energy per bit of one port of co-packaged optics, as measured at a user's."""
    return _module_energy("broadcom-bailly-cpo", "800g")[0]


def energy_copper_end() -> Quantity:
    """Energy per bit of one end of a passive copper cable, by the vendor's figure of its power."""
    return _module_energy("copper-dac-100g-pam4", "800g")[0]


def gpu_power_over_light() -> Quantity:
    """Power of the modules beside a GPU that sends and receives NVLink's rate over modules with a signal processor."""
    rate = float(fact(GPU, "scaleup-bandwidth", "one-way").quantity.to("byte/s").magnitude)
    energy = float(energy_dsp_module().to("J/bit").magnitude)
    return quantity(links.link_power(bandwidth=rate, energy_per_bit=energy), "W")


def gpu_power_over_light_both_ends() -> Quantity:
    """The same with the modules at the switches: a link has two ends."""
    return 2 * gpu_power_over_light()


def nvl72_power_over_light() -> Quantity:
    """Power of such modules for all GPUs of a GB200 NVL72, both ends."""
    return (fact(NVL72, "scaleup-domain-size").quantity * gpu_power_over_light_both_ends()).to("kW")


def cm384_optics_power() -> Range:
    """Power of the optical modules of a CloudMatrix 384, by an analyst's count, from a linear module to the data sheet's maximum."""
    count = fact(CM384, "optical-modules", "qsfptek2025lpo", "system").quantity
    linear = fact("optics-800g-lpo", "link-end-power").low / 2  # two modules of half the rate in the place of one
    return (count * linear).to("kW"), (count * fact("optics-400g-dr4", "link-end-power").quantity).to("kW")


def cm384_optics_share() -> Range:
    """That power as a share of the analysts' estimate of the machine's."""
    low, high = cm384_optics_power()
    whole = fact(CM384, "system-power", "estimated").quantity
    return (low / whole).to("percent"), (high / whole).to("percent")


def cm384_scaleup_optics_power() -> Quantity:
    """Power of the modules of the scale-up network alone, by the analysts' count a package, at the data sheet's maximum."""
    return (ub_modules_by_analysts() * fact("optics-400g-dr4", "link-end-power").quantity).to("kW")


def nvl72_light_share() -> Range:
    """Power of such modules for a whole GB200 NVL72 as a share of the rack's published power."""
    low, high = system_power_nvl72()
    return (nvl72_power_over_light() / high).to("percent"), (nvl72_power_over_light() / low).to("percent")


# --- latency ----------------------------------------------------------------------------------------------------------


def _budget(*words: str) -> Fact:
    return fact("sue-1.0", "end-to-end-latency", *words)


def copper_flight() -> Quantity:
    """Time of a signal on the two copper cables of Broadcom's budget, three metres each, at the delay it takes as given."""
    delay = float(fact("copper-twinax", "propagation-delay").quantity.to("s/m").magnitude)
    return quantity(links.flight_time(distance=2 * _metres(_budget("medium=copper")), propagation_delay=delay), "s").to(
        "ns"
    )


def _metres(row: Fact) -> float:
    """Length that a record states in its condition."""
    return float(row.conditions["distance"].split()[0])


def budget_without_flight() -> Quantity:
    """What that budget leaves for everything but the cables: two ends and one switch."""
    return _budget("medium=copper").quantity.to("ns") - copper_flight()


def fibre_delay() -> Quantity:
    """Time of light on one metre of fibre behind the same budget with fibre, if the length holds for each side, as with copper."""
    row = _budget("medium=single-mode fibre")
    return ((row.quantity - budget_without_flight()) / (2 * _metres(row))).to("ns")


def fibre_of_a_switch() -> Quantity:
    """Fibre on which light spends as long as Huawei claims for one switch."""
    return _as_fibre(fact("atlas-900-a3-superpod", "switch-latency").quantity)


def _as_fibre(time: Quantity) -> Quantity:
    return quantity(float((time / fibre_delay()).to("").magnitude), "m")


def error_correction() -> Range:
    """Time of a receiver that corrects errors with Ethernet's usual code, over the range of one contribution."""
    rows = facts("rs544-fec", "phy-latency")
    return min(row.low for row in rows), max(row.high for row in rows)


def error_correction_as_fibre() -> Range:
    """Fibre on which light spends as long as that receiver."""
    low, high = error_correction()
    return _as_fibre(low), _as_fibre(high)


def small_store_over_budget() -> Quantity:
    """Measured store from one GB200 GPU into another over the budget for a path through one switch on paper."""
    return (run("gb200_store_remote").quantity / _budget("medium=copper").quantity).to("")


def small_read_added() -> Quantity:
    """Measured time that a small read takes longer between nodes of CloudMatrix 384: two more links and two more switches."""
    return (run("cm384_ub_p2p_002").quantity - run("cm384_ub_p2p_004").quantity).to("ns")


def small_read_added_by_switches() -> Quantity:
    """What four passages of a switch, two on the way and two on the way back, would take at Huawei's claim."""
    return (4 * fact("atlas-900-a3-superpod", "switch-latency").quantity).to("ns")


def library_over_hardware() -> Quantity:
    """Send and receive of a small message through a library between two dies, over a small read without one."""
    return (run("cm384_xccl_p2p_001").quantity / run("cm384_ub_p2p_002").quantity).to("")


# --- message size -----------------------------------------------------------------------------------------------------


def _half(latency: Quantity, bandwidth: Quantity) -> Quantity:
    seconds, rate = float(latency.to("s").magnitude), float(bandwidth.to("byte/s").magnitude)
    return quantity(links.half_rate_size(latency=seconds, bandwidth=rate), "byte")


def half_rate_gpu() -> Quantity:
    """Message at which a GB200 GPU gets half of NVLink's rate, at the latency of a measured remote store."""
    return _half(run("gb200_store_remote").quantity, fact(GPU, "scaleup-bandwidth", "one-way").quantity).to("kB")


def half_rate_die() -> Quantity:
    """Message at which a die of an Ascend 910C gets half of UB's rate, at the latency of a measured small read."""
    return _half(run("cm384_ub_p2p_002").quantity, _die_rate()).to("kB")


def half_rate_die_through_library() -> Quantity:
    """The same at the time that a library needs for a small message."""
    return _half(run("cm384_xccl_p2p_001").quantity, _die_rate()).to("MB")


def _die_rate() -> Quantity:
    return fact(DIE, "scaleup-bandwidth", "one-way", "zuo2025cloudmatrix").quantity


def rate_of_a_megabyte() -> Quantity:
    """What a message of the measured larger size gets between two dies through the library."""
    row = run("cm384_xccl_p2p_002")
    note(row)
    return (quantity(float(row.settings["message_bytes"]), "byte") / row.quantity).to("GB/s")


def rate_of_a_megabyte_predicted() -> Quantity:
    """What alpha-beta gives for the same message from the time of the smaller one and the link's rate."""
    row = run("cm384_xccl_p2p_002")
    note(row)
    value = links.effective_bandwidth(
        message_size=float(row.settings["message_bytes"]),
        latency=float(run("cm384_xccl_p2p_001").quantity.to("s").magnitude),
        bandwidth=float(_die_rate().to("byte/s").magnitude),
    )
    return quantity(value, "byte/s").to("GB/s")


def message_of_the_library_run() -> Quantity:
    """Size of the larger message in the measurement of the library between two dies."""
    row = run("cm384_xccl_p2p_002")
    note(row)
    return quantity(float(row.settings["message_bytes"]), "byte").to("MB")
