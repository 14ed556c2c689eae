"""Chapter 9: what collectives send and how long they take, by the models, and the chapter's exercises."""

from pint import Quantity

from scripts.facts import Run, data, fact, note, part, run
from scripts.models import collectives, moe
from scripts.predict.collective import time_on
from scripts.predict.constants import Constants
from scripts.units import quantity

NVL72, CM384, DGX = "gb200-nvl72", "cloudmatrix-384", "dgx-h100"
GIGABYTE, MEGABYTE = 1e9, 1e6
STEP = 2e-6  # the latency of a step that the exercise assumes, in seconds


def _server() -> float:
    """GPUs of a server: the small number of ranks that most readers know."""
    return part("dgx-h100", "h100-sxm").count


def _rate(machine: str) -> float:
    """Byte/s of one accelerator of a machine, one way."""
    chip = {
        NVL72: ("gb200-gpu", "scaleup-bandwidth", "one-way"),
        CM384: ("ascend-910c", "scaleup-bandwidth", "one-way"),
        DGX: ("h100-sxm", "scaleup-bandwidth", "one-way"),
    }
    return fact(*chip[machine]).to("byte/s")


def _ranks(machine: str) -> float:
    """Accelerators of a machine's scale-up domain."""
    words = ("part=npu-packages",) if machine == CM384 else ()
    return fact(machine, "scaleup-domain-size", *words).value


def _ring(machine: str, size: float, latency: float) -> float:
    return collectives.ring_all_reduce_time(
        message_size=size, ranks=_ranks(machine), bandwidth=_rate(machine), latency=latency
    )


# --- the worked example -----------------------------------------------------------------------------------------------


def ring_all_reduce_nvl72() -> Quantity:
    """A ring's all-reduce of a gigabyte over a whole GB200 NVL72, bytes alone, at the printed rate."""
    return quantity(_ring(NVL72, GIGABYTE, 0), "s").to("ms")


def ring_all_reduce_dgx_h100() -> Quantity:
    """A ring's all-reduce of a gigabyte over a DGX H100, bytes alone, at the printed rate."""
    return quantity(_ring(DGX, GIGABYTE, 0), "s").to("ms")


def ring_all_reduce_cm384() -> Quantity:
    """A ring's all-reduce of a gigabyte over the packages of a CloudMatrix 384, bytes alone, at the printed rate."""
    return quantity(_ring(CM384, GIGABYTE, 0), "s").to("ms")


def ring_bytes_nvl72() -> Quantity:
    """Bytes that one GPU of an NVL72 sends in a ring's all-reduce of a gigabyte."""
    return quantity(collectives.ring_all_reduce_bytes(message_size=GIGABYTE, ranks=_ranks(NVL72)), "byte").to("GB")


def ring_bytes_of_eight() -> Quantity:
    """Bytes that one of eight ranks sends in a ring's all-reduce of a gigabyte."""
    return quantity(collectives.ring_all_reduce_bytes(message_size=GIGABYTE, ranks=_server()), "byte").to("GB")


def in_network_all_reduce_nvl72() -> Quantity:
    """The same all-reduce over an NVL72 where the switches add, bytes alone, at the printed rate."""
    time = collectives.in_network_all_reduce_time(
        message_size=GIGABYTE, ranks=_ranks(NVL72), bandwidth=_rate(NVL72), latency=0
    )
    return quantity(time, "s").to("ms")


def in_network_gain_nvl72() -> Quantity:
    """Bytes of a ring over bytes where the switch adds, for the ranks of an NVL72."""
    return quantity(collectives.in_network_gain(ranks=_ranks(NVL72)), "1")


def in_network_gain_of_eight() -> Quantity:
    """The same for the eight GPUs of a server."""
    return quantity(collectives.in_network_gain(ranks=_server()), "1")


def nvl72_large_all_reduce() -> Quantity:
    """Measured time of an all-reduce of eight gibibytes over one GB200 NVL72."""
    return run("nccl_gb200_rack_8g_time").quantity.to("ms")


def nvl72_large_all_reduce_bound() -> Quantity:
    """Its bytes alone at the printed rate, the switches adding."""
    size = float(run("nccl_gb200_rack_8g_time").settings["message_bytes"])
    time = collectives.in_network_all_reduce_time(
        message_size=size, ranks=_ranks(NVL72), bandwidth=_rate(NVL72), latency=0
    )
    return quantity(time, "s").to("ms")


