"""A hook of MkDocs: tell the theme how old the figures of a page are. Generated pages say so in their front matter."""

import json
from functools import cache
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from scripts import ROOT


@cache
def dates() -> dict[str, list[str]]:
    """What the checking pass found: page to oldest and newest row."""
    return json.loads((ROOT / ".build" / "dates.json").read_text(encoding="utf-8"))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Set `dates` where the page has figures."""
    name = page.file.src_uri.replace(".ipynb", ".py")
    page.meta.setdefault("dates", dates().get(name) or dates().get(name.removeprefix("notebooks/")))
    return context
