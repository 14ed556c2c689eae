"""Write the generated pages as plain Markdown. They stand on disk before MkDocs runs, outside the navigation, written only
where they changed; what is no longer generated is deleted.
"""

from scripts.facts import data
from scripts.figures import write
from scripts.links import Checked
from scripts.pages import (
    compare,
    disagreements,
    download,
    glossary,
    machine_index,
    machines,
    numbers,
    properties,
    rules,
    sources,
)
from scripts.pages.text import DOCS

FOLDERS = ("machines", "sources", "properties", "computed", "disagreements", "compare", "glossary", "rules", "data")


def write_all(found: Checked) -> None:
    """All generated pages and files to take away."""
    files: dict[str, str | bytes] = {"machines/index.md": machine_index.page()}
    files |= {f"machines/{key}.md": machines.page(key, found) for key in data().entities}
    files |= {f"properties/{group}.md": properties.page(group) for group in properties.groups()}
    files |= {
        "sources/index.md": sources.page(found),
        "computed/index.md": numbers.page(found),
        "properties/index.md": properties.index(),
        "disagreements/index.md": disagreements.page(),
        "glossary/index.md": glossary.page(),
        "rules/index.md": rules.page(found),
        "compare/index.md": compare.page(),
        "compare/machines.json": compare.cells(),
        "data/index.md": download.page(),
    } | {f"data/{name}": content for name, content in download.files().items()}
    for name, content in files.items():
        write(DOCS / name, content)
    for folder in FOLDERS:
        for path in (DOCS / folder).iterdir():
            if path.is_file() and f"{folder}/{path.name}" not in files:
                path.unlink()
