"""What a case and the data say of the network around a chip: its link, its port's rate, its network card, its domain.

Rates are one way, in byte/s. What the case gives goes before what the data say.
"""

import math
import re
from dataclasses import dataclass
from functools import cache

from scripts.facts import Fact, data
from scripts.predict.case import Case, Unpredicted
from scripts.predict.kinship import same_die
from scripts.predict.names import find, known, member_of, plain
from scripts.units import Quantity

GIGA = 1e9
PORT = ("link_GBps_unidir", "nvlink_GBps_unidir", "scaleup_GBps_unidir", "port_GBps_unidir", "bandwidth_GBps_unidir")
CARD = ("nic_GBps_unidir", "rdma_GBps_unidir", "scaleout_GBps_unidir")
NEAR = 0.02  # rates that differ by less are the same rate
RING = 4  # chips along a dimension from which a torus closes it to a ring
CHIPS = ("die", "package", "board")


@dataclass(frozen=True)
class Fabric:
    """The network around one rank of a case."""

    chip: str | None
    link: str | None  # the standard or product of the scale-up link, as entities.csv names it
    port: float | None
    card: float | None
    domain: float  # ranks that reach each other without leaving the scale-up network
    server: float  # ranks of one server, which a library joins in a chain
    ranks: float

    @property
    def inside(self) -> bool:
        """Whether all ranks lie in one scale-up domain."""
        return self.ranks <= self.domain

    @property
    def domains(self) -> float:
        """How many scale-up domains take part."""
        return max(1.0, self.ranks / self.domain)

    def need_port(self) -> float:
        """The port's rate, or Unpredicted."""
        if not self.port:
            raise Unpredicted("neither the case nor the data give the rate of the chip's scale-up port")
        return self.port

    def need_card(self) -> float:
        """The network card's rate, or Unpredicted."""
        if not self.card:
            raise Unpredicted("neither the case nor the data give the rate of the chip's network card")
        return self.card


def fabric_of(case: Case, ranks: float) -> Fabric:
    """All of it."""
    chip = rank_of(chip_of(case))
    port = port_of(case, chip, ranks)
    domain = domain_of(case, chip, ranks)
    server = min(domain, in_server(chip) or domain)
    return Fabric(chip, link_of(chip, port), port, card_of(case, chip), domain, server, ranks)


@cache
def rank_of(chip: str | None) -> str | None:
    """What one rank runs on: a die where software sees the dies of a package as devices with a rate of their own."""
    for row in data().parts:
        if chip and row.whole == chip and rate(row.part, "scaleup-bandwidth"):
            return row.part
    return chip


@cache
def in_server(chip: str | None) -> float | None:
    """Ranks of one server, as the parts of nodes and trays say."""
    counts = [
        held
        for name, row in data().entities.items()
        if chip and row["kind"] in ("node", "tray") and (held := held_by(name, chip))
    ]
    return float(max(counts)) if counts else None


@cache
def held_by(whole: str, part: str) -> int:
    """How many of a part lie in a whole, through all steps of the ladder."""
    return sum(
        row.count * (1 if row.part == part else held_by(row.part, part)) for row in data().parts if row.whole == whole
    )


def number(case: Case, *names: str) -> float | None:
    """The first of these inputs that is a number above 0."""
    for name in names:
        value = case.inputs.get(name)
        if isinstance(value, str):
            found = re.fullmatch(r"\s*(\d+(?:\.\d+)?(?:[eE]\d+)?)\s*", value)
            value = float(found[1]) if found else None
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < float("inf"):
            return float(value)
    return None


def chip_of(case: Case) -> str | None:
    """The accelerator: as the inputs name it, or the one that the system is made of."""
    for kind in CHIPS:
        found = find(case.chip, kind)
        # a longer name may be another kind: "Ascend 910C die" begins with the name of the package
        if found and (kind != "package" or find(case.chip) in (found, None) or find(case.chip, "die") is None):
            return found
    for name in (case.chip, case.system):
        part = accelerator_in(find(name) or "")
        if part:
            return part
    # "b200-hgx8" begins with the name of a chip, "hgx-h800" holds one
    return find(case.system, "package") or member_of(find(case.chip) or "") or named_in(case.system)


@cache
def named_in(text: str) -> str | None:
    """The package whose name or alias stands in a text, the longest first."""
    for name, entity in sorted(known().items(), key=lambda item: -len(item[0])):
        if data().entities[entity]["kind"] == "package" and len(name) > 2 and name in plain(text):
            return entity
    return None


@cache
def accelerator_in(whole: str) -> str | None:
    """The package of which a whole has most, its parts' parts included."""
    packages: dict[str, int] = {}
    for row in data().parts:
        if row.whole == whole and data().entities[row.part]["kind"] == "package":
            packages[row.part] = row.count
        elif row.whole == whole:
            inner = accelerator_in(row.part)
            if inner:
                packages[inner] = row.count
    return max(packages, key=lambda name: packages[name]) if packages else None


