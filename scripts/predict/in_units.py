"""A model's number in the unit that a case is measured in."""

from scripts.predict.case import Case, Unpredicted
from scripts.units import quantity

PURE = {"ratio": 1, "x": 1, "times": 1, "1": 1, "%": 100, "percent": 100, "count": 1}


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
