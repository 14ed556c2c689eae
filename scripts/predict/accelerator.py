"""The accelerator that a case ran on, and what data/ says of it: peak, memory, links, size of its scale-up domain.

An input of the case goes before a fact; where neither is there, the median of the maker's packages stands in.
"""

import re
import statistics
from collections.abc import Iterable
from functools import cache

from scripts.facts import Fact, data, facts
from scripts.predict.case import Case, Unpredicted
from scripts.predict.names import find, known, member_of, plain

FORMATS = (
    ("fp4", ("nvfp4", "mxfp4", "fp4")), ("fp8", ("fp8", "mxfp8", "int8")), ("bf16", ("bf16", "fp16")),
)  # fmt: skip
KINDS = ("node", "tray", "rack", "pod", "system")
Tried = tuple[str, ...]


def amount(value: object) -> float | None:
    """A number that an input holds, also as text; None where it holds none."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        found = float(str(value).replace(",", "").strip())
    except ValueError:
        return None
    return found if found == found and abs(found) != float("inf") else None


def given(case: Case, *names: str) -> float | None:
    """The first of some inputs that is a number above zero."""
    found = (amount(case.inputs.get(name)) for name in names)
    return next((value for value in found if value is not None and value > 0), None)


def precision(case: Case) -> str:
    """The number format of the matrix products: fp4, fp8 or bf16, which stands in where the case names none."""
    text = plain(str(case.inputs.get("precision") or case.inputs.get("dtype") or ""))
    for name, spellings in (("fp4", ("fp4",)), ("fp8", ("fp8", "float8", "int8", "e4m3"))):
        if any(spelling in text for spelling in spellings):
            return name
    return "bf16"


def package(case: Case) -> str:
    """The accelerator, by its name or by that of the machine. Raises Unpredicted where data/ knows neither."""
    for text in (case.inputs.get("chip"), case.inputs.get("gpu"), case.inputs.get("accelerator"), case.system):
        found = named(str(text)) if text else None
        if found:
            return found
    raise Unpredicted(f"no accelerator is known by the name {case.chip!r}")


@cache
def named(text: str) -> str | None:
    """The package whose name a text begins with or holds, or of which the machine is built that it names."""
    direct = find(text, "package") or member_of(find(text) or "")
    if direct:
        return direct
    machine = find(text)
    inside = within(machine) if machine else {}
    if len(inside) == 1:
        return next(iter(inside))
    short = plain(re.sub(r"\(.*?\)", "", text))
    names = sorted(known().items(), key=lambda item: -len(item[0]))
    held = (key for name, key in names if len(name) > 2 and name in short and data().entities[key]["kind"] == "package")
    return next(held, None)


@cache
def within(machine: str) -> dict[str, int]:
    """Accelerators in a machine, through all steps of the ladder of parts."""
    found: dict[str, int] = {}
    for part in data().parts:
        if part.whole != machine:
            continue
        if data().entities[part.part]["kind"] == "package":
            if facts(part.part, "peak-compute"):
                found[part.part] = part.count
        else:
            for name, count in within(part.part).items():
                found[name] = found.get(name, 0) + part.count * count
    return found


def domain(case: Case, chips: float) -> float:
    """Accelerators that one scale-up fabric joins, at most those that run; servers of the package where nothing is said."""
    said = given(case, "gpus_per_node", "node_gpus", "gpus_per_domain", "domain", "scaleup_domain")
    if said:
        return min(said, chips)
    chip = package(case)
    machine = find(case.system)
    stated = [row.value for row in facts(machine, "scaleup-domain-size") if row.value_to is None] if machine else []
    counts = [float(count) for name, count in within(machine).items() if name == chip] if machine else []
    servers = [
        part.count for part in data().parts if part.part == chip and data().entities[part.whole]["kind"] == "node"
    ]
    for found in (stated, counts, servers):
        if found:
            return min(statistics.median(found), chips)
    return chips


def power_limit(case: Case) -> float | None:
    """The limit in W that the case, or the name that it gives the chip, sets to the power of a package."""
    named_limit = re.search(r"(\d{2,4}) ?w\b", case.chip.lower())
    return given(case, "power_limit_W", "power_cap_W") or (float(named_limit[1]) if named_limit else None)


def design_power(case: Case) -> float:
    """The power in W for which the package is made."""
    return given(case, "tdp_W") or stated(package(case), "chip-power", "W")


def throttled(case: Case) -> float:
    """The part of its rate that a package keeps under a limit of power: as large as the part of its power, at most all."""
    limit = power_limit(case)
    return min(limit / design_power(case), 1) if limit else 1.0


def peak(case: Case, form: str) -> float:
    """Peak rate in FLOP/s in a number format; that of the next wider format where the chip has no such units."""
    chip = package(case)
    for name, spellings in FORMATS[[name for name, _ in FORMATS].index(form) :]:
        said = given(case, f"peak_{name}_TFLOPS", *(("peak_TFLOPS",) if name == "bf16" else ()))
        if said:
            return said * 1e12
        rows = stated_peaks(chip, spellings)
        if rows:
            return rows[0]
    raise Unpredicted(f"no peak rate of {chip} is known")


@cache
def stated_peaks(chip: str, spellings: Tried) -> list[float]:
    """Dense peaks of a package in some number formats, what the vendor states first, in FLOP/s."""
    order = {"spec": 0, "constant": 1, "derived": 2, "estimate": 3, "claim": 4}
    found: list[tuple[int, int, float]] = []
    for row in facts(chip, "peak-compute"):
        if row.precision in spellings and row.sparsity in ("dense", "unstated") and row.value_to is None:
            rank = (order.get(row.kind, 5), spellings.index(row.precision))
            found.append((*rank, row.quantity.to_base_units().magnitude))
    return [value for *_, value in sorted(found)]


def memory_rate(case: Case) -> float:
    """Bandwidth of the package's memory in byte/s."""
    said = given(case, "hbm_TBps", "memory_TBps", "hbm_TB_s")
    if said:
        return said * 1e12
    return stated(package(case), "hbm-bandwidth", "TB/s") * 1e12


