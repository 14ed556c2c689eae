"""Machines side by side: a cell holds what was published in that form, and nothing else."""

import json

import pytest

from scripts import compare
from scripts.facts import data, facts
from scripts.pages import compare as page

NVL72, CM384 = "gb200-nvl72", "cloudmatrix-384"
COMPUTE, FP4 = ("peak-compute", "bf16"), ("peak-compute", "fp4")


def test_a_sparse_figure_stands_in_no_dense_cell() -> None:
    """Catch a headline in sparse FP4 that is shown as dense, or the reverse."""
    sparse = compare.cell(NVL72, "system", FP4, "sparse", "one-way")
    assert sparse and {row.sparsity for row in sparse.rows} == {"sparse"}
    dense = compare.cell(NVL72, "system", FP4, "dense", "one-way")
    assert dense is None or {row.sparsity for row in dense.rows} == {"dense"}


def test_a_form_that_nobody_published_is_missing() -> None:
    """Catch both ways made up from one way, which Huawei's paper and NVIDIA's page print in different forms."""
    for row in facts(CM384, "scaleup-bandwidth"):
        assert row.direction == "both-ways", "the example of this test has gone; choose another"
    assert compare.cell(CM384, "system", ("scaleup-bandwidth", None), "dense", "one-way") is None


@pytest.mark.parametrize("machine", [NVL72, CM384])
def test_every_row_of_a_cell_has_its_form(machine: str) -> None:
    """Catch a row of another scope, direction, sparsity or number format in a cell."""
    for line in compare.LINES:
        for sparsity, direction in compare.forms(line).values():
            for level in compare.LEVELS:
                cell = compare.cell(machine, level, line, sparsity, direction)
                for row in cell.rows if cell else ():
                    assert (row.property, row.precision) == line or line[1] is None
                    assert row.sparsity in (None, sparsity) or "sparsity" not in (
                        data().properties[line[0]]["requires"] or ""
                    )
                    assert row.direction in (None, direction)
                    assert (
                        row.scope is None or row.property in compare.WITHOUT_SCOPE or row.scope in compare.LEVELS[level]
                    )


def test_a_range_spans_all_sources() -> None:
    """Catch a range that leaves a source out: the power of NVL72 is disputed."""
    cell = compare.cell(NVL72, "system", ("system-power", None), "dense", "one-way")
    assert cell and cell.low.to("kW").magnitude == 120 and cell.high.to("kW").magnitude == 145


def test_the_accelerator_of_a_machine_is_found_down_the_ladder() -> None:
    """Catch a package level that shows a processor, a switch, or nothing."""
    assert compare.members(CM384, "package") == ("ascend-910c",)
    assert compare.members(CM384, "die") == ("ascend-910c-die",)
    assert compare.members(NVL72, "package") == ("gb200-gpu",)


def test_per_accelerator_is_the_whole_over_its_accelerators() -> None:
    """Catch a share over dies, nodes or the other machine's count."""
    whole = compare.cell(CM384, "system", ("hbm-capacity", None), "dense", "one-way")
    assert whole and compare.per(CM384, whole, "accelerator") == "0.1281 TB"


def test_the_scripts_cells_are_the_cells_of_python() -> None:
    """Catch a JSON that says other than the functions, or leads to a record that is not there."""
    found = json.loads(page.cells())
    entry = found["cells"][NVL72]["system-power"]["system"]
    assert entry[0] == "120–145 kW" and entry[1] == "machines/gb200-nvl72/#system-power"
    anchors = {row.url.replace(".md#", "/#").lstrip("/") for row in data().facts}
    for machine, lines in found["cells"].items():
        for line, forms in lines.items():
            for text, address, count, _ in forms.values():
                assert count > 1 or address in anchors, (machine, line, text, address)
