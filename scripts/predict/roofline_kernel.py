"""Kernels alone: matrix products, plain or grouped by expert, the core of attention, and copies of memory."""

from dataclasses import dataclass

from scripts.models import roofline
from scripts.predict.case import Case, Unpredicted
from scripts.predict.chip_of import Chip, chip_of, number
from scripts.predict.constants import Constants
from scripts.predict.formats_of import bits, named, nearest
from scripts.predict.in_units import in_unit
from scripts.predict.library_of import library_of
from scripts.predict.serving import TILE


def predict(case: Case, constants: Constants) -> float:
    """The case's metric in its unit. Raises Unpredicted."""
    chip = chip_of(case)
    if all(number(case.inputs.get(name)) for name in ("n", "k")):
        return matrix(case, chip, constants)
    return asymptote(case, chip, constants)


def asymptote(case: Case, chip: Chip, constants: Constants) -> float:
    """Attention, or a copy, so long that its start does not count: the share of the roof that it reaches."""
    text = f"{case.inputs.get('bound', '')} {case.inputs.get('kernel', '')} {case.metric}".lower()
    if "memory" in text or "bandwidth" in text or "triad" in text:
        share, rate, unit = constants.get(chip.entity, "memory-efficiency"), chip.memory_bandwidth, "byte/s"
    else:
        form = named(case.inputs.get("precision") or case.inputs.get("a_dtype"))
        _, rate = chip.peak("bf16" if form in ("fp8", "int8") else form)
        back = {"operation": "backward"} if "backward" in f"{text} {case.workload}".lower() else {}
        share, unit = constants.get(chip.entity, "attention-efficiency", **back), "FLOP/s"
    if "utili" in case.metric or "efficiency" in case.metric:
        return in_unit(share, "1", case)
    return in_unit(share * rate, unit, case)


@dataclass(frozen=True)
class Products:
    """Equal matrix products of one kernel: their number, sizes and format."""

    groups: float
    rows: float
    columns: float
    depth: float
    form: str

    @property
    def operations(self) -> float:
        """Of all of them."""
        return self.groups * roofline.matrix_operations(rows=self.rows, columns=self.columns, depth=self.depth)

    @property
    def moved(self) -> float:
        """Bytes of all of them, each matrix once."""
        return self.groups * roofline.matrix_bytes(
            rows=self.rows, columns=self.columns, depth=self.depth, bits=bits(self.form), output_bits=bits("bf16")
        )


def products_of(case: Case) -> Products:
    """What a case multiplies."""
    inputs = case.inputs
    groups = number(inputs.get("groups")) or number(inputs.get("experts")) or 1
    each = number(inputs.get("m_per_group"))
    rows = each if each else (number(inputs.get("m")) or 1) / (groups if groups > 1 else 1)
    form = named(inputs.get("a_dtype") or inputs.get("precision") or case.workload)
    return Products(groups, rows, number(inputs["n"]) or 1, number(inputs["k"]) or 1, form)


def matrix(case: Case, chip: Chip, constants: Constants) -> float:
    """A matrix product, or several of one shape in one kernel."""
    work = products_of(case)
    time = matrix_seconds(case, work, chip, constants)
    if case.metric.startswith(("time", "latency", "duration")):
        return in_unit(time, "s", case)
    if "bandwidth" in case.metric:
        return in_unit(work.moved / time, "byte/s", case)
    if "memory" in case.metric:
        return in_unit(work.moved / time / chip.memory_bandwidth, "1", case)
    if "utili" in case.metric or "efficiency" in case.metric or "mfu" in case.metric.lower():
        return in_unit(work.operations / time / chip.peak(work.form)[1], "1", case)
    if "throughput" in case.metric or "flops" in case.metric.lower():
        return in_unit(work.operations / time, "FLOP/s", case)
    raise Unpredicted(f"no model gives {case.metric}")


def matrix_seconds(case: Case, work: Products, chip: Chip, constants: Constants) -> float:
    """Time of the kernel, and of those that bring its input into a narrow format first."""
    inputs, library = case.inputs, library_of(case, constants, chip.entity)
    computed, peak = chip.peak(work.form)
    time = roofline.grouped_matrix_time(
        products=work.groups,
        rows=work.rows,
        columns=work.columns,
        depth=work.depth,
        bits=bits(work.form),
        output_bits=bits("bf16"),
        peak_compute=peak,
        memory_bandwidth=chip.memory_bandwidth,
        compute_efficiency=constants.get_nearest(chip.entity, "compute-efficiency", nearest(computed)),
        memory_efficiency=constants.get(chip.entity, "memory-efficiency"),
        latency=constants.get(library, "launch-overhead", covers="kernel"),
        prologue=constants.get_nearest(library, "pipeline-depth", nearest(computed)),
        tile_rows=TILE,
        tile_columns=TILE,
        least_columns=constants.get_nearest(library, "tile-columns", nearest(work.form)),
        cores=number(inputs.get("sms")) or number(inputs.get("cube_cores")) or chip.cores,
        core_bandwidth=constants.get(chip.entity, "core-memory-bandwidth"),
    )
    quantised = inputs.get("act_quant")
    if not quantised:
        return time
    values = work.rows * work.groups * work.depth
    return time + quantisation(str(quantised), values, bits(work.form), chip, library, constants)


def quantisation(text: str, values: float, one: float, chip: Chip, library: str, constants: Constants) -> float:
    """Kernels that bring 16-bit values into a narrow format first: read once for a scale that is to be found, once to convert."""
    reads = 2 if "dynamic" in text.lower() else 1
    moved = values * (reads * bits("bf16") + one) / 8
    start = reads * constants.get(library, "launch-overhead", covers="quantisation")
    return start + moved / (constants.get(chip.entity, "memory-efficiency") * chip.memory_bandwidth)
