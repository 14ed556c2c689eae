"""The browser's form of the models against Python, and what the printer refuses.

Inputs are drawn from data/quantities.csv, edges and values outside the domain among them. The printed functions run in
the Chromium that the other tests use.
"""

import importlib
import inspect
import json
import math
import pkgutil
import random
import typing
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from scripts import formula, javascript, models
from scripts.contract import Refused
from scripts.facts import data

DRAWS = 150
CLOSE = 1e-9
OUTSIDE = (-1, 0, 1)
FAR_OUTSIDE = (1e-30, 1e30)  # not for whole numbers: a loop would count so far

# Functions of shapes that chance seldom hits; these are tried besides.
SHAPES: list[dict[str, Any]] = [
    {"size_x": k, "size_y": y, "size_z": 2 * k} for k in (1, 2, 3, 4, 8) for y in (k, 2 * k)
]
SHAPED: dict[str, list[dict[str, Any]]] = {
    "collectives.twisted_torus_distance": SHAPES,
    "collectives.twisted_all_to_all_bandwidth": [shape | {"bandwidth": 50e9} for shape in SHAPES],
}

CALL = """([path, calls]) => {
  const called = path.split(".").reduce((object, name) => object[name], scaleUp);
  const plain = (value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value);
  return calls.map((inputs) => {
    try {
      return { value: plain(called(inputs)) };
    } catch (error) {
      return { refused: error.message };
    }
  });
}"""


def modules() -> Iterator[str]:
    """Names of the modules of models."""
    return (module.name for module in pkgutil.iter_modules(models.__path__))


def functions() -> dict[str, FunctionType]:
    """All public functions of the models that return a number, by module and name."""
    return {
        f"{module}.{name}": function
        for module in modules()
        for name, function in vars(importlib.import_module(f"scripts.models.{module}")).items()
        if formula.is_public(function, module) and typing.get_type_hints(function).get("return") in (float, int, bool)
    }


def draw(name: str, kind: Any, chance: random.Random) -> Any:
    """A value for an argument: inside its domain, at its ends, or outside."""
    if typing.get_origin(kind) is Literal:
        return chance.choice(typing.get_args(kind))
    if kind is bool:
        return chance.random() < 0.5
    row = data().quantities[name]
    whole = row["unit"] == "count"
    low, high = row["minimum"], row["maximum"]
    if chance.random() < 0.12:
        value = chance.choice([low, high, *OUTSIDE, *(() if whole else FAR_OUTSIDE)])
    elif low > 0 and high / low > 100:
        value = math.exp(chance.uniform(math.log(low), math.log(high)))
    else:
        value = chance.uniform(low, high)
    return int(value) if whole else float(value)


def in_python(function: Callable, inputs: dict) -> dict:
    """What Python gives: a number, or a refusal."""
    try:
        value = function(**inputs)
    except ValueError as error:
        return {"refused": str(error)}
    except (OverflowError, ZeroDivisionError):
        return {"value": "nan"}
    return {"value": str(value) if isinstance(value, float) and not math.isfinite(value) else value}


def alike(here: dict, there: dict) -> bool:
    """Equal numbers, or the same refusal; what is not finite is a refusal by the caller, in both."""
    if isinstance(here.get("value"), str) or "math domain" in here.get("refused", ""):
        return isinstance(there.get("value"), str) or "refused" in there
    if "refused" in here or "refused" in there:
        return here == there
    return math.isclose(here["value"], there["value"], rel_tol=CLOSE, abs_tol=1e-300)


@pytest.fixture(scope="module")
def printed(browser_page: Page) -> Page:
    """A page in which all functions of the models are."""
    browser_page.add_script_tag(content=javascript.script(functions().values()))
    return browser_page


@pytest.mark.parametrize("name", functions())
def test_every_argument_is_a_quantity(name: str) -> None:
    """Catch an argument without symbol, unit, meaning and domain."""
    hints = typing.get_type_hints(functions()[name])
    plain = [one for one in inspect.signature(functions()[name]).parameters if hints.get(one) in (float, int)]
    missing = [one for one in plain if one not in data().quantities or data().quantities[one]["minimum"] is None]
    assert not missing, f"{name}: {', '.join(missing)} not in data/quantities.csv with minimum and maximum"


@pytest.mark.parametrize("name", functions())
def test_the_browser_computes_what_python_computes(name: str, printed: Page) -> None:
    """Catch a rule of the printer, or a rounding, that makes the page say something else than the tests hold."""
    function = functions()[name]
    chance = random.Random(name)
    hints = typing.get_type_hints(function)
    calls = [
        {one: draw(one, hints.get(one), chance) for one in inspect.signature(function).parameters} for _ in range(DRAWS)
    ]
    calls += SHAPED.get(name, [])
    there = printed.evaluate(CALL, [f"models.{name}", calls])
    wrong = [
        f"{json.dumps(inputs)}: Python {here}, browser {other}"
        for inputs, other in zip(calls, there, strict=True)
        if not alike(here := in_python(function, inputs), other)
    ]
    assert not wrong, "\n".join(wrong[:5])


