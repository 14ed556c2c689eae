"""Numbers in running text: what a wording states, and the evasions of the scan."""

import pytest

from scripts import wording
from scripts.units import quantity

STATED = [
    ("559 kW", 559, 559, "kW"),
    ("559&nbsp;kW", 559, 559, "kW"),
    ("about 560 kW", 559, 559, "kW"),
    ("0.56 MW", 559, 559, "kW"),
    ("half a megawatt", 520, 520, "kW"),
    ("120–145 kW", 120, 145, "kW"),
    ("1.5 to 1.7 times", 1.51, 1.664, "1"),
    ("a fifth to a quarter", 0.21, 0.26, "1"),
    ("43 %", 0.432, 0.432, "1"),
    ("five times", 5.33, 5.33, "1"),
    ("Twice", 2, 2, "1"),
    ("$8.2 M", 8_200_000, 8_200_000, "USD"),
    ("¥60 million", 60_000_000, 60_000_000, "CNY"),
    ("1,943 tokens/s", 1943, 1943, "token/s"),
    ("three hundred and eighty-four", 384, 384, "1"),
    ("1,440 PFLOP/s", 1.44, 1.44, "EFLOP/s"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), STATED)
def test_a_true_wording_is_accepted(text: str, low: float, high: float, unit: str) -> None:
    """Catch a wording that states its record and is refused."""
    assert wording.states(text, quantity(low, unit), quantity(high, unit)) is None


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("560 kW", 559, 559, "kW"),
        ("559 W", 559, 559, "kW"),
        ("559 GB", 559, 559, "kW"),
        ("about 700 kW", 559, 559, "kW"),
        ("120–140 kW", 120, 145, "kW"),
        ("120 kW", 120, 145, "kW"),
        ("four times", 5.33, 5.33, "1"),
        ("1.6 times", 1.51, 1.664, "1"),
        ("many", 384, 384, "1"),
        ("$8.2 M", 60_000_000, 60_000_000, "CNY"),
    ],
)
def test_a_wrong_wording_is_refused(text: str, low: float, high: float, unit: str) -> None:
    """Catch a wording that differs from its record in value, unit or range and passes."""
    assert wording.states(text, quantity(low, unit), quantity(high, unit))


EVASIONS = [
    "It has 384 accelerators.", "72 Blackwell packages", "five times the power", "half a megawatt", "three hundred kilowatts",
    "559&nbsp;kW", "559\u202fkW", "559kW", "$8.2 M", "US$ 3 million", "¥60 million", "43 % more", "43% more", "3×", "2.5-fold", "3x",
    "a dozen racks", "two dies", "16-rack system", "10–20 kW", "9 200 W", "1,440 PFLOP/s", "400 Gbit/s", "200 ns", "18 links", "nine thousand chips",
    "0.5 %", "seven sub-planes", "4 ports",
]  # fmt: skip


@pytest.mark.parametrize("text", EVASIONS)
def test_the_scan_sees_a_bare_number(text: str) -> None:
    """Catch a way of writing a number that needs no record."""
    assert list(wording.bare(wording.re.sub("&nbsp;", "\u00a0", text))), text


@pytest.mark.parametrize(
    "text",
    [
        "In 2025 systems grew.",
        "1. first",
        "one rack",
        "8-way",
        "twice as hard to say",
        "H100 and B200",
        "on page 3",
    ],
)
def test_the_scan_leaves_words_alone(text: str) -> None:
    """Catch a scan that stops an author for no number."""
    assert not list(wording.bare(text)), text


@pytest.mark.parametrize(
    "text",
    [
        "72 × 0.9 = 64.8",
        "72 × 1.8 TB/s = 129.6 TB/s",
        "384 × 752 TFLOP/s = 288.8 PFLOP/s",
        "14 × 400 / 8 = 700",
    ],
)
def test_a_true_sum_holds(text: str) -> None:
    """Catch a typed sum that is right and is refused."""
    assert wording.SUM.search(text) and wording.sum_is_wrong(text) is None


@pytest.mark.parametrize("text", ["36 × 0.9 = 33", "72 × 1.8 TB/s = 129.6 GB/s", "14 × 400 / 8 = 392"])
def test_a_false_sum_is_said(text: str) -> None:
    """Catch a typed sum that does not hold."""
    assert "does not hold" in (wording.sum_is_wrong(text) or "")


def test_rewriting_keeps_the_words() -> None:
    """Catch `make numbers` changing more than the digits."""
    assert wording.rewrite("about 559 kW", quantity(612, "kW"), quantity(612, "kW")) == "about 612 kW"
    assert wording.rewrite("1.5 to 1.7 times", quantity(1.62, "1"), quantity(1.8, "1")) == "1.6 to 1.8 times"
    assert wording.rewrite("$8.2 M", quantity(9.14e6, "USD"), quantity(9.14e6, "USD")) == "$9.1 M"
