"""The search of the site, as a reader uses it."""

import pytest
from playwright.sync_api import Browser, expect

from tests.site.browsing import new_tab
from tests.site.inventory import expect_none

FIRST = 3  # results a reader looks at


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("NVL72 power", "gb200-nvl72"),
        ("CM384", "cloudmatrix-384"),
        ("H100 SXM", "h100"),
        ("昇腾910C", "910c"),
        ("910C", "910c"),
    ],
)
def test_search_finds(browser: Browser, served: str, query: str, wanted: str) -> None:
    """Catch an alias, a Chinese name or plain words that do not find their page among the first results."""
    with new_tab(browser, served) as tab:
        tab.go("")
        assert not [url for url in tab.requests if "search" in url], "the search was fetched before it was opened"
        tab.page.keyboard.press("/")
        field = tab.page.locator("[data-md-component=search-query]")
        expect(field).to_be_focused()
        field.press_sequentially(query, delay=20)
        results = tab.page.locator(".md-search-result__item > a")
        expect(results.first).to_be_visible()
        tab.page.wait_for_timeout(300)  # the list is made anew with each letter
        found = [link.get_attribute("href") or "" for link in results.all()[:FIRST]]
        assert any(wanted in address.lower() for address in found), f"{query!r} finds {found}, not {wanted}"
        expect_none(tab.faults)


def test_a_result_opens_its_page(browser: Browser, served: str) -> None:
    """Catch results whose addresses are wrong under a sub-path."""
    with new_tab(browser, served) as tab:
        tab.go("")
        tab.page.keyboard.press("/")
        tab.page.locator("[data-md-component=search-query]").press_sequentially("CM384", delay=20)
        tab.page.locator(".md-search-result__item > a").first.click()
        expect(tab.page.locator("h1")).to_contain_text("CloudMatrix")
        assert tab.page.url.startswith(served)
