"""What three explorables promise: published rows instead of rules, one list of links, published totals."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from scripts.claims import said
from scripts.explorables import _input, machine_builder, spec_normaliser, topology_counter
from scripts.facts import data, fact
from scripts.models.spec_sheet import printed_figure
from scripts.models.topology import edges_of
from scripts.pages import claim
from scripts.units import unit


def values(module: Any, label: str, **changed: Any) -> dict[str, Any]:
    """The arguments of a preset, some of them changed."""
    preset = next(preset for preset in module.presets() if preset.label == label)
    return _input.values(module.INPUTS, preset) | changed


def normal(label: str, **changed: Any) -> dict[str, str]:
    """What the normaliser says of a preset."""
    return spec_normaliser.results(**values(spec_normaliser, label, **changed))


# --- spec normaliser --------------------------------------------------------------------------------------------------

ULTRA, PLAIN = "1.44 EF: GB300 NVL72", "1.44 EF: GB200 NVL72"


def test_gb300_takes_its_own_dense_row() -> None:
    """Catch the half of a sparse rate where the dense one is published."""
    found = normal(ULTRA)
    assert (found["undone"], found["normal"]) == ("its published row: 1,080 PFLOP/s", "15 PFLOP/s dense")


def test_what_is_not_published_is_said_and_never_derived() -> None:
    """Catch a dense rate that is made up where the data have none."""
    found = normal(ULTRA, precision="int8")
    assert found["normal"].startswith("not published") and "not published" in found["undone"]
    assert normal(ULTRA, machine="other")["normal"].startswith("not published")


def test_a_known_machine_has_its_own_packages() -> None:
    """Catch packages of the machine before that stay when another is chosen."""
    assert normal("42.5 EF: TPU7x pod", accelerators=72)["shared"].startswith("÷ 9,216 =")
    assert normal(PLAIN, machine="other", sparsity="dense", accelerators=100)["shared"].startswith("÷ 100 =")


def test_a_sparse_figure_that_is_not_its_published_one_is_pointed_out() -> None:
    """Catch a published dense row that is set under some other sparse figure without a word."""
    assert normal(ULTRA, said="2 EF")["undone"].endswith("its sparse is not said")


def test_each_step_of_a_bandwidth_is_a_sum() -> None:
    """Catch a direction or a count that is lost on the way to one package."""
    rack = normal("130 TB/s: GB200 NVL72")
    assert (rack["undone"], rack["shared"]) == ("÷ 2 ways = 65 TB/s one way", "÷ 72 = 902.8 GB/s")
    ports = normal("14 × 400G: CloudMatrix 384 (Atlas 900 A3 SuperPoD)")
    assert ports["read"] == "14 × 400 Gbit/s ÷ 8 = 700 GB/s" and "392 GB/s one way" in ports["published"]


def test_an_unstated_direction_leaves_two_results() -> None:
    """Catch a direction that is guessed."""
    label = next(preset.label for preset in spec_normaliser.presets() if " of 8,192" in preset.label)
    assert normal(label)["normal"] == "not stated: 994.9 GB/s or 1,990 GB/s one way"
    assert normal(label, direction="both-ways")["normal"] == "994.9 GB/s one way"


@pytest.mark.parametrize("preset", spec_normaliser.presets(), ids=lambda preset: preset.key)
def test_a_preset_says_what_its_record_says(preset: _input.Preset) -> None:
    """Catch a text of a preset that has another value than the row it stands for."""
    taken = preset.values["said"]
    assert isinstance(taken, _input.Taken)
    found = printed_figure(said=str(taken.value), counts=str(preset.values.get("counts", "unit")))
    row = taken.record.quantity  # type: ignore[union-attr]
    if row.dimensionless:  # a count of links, for a figure that no source prints
        return
    assert found["value"] == pytest.approx(
        float(row.to(unit("FLOP/s" if found["kind"] == "compute" else "byte/s")).magnitude)
    )


@pytest.mark.parametrize("name", claim.LOADED)
def test_a_claim_opens_the_normaliser_with_its_own_figure(name: str) -> None:
    """Catch a link to a preset that is not there, or that loads another figure than the claim states."""
    address = urlsplit(claim.normaliser_link(name) or "")
    key = parse_qs(address.query)["spec_normaliser"][0]
    preset = next(preset for preset in spec_normaliser.presets() if preset.key == key)
    row = data().claims[name]
    if row["said_unit"] in ("PFLOP/s", "TB/s"):
        text = str(_input.values(spec_normaliser.INPUTS, preset)["said"])
        stated = said(name).to(unit("FLOP/s" if row["said_unit"] == "PFLOP/s" else "byte/s")).magnitude
        assert printed_figure(said=text, counts="unit")["value"] == pytest.approx(stated)
    assert "spec_normaliser" in claim.foot(name, row)


# --- topology counter -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", topology_counter.presets(), ids=lambda preset: preset.key)
def test_the_counts_are_those_of_the_list_of_links(preset: _input.Preset) -> None:
    """Catch a count that is not the length of the list that is drawn."""
    given = _input.values(topology_counter.INPUTS, preset)
    sizes = topology_counter.checked(**given)
    found = topology_counter.results(**given)
    edges = edges_of(kind=given["kind"], sizes=sizes)
    assert found["links"] == len(edges)
    assert found["devices"] + found["switches"] == max(max(edge) for edge in edges) + 1


def test_machines_have_their_published_counts_and_planes() -> None:
    """Catch a preset that wires a machine otherwise than its sources say."""
    rack, pod = (
        topology_counter.results(**values(topology_counter, label))
        for label in ("GB200 NVL72", "CloudMatrix 384, by dies")
    )
    assert (rack["switches"], rack["hops"], rack["drawn"]) == (18, 2, "the whole network")
    assert (pod["devices"], pod["switches"], pod["hops"], pod["drawn"]) == (768, 7 * (48 + 16), 4, "one plane of 7")
    assert rack["bisection_bandwidth"] == pytest.approx(32.4e12) and pod["bisection_bandwidth"] == pytest.approx(
        75.264e12
    )
    assert pod["ports"] == "48 of 48"


def test_a_large_network_is_drawn_in_part_and_says_so() -> None:
    """Catch a drawing of thousands of lines, or of a part that is taken for the whole."""
    rows = topology_counter.rows(**values(topology_counter, "CloudMatrix 384, by dies"))
    assert (
        rows[-1]["text"] == "drawn: one plane of 7" and sum(row["what"] in ("line", "own") for row in rows) == 10752 / 7
    )
    rows = topology_counter.rows(**values(topology_counter, "Atlas 800T A2", endpoints=300))
    assert sum(row["what"] in ("line", "own") for row in rows) == 299 and "too many" in rows[-1]["text"]


# --- build your own machine -------------------------------------------------------------------------------------------

PUBLISHED = {
    ("GB200 NVL72", "compute"): ("FLOP/s", fact("gb200-nvl72", "peak-compute", "bf16", "dense")),
    ("GB200 NVL72", "memory"): ("byte", fact("gb200-nvl72", "hbm-capacity", "2026-08-01")),
    ("GB200 NVL72", "memory_bandwidth"): ("byte/s", fact("gb200-nvl72", "hbm-bandwidth", "nvidia2024gb200page")),
    ("GB200 NVL72", "power"): ("W", fact("gb200-nvl72", "system-power", "semianalysis2024rework")),
    ("GB200 NVL72", "price"): ("USD", fact("gb200-nvl72", "price", "benzinga2025cloudmatrix")),
    ("CloudMatrix 384", "compute"): ("FLOP/s", fact("atlas-900-a3-superpod", "peak-compute", "fp16", "bin=752T")),
    ("CloudMatrix 384", "memory"): ("byte", fact("cloudmatrix-384", "hbm-capacity")),
    ("CloudMatrix 384", "memory_bandwidth"): ("byte/s", fact("cloudmatrix-384", "hbm-bandwidth")),
    ("CloudMatrix 384", "power"): ("W", fact("cloudmatrix-384", "system-power", "estimated")),
    ("CloudMatrix 384", "cabinets"): ("count", fact("cloudmatrix-384", "racks")),
    ("CloudMatrix 384", "price"): ("USD", fact("cloudmatrix-384", "price", "benzinga2025cloudmatrix", "in-dollars")),
}  # fmt: skip


@pytest.mark.parametrize(("label", "total"), PUBLISHED)
def test_a_machine_rebuilt_has_its_published_totals(label: str, total: str) -> None:
    """Catch a part that does not add up to what is printed of the whole, within the tolerance of the property."""
    base, row = PUBLISHED[label, total]
    tolerance = data().properties[row.property]["tolerance"] or 1e-4
    found = machine_builder.results(**values(machine_builder, label))[total]
    assert found == pytest.approx(float(row.quantity.to(unit(base)).magnitude), rel=tolerance)


@pytest.mark.parametrize("start", ["GB200 NVL72", "CloudMatrix 384"])
def test_the_way_ends_at_the_other_machine(start: str) -> None:
    """Catch an input that is left behind on the walk."""
    other = {"GB200 NVL72": "CloudMatrix 384", "CloudMatrix 384": "GB200 NVL72"}[start]
    there = machine_builder.results(**values(machine_builder, start, walk=7))
    here = machine_builder.results(**values(machine_builder, other))
    assert {key: there[key] for key in there if key != "moved"} == pytest.approx(
        {key: here[key] for key in here if key != "moved"}
    )


def test_each_step_names_the_ratios_that_it_moved() -> None:
    """Catch a step that is credited with what another input did."""
    moved = [machine_builder.results(**values(machine_builder, "GB200 NVL72", walk=step))["moved"] for step in range(8)]
    assert moved[0] == "nothing changed yet" and moved[1].count("× 5.333") == 6
    assert moved[2].count("×") == 3 and moved[3].startswith("bisection × 0.4356") and "optical modules" in moved[4]
    assert [text.partition(" ×")[0] for text in moved[5:]] == ["power", "cabinets", "price"]
