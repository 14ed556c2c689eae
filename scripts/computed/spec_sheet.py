"""Chapter 2: what a missing word is worth, headlines in one unit, and the chapter's exercises."""

from pint import Quantity

from scripts.computed.cloudmatrix import ub_package_bandwidth
from scripts.computed.nvl72 import nvl72_hbm_per_gpu_driver
from scripts.facts import Fact, fact, part, run
from scripts.units import quantity

Range = tuple[Quantity, Quantity]

CM384, NVL72 = "cloudmatrix-384", "gb200-nvl72"


def _over(top: Fact, bottom: Fact) -> Quantity:
    return (top.quantity / bottom.quantity).to("")


def _span(ratios: list[Quantity]) -> Range:
    return min(ratios), max(ratios)


# --- what a word is worth -----------------------------------------------------------------------------------------------


def machine_over_package_nvidia() -> Quantity:
    """GPU packages in a GB200 NVL72: the factor between a figure of the rack and one of a package."""
    return fact(NVL72, "scaleup-domain-size").quantity


def machine_over_package_huawei() -> Quantity:
    """Packages in a CloudMatrix 384: the factor between a figure of the machine and one of a package."""
    return fact(CM384, "scaleup-domain-size").quantity


def package_over_die_nvidia() -> Quantity:
    """Dies in a GPU package of GB200; the maker prints no rate of one die, so this is the count."""
    return part("gb200-gpu", "blackwell-die").quantity


def package_over_die_huawei() -> Quantity:
    """Dense FP16 rate of an Ascend 910C package over that of one of its dies, same bin."""
    return _over(
        fact("ascend-910c", "peak-compute", "fp16", "bin=752T"),
        fact("ascend-910c-die", "peak-compute", "fp16", "bin=752T"),
    )


def narrow_over_wide_nvidia() -> Quantity:
    """Dense NVFP4 rate over dense BF16 rate of a GB200 GPU, both from one page of its maker."""
    page = "nvidia2026dgxcbench"
    return _over(fact("gb200-gpu", "peak-compute", "nvfp4", page), fact("gb200-gpu", "peak-compute", "bf16", page))


def narrow_over_wide_huawei() -> Quantity:
    """Dense MXFP4 rate over dense BF16 rate of the largest bin of an Ascend 950DT, matrix units only."""
    mxfp4, bf16 = (
        fact("ascend-950dt", "peak-compute", name, "bin=36-core", "cores=cube") for name in ("mxfp4", "bf16")
    )
    return _over(mxfp4, bf16)


def sparse_over_dense_nvidia() -> Range:
    """Sparse over dense rate where NVIDIA's figures give both: FP4 of GB300 NVL72, NVFP4 of Rubin, FP8 of H100."""
    return _span(
        [
            _over(
                fact("gb300-nvl72", "peak-compute", "fp4", "sparse"),
                fact("gb300-nvl72", "peak-compute", "fp4", "dense"),
            ),
            _over(
                fact("rubin-gpu", "peak-compute", "nvfp4", "sparse"),
                fact("rubin-gpu", "peak-compute", "nvfp4", "dense"),
            ),
            _over(fact("h100-sxm", "peak-compute", "fp8", "sparse"), fact("h100-sxm", "peak-compute", "fp8", "dense")),
        ]
    )


def with_over_without_vector_units() -> Range:
    """Rate of matrix and vector units together over matrix units alone, Ascend 950DT, largest bin, over its formats."""
    ratios = []
    for precision in ("bf16", "fp8", "mxfp4"):
        both, matrix = (
            fact("ascend-950dt", "peak-compute", precision, "bin=36-core", f"cores={cores}")
            for cores in ("cube and vector", "cube")
        )
        ratios.append(_over(both, matrix))
    return _span(ratios)


def both_over_one_way_nvidia() -> Quantity:
    """Scale-up bandwidth of a GB200 GPU, both ways as its maker prints it over one way."""
    return _over(fact("gb200-gpu", "scaleup-bandwidth", "both-ways"), fact("gb200-gpu", "scaleup-bandwidth", "one-way"))


def both_over_one_way_huawei() -> Quantity:
    """Scale-up bandwidth of an Ascend 910C, both ways as its white paper prints it over one way."""
    return _over(
        fact("ascend-910c", "scaleup-bandwidth", "both-ways", "huawei2026atlas900a3wp"),
        fact("ascend-910c", "scaleup-bandwidth", "one-way"),
    )