def nvl72_large_all_reduce_share() -> Quantity:
    """Share of the link's printed rate that this all-reduce kept busy."""
    return (nvl72_large_all_reduce_bound() / nvl72_large_all_reduce()).to("percent")


# --- start-up ---------------------------------------------------------------------------------------------------------


def _steps_of_ring(machine: str) -> float:
    return 2 * (_ranks(machine) - 1)


def ring_steps_dgx_h100() -> Quantity:
    """Steps of a ring's all-reduce over a DGX H100."""
    return quantity(_steps_of_ring(DGX), "1")


def ring_steps_nvl72() -> Quantity:
    """Steps of a ring's all-reduce over an NVL72."""
    return quantity(_steps_of_ring(NVL72), "1")


def ring_steps_cm384() -> Quantity:
    """Steps of a ring's all-reduce over a CloudMatrix 384."""
    return quantity(_steps_of_ring(CM384), "1")


def halving_steps_cm384() -> Quantity:
    """Steps of an all-reduce by halving and doubling over a CloudMatrix 384."""
    time = collectives.recursive_halving_time(message_size=0, ranks=_ranks(CM384), bandwidth=1, latency=1)
    return quantity(time, "1")


def tiny_all_reduce_h100() -> Quantity:
    """Measured time of an all-reduce of eight bytes over the eight GPUs of a DGX H100."""
    return run("nccl_h100_ar_001").quantity.to("us")


def _balance(machine: str) -> Quantity:
    """Size at which the steps of a ring take as long as its bytes: n·α·B."""
    return quantity(_ranks(machine) * STEP * _rate(machine), "byte").to("MB")


def ring_balance_nvl72() -> Quantity:
    """Message below which the steps of a ring over an NVL72 outweigh its bytes, at the latency of the exercise."""
    return _balance(NVL72)


def ring_balance_cm384() -> Quantity:
    """Message below which the steps of a ring over a CloudMatrix 384 outweigh its bytes, at the latency of the exercise."""
    return _balance(CM384)


def ring_of_a_megabyte_nvl72() -> Quantity:
    """Time of a ring's all-reduce of a megabyte over an NVL72, at the latency of the exercise."""
    return quantity(_ring(NVL72, MEGABYTE, STEP), "s").to("ms")


def ring_of_a_megabyte_cm384() -> Quantity:
    """Time of a ring's all-reduce of a megabyte over a CloudMatrix 384, at the latency of the exercise."""
    return quantity(_ring(CM384, MEGABYTE, STEP), "s").to("ms")


def halving_of_a_megabyte_cm384() -> Quantity:
    """The same by halving and doubling."""
    time = collectives.recursive_halving_time(
        message_size=MEGABYTE, ranks=_ranks(CM384), bandwidth=_rate(CM384), latency=STEP
    )
    return quantity(time, "s").to("ms")


# --- bus bandwidth ----------------------------------------------------------------------------------------------------


def h200_bus_bandwidth() -> Quantity:
    """Bus bandwidth of an all-reduce over eight H200 with reduction in the switch, as printed."""
    return run("coll16g_h200_001").quantity


def h200_link_bandwidth() -> Quantity:
    """Printed rate of the link of these GPUs, one way, as the run states it."""
    return quantity(float(run("coll16g_h200_001").settings["link_GBps_unidir"]), "GB/s")


def h200_sent_bandwidth() -> Quantity:
    """What each GPU really sent a second in that run: the bus bandwidth over the gain of the switch."""
    ranks = float(run("coll16g_h200_001").settings["ranks"])
    return h200_bus_bandwidth() / collectives.in_network_gain(ranks=ranks)


def h200_sent_share() -> Quantity:
    """The same as a share of the link's printed rate."""
    return (h200_sent_bandwidth() / h200_link_bandwidth()).to("percent")


def h200_ring_share() -> Quantity:
    """Share of the link's printed rate that a ring reached on the same machine."""
    return (run("coll16g_h200_002").quantity / h200_link_bandwidth()).to("percent")


# --- experts ----------------------------------------------------------------------------------------------------------


def _experts() -> float:
    return fact("deepseek-v3", "experts-per-token").value


def destinations_of_eight() -> Quantity:
    """Devices that a token of DeepSeek-V3 goes to, on average, of eight."""
    return quantity(moe.expected_destinations(ranks=_server(), top_k=_experts()), "1")


