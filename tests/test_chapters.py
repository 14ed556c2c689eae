"""Chapters: what they need exists, and the course has no circle."""

import re

import networkx as nx

from scripts import ROOT
from scripts.chapters import CLAIMS, Chapter, chapters
from scripts.pages import claims


def test_every_chapter_needs_chapters_that_are_written() -> None:
    """Catch a misspelt slug in `needs`, which would silently drop a link under the page."""
    slugs = {chapter.slug for chapter in chapters().values()}
    for chapter in chapters().values():
        assert set(chapter.needs) <= slugs, f"{chapter.path} needs {set(chapter.needs) - slugs}"


def test_no_chapter_needs_itself_in_the_end() -> None:
    """Catch two chapters that each ask the reader to read the other first."""
    edges = [(need, chapter.slug) for chapter in chapters().values() for need in chapter.needs]
    assert nx.is_directed_acyclic_graph(nx.DiGraph(edges))


def test_every_page_of_the_course_is_a_chapter() -> None:
    """Catch a chapter without number in its title, which no list would name."""
    pages = {path.name for path in (ROOT / "docs" / "course").glob("*.md")} - {"index.md"}
    assert pages == {chapter.path.removeprefix("course/") for chapter in chapters().values() if chapter is not CLAIMS}


def text(chapter: Chapter) -> str:
    """The chapter's Markdown, that of the generated one as its module has it."""
    return claims.PROSE if chapter is CLAIMS else (ROOT / "docs" / chapter.path).read_text(encoding="utf-8")


def test_the_sentence_of_needs_links_what_the_front_matter_names() -> None:
    """Catch a chapter that tells its reader to have read other chapters than those at its foot."""
    for chapter in chapters().values():
        said = re.search(r"^You need .*?After this\s+chapter", text(chapter), re.DOTALL | re.MULTILINE)
        assert said, f"{chapter.path} says nothing of what its reader needs"
        linked = set(re.findall(r"\(/course/([\w-]+)\.md", said[0]))
        assert set(chapter.needs) <= linked, f"{chapter.path}: {set(chapter.needs) - linked} is needed and not linked"


def test_the_list_of_the_course_has_every_chapter_in_order() -> None:
    """Catch a chapter that the course leaves out, or that stands under another's number."""
    listed = (ROOT / "docs" / "course" / "index.md").read_text(encoding="utf-8").partition("## Reading paths")[0]
    items = re.findall(r"^(?:\d+\. |<li markdown=\"1\">)\[[^\]]+\]\(/([\w/-]+\.md)\)", listed, re.MULTILINE)
    assert items == [chapter.path for chapter in chapters().values()]
