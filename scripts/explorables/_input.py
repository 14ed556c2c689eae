"""What an explorable says of its inputs, presets and results. Values are in base units; what the reader sees is converted.

An argument's symbol, unit, meaning and bounds stand in data/quantities.csv; its label is that of its property, where it
has one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, inf, log10
from typing import Any

import altair as alt
import pandas as pd

from scripts import facts
from scripts.computed import Result
from scripts.facts import Fact, Part, Row, Run
from scripts.units import quantity, unit

ROWS = "rows"  # the dataset that the live view changes
DUST = 1e-9  # share of a bound by which a conversion may be off
DIGITS = 12  # what a conversion to the reader's unit may spoil lies behind them

Value = float | str


@dataclass(frozen=True)
class Taken:
    """A value in base units, or words, made of one record: the record says what it rests on."""

    value: Value
    record: Fact | Part | Run | Result

    @property
    def url(self) -> str:
        """The record, as a link from docs/."""
        return self.record.url


Given = Fact | Part | Run | Result | Taken | float | str


@dataclass(frozen=True)
class Input:
    """One control: an argument of `rows` and `results`. `low` and `high` are the ends of its slider, in the unit shown."""

    name: str
    unit: str = ""
    default: Given = 1.0
    label: str = ""
    low: float | None = None
    high: float | None = None
    choices: Mapping[Any, str] = field(default_factory=dict)  # value to label; then there is no slider
    of: str = ""  # the quantity, where it is not the name: a second machine's bandwidth
    # heading of the fold that holds it, for what few readers change; those of one fold follow each other
    fold: str = ""
    text: bool = False  # words that the module reads itself

    @property
    def quantity(self) -> dict:
        """The row of data/quantities.csv; a text or a choice of words needs none."""
        found = facts.data().quantities.get(self.of or self.name)
        if found is None and not self.choices and not self.text:
            raise facts.Unchosen(f"no quantity {self.of or self.name!r} in data/quantities.csv")
        return found or {"symbol": "", "unit": "1", "meaning": "", "property": None, "minimum": None, "maximum": None}

    @property
    def base(self) -> str:
        """The unit in which the model takes it."""
        return str(self.quantity["unit"])

    @property
    def shown(self) -> str:
        """The unit in which the reader sees it."""
        return self.unit or self.base

    @property
    def factor(self) -> float:
        """What one of the unit shown is in base units."""
        return float(quantity(1, self.shown).to(unit(self.base)).magnitude)

    @property
    def whole(self) -> bool:
        """Whether it counts things one by one; what is shown in billions need not be whole."""
        return self.base == "count" and self.factor == 1

    def title(self) -> str:
        """Its label."""
        name = self.quantity["property"]
        words = facts.data().properties[name]["label"] if name else self.name.replace("_", " ")
        return self.label or words[0].upper() + words[1:]

    def in_base(self, given: Given) -> Value:
        """A value as the model takes it. Raises facts.Unchosen where a range is given."""
        if isinstance(given, Fact | Part | Run):
            value = given.quantity / unit("token") if "[token]" in given.quantity.dimensionality else given.quantity
            return float(value.to(unit(self.base)).magnitude)
        if isinstance(given, Taken):
            return given.value
        return given.to(self.base) if isinstance(given, Result) else given

    def in_shown(self, value: Value) -> Value:
        """A base value as the reader sees it, without the dust of the conversion."""
        return (
            float(f"{value / self.factor:.{DIGITS}g}") if isinstance(value, int | float) and not self.choices else value
        )

    def ends(self) -> tuple[float, float]:
        """The slider's ends in the unit shown: its own, else the bounds of the quantity."""
        low, high = (self.quantity[name] for name in ("minimum", "maximum"))
        if (self.low is None and low is None) or (self.high is None and high is None):
            raise facts.Unchosen(
                f"{self.name} has no bounds: give low and high, or minimum and maximum in data/quantities.csv"
            )
        least, most = (inf if end is None else end / self.factor for end in (low, high))
        ends = least if self.low is None else self.low, most if self.high is None else self.high
        if (low is not None and ends[0] < least * (1 - DUST)) or ends[1] > most * (1 + DUST):
            raise facts.Unchosen(
                f"{self.name}: the slider from {ends[0]:g} to {ends[1]:g} leaves the bounds of {self.of or self.name} "
                f"in data/quantities.csv, {least:g} to {most:g}"
            )
        return ends

    def step(self, value: Value) -> float:
        """What an arrow key adds to a value in the unit shown: one of what is counted, else a tenth of its leading digit."""
        return (
            1
            if self.whole or not isinstance(value, int | float) or value <= 0
            else float(f"1e{floor(log10(value)) - 1}")
        )


@dataclass(frozen=True)
class Output:
    """One result as text: its name in what `results` returns, its label, its unit in base units ("%" for a share)."""

    name: str
    label: str
    unit: str = "1"
    wide: bool = False  # a sentence, which gets a line of its own


@dataclass(frozen=True)
class Preset:
    """A named set of values; what it leaves out takes the input's default."""

    label: str
    values: Mapping[str, Given]

    @property
    def key(self) -> str:
        """Its name in an address."""
        return facts.slug(self.label).replace(".", "-")

    def of(self, each: Input) -> Given:
        """What it gives one input."""
        return self.values.get(each.name, each.default)


def rows_of(given: Given) -> tuple[Row, ...]:
    """The rows that a value rests on; none for an assumption."""
    if isinstance(given, Fact | Part | Run):
        return (given,)
    if isinstance(given, Taken):
        return rows_of(given.record)
    return given.inputs if isinstance(given, Result) else ()


def values(inputs: Sequence[Input], preset: Preset) -> dict[str, Any]:
    """The arguments of a preset. A count is a whole number, so that Python may count up to it."""
    found: dict[str, Any] = {}
    for each in inputs:
        value = each.in_base(preset.of(each))
        found[each.name] = int(value) if each.whole and not isinstance(value, str) else value
    return found


def frame(rows: Callable[..., Sequence[dict]], inputs: Sequence[Input], preset: Preset) -> pd.DataFrame:
    """The rows of a preset as `data()` returns them: their sources are those of the preset."""
    used = [row for each in inputs for row in rows_of(preset.of(each))]
    return pd.DataFrame(list(rows(**values(inputs, preset)))).assign(source=facts.sources_of(used))


def drawn(found: pd.DataFrame) -> alt.InlineData:
    """The rows as the dataset that the live view changes."""
    rows: Any = found.drop(columns="source").to_dict("records")
    return alt.InlineData(values=rows, name=ROWS)
