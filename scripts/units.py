"""One pint registry for the whole project, with the field's own units."""

import functools

import pint

UNITS: pint.UnitRegistry = pint.UnitRegistry(on_redefinition="ignore", cache_folder=None)
# Operations and information get dimensions of their own, so that a rate of sums and a rate of bytes never mix.
for _line in (
    "FLOP = [operation]",
    "OP = FLOP",
    "bit = [information]",
    "byte = 8 * bit = B",
    "token = [token]",
    "parameter = count",
    "packet = count",
    "USD = [dollar]",
    "CNY = [yuan]",
    "EUR = [euro]",
    "US_cent = 0.01 * USD",
    "FIT = 1e-9 / hour",
    "TPP = 1e12 * FLOP * bit / second",  # total processing performance, as export rules count it
    "percent = 0.01 = %",
):
    UNITS.define(_line)
UNITS._build_cache()  # pint keeps what it knew of bit and byte before they got a dimension
UNITS.formatter.default_format = "~C"

Quantity = UNITS.Quantity


@functools.cache
def unit(text: str) -> pint.Unit:
    """The unit that a text names; "1" is a pure number. Raises ValueError where it names none."""
    if text in ("1", "count"):
        return UNITS.dimensionless
    try:
        return UNITS.Unit(text)
    except Exception as error:  # pint raises a dozen kinds for a text that is no unit
        raise ValueError(f"{text!r} is not a unit; write it like TFLOP/s, GB/s, Gbit/s, kW or 1") from error


def quantity(value: float, unit_text: str) -> pint.Quantity:
    """A value with its unit as a pint quantity."""
    return Quantity(value, unit(unit_text))
