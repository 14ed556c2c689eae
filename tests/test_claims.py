"""Claims: faults planted in a copy of the data, verdicts that must follow from it, sums done again, the feed."""

import shutil
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import ROOT, claims, computed, contract, facts, figures, links
from scripts.facts import data
from scripts.pages import check_prose, feed
from tests.test_data import faults, spoil

# What holds answers of the data, and must forget them when a test changes the data.
CACHES = (computed._result, claims.result)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of data/ to spoil."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


@pytest.fixture
def fresh() -> Iterator[None]:
    """Nothing remembered, before and after."""
    for cache in CACHES:
        cache.cache_clear()
    yield
    for cache in CACHES:
        cache.cache_clear()


def refusals(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the build says of the claims when it reads the data of a folder."""
    tables, sources, _ = contract.read_all(folder)
    changed = facts.assemble(tables, sources)
    monkeypatch.setattr(facts, "data", lambda: changed)
    return [str(problem) for problem in claims.problems_of(tables["claims"])]


# --- form -------------------------------------------------------------------------------------------------------------

PLANTED = {
    "a verdict outside the list": ("claims", {"id": "m7"}, {"verdict": "wrong"}, "m7: verdict is 'wrong'; write true, partly true"),
    "an error outside the list": ("claims", {"id": "m7"}, {"kind_of_error": "typo"}, "m7: kind_of_error is 'typo'; write unit"),
    "an error where all is true": ("claims", {"id": "s1"}, {"kind_of_error": "unit"}, "s1: verdict is true, but kind_of_error is unit"),
    "no error where something is wrong": ("claims", {"id": "m7"}, {"kind_of_error": "none"}, "m7: kind_of_error is none, but verdict is false"),
    "a verdict younger than the last look": ("claims", {"id": "m7"}, {"changed": "2027-01-01"}, "changed 2027-01-01 is after checked"),
    "a number without unit": ("claims", {"id": "m7"}, {"said_unit": ""}, "said and said_unit belong together"),
    "a unit that is none": ("claims", {"id": "m7"}, {"said_unit": "terra"}, "m7: said_unit 'terra' is not a unit"),
    "a favour outside the list": ("claims", {"id": "m7"}, {"favours": "amd"}, "m7: favours is 'amd'; write huawei, nvidia or neither"),
    "an unknown source": ("evidence", {"claim": "s7", "seq": "1"}, {"source": "patel2025cloud"}, "s7, finding 1: source 'patel2025cloud' is not in data/sources.json"),
    "evidence of no claim": ("evidence", {"claim": "s7", "seq": "1"}, {"claim": "s77"}, "claim 's77' is not in data/claims.csv"),
    "a finding without place": ("evidence", {"claim": "s7", "seq": "1"}, {"locator": ""}, "s7, finding 1: locator is missing"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_a_bad_row_is_named(copy: Path, name: str) -> None:
    """Catch a fault of form that passes, or is said without file, line and claim."""
    table, where, change, message = PLANTED[name]
    line = spoil(copy, lambda row: row.update(change), table, **where)
    assert any(fault.startswith(f"data/{table}.csv:{line}: ") and message in fault for fault in faults(copy)), faults(
        copy
    )


def test_a_claim_without_anything_behind_it_is_named(copy: Path) -> None:
    """Catch a verdict that rests on neither check nor evidence."""
    path = copy / "evidence.csv"
    path.write_text(
        "".join(
            line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("s7,")
        ),
        encoding="utf-8",
    )
    assert any("s7: decided_by is evidence, but data/evidence.csv has no row of it" in fault for fault in faults(copy))


# --- verdicts follow from the data ------------------------------------------------------------------------------------

TURNED = {
    "m4: a read between nodes as quick as was said": ("runs", {"case_id": "cm384_ub_p2p_002"}, {"measured_value": "1"}, "m4: verdict is false, but latency said (1 µs) equals", "write true"),
    "m18: one die": ("parts", {"whole": "ascend-910c", "part": "ascend-910c-die"}, {"count": "1"}, "m18: verdict is false, but dies said (1) overlaps with", "write disputed"),
    "m25: no source left that disagrees": ("facts", {"entity": "b200-sxm", "property": "hbm-bandwidth", "source": "nvidia2026dgxcbench"}, {"value": "8"}, "m25: verdict is disputed, but bandwidth said (8 TB/s) equals", "write true"),
    "m29: dense is half after all": ("facts", {"entity": "gb300-nvl72", "property": "peak-compute", "precision": "fp4", "sparsity": "dense"}, {"value": "720"}, "m29: verdict is outdated, but share said (50 %) equals", "write true"),
    "m13: a cooler rack of the other maker": ("facts", {"entity": "atlas-900-a3-compute-rack", "property": "system-power"}, {"value": "125"}, "m13: verdict is false, but", "write partly true"),
    "s2: a node more": ("parts", {"whole": "atlas-900-a3-node", "part": "ascend-910c"}, {"count": "7"}, "s2: verdict is true, but packages said (384) is greater than", "write false"),
    "s3: one product": ("facts", {"entity": "b200-sxm", "property": "peak-compute", "precision": "bf16"}, {"value": "2450"}, "s3: verdict is true only if, but", "write true"),
    "m1: chips as strong as the others": ("facts", {"entity": "gb200-nvl72", "property": "peak-compute", "precision": "bf16", "sparsity": "sparse"}, {"value": "60"}, "m1: verdict is true only if, but", "write true"),
}  # fmt: skip


@pytest.mark.parametrize("name", TURNED)
def test_a_verdict_that_no_longer_follows_stops_the_build(
    copy: Path, fresh: None, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Catch a verdict that stays when the row it rests on has changed, or a refusal that does not say what would be right."""
    table, where, change, now, right = TURNED[name]
    spoil(copy, lambda row: row.update(change), table, **where)
    found = refusals(copy, monkeypatch)
    assert any(fault.startswith("data/claims.csv:") and now in fault and right in fault for fault in found), found


def test_a_verdict_without_its_row_is_named(copy: Path, fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catch a check that breaks the build with a traceback where a row it needs is gone."""
    spoil(copy, lambda row: row.update(property="floor-area"), entity="gb200-nvl72", property="scaleup-bandwidth",
          source="nvidia2024gb200page")  # fmt: skip
    assert any("m7: its check cannot be run" in fault for fault in refusals(copy, monkeypatch))


def test_a_check_and_its_row_know_each_other(copy: Path, fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catch a check that nothing uses, and a claim that says it has one."""
    spoil(copy, lambda row: row.update(decided_by="evidence"), "claims", id="m7")
    spoil(copy, lambda row: row.update(decided_by="check"), "claims", id="m6")
    text = "\n".join(refusals(copy, monkeypatch))
    assert "m7: decided_by is evidence, but scripts/claims/m7.py stands; write check" in text
    assert "m6: decided_by is check, but there is no scripts/claims/m6.py; write evidence" in text


def test_every_verdict_follows_from_the_data() -> None:
    """Catch a verdict in the real data that its check does not give."""
    assert list(map(str, claims.problems_of(claims.table()))) == []


def test_every_relation_is_one_of_four() -> None:
    """Catch ranges that touch, nest or stand apart and get the wrong relation."""
    metre = facts.quantity

    def relation(first: tuple[float, float], second: tuple[float, float]) -> str:
        ends = [(metre(low, "m"), metre(high, "m")) for low, high in (first, second)]
        return claims.compare("one", ends[0], "other", ends[1], "cm", 0.02).relation

    assert relation((1, 1), (1.01, 1.01)) == "equal"
    assert relation((1, 2), (3, 4)) == "less" and relation((3, 4), (1, 2)) == "greater"
    assert relation((1, 3), (2, 4)) == relation((1, 4), (2, 3)) == relation((2, 2), (1, 3)) == "overlapping"


# --- sums, by other means ---------------------------------------------------------------------------------------------

PENCIL = {  # first and second quantity of the first comparison, in its unit
    "s2": ((384, 384), (12 * 4 * 8, 12 * 4 * 8)),
    "s4": ((2 * 353.9, 780), (360_000 / 2 / 72, 360_000 / 2 / 72)),
    "s11": ((384 / 72, 384 / 72), (384 * 0.7078 / 180, 384 * 0.78 / 180)),
    "s17": ((3, 3), (2263 / 365.25, 2263 / 365.25)),  # 16 May 2019 to 26 July 2025
    "m1": ((384 * 0.7078 / 180, 384 * 0.78 / 180), (1, 1)),
    "m5": ((383, 383), (2 * 7, 2 * 7)),
    "m9": ((144, 144), (18 * 4, 18 * 4)),
    "m10": ((8000, 8000), (900, 900)),
    "m11": ((2.3, 2.3), (559 / 145, 559 / 120)),
    "m12": ((28_000, 28_000), (559, 12 * 54 + 4 * 17.8)),
    "m13": ((559 / 16, 54), (120, 145)),
    "m14": ((30, 30), (1800 / 2 / (400 / 8), 18)),
    "m15": ((392, 392), (14 * 400 / 8, 700)),
    "m17": ((5.3, 5.3), (384 * 400 / (72 * 400), 384 / 72)),
    "m21": ((56.8, 56.8), (8192 / 144, 8192 / 144)),
    "m24": ((54, 54), (71, 71)),
    "m27": ((2.7, 2.7), (8.2 / 3.0, 8.2 / 3.0)),
    "m29": ((50, 50), (1080 / 1440 * 100, 75)),
}


@pytest.mark.parametrize("claim", PENCIL)
def test_the_sum_of_a_claim_by_hand(claim: str) -> None:
    """Catch a check that sums something else than its words say."""
    comparison = claims.result(claim).check.comparisons[0]
    for ends, wanted in zip((comparison.first, comparison.second), PENCIL[claim], strict=True):
        found = [float(end.to(claims.unit(comparison.unit)).magnitude) for end in ends]
        assert found == pytest.approx(wanted, rel=1e-6), str(comparison)


def test_the_second_sum_of_m7_by_hand() -> None:
    """Catch a bisection that counts both ways, or all of the GPUs."""
    low, _ = claims.result("m7").check.comparisons[1].second
    assert float(low.to("TB/s").magnitude) == pytest.approx(36 * 0.9)


ANSWERS = {
    "ascend_910c_int8": (2 * 752, "TOP/s"),
    "nvlink_gain_a100_to_h100": (450 / 300, ""),
    "cm384_hbm_bandwidth": (384 * 3.2, "TB/s"),
    "nvl72_rental": (72 * 3.3, "USD/hour"),
    "cm384_bisection": (192 * 0.392, "TB/s"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_of_the_exercises_by_hand(name: str) -> None:
    """Catch an answer of chapter 24 that does not come out."""
    value, unit = ANSWERS[name]
    assert computed.result(name).to(unit or "1") == pytest.approx(value)


def test_makers_of_large_domains_by_name() -> None:
    """Catch a maker that was counted by a plan, or forgotten."""
    from scripts.computed import claims_checked

    assert claims_checked._makers() == {"NVIDIA", "Huawei", "Google", "AWS"}


# --- what the pages say -----------------------------------------------------------------------------------------------


def test_every_claim_has_a_source() -> None:
    """Catch a verdict that rests on no source at all."""
    assert [key for key in data().claims if not claims.sources_of(key)] == []


def test_all_claims_are_there_in_order() -> None:
    """Catch a claim that was lost, and rows out of order."""
    wanted = [f"s{n}" for n in range(1, 21)] + [f"m{n}" for n in range(1, 30)]
    assert list(data().claims) == wanted


def test_numbers_in_claims_and_prose_state_their_records() -> None:
    """Catch a number of a claim or of the generated pages' prose that has no record, or states another value."""
    found = links.Checked()
    links.check_claims(set(figures.names()), found)
    check_prose(set(figures.names()), found)
    assert list(map(str, found.problems)) == []


def test_a_wrong_number_in_a_claim_is_named_with_its_line(
    copy: Path, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catch a claim's text that is not held to the records."""
    line = spoil(
        copy,
        lambda row: row.update(correction="It is [33.4 TB/s](computed:nvl72_bisection), or 12 GB/s."),
        "claims",
        id="m7",
    )
    tables = contract.read_all(copy)[0]
    monkeypatch.setattr(claims, "table", lambda: tables["claims"])
    found = links.Checked()
    links.check_claims(set(figures.names()), found)
    text = "\n".join(map(str, found.problems))
    assert f"data/claims.csv:{line}: computed:nvl72_bisection: '33.4 TB/s' is not what the record says" in text
    assert f"data/claims.csv:{line}: '12 GB/s' has no record" in text


def test_an_unknown_claim_on_a_page_is_named() -> None:
    """Catch a box for a claim that does not exist, inside a remark too."""
    found = links.Checked()
    links.check_page(links.Page(ROOT / "docs" / "planted.md", '!!! note\n\n    {{ claim("m77") }}\n'), set(), found)
    assert any("planted.md:3: no claim 'm77' in data/claims.csv" in str(problem) for problem in found.problems)


def test_the_feed_is_atom_and_the_same_twice() -> None:
    """Catch a feed that no reader accepts, that lacks a claim, or that holds the time of the build."""
    raw = feed.feed()
    root = etree.fromstring(raw)
    space = {"a": feed.ATOM}
    entries = root.findall("a:entry", space)
    ids = [entry.findtext("a:id", namespaces=space) for entry in entries]
    assert len(ids) == len(set(ids)) == len(data().claims)
    for element in (root, *entries):
        assert all(element.find(f"a:{need}", space) is not None for need in ("id", "title", "updated"))
    days = {row["changed"] for row in data().claims.values()}
    assert {entry.findtext("a:updated", namespaces=space)[:10] for entry in entries} <= days  # type: ignore[index]
    assert feed.feed() == raw
