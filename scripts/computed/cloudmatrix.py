"""Chapter 15: CloudMatrix 384, its network from port counts, and the chapter's exercises."""

from pint import Quantity

from scripts.facts import fact, part, run
from scripts.models import topology
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


def _ub_sizes() -> list[float]:
    """The UB network as a Clos: nodes, dies of a node, second-level switches of a sub-plane, sub-planes, one link between."""
    dies = part(NODE, "ascend-910c").quantity * part("ascend-910c", "ascend-910c-die").quantity
    nodes, above, planes = (fact(CM384, name).to("") for name in ("nodes", "switch-chips", "fabric-planes"))
    return [nodes, dies.to("").magnitude, above, planes, 1]


def ub_uplinks() -> Quantity:
    """Uplinks of the UB network: a link from every first-level chip to every switch above it in its sub-plane."""
    return quantity(topology.counts(kind="clos", sizes=_ub_sizes())["cables"], "1")


def ub_switches_between_nodes() -> Quantity:
    """Switches that a byte passes from one node to another, one fewer than hops: first level, second level, first level."""
    return quantity(topology.counts(kind="clos", sizes=_ub_sizes())["diameter"] - 1, "1")


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


def ub_switches_by_cabinets() -> Quantity:
    """Second-level switch chips counted the other way: bus cabinets times devices in one times chips in a device."""
    devices = part("atlas-900-a3-bus-rack", "lingqu-630-v1").quantity
    return part(CM384, "atlas-900-a3-bus-rack").quantity * devices * part("lingqu-630-v1", "ub-switch-l2").quantity


def ub_module_ports_at_nodes() -> Quantity:
    """Ports for optical modules of the UB network at all compute nodes, by the vendor's white paper."""
    return fact(CM384, "nodes").quantity * fact(NODE, "node-ports", "link=lqc").quantity


def ub_module_ports_at_switches() -> Quantity:
    """Ports for optical modules of the UB network at all bus devices, by the vendor's white paper."""
    devices = part(CM384, "atlas-900-a3-bus-rack").quantity * part("atlas-900-a3-bus-rack", "lingqu-630-v1").quantity
    return devices * fact("lingqu-630-v1", "switch-ports").quantity


def ub_module_ports() -> Quantity:
    """Ports for optical modules of the UB network at both ends of its fibres: at nodes and at bus devices."""
    return ub_module_ports_at_nodes() + ub_module_ports_at_switches()


def ub_modules_by_analysts() -> Quantity:
    """Optical modules of the scale-up network by the analysts' count a package, times packages."""
    return fact(CM384, "scaleup-domain-size").quantity * fact(CM384, "optical-modules", "patel2025cloudmatrix").quantity


def ub_links_per_module() -> Quantity:
    """UB links of dies that one module port of a package carries: links of its dies over its module ports."""
    return cm384_links_per_package() / fact("ascend-910c", "scaleup-links", "link=lqc").quantity


def ub_rate_per_module() -> Quantity:
    """What one module carries one way if the ports of a package share its scale-up bandwidth evenly."""
    return (ub_package_bandwidth() / fact("ascend-910c", "scaleup-links", "link=lqc").quantity).to("Gbit/s")


def ub_seven_at_nominal() -> Quantity:
    """Scale-up bandwidth of a package, one way, if each of its module ports carried the modules' nominal rate."""
    return (fact("ascend-910c", "scaleup-links", "link=lqc").quantity * quantity(400, "Gbit/s")).to("GB/s")


def cm384_both_ways() -> Quantity:
    """Scale-up bandwidth of all packages added, both ways, from the rate of the paper."""
    return (2 * fact(CM384, "scaleup-domain-size").quantity * ub_package_bandwidth()).to("TB/s")


def cm384_both_ways_at_nominal() -> Quantity:
    """Scale-up bandwidth of all packages added, both ways, if each module port carried the modules' nominal rate."""
    return (2 * fact(CM384, "scaleup-domain-size").quantity * ub_seven_at_nominal()).to("TB/s")


def ub_read_share_between_nodes() -> Quantity:
    """Measured read bandwidth of a die between nodes over what its links carry one way."""
    whole = fact("ascend-910c-die", "scaleup-bandwidth", "one-way", "zuo2025cloudmatrix").quantity
    return (run("cm384_ub_p2p_001").quantity / whole).to("percent")


def ub_added_read_latency() -> Quantity:
    """Measured time that a small read takes longer between nodes than inside one."""
    return run("cm384_ub_p2p_002").quantity - run("cm384_ub_p2p_004").quantity


def cm384_share_of_machine_used() -> Quantity:
    """Packages that the paper's evaluation used, over those of the machine."""
    return (run("cm384_setup_npus").quantity / fact(CM384, "scaleup-domain-size").quantity).to("percent")


def cm384_decode_share_at_tight_target() -> Quantity:
    """Decode rate at the tightest target for the time per token, over the rate at the loosest."""
    return (run("cm384_decode_slo15").quantity / run("cm384_decode_batch96").quantity).to("percent")


def _held_over_groups(phase: str) -> Quantity:
    largest, smallest = (run(f"cm384_canep_{phase}_{group}_bandwidth").quantity for group in ("ep256", "ep008"))
    return (largest / smallest).to("percent")


def cm384_dispatch_bandwidth_held() -> Quantity:
    """Bandwidth of sending tokens to experts over the largest group that was measured, over that of the smallest."""
    return _held_over_groups("dispatch")


def cm384_combine_bandwidth_held() -> Quantity:
    """Bandwidth of collecting answers from experts over the largest group that was measured, over that of the smallest."""
    return _held_over_groups("combine")


def cm384_acceptance_assumed() -> Quantity:
    """Share of guessed second tokens that the CloudMatrix paper assumes to be right: what a step yields, less one."""
    return quantity(run("cm384_mtp_tokens_per_step").to("token") - 1, "1").to("percent")
