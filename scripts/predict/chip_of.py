"""The chip of a case as a model needs it: peaks and bandwidths that the case states, else those of data/."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from statistics import median

from scripts.facts import Fact, data
from scripts.predict.case import Case, Unpredicted
from scripts.predict.formats_of import WIDER
from scripts.predict.kinship import kin, same_die
from scripts.predict.names import plain
from scripts.units import quantity

KINDS = ("package", "die", "board")
TRUST = ("spec", "constant", "derived", "measured", "claim", "estimate")  # in this order, where rows differ in kind


@dataclass(frozen=True)
class Chip:
    """What computes by itself in a case: a package, or one die of it where each runs its own part of the model."""

    entity: str
    memory_bandwidth: float
    capacity: float
    cores: float
    scaleup: float | None
    peaks: tuple[tuple[str, float], ...]

    def peak(self, form: str) -> tuple[str, float]:
        """The format in which the chip computes for one asked for, and its rate. Raises Unpredicted."""
        known = dict(self.peaks)
        for name in (form, *WIDER.get(form, ()), "any"):
            if name in known:
                return ("bf16" if name == "fp16" else form if name == "any" else name), known[name]
        raise Unpredicted(f"no peak of {self.entity} in {form} is known")


def number(value: object) -> float | None:
    """A number that an input holds, also as text; None where there is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    found = re.search(r"([0-9]+(?:\.[0-9]+)?)\s*([kK]\b)?", str(value).replace(",", ""))
    return float(found[1]) * (1000 if found[2] else 1) if found else None


@cache
def entity_of(name: str) -> str | None:
    """The chip that a name means: exactly, or by the longest common beginning with an id, label or alias."""
    text = plain(re.sub(r"\(.*?\)", "", name))
    found: list[tuple[int, int, str]] = []
    for key, row in data().entities.items():
        if row["kind"] not in KINDS:
            continue
        for known in map(plain, (key, row["label"], *(row["aliases"] or "").split(";"))):
            if known and text and (text.startswith(known) or known.startswith(text)):
                found.append((abs(len(known) - len(text)), KINDS.index(row["kind"]), key))
    return min(found)[2] if found else held_in(text)


def held_in(text: str) -> str | None:
    """The chip with the longest alias that stands inside a name, such as that of a server."""
    found = [
        (-len(known), key)
        for key, row in data().entities.items()
        if row["kind"] == "package"
        for known in map(plain, (key, *(row["aliases"] or "").split(";")))
        if len(known) > 2 and known in text
    ]
    return min(found)[1] if found else None


def chip_of(case: Case, dies: bool = False) -> Chip:
    """The case's chip. With `dies`, one die of a package whose dies run apart. Raises Unpredicted."""
    inputs = case.inputs
    entity = entity_of(case.chip) or entity_of(case.system) or host_of(case.system)
    if entity is None:
        raise Unpredicted(f"no chip is known by the name {case.chip!r}")
    if dies and runs_by_die(entity):
        entity = f"{entity}-die"
    return stated(entity, *(number(inputs.get(name)) for name in ("hbm_GBps", "link_GBps_unidir")), peaks_given(inputs))


@cache
def host_of(system: str) -> str | None:
    """The package of which a machine holds most, through the ladder of parts."""
    name = next(
        (key for key in sorted(data().entities, key=len, reverse=True) if plain(system).startswith(plain(key))), ""
    )
    wanted, seen = [name], set()
    while wanted:
        whole = wanted.pop(0)
        for step in data().parts:
            if step.whole == whole and step.part not in seen:
                seen.add(step.part)
                if data().entities[step.part]["kind"] == "package" and rows_of(step.part, "peak-compute"):
                    return step.part
                wanted.append(step.part)
    return None


def runs_by_die(entity: str) -> bool:
    """Whether software sees the dies of this package as devices of their own: data/ then has rates of its dies."""
    return bool(rows_of(f"{entity}-die", "peak-compute"))


def peaks_given(inputs: dict) -> tuple[tuple[str, float], ...]:
    """Peaks that inputs state: peak_TFLOPS for the case's own format, peak_int8_TFLOPS for a named one."""
    found = []
    for name, value in inputs.items():
        match = re.fullmatch(r"peak_(?:(\w+?)_)?T(?:FL)?OPS", name)
        rate = number(value)
        if match and rate:
            found.append((match[1] or "any", rate * 1e12))
    return tuple(found)


