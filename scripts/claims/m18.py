"""M18: compute dies of a package."""

from scripts.claims import Check, compare, said, show
from scripts.facts import fact, part


def check() -> Check:
    """The comparison that the verdict rests on."""
    paper, ladder = fact("ascend-910c", "dies-per-package").quantity, part("ascend-910c", "ascend-910c-die").quantity
    return Check(
        (
            compare(
                "dies said", said("m18"), "compute dies in a package", (min(paper, ladder), max(paper, ladder)), "1", 0
            ),
        ),
        {"less": "false", "equal": "true", "overlapping": "disputed"},
        f"Huawei's paper counts {show(paper)} compute dies in a package.",
    )
