"""Chapter 7: its answers redone with a pencil."""

import pytest

from scripts.charts import energy_per_bit_by_medium, latency_from_light_to_library, rate_by_message_size
from scripts.computed import result
from scripts.facts import run

ANSWERS = [
    ("nvlink_signalled", 53.125 * 8, "Gbit/s"),
    ("nvlink_payload", 53.125 * 0.9412, "GB/s"),
    ("reed_solomon_share", 100 * 16 / 17, "percent"),
    ("nvlink_lane_rate", 425 / (5184 / (72 * 18) / 2), "Gbit/s"),
    ("gpu_power_at_one_picojoule", 0.9 * 8, "W"),
    ("gpu_power_in_package", 7.2 * 0.5, "W"),
    ("gpu_power_over_copper", 7.2 * 5.6, "W"),
    ("energy_dsp_module", 15 / 0.8, "pJ/bit"),
    ("energy_400g_module", 9 / 0.4, "pJ/bit"),
    ("energy_co_packaged", 5.4 / 0.8, "pJ/bit"),
    ("gpu_power_over_light", 9 * 15, "W"),  # nine modules of 800 Gbit/s for 7.2 Tbit/s
    ("nvl72_power_over_light", 72 * 18 * 15 / 1000, "kW"),
    ("copper_flight", 2 * 3 * 4.6, "ns"),
    ("budget_without_flight", 477.6 - 27.6, "ns"),
    ("fibre_delay", (747.6 - 450) / 60, "ns"),
    ("fibre_of_a_switch", 200 / 4.96, "m"),
    ("small_read_added", 700, "ns"),
    ("small_read_added_by_switches", 800, "ns"),
    ("library_over_hardware", 20 / 1.9, ""),
    ("half_rate_gpu", 0.792 * 900, "kB"),
    ("half_rate_die", 1.9 * 196, "kB"),
    ("half_rate_die_through_library", 20 * 0.196, "MB"),
    ("rate_of_a_megabyte", 1_179_648 / 40e-6 / 1e9, "GB/s"),
    ("rate_of_a_megabyte_predicted", 1_179_648 / (20e-6 + 1_179_648 / 196e9) / 1e9, "GB/s"),
    ("cm384_scaleup_optics_power", 14 * 384 * 9 / 1000, "kW"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_links_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


RANGES = [
    ("energy_linear_module", 10, 11.25),
    ("energy_active_optical_cable", 9.8 / 0.8, 12 / 0.8),
    ("error_correction", 101, 252),
    ("cm384_optics_power", 6912 * 4 / 1000, 6912 * 9 / 1000),
    ("cm384_optics_share", 100 * 6912 * 4 / 559_000, 100 * 6912 * 9 / 559_000),
    ("nvl72_light_share", 100 * 19.44 / 145, 100 * 19.44 / 120),
]


@pytest.mark.parametrize(("name", "low", "high"), RANGES)
def test_a_range_of_links_pairs_its_ends(name: str, low: float, high: float) -> None:
    """Catch a least power that stands over the least of what it is a share of."""
    found = result(name)
    assert (found.low.magnitude, found.high.magnitude) == pytest.approx((low, high), rel=1e-9)


def test_what_light_would_cost_nvl72_is_what_analysts_found() -> None:
    """Catch a sum over modules that forgets one end of the links."""
    from scripts.facts import fact

    theirs = fact("gb200-nvl72", "avoided-power", "estimate").to("kW")
    assert result("nvl72_power_over_light").to("kW") == pytest.approx(theirs, rel=0.01)


def test_energies_rise_from_row_to_row() -> None:
    """Catch a row out of order: the figure says that each step outwards costs more."""
    lows = energy_per_bit_by_medium.data()["low"].tolist()
    assert lows == sorted(lows)


def test_times_rise_from_row_to_row() -> None:
    """Catch a row out of order, or a nanosecond taken for a microsecond."""
    frame = latency_from_light_to_library.data()
    assert frame["low"].is_monotonic_increasing
    assert frame["low"].iloc[-1] == run("cm384_xccl_p2p_001").quantity.to("ns").magnitude


def test_rings_stand_at_half_of_the_rate() -> None:
    """Catch a ring that is not where a line has half of its end."""
    frame = rate_by_message_size.data()
    for name, part in frame.groupby("line"):
        half = part[part["kind"] == "half"]["gb_per_s"].item()
        assert half == pytest.approx({"GPU of GB200": 450}.get(str(name), 98))
