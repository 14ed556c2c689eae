"""Chapter 16: TPU pods, their torus counted by its sides, against switched domains, and the chapter's exercises."""

from math import prod

from pint import Quantity

from scripts.facts import Fact, fact, facts, note, part, run
from scripts.models import topology
from scripts.models.torus import even_sides
from scripts.units import quantity

V7, V7_POD, RACK = "tpu-v7", "tpu-v7-pod", "tpu-v7-rack"
AXES = ("first axis", "second axis", "third axis")
Sides = list[int]


# --- the torus, by its sides ------------------------------------------------------------------------------------------


def _sides(pod: str) -> Sides:
    """Chips along each axis of a pod."""
    rows = sorted(facts(pod, "torus-extent"), key=lambda row: AXES.index(row.conditions["part"]))
    for row in rows:
        note(row)
    return [int(row.value) for row in rows]


def _farthest(sides: Sides) -> float:
    """Hops between the chips that lie farthest apart."""
    size_x, size_y, size_z = [*sides, 1][:3]
    return topology.torus_diameter(size_x=size_x, size_y=size_y, size_z=size_z, twist=0)


def _mean_hops(sides: Sides) -> float:
    """Mean hops from a chip to all chips, itself among them, over the shortest way along each axis."""
    return sum(sum(min(step, side - step) for step in range(side)) / side for side in sides)


def _cut(sides: Sides) -> float:
    """Links between two halves of a pod."""
    size_x, size_y, size_z = [*sides, 1][:3]
    return topology.torus_bisection(size_x=size_x, size_y=size_y, size_z=size_z)


def _rack_side() -> int:
    return int(fact("tpu-v4-rack", "torus-extent").value)


def _v7_sides() -> Sides:
    """Our reading: no source we saw prints the shape of the pod, so its racks are laid out as evenly as they go."""
    return even_sides(int(fact(V7_POD, "scaleup-domain-size").value), _rack_side())


# --- one chip ---------------------------------------------------------------------------------------------------------


def v7_neighbours() -> Quantity:
    """Neighbours of a TPU7x: its interconnect bandwidth over that of one link, both counted both ways."""
    return fact(V7, "scaleup-bandwidth").quantity / fact(V7, "link-bandwidth").quantity


def v7_link_rate() -> Quantity:
    """Rate of one link of a TPU7x, one way: half of the printed rate, which adds both directions."""
    return fact(V7, "link-bandwidth").quantity / 2


def v7_bandwidth() -> Quantity:
    """Interconnect bandwidth of a TPU7x, one way, summed over its links."""
    return fact(V7, "scaleup-bandwidth").quantity / 2


def scaleup_one_way_nvl72() -> Quantity:
    """Scale-up bandwidth of a GPU of GB200 NVL72, one way: half of what adds both directions."""
    return fact("gb200-gpu", "scaleup-bandwidth", "both-ways").quantity / 2


def v7_bandwidth_over_nvl72() -> Quantity:
    """Interconnect bandwidth of a TPU7x, one way, as a share of the scale-up bandwidth of a GPU of NVL72."""
    return (v7_bandwidth() / scaleup_one_way_nvl72()).to("")


def v7_link_rate_over_nvl72() -> Quantity:
    """Rate of one link of a TPU7x as a share of what a GPU of NVL72 can send to any single other."""
    return (v7_link_rate() / scaleup_one_way_nvl72()).to("percent")


def v5p_link_rate_of_page() -> Quantity:
    """Rate of one link of a TPU v5p, one way, by the product page: its total, halved, over its links."""
    return fact("tpu-v5p", "scaleup-bandwidth", "both-ways").quantity / 2 / v7_neighbours()


# --- rack and pod -----------------------------------------------------------------------------------------------------


def v4_ports_per_switch() -> Quantity:
    """Optical links of all racks of a TPU v4 pod, over its optical switches: the ports that each needs."""
    racks = part("tpu-v4-pod", "tpu-v4-rack").quantity
    return racks * fact("tpu-v4-rack", "fabric-links").quantity / fact("tpu-v4-pod", "switches").quantity


def v4_chips_of_face() -> Quantity:
    """Chips on one face of a TPU v4 rack, from the extent of its cube."""
    return quantity(_rack_side() ** 2, "1")


def v7_racks() -> Quantity:
    """Racks of a full TPU7x pod: its chips over the chips of a rack."""
    return fact(V7_POD, "scaleup-domain-size").quantity / part(RACK, V7).quantity


