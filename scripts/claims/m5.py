"""M5: links that a full mesh needs, and links that a package has."""

from scripts.claims import Check, compare, show
from scripts.computed.claims_checked import full_mesh_links_per_package
from scripts.computed.cloudmatrix import cm384_full_mesh_links, cm384_links_per_package


def check() -> Check:
    """The comparison that the verdict rests on."""
    needed, there = full_mesh_links_per_package(), cm384_links_per_package()
    return Check(
        (compare("links of a package in a full mesh", needed, "links that it has", there, "1", 0),),
        {"greater": "false", "equal": "true"},
        f"A full mesh needs {show(needed)} links a package, {show(cm384_full_mesh_links())} in all; a package has {show(there)}.",
    )