@cache
def rate(entity: str, prop: str) -> float | None:
    """A rate of one thing one way; half of the rate both ways where no source gives the one."""
    found: dict[str, list[float]] = {"one-way": [], "both-ways": []}
    for row in data().facts:
        if row.entity == entity and row.property == prop and row.direction in found and row.value_to is None:
            found[row.direction].append(base(row))
    if found["one-way"]:
        return max(found["one-way"])
    return max(found["both-ways"]) / 2 if found["both-ways"] else None


def base(row: Fact) -> float:
    """A rate in byte/s."""
    return float(Quantity(row.value, row.unit).to("byte/s").magnitude)


def port_of(case: Case, chip: str | None, ranks: float) -> float | None:
    """The rate of all scale-up links of a chip; in a full mesh only those that lead to a rank that takes part."""
    given = number(case, *PORT)
    whole = given * GIGA if given else rate(chip, "scaleup-bandwidth") if chip else None
    whole = whole or share_of(find(case.system) or "") or of_machines(chip) or of_kin(chip)
    topology = str(case.inputs.get("topology", "")).lower()
    one_link = rate(chip, "link-bandwidth") if chip else None
    if whole and (sizes := torus_sizes(case)):
        return whole * links_used(sizes) / (2 * len(sizes))
    meshed = "mesh" in topology or (one_link and not topology)
    if not (whole and meshed and ranks > 1):
        return whole
    full = rate(chip, "scaleup-bandwidth") if chip else None
    if full and whole > full / 2 and one_link:  # the case gives the port, not one link
        return min(whole, (ranks - 1) * one_link)
    if full and whole < full / 2:
        return min(full, (ranks - 1) * whole)
    return whole


