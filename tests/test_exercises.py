"""The answers of exercises and worked examples, done here by other means than on the page."""

import networkx as nx
import pytest

from scripts.charts import domain_size_by_bandwidth, machine_levels
from scripts.computed import result
from scripts.facts import fact
from scripts.models.topology import clos_edges, single_stage_edges

ANSWERS = [
    # chapter 1
    ("all_gather_share_from_the_other_node", 100 * 8 / 15, "percent"),
    ("servers_as_large_as_cloudmatrix", 384 / 8, ""),
    ("scaleup_over_scaleout_gb200", 900 / (400 / 8), ""),
    ("scaleup_over_scaleout_910c", 392 / (400 / 8), ""),
    ("server_gain_a100_to_b200", 900 / 300, ""),
    ("package_gain_910b_to_910c", 392 / 196, ""),
    # chapter 14
    ("nvl72_hbm_per_gpu_present", 13_400 / 72, "GB"),
    ("nvl72_hbm_per_gpu_2024", 13_500 / 72, "GB"),
    ("nvl72_hbm_per_gpu_press", 13_800 / 72, "GB"),
    ("gb300_fp4_wrong_half", 720, "PFLOP/s"),
    ("gb300_fp4_dense_over_sparse", 0.75, ""),
    ("nvl72_gpus_from_trays", 72, ""),
    ("nvl72_switch_chips_from_trays", 18, ""),
    ("nvl72_bisection", 32.4, "TB/s"),
    # chapter 15
    ("ub_fourteen_at_nominal", 700, "GB/s"),
    ("ub_package_bandwidth", 392, "GB/s"),
    ("ub_link_rate_in_bits", 224, "Gbit/s"),
    ("ub_second_level_switches", 112, ""),
    ("cm384_cabinets", 16, ""),
    ("cm384_dies", 768, ""),
    ("cm384_full_mesh_links", 384 * 383 / 2, ""),
    ("cabinet_maximum_power", 12 * 54 + 4 * 17.8, "kW"),
    ("ub_chip_down", 448, "GB/s"),
    ("ub_switches_by_cabinets", 4 * 14 * 2, ""),
    ("ub_links_per_module", 2, ""),
    ("ub_rate_per_module", 448, "Gbit/s"),
    ("ub_module_ports", 48 * 56 + 4 * 14 * 48, ""),
    ("ub_modules_by_analysts", 384 * 14, ""),
    ("cm384_both_ways", 384 * 2 * 0.392, "TB/s"),
    ("cm384_both_ways_at_nominal", 384 * 7 * 2 * 0.05, "TB/s"),
    ("ub_read_share_between_nodes", 100 * 164 / 196, "percent"),
    ("ub_added_read_latency", 0.7, "us"),
    ("cm384_share_of_machine_used", 100 * 256 / 384, "percent"),
    ("cm384_decode_share_at_tight_target", 100 * 538 / 1943, "percent"),
    ("cm384_dispatch_bandwidth_held", 100 * 54 / 71, "percent"),
    ("cm384_combine_bandwidth_held", 100 * 103 / 131, "percent"),
    ("cm384_acceptance_assumed", 70, "percent"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer on a page wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


RANGES = [
    ("compute_ratio", 384 * 2 * 353.9 / 180_000, 384 * 780 / 180_000),
    ("compute_ratio_per_accelerator", 2 * 353.9 / 2500, 780 / 2500),
    ("power_ratio", 559 / 145, 559 / 120),
    ("break_even_tariff_ratio", (180 / 145) / (384 * 0.78 / 559), (180 / 120) / (384 * 0.7078 / 559)),
]


@pytest.mark.parametrize(("name", "low", "high"), RANGES)
def test_a_range_is_what_a_pencil_gives(name: str, low: float, high: float) -> None:
    """Catch a range whose ends pair the wrong readings."""
    number = result(name)
    assert (number.low.to("").magnitude, number.high.to("").magnitude) == pytest.approx((low, high), rel=1e-9)


def test_the_price_at_which_both_are_equal() -> None:
    """Catch a break-even price that would not make compute per dollar equal."""
    low, high = (end.to("USD").magnitude for end in (result("break_even_price").low, result("break_even_price").high))
    assert (low, high) == pytest.approx((384 * 707.8 / 180_000 * 3.0e6, 384 * 780 / 180_000 * 3.9e6), rel=1e-9)


def test_the_network_of_nvl72_is_what_is_counted() -> None:
    """Catch an edge list that is not a link from every GPU to every switch chip."""
    graph = nx.Graph(single_stage_edges(endpoints=72, planes=18))
    degrees = dict(graph.degree)
    assert graph.number_of_edges() == 1296 == result("nvl72_links").to("")
    assert {degrees[n] for n in range(72)} == {18} and {degrees[72 + n] for n in range(18)} == {72}
    assert fact("nvswitch-4", "switch-ports").value == 72


def test_the_network_of_cloudmatrix_is_what_is_counted() -> None:
    """Catch an edge list whose sub-planes touch, or whose switches have other ports than printed."""
    dies = 48 * 16
    whole = nx.Graph(clos_edges(leaves=48, leaf_endpoints=16, spines=16, planes=7, trunk_links=1))
    assert nx.shortest_path_length(whole, 0, dies - 1) - 1 == result("ub_switches_between_nodes").to("")
    graph = whole.subgraph(range(dies, len(whole)))
    assert graph.number_of_edges() == 5376 == result("ub_uplinks").to("")
    planes = list(nx.connected_components(graph))
    assert len(planes) == 7 and nx.is_bipartite(graph)
    for plane in planes:
        assert graph.subgraph(plane).number_of_edges() == 768 == result("ub_uplinks_per_plane").to("")
        ports = sorted(degree for _, degree in graph.subgraph(plane).degree)
        assert ports == [16] * 48 + [int(fact("ub-switch-l2", "switch-ports").value)] * 16


def test_ub_does_not_block_by_its_port_counts() -> None:
    """Catch a row that leaves a first-level chip with more below than above, or a sub-plane short of ports."""
    assert result("ub_chip_down").to("GB/s") == pytest.approx(result("ub_chip_up").to("GB/s"))
    assert result("ub_uplinks_per_plane").to("") == result("ub_ports_per_plane").to("")


def test_paper_and_white_paper_count_the_same_switches_and_modules() -> None:
    """Catch a row by which two documents, or the two ends of the fibres, no longer agree as the chapter says."""
    assert result("ub_switches_by_cabinets").to("") == result("ub_second_level_switches").to("")
    assert result("ub_module_ports_at_nodes").to("") == result("ub_module_ports_at_switches").to("")
    assert result("ub_module_ports").to("") == result("ub_modules_by_analysts").to("")


def test_the_squares_of_the_levels_are_the_packages_in_them() -> None:
    """Catch a drawing that shows more or fewer packages than its row says."""
    frame = machine_levels.data()
    for row in frame[frame["groups"] > 0].to_dict("records"):
        bars = machine_levels.drawing(row["level"], row["packages"], row["groups"], 8.0, 6.0)
        assert sum(round((long + 1) / 8) for _, _, long, _ in bars) == row["packages"]
        assert len({(x, top) for x, top, _, _ in bars}) == len(bars)
    assert dict(zip(frame["name"], frame["packages"], strict=True))["CloudMatrix 384"] == 384


def test_a_domain_stands_at_one_way_rates() -> None:
    """Catch a rate with both directions added, or one of the smaller Atlas 950 at the larger."""
    frame = domain_size_by_bandwidth.data()
    rates = frame.groupby("id")["gb_per_s_one_way"].agg(sorted).to_dict()
    assert rates["hgx-b200"] == rates["gb200-nvl72"] == [900]
    assert rates["vera-rubin-nvl72"] == [1500, 1800]
    assert (rates["atlas-950-superpod-1024"], rates["atlas-950-superpod"]) == ([840], [1008])
    assert set(frame[~frame["delivered"]]["id"]) == {"helios-rack", "atlas-950-superpod"}
