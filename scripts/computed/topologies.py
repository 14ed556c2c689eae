"""Chapter 8: what is counted of a network, for both machines and for others, and the chapter's exercises."""

from pint import Quantity

from scripts.facts import fact, part
from scripts.models import topology
from scripts.units import quantity

CM384, NVL72, NODE = "cloudmatrix-384", "gb200-nvl72", "atlas-900-a3-node"
V4, V5E = "tpu-v4-pod", "tpu-v5e-pod"
UB_MESH: list[float] = [8, 8, 4, 4]  # as far as the abstract tells: a full mesh in four dimensions, racks of 64


def _count(value: float) -> Quantity:
    return quantity(value, "1")


def _whole(entity: str, name: str, *words: str) -> float:
    return float(fact(entity, name, *words).to(""))


def _nvl72_network() -> list[float]:
    """NVL72 as a single stage: GPUs, switch chips."""
    return [_whole(NVL72, "scaleup-domain-size"), _whole(NVL72, "switch-chips")]


def _cm384_network() -> list[float]:
    """CloudMatrix 384 as a Clos: nodes, dies of a node, second-level switches of a sub-plane, sub-planes, links between."""
    dies = part(NODE, "ascend-910c").count * part("ascend-910c", "ascend-910c-die").count
    return [_whole(CM384, "nodes"), dies, _whole(CM384, "switch-chips"), _whole(CM384, "fabric-planes"), 1]


def _of(kind: str, sizes: list[float], what: str) -> Quantity:
    return _count(topology.counts(kind=kind, sizes=sizes)[what])


# --- both machines ----------------------------------------------------------------------------------------------------


def topology_nvl72_links() -> Quantity:
    """Links of NVL72's scale-up network: one from every GPU to every switch chip."""
    return _of("single-stage", _nvl72_network(), "links")


def topology_nvl72_hops() -> Quantity:
    """Links on the way from one GPU of NVL72 to another."""
    return _of("single-stage", _nvl72_network(), "diameter")


def topology_nvl72_bisection() -> Quantity:
    """Links' worth of traffic from one half of NVL72's GPUs to the other."""
    return _of("single-stage", _nvl72_network(), "bisection")


def topology_cm384_dies() -> Quantity:
    """End points of CloudMatrix 384's scale-up network: dies of its accelerators."""
    return _of("clos", _cm384_network(), "endpoints")


def topology_cm384_links() -> Quantity:
    """Links of CloudMatrix 384's scale-up network: from dies to first-level chips, and from those to the second level."""
    return _of("clos", _cm384_network(), "links")


def topology_cm384_cables() -> Quantity:
    """Links of CloudMatrix 384's scale-up network that leave a node."""
    return _of("clos", _cm384_network(), "cables")


def topology_cm384_switches() -> Quantity:
    """Switch chips of CloudMatrix 384's scale-up network, both levels."""
    return _of("clos", _cm384_network(), "switches")


def topology_cm384_hops() -> Quantity:
    """Links on the way from a die in one node of CloudMatrix 384 to one in another."""
    return _of("clos", _cm384_network(), "diameter")


def topology_cm384_bisection() -> Quantity:
    """Links' worth of traffic from one half of CloudMatrix 384's dies to the other."""
    return _of("clos", _cm384_network(), "bisection")


def topology_cm384_oversubscription() -> Quantity:
    """What the dies of a node can send into a first-level chip over what the chip can send upwards."""
    _, dies, spines, _, trunk = _cm384_network()
    return _count(topology.clos_oversubscription(leaf_endpoints=dies, spines=spines, trunk_links=trunk))


def topology_cm384_bisection_bandwidth() -> Quantity:
    """The same as a bandwidth, one way, at the rate of one UB link."""
    rate = fact("ascend-910c-die", "scaleup-bandwidth", "one-way", "zuo2025cloudmatrix").quantity
    return (topology_cm384_bisection() * rate / fact("ascend-910c-die", "scaleup-links").quantity).to("TB/s")


def topology_nvl72_bisection_bandwidth() -> Quantity:
    """Bisection of NVL72 as a bandwidth, one way, at the rate of one NVLink."""
    rate = fact("gb200-gpu", "scaleup-bandwidth", "one-way").quantity
    return (topology_nvl72_bisection() * rate / fact(NVL72, "switch-chips").quantity).to("TB/s")


def full_mesh_links_of_a_package() -> Quantity:
    """Links that each package would need in a full mesh of a CloudMatrix 384."""
    return _count(_whole(CM384, "scaleup-domain-size") - 1)


def full_mesh_of_a_node() -> Quantity:
    """Links of a full mesh of the packages of an Atlas 800T A2 server, which is one."""
    return _of("full-mesh", [_whole("atlas-800t-a2", "scaleup-domain-size")], "links")


# --- torus ------------------------------------------------------------------------------------------------------------


def _cube(devices: float) -> float:
    return float(round(devices ** (1 / 3)))


def v4_side() -> Quantity:
    """Chips along each dimension of a TPU v4 pod, if it is a cube."""
    return _count(_cube(_whole(V4, "scaleup-domain-size")))


