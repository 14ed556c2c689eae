"""Pages opened on a phone (360 px, light), and once more without JavaScript.

All authored pages are. Generated pages of one folder are of one template: of them each tenth by size is.
"""

from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, TimeoutError

from tests.site.browsing import PHONE, new_tab
from tests.site.inventory import SitePage, authored_and_sample, expect_none

# Elements that stick out of the window and are not inside something that scrolls by itself.
SIDEWAYS = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return null;
  const scrolls = (element) => element && element !== document.body &&
    (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
  const wide = [...document.body.querySelectorAll("*")].filter((element) =>
    element.getBoundingClientRect().right > root.clientWidth + 0.5 && !scrolls(element.parentElement));
  const names = wide.slice(-3).map((element) =>
    `<${element.localName} class="${element.getAttribute("class") ?? ""}" id="${element.id}">`);
  return `${root.scrollWidth} px wide: ${names.join(" ") || "no single element"}`;
}"""

# Text that is not shown, though neither a closed fold nor the author hides it, nor a tool takes its place (test_tools.py).
HIDDEN_TEXT = """() =>
  [...document.querySelectorAll("h1, h2, h3, p, li, dt, dd, td, summary, figcaption")].filter((element) =>
    element.closest("main") && element.textContent.trim() && !element.checkVisibility()
    && !element.closest("details:not([open]), [hidden], .tools .stand-in, nav, [data-md-component=search]"))
  .map((element) => `<${element.localName}> ${element.textContent.trim().slice(0, 60)}`)"""

# Of the drawings of a figure (wide, narrow) exactly one is shown.
DRAWINGS = """() => {
  const shown = (parts) => parts.filter((part) => part.checkVisibility());
  return shown([...document.querySelectorAll("figure .drawing")])
    .map((drawing) => [drawing.closest("figure").id, shown([...drawing.children]).length])
    .filter(([, count]) => count !== 1).map(([id, count]) => `figure ${id}: ${count} drawings are shown`);
}"""


@dataclass
class Findings:
    """What was noted over all pages, each line with its page."""

    abroad: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)
    search: list[str] = field(default_factory=list)


def look(page: Page, name: str, findings: Findings) -> None:
    if sideways := page.evaluate(SIDEWAYS):
        findings.sideways.append(f"{name}: {sideways}")
    findings.hidden += [f"{name}: {text}" for text in page.evaluate(HIDDEN_TEXT)]
    findings.drawings += [f"{name}: {text}" for text in page.evaluate(DRAWINGS)]


@pytest.fixture(scope="module")
def on_a_phone(browser: Browser, served: str, pages: list[SitePage]) -> Findings:
    """The pages at 360 px with JavaScript."""
    findings = Findings()
    with new_tab(browser, served, viewport=PHONE, color_scheme="light") as tab:
        for page in authored_and_sample(pages, step=10):
            tab.go(page.address)
            look(tab.page, page.path, findings)
            for kind in ("abroad", "missing", "violations", "errors"):
                getattr(findings, kind).extend(f"{page.path}: {note}" for note in getattr(tab, kind))
            findings.search += [f"{page.path}: {url}" for url in tab.requests if "search" in url.rpartition("/")[2]]
    return findings


@pytest.fixture(scope="module")
def without_script(browser: Browser, served: str, pages: list[SitePage]) -> Findings:
    """The pages at 360 px without JavaScript."""
    findings = Findings()
    with new_tab(browser, served, viewport=PHONE, java_script_enabled=False) as tab:
        for page in authored_and_sample(pages):
            tab.go(page.address)
            look(tab.page, page.path, findings)
    return findings


def test_no_page_asks_another_host(on_a_phone: Findings) -> None:
    """Catch a request that leaves the site: it fails offline, and tells on the reader."""
    expect_none(on_a_phone.abroad)


def test_no_page_asks_for_what_is_missing(on_a_phone: Findings) -> None:
    """Catch a file that a script or a style asks for and the site does not have, also under a sub-path."""
    expect_none(on_a_phone.missing)


def test_no_page_violates_the_policy(on_a_phone: Findings) -> None:
    """Catch a script, style or picture that the content security policy had to stop."""
    expect_none(on_a_phone.violations)


def test_no_page_writes_an_error_to_the_console(on_a_phone: Findings) -> None:
    """Catch an exception, and whatever else Chromium calls an error."""
    expect_none(on_a_phone.errors)


def test_no_page_fetches_the_search_unasked(on_a_phone: Findings) -> None:
    """Catch a page that loads the search index or its worker before the search is opened."""
    expect_none(on_a_phone.search)


def test_no_page_scrolls_sideways(on_a_phone: Findings, without_script: Findings) -> None:
    """Catch a table, a drawing or a word wider than a phone of 360 px that does not scroll by itself."""
    faults = on_a_phone.sideways + [f"{fault} (without JavaScript)" for fault in without_script.sideways]
    expect_none(faults)


def test_every_text_shows_without_javascript(without_script: Findings) -> None:
    """Catch text that waits for a script to be shown."""
    expect_none(without_script.hidden)


def test_every_text_shows_with_javascript(on_a_phone: Findings) -> None:
    """Catch text that a script or a style for phones hides."""
    expect_none(on_a_phone.hidden)


def test_every_figure_shows_one_drawing(on_a_phone: Findings, without_script: Findings) -> None:
    """Catch a figure that shows both of its widths, or none."""
    faults = on_a_phone.drawings + [f"{fault} (without JavaScript)" for fault in without_script.drawings]
    expect_none(faults)


def test_a_number_leads_to_its_record_without_javascript(browser: Browser, served: str, pages: list[SitePage]) -> None:
    """Catch a number whose plain link, when clicked, does not end with its row in the window.

    The first number of each authored page is clicked; test_html.py holds the links of all the others.
    """
    faults, tried = [], 0
    with new_tab(browser, served, java_script_enabled=False) as tab:
        for page in pages:
            if page.generated:
                continue
            tab.go(page.address)
            numbers = tab.page.locator("main a.number:visible")
            if not numbers.count():
                continue
            tried += 1
            said = numbers.first.inner_text()
            numbers.first.click()
            row = tab.page.locator("tr:target, tr:has(:target)")
            with suppress(TimeoutError):  # a long page comes in pieces; what does not come is counted below
                row.wait_for()
            if row.count() != 1 or not row.is_visible():
                faults.append(f"{page.path}: {said!r} → {tab.page.url.removeprefix(served)}: no row is shown")
    assert tried, "no authored page has a number link"
    expect_none(faults)
