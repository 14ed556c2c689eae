"""Chapter 15: CloudMatrix 384, its network from port counts, and the chapter's exercises."""

from pint import Quantity

from scripts.facts import fact, part
from scripts.models.topology import two_level
from scripts.units import quantity

CM384, NODE, COMPUTE = "cloudmatrix-384", "atlas-900-a3-node", "atlas-900-a3-compute-rack"


def cm384_nodes_from_cabinets() -> Quantity:
    """Compute nodes of a CloudMatrix 384, counted up the ladder from its compute cabinets."""
    return part(CM384, COMPUTE).quantity * part(COMPUTE, NODE).quantity


def cm384_packages_from_nodes() -> Quantity:
    """Accelerator packages of a CloudMatrix 384: nodes times packages a node."""
    return cm384_nodes_from_cabinets() * part(NODE, "ascend-910c").quantity


def cm384_dies() -> Quantity:
    """Accelerator dies of a CloudMatrix 384: packages times dies a package."""
    return cm384_packages_from_nodes() * part("ascend-910c", "ascend-910c-die").quantity


def cm384_cabinets() -> Quantity:
    """Cabinets of a CloudMatrix 384: compute and bus cabinets added."""
    return part(CM384, COMPUTE).quantity + part(CM384, "atlas-900-a3-bus-rack").quantity


def ub_link_rate() -> Quantity:
    """Rate of one UB link of a die, one way: the die's scale-up bandwidth shared by its links."""
    rate = fact("ascend-910c-die", "scaleup-bandwidth", "one-way", "zuo2025cloudmatrix").quantity
    return rate / fact("ascend-910c-die", "scaleup-links").quantity


def ub_link_rate_in_bits() -> Quantity:
    """The same rate of one UB link in bits."""
    return ub_link_rate().to("Gbit/s")


def ub_package_bandwidth() -> Quantity:
    """Scale-up bandwidth of a package, one way: dies times links a die times rate of a link."""
    dies = part("ascend-910c", "ascend-910c-die").quantity
    return dies * fact("ascend-910c-die", "scaleup-links").quantity * ub_link_rate()


def ub_fourteen_at_nominal() -> Quantity:
    """What the links of a package would carry at the nominal rate of the optical modules, one way."""
    dies = part("ascend-910c", "ascend-910c-die").quantity
    return (dies * fact("ascend-910c-die", "scaleup-links").quantity * quantity(400, "Gbit/s")).to("GB/s")


def ub_uplinks() -> Quantity:
    """Uplinks of the UB network, counted over its edge list: a link from every first-level chip to every switch above."""
    nodes, planes, above = (int(fact(CM384, name).to("")) for name in ("nodes", "fabric-planes", "switch-chips"))
    return quantity(len(two_level(nodes, planes, above)), "1")


def ub_uplinks_per_plane() -> Quantity:
    """Uplinks in one sub-plane: nodes times second-level switches."""
    return fact(CM384, "nodes").quantity * fact(CM384, "switch-chips").quantity


def ub_ports_per_plane() -> Quantity:
    """Ports of all second-level switches of one sub-plane."""
    return fact(CM384, "switch-chips").quantity * fact("ub-switch-l2", "switch-ports").quantity


def ub_second_level_switches() -> Quantity:
    """Second-level switch chips of the whole machine: sub-planes times chips in one."""
    return fact(CM384, "fabric-planes").quantity * fact(CM384, "switch-chips").quantity


def ub_chip_down() -> Quantity:
    """What a first-level switch chip takes from the dies of its node, one way: a link from every die."""
    return part(NODE, "ascend-910c").quantity * part("ascend-910c", "ascend-910c-die").quantity * ub_link_rate()


def ub_chip_up() -> Quantity:
    """What a first-level switch chip can send upwards, one way."""
    return fact("ub-switch-l1", "link-bandwidth").quantity


def cm384_full_mesh_links() -> Quantity:
    """Links that a full mesh of all packages would need."""
    count = fact(CM384, "scaleup-domain-size").quantity
    return count * (count - 1) / 2


def cm384_optical_modules_per_package() -> Quantity:
    """Optical modules over packages, by the analysts' count of modules."""
    modules = fact(CM384, "optical-modules", "qsfptek2025lpo", "system").quantity
    return modules / fact(CM384, "scaleup-domain-size").quantity


def cm384_links_per_package() -> Quantity:
    """UB links of a package: dies times links a die."""
    return part("ascend-910c", "ascend-910c-die").quantity * fact("ascend-910c-die", "scaleup-links").quantity
