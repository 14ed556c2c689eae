"""A number opens its record where it stands: by hover, by keyboard, by tap."""

import pytest
from lxml import html
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.browsing import PHONE, new_tab
from tests.site.inventory import SitePage, expect_none


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def page_with_numbers(pages: list[SitePage]) -> SitePage:
    """The authored page with most numbers that lead to facts of a machine."""
    best = max((page for page in pages if not page.generated), key=lambda page: len(fact_links(page)))
    if not fact_links(best):
        pytest.fail("no authored page has a number that leads to a machine page")
    return best


def fact_links(page: SitePage) -> list[html.HtmlElement]:
    """The numbers of a page that lead to a machine's page and are in sight: none in a fold."""
    return page.tree.xpath(
        "//main//a[contains(@class, 'number')][contains(@href, 'machines/')][not(ancestor::details)]"
    )


def printed_values(page: SitePage, pages: list[SitePage], link: html.HtmlElement) -> list[str]:
    """The cells of the row that a number leads to, as its page prints them."""
    target, anchor = page.resolve(link.get("href"))
    tree = next(other.tree for other in pages if other.path == target)
    row = tree.get_element_by_id(anchor).xpath("ancestor-or-self::tr")[0]
    for permalink in row.xpath(".//a[contains(@class, 'headerlink')]"):
        permalink.drop_tree()
    cells = [words(cell.text_content()) for cell in row]
    return [cell for cell in cells if cell not in ("", "–", "—", "-")]


def number(page: Page) -> Locator:
    return page.locator("main a.number[href*='machines/']:visible").first


def record(page: Page) -> Locator:
    return page.locator(".record[role=dialog]")


def test_hover_opens_the_whole_record(
    browser: Browser, served: str, pages: list[SitePage], page_with_numbers: SitePage
) -> None:
    """Catch a record that hover does not open, that lacks a cell of its row, or that does not close."""
    with new_tab(browser, served) as tab:
        tab.go(page_with_numbers.address)
        link = number(tab.page)
        href = link.get_attribute("href")
        link.hover()
        expect(record(tab.page)).to_be_visible()
        shown = words(record(tab.page).inner_text())
        element = next(item for item in fact_links(page_with_numbers) if item.get("href") == href)
        for cell in printed_values(page_with_numbers, pages, element):
            assert cell in shown, f"the row of {href} says {cell!r}; the record shows {shown!r}"
        tab.page.mouse.move(2, 2)
        expect(record(tab.page)).to_be_hidden()
        expect_none(tab.faults)


def test_focus_by_keyboard_opens_a_record_and_escape_closes_it(
    browser: Browser, served: str, page_with_numbers: SitePage
) -> None:
    """Catch a record that Tab does not open, Enter does not hold, or Escape does not close."""
    with new_tab(browser, served) as tab:
        tab.go(page_with_numbers.address)
        focused = tab.page.locator("a.number:focus")
        for _ in range(400):
            tab.page.keyboard.press("Tab")
            if focused.count():
                break
        expect(focused).to_have_count(1)
        expect(record(tab.page)).to_be_visible()
        tab.page.keyboard.press("Enter")
        expect(record(tab.page)).to_be_focused()
        tab.page.keyboard.press("Escape")
        expect(record(tab.page)).to_be_hidden()
        expect(focused).to_have_count(1)
        assert tab.page.url == served + page_with_numbers.address


def test_tap_opens_a_record_within_the_screen(browser: Browser, served: str, page_with_numbers: SitePage) -> None:
    """Catch a record that a finger does not open, that leaves the page, or that sticks out of a phone."""
    with new_tab(browser, served, viewport=PHONE, has_touch=True, is_mobile=True) as tab:
        tab.go(page_with_numbers.address)
        number(tab.page).tap()
        expect(record(tab.page)).to_be_visible()
        box = record(tab.page).bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"], box
        assert tab.page.url == served + page_with_numbers.address
        record(tab.page).get_by_role("button", name="Close").tap()
        expect(record(tab.page)).to_be_hidden()


def test_a_record_leads_to_its_page(browser: Browser, served: str, page_with_numbers: SitePage) -> None:
    """Catch a record without a way to the row it shows, with its neighbours and other sources."""
    with new_tab(browser, served) as tab:
        tab.go(page_with_numbers.address)
        number(tab.page).click()
        record(tab.page).get_by_role("link", name="Open the record").click()
        tab.page.wait_for_url("**/machines/**")
        expect(tab.page.locator("tr:target, tr:has(:target)")).to_be_visible()
