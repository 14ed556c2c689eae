"""Sizes that a case gives, and metrics that it asks for, in whatever unit."""

from scripts.predict.case import Case, Unpredicted
from scripts.predict.fabric import GIGA, number
from scripts.units import quantity

SIZES = {"message_bytes": 1, "bytes": 1, "size_bytes": 1, "message_KB": 1e3, "message_MB": 1e6, "message_GB": GIGA,
         "message_KiB": 2**10, "message_MiB": 2**20, "message_GiB": 2**30, "dma_bytes": 1}  # fmt: skip
RATES = ("busbw", "algbw", "bandwidth", "bus_bandwidth", "algorithm_bandwidth", "throughput")
TIMES = ("time", "latency", "duration")
PURE = {"ratio": 1, "x": 1, "times": 1, "1": 1, "%": 100, "percent": 100, "count": 1}


def size_of(case: Case) -> float | None:
    """Bytes of the buffer, or None where the case only says that it is large, or nothing."""
    for name, factor in SIZES.items():
        value = number(case, name)
        if value is not None:
            return value * factor
    elements = number(case, "elements")
    return elements * (number(case, "dtype_bytes") or 1) if elements else None


def in_unit(value: float, base: str, case: Case) -> float:
    """Convert from a base unit. Raises Unpredicted where the case's unit is of another kind, or none."""
    if base == "1":
        if case.unit not in PURE:
            raise Unpredicted(f"{case.metric} is a share, and {case.unit!r} is no unit of one")
        return value * PURE[case.unit]
    plain = (
        case.unit.replace("tokens", "token")
        .replace("tok/", "token/")
        .split("/GPU")[0]
        .split("/NPU")[0]
        .split("/user")[0]
    )
    plain = plain.replace("TOPS", "TOP/s").replace("TFLOPS", "TFLOP/s")
    try:
        return float(quantity(value, base).to(quantity(1, plain).units).magnitude)
    except Exception as error:  # pint raises several kinds for a unit that is none, or of another kind
        raise Unpredicted(f"{case.metric} in {case.unit!r} is not a figure in {base}") from error
