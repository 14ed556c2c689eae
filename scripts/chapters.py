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
        return self.path.removeprefix("course/").removesuffix(".md")

    @property
    def address(self) -> str:
        """Below the root of the site."""
        return f"course/{self.slug}/"


@cache
def chapters() -> dict[int, Chapter]:
    """Written chapters by number."""
    found = {}
    for path in sorted((ROOT / "docs" / "course").glob("*.md")):
        front, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        meta = yaml.safe_load(front)
        if number := re.match(r"(\d+) · ", str(meta.get("title", ""))):
            heading = re.search(r"^# (.+)$", body, re.M)
            title = heading[1] if heading else path.stem
            found[int(number[1])] = Chapter(int(number[1]), f"course/{path.name}", title, tuple(meta.get("needs", ())))
    return dict(sorted(found.items()))
