"""The machines that the figures of successors show: size, accelerator, dates, whether anybody has one."""

from dataclasses import dataclass

from scripts.facts import data, entity, facts
from scripts.facts import part as step

# What is part of a larger domain, or a cluster that a slower network joins; no domain of its own.
NOT_DOMAINS = (
    "atlas-900-a2-podc", "atlas-900-a3-bus-rack", "atlas-900-a3-compute-rack", "atlas-900-a3-node", "atlas-950-supercluster",
    "atlas-960-supercluster", "atlas-960e-cluster", "el-capitan", "mtia-v2-rack", "pegatron-mi350x", "sugon-scalex-cluster",
    "taishan-950-superpod", "tpu-host", "tpu-v4-host", "tpu-v4-rack", "tpu-v7-rack", "trn2-instance",
)  # fmt: skip
KINDS = ("node", "rack", "system", "pod")


@dataclass(frozen=True)
class Domain:
    """A scale-up domain; least and greatest are None where no source of ours gives a size."""

    id: str
    label: str
    maker: str
    least: float | None
    greatest: float | None
    announced: str
    available: str
    first_seen: str  # the date of its earliest row, where no source dates the announcement
    delivered: bool  # somebody has it by a dated source, or it was measured
    sources: frozenset[str]


def accelerator(whole: str) -> tuple[str, int]:
    """The accelerator of a machine and how many it holds, up the ladder; empty and nought where it does not say."""
    for row in data().parts:
        if row.whole != whole:
            continue
        thing = entity(row.part)
        if thing["kind"] == "package" and not thing["id"].endswith(("-cpu", "kunpeng-920")):
            return row.part, step(whole, row.part).count
        name, inside = accelerator(row.part)
        if name:
            return name, inside * step(whole, row.part).count
    return "", 0


def domains() -> list[Domain]:
    """All machines of the data that are a scale-up domain, by name."""
    things = [thing for thing in data().entities.values() if thing["kind"] in KINDS and thing["id"] not in NOT_DOMAINS]
    return [domain(thing) for thing in things]


def domain(thing: dict) -> Domain:
    """One machine, its size as stated or counted up the ladder, its dates or, of servers and clouds' pods, its chip's."""
    key = thing["id"]
    rows = facts(key, "scaleup-domain-size")
    package, count = accelerator(key)
    sizes = [float(end.magnitude) for row in rows for end in (row.low, row.high)] or ([float(count)] if count else [])
    like_its_chip = package and (thing["kind"] in ("node", "pod") or thing["maker"] == "AWS")
    whose = {
        name: thing if thing[name] or not like_its_chip else entity(package) for name in ("announced", "available")
    }
    measured = {row.system for row in data().runs if row.kind == "measured"}
    sources = {row.source for row in rows} or {row.source for row in data().parts if row.whole == key and sizes}
    return Domain(
        id=key,
        label=thing["label"],
        maker=thing["maker"] or "",
        least=min(sizes, default=None),
        greatest=max(sizes, default=None),
        announced=whose["announced"]["announced"] or "",
        available=whose["available"]["available"] or "",
        first_seen=min((row.as_of for row in facts(key)), default=""),
        delivered=bool(whose["available"]["available"] or key in measured or (like_its_chip and package in measured)),
        sources=frozenset(sources | {own[f"{name}_source"] for name, own in whose.items() if own[name]})
        or frozenset({row.source for row in facts(key)} | {run.source for run in data().runs if run.system == key}),
    )


def years(date: str) -> float:
    """A date as a number of years; a year without month stands in its middle."""
    year, *rest = (int(piece) for piece in date.split("-"))
    if not rest:
        return year + 0.5
    return year + (rest[0] - 1 + ((rest[1] - 0.5) / 31 if len(rest) > 1 else 0.5)) / 12
