"""Two builds of one state of the project give the same bytes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import ROOT
from scripts.serve import is_generated
from tests.site.inventory import expect_none


def copy_project(to: Path) -> Path:
    """The project without what was built, and without .git."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        dotted = {name for name in names if name.startswith(".")} if Path(folder) == ROOT else set()
        return dotted | {name for name in names if name == "__pycache__" or is_generated(Path(folder, name))}

    shutil.copytree(ROOT, to, ignore=left_out)
    shutil.copy(ROOT / ".gitignore", to)  # names the folders that a build makes
    return to


def build_date(site: Path) -> str:
    """The date with which a site was built, in seconds: its packed sitemap bears it."""
    return str(int.from_bytes((site / "sitemap.xml.gz").read_bytes()[4:8], "little"))


def first_difference(one: bytes, other: bytes) -> str:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"byte {at}: {one[max(0, at - 60) : at + 40]!r} against {other[max(0, at - 60) : at + 40]!r}"


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Path:
    """The project built once more, in another folder, with another hash seed, time zone and language."""
    folder = copy_project(tmp_path_factory.mktemp("copy") / "a longer path, with spaces" / "project")
    environment = {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONPATH": str(folder)}
    build = subprocess.run(
        [sys.executable, "-m", "scripts.build"],
        cwd=folder,
        env=os.environ | environment | {"SOURCE_DATE_EPOCH": build_date(site)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=900,
    )
    if build.returncode:
        pytest.fail(f"the build in a copy of the project failed:\n{build.stdout[-3000:]}", pytrace=False)
    return folder / "site"


def test_two_builds_give_the_same_bytes(site: Path, other_site: Path) -> None:
    """Catch a date, a path, an unsorted walk, a hash order or a time zone that gets into the site.

    It fails too where the project was changed after the site was built.
    """
    one, other = (
        {path.relative_to(each): path for path in each.rglob("*") if path.is_file()} for each in (site, other_site)
    )
    faults = [f"{path}: only one of the two builds has it" for path in sorted(one.keys() ^ other.keys())]
    for path in sorted(one.keys() & other.keys()):
        ours, theirs = one[path].read_bytes(), other[path].read_bytes()
        if ours != theirs:
            faults.append(f"{path}: {first_difference(ours, theirs)}")
    assert one, "the build made no file"
    expect_none(faults)


def test_no_path_of_this_machine_is_in_the_site(other_site: Path) -> None:
    """Catch the folder in which the site was built (a traceback, a source path) on a page."""
    folder = str(other_site.parent).encode()
    files = [path for path in other_site.rglob("*") if path.is_file()]
    expect_none([str(path.relative_to(other_site)) for path in files if folder in path.read_bytes()])
