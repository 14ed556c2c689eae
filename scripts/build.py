"""Build the site: check the data, draw the figures, run the notebooks, check the pages, write the generated ones, render.

    python -m scripts.build            into ./site
    python -m scripts.build --serving  without PNG files, for quick turns while writing

A build goes to a new folder and takes the place of ./site when it is whole. What is wrong is said all at once, with file
and line, and the last good site stays.
"""

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scripts import ROOT
from scripts.contract import Refused

FIXED = 1_750_000_000  # used where there is no commit to take the date from


def epoch() -> str:
    """The date of the last commit, in seconds, so that two builds of it are alike."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return os.environ["SOURCE_DATE_EPOCH"]
    git = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip() or str(FIXED)
    except (OSError, subprocess.CalledProcessError):
        print(
            f"No git history here (a zip download?): the pages take a fixed date, {time.strftime('%d %B %Y', time.gmtime(FIXED))}."
        )
        return str(FIXED)


def step(name: str, work: Callable[[], object]) -> None:
    """Run one step and say how long it took."""
    begin = time.monotonic()
    print(f"  {name} …", end="", flush=True)
    try:
        work()
    finally:
        print(f"\r  {name}: {time.monotonic() - begin:.1f} s", flush=True)


def check_pages() -> None:
    """Check the Markdown, write what the extension looks up and the generated pages. Raises Refused."""
    import json

    from scripts import facts, figures, links, pages
    from scripts.pages import claim

    found = links.check(set(figures.names()))
    pages.check_prose(set(figures.names()), found)
    if found.problems:
        raise Refused(found.problems)
    figures.write(ROOT / ".build" / "links.json", json.dumps(found.hrefs, indent=0, sort_keys=True))
    figures.write(ROOT / ".build" / "formulas.json", json.dumps(found.formulas, indent=0, sort_keys=True))
    figures.write(ROOT / ".build" / "claims.json", claim.boxes())
    figures.write(ROOT / ".build" / "dates.json", json.dumps(links.oldest_and_newest(found), indent=0, sort_keys=True))
    with facts.traced():
        pages.write_all(found)


def render(target: Path) -> None:
    """MkDocs, strict. Raises Refused with its warnings."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    environment = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(ROOT),
        "SOURCE_DATE_EPOCH": os.environ["SOURCE_DATE_EPOCH"],
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit("\n" + "\n".join(line for line in done.stderr.splitlines() if not line.startswith("INFO")))
    tidy(target)


def tidy(target: Path) -> None:
    """What MkDocs stamps with the time of the build gets the date of the commit."""
    sitemap = target / "sitemap.xml.gz"
    if sitemap.exists():
        text = (target / "sitemap.xml").read_bytes()
        sitemap.write_bytes(gzip.compress(text, mtime=int(os.environ["SOURCE_DATE_EPOCH"])))


def swap(target: Path) -> None:
    """Put the whole new site in the place of the old one."""
    site, old = ROOT / "site", ROOT / ".build" / "old-site"
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    target.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def build(pictures: bool = True) -> None:
    """All steps in order. Raises Refused or SystemExit, and then ./site is as it was."""
    from scripts import checks, claims, figures, notebooks

    os.environ["SOURCE_DATE_EPOCH"] = epoch()
    target = ROOT / ".build" / "new-site"
    shutil.rmtree(target, ignore_errors=True)
    (ROOT / ".build").mkdir(exist_ok=True)
    step("check the data", checks.check)
    step("check the claims", claims.check_all)
    step("draw the figures", lambda: figures.draw_all(pictures))
    step("run the notebooks", lambda: notebooks.execute_notebooks(ROOT))
    step("check the pages", check_pages)
    step("render", lambda: render(target))
    swap(target)


def main() -> int:
    """Build, and say what is wrong or how long it took."""
    parser = argparse.ArgumentParser(description="Build the site into ./site.")
    parser.add_argument("--serving", action="store_true", help="leave out PNG files")
    options = parser.parse_args()
    begin = time.monotonic()
    try:
        build(pictures=not options.serving)
    except Refused as refused:
        print(f"\n{refused}\n{len(refused.problems)} problems; ./site is as it was.", file=sys.stderr)
        return 1
    print(f"Built ./site in {time.monotonic() - begin:.1f} s.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