def v5p_largest_job() -> Quantity:
    """Largest job that can be scheduled on a TPU v5p pod, as a share of its chips."""
    return (fact("tpu-v5p-pod", "accelerators").quantity / fact("tpu-v5p-pod", "scaleup-domain-size").quantity).to(
        "percent"
    )


# --- hops and cuts ----------------------------------------------------------------------------------------------------


def v4_pod_hops() -> Quantity:
    """Hops between the chips of a TPU v4 pod that lie farthest apart."""
    return quantity(_farthest(_sides("tpu-v4-pod")), "1")


def v4_pod_mean_hops() -> Quantity:
    """Mean hops between chips of a TPU v4 pod."""
    return quantity(_mean_hops(_sides("tpu-v4-pod")), "1")


def v7_pod_hops() -> Quantity:
    """Hops between the chips of a TPU7x pod that lie farthest apart, if its racks are laid out as evenly as they go."""
    return quantity(_farthest(_v7_sides()), "1")


def torus_1024_hops() -> Quantity:
    """Hops across the torus of Google's comparison, if its racks are laid out as evenly as they go."""
    chips = part("tpu-v3-pod", "tpu-v3").quantity  # the pod of that size; the comparison says about as many
    return quantity(_farthest(even_sides(int(chips.magnitude), _rack_side())), "1")


def _bisection(pod: str, rate: Fact) -> Quantity:
    """Bandwidth across the middle of a pod, one way: links of the cut times the rate of a link."""
    return (_cut(_sides(pod)) * rate.quantity).to("TB/s")


def v3_pod_bisection() -> Quantity:
    """Bisection of a TPU v3 pod, one way, from its sides and the textbook's rate of a link."""
    return _bisection("tpu-v3-pod", fact("tpu-v3", "link-bandwidth"))


def v4_pod_cut() -> Quantity:
    """Links that a cut through the middle of a TPU v4 pod crosses."""
    return quantity(_cut(_sides("tpu-v4-pod")), "1")


def v4_pod_bisection() -> Quantity:
    """Bisection of a TPU v4 pod, one way, from its sides and the textbook's rate of a link."""
    return _bisection("tpu-v4-pod", fact("tpu-v4", "link-bandwidth"))


def v6e_pod_link_rate_by_bisection() -> Quantity:
    """Rate of a link of a TPU v6e that the printed bisection of its pod implies: bisection over links of the cut."""
    printed = fact("tpu-v6e-pod", "bisection-bandwidth").quantity
    return (printed / _cut(_sides("tpu-v6e-pod"))).to("GB/s")


def v4_pod_link_rate_by_bisection() -> Quantity:
    """Rate of a link of a TPU v4 that the printed bisection of its pod implies: bisection over links of the cut."""
    return (fact("tpu-v4-pod", "bisection-bandwidth").quantity / _cut(_sides("tpu-v4-pod"))).to("GB/s")


def v7_pod_bisection() -> Quantity:
    """Bisection of a TPU7x pod, one way, if its racks are laid out as evenly as they go."""
    return (_cut(_v7_sides()) * v7_link_rate()).to("TB/s")


def _v7_pod_bisection_per_chip() -> Quantity:
    return (v7_pod_bisection() / (fact(V7_POD, "scaleup-domain-size").quantity / 2)).to("GB/s")


def v7_pod_aggregate() -> Quantity:
    """Interconnect bandwidth of all chips of a TPU7x pod, one way, summed."""
    return (fact(V7_POD, "scaleup-domain-size").quantity * v7_bandwidth()).to("PB/s")


def nvl72_aggregate() -> Quantity:
    """Scale-up bandwidth of all GPUs of a GB200 NVL72, one way, summed."""
    return (fact("gb200-nvl72", "scaleup-domain-size").quantity * scaleup_one_way_nvl72()).to("PB/s")


def v7_pod_exchange_per_chip() -> Quantity:
    """Most that each chip of a TPU7x pod can send if all exchange evenly with all: half of it crosses the middle."""
    return 2 * _v7_pod_bisection_per_chip()


def v7_rack_exchange_per_chip() -> Quantity:
    """The same inside a slice of one rack whose faces are joined to each other."""
    sides = [_rack_side()] * 3
    return (2 * _cut(sides) * v7_link_rate() / (prod(sides) / 2)).to("GB/s")


# --- what was measured ------------------------------------------------------------------------------------------------


def _share(case_id: str, package: str, precision: str, times: float = 1) -> Quantity:
    peak = fact(package, "peak-compute", precision, "dense").quantity
    return (times * run(case_id).quantity / peak).to("percent")


