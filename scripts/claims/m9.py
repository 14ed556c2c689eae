"""M9: GPUs of a rack, counted as packages and as dies."""

from scripts.claims import Check, compare, said, show
from scripts.facts import part


def check() -> Check:
    """The comparison that the verdict rests on."""
    trays = part("gb300-nvl72", "gb300-compute-tray").quantity
    packages = trays * part("gb300-compute-tray", "gb300-gpu").quantity
    dies = packages * part("gb300-gpu", "blackwell-ultra-die").quantity
    return Check(
        (
            compare("GPUs said", said("m9"), "packages of a Blackwell Ultra rack", packages, "1", 0),
            compare("GPUs said", said("m9"), "dies of it", dies, "1", 0),
        ),
        {"greater, equal": "false", "equal, less": "true", "greater, greater": "false"},
        f"{show(trays)} trays × GPUs of one = {show(packages)} packages; two dies in each make {show(dies)} dies.",
    )
