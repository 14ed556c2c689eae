"""Set explorables: a figure with controls, results as text, and what stands behind them. Part of the Markdown extension.

Everything is readable without a script, at the first preset; the controls are disabled until docs/assets/explore.js enables them.
"""

import json
import re
import xml.etree.ElementTree as etree
from itertools import groupby

from scripts import ROOT
from scripts.markdown import Figures, add

EXPLORABLE = re.compile(r'^\{\{\s*explorable\("(\w+)"\)\s*\}\}[ ]*(?:\n|$)')


class Explorables(Figures):
    """Set explorables. Figures and explorables of a page are counted together."""

    directive = EXPLORABLE
    most = 40  # what is drawn changes with the values; the file has all rows of the first preset

    def set(self, figure: etree.Element, name: str, part: dict, caption: str) -> None:
        """The drawing, the controls and results, the caption, the folds."""
        live = json.loads((ROOT / ".build" / "figures" / f"{name}.live.json").read_text(encoding="utf-8"))
        figure.attrib |= {"class": "figure explorable", "data-explorable": name}
        self.drawing(figure, name, part)
        self.caption(figure, name, part, caption)
        self.results(figure, name, live)
        self.controls(figure, name, live)
        self.model(figure, name, live)
        self.sources(figure, name, live)
        self.behind(figure, name, part)

    def controls(self, figure: etree.Element, name: str, live: dict) -> None:
        """Preset, inputs, buttons: a form of plain labelled fields."""
        form = add(
            figure, "form", {"class": "explore", "autocomplete": "off", "novalidate": "", "data-search-exclude": ""}
        )
        whole = add(form, "fieldset", {"disabled": ""})
        add(whole, "legend", {}, "Values")
        head = add(whole, "div", {"class": "explore-head"})
        label = add(head, "label", {}, "Preset ")
        select = add(label, "select", {"name": "preset", "aria-describedby": f"{name}-preset-error"})
        for preset in live["presets"]:
            add(select, "option", {"value": preset["key"]}, preset["label"])
        self.error(head, f"{name}-preset")
        for heading, inputs in groupby(live["inputs"], key=lambda each: each["fold"]):
            parent = whole
            if heading:
                parent = add(whole, "details", {"class": "explore-fold"})
                add(parent, "summary", {}, heading)
            fields = add(parent, "div", {"class": "explore-inputs"})
            for each in inputs:
                self.field(add(fields, "div", {"class": "explore-input"}), f"{name}-{each['name']}", each)
        buttons = add(whole, "p", {"class": "explore-buttons"})
        for action, text in (("reset", "Reset"), ("share", "Copy link"), ("copy", "Copy result")):
            add(buttons, "button", {"type": "button", "name": action}, text).tail = " "
        add(buttons, "span", {"class": "explore-said", "role": "status"})
        add(form, "p", {"class": "explore-note", "role": "status"})
        add(add(form, "noscript"), "p", {}, "The values can be changed where scripts run.")

    def field(self, parent: etree.Element, key: str, each: dict) -> None:
        """One input: label, number with unit and slider, a text, or a list of choices; room for its error."""
        name = f"{each['label']} " if each["symbol"] else each["label"]
        label = add(parent, "label", {"for": key, "id": f"{key}-label", "title": each["meaning"]}, name)
        if each["symbol"]:
            label.append(etree.fromstring(f"<math>{each['symbol']}</math>"))
        described = {"aria-describedby": f"{key}-error"}
        if "choices" in each:
            select = add(parent, "select", {"id": key, "name": each["name"], **described})
            for value, text in each["choices"]:
                chosen = {"selected": ""} if value == each["value"] else {}
                add(select, "option", {"value": str(value), **chosen}, text)
        elif "text" in each:
            add(parent, "input", {"type": "text", "id": key, "name": each["name"], "value": each["value"], **described})
        else:
            typed = add(parent, "span", {"class": "explore-typed"})
            number = {
                "type": "number",
                "id": key,
                "name": each["name"],
                "value": plain(each["shown"]),
                "step": plain(each["step"]),
                **described,
            }
            add(typed, "input", number)
            add(typed, "span", {"class": "explore-unit"}, each["unit"])
            slider = {
                "type": "range",
                "min": "0",
                "max": str(each["slider"]),
                "value": str(each["place"]),
                "data-for": each["name"],
                "aria-label": f"{each['label']}, slider",
            }
            add(parent, "input", slider)
        self.error(parent, key)

    def error(self, parent: etree.Element, key: str) -> None:
        """Room for what is wrong with a value."""
        add(parent, "span", {"class": "explore-error", "id": f"{key}-error", "role": "alert"})

    def results(self, figure: etree.Element, name: str, live: dict) -> None:
        """What the model gives, as text; the exact value stands in `data`."""
        found = add(figure, "dl", {"class": "explore-results", "data-search-exclude": ""})
        for each in live["results"]:
            pair = add(found, "div", {"class": "wide"} if each["wide"] else {})
            add(pair, "dt", {}, each["label"])
            output = add(add(pair, "dd"), "output", {"name": each["name"]})
            add(output, "data", {"value": plain(each["value"])}, each["text"])

    def model(self, figure: etree.Element, name: str, live: dict) -> None:
        """The formula, what it leaves out, and how far it was from measurements."""
        fold = add(figure, "details", {"class": "figure-data explore-model", "data-search-exclude": ""})
        add(fold, "summary", {}, "Formula, what is not modelled, how far from measurements")
        add(fold, "div", {"class": "formula"}, self.parser.md.htmlStash.store(live["formula"]))
        add(fold, "p", {}, "Not modelled:")
        left_out = add(fold, "ul")
        for line in live["not_modelled"]:
            add(left_out, "li", {}, line)
        add(fold, "p", {}, live["held"])

    def sources(self, figure: etree.Element, name: str, live: dict) -> None:
        """The values of all presets, each a link to its record; an assumption without one."""
        fold = add(figure, "details", {"class": "figure-data", "data-search-exclude": ""})
        add(fold, "summary", {}, "Values of the presets with their sources")
        wrap = add(
            fold, "div", {"class": "table", "tabindex": "0", "role": "region", "aria-label": "Values of the presets"}
        )
        table = add(wrap, "table")
        head = add(add(table, "thead"), "tr")
        add(head, "th", {"scope": "col"}, "Preset")
        for each in live["inputs"]:
            add(head, "th", {"scope": "col"}, each["label"])
        body = add(table, "tbody")
        for preset in live["presets"]:
            line = add(body, "tr")
            add(line, "th", {"scope": "row"}, preset["label"])
            for each in live["inputs"]:
                cell, said = add(line, "td"), preset["cells"][each["name"]]
                if said["href"]:
                    add(cell, "a", {"href": said["href"], "class": "number"}, said["text"])
                else:
                    add(
                        cell,
                        "span",
                        {
                            "class": "assumed",
                            "tabindex": "0",
                            "role": "note",
                            "title": "Assumed: a value to begin with",
                        },
                        said["text"],
                    )


def plain(value: float | str) -> str:
    """A value as an attribute: a number as short as it can be."""
    return repr(value).removesuffix(".0") if isinstance(value, int | float) else value
