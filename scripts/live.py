"""What makes a figure of scripts/explorables come alive: its controls as data, its drawing as Vega, its functions as JavaScript.

For the page goes .build/figures/<id>.live.json, which the Markdown extension sets; for the browser docs/explorables/<id>.js, one
classic script, since from disk nothing can be fetched. Nothing is computed here but the values of the presets.
"""

import copy
import json
import re
from functools import cache
from math import log
from types import ModuleType
from typing import Any

from scripts import ROOT, accuracy, cite, facts, figures, formula, javascript, wording
from scripts.accuracy import Accuracy
from scripts.contract import Problem, Refused
from scripts.explorables._input import ROWS, Given, Input, Output, Preset, Value, rows_of, values
from scripts.facts import Fact, Part, Run
from scripts.pages import text

SCRIPTS = ROOT / "docs" / "explorables"

# --- values as text; docs/assets/live.js writes them alike, and a test compares -------------------------------------------

DIGITS = 4
SLIDER = 1000  # steps of a slider
FAR = 50  # ends whose ratio is greater make it logarithmic
PREFIXED = {
    "FLOP": "FLOP",
    "FLOP/s": "FLOP/s",
    "byte": "B",
    "byte/s": "B/s",
    "bit/s": "bit/s",
    "W": "W",
    "J": "J",
    "Wh": "Wh",
}
PREFIXES = ("", "k", "M", "G", "T", "P", "E", "Z")
TIMES = (
    (1e-6, 1e9, "ns"),
    (1e-3, 1e6, "µs"),
    (1, 1e3, "ms"),
    (120, 1, "s"),
    (7200, 1 / 60, "min"),
    (172800, 1 / 3600, "h"),
)
DAY = 86400


def shown(value: Value, unit: str) -> str:
    """A result as the reader sees it, with a unit that fits its size."""
    if isinstance(value, str):
        return value
    if unit == "%":
        return f"{digits(100 * value)} %"
    if unit == "USD":
        return f"${digits(value)}"
    if unit == "s":
        factor, name = next(
            ((times, name) for below, times, name in TIMES if 0 < abs(value) < below), (1 / DAY, "days")
        )
        return f"{digits(value * factor)} {name}" if value else "0 s"
    if unit in PREFIXED:
        power = next((n for n in range(len(PREFIXES) - 1) if abs(value) < 999.95 * 1000**n), len(PREFIXES) - 1)
        return f"{digits(value / 1000**power)} {PREFIXES[power]}{PREFIXED[unit]}"
    return f"{digits(value)} {named(unit)}".strip()


def digits(value: float) -> str:
    """Four significant digits, a comma by thousands; very small and very large ones with a power of ten."""
    if value and not 1e-4 <= abs(value) < 1e15:
        mantissa, power = f"{value:.{DIGITS - 1}e}".split("e")
        return f"{float(mantissa):g} × 10^{int(power)}"
    return f"{float(f'{value:.{DIGITS}g}'):,}".removesuffix(".0")


def named(unit: str) -> str:
    """A unit beside a control or a result."""
    return {"1": "", "count": "", "gigacount": "billion", "teracount": "trillion", "bit": "", "%": "%"}.get(
        unit, wording.spelled(unit).replace("byte/s", "B/s")
    )


# --- what a page shows ----------------------------------------------------------------------------------------------------


def write(name: str, module: ModuleType, specs: dict[int, dict], drawings: dict[int, str]) -> list[Problem]:
    """Write both files of an explorable; what is wrong in its module."""
    from scripts.charts import _theme

    presets = module.presets()
    keys = [preset.key for preset in presets]
    if len(set(keys)) < len(keys):
        return [Problem(figures.file_of(name), 1, f"two presets have one name: {', '.join(keys)}")]
    vega = {
        kind: compiled(specs[width], drawings[width])
        for kind, width in (("wide", _theme.WIDE), ("narrow", _theme.NARROW))
    }
    try:
        functions = javascript.script([module.rows, module.results])
    except Refused as refused:
        return refused.problems
    part = {
        "inputs": [control(each, presets[0]) for each in module.INPUTS],
        "presets": [preset_part(preset, module.INPUTS) for preset in presets],
        "results": [result_part(each, module.results(**values(module.INPUTS, presets[0]))) for each in module.RESULTS],
        "not_modelled": module.NOT_MODELLED,
        "formula": "".join(formula.show(function) for function in module.FORMULA),
        "held": held(getattr(module, "HELD_TO", "")),
    }
    figures.write(figures.PARTS / f"{name}.live.json", json.dumps(part, ensure_ascii=False))
    figures.write(SCRIPTS / f"{name}.js", script(name, module, part, vega, functions))
    return []


