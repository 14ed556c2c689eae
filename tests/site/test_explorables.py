"""Every explorable on disk, driven as a reader would, its text and the data of its drawn marks held to Python."""

import json
import math
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from scripts import ROOT, figures, live
from scripts.explorables import _input
from scripts.explorables._input import Input
from tests.site.browsing import DESKTOP, PHONE, Tab, new_tab
from tests.site.inventory import SitePage, expect_none

NAMES = figures.names("explorables")
SETTINGS = 10
CLOSE = 1e-9
SETTLED = 700  # ms after which the address and the drawing that is not shown have followed
PARTS = ("assets/vega.js", "assets/live.js")  # what is fetched when an explorable is wanted, besides its own script
EXACT = r"\d[\d,]*(\.\d+)?"

# What the page shows: results with their exact values, the rows of the view, the data of the marks that it drew.
READ = """async (figure) => {
  await new Promise(requestAnimationFrame);
  const { view } = figure.explorable;
  await view.runAsync();
  const drawn = [];
  const visit = (item) => {
    if (item.datum && item.mark?.role === "mark" && item.mark.marktype !== "group") drawn.push(item.datum);
    for (const mark of item.items ?? []) visit(mark);
  };
  visit(view.scenegraph().root);
  const outputs = [...figure.querySelectorAll("output data")].map((data) => [data.parentElement.name, [data.textContent, data.value]]);
  return { rows: view.data("rows"), drawn, results: Object.fromEntries(outputs), svg: figure.querySelector(".drawing").innerHTML };
}"""

SET = """(figure, texts) => {
  for (const [name, text] of Object.entries(texts)) {
    const field = figure.querySelector("form").elements[name];
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}"""

# The messages that a text in a field gets, and whether the results say that they are those of other values.
SAID = """(figure, [name, text]) => {
  const field = figure.querySelector("form").elements[name];
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return {
    messages: [...figure.querySelectorAll(".explore-error")].map((place) => place.textContent).filter(Boolean),
    stale: figure.hasAttribute("data-stale"),
  };
}"""

# A reader who saves data: figures do not wake by themselves.
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"

# Where everything of the page stands, whatever has been scrolled.
PLACES = """() => [...document.querySelectorAll(".md-content *")].filter((element) => element.checkVisibility() && !element.closest("svg, math")).map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [element.localName, element.id || element.getAttribute("class") || element.name || "", ...[x, y + scrollY, width, height].map((n) => Math.round(n * 10) / 10)].join(" ");
})"""


class Reader:
    """Somebody who plays with one explorable."""

    def __init__(self, tab: Tab, name: str):
        self.tab, self.name = tab, name
        self.module: ModuleType = figures.module_of(name)
        self.inputs: list[Input] = self.module.INPUTS

    @property
    def figure(self) -> Locator:
        return self.tab.page.locator(f"figure[data-explorable={self.name}]")

    def field(self, name: str) -> Locator:
        return self.figure.locator(f"[name='{name}']")

    def error(self, name: str) -> Locator:
        return self.tab.page.locator(f"#{self.name}-{name}-error")

    def wake(self) -> None:
        self.figure.locator(".drawing").click()
        self.alive()

    def alive(self) -> None:
        expect(self.figure).to_have_attribute("data-state", re.compile("live|failed"))
        expect(self.figure).to_have_attribute("data-state", "live")

    def set(self, texts: dict[str, str]) -> None:
        """Put values into fields, as they are shown, one after the other; test_it_can_be_played_by_keyboard types."""
        self.figure.evaluate(SET, texts)

    def read(self) -> dict[str, Any]:
        return self.figure.evaluate(READ)


def arguments(inputs: list[Input], texts: dict[str, str]) -> dict[str, Any]:
    """The values that texts in fields stand for."""
    found: dict[str, Any] = {}
    for each in inputs:
        if each.text:
            found[each.name] = texts[each.name]
        elif each.choices:
            found[each.name] = next(value for value in each.choices if str(value) == texts[each.name])
        else:
            found[each.name] = int(texts[each.name]) if each.whole else float(texts[each.name]) * each.factor
    return found


