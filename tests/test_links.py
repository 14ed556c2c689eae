"""The checking pass over Markdown: faults planted in a page, with the message that each gets."""

from pathlib import Path

import pytest

from scripts import ROOT, links
from scripts.links import Checked, Page


def messages(text: str, meta: dict | None = None) -> list[str]:
    """Problems of a page with this text."""
    found = Checked()
    links.check_page(Page(ROOT / "docs" / "planted.md", text, 1, meta or {}), {"per_what"}, found)
    return [str(problem) for problem in found.problems]


FAULTS = {
    "a wrong value": ("It draws [560 kW](fact:cloudmatrix-384/system-power/estimated).", "is not what the record says: 559 kW"),
    "several rows": ("[8 TB/s](fact:gb200-gpu/hbm-bandwidth)", "leaves 2 rows; add words"),
    "no such entity": ("[8](fact:gb200-nvl27/racks)", "did you mean gb200-nvl72?"),
    "no such property": ("[8](fact:gb200-nvl72/rack)", "gb200-nvl72 has no rack"),
    "no such source": ("[8 TB/s](fact:gb200-gpu/hbm-bandwidth/zuo2025cloudmatrix)", "leaves no row; there are"),
    "no such run": ("[8](run:cm384_nothing)", "no run 'cm384_nothing'"),
    "no such function": ("[8](computed:power_ration)", "did you mean power_ratio?"),
    "a mixed range": ("[8](range:ascend-910c/peak-compute)", "mixes precision"),
    "a unit outside": ("[559](fact:cloudmatrix-384/system-power/estimated) kW", "put the unit inside the link"),
    "an assumption without reason": ("[0.5 %](assumed:)", "an assumed number says why"),
    "an unknown figure": ('{{ figure("per_wat") }}', "no figure 'per_wat' in scripts/charts; did you mean per_what?"),
    "an unknown block": ('{{ chart("per_what") }}', "is unknown; write figure, explorable, formula or claim"),
    "a bare number": ("It draws 559 kW.", "'559 kW' has no record"),
    "a bare number in an ordinary link": ("See [384 packages](/index.md).", "'384 packages' has no record"),
    "a bare number in a table": ("| Power |\n| --- |\n| 559 kW |", "'559 kW' has no record"),
    "a bare number in an alternative": ('![559 kW of power](x.svg)', "'559 kW' has no record"),
    "a sum that does not hold": ("So 36 × 0.9 = 33.", "does not hold: the left side is 32.4"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_page_is_named(name: str) -> None:
    """Catch a fault that passes, or is said without file and line."""
    text, message = FAULTS[name]
    found = messages("First line.\n\n" + text)
    assert any(fault.startswith("docs/planted.md:") and message in fault for fault in found), found


def test_front_matter_is_scanned() -> None:
    """Catch a number in a description, which no link can cover."""
    assert any(
        "front matter description: '559 kW'" in fault for fault in messages("", {"description": "It draws 559 kW."})
    )


@pytest.mark.parametrize(
    "text",
    [
        "It draws [559 kW](fact:cloudmatrix-384/system-power/estimated) in [16 racks](fact:cloudmatrix-384/racks).",
        '[1.5 to 1.7 times](computed:compute_ratio), if [0.5 %](assumed: "for illustration") fail.',
        "`559 kW` and\n\n```\n559 kW\n```\n",
        "CloudMatrix 384 packages, GB200 NVL72 racks, H100 GPUs in 2025.",
        "So 72 × 0.9 TB/s = 64.8 TB/s.",
        '{{ figure("per_what") }}\nA caption.',
    ],
)
def test_a_good_page_passes(text: str) -> None:
    """Catch a check that stops an author who did nothing wrong."""
    assert messages(text) == []


def test_a_notebooks_markdown_is_checked() -> None:
    """Catch a number in a notebook's text, and a line number that is off."""
    text = links.notebook_markdown("# %% [markdown]\n# It draws 559 kW.\n\n# %%\nx = '300 kW'\n")
    found = Checked()
    links.check_page(Page(ROOT / "docs" / "notebooks" / "planted.py", text), set(), found)
    assert [str(problem).split(": ")[0] for problem in found.problems] == ["docs/notebooks/planted.py:2"]


def test_every_page_passes() -> None:
    """Catch a page that quotes a record wrongly, or a number without one."""
    from scripts import figures

    assert [str(problem) for problem in links.check(set(figures.names())).problems] == []


def test_the_line_of_a_fault_counts_the_front_matter(tmp_path: Path) -> None:
    """Catch line numbers that forget the lines above the text."""
    path = tmp_path / "page.md"
    path.write_text("---\ntitle: x\n---\n\nIt draws 559 kW.\n", encoding="utf-8")
    page = links.page(path)
    assert page.first_line + page.text.count("\n", 0, page.text.index("559")) == 5