def destinations_in_nvl72() -> Quantity:
    """Devices that a token of DeepSeek-V3 goes to, on average, of the GPUs of an NVL72."""
    return quantity(moe.expected_destinations(ranks=_ranks(NVL72), top_k=_experts()), "1")


def dispatched_token() -> Quantity:
    """Bytes of one token of DeepSeek-V3 in FP8, with its scales."""
    hidden = fact("deepseek-v3", "hidden-size").value
    size = moe.quantised_token_bytes(hidden=hidden, bits=8, block=moe.SCALE_BLOCK, scale_bits=32)
    return quantity(size, "byte")


def _largest(phase: str) -> Run:
    """The timed run over the largest group in the CloudMatrix paper's table."""
    timed = [row for row in data().runs if row.group == "cm384_canep" and row.metric == "latency"]
    return max((row for row in timed if row.settings["phase"] == phase), key=lambda row: row.settings["ep"])


def tokens_of_the_exchange() -> Quantity:
    """Tokens of each rank in the exchanges of the CloudMatrix paper's table."""
    timed = _largest("dispatch")
    note(timed)
    return quantity(timed.settings["tokens_per_rank"], "token")


def dispatch_of_the_table() -> Quantity:
    """Bytes that one die sends to others in the dispatch over the largest group of the CloudMatrix paper's table."""
    timed = _largest("dispatch")
    note(timed)
    told = timed.settings
    size = moe.exchange_bytes(
        tokens=told["tokens_per_rank"], copies=told["top_k"], token_bytes=told["bytes_per_token"], ranks=told["ep"]
    )
    return quantity(size, "byte").to("MB")


def dispatch_of_the_table_bound() -> Quantity:
    """Time of these bytes at the printed rate of a die."""
    rate = fact("ascend-910c-die", "scaleup-bandwidth", "one-way", "zuo2025cloudmatrix").quantity
    return (dispatch_of_the_table() / rate).to("us")


def dispatch_of_the_table_share() -> Quantity:
    """That time as a share of the measured one."""
    return (dispatch_of_the_table_bound() / _largest("dispatch").quantity).to("percent")


def cm384_ranks_by_die() -> Quantity:
    """Dies of a CloudMatrix 384: the ranks that its software sees."""
    return quantity(_ranks(CM384) * part("ascend-910c", "ascend-910c-die").count, "1")


# --- by the model with start-up ---------------------------------------------------------------------------------------


def _all_to_all(machine: str, accelerators: float) -> float:
    """Seconds of an all-to-all of a gigabyte by the model; the rows that it looks up are noted."""
    _rate(machine)
    constants = Constants()
    time = time_on(
        system=machine, operation="all_to_all", size=GIGABYTE, accelerators=accelerators, constants=constants
    )
    for row in constants.rows():
        note(row)
    return time


def large_all_to_all_gain() -> Quantity:
    """How many times longer an all-to-all of a gigabyte over as many GPUs as CloudMatrix 384 has packages takes in racks of NVL72."""
    ranks = _ranks(CM384)
    return quantity(_all_to_all(NVL72, ranks) / _all_to_all(CM384, ranks), "1")


def rack_all_to_all_gain() -> Quantity:
    """How many times longer an all-to-all of a gigabyte over as many packages as one NVL72 has GPUs takes on CloudMatrix 384."""
    ranks = _ranks(NVL72)
    return quantity(_all_to_all(CM384, ranks) / _all_to_all(NVL72, ranks), "1")


def ring_by_die_cm384() -> Quantity:
    """A ring's all-reduce of a gigabyte over the dies of a CloudMatrix 384, bytes alone, each at its own printed rate."""
    ranks = float(cm384_ranks_by_die().magnitude)
    rate = fact("ascend-910c-die", "scaleup-bandwidth", "one-way", "zuo2025cloudmatrix").to("byte/s")
    time = collectives.ring_all_reduce_time(message_size=GIGABYTE, ranks=ranks, bandwidth=rate, latency=0)
    return quantity(time, "s").to("ms")


def _nvls_efficiency(chip: str) -> Quantity:
    return fact("nccl", "communication-efficiency", "algorithm=nvls", f"chip={chip}").quantity.to("percent")


def nvls_efficiency_hopper() -> Quantity:
    """Share of a ring's rate that NCCL's tuner expects where the switch adds, on Hopper."""
    return _nvls_efficiency("hopper")


def nvls_efficiency_blackwell() -> Quantity:
    """Share of a ring's rate that NCCL's tuner expects where the switch adds, on Blackwell."""
    return _nvls_efficiency("blackwell")
