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
    """The project without what was built, and without .git: then the build takes a fixed date."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        dotted = {name for name in names if name.startswith(".")} if Path(folder) == ROOT else set()
        return dotted | {name for name in names if name == "__pycache__" or is_generated(Path(folder, name))}

    shutil.copytree(ROOT, to, ignore=left_out)
    shutil.copy(ROOT / ".gitignore", to)  # names the folders that a build makes
    return to


def start_build(folder: Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "scripts.build"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def first_difference(one: bytes, other: bytes) -> str:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"byte {at}: {one[max(0, at - 60) : at + 40]!r} against {other[max(0, at - 60) : at + 40]!r}"


@pytest.fixture(scope="module")
def two_sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same project built in two folders, with another hash seed, time zone, language and path."""
    one = copy_project(tmp_path_factory.mktemp("a") / "p")
    other = copy_project(tmp_path_factory.mktemp("b") / "a longer path, with spaces" / "project")
    builds = [
        start_build(one, PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C.UTF-8"),
        start_build(other, PYTHONHASHSEED="2", TZ="America/Los_Angeles", LC_ALL="C"),
    ]
    for build in builds:
        said, _ = build.communicate(timeout=900)
        if build.returncode:
            pytest.fail(f"the build in a copy of the project failed:\n{said[-3000:]}", pytrace=False)
    return one / "site", other / "site"


def test_two_builds_give_the_same_bytes(two_sites: tuple[Path, Path]) -> None:
    """Catch a date, a path, an unsorted walk, a hash order or a time zone that gets into the site."""
    one, other = ({path.relative_to(site): path for path in site.rglob("*") if path.is_file()} for site in two_sites)
    faults = [f"{path}: only one of the two builds has it" for path in sorted(one.keys() ^ other.keys())]
    for path in sorted(one.keys() & other.keys()):
        ours, theirs = one[path].read_bytes(), other[path].read_bytes()
        if ours != theirs:
            faults.append(f"{path}: {first_difference(ours, theirs)}")
    assert one, "the build made no file"
    expect_none(faults)


def test_no_path_of_this_machine_is_in_the_site(two_sites: tuple[Path, Path]) -> None:
    """Catch the folder in which the site was built (a traceback, a source path) on a page."""
    for site in two_sites:
        folder = str(site.parent).encode()
        files = [path for path in site.rglob("*") if path.is_file()]
        expect_none([str(path.relative_to(site)) for path in files if folder in path.read_bytes()])