@cache
def stated(entity: str, memory: float | None, link: float | None, peaks: tuple[tuple[str, float], ...]) -> Chip:
    """A chip of data/ with what a case states in its place. Raises Unpredicted where neither knows the memory."""
    entity = known_version(entity)
    bandwidth = memory * 1e9 if memory else best(entity, "hbm-bandwidth")
    if bandwidth is None:
        raise Unpredicted(f"the memory bandwidth of {entity} is not known")
    return Chip(
        entity,
        bandwidth,
        best(entity, "hbm-capacity") or 0,
        cores_of(entity),
        link * 1e9 if link else scaleup_of(entity),
        peaks or peaks_of(entity),
    )


@cache
def known_version(entity: str) -> str:
    """A chip, or the latest with the same die where nothing is stated of its own memory."""
    if best(entity, "hbm-bandwidth"):
        return entity
    twins = [name for name in data().entities if same_die(name, entity) and best(name, "hbm-bandwidth")]
    return max(twins, key=lambda name: best(name, "hbm-bandwidth") or 0, default=entity)


def rows_of(entity: str, prop: str) -> list[Fact]:
    """Facts of a chip itself, those announced or of a range left out."""
    return [
        row
        for row in data().facts
        if row.entity == entity and row.property == prop and row.value_to is None and row.kind in TRUST
    ]


def chosen(rows: Iterable[Fact], value: Callable[[Fact], float]) -> float | None:
    """The highest of the rows of the most trusted kind: bins and versions differ, and a peak is the best there is."""
    rows = list(rows)
    for kind in TRUST:
        values = [value(row) for row in rows if row.kind == kind]
        if values:
            return max(values)
    return None


def base(row: Fact) -> float:
    """A row's value in base units: byte/s, byte, FLOP/s."""
    unit = {"hbm-capacity": "byte", "peak-compute": "FLOP/s", "compute-cores": "count"}.get(row.property, "byte/s")
    return float(quantity(row.value, row.unit).to(unit).magnitude)


@cache
def best(entity: str, prop: str) -> float | None:
    """One figure of a chip."""
    return chosen(rows_of(entity, prop), base)


@cache
def peaks_of(entity: str) -> tuple[tuple[str, float], ...]:
    """Dense peaks by format; half of the sparse one where a maker prints only that."""
    rows = [row for row in rows_of(entity, "peak-compute") if row.precision]
    found = {}
    for form in {row.precision for row in rows}:
        mine = [row for row in rows if row.precision == form]
        plainly = [row for row in mine if row.sparsity == "dense"] or [row for row in mine if row.sparsity != "sparse"]
        value = chosen(plainly, base) or (chosen(mine, base) or 0) / 2
        found[str(form)] = value
    if "bf16" in found and "fp16" in found:
        found["bf16"] = max(found["bf16"], found["fp16"])
    return tuple(sorted(found.items()))


@cache
def scaleup_of(entity: str) -> float | None:
    """Scale-up bandwidth one way."""
    for related in (lambda other: other == entity, lambda other: same_die(other, entity)):
        rows = [row for row in data().facts if row.property == "scaleup-bandwidth" and related(row.entity)]
        found = chosen(
            (row for row in rows if row.value_to is None),
            lambda row: base(row) / (1 if row.direction == "one-way" else 2),
        )
        if found:
            return found
    return None


@cache
def cores_of(entity: str) -> float:
    """Cores that share the work of a kernel; the median of the maker's chips where the chip's own are not known."""
    wanted = [row for row in data().facts if row.property == "compute-cores" and matrix_cores(row)]
    own = [row.value for row in wanted if row.entity == entity]
    alike = [row.value for row in wanted if kin(row.entity, entity)]
    twins = [row.value for row in wanted if same_die(row.entity, entity)]
    return max(own) if own else median(twins or alike or [row.value for row in wanted])


def matrix_cores(row: Fact) -> bool:
    """Whether a row counts cores with matrix units, as sold."""
    return row.conditions.get("cores") in ("sm", "cube", "cu") and row.conditions.get("configuration") != "full die"