def drawn_at_random(inputs: list[Input], chance: random.Random) -> dict[str, str]:
    """Texts within the ends of the sliders, spread as the sliders are; of an input of words, what stands there at first."""
    texts = {}
    for each in inputs:
        if each.text:
            texts[each.name] = str(each.in_base(each.default))
            continue
        if each.choices:
            texts[each.name] = str(chance.choice(list(each.choices)))
            continue
        low, high = each.ends()
        far = low > 0 and high / low > live.FAR
        value = low * (high / low) ** chance.random() if far else low + (high - low) * chance.random()
        texts[each.name] = str(round(value)) if each.whole else f"{value:.4g}"
        if float(texts[each.name]) >= 1e4:
            texts[each.name] = str(round(float(texts[each.name])))
    return texts


def same(one: Any, other: Any) -> bool:
    """Equal to 1e-9; texts exactly."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return math.isclose(one, other, rel_tol=CLOSE, abs_tol=1e-300)


def compare(reader: Reader, values: dict[str, Any], where: str) -> None:
    """The page against Python at one setting, or the message where Python raises."""
    try:
        results, rows = reader.module.results(**values), reader.module.rows(**values)
    except ValueError as error:
        expect(reader.figure.locator(".explore-error", has_text=str(error))).to_have_count(1)
        expect(reader.figure).to_have_attribute("data-stale", "")
        return
    found = settled(reader, results)
    assert "NaN" not in found["svg"] and "undefined" not in found["svg"], where
    for each in reader.module.RESULTS:
        text, exact = found["results"][each.name]
        expected = results[each.name]
        assert same(exact if isinstance(expected, str) else float(exact), expected), (
            f"{where}: {each.name} is {exact}, not {expected}"
        )
        assert text == live.shown(expected, each.unit) or near(text, live.shown(expected, each.unit)), (
            f"{where}: {each.name} reads {text}"
        )
    assert len(found["rows"]) == len(rows), where
    for got, row in zip(found["rows"], rows, strict=True):
        for key, value in row.items():
            assert same(got[key], value), f"{where}: {key} of a row is {got[key]}, not {value}"
    keys = set(rows[0])
    marks = [{key: mark[key] for key in keys} for mark in found["drawn"] if keys <= set(mark)]
    assert marks, f"{where}: nothing is drawn of the rows"
    assert all(mark in found["rows"] for mark in marks), f"{where}: a mark is drawn of something else"


def follows(exact: str, expected: Any) -> bool:
    """Whether what is shown is what is expected; while the page lags it may be a word where a number comes, or nothing."""
    if isinstance(expected, str):
        return exact == expected
    try:
        return same(float(exact), expected)
    except ValueError:
        return False


def settled(reader: Reader, results: dict) -> dict:
    """What the page shows once it has followed the last change, or after five seconds: a busy machine redraws late."""
    for _ in range(20):
        found = reader.read()
        if all(follows(found["results"][each.name][1], results[each.name]) for each in reader.module.RESULTS):
            return found
        reader.tab.page.wait_for_timeout(250)
    return reader.read()


def near(text: str, expected: str) -> bool:
    """Texts alike but for the last digit, which Python and JavaScript round differently where a number lies half-way."""
    numbers = [float(re.search(EXACT, one)[0].replace(",", "")) for one in (text, expected)]  # type: ignore[index]
    return re.sub(EXACT, "", text, count=1) == re.sub(EXACT, "", expected, count=1) and math.isclose(
        *numbers, rel_tol=2e-3
    )


@contextmanager
def reader_of(browser: Browser, served: str, name: str, query: str = "", **options: Any) -> Iterator[Reader]:
    with new_tab(browser, served, **options) as tab:
        tab.page.add_init_script(SAVES_DATA)
        tab.go(f"explorables/{query}")
        yield Reader(tab, name)
        expect_none(tab.faults)


def test_all_stand_on_the_page_of_explorables(pages: list[SitePage]) -> None:
    """Catch an explorable that is on disk but on no list."""
    page = next(page for page in pages if page.path == "explorables/index.html")
    assert sorted(page.tree.xpath("//figure/@data-explorable")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_ten_settings_agree_with_python(browser: Browser, served: str, name: str) -> None:
    """Catch a result, a row or a mark that is not what the Python function gives, and a value that asks the network."""
    chance = random.Random(name)
    with reader_of(browser, served, name) as reader:
        reader.wake()
        reader.tab.page.context.set_offline(True)
        compare(reader, _input.values(reader.inputs, reader.module.presets()[0]), "first preset")
        for _ in range(SETTINGS):
            texts = drawn_at_random(reader.inputs, chance)
            reader.set(texts)
            compare(reader, arguments(reader.inputs, texts), str(texts))


@pytest.mark.parametrize("name", NAMES)
def test_every_preset_agrees_with_python(browser: Browser, served: str, name: str) -> None:
    """Catch a preset that the page takes for another."""
    with reader_of(browser, served, name, viewport=PHONE, color_scheme="dark", has_touch=True) as reader:
        reader.figure.locator(".drawing").tap()
        reader.alive()
        for preset in reader.module.presets():
            reader.field("preset").select_option(preset.key)
            compare(reader, _input.values(reader.inputs, preset), preset.label)


@pytest.mark.parametrize("name", NAMES)
def test_an_address_gives_the_view(browser: Browser, served: str, name: str) -> None:
    """Catch a shared link that shows something else, and one that loses what it was given."""
    chance = random.Random(f"{name} by address")
    with reader_of(browser, served, name) as reader:
        reader.wake()
        texts = drawn_at_random(reader.inputs, chance)
        reader.set(texts)
        reader.tab.page.wait_for_timeout(SETTLED)
        compare(reader, arguments(reader.inputs, texts), str(texts))
        address = reader.tab.page.url.removeprefix(reader.tab.base)
        refused, shown = reader.figure.get_attribute("data-stale") is not None, reader.read()["results"]
        reader.tab.go(address)
        reader.alive()
        assert refused or reader.read()["results"] == shown
        compare(reader, arguments(reader.inputs, texts), address)
        reader.field("reset").click()
        reader.tab.page.wait_for_timeout(SETTLED)
        assert "?" not in reader.tab.page.url, "the first preset needs no query"


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_played_by_keyboard(browser: Browser, served: str, name: str) -> None:
    """Catch a control that the keyboard does not reach, or that does nothing when it does."""
    with reader_of(browser, served, name) as reader:
        keyboard = reader.tab.page.keyboard
        reader.field("preset").focus()
        reader.alive()
        values = _input.values(reader.inputs, reader.module.presets()[0])
        fold = ""
        for each in reader.inputs:
            keyboard.press("Tab")
            if each.fold and each.fold != fold:
                expect(reader.figure.locator(".explore-fold > summary", has_text=each.fold)).to_be_focused()
                keyboard.press("Enter")
                keyboard.press("Tab")
            fold = each.fold
            expect(reader.field(each.name)).to_be_focused()
            if each.choices or each.text:
                continue
            at_top = float(reader.field(each.name).input_value()) >= each.ends()[1]
            keyboard.press("ArrowDown" if at_top else "ArrowUp")
            typed = reader.field(each.name).input_value()
            values[each.name] = int(typed) if each.whole else float(typed) * each.factor
            keyboard.press("Tab")
            slider = reader.figure.locator(f"[data-for='{each.name}']")
            expect(slider).to_be_focused()
            keyboard.press("ArrowRight")
            keyboard.press("ArrowRight")
            typed = reader.field(each.name).input_value()
            values[each.name] = int(typed) if each.whole else float(typed) * each.factor
        compare(reader, values, "by keyboard")
        for button in ("reset", "share", "copy"):
            keyboard.press("Tab")
            expect(reader.field(button)).to_be_focused()


def test_they_work_from_disk(browser: Browser, site: Path) -> None:
    """Catch a fetch or a module script, which browsers refuse from file://."""
    with new_tab(browser, site.as_uri() + "/") as tab:
        tab.go("explorables/index.html")
        for name in NAMES:
            reader = Reader(tab, name)
            reader.wake()
            texts = drawn_at_random(reader.inputs, random.Random(f"{name} from disk"))
            reader.set(texts)
            compare(reader, arguments(reader.inputs, texts), f"{name} from disk")
        expect_none(tab.faults)


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_value_gets_a_message_and_no_bad_drawing(browser: Browser, served: str, name: str) -> None:
    """Catch a NaN in the drawing, a stale result that looks fresh, or a message that does not go."""
    with reader_of(browser, served, name) as reader:
        reader.wake()
        before = reader.read()
        for each in reader.inputs:
            if each.choices:
                continue
            good = reader.field(each.name).input_value()
            for bad in ("", "1e40", "-3"):
                said = reader.figure.evaluate(SAID, [each.name, bad])
                assert said["stale"] and len(said["messages"]) == 1, f"{each.name} = {bad!r}: {said}"
            message, expected = said["messages"][0], refusal(reader, each, -3)
            assert message.startswith(expected), f"{each.name}: the page says {message!r}, the model {expected!r}"
            after = reader.read()
            assert (after["results"], after["rows"]) == (before["results"], before["rows"]), each.name
            assert "NaN" not in after["svg"]
            assert reader.figure.evaluate(SAID, [each.name, good]) == {"messages": [], "stale": False}, each.name


