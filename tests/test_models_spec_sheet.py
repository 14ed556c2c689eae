"""Printed figures: what is read, what is refused, and how a rate is written."""

import pytest

from scripts.models.spec_sheet import amount, normal_rate, printed_figure

READ = {
    "1.44 EF": ("unit", 1.44e18, "FLOP/s"), "1,440 PFLOP/s": ("unit", 1.44e18, "FLOP/s"), "1.44 exaflops": ("unit", 1.44e18, "FLOP/s"),
    "130 TB/s": ("unit", 130e12, "B/s"), "14 × 400G": ("bandwidth", 700e9, "B/s"), "14x400 Gbit/s": ("unit", 700e9, "B/s"),
    "400G × 14": ("bandwidth", 700e9, "B/s"), "16.3 PB/s of 8,192": ("unit", 16.3e15, "B/s"), "16.3PB/s of 8192 NPUs": ("unit", 16.3e15, "B/s"),
    "780T": ("compute", 780e12, "FLOP/s"), "1504 TOPS": ("unit", 1504e12, "OP/s"), "1 GiB/s": ("unit", 2**30, "B/s"), "8 Gb/s": ("unit", 1e9, "B/s"),
}  # fmt: skip
REFUSED = {
    "": "must be a number and a unit", "-3 EF": "has a sign that cannot be read, -", "1e40": "must have the unit of a rate", "1,44 EF": "write decimals with a point",
    "12,34 TB/s": "write decimals with a point", "1.2.3 EF": "a point or comma too many", "130 TB": "must have the unit of a rate", "780T": "say under counts",
    "1 440 PF": "must be a number and a unit", "≈ 3 EF": "has a sign that cannot be read, ≈", "0 EF": "must be above 0", "3 EF each": "goes on after its unit",
    "999999999 ZF": "must be above 0 and no more", ". EF": "without a number", "2 EF of 0": "must be of at least 1",
}  # fmt: skip


@pytest.mark.parametrize("said", READ)
def test_a_figure_is_read(said: str) -> None:
    """Catch a bit that is read as a byte, a prefix or a comma that is read as another."""
    counts, value, unit = READ[said]
    found = printed_figure(said=said, counts=counts)
    assert (found["value"], found["unit"]) == (pytest.approx(value, rel=1e-12), unit)


@pytest.mark.parametrize("said", REFUSED)
def test_what_cannot_be_read_is_refused_with_what_it_was(said: str) -> None:
    """Catch a guess, and a message that does not say what was typed."""
    with pytest.raises(ValueError, match="said") as refused:
        printed_figure(said=said, counts="unit")
    assert REFUSED[said] in str(refused.value) and str(refused.value).endswith(f"got {said}")


@pytest.mark.parametrize(("said", "counts"), [("130 TB/s", "compute"), ("1.44 EF", "bandwidth")])
def test_a_unit_that_contradicts_is_refused(said: str, counts: str) -> None:
    """Catch bytes that are taken for operations because the reader said so."""
    with pytest.raises(ValueError, match="but counts says"):
        printed_figure(said=said, counts=counts)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.44e18, "1,440 PFLOP/s"), (15e15, "15 PFLOP/s"), (9.8e15, "9,800 TFLOP/s"), (902.7777e9, "902.8 GFLOP/s"), (1.0079e12, "1,008 GFLOP/s"),
     (9.99999e15, "10 PFLOP/s"), (3, "3 FLOP/s")],
)  # fmt: skip
def test_a_rate_is_written_with_a_prefix_that_fits(value: float, text: str) -> None:
    """Catch a lost zero after the comma, and a rounding that gives 1,000 of a prefix."""
    assert amount(value, "FLOP/s") == text


def test_a_die_and_a_machine_give_the_same_package() -> None:
    """Catch a factor that is turned round: die to package goes up, machine to package down."""
    die = normal_rate(figure=196e9, directions=1, accelerators=1, dies=2)
    machine = normal_rate(figure=384 * 784e9, directions=2, accelerators=384, dies=1)
    assert die == machine == 392e9