def bits_over_bytes_nvidia() -> Quantity:
    """The printed rate of the network adapter of a GB200 tray in Gbit/s, over the same rate in GB/s, as bare numbers."""
    port = fact("connectx-7", "port-rate")
    return quantity(port.to("Gbit/s") / port.to("GB/s"), "1")


def bits_over_bytes_huawei() -> Quantity:
    """The printed scale-out rate of an Ascend 910C in Gbit/s, over the same rate in GB/s, as bare numbers."""
    rate = fact("ascend-910c", "scaleout-bandwidth", "one-way", "package")
    return quantity(rate.to("Gbit/s") / rate.to("GB/s"), "1")


def memory_by_driver_over_printed_nvidia() -> Quantity:
    """Memory of a GB200 GPU as its driver reports it, in decimal units, over the printed figure."""
    return (nvl72_hbm_per_gpu_driver() / fact("gb200-gpu", "hbm-capacity", "spec").quantity).to("")


def memory_by_driver_in_binary() -> Quantity:
    """Memory of a GB200 GPU as its driver reports it, in binary gigabytes."""
    return fact("gb200-gpu", "hbm-capacity", "measured").quantity.to("GiB")


def memory_by_packages() -> Quantity:
    """Stacked memory of an Atlas 900 A3 SuperPoD: packages times the printed memory of one, in decimal units."""
    count = fact(CM384, "scaleup-domain-size").quantity
    return (count * fact("ascend-910c", "hbm-capacity").quantity).to("TB")


def memory_by_packages_over_printed_huawei() -> Quantity:
    """Stacked memory of an Atlas 900 A3 SuperPoD: packages times the memory of one, over the printed total."""
    return (memory_by_packages() / fact("atlas-900-a3-superpod", "hbm-capacity").quantity).to("")


def _reached_nvidia() -> Range:
    pairs = (("cublas_gb200_fp8_16384", "fp8"), ("cublas_gb200_fp4_16384", "nvfp4"))
    shares = [
        (run(case).quantity / fact("gb200-gpu", "peak-compute", precision).quantity).to("percent")
        for case, precision in pairs
    ]
    return _span(shares)


def reached_of_peak_nvidia() -> Range:
    """Rate of one large dense matrix product on a GB200 GPU over its dense peak: FP8 and FP4, as a cloud measured it."""
    return _reached_nvidia()


def reached_of_peak_huawei() -> Range:
    """Share of the INT8 peak that grouped matrix products reached on an Ascend 910C die, over the shapes of the paper."""
    cases = ("001", "002", "005", "006", "g4_m2048_k8192_share", "g4_m7168_k8192_share")
    return _span([run(f"cann_int8_gemm_{case}").quantity for case in cases])


def peak_over_reached_nvidia() -> Range:
    """Dense peak of a GB200 GPU over what one large matrix product reached, FP4 and FP8."""
    low, high = _reached_nvidia()
    return (1 / high).to(""), (1 / low).to("")


def peak_over_reached_huawei() -> Range:
    """INT8 peak of an Ascend 910C die over what grouped matrix products reached."""
    low, high = reached_of_peak_huawei()
    return (1 / high).to(""), (1 / low).to("")


def earlier_over_later_nvidia() -> Quantity:
    """Scale-up bandwidth of a Rubin GPU, both ways: an earlier page of its maker over a later one."""
    return _over(
        fact("rubin-gpu", "scaleup-bandwidth", "nvidia2026rubingpu"),
        fact("rubin-gpu", "scaleup-bandwidth", "nvidia2026vrnvl72"),
    )


def earlier_over_later_huawei() -> Quantity:
    """Scale-up bandwidth of an Ascend 950DT, both ways: its white paper over the later product page."""
    return _over(
        fact("ascend-950dt", "scaleup-bandwidth", "huawei2026ascend950wp"),
        fact("ascend-950dt", "scaleup-bandwidth", "huawei2026atlas950page"),
    )


# --- headlines in one unit ----------------------------------------------------------------------------------------------


def ironwood_pod_bf16() -> Quantity:
    """Dense BF16 rate of the largest Ironwood pod: its chips times the rate of one."""
    return (part("tpu-v7-pod", "tpu-v7").quantity * fact("tpu-v7", "peak-compute", "bf16").quantity).to("PFLOP/s")


def atlas_950_bf16() -> Quantity:
    """Dense BF16 rate of an Atlas 950 SuperPoD at its announced size: packages times the rate of one as sold in it."""
    one = fact("ascend-950dt", "peak-compute", "bf16", "configuration=as sold in atlas 950 superpod").quantity
    return (part("atlas-950-superpod", "ascend-950dt").quantity * one).to("PFLOP/s")


