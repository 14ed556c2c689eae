"""Chapter 8: its answers redone with a pencil, and its formulas held to what others print."""

import pytest

from scripts.charts import topologies_at_one_size, traffic_across_by_size
from scripts.computed import result
from scripts.facts import fact
from scripts.models import topology

ANSWERS = [
    ("topology_nvl72_links", 72 * 18, ""),
    ("topology_nvl72_bisection", 36 * 18, ""),
    ("topology_nvl72_bisection_bandwidth", 32.4, "TB/s"),
    ("topology_cm384_dies", 48 * 16, ""),
    ("topology_cm384_cables", 7 * 48 * 16, ""),
    ("topology_cm384_links", 2 * 7 * 48 * 16, ""),
    ("topology_cm384_switches", 7 * (48 + 16), ""),
    ("topology_cm384_hops", 4, ""),
    ("topology_cm384_oversubscription", 1, ""),
    ("topology_cm384_bisection_bandwidth", 384 * 0.196, "TB/s"),
    ("full_mesh_links_of_a_package", 383, ""),
    ("full_mesh_of_a_node", 8 * 7 / 2, ""),
    ("v4_links_across", 2 * 16 * 16, ""),
    ("v4_bisection", 512 * 0.045, "TB/s"),
    ("v4_rate_behind_bisection", 24_000 / 512, "GB/s"),
    ("v4_share_across", 100 * 512 / (2048 * 6), "percent"),
    ("v4_hops", 24, ""),
    ("v4_cables_of_a_rack", 6 * 16, ""),
    ("v5e_bisection", 32 * 0.045, "TB/s"),
    ("twist_gain", 2, ""),
    ("twist_hops_saved", 2, ""),
    ("ub_mesh_links_of_an_accelerator", 7 + 7 + 3 + 3, ""),
    ("ub_mesh_hops", 4, ""),
    ("ub_mesh_share_across", 100 * 256 * 2 * 2 / (512 * 20), "percent"),
    ("lost_switch_nvl72", 100 / 18, "percent"),
    ("lost_switch_cm384", 100 / 112, "percent"),
    ("lost_leaf_cm384", 100 / 7, "percent"),
    ("radix_for_one_stage_over_today", 768 / 48, ""),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_topologies_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(("network", "planes"), [("fat-tree-2-level", 1), ("multi-plane-fat-tree", 8)])
def test_table_3_of_zhao2025insights_for_fat_trees(network: str, planes: int) -> None:
    """Catch a Clos of 64 ports whose end points, switches or links between switches differ from the printed ones."""
    ours = topology.counts(kind="clos", sizes=[64, 32, 32, planes, 1])
    assert ours["cables"] == fact(network, "fabric-links", "zhao2025insights").value
    assert ours["endpoints"] == 2048
    if planes == 8:  # each end point there has one link, into one of the planes
        assert planes * ours["endpoints"] == fact(network, "scaleout-domain-size").value
        assert ours["switches"] == fact(network, "switches").value


def test_table_3_of_zhao2025insights_for_the_dragonfly() -> None:
    """Catch a dragonfly of 64 ports far from the printed one, which has two groups fewer than the full size."""
    ours = topology.counts(kind="dragonfly", sizes=[16, 32, 16])
    assert ours["endpoints"] == pytest.approx(fact("dragonfly", "scaleout-domain-size").value, rel=0.005)
    assert ours["switches"] == pytest.approx(fact("dragonfly", "switches").value, rel=0.005)
    between = ours["links"] - ours["endpoints"]
    assert between == pytest.approx(fact("dragonfly", "fabric-links").value, rel=0.005)


def test_the_panels_show_the_same_number_of_devices() -> None:
    """Catch a panel of another size, which would make the comparison unfair."""
    assert set(topologies_at_one_size.data()["endpoints"]) == {12}


def test_machines_stand_on_the_line_of_their_kind() -> None:
    """Catch a mark that lies off the line on which the text places it."""
    frame = traffic_across_by_size.data()
    share = frame[frame["machine"] != ""].set_index("machine")["percent"].to_dict()
    assert share["GB200 NVL72"] == share["CloudMatrix 384, dies"] == 100
    assert share["TPU v4 pod"] == pytest.approx(100 * 4 / (6 * 16))
    assert share["TPU v5e pod"] == pytest.approx(100 * 4 / (4 * 16))
    assert share["Atlas 800T A2"] == pytest.approx(100 * 16 / (4 * 7))
