"""Reliability: formulas over stated rates and times, and counts of failures at rates that were seen elsewhere."""

from scripts.facts import facts
from scripts.models import reliability
from scripts.predict.accelerator import domain, given, package
from scripts.predict.case import Case, Unpredicted
from scripts.predict.constants import Constants
from scripts.predict.names import plain

SOFTWARE = "training-software"
SURE = 0.9  # the share of times that a goodput is promised for, as in Figure 4 of Jouppi et al. 2023
HOUR, DAY, MONTH = 3600.0, 86400.0, 365.25 / 12 * 86400
SPANS = {"hours": HOUR, "days": DAY, "weeks": 7 * DAY, "months": MONTH, "years": 12 * MONTH}
# What a case calls a part, and the part under which a rate is kept; the first that fits.
PARTS = (
    ("memory", ("hbm", "memory", "dram")),
    ("nic", ("nic", "network interface", "network card", "adapter")),
    ("network", ("switch", "cable", "network", "link", "optic", "transceiver")),
    ("gpu", ("gpu", "accelerator", "npu", "chip")),
)
TIMES = {"min": 60.0, "s": 1.0, "d": DAY, "h": HOUR}


def predict(case: Case, constants: Constants) -> float:
    """The metric of the case in its unit. Raises Unpredicted where its inputs do not suffice."""
    metric = plain(case.metric)
    if metric in ("availability", "systemavailability"):
        return share(case, available(case, constants))
    if metric.startswith("goodput"):
        return share(case, goodput(case))
    if "effectivetraining" in metric or metric.startswith("ettr"):
        return share(case, trains(case, constants))
    if metric.startswith("checkpointinterval"):
        saving = checkpoint_time(case, constants)
        best = reliability.checkpoint_interval_young(
            checkpoint_time=saving, time_to_failure=time_to_failure(case, constants)
        )
        return best / time_unit(case)
    if metric in ("mttf", "mtbf", "meantimetofailure", "meantimebetweenfailures", "meantimetofailurejob"):
        return time_to_failure(case, constants) / time_unit(case)
    if "interruption" in metric and "share" in metric:
        return share(case, share_of_parts(case, constants))
    if (
        any(word in metric for word in ("interruption", "failures", "restart", "crash", "faults"))
        and "share" not in metric
    ):
        return failures(case, constants)
    raise Unpredicted(f"no model gives {case.metric}")


def failures(case: Case, constants: Constants) -> float:
    """Failures in the time of the case: of counted links and switches at the rates of one operator, else of accelerators."""
    links, switches = given(case, "links"), given(case, "switches", "tor_switches")
    if links or switches:
        monthly = (links or 0) * monthly_share("links") + (switches or 0) * monthly_share("switches")
        return monthly * span(case) / MONTH
    return reliability.failures_expected(devices=devices(case), failure_rate=rate(case, constants), duration=span(case))


def monthly_share(name: str) -> float:
    """Share of a network's links or first-level switches that fail in a month, as one operator measured it."""
    rows = facts("alibaba-clusters", "failure-fraction")
    return next(row.to("1") for row in rows if name in (row.condition or ""))


def share(case: Case, value: float) -> float:
    """A share in the unit of the case."""
    return value * (100 if case.unit in ("%", "percent") else 1)


def time_unit(case: Case) -> float:
    """Seconds of the unit of the case."""
    return next((value for name, value in TIMES.items() if case.unit.startswith(name)), HOUR)


def devices(case: Case) -> float:
    """Accelerators that must work together."""
    found = given(case, "gpus", "chips", "npus", "accelerators") or case.chips or given(case, "gpus_min")
    nodes = given(case, "servers", "nodes")
    if found or nodes:
        return found or (nodes or 0) * (given(case, "node_gpus", "gpus_per_node") or 8)
    raise Unpredicted("the case does not say how many devices there are")


def span(case: Case) -> float:
    """Time over which failures are counted, in seconds."""
    for name, seconds in SPANS.items():
        said = given(case, name)
        if said:
            return said * seconds
    for name, seconds in SPANS.items():
        if f"per{name[:-1]}" in plain(f"{case.metric} {case.unit}"):
            return seconds
    raise Unpredicted("the case does not say over what time failures are counted")


def rate(case: Case, constants: Constants) -> float:
    """Failures a second and accelerator: those that the case states, else those seen of its kind."""
    nodes = given(case, "failures_per_1000_node_days", "node_failures_per_1000_node_days")
    if nodes:
        return nodes / 1000 / DAY / size_of_node(case)
    hours = given(case, "device_mtbf_h", "gpu_mtbf_h", "mtbf_h_per_gpu", "mtbf_h_per_device")
    if hours:
        return 1 / (hours * HOUR)
    own = given(case, "failure_rate_per_hour", "rate_per_hour")
    if own:
        return own / HOUR
    fit = given(case, "fit", "FIT")
    if fit:
        return fit * 1e-9 / HOUR
    return constants.get(fleet(case), "interruption-rate", part=part(case))


def fleet(case: Case) -> str:
    """The accelerator whose fleet is asked about; that of the machine where the case names none."""
    try:
        return package(case)
    except Unpredicted:
        return case.system