def vera_rubin_nvl72_bf16() -> Quantity:
    """Dense BF16 rate of a Vera Rubin NVL72: its packages times the rate of one."""
    one = fact("rubin-gpu", "peak-compute", "bf16").quantity
    return (part("vera-rubin-nvl72", "rubin-gpu").quantity * one).to("PFLOP/s")


def headline_over_16bit() -> Range:
    """Printed headline over dense 16-bit rate of the same machine: least and greatest of the five machines compared."""
    return _span(
        [
            (fact("tpu-v7-pod", "peak-compute").quantity / ironwood_pod_bf16()).to(""),
            (fact("atlas-950-superpod", "peak-compute", "fp4").quantity / atlas_950_bf16()).to(""),
            (fact("vera-rubin-nvl72", "peak-compute", "nvfp4", "sparse").quantity / vera_rubin_nvl72_bf16()).to(""),
            _headline_nvl72(),
            _headline_atlas_900(),
        ]
    )


def _headline_nvl72() -> Quantity:
    return 2 * _over(fact(NVL72, "peak-compute", "fp4", "sparse"), fact(NVL72, "peak-compute", "bf16", "sparse"))


def _headline_atlas_900() -> Quantity:
    machine = (
        fact(CM384, "scaleup-domain-size").quantity * fact("ascend-910c", "peak-compute", "fp16", "bin=752T").quantity
    )
    return (fact("atlas-900-a3-superpod", "peak-compute", "xu2025keynote").quantity / machine).to("")


# --- worked example and exercises ---------------------------------------------------------------------------------------


def scaleup_ratio_of_mixed_directions() -> Quantity:
    """Scale-up bandwidth of a CloudMatrix 384, one way, over the printed figure of a GB200 NVL72, both ways: a mistake."""
    ours = machine_over_package_huawei() * ub_package_bandwidth()
    return (ours / fact(NVL72, "scaleup-bandwidth", "nvidia2024gb200page").quantity).to("")


def vera_rubin_nvl72_dies() -> Quantity:
    """GPU dies in a Vera Rubin NVL72: packages times dies a package."""
    return part("vera-rubin-nvl72", "rubin-gpu").quantity * part("rubin-gpu", "rubin-die").quantity


def atlas_950_packages_over_dies() -> Quantity:
    """Packages of an Atlas 950 SuperPoD over the GPU dies of a Vera Rubin rack: two ways of counting in one ratio."""
    return part("atlas-950-superpod", "ascend-950dt").quantity / vera_rubin_nvl72_dies()


def atlas_950_packages_over_packages() -> Quantity:
    """Packages of an Atlas 950 SuperPoD over the packages of a Vera Rubin rack."""
    return part("atlas-950-superpod", "ascend-950dt").quantity / part("vera-rubin-nvl72", "rubin-gpu").quantity


def atlas_950_bandwidth_per_package() -> Quantity:
    """The announced interconnect bandwidth of an Atlas 950 SuperPoD shared by its packages, direction not stated."""
    total = fact("atlas-950-superpod", "scaleup-bandwidth").quantity
    return (total / part("atlas-950-superpod", "ascend-950dt").quantity).to("TB/s")


def atlas_950_bandwidth_per_package_one_way() -> Quantity:
    """The same, one way, if the announced total counts both directions."""
    return atlas_950_bandwidth_per_package() / 2


def atlas_950_1024_bandwidth_per_package() -> Quantity:
    """The bandwidth that the product page prints for the smaller Atlas 950 SuperPoD shared by its packages, both ways."""
    total = fact("atlas-950-superpod-1024", "scaleup-bandwidth").quantity
    return (total / part("atlas-950-superpod-1024", "ascend-950dt").quantity).to("TB/s")


def memory_by_packages_in_binary() -> Quantity:
    """Stacked memory of an Atlas 900 A3 SuperPoD in units of a binary thousand, 1,024, gigabytes."""
    return quantity(memory_by_packages().to("GB").magnitude / 1024, "1")


def vera_rubin_dense_over_sparse() -> Quantity:
    """Dense over sparse NVFP4 rate of a Vera Rubin NVL72, both as the data sheet prints them."""
    return _over(
        fact("vera-rubin-nvl72", "peak-compute", "nvfp4", "dense"),
        fact("vera-rubin-nvl72", "peak-compute", "nvfp4", "sparse"),
    ).to("percent")
