"""Chapters: what they need exists, and the course has no circle."""

import networkx as nx

from scripts.chapters import CLAIMS, chapters


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
    from scripts import ROOT

    pages = {path.name for path in (ROOT / "docs" / "course").glob("*.md")} - {"index.md"}
    assert pages == {chapter.path.removeprefix("course/") for chapter in chapters().values() if chapter is not CLAIMS}
