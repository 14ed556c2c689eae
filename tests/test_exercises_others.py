"""Chapter 17: the answers done by other means; what the figures call delivered."""

import pytest

from scripts.charts import announced_to_available, domains_by_date, domains_on_one_scale
from scripts.charts._domains import accelerator, years
from scripts.computed import result

ANSWERS = [
    ("rubin_rack_dies", 72 * 2, ""),
    ("atlas950_packages_over_dies", 8192 / 144, ""),
    ("atlas950_packages_over_packages", 8192 / 72, ""),
    ("atlas950_compute_ratio", 8 / 1.2, ""),
    ("atlas950_compute_of_cabinet", 8000 / 160, "PFLOP/s"),
    ("rubin_rack_over_atlas950_cabinet", 1200 / 50, ""),
    ("atlas950_bandwidth_ratio", 16_300 / 260, ""),
    ("atlas950_bandwidth_ratio_of_cabinets", 16_300 / 260 / 160, ""),
    ("atlas950_bandwidth_ratio_of_packages", (16_300 / 8192) / (260 / 72), ""),
    ("atlas950_memory_over_fast_memory", 1152 / 75, ""),
    ("atlas950_memory_over_hbm", 1152 / 20.7, ""),
    ("atlas950_sold_share_of_plan", 1 / 8, ""),
    ("atlas950_sold_one_way", 1_720_000 / 2 / 1024, "GB/s"),
    ("helios_bandwidth_of_package", 260 / 72, "TB/s"),
    ("trainium3_sum_of_links", 256 + 320 + 128, "GB/s"),
    ("trainium3_printed_over_sum", 2560 / 704, ""),
    ("gaudi3_clock_loss", 100 * (1 - 1677 / 1835), "percent"),
    ("links_spread", 1800 / 392, ""),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


def test_a_plan_is_hollow_and_a_machine_that_customers_have_is_not() -> None:
    """Catch a rule that takes an announcement, or a projection of a run, for a delivery."""
    delivered = domains_by_date.data().set_index("id")["delivered"]
    plans = ["atlas-950-superpod", "atlas-960-superpod", "helios-rack", "kyber-nvl144", "dgx-gh200", "tpu-8t-superpod", "dgx-h100-superpod-256"]  # fmt: skip
    assert not delivered[plans].any()
    assert delivered[["gb200-nvl72", "cloudmatrix-384", "tpu-v7-pod", "vera-rubin-nvl72", "trn2-ultraserver"]].all()


def test_every_machine_with_a_domain_is_in_the_table() -> None:
    """Catch a machine with a stated size of its domain that the chapter's table leaves out."""
    from scripts.facts import data, facts

    kinds = {"node", "rack", "system", "pod"}
    sized = {row.entity for row in facts(None, "scaleup-domain-size") if data().entities[row.entity]["kind"] in kinds}
    assert sized <= set(domains_by_date.data()["id"])


def test_accelerators_are_counted_up_the_ladder() -> None:
    """Catch a machine whose processors or trays are counted as accelerators."""
    assert accelerator("gb200-nvl72") == ("gb200-gpu", 72)
    assert accelerator("vera-rubin-nvl72") == ("rubin-gpu", 72)
    assert accelerator("cloudmatrix-384") == ("ascend-910c", 384)
    assert accelerator("tpu-v4-pod") == ("tpu-v4", 4096)


def test_one_scale_shows_one_way_rates_and_all_readings() -> None:
    """Catch a rate with both directions added, one without direction, or a single reading of the 910C's compute."""
    frame = domains_on_one_scale.data()
    least, greatest = (
        {(row["machine"], row["quantity"]): row[end] for row in frame.to_dict("records")}
        for end in ("least", "greatest")
    )
    assert greatest["CloudMatrix 384", "links of one"] == 392
    assert ("Trn3 Gen2 UltraServer", "links of one") not in greatest
    readings = [round(ends["CloudMatrix 384", "16-bit compute"] / 1000, 1) for ends in (least, greatest)]
    assert readings == [271.8, 300.0]
    assert set(frame[frame["machine"] == "GB200 NVL72"]["greatest_as_multiple"]) == {1}


def test_months_are_counted_from_the_dates() -> None:
    """Catch a span that is not the difference of its two dates."""
    months = announced_to_available.data().set_index("what")["months"]
    assert months["GB200 NVL72"] == 11 and months["GB300 NVL72"] == 4
    assert years("2025") == 2025.5 and years("2025-01") == pytest.approx(2025 + 0.5 / 12)