def test_enough_inputs_are_inside_the_domain() -> None:
    """Catch domains in quantities.csv so wide that a model refuses nearly all that is drawn, and so is not tested."""
    poor = []
    for name, function in functions().items():
        chance, hints = random.Random(name), typing.get_type_hints(function)
        names = inspect.signature(function).parameters
        found = [in_python(function, {one: draw(one, hints.get(one), chance) for one in names}) for _ in range(DRAWS)]
        if name not in SHAPED and sum(isinstance(one.get("value"), int | float) for one in found) < DRAWS / 10:
            poor.append(name)
    assert not poor


def modulo(*, a: float) -> float:
    """Planted."""
    return a % 3


def loops(*, a: float) -> float:
    """Planted."""
    while a > 1:
        a = a / 2
    return a


def comprehends(*, a: float) -> float:
    """Planted."""
    return sum([x * a for x in range(3)])


def rounds(*, a: float) -> float:
    """Planted."""
    return round(a)


def divides(*, a: float) -> float:
    """Planted."""
    return a // 2


def unformatted(*, a: float) -> float:
    """Planted."""
    raise ValueError(f"got {a:.3f}")


def names(*, a: float) -> float:
    """Planted."""
    new = a
    return new


PLANTED = [
    (names, "new is a word of JavaScript; take another name"),
    (modulo, "write a - b * floor(a / b)"), (loops, "write for … in range(…)"), (comprehends, "write a loop with append"),
    (rounds, "round is not known in the browser"), (divides, "write floor(a / b)"), (unformatted, "write numbers as {x:g}"),
]  # fmt: skip


@pytest.mark.parametrize(("function", "cure"), PLANTED, ids=lambda value: getattr(value, "__name__", ""))
def test_what_cannot_be_printed_is_refused(function: FunctionType, cure: str) -> None:
    """Catch a construct that would be printed wrongly, as operator tracing does in silence."""
    with pytest.raises(Refused) as refused:
        javascript.script([function])
    assert "tests/test_javascript.py:" in str(refused.value) and cure in str(refused.value)


def chained(*, a: float, b: float) -> float:
    """Planted: chained comparison, both branches, a loop with a break, a table, an f-string."""
    if not 0 < a <= 10:
        raise ValueError(f"a must be above 0 and at most 10, got {a:g}")
    rows: list = [{"a": a, "squares": [0.0]}]
    for step in range(1, 6):
        rows.append({"a": a * step, "squares": [a, -(step**2) + (a if a > 3 else 2 * a)]})
        if step * b > 12:
            break
    return sum([rows[len(rows) - 1]["squares"][0], max([a, b]), min(a, 3)]) + rows[0]["a"]


def gathered(**values: float) -> float:
    """Planted: all arguments in one table, handed on whole to another function, which takes some of them by name."""
    return named(**values) + 2 * values["a"]


def named(*, a: float, b: float) -> float:
    """Planted."""
    return a - b


def test_arguments_in_one_table_are_printed(browser_page: Page) -> None:
    """Catch a table of arguments that is printed as a name nobody has."""
    function = typing.cast(FunctionType, gathered)
    browser_page.evaluate(
        f"() => {{ window.planted = (() => {{ {javascript.script([function])}; return scaleUp; }})(); }}"
    )
    there = browser_page.evaluate(
        CALL.replace("scaleUp)", "planted)"), [".".join(javascript.place(function)), [{"a": 3, "b": 1}]]
    )
    assert alike(in_python(gathered, {"a": 3, "b": 1}), there[0])


def test_statements_are_printed_with_pythons_meaning(browser_page: Page) -> None:
    """Catch a comparison that loses half, a branch that is taken always, or a number that is written otherwise."""
    function = typing.cast(FunctionType, chained)
    browser_page.evaluate(
        f"() => {{ window.planted = (() => {{ {javascript.script([function])}; return scaleUp; }})(); }}"
    )
    path = ".".join(javascript.place(function))
    values = [(a, b) for a in (-1.5, 0, 1e-7, 0.1, 2.5, 3, 9.99, 10, 1234567.8, 1e22) for b in (0, 1, 4.4, 100)]
    calls = [{"a": a, "b": b} for a, b in values]
    there = browser_page.evaluate(CALL.replace("scaleUp)", "planted)"), [path, calls])
    for inputs, other in zip(calls, there, strict=True):
        assert alike(in_python(chained, inputs), other), (inputs, in_python(chained, inputs), other)
