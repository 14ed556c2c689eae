"""Which thing of data/ a case means when it names a chip, a system, a model or a library in its own words."""

import re
from functools import cache

from scripts.facts import data


def plain(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


@cache
def known() -> dict[str, str]:
    """Ids, labels and aliases of all things, without what sets them apart in spelling."""
    names: dict[str, str] = {}
    for key, row in data().entities.items():
        for name in (key, row["label"], *(row["aliases"] or "").split(";")):
            names.setdefault(plain(name), key)
    return names


@cache
def find(name: str, kind: str | None = None) -> str | None:
    """The id of the thing whose name this is or begins with, the longest first; None where there is none."""
    text = plain(re.sub(r"\(.*?\)", "", name))
    fit = [
        key
        for known_name, key in sorted(known().items(), key=lambda item: -len(item[0]))
        if known_name and text.startswith(known_name) and (kind is None or data().entities[key]["kind"] == kind)
    ]
    return fit[0] if fit else None


@cache
def member_of(entity: str) -> str | None:
    """One of the packages that a class of them has in common, as the Ascend 950 family has its two versions; else None."""
    row = data().entities.get(entity)
    if row is None or row["kind"] != "class":
        return None
    stem = plain(row["label"].removesuffix(" family"))
    return next(
        (key for key, one in data().entities.items() if one["kind"] == "package" and plain(key).startswith(stem)), None
    )
