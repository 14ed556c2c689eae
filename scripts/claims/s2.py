"""S2: the packages of the machine, counted up its ladder."""

from scripts.claims import Check, compare, said, show
from scripts.computed.cloudmatrix import cm384_dies, cm384_packages_from_nodes


def check() -> Check:
    """The comparison that the verdict rests on."""
    packages = cm384_packages_from_nodes()
    return Check(
        (compare("packages said", said("s2"), "packages counted up from cabinets and nodes", packages, "1", 0),),
        {"equal": "true", "greater": "false", "less": "false"},
        f"Cabinets × nodes in one × packages in one = {show(packages)} packages; times the dies of one, {show(cm384_dies())} dies.",
    )
