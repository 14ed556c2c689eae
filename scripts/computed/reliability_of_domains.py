"""Chapter 20: whole domains, spares, failures seen in training, checkpoints, modules and planes, and the chapter's exercises."""

from collections.abc import Callable

from pint import Quantity

from scripts.facts import fact, facts, note, part, run
from scripts.models import reliability
from scripts.units import quantity

NVL72, CM384, POD = "gb200-nvl72", "cloudmatrix-384", "tpu-v7-pod"
DOWN = 0.005  # assumed share of devices that are down at a time
RESTART = 600.0  # assumed seconds from a failure to the first new step: ten minutes
FIT_OF_A_MODULE = 1000.0  # assumed failures of one module in a billion hours
SPARES_CM384, SPARES_NVL72 = 4, 8

Range = tuple[Quantity, Quantity]


def _size(machine: str) -> int:
    return round(float(fact(machine, "scaleup-domain-size").quantity.to("count").magnitude))


def _whole(devices: int, needed: int, down: float = DOWN) -> Quantity:
    chance = reliability.availability_with_spares(devices=devices, needed=needed, device_availability=1 - down)
    return quantity(chance, "1").to("percent")


# --- whole domains ----------------------------------------------------------------------------------------------------


def nvl72_whole() -> Quantity:
    """Chance that all packages of a GB200 NVL72 are up, each down an assumed half per cent of the time by itself."""
    return _whole(_size(NVL72), _size(NVL72))


def cm384_whole() -> Quantity:
    """The same of all packages of a CloudMatrix 384."""
    return _whole(_size(CM384), _size(CM384))


def nvl72_with_spares() -> Quantity:
    """Chance that at least 64 of the 72 packages of a GB200 NVL72 are up, under the same assumption."""
    return _whole(_size(NVL72), _size(NVL72) - SPARES_NVL72)


def cm384_with_spares() -> Quantity:
    """Chance that at least 380 of the 384 packages of a CloudMatrix 384 are up, under the same assumption."""
    return _whole(_size(CM384), _size(CM384) - SPARES_CM384)


def cm384_spares_for_99() -> Quantity:
    """Packages that a CloudMatrix 384 must keep back so that the others are up 99 % of the time, under the same assumption."""
    size = _size(CM384)
    usable = reliability.usable_units(units=size, unit_availability=1 - DOWN, confidence=0.99)
    return quantity(size - usable, "count")


def nvl72_spares_for_99() -> Quantity:
    """The same of a GB200 NVL72."""
    size = _size(NVL72)
    usable = reliability.usable_units(units=size, unit_availability=1 - DOWN, confidence=0.99)
    return quantity(size - usable, "count")


def tpu_pod_whole() -> Quantity:
    """Chance that all chips of an Ironwood pod are up, under the same assumption."""
    return _whole(_chips_of_pod(), _chips_of_pod())


def _chips_of_pod() -> int:
    return part(POD, "tpu-v7").count


def trays_of_contract() -> Quantity:
    """Chance that at least 16 of the 18 compute trays of a GB200 NVL72 are whole, under the same assumption."""
    tray = (1 - DOWN) ** part("gb300-compute-tray", "gb300-gpu").count
    trays = part(NVL72, "gb200-compute-tray").count
    chance = reliability.availability_with_spares(devices=trays, needed=trays - 2, device_availability=tray)
    return quantity(chance, "1").to("percent")


# --- what was seen ----------------------------------------------------------------------------------------------------


def _rate() -> float:
    """Interruptions a second and accelerator of the training run of Llama 3."""
    row = run("llama3_fail_001")
    days = row.settings["days"]
    return row.to("1") / (row.settings["gpus"] * days * 86400)


def llama_hours_between_interruptions() -> Quantity:
    """Mean time between unexpected interruptions of the training of Llama 3 on 16,384 H100."""
    return quantity(1 / (_rate() * run("llama3_fail_001").settings["gpus"]), "s").to("hour")