@cache
def of_machines(chip: str | None) -> float | None:
    """A chip's share of what is stated of machines that are built of it; the middle one."""
    wholes = (name for name in ancestors(chip or "") if accelerator_in(name) == chip)
    rates = sorted(found / held_by(name, chip or "") for name in wholes if (found := rate(name, "scaleup-bandwidth")))
    return rates[len(rates) // 2] if rates else None


@cache
def of_kin(chip: str | None) -> float | None:
    """The rate of other chips of a maker, where nothing is known of this one: of those with a die of the same generation by
    its memory's rate, which two chips of one time share.
    """
    rates = {name: found for name in kin_of(chip) if (found := rate(name, "scaleup-bandwidth"))}
    own = rate_of_memory(chip or "")
    if rates and own:
        return rates[min(rates, key=lambda name: abs((rate_of_memory(name) or 0.0) / own - 1))]
    return sorted(rates.values())[len(rates) // 2] if rates else None


@cache
def rate_of_memory(chip: str) -> float | None:
    """The highest rate that is stated of a chip's memory."""
    rows = (row for row in data().facts if row.entity == chip and row.property == "hbm-bandwidth")
    return max((base(row) for row in rows if row.value_to is None and row.scope == "package"), default=None)


@cache
def ancestors(part: str) -> tuple[str, ...]:
    """Everything that a part lies in, through all steps of the ladder."""
    above = [row.whole for row in data().parts if row.part == part]
    return tuple(dict.fromkeys([*above, *(higher for name in above for higher in ancestors(name))]))


@cache
def kin_of(chip: str | None) -> list[str]:
    """Things of the same maker and kind."""
    known = data().entities
    own = known.get(chip or "")
    return [name for name, row in known.items() if own and (row["maker"], row["kind"]) == (own["maker"], own["kind"])]


@cache
def share_of(system: str) -> float | None:
    """What one chip has of the rate that a source states for the whole system."""
    whole, size = rate(system, "scaleup-bandwidth"), largest_domain(system, None)
    return whole / size if whole and size and size > 1 else None


@cache
def link_of(chip: str | None, port: float | None) -> str | None:
    """The scale-up link of a chip: as a row of its rate names it, or the product of its maker that has this rate."""
    entities = data().entities
    for row in data().facts:
        if chip and row.entity == chip and row.property == "scaleup-bandwidth" and "link" in row.conditions:
            return find(row.conditions["link"]) or row.conditions["link"]
    if chip and port:
        for name, thing in entities.items():
            own = rate(name, "scaleup-bandwidth") if thing["kind"] == "link" else None
            if own and thing["maker"] == entities[chip]["maker"] and abs(own / port - 1) < NEAR:
                return name
    # a version for another market has fewer links of the same generation
    twins = (name for name in kin_of(chip) if name != chip and same_die(name, chip or ""))
    return next((link for twin in twins if (link := link_of(twin, rate(twin, "scaleup-bandwidth")))), None)


@cache
def same_link(one: str, other: str) -> bool:
    """Whether two chips of a maker have a scale-up link of the same generation."""
    entities = data().entities
    if any(name not in entities or entities[name]["kind"] not in CHIPS for name in (one, other)):
        return False
    links = [
        link_of(name, rate(name, "scaleup-bandwidth") or of_machines(name) or of_kin(name)) for name in (one, other)
    ]
    return links[0] is not None and links[0] == links[1] and entities[one]["maker"] == entities[other]["maker"]


def card_of(case: Case, chip: str | None) -> float | None:
    """The network card's rate: from the inputs, from words like "8 x 400 Gbit/s", from the chip, from its maker's chips."""
    given = number(case, *CARD)
    if given:
        return given * GIGA
    bits = number(case, "nic_Gbps", "nic_Gbit_s")
    if bits:
        return bits * GIGA / 8
    said = re.search(r"(\d+)\s*(?:G\b|Gbit|Gb/s|Gbps)", str(case.inputs.get("network", "")))
    if said:
        return float(said[1]) * GIGA / 8
    own = rate(chip, "scaleout-bandwidth") if chip else None
    if own or chip is None:
        return own
    rates = sorted(found for name in kin_of(chip) if (found := rate(name, "scaleout-bandwidth")))
    return rates[len(rates) // 2] if rates else of_all()


@cache
def of_all() -> float | None:
    """The middle rate of all packages' network cards."""
    names = [name for name, row in data().entities.items() if row["kind"] == "package"]
    rates = sorted(found for name in names if (found := rate(name, "scaleout-bandwidth")))
    return rates[len(rates) // 2] if rates else None


def domain_of(case: Case, chip: str | None, ranks: float) -> float:
    """Ranks of one scale-up domain: as the inputs divide them, or as the data count them, or all."""
    given = number(
        case, "gpus_per_node", "npus_per_node", "chips_per_node", "ranks_per_node", "scaleup_domain", "domain"
    )
    if given:
        return min(given, ranks)
    for name in ("racks", "nodes", "servers"):
        count = number(case, name)
        if count:
            return max(1.0, ranks / count)
    return min(ranks, largest_domain(find(case.system) or "", chip) or ranks)


@cache
def largest_domain(system: str, chip: str | None) -> float | None:
    """How many chips the scale-up network of a system joins: as a fact says, or as many as one node or rack holds."""
    sizes = [
        row.value
        for row in data().facts
        if row.entity == system and row.property == "scaleup-domain-size" and row.value_to is None
    ]
    kinds = ("node", "rack", "system")
    if not sizes and chip:
        inside = (*ancestors(chip), *ancestors(package_of(chip) or ""))
        wholes = {name for name in inside if data().entities[name]["kind"] in kinds}
        sizes = [row.value for row in data().facts if row.entity in wholes and row.property == "scaleup-domain-size"]
        joined = [held_by(name, chip) for name in wholes if rate(name, "scaleup-bandwidth")]
        if not sizes:
            return float(max(joined)) if joined else in_server(chip)
    dies = next((row.count for row in data().parts if chip and row.part == chip and package_of(chip) == row.whole), 1)
    return max(sizes) * dies if sizes else None


@cache
def package_of(chip: str) -> str | None:
    """The package that a die lies in."""
    if data().entities[chip]["kind"] != "die":
        return None
    return next((row.whole for row in data().parts if row.part == chip), None)


def ranks_of(case: Case) -> float:
    """Ranks that take part: as the case counts them, or all of one scale-up domain. Raises Unpredicted."""
    given = number(case, "ranks", "ep", "n_ranks", "world_size", "gpus") or case.chips or shape_product(case)
    chip = rank_of(chip_of(case))
    given = given or largest_domain(find(case.system) or "", chip) or usual_server(chip)
    if not given:
        raise Unpredicted("the case does not give the number of ranks")
    return given


def usual_server(chip: str | None) -> float | None:
    """The middle size of servers of a maker's chips, where nothing is known of this one's."""
    sizes = sorted(size for name in kin_of(chip) if (size := in_server(name)))
    return sizes[len(sizes) // 2] if sizes else None


def shape_product(case: Case) -> float | None:
    """Chips of a torus whose shape the case gives."""
    sizes = torus_sizes(case)
    return math.prod(sizes) if sizes else None


def torus_sizes(case: Case) -> list[float]:
    """The shape of a torus as the case gives it, as 4x4x8; empty where it gives none."""
    shape = re.search(r"\d+(?:x\d+)+", str(case.inputs.get("torus") or case.inputs.get("topology") or ""))
    return [float(size) for size in shape[0].split("x")] if shape else []


def links_used(sizes: list[float]) -> float:
    """Links of a chip that lead anywhere: two along a ring, one along a line too short to close, none along a single chip."""
    return float(sum(2 if size >= RING else 1 if size > 1 else 0 for size in sizes)) or 1.0
