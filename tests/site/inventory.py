"""The pages of the built site, learnt from its folder, as parsed HTML; and where their links lead."""

import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from scripts import ROOT
from scripts.serve import is_generated

LINKING = ("href", "src", "poster", "data", "action", "{http://www.w3.org/1999/xlink}href", "xlink:href")


@dataclass(frozen=True)
class SitePage:
    """One HTML page: `path` is relative to the site ("course/roofline/index.html")."""

    site: Path
    path: str

    @property
    def address(self) -> str:
        """As a browser asks for it, relative to the site's own address."""
        return self.path.removesuffix("index.html")

    @property
    def generated(self) -> bool:
        """Made from data by the build; the others are written by an author."""
        return is_generated(ROOT / "docs" / self.path.split("/")[0])

    @cached_property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring((self.site / self.path).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))

    @cached_property
    def ids(self) -> list[str]:
        return [element.get("id") for element in self.tree.xpath("//*[@id]")]

    def addresses(self) -> Iterator[tuple[html.HtmlElement, str]]:
        """Every address in the page with its element: links, and what the page loads."""
        for element in self.tree.iter(html.etree.Element):
            for name in LINKING:
                if (value := element.get(name)) is not None:
                    yield element, value.strip()
            for candidate in (element.get("srcset") or "").split(","):
                if candidate.strip():
                    yield element, candidate.split()[0]
            if (element.get("http-equiv") or "").lower() == "refresh":
                yield element, element.get("content").partition("url=")[2]

    def resolve(self, address: str) -> tuple[str, str]:
        """The file within the site (relative) and the anchor that a relative address leads to."""
        parts = urlsplit(address)
        path = unquote(parts.path)
        if not path:
            return self.path, unquote(parts.fragment)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), path))
        if path.endswith("/") or target == "." or (self.site / target).is_dir():
            target = posixpath.normpath(posixpath.join(target, "index.html"))
        return target, unquote(parts.fragment)


def all_pages(site: Path) -> list[SitePage]:
    return [SitePage(site, path.relative_to(site).as_posix()) for path in sorted(site.rglob("*.html"))]


def is_external(address: str) -> bool:
    return bool(re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", address))


def authored_and_sample(pages: Sequence[SitePage], step: int = 0) -> list[SitePage]:
    """All authored pages; of each folder of generated ones the two largest, the smallest, and each `step`-th between."""
    chosen = [page for page in pages if not page.generated]
    folders: dict[str, list[SitePage]] = {}
    for page in pages:
        if page.generated:
            folders.setdefault(page.path.split("/")[0], []).append(page)
    for members in folders.values():
        members.sort(key=lambda page: ((page.site / page.path).stat().st_size, page.path))
        chosen += members[-2:] + (members[:-2:step] if step else members[:-2][:1])
    return chosen


def expect_none(faults: Collection[str], shown: int = 40) -> None:
    """Fail with all faults in one message, cut where it would be too long to read."""
    if faults:
        more = f"\n… and {len(faults) - shown} more" if len(faults) > shown else ""
        pytest.fail(f"{len(faults)} found:\n" + "\n".join(sorted(faults)[:shown]) + more, pytrace=False)