def refusal(reader: Reader, each: Input, shown: float) -> str:
    """What the model says against a value; what the bounds say where it takes it."""
    values = _input.values(reader.inputs, reader.module.presets()[0])
    try:
        bad = f"{shown:g}" if each.text else int(shown) if each.whole else shown * each.factor
        reader.module.results(**values | {each.name: bad})
    except ValueError as error:
        return str(error)
    return f"{each.name} must be at least"


def test_a_mangled_address_gets_a_message(browser: Browser, served: str) -> None:
    """Catch an address that breaks a figure, or whose nonsense is taken."""
    firsts = {
        name: next(each.name for each in figures.module_of(name).INPUTS if not each.choices and not each.text)
        for name in NAMES
    }
    nonsense = "&".join(
        f"{name}=nonsense&{name}.{first}=%3Cb%3Eabc&{name}.constructor=1&{name}.__proto__=2"
        for name, first in firsts.items()
    )
    with new_tab(browser, served) as tab:
        tab.go(f"explorables/?{nonsense}&other=kept")
        for name, first in firsts.items():
            reader = Reader(tab, name)
            reader.alive()
            expect(reader.error(first)).to_have_text(f"{first} must be a number, got <b>abc")
            expect(reader.error("preset")).to_contain_text("nonsense")
            found = reader.read()["results"]
            for key, value in first_results(reader).items():
                exact = found[key][1]
                assert same(exact if isinstance(value, str) else float(exact), value), f"{name}: {key} is {exact}"
        tab.page.wait_for_timeout(SETTLED)
        assert tab.page.url.endswith("?other=kept")
        expect_none(tab.faults)