def scaleup_rate(case: Case) -> float:
    """Bandwidth of the package into its scale-up fabric in byte/s, one way."""
    said = given(case, "nvlink_GBps_unidir", "link_GBps_unidir", "ici_GBps_unidir")
    return said * 1e9 if said else stated(package(case), "scaleup-bandwidth", "GB/s") * 1e9


def scaleout_rate(case: Case) -> float:
    """Bandwidth of the package beyond its scale-up fabric in byte/s, one way."""
    said = given(case, "nic_GBps_unidir", "nic_GBps")
    return said * 1e9 if said else stated(package(case), "scaleout-bandwidth", "GB/s") * 1e9


@cache
def stated(chip: str, prop: str, unit: str) -> float:
    """The median of what is stated of a package, one way; its share of a machine that holds it, its maker's packages, or
    all packages stand in, in this order.
    """
    maker = data().entities[chip]["maker"]
    packages = [key for key, row in data().entities.items() if row["kind"] == "package"]
    own = [one_way(row, unit) for row in usable(chip, prop)]
    for found in (
        own,
        [] if own else list(shares(chip, prop, unit)),
        [one_way(row, unit) for key in packages if data().entities[key]["maker"] == maker for row in usable(key, prop)],
        [one_way(row, unit) for key in packages for row in usable(key, prop)],
    ):
        if found:
            return statistics.median(found)
    raise Unpredicted(f"no {prop} is known of any package")


def shares(chip: str, prop: str, unit: str) -> Iterable[float]:
    """A package's share of what is stated of machines that are built of it alone."""
    for machine in {part.whole for part in data().parts}:
        inside = within(machine)
        if list(inside) == [chip]:
            rows = (row for row in facts(machine, prop) if row.value_to is None and row.scope in KINDS)
            yield from (one_way(row, unit) / inside[chip] for row in rows)


def usable(name: str, prop: str) -> Iterable[Fact]:
    """Rows of one value that count a whole package."""
    return (row for row in facts(name, prop) if row.value_to is None and row.scope in ("package", None))


def one_way(row: Fact, unit: str) -> float:
    """A rate as one way."""
    return row.to(unit) / (2 if row.direction == "both-ways" else 1)