def v4_hops() -> Quantity:
    """Links between the chips of a TPU v4 pod that lie farthest apart, if it is a cube."""
    side = v4_side().magnitude
    return _of("torus", [side, side, side, 0], "diameter")


def v4_links_across() -> Quantity:
    """Links between two halves of a TPU v4 pod, if it is a cube."""
    side = v4_side().magnitude
    return _of("torus", [side, side, side, 0], "bisection")


def v4_bisection() -> Quantity:
    """Bisection of a TPU v4 pod, one way: links across times the rate of a link, one way."""
    return (v4_links_across() * fact("tpu-v4", "link-bandwidth", "one-way").quantity).to("TB/s")


def v4_rate_behind_bisection() -> Quantity:
    """Rate of a link that stands behind the printed bisection of a TPU v4 pod."""
    return (fact(V4, "bisection-bandwidth").quantity / v4_links_across()).to("GB/s")


def v4_share_across() -> Quantity:
    """Bisection of a TPU v4 pod as a share of all that one half of its chips can send."""
    side = v4_side().magnitude
    return _share("torus", [side, side, side, 0])


def v5e_links_across() -> Quantity:
    """Links between two halves of a TPU v5e pod, if it is a square."""
    side = _whole(V5E, "scaleup-domain-size") ** 0.5
    return _of("torus", [side, side, 1, 0], "bisection")


def v5e_bisection() -> Quantity:
    """Bisection of a TPU v5e pod, one way: links across times the rate of a link, one way."""
    return (v5e_links_across() * fact("tpu-v5e", "link-bandwidth", "one-way").quantity).to("TB/s")


def v4_cables_of_a_rack() -> Quantity:
    """Links that leave a rack of a TPU v4 pod, if racks and pod are cubes."""
    side, racks = v4_side().magnitude, part(V4, "tpu-v4-rack").count
    inside = _cube(_whole(V4, "scaleup-domain-size") / racks)
    cables = topology.torus_cables(size_x=side, size_y=side, size_z=side, twist=0, side=inside)
    return _count(2 * cables / racks)


def twist_hops_saved() -> Quantity:
    """Hops between the farthest chips of a slice of four by four by eight: without twist less with it.

    Rests on no row: it follows from the shape.
    """
    plain, twisted = (topology.torus_diameter(size_x=8, size_y=4, size_z=4, twist=twist) for twist in (0, 4))
    return _count(plain - twisted)


def twist_gain() -> Quantity:
    """Bisection of a slice of four by four by eight with a twist over that without.

    Rests on no row: it follows from the shape.
    """
    twisted = topology.twisted_torus_bisection(twist=4, solid=True)
    return _count(twisted / topology.torus_bisection(size_x=8, size_y=4, size_z=4))


def _share(kind: str, sizes: list[float]) -> Quantity:
    found = topology.counts(kind=kind, sizes=sizes)
    half = found["endpoints"] // 2 * found["endpoint_links"]
    return _count(found["bisection"] / half).to("percent")


# --- others -----------------------------------------------------------------------------------------------------------


def ub_mesh_links_of_an_accelerator() -> Quantity:
    """Links of an accelerator in UB-Mesh's pod if it is eight by eight by four by four, one link between neighbours.

    Rests on no row: it follows from the shape, which is inferred.
    """
    return _of("nested-mesh", UB_MESH, "endpoint_links")


def ub_mesh_hops() -> Quantity:
    """Links between the accelerators of that pod that lie farthest apart.

    Rests on no row: it follows from the shape.
    """
    return _of("nested-mesh", UB_MESH, "diameter")


def ub_mesh_share_across() -> Quantity:
    """Bisection of that pod as a share of all that one half of its accelerators can send.

    Rests on no row: it follows from the shape.
    """
    return _share("nested-mesh", UB_MESH)


def ub_mesh_pod() -> Quantity:
    """Accelerators of that pod.

    Rests on no row: it follows from the shape.
    """
    return _of("nested-mesh", UB_MESH, "endpoints")


# --- exercises --------------------------------------------------------------------------------------------------------


def lost_switch_nvl72() -> Quantity:
    """Share of its scale-up bandwidth that every GPU of NVL72 loses with one switch chip."""
    return (1 / fact(NVL72, "switch-chips").quantity).to("percent")


def lost_switch_cm384() -> Quantity:
    """Share of CloudMatrix 384's bandwidth between nodes that is lost with one second-level switch."""
    return (1 / (fact(CM384, "fabric-planes").quantity * fact(CM384, "switch-chips").quantity)).to("percent")


def lost_leaf_cm384() -> Quantity:
    """Share of its scale-up bandwidth that every die of one node loses with one of the node's first-level chips."""
    return (1 / fact(CM384, "fabric-planes").quantity).to("percent")


def radix_for_one_stage() -> Quantity:
    """Ports that a switch would need to join all dies of a CloudMatrix 384 in one stage."""
    return topology_cm384_dies()


def radix_for_one_stage_over_today() -> Quantity:
    """That many ports over those of a second-level switch of the machine."""
    return (radix_for_one_stage() / fact("ub-switch-l2", "switch-ports").quantity).to("")