def llama_interruptions_per_device() -> Quantity:
    """Years of one accelerator for each unexpected interruption of that run."""
    return quantity(1 / _rate(), "s").to("year")


def llama_interruptions_fit() -> Quantity:
    """The same as failures of one accelerator in a billion hours."""
    return quantity(_rate(), "1/s").to("FIT")


def llama_share_of_gpus() -> Quantity:
    """Share of those interruptions that the table puts down to faulty GPUs."""
    return (run("llama3_fail_002").quantity / run("llama3_fail_001").quantity).to("percent")


def llama_share_of_network() -> Quantity:
    """Share of those interruptions that the table puts down to switches and cables of the network."""
    return (run("llama3_fail_004").quantity / run("llama3_fail_001").quantity).to("percent")


def hours_between_interruptions_of_72() -> Quantity:
    """Time between interruptions of 72 accelerators at that rate."""
    return quantity(1 / (_rate() * _size(NVL72)), "s").to("day")


def hours_between_interruptions_of_384() -> Quantity:
    """Time between interruptions of 384 accelerators at that rate."""
    return quantity(1 / (_rate() * _size(CM384)), "s").to("day")


def research_cluster_over_llama() -> Quantity:
    """Failures of an accelerator in a time on Meta's larger research cluster, over those in the training of Llama 3."""
    row = run("meta_mttf_003")
    rate = row.settings["failures_per_1000_node_days"] / 1000 / row.settings["node_gpus"] / 86400
    return quantity(rate / _rate(), "1")


# --- checkpoints ------------------------------------------------------------------------------------------------------


def _saving() -> float:
    return float(fact("training-software", "checkpoint-time").to("s"))


def best_interval_at_16384() -> Quantity:
    """Time between checkpoints that loses least on 16,384 accelerators at that rate, by Young's formula."""
    until = float(llama_hours_between_interruptions().to("s").magnitude)
    best = reliability.checkpoint_interval_young(checkpoint_time=_saving(), time_to_failure=until)
    return quantity(best, "s").to("minute")


def _trained_share(devices: float, interval: float | None = None) -> float:
    """Share of time that trains, of some accelerators at that rate."""
    until = 1 / (_rate() * devices)
    chosen = interval or reliability.checkpoint_interval_young(checkpoint_time=_saving(), time_to_failure=until)
    return reliability.effective_training_time(
        checkpoint_time=_saving(), interval=chosen, restart_time=RESTART, time_to_failure=until
    )


def best_share_at_16384() -> Quantity:
    """Share of time that trains at that interval, with restarts of an assumed ten minutes."""
    return quantity(_trained_share(run("llama3_fail_001").settings["gpus"]), "1").to("percent")


def share_at_16384_saving_each_four_hours() -> Quantity:
    """The same with a checkpoint every four hours, as one operator saves at most."""
    interval = run("alibaba_checkpoint_interval_high").to("s")
    return quantity(_trained_share(run("llama3_fail_001").settings["gpus"], interval), "1").to("percent")


def best_share_at_131072() -> Quantity:
    """The same on 131,072 accelerators, at the interval that is best there."""
    return quantity(_trained_share(run("meta_mttf_004").settings["gpus"]), "1").to("percent")


# --- modules, planes, repairs -----------------------------------------------------------------------------------------


def cm384_modules() -> Quantity:
    """Optical modules of a CloudMatrix 384 by estimate."""
    rows = facts(CM384, "optical-modules", scope="system")
    note(rows[0])
    return rows[0].quantity


def cm384_hours_between_modules() -> Quantity:
    """Time between failures of any of these modules, at an assumed 1,000 failures of one in a billion hours."""
    hours = 1e9 / FIT_OF_A_MODULE / float(cm384_modules().to("count").magnitude)
    return quantity(hours, "hour")


def cm384_hours_between_modules_by_seller() -> Quantity:
    """The same at the time between failures that a seller of modules claims."""
    one = fact("optics-800g", "mean-time-between-failures").quantity
    return (one / float(cm384_modules().to("count").magnitude)).to("hour")


