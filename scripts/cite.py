"""How a source is named: short in a caption, whole in the list of sources."""

import io
import json
import warnings
from collections import defaultdict
from functools import cache
from string import ascii_lowercase as LETTERS

from scripts.facts import data

LONGEST = 36  # characters of a name that stands for an author


def short(key: str) -> str:
    """Author and year: "Zuo et al. 2025", with a letter where an author has several in a year."""
    return _short()[key]


@cache
def _short() -> dict[str, str]:
    """Short names of all sources, told apart."""
    alike: dict[str, list[str]] = defaultdict(list)
    for key, source in sorted(data().sources.items()):
        alike[f"{authors(source)} {year(source)}"].append(key)
    return {
        key: name + (letters(place) if len(keys) > 1 else "")
        for name, keys in alike.items()
        for place, key in enumerate(keys)
    }


def letters(place: int) -> str:
    """a to z, then aa to az, ba …"""
    more, last = divmod(place, len(LETTERS))
    return (letters(more - 1) if more else "") + LETTERS[last]


def authors(source: dict) -> str:
    """One or two names, or the first with et al.; the publisher where nobody signs."""
    names = [a.get("family") or a.get("literal", "") for a in source.get("author", [])]
    if not names:
        name = source.get("publisher") or source.get("container-title") or source["title"]
        return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
    if len(names) > 2:
        return f"{names[0]} et al."
    return " and ".join(names)


def year(source: dict) -> str:
    """Year of issue, or n.d."""
    parts = source.get("issued", {}).get("date-parts", [[None]])
    return str(parts[0][0]) if parts and parts[0] and parts[0][0] else "n.d."


@cache
def references() -> dict[str, str]:
    """Every source as one line of a bibliography in the Harvard style, by id; made by citeproc."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc warns of every field that its style leaves out
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON

        items = [{k: v for k, v in s.items() if k not in ("tier", "note", "custom")} for s in data().sources.values()]
        source = CiteProcJSON(json.loads(json.dumps(items)))
        bibliography = CitationStylesBibliography(
            CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain
        )
        keys = sorted(source)
        for key in keys:
            bibliography.register(Citation([CitationItem(key)]))
        lines = {
            key: io.StringIO(str(item)).read()
            for key, item in zip(bibliography.keys, bibliography.bibliography(), strict=True)
        }
    return lines