def first_results(reader: Reader) -> dict[str, Any]:
    """What Python gives at the first preset."""
    return reader.module.results(**_input.values(reader.inputs, reader.module.presets()[0]))


@pytest.mark.parametrize(("viewport", "kind"), [(DESKTOP, "wide"), (PHONE, "narrow")])
def test_picture_and_live_view_are_one_drawing(browser: Browser, served: str, viewport: Any, kind: str) -> None:
    """Catch a live view with other rows, another size, another origin or other axes than the picture, or that moves what is around."""
    looks = """(svg) => ({ box: svg.getAttribute("viewBox"), texts: [...svg.querySelectorAll("text")].map((text) => text.textContent),
      lines: svg.querySelectorAll("line").length, marks: svg.querySelectorAll("path, rect").length > 0, width: svg.getBoundingClientRect().width, height: svg.getBoundingClientRect().height,
      origin: svg.querySelector("g[transform]").getAttribute("transform") })"""
    with new_tab(browser, served, viewport=viewport) as tab:
        tab.go("explorables/")
        for name in NAMES:
            reader = Reader(tab, name)
            drawing = reader.figure.locator(f".drawing svg.{kind}")
            drawing.scroll_into_view_if_needed()
            picture, places = drawing.evaluate(looks), tab.page.evaluate(PLACES)
            reader.wake()
            assert drawing.evaluate(looks) == picture, name
            expect_none(list(set(places) ^ set(tab.page.evaluate(PLACES))))
            part = json.loads((ROOT / ".build" / "figures" / f"{name}.json").read_text(encoding="utf-8"))
            for row, got in zip(part["rows"], reader.read()["rows"], strict=True):
                for column, text in zip(part["columns"], row, strict=True):
                    assert (
                        column == "source"
                        or figures.cell(got[column]) == text
                        or math.isclose(float(text), got[column], rel_tol=CLOSE)
                    ), f"{name}: {column} is {got[column]}, in the picture {text}"
        expect_none(tab.faults)


