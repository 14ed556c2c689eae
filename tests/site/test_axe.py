"""Accessibility, by axe-core: every rule in light on a desktop (1280 px), what width or palette can change on a phone (360 px).

All authored pages are looked at. Generated pages of one folder are of one template: of each folder the two
largest and the smallest are looked at, not all. Rows of one table are of one template too: the first few stay.
"""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.site.browsing import DESKTOP, PHONE, new_tab
from tests.site.inventory import SitePage, authored_and_sample, expect_none


def brightness(page: Page) -> float:
    """Of the page's background: 0 is black, 1 is white."""
    colour = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    red, green, blue = [float(part) for part in re.findall(r"[\d.]+", colour)[:3]]
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def settled(page: Page) -> None:
    """Wait until the page has answered to its new size: two frames, as a reader would."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


# Long tables and lists of terms keep their first rows; a rule that one row breaks, these break.
THIN = """() => document.querySelectorAll("tbody > tr:nth-child(n+4), dl > :nth-child(n+13)")
  .forEach((element) => element.remove())"""

EVERYTHING_ELSE = {"color-contrast": {"enabled": False}}


def violations(page: Page, **options: Any) -> list[str]:
    """What axe finds, a line for each rule: its name, where, and axe's own words; the options are those of `axe.run`."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    options["resultTypes"] = ["violations"]
    found = page.evaluate("(options) => axe.run(options).then((result) => result.violations)", options)
    return [
        f"{rule['id']} ({rule['help']}): "
        + "; ".join(" ".join(map(str, node["target"])) for node in rule["nodes"][:3])
        + (f" and {len(rule['nodes']) - 3} more" if len(rule["nodes"]) > 3 else "")
        for rule in found
    ]


def test_axe_finds_nothing(browser: Browser, served: str, pages: list[SitePage]) -> None:
    """Catch low contrast, unnamed controls, tables without headers …

    Colours are judged at one width, everything else at both: 360 px changes what scrolls and what is hidden.
    """
    faults = []
    with new_tab(browser, served, color_scheme="light") as tab:
        for page in authored_and_sample(pages):
            tab.page.set_viewport_size(DESKTOP)
            tab.go(page.address)
            tab.page.evaluate(THIN)
            if brightness(tab.page) < 0.5:
                faults.append(f"{page.path}: the background is not light")
            faults += [f"{page.path} at 1280 px: {line}" for line in violations(tab.page)]
            tab.page.set_viewport_size(PHONE)
            settled(tab.page)
            faults += [f"{page.path} at 360 px: {line}" for line in violations(tab.page, rules=EVERYTHING_ELSE)]
            faults += [f"{page.path}: {note}" for note in tab.faults]
    expect_none(faults)


def showing_every_class(pages: list[SitePage]) -> list[SitePage]:
    """Few pages that show every class of element there is: colours hang on classes."""
    left = {page: set(" ".join(page.tree.xpath("//body//@class")).split()) for page in authored_and_sample(pages)}
    chosen = []
    while any(left.values()):
        chosen.append(max(left, key=lambda page: len(left[page])))
        shown = left.pop(chosen[-1])
        left = {page: classes - shown for page, classes in left.items()}
    return chosen


def test_axe_finds_no_low_contrast_in_the_dark(browser: Browser, served: str, pages: list[SitePage]) -> None:
    """Catch a colour that only the dark palette makes hard to read."""
    faults = []
    with new_tab(browser, served, color_scheme="dark", viewport=PHONE) as tab:
        for page in showing_every_class(pages):
            tab.go(page.address)
            tab.page.evaluate(THIN)
            if brightness(tab.page) > 0.5:
                faults.append(f"{page.path}: the background is not dark")
            faults += [f"{page.path}: {line}" for line in violations(tab.page, runOnly=["color-contrast"])]
            faults += [f"{page.path}: {note}" for note in tab.faults]
    expect_none(faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_record(browser: Browser, served: str, pages: list[SitePage], scheme: str) -> None:
    """Catch faults that appear only when a record is open."""
    with new_tab(browser, served, color_scheme=scheme) as tab:
        for page in authored_and_sample(pages):
            tab.go(page.address)
            numbers = tab.page.locator("main a.number:visible")
            if numbers.count():
                numbers.first.click()
                tab.page.get_by_role("dialog").and_(tab.page.locator(".record")).wait_for()
                expect_none([f"{page.path}: {line}" for line in violations(tab.page)])
                return
    pytest.fail("no page has a number link")