def control(each: Input, first: Preset) -> dict[str, Any]:
    """One input as the page and the script need it."""
    value = each.in_base(first.of(each))
    if each.choices and value not in each.choices:
        raise ValueError(f"{each.name}: the first preset gives {value!r}, which is no choice of it")
    found = {
        "name": each.name, "label": each.title(), "symbol": formula.symbol(each.of or each.name) if each.quantity["symbol"] else "",
        "meaning": each.quantity["meaning"], "value": value, "shown": each.in_shown(value), "fold": each.fold,
    }  # fmt: skip
    if each.of:
        found["of"] = each.of
    if each.choices:
        return found | {"choices": [[choice, label] for choice, label in each.choices.items()]}
    if each.text:
        return found | {"text": True}
    low, high = each.ends()
    return found | {
        "unit": named(each.shown), "slider": slider(low, high, each.whole), "place": place(each.in_shown(value), low, high, slider(low, high, each.whole)), "factor": each.factor, "low": low, "high": high, "step": each.step(each.in_shown(value)),
        "whole": each.whole, "minimum": each.quantity["minimum"], "maximum": each.quantity["maximum"],
    }  # fmt: skip


def slider(low: float, high: float, whole: bool) -> int:
    """Steps of a slider: one for each number where few things are counted, so that an arrow key moves by one."""
    return round(high - low) if whole and high - low < FAR else SLIDER


def place(value: Value, low: float, high: float, steps: int) -> int:
    """Where a slider stands: logarithmic where its ends lie far apart, as docs/assets/live.js moves it."""
    inside = min(high, max(low, float(value)))
    share = log(inside / low) / log(high / low) if low > 0 and high / low > FAR else (inside - low) / (high - low)
    return round(steps * share)


def preset_part(preset: Preset, inputs: list[Input]) -> dict[str, Any]:
    """One preset: base values, and each with its text, its record and its sources."""
    given = {each.name: preset.of(each) for each in inputs}
    return {
        "key": preset.key, "label": preset.label, "values": values(inputs, preset),
        "cells": {each.name: cell(each, given[each.name]) for each in inputs},
    }  # fmt: skip


def cell(each: Input, given: Given) -> dict[str, Any]:
    """A value of a preset for the table of sources: as its record prints it; what has no record is assumed."""
    sources = sorted({row.source for row in rows_of(given)})
    said = {"sources": [f"{cite.short(key)}, {facts.source(key)['URL']}" for key in sources]}
    if isinstance(given, Fact | Part | Run):
        return said | {"text": text.printed(given), "href": given.url}
    value = each.in_base(given)
    if each.text:
        words = str(value)
    elif each.choices:
        words = each.choices.get(value, str(value))
    else:
        words = f"{digits(float(each.in_shown(value)))} {named(each.shown)}".strip()
    return said | {"text": words, "href": "" if isinstance(given, float | int | str) else given.url}


def result_part(each: Output, found: dict[str, Value]) -> dict[str, Any]:
    """One result at the first preset."""
    return {
        "name": each.name,
        "label": each.label,
        "unit": each.unit,
        "text": shown(found[each.name], each.unit),
        "value": found[each.name],
        "wide": each.wide,
    }


@cache
def accuracies() -> dict[str, Accuracy]:
    """How far the models are from measured runs, by class."""
    return {one.name: one for one in accuracy.by_class()}


def held(name: str) -> str:
    """A sentence that says how far the model was from the measured runs of a class."""
    found = accuracies().get(name)
    if not found:
        return "This model is not held to measured runs: the site has none of its kind."
    looked_at = found.unseen if found.unseen["n"] else found.fitted
    unseen = (
        "none of which was looked at when constants were fitted"
        if found.unseen["n"]
        else "to which constants were fitted"
    )
    if looked_at["median"] is None:
        return f"Measured runs of its kind: {looked_at['n']}; none of them is predicted yet."
    return (
        f"Held to {looked_at['n']} measured runs, {unseen}: half of the predictions are within {looked_at['median']:.0f} %, nine of ten "
        f"within {looked_at['p90']:.0f} %. They use efficiencies and start-up times of each chip or library."
    )


# --- what the browser runs ------------------------------------------------------------------------------------------------


# How Vega-Lite asks whether fields of a row are numbers, and how it writes a field as text.
GUARD = re.compile(r'(isValid\(datum\["\w+"\]\) && isFinite\(\+datum\["\w+"\]\)( && (?!$)|$))+')
WORDS = re.compile(r'isValid\(datum\["(\w+)"\]\) \? datum\["\1"\] : ""\+datum\["\1"\]')


