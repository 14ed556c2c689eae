"""Chapter 16: the answers done by other means, and the torus counted on its list of links."""

import pytest

from scripts.charts import torus_slices
from scripts.computed import result
from scripts.facts import fact
from scripts.models.torus import even_sides

ANSWERS = [
    ("v7_neighbours", 6, ""),
    ("v7_link_rate", 100, "GB/s"),
    ("v7_bandwidth", 600, "GB/s"),
    ("v7_link_rate_over_nvl72", 100 * 100 / 900, "percent"),
    ("v4_ports_per_switch", 64 * 96 / 48, ""),
    ("v4_pod_hops", 8 + 8 + 8, ""),
    ("v7_pod_hops", 8 + 12 + 12, ""),
    ("v7_pod_compute", 9216 * 4614e-6, "EFLOP/s"),
    ("v4_pod_cut", 2 * 16 * 16, ""),
    ("v4_pod_bisection", 512 * 0.045, "TB/s"),
    ("v3_pod_bisection", 2 * 32 * 0.1, "TB/s"),
    ("v6e_pod_link_rate_by_bisection", 3200 / 32, "GB/s"),
    ("v7_pod_bisection", 2 * 16 * 24 * 0.1, "TB/s"),
    ("v7_pod_exchange_per_chip", 4 * 76_800 / 9216, "GB/s"),
    ("v7_pod_over_el_capitan", 42.5 / 1.742, ""),
    ("el_capitan_peak", 44_544 * 61.3e-6, "EFLOP/s"),
    ("slice_solid_hops", 2 + 4 + 4, ""),
    ("slice_flat_hops", 8 + 8, ""),
    ("slice_solid_cut", 2 * 4 * 8, ""),
    ("slice_flat_cut", 2 * 16, ""),
    ("v7_gemm_share", 100 * 2 * 956.4 / 2307, "percent"),
    ("v7_moe_training_share", 100 * 612.66 / 2307, "percent"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


def test_the_printed_bisections_count_one_way() -> None:
    """Catch a row by which the sentence no longer holds that Google's bisection counts one way."""
    for pod, name in (("tpu-v3-pod", "v3_pod_bisection"), ("tpu-v4-pod", "v4_pod_bisection")):
        assert fact(pod, "bisection-bandwidth").to("TB/s") == pytest.approx(result(name).to("TB/s"), rel=0.05)


def test_google_counts_the_hops_of_a_torus_as_we_do() -> None:
    """Catch a count of hops that differs from the one that Google prints for a torus of whole racks."""
    assert result("torus_1024_hops").to("") == fact("torus-3d-1024", "network-diameter").value


def test_every_link_of_a_slice_is_drawn_once() -> None:
    """Catch a drawing that leaves out links: rows of chips, and two strokes for each link round the back."""
    drawn = torus_slices.strokes([4, 8, 8])
    rings = 8 * 8 + 4 * 8 + 4 * 8
    assert (sum(out for *_, out in drawn), sum(not out for *_, out in drawn)) == (2 * rings, rings)


@pytest.mark.parametrize(
    ("devices", "sides"), [(64, [4, 4, 4]), (256, [4, 8, 8]), (4096, [16] * 3), (9216, [16, 24, 24])]
)
def test_racks_are_laid_out_evenly(devices: int, sides: list[int]) -> None:
    """Catch a layout that is longer than it need be."""
    assert even_sides(devices, 4) == sides


def test_a_torus_of_half_racks_is_refused() -> None:
    """Catch a layout that leaves chips over."""
    with pytest.raises(ValueError, match="must fill cubes"):
        even_sides(100, 4)