def cm384_left_without_a_plane() -> Quantity:
    """Share of a die's bandwidth that is left when its link into one of the planes is down."""
    planes = float(fact(CM384, "fabric-planes").quantity.to("count").magnitude)
    return quantity(reliability.bandwidth_left(planes=planes, failed=1), "1").to("percent")


def ub_mesh_availability() -> Range:
    """Availability by the mean times that the UB-Mesh paper states for two networks and one time of repair."""
    minutes = 75 * 60
    ends = [
        reliability.availability(
            time_between_failures=fact(name, "mean-time-between-failures").to("s"), repair_time=minutes
        )
        for name in ("clos-8k", "ub-mesh")
    ]
    return quantity(ends[0], "1").to("percent"), quantity(ends[1], "1").to("percent")


# --- exercises --------------------------------------------------------------------------------------------------------


def nvl72_whole_at_a_tenth() -> Quantity:
    """Chance that all packages of a GB200 NVL72 are up, each down an assumed tenth of a per cent of the time."""
    return _whole(_size(NVL72), _size(NVL72), DOWN / 5)


def cm384_whole_at_a_tenth() -> Quantity:
    """The same of a CloudMatrix 384."""
    return _whole(_size(CM384), _size(CM384), DOWN / 5)


def cm384_failures_a_year() -> Quantity:
    """Interruptions of 384 accelerators in a year at the rate of Llama 3's training."""
    count = reliability.failures_expected(
        devices=_size(CM384), failure_rate=_rate(), duration=float(quantity(1, "year").to("s").magnitude)
    )
    return quantity(count, "count")


def nvl72_failures_a_year() -> Quantity:
    """The same of 72 accelerators."""
    count = reliability.failures_expected(
        devices=_size(NVL72), failure_rate=_rate(), duration=float(quantity(1, "year").to("s").magnitude)
    )
    return quantity(count, "count")


def tpu_goodput_free() -> Quantity:
    """Share of a TPU v4 pod in whole slices of 1,024 chips, hosts up 99 % of the time, where switches join any cubes."""
    return _goodput(reliability.goodput_reconfigurable)


def tpu_goodput_fixed() -> Quantity:
    """The same where each slice has cubes of its own."""
    return _goodput(reliability.goodput_fixed)


def _goodput(form: Callable[..., float]) -> Quantity:
    inputs = run("tpuv4_goodput_001").settings
    note(run("tpuv4_goodput_001"))
    share = form(
        units=inputs["cubes"],
        units_of_slice=inputs["slice_chips"] // inputs["chips_per_cube"],
        unit_availability=inputs["host_availability"] ** inputs["hosts_per_cube"],
        confidence=0.9,
    )
    return quantity(share, "1").to("percent")


def llama_days() -> Quantity:
    """Days over which the interruptions of the training of Llama 3 were counted."""
    note(run("llama3_fail_001"))
    return quantity(run("llama3_fail_001").settings["days"], "day")


def gpus_of_a_tray() -> Quantity:
    """GPUs in a compute tray of a GB200 NVL72: its GPUs over its trays."""
    return fact(NVL72, "scaleup-domain-size").quantity / part(NVL72, "gb200-compute-tray").quantity


def largest_job() -> Quantity:
    """Accelerators of the largest job that Meta's paper projects to."""
    note(run("meta_mttf_004"))
    return quantity(run("meta_mttf_004").settings["gpus"], "count")


def chips_of_a_cube() -> Quantity:
    """Chips of a cube of a TPU v4 pod."""
    note(run("tpuv4_goodput_001"))
    return quantity(run("tpuv4_goodput_001").settings["chips_per_cube"], "count")


def hosts_up() -> Quantity:
    """Share of time in which a host is up, as the paper on TPU v4 assumes it."""
    note(run("tpuv4_goodput_001"))
    return quantity(run("tpuv4_goodput_001").settings["host_availability"], "1").to("percent")