def share_of_parts(case: Case, constants: Constants) -> float:
    """Share of all failures that the parts which the case names have."""
    told = str(case.inputs.get("component") or case.inputs.get("part") or "").lower()
    named = [name for name, words in PARTS if any(word in told for word in words)]
    if not named:
        raise Unpredicted("the case does not say of which parts the failures are counted")
    rates = [constants.get(fleet(case), "interruption-rate", part=name) for name in named]
    return sum(rates) / constants.get(fleet(case), "interruption-rate", part="all")


def part(case: Case) -> str:
    """The part whose failures are counted; all where the case names none."""
    told = str(case.inputs.get("component") or case.inputs.get("part") or "").lower()
    if not told or told in ("all", "any", "total"):
        return "all"
    return next((name for name, words in PARTS if any(word in told for word in words)), "all")


def size_of_node(case: Case) -> float:
    """Accelerators of a server."""
    said = given(case, "node_gpus", "gpus_per_node", "node_size")
    if said:
        return said
    try:
        return domain(case, devices(case))
    except Unpredicted:
        return 8.0


def time_to_failure(case: Case, constants: Constants) -> float:
    """Mean time to the first failure in seconds: stated, or from the rate of one device."""
    said = given(case, "mtbf_h", "mttf_h")
    if said:
        return said * HOUR
    return reliability.mean_time_to_failure(devices=devices(case), failure_rate=rate(case, constants))


def available(case: Case, constants: Constants) -> float:
    """Share of time in which the machine works."""
    single = given(case, "device_availability", "node_availability", "host_availability")
    if single:
        number = given(case, "devices", "nodes", "hosts", "chips", "gpus") or devices(case)
        needed = given(case, "needed", "required") or number - (given(case, "spares") or 0)
        return reliability.availability_with_spares(
            devices=round(number), needed=round(needed), device_availability=single if single <= 1 else single / 100
        )
    repair = stated_time(case, "mttr", "repair", "recovery")
    if given(case, "mtbf_h", "mttf_h") and repair is not None:
        return reliability.availability(time_between_failures=time_to_failure(case, constants), repair_time=repair)
    if given(case, "ocs"):
        return switched(case)
    if repair is not None:
        return reliability.availability(time_between_failures=time_to_failure(case, constants), repair_time=repair)
    raise Unpredicted(
        "the case gives neither a time between failures with a time to repair, nor the share of one device"
    )


def switched(case: Case) -> float:
    """Availability of a machine whose optical switches lead round what fails: every failure costs one reconfiguration."""
    hosts = (given(case, "chips") or devices(case)) / 4
    failing = hosts * daily("tpu-v4-host") + (given(case, "ocs") or 0) * daily("palomar-ocs")
    again = facts("palomar-ocs", "restoration-time")[0].to("s")
    return reliability.availability(time_between_failures=DAY / failing, repair_time=again)


def daily(name: str) -> float:
    """Share of things that fail in one day."""
    return facts(name, "failure-fraction")[0].to("1")


def stated_time(case: Case, *stems: str) -> float | None:
    """A time that the case gives in any unit, in seconds."""
    for stem in stems:
        for name, seconds in (("min", 60.0), ("h", HOUR), ("s", 1.0), ("hours", HOUR), ("minutes", 60.0), ("d", DAY)):
            said = given(case, f"{stem}_{name}", f"{stem}_time_{name}")
            if said:
                return said * seconds
    return None


def goodput(case: Case) -> float:
    """Share of a machine that whole slices make up."""
    units = given(case, "cubes", "units", "racks")
    chips_of_unit = given(case, "chips_per_cube", "chips_per_unit") or devices(case) / (units or 1)
    hosts = given(case, "hosts_per_cube", "hosts_per_unit") or chips_of_unit / 4
    single, slice_chips = given(case, "host_availability", "node_availability"), given(case, "slice_chips")
    if not units or not slice_chips or not single:
        raise Unpredicted("the case does not give units, slice and the availability of a host")
    working = single if single <= 1 else single / 100
    fixed = str(case.inputs.get("reconfigurable", "true")).lower() in ("false", "0", "no")
    model = reliability.goodput_fixed if fixed else reliability.goodput_reconfigurable
    return model(
        units=round(units), units_of_slice=max(round(slice_chips / chips_of_unit), 1), unit_availability=working**hosts,
        confidence=SURE,
    )  # fmt: skip


def checkpoint_time(case: Case, constants: Constants) -> float:
    """Time that saving takes, in seconds."""
    return stated_time(case, "checkpoint", "save", "w") or constants.get(SOFTWARE, "checkpoint-time")


def trains(case: Case, constants: Constants) -> float:
    """Share of time in which training moves on."""
    saving, until = checkpoint_time(case, constants), time_to_failure(case, constants)
    interval = stated_time(case, "interval", "checkpoint_interval") or reliability.checkpoint_interval_young(
        checkpoint_time=saving, time_to_failure=until
    )
    restart = stated_time(case, "restart", "u0", "recovery") or constants.get(SOFTWARE, "restart-time")
    return reliability.effective_training_time(
        checkpoint_time=saving, interval=interval, restart_time=restart, time_to_failure=until
    )