def test_the_page_reads_the_same_without_javascript(browser: Browser, served: str) -> None:
    """Catch results that are there only when a script runs, and a control that seems to work without one."""
    with new_tab(browser, served, java_script_enabled=False) as tab:
        tab.go("explorables/")
        for name in NAMES:
            reader = Reader(tab, name)
            expect(reader.field("preset")).to_be_disabled()
            results = first_results(reader)
            for each in reader.module.RESULTS:
                output = reader.figure.locator(f"output[name='{each.name}']")
                expect(output).to_have_text(live.shown(results[each.name], each.unit))


def fetched(tab: Tab) -> list[str]:
    """What of the explorables has been asked for."""
    return [
        url.removeprefix(tab.base)
        for url in tab.requests
        if re.search(r"assets/(vega|live|explore)\.js|explorables/\w+\.js", url)
    ]


def test_nothing_is_loaded_before_it_is_wanted(browser: Browser, served: str, pages: list[SitePage]) -> None:
    """Catch a page that pays for what nobody has touched, or that has no explorable and pays at all."""
    faults = []
    with new_tab(browser, served) as tab:
        for page in pages:
            if page.generated:
                continue
            tab.go(page.address)
            allowed = ["assets/explore.js"] if page.tree.xpath("//figure[@data-explorable]") else []
            if fetched(tab) != allowed:
                faults.append(f"{page.path}: {fetched(tab)}")
    expect_none(faults)


def test_it_wakes_near_the_view_when_the_link_is_idle_and_data_are_not_saved(browser: Browser, served: str) -> None:
    """Catch a figure that never wakes by itself, or that does so where data are to be saved."""
    name = NAMES[0]
    with new_tab(browser, served) as tab:
        tab.go("explorables/")
        reader = Reader(tab, name)
        reader.figure.locator(".drawing").scroll_into_view_if_needed()
        reader.alive()
    with reader_of(browser, served, name) as reader:
        reader.figure.locator(".drawing").scroll_into_view_if_needed()
        reader.tab.page.wait_for_timeout(5000)
        assert fetched(reader.tab) == ["assets/explore.js"]
        reader.wake()


@pytest.mark.parametrize("part", [*PARTS, "explorables/{}.js"])
def test_the_picture_stays_where_something_fails(browser: Browser, served: str, part: str) -> None:
    """Catch a blank figure, or a dead one that says nothing, where a script is missing."""
    name = NAMES[0]
    with new_tab(browser, served) as tab:
        tab.page.route("**/" + part.format(name), lambda route: route.abort())
        tab.go("explorables/")
        reader = Reader(tab, name)
        reader.figure.locator(".drawing").click()
        expect(reader.figure).to_have_attribute("data-state", "failed")
        expect(reader.figure.locator(".drawing svg").first).to_be_visible()
        expect(reader.figure.locator(".explore-note")).to_contain_text("could not come alive")
        tab.page.unroute("**/" + part.format(name))
        reader.figure.locator(".drawing").click()
        reader.alive()


