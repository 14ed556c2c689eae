"""M16: servers inside one domain."""

from scripts.claims import Check, compare, said, show
from scripts.facts import fact, part


def check() -> Check:
    """The comparison that the verdict rests on."""
    nodes, trays = fact("cloudmatrix-384", "nodes").quantity, part("gb200-nvl72", "gb200-compute-tray").quantity
    return Check(
        (
            compare("servers said", said("m16"), "nodes in the domain of CloudMatrix 384", nodes, "1", 0),
            compare("servers said", said("m16"), "compute trays in that of GB200 NVL72", trays, "1", 0),
        ),
        {"less, less": "outdated", "equal, equal": "true"},
        f"One domain spans {show(nodes)} nodes in CloudMatrix 384 and {show(trays)} compute trays in GB200 NVL72.",
    )