def v7_gemm_share() -> Quantity:
    """Share of its dense BF16 peak that a TPU7x reached in a large matrix product, both of its cores together."""
    return _share("ironwood_micro_gemm_32768", V7, "bf16", fact(V7, "dies-per-package").value)


def v7_dense_training_share() -> Quantity:
    """Share of its dense BF16 peak that a TPU7x reached in training Llama 3.1 405B."""
    return _share("ironwood_recipes_llama31_405b_n256_bf16_flops", V7, "bf16")


def v7_moe_training_share() -> Quantity:
    """Share of its dense BF16 peak that a TPU7x reached in training DeepSeek-V3."""
    return _share("ironwood_recipes_deepseek_v3_n256_bf16_flops", V7, "bf16")


def v5p_dense_training_share() -> Quantity:
    """Share of its dense BF16 peak that a TPU v5p reached in training Llama 3.1 405B."""
    return _share("tpu_recipes_v5p_405b", "tpu-v5p", "bf16")


def v5p_moe_training_share() -> Quantity:
    """Share of its dense BF16 peak that a TPU v5p reached in training DeepSeek-V3."""
    return _share("tpu_recipes_v5p_dsv3", "tpu-v5p", "bf16")


def v5e_held_over_32_pods() -> Quantity:
    """Compute of a TPU v5e in training over many pods, as a share of that in one pod, the model the smaller of two."""
    return (run("maxtext_v5e_configs_32b_32x256").quantity / run("maxtext_v5e_configs_32b_1x256").quantity).to(
        "percent"
    )


# --- exercises --------------------------------------------------------------------------------------------------------


def v7_pod_compute() -> Quantity:
    """Dense FP8 peak of a full TPU7x pod: chips times the peak of one."""
    return (fact(V7_POD, "scaleup-domain-size").quantity * fact(V7, "peak-compute", "fp8", "dense").quantity).to(
        "EFLOP/s"
    )


def v7_pod_over_el_capitan() -> Quantity:
    """Dense FP8 peak of a TPU7x pod over what El Capitan reached in double precision: the headline's division."""
    return (fact(V7_POD, "peak-compute").quantity / run("elcapitan_hpl_2024").quantity).to("")


def el_capitan_peak() -> Quantity:
    """Double-precision peak of El Capitan's vector units: accelerators times the rate of one."""
    rate = fact("mi300a", "vector-compute", "fp64").quantity
    return (fact("el-capitan", "accelerators").quantity * rate).to("EFLOP/s")


def el_capitan_share_of_peak() -> Quantity:
    """What El Capitan reached in the benchmark, as a share of that peak."""
    return (run("elcapitan_hpl_2024").quantity / el_capitan_peak()).to("percent")


def el_capitan_eight_bits() -> Quantity:
    """Eight-bit peak of El Capitan that a digest's ratio to the pod implies."""
    return (fact("el-capitan", "stated-comparison").quantity * fact(V7_POD, "peak-compute").quantity).to("EFLOP/s")


def slice_flat_hops() -> Quantity:
    """Hops between the farthest chips of a full TPU v5e pod, a torus of two axes."""
    return quantity(_farthest(_sides("tpu-v5e-pod")), "1")


def _slice_of_four_racks() -> Sides:
    return even_sides(int(fact("tpu-v5e-pod", "scaleup-domain-size").value), _rack_side())


def slice_racks() -> Quantity:
    """Racks of a slice that has as many chips as a TPU v5e pod."""
    return fact("tpu-v5e-pod", "scaleup-domain-size").quantity / _rack_side() ** 3


def torus_chip_links() -> Quantity:
    """Links of a chip in a torus of three axes: two along each."""
    return quantity(2 * len(_slice_of_four_racks()), "1")


def flat_chip_links() -> Quantity:
    """Links of a chip in a torus of two axes."""
    return quantity(2 * len(_sides("tpu-v5e-pod")), "1")


def slice_solid_hops() -> Quantity:
    """Hops between the farthest of as many chips in a torus of three axes, made of whole racks."""
    return quantity(_farthest(_slice_of_four_racks()), "1")


def slice_flat_cut() -> Quantity:
    """Links across the middle of a full TPU v5e pod."""
    return quantity(_cut(_sides("tpu-v5e-pod")), "1")


def slice_solid_cut() -> Quantity:
    """Links across the middle of as many chips in a torus of three axes, made of whole racks."""
    return quantity(_cut(_slice_of_four_racks()), "1")