def compiled(spec: dict, drawing: str) -> dict:
    """A drawing as Vega without its rows, of the very size and origin that the picture has, so that nothing moves."""
    import vl_convert

    vega = copy.deepcopy(vl_convert.vegalite_to_vega(spec))
    for source in vega["data"]:
        if source["name"] == ROWS:
            source["values"] = []
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
    origin = re.search(r'transform="translate\(([\d.]+),([\d.]+)\)"', drawing)
    assert box and origin, "the drawing is not as vl-convert wrote it when this was made"
    left, top = float(origin[1]), float(origin[2])
    right, bottom = float(box[1]) - left - vega.get("width", 0), float(box[2]) - top - vega.get("height", 0)
    vega["padding"] = {"left": left, "top": top, "right": right, "bottom": bottom}
    vega["autosize"] = "none"
    vega.setdefault("config", {})["aria"] = False
    del vega["$schema"]
    return lean(vega)


def lean(part: Any) -> Any:
    """Without what only costs time in a live view, which draws the same.

    Vega would say something of every mark: the figure has one title, one description and one table. Vega-Lite guards against
    rows that lack a number or hold it as text: live.js gives a view no such rows. And it writes an axis as two.
    """
    if isinstance(part, list):
        return [lean(one) for one in part if not is_guard(one)]
    if not isinstance(part, dict):
        return part
    if set(part) == {"signal"} and (words := WORDS.fullmatch(part["signal"])):
        return {"field": words[1]}
    kept = {key: lean(one) for key, one in part.items() if not is_idle(key, one)}
    return kept | {"axes": joined(kept["axes"])} if "axes" in kept else kept


def is_idle(key: str, value: Any) -> bool:
    """Whether a key changes nothing in a live view: what is said of a mark, and whether its fields are numbers."""
    return key in ("ariaRoleDescription", "description") or (
        key == "defined" and bool(GUARD.fullmatch(value["signal"]))
    )


# What an axis says that only draws the lines of a grid.
GRID_ALONE = {
    "domain": False, "labels": False, "ticks": False, "grid": True, "aria": False, "maxExtent": 0, "minExtent": 0, "zindex": 0,
}  # fmt: skip


def joined(axes: list[dict]) -> list[dict]:
    """Axes, each that only draws lines put into the one whose labels stand at the same places."""
    grids = [axis for axis in axes if axis.items() >= GRID_ALONE.items()]
    whole = [axis for axis in axes if axis not in grids]
    for grid in grids:
        extra = {key: value for key, value in grid.items() if key not in GRID_ALONE}
        scale = extra.pop("gridScale", None)
        for place, axis in enumerate(whole):
            if extra.items() <= axis.items() and axis.get("zindex") == 0:
                whole[place] = axis | {"grid": True, "gridScale": scale}
                break
        else:
            whole.insert(0, grid)
    return whole


def is_guard(one: Any) -> bool:
    """Whether a step in which Vega prepares rows changes nothing where every row is whole."""
    if not isinstance(one, dict):
        return False
    if one.get("type") == "formula":
        return one["expr"] == f'toNumber(datum["{one["as"]}"])'
    return one.get("type") == "filter" and bool(GUARD.fullmatch(one["expr"]))


def script(name: str, module: ModuleType, part: dict, vega: dict, functions: str) -> str:
    """The explorable as one classic script, which leaves it where docs/assets/live.js looks."""
    title, _ = figures.texts(module.__doc__ or "")
    keep = ("label", "value", "unit", "factor", "low", "high", "whole", "minimum", "maximum", "choices", "of", "text")
    inputs = {each["name"]: {key: each[key] for key in keep if key in each} for each in part["inputs"]}
    presets = {
        each["key"]: {
            "label": each["label"],
            "values": each["values"],
            "sources": {key: cell["sources"] for key, cell in each["cells"].items()},
        }
        for each in part["presets"]
    }
    results = {each["name"]: {"label": each["label"], "unit": each["unit"]} for each in part["results"]}
    described = compact({"title": title, "inputs": inputs, "presets": presets, "results": results, **vega})
    ours = f"scaleUp.explorables.{name}"
    return (
        f"(() => {{\n{functions}\n(window.explorableParts ??= {{}}).{name} = "
        f"{{ ...{described}, rows: {ours}.rows, compute: {ours}.results }};\n}})();\n"
    )


def compact(value: object) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
