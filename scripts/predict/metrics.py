"""Sizes of buffers as cases spell them, and the metrics of exchanges."""

from scripts.predict.case import Case
from scripts.predict.fabric import GIGA, number

SIZES = {"message_bytes": 1, "bytes": 1, "size_bytes": 1, "message_KB": 1e3, "message_MB": 1e6, "message_GB": GIGA,
         "message_KiB": 2**10, "message_MiB": 2**20, "message_GiB": 2**30, "dma_bytes": 1}  # fmt: skip
RATES = ("busbw", "algbw", "bandwidth", "bus_bandwidth", "algorithm_bandwidth", "throughput")
TIMES = ("time", "latency", "duration")


def size_of(case: Case) -> float | None:
    """Bytes of the buffer, or None where the case only says that it is large, or nothing."""
    for name, factor in SIZES.items():
        value = number(case, name)
        if value is not None:
            return value * factor
    elements = number(case, "elements")
    return elements * (number(case, "dtype_bytes") or 1) if elements else None
