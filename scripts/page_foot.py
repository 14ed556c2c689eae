"""A hook of MkDocs: tell the theme how old the figures of a page are, and what a chapter builds on and leads to.

Generated pages say the first in their front matter; chapters say the second in theirs (`needs`).
"""

import json
from functools import cache
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from scripts import ROOT
from scripts.chapters import chapters


@cache
def dates() -> dict[str, list[str]]:
    """What the checking pass found: page to oldest and newest row."""
    return json.loads((ROOT / ".build" / "dates.json").read_text(encoding="utf-8"))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Set `dates` where the page has figures."""
    name = page.file.src_uri.replace(".ipynb", ".py")
    page.meta.setdefault("dates", dates().get(name) or dates().get(name.removeprefix("notebooks/")))
    this = next((chapter for chapter in chapters().values() if chapter.path == name), None)
    if this:
        context["builds_on"] = [chapter for chapter in chapters().values() if chapter.slug in this.needs]
        context["leads_to"] = [chapter for chapter in chapters().values() if this.slug in chapter.needs]
    return context
