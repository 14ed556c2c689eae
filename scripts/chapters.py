"""The chapters of the course as they stand on disk, by the number in their front matter."""

import re
from dataclasses import dataclass
from functools import cache

import yaml

from scripts import ROOT


@dataclass(frozen=True)
class Chapter:
    """A written chapter: its number, its page below docs/, its title, the chapters it builds on."""

    number: int
    path: str
    title: str
    needs: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The name that `needs` uses."""
        return self.path.removeprefix("course/").removesuffix(".md").removesuffix("/index")

    @property
    def address(self) -> str:
        """Below the root of the site."""
        return self.path.removesuffix(".md").removesuffix("/index") + "/"


# The one chapter that is generated, and so has no file to read: scripts/pages/claims.py writes it.
CLAIMS = Chapter(
    24,
    "claims/index.md",
    "Claims checked: what of what you have read is true?",
    ("reading-a-spec-sheet", "side-by-side"),
)


@cache
def chapters() -> dict[int, Chapter]:
    """Written chapters by number."""
    found = {CLAIMS.number: CLAIMS}
    for path in sorted((ROOT / "docs" / "course").glob("*.md")):
        front, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        meta = yaml.safe_load(front)
        if number := re.match(r"(\d+) · ", str(meta.get("title", ""))):
            heading = re.search(r"^# (.+)$", body, re.M)
            title = heading[1] if heading else path.stem
            found[int(number[1])] = Chapter(int(number[1]), f"course/{path.name}", title, tuple(meta.get("needs", ())))
    return dict(sorted(found.items()))