def test_it_survives_leaving_and_coming_back(browser: Browser, served: str) -> None:
    """Catch a figure that is dead, or has lost its values, after back and forward."""
    name = NAMES[0]
    with reader_of(browser, served, name) as reader:
        reader.wake()
        texts = drawn_at_random(reader.inputs, random.Random("back"))
        reader.set(texts)
        reader.tab.page.wait_for_timeout(SETTLED)
        reader.tab.page.locator(".md-tabs a").first.click()
        reader.tab.page.wait_for_load_state()
        reader.tab.page.go_back()
        reader.alive()
        compare(reader, arguments(reader.inputs, texts), "after back")
        other = drawn_at_random(reader.inputs, random.Random("again"))
        reader.set(other)
        compare(reader, arguments(reader.inputs, other), "after back, changed")


def test_it_comes_alive_after_instant_navigation(browser: Browser, served: str) -> None:
    """Catch a figure that stays a picture where the theme put its page in place of another, and a loader that runs twice."""
    with new_tab(browser, served) as tab:

        def switch_on(route: Route) -> None:
            answer = route.fetch()
            page = answer.text().replace('"navigation.footer"', '"navigation.footer", "navigation.instant"')
            route.fulfill(response=answer, body=page)

        def move(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=re.sub(r"(?<=<loc>)https?://[^/]+/", tab.base, answer.text()))

        tab.page.route(re.compile(r"/$"), switch_on)
        tab.page.route("**/sitemap.xml", move)  # the theme asks it which pages are of this site
        tab.go("course/")
        tab.page.evaluate("() => (window.stayed = true)")
        for link in ("a[href*='roofline']", "a[href*='reliability']"):
            tab.page.locator(f".md-content {link}, .md-sidebar {link}").first.click()
            figure = tab.page.locator("figure[data-explorable]")
            expect(figure.locator("fieldset")).to_be_enabled()
            figure.locator(".drawing").click()
            expect(figure).to_have_attribute("data-state", "live")
        assert tab.page.evaluate("() => window.stayed"), "the theme loaded the page whole"
        assert [url.rpartition("/")[2] for url in tab.requests].count("explore.js") == 1
        expect_none(tab.faults)


def test_dark_follows_the_switch(browser: Browser, served: str) -> None:
    """Catch a live view that keeps the colours in which it was made."""
    name = NAMES[0]
    with reader_of(browser, served, name, color_scheme="light") as reader:
        reader.wake()
        colour = "(figure) => getComputedStyle(figure.querySelector('.drawing svg text')).fill"
        light = reader.figure.evaluate(colour)
        reader.tab.page.emulate_media(color_scheme="dark")
        expect(reader.tab.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        assert reader.figure.evaluate(colour) != light


def test_it_prints_with_the_values_of_the_reader(browser: Browser, served: str) -> None:
    """Catch a print in which the picture of the preset stands, in either width."""
    name = NAMES[0]
    with reader_of(browser, served, name) as reader:
        reader.wake()
        texts = drawn_at_random(reader.inputs, random.Random("print"))
        reader.set(texts)
        reader.tab.page.wait_for_timeout(SETTLED)
        rows = reader.figure.evaluate(
            "(figure) => [...figure.explorable.views.values()].map(({ view }) => view.data('rows').length && JSON.stringify(view.data('rows')))"
        )
        assert len(rows) == 2 and rows[0] == rows[1]
        reader.tab.page.emulate_media(media="print")
        expect(reader.figure.locator(".drawing svg").first).to_be_visible()
        expect(reader.figure.locator("input[type=range]").first).to_be_hidden()


def test_a_result_is_copied_with_inputs_and_sources(browser: Browser, served: str) -> None:
    """Catch a copied result that does not say what it rests on."""
    name = NAMES[0]
    with reader_of(browser, served, name, permissions=["clipboard-read", "clipboard-write"]) as reader:
        reader.wake()
        reader.field("copy").click()
        expect(reader.figure.locator(".explore-said")).to_contain_text("Copied")
        text = reader.tab.page.evaluate("() => navigator.clipboard.readText()")
        assert all(each.title() in text for each in reader.inputs) and all(
            each.label in text for each in reader.module.RESULTS
        )
        assert "https://" in text and reader.tab.page.url in text
