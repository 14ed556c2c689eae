"""What export rules count, of packages in the data: processing, its density, and the transfer rate to other chips."""

from pint import Quantity

from scripts.facts import Fact, fact, facts
from scripts.models import export_rules
from scripts.units import quantity

Range = tuple[Quantity, Quantity]

BITS = {"fp64": 64, "fp32": 32, "tf32": 32, "bf16": 16, "fp16": 16, "fp8": 8, "int8": 8, "mxfp8": 8, "nvfp4": 4, "mxfp4": 4, "fp4": 4}  # fmt: skip
SAME_COMPUTE_AS = {"a800-sxm": "a100-sxm", "h800-sxm": "h100-sxm"}  # by press: only links, and FP64, were cut


def processing_of(row: Fact, end: Quantity) -> Quantity:
    """Total processing performance of one figure of peak compute, in the units of the rules."""
    rate = float(end.to("FLOP/s").magnitude)
    value = export_rules.total_processing_performance(peak_compute=rate, bits=BITS[row.precision or ""])
    return quantity(value, "FLOP*bit/s").to("TPP")


def processing(chip: str, *words: str) -> Range:
    """Least and greatest total processing performance of a package over its dense figures, each format with its bits.

    The rule takes the greatest of all formats; where sources or bins of that format differ, they are the ends.
    """
    rows = facts(SAME_COMPUTE_AS.get(chip, chip), "peak-compute", "dense", "package", *words)
    rows = [row for row in rows if row.precision in BITS]
    most = max(rows, key=lambda row: processing_of(row, row.high))
    ends = [processing_of(row, end) for row in rows if row.precision == most.precision for end in (row.low, row.high)]
    return min(ends), max(ends)


def density(chip: str, die: str, dies: int = 1) -> Range:
    """Total processing performance of a package over the area of so many dies."""
    area = dies * fact(die, "die-area").quantity
    low, high = processing(chip)
    return (low / area).to("TPP/mm**2"), (high / area).to("TPP/mm**2")


def transfer(chip: str) -> Quantity:
    """Scale-up bandwidth of a package with both directions added, as the rule of 2022 counts."""
    both = facts(chip, "scaleup-bandwidth", "both-ways", "package")
    if both:
        return max(row.high for row in both).to("GB/s")
    return (2 * max(row.high for row in facts(chip, "scaleup-bandwidth", "one-way", "package"))).to("GB/s")
