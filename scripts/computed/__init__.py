"""Numbers of ours: functions over the rows of data/. Each public function of a module here is one, found by its name.

A function takes nothing and returns a pint quantity, or two of them as (low, high). What rows it used is traced while it
runs, so a page can show the inputs of every number without anyone listing them.
"""

import importlib
import inspect
import pkgutil
from dataclasses import dataclass
from functools import cache
from types import FunctionType

import pint

from scripts import facts
from scripts.contract import nearest
from scripts.units import Quantity


@dataclass(frozen=True, eq=False)
class Result:
    """A computed number with the rows it came from."""

    name: str
    topic: str
    low: pint.Quantity
    high: pint.Quantity
    doc: str
    code: str
    inputs: tuple[facts.Row, ...]

    @property
    def url(self) -> str:
        """The record, as a link from docs/."""
        return f"/computed/index.md#{self.name}"

    @property
    def source(self) -> str:
        """Source ids of all inputs, as a figure's `source` column holds them."""
        return facts.sources_of(list(self.inputs))

    def to(self, unit_text: str) -> float:
        """The value in a unit. Raises ValueError for a range."""
        if self.low != self.high:
            raise ValueError(f"{self.name} is a range; use .low and .high")
        return float(self.low.to(unit_text).magnitude)


@cache
def functions() -> dict[str, FunctionType]:
    """All computed numbers by name. Raises ValueError where two files use one name."""
    found: dict[str, FunctionType] = {}
    for module in pkgutil.iter_modules(__path__):
        for name, function in vars(importlib.import_module(f"{__name__}.{module.name}")).items():
            if (
                isinstance(function, FunctionType)
                and function.__module__ == f"{__name__}.{module.name}"
                and name[0] != "_"
            ):
                if name in found:
                    raise ValueError(
                        f"computed number {name!r} stands in {found[name].__module__} and {function.__module__}"
                    )
                found[name] = function
    return found


def result(name: str) -> Result:
    """A computed number; its inputs count as used. Raises facts.Unchosen where there is none of that name."""
    found = _result(name)
    for row in found.inputs:
        facts.note(row)
    return found


@cache
def _result(name: str) -> Result:
    """The same, computed once."""
    if name not in functions():
        raise facts.Unchosen(f"no computed number {name!r}{nearest(name, set(functions()))}")
    function = functions()[name]
    with facts.traced() as used:
        value = function()
    low, high = value if isinstance(value, tuple) else (value, value)
    low, high = Quantity(low), Quantity(high).to(Quantity(low).units)
    topic = function.__module__.rpartition(".")[2]
    return Result(name, topic, low, high, inspect.getdoc(function) or "", inspect.getsource(function), tuple(used))
