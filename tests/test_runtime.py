"""The committed runtime of the explorables is what its recipe makes."""

import json
import re
import shutil
import subprocess
import warnings
from gzip import compress
from pathlib import Path

import pytest

from scripts import ROOT

RECIPE = ROOT / "scripts" / "runtime"
ASSETS = ROOT / "docs" / "assets"
FILES = ("vega.js", "vega-licences.txt")
MOST = 100_000  # bytes compressed; the aim for it and a first model is 130 kB


def test_the_runtime_is_what_its_recipe_makes(tmp_path: Path) -> None:
    """Catch a bundle that was edited, or a recipe that was changed without building."""
    if not shutil.which("node") or not shutil.which("npm"):
        missing = "NOT CHECKED: Node and npm are not here, so docs/assets/vega.js was not built again and compared"
        warnings.warn(missing, stacklevel=1)
        pytest.skip(missing)
    done = subprocess.run(["sh", str(RECIPE / "build.sh"), str(tmp_path)], capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-2000:]
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (ASSETS / name).read_bytes(), (
            f"{name}: run sh scripts/runtime/build.sh"
        )


def test_the_versions_are_pinned_without_addresses() -> None:
    """Catch a range where a version should be, and a registry's address in the lock."""
    wanted = json.loads((RECIPE / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"[\d.]+", version) for version in wanted.values()), wanted
    lock = (RECIPE / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock and "registry" not in lock
    held = json.loads(lock)["packages"]
    assert {name: held[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_the_runtime_stays_small_and_names_its_licences() -> None:
    """Catch a part of Vega that comes in by mistake, and code of others without its notice."""
    assert len(compress((ASSETS / "vega.js").read_bytes(), 9)) < MOST
    notices = (ASSETS / "vega-licences.txt").read_text(encoding="utf-8")
    assert "vega-view 6" in notices and "d3-scale 4" in notices and "Mike Bostock" in notices
    assert "vega-licences.txt" in (ASSETS / "vega.js").read_text(encoding="utf-8")[:200]
