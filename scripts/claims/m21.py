"""M21: the multiple said, and what it divides by what."""

from scripts.claims import Check, compare, said, show
from scripts.computed.spec_sheet import atlas_950_packages_over_dies, atlas_950_packages_over_packages
from scripts.facts import fact


def check() -> Check:
    """The comparison that the verdict rests on."""
    mixed, alike = atlas_950_packages_over_dies(), atlas_950_packages_over_packages()
    racks = fact("atlas-950-superpod", "racks").quantity
    return Check(
        (
            compare("multiple said", said("m21"), "packages over dies", mixed, "1"),
            compare("multiple said", said("m21"), "packages over packages", alike, "1"),
        ),
        {"equal, less": "not comparable", "less, equal": "true", "less, less": "false", "greater, greater": "false"},
        f"Packages over dies {show(mixed, '1')}, packages over packages {show(alike, '1')}; "
        f"and {show(racks)} cabinets over one rack.",
    )
