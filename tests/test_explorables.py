"""Every explorable on disk keeps the contract that CONTRIBUTING.md describes."""

import math
from typing import Any

import pytest

from scripts import facts, figures, javascript, live, wording
from scripts.explorables import _input
from scripts.explorables._input import Input

NAMES = figures.names("explorables")


def numbers(value: Any) -> list[float]:
    """All numbers in rows or results."""
    if isinstance(value, dict):
        return numbers(list(value.values()))
    if isinstance(value, list):
        return [number for one in value for number in numbers(one)]
    return [] if isinstance(value, str) else [value]


@pytest.mark.parametrize("name", NAMES)
def test_every_preset_gives_finite_rows_and_the_results_that_are_named(name: str) -> None:
    """Catch a preset with a missing value, a result without a label, a drawing of nothing."""
    module = figures.module_of(name)
    for preset in module.presets():
        values = _input.values(module.INPUTS, preset)
        results, rows = module.results(**values), module.rows(**values)
        assert list(results) == [each.name for each in module.RESULTS], preset.label
        assert rows and all(math.isfinite(number) for number in numbers([results, rows])), preset.label
        assert len({tuple(row) for row in rows}) == 1, "all rows have the same keys"


@pytest.mark.parametrize("name", NAMES)
def test_presets_rest_on_records_and_lie_within_bounds(name: str) -> None:
    """Catch a preset that is typed rather than taken from data/, or that the slider cannot reach."""
    module = figures.module_of(name)
    presets = module.presets()
    assert len({preset.key for preset in presets}) == len(presets) > 1
    for preset in presets:
        assert not set(preset.values) - {each.name for each in module.INPUTS}, preset.label
        assert any(_input.rows_of(preset.of(each)) for each in module.INPUTS), f"{preset.label} rests on no record"
        for each in module.INPUTS:
            if not each.choices and not each.text:
                low, high = each.ends()
                value = each.in_shown(each.in_base(preset.of(each)))
                assert isinstance(value, int | float) and low <= value <= high, (
                    f"{preset.label}: {each.name} is {value}"
                )


@pytest.mark.parametrize("name", NAMES)
def test_its_functions_print(name: str) -> None:
    """Catch Python in rows or results that the browser has no rule for."""
    module = figures.module_of(name)
    assert f"explorables.{name}.rows" in javascript.script([module.rows, module.results])


@pytest.mark.parametrize("name", NAMES)
def test_no_two_things_of_a_figure_have_one_name(name: str) -> None:
    """Catch a result named like an input or a button, which the page cannot tell apart."""
    module = figures.module_of(name)
    named = ["preset", "reset", "share", "copy", *(each.name for each in (*module.INPUTS, *module.RESULTS))]
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_it_leaves_out(name: str) -> None:
    """Catch an explorable that hides its assumptions, or types numbers into words."""
    module = figures.module_of(name)
    assert module.FORMULA and len(module.NOT_MODELLED) >= 2
    words = [*module.NOT_MODELLED, *(each.title() for each in module.INPUTS)]
    assert not [match[0] for text in words for match in wording.bare(figures.free(text))]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (9.760680851e14, "FLOP/s", "976.1 TFLOP/s"), (0.19919, "%", "19.92 %"), (12345.6, "1", "12,350"), (0, "s", "0 s"),
        (2.5e-6, "s", "2.5 µs"), (90000.0, "s", "25 h"), (1.5e9, "byte", "1.5 GB"), (3e-7, "1", "3 × 10^-7"), (999.99e9, "byte/s", "1 TB/s"),
        (0.25, "USD", "$0.25"), ("memory", "1", "memory"), (64, "count", "64"), (1e18, "1", "1 × 10^18"),
    ],
)  # fmt: skip
def test_results_are_written_with_a_unit_that_fits(value: float | str, unit: str, text: str) -> None:
    """Catch 976068085106383 FLOP/s, and a rounding that gives 1,000 GB/s."""
    assert live.shown(value, unit) == text


def test_a_slider_keeps_to_the_bounds_of_its_quantity() -> None:
    """Catch a slider whose end the model refuses."""
    with pytest.raises(facts.Unchosen, match="from 1 to 128 leaves the bounds of interleave"):
        Input("interleave", default=1.0, low=1, high=128, label="Pieces").ends()
