"""How things of data/ are related: by die, by maker, by kind."""

from functools import cache

from scripts.facts import data


@cache
def same_die(one: str, other: str) -> bool:
    """Whether two packages hold a die of the same design."""
    held = [{step.part for step in data().parts if step.whole == whole} for whole in (one, other)]
    return any(data().entities[part]["kind"] == "die" for part in held[0] & held[1])


def same_maker(one: str, other: str) -> bool:
    """Whether two things are of one maker."""
    known = data().entities
    return one in known and other in known and known[one]["maker"] == known[other]["maker"]


def kin(one: str, other: str) -> bool:
    """Whether two things are of one maker and one kind."""
    known = data().entities
    if one not in known or other not in known:
        return False
    return (known[one]["maker"], known[one]["kind"]) == (known[other]["maker"], known[other]["kind"])
