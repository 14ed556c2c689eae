"""Write the generated pages as plain Markdown. They stand on disk before MkDocs runs, outside the navigation, written only
where they changed; what is no longer generated is deleted.
"""

from scripts import ROOT
from scripts.chapters import CLAIMS
from scripts.facts import data
from scripts.figures import write
from scripts.links import Checked, Page, check_page
from scripts.pages import (
    accuracy,
    claims,
    compare,
    disagreements,
    download,
    feed,
    glossary,
    machine_index,
    machines,
    numbers,
    properties,
    rules,
    sources,
    story,
)
from scripts.pages.text import DOCS

FOLDERS = (
    "accuracy",
    "claims",
    "story",
    "machines",
    "sources",
    "properties",
    "computed",
    "disagreements",
    "compare",
    "glossary",
    "rules",
    "data",
)


PROSE = {
    "scripts/pages/story.py": ("story/index.md", (story.PROSE, story.SUMMARY)),
    "scripts/pages/claims.py": (CLAIMS.path, (claims.PROSE, claims.EXERCISES, claims.TELL)),
}


def check_prose(known_figures: set[str], found: Checked) -> None:
    """What an author wrote into generated pages is held to the records like any page."""
    for file, (shown_on, parts) in PROSE.items():
        source = (ROOT / file).read_text(encoding="utf-8")
        for text in parts:
            line = source.count("\n", 0, source.index(text[: text.index("\n")])) + 1
            check_page(Page(ROOT / file, text, line, shown_on=shown_on), known_figures, found)


def write_all(found: Checked) -> None:
    """All generated pages and files to take away."""
    files: dict[str, str | bytes] = {"machines/index.md": machine_index.page()}
    files |= {f"machines/{key}.md": machines.page(key, found) for key in data().entities}
    files |= {f"properties/{group}.md": properties.page(group) for group in properties.groups()}
    files |= {
        "sources/index.md": sources.page(found),
        "computed/index.md": numbers.page(found),
        "properties/index.md": properties.index(),
        "accuracy/index.md": accuracy.page(),
        "disagreements/index.md": disagreements.page(),
        "glossary/index.md": glossary.page(),
        "rules/index.md": rules.page(),
        "compare/index.md": compare.page(),
        "compare/machines.json": compare.cells(),
        "data/index.md": download.page(),
        CLAIMS.path: claims.page(),
        "story/index.md": story.page(),
    } | {f"data/{name}": content for name, content in download.files().items()}
    files["claims/feed.xml"] = feed.feed()
    for name, content in files.items():
        write(DOCS / name, content)
    for folder in FOLDERS:
        for path in (DOCS / folder).iterdir():
            if path.is_file() and f"{folder}/{path.name}" not in files:
                path.unlink()
