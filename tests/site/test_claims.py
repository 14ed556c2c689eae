"""The pages of the claims in the built site: anchors, the plain table, the filter, the feed."""

import xml.etree.ElementTree as etree
from pathlib import Path

from playwright.sync_api import Browser, expect

from scripts.facts import data
from tests.site.browsing import new_tab
from tests.site.inventory import SitePage, expect_none


def of(pages: list[SitePage], path: str) -> SitePage:
    """One page by its path."""
    return next(page for page in pages if page.path == path)


def test_every_claim_has_its_permanent_place(pages: list[SitePage]) -> None:
    """Catch a claim whose address leads nowhere, or stands twice."""
    places = {"s": of(pages, "story/index.html").ids, "m": of(pages, "claims/index.html").ids}
    expect_none([key for key in data().claims if places[key[0]].count(key) != 1])


def test_the_table_has_every_claim_and_leads_to_it(pages: list[SitePage]) -> None:
    """Catch a row that is missing without JavaScript, or that leads to another claim."""
    page = of(pages, "claims/index.html")
    rows = page.tree.xpath("//div[contains(@class, 'claims')]//tbody/tr")
    found = {row.xpath("string(td[1]//a)").lower(): row.xpath("string(td[1]//a/@href)") for row in rows}
    assert list(found) == list(data().claims)
    expect_none([f"{key}: {href}" for key, href in found.items() if not href.endswith(f"#{key}")])
    verdicts = {row.xpath("string(td[1]//a)").lower(): row.xpath("string(td[3])").strip() for row in rows}
    assert verdicts == {key: row["verdict"] for key, row in data().claims.items()}


def test_a_claim_is_whole_without_javascript(browser: Browser, served: str) -> None:
    """Catch what only a script would show: verdict, correction, and, once opened, the sum, evidence and sources."""
    with new_tab(browser, served, java_script_enabled=False) as tab:
        tab.go("story/#s4")
        statement = tab.page.locator(".statement", has=tab.page.locator("#s4"))
        expect(statement.locator(".verdict")).to_have_text("true")
        expect(statement.locator("a.number").first).to_be_visible()
        statement.locator("summary").first.click()
        expect(statement.get_by_text("The sum.")).to_be_visible()
        expect(statement.get_by_text("Evidence.")).to_be_visible()
        tab.go("claims/")
        expect(tab.page.locator("#claim-filter")).to_be_hidden()
        expect(tab.page.locator(".table.claims tbody tr").last).to_be_visible()


def test_the_filter_shows_what_was_asked_and_keeps_it_in_the_address(browser: Browser, served: str) -> None:
    """Catch a filter that hides the wrong claims, forgets the address, or breaks on nonsense in it."""
    with new_tab(browser, served) as tab:
        tab.go("claims/")
        rows = tab.page.locator(".table.claims tbody tr:visible")
        expect(rows).to_have_count(len(data().claims))
        tab.page.select_option("#claim-filter select[name=verdict]", "false")
        tab.page.select_option("#claim-filter select[name=error]", "unit")
        wanted = [
            k.upper() for k, r in data().claims.items() if (r["verdict"], r["kind_of_error"]) == ("false", "unit")
        ]
        assert [row.split()[0] for row in rows.all_inner_texts()] == wanted
        assert tab.page.locator(".statement:visible").count() == len(wanted)
        assert "verdict=false" in tab.page.url and "error=unit" in tab.page.url
        tab.go(tab.page.url.removeprefix(served))
        expect(rows).to_have_count(len(wanted))
        tab.go("claims/?verdict=%3Cb%3E&error=__proto__&constructor=x")
        expect(rows).to_have_count(len(data().claims))
        expect_none(tab.faults)


def test_the_address_of_a_claim_opens_it(browser: Browser, served: str) -> None:
    """Catch a link to a claim that leaves its evidence folded."""
    with new_tab(browser, served) as tab:
        tab.go("claims/#m7")
        expect(tab.page.locator(".statement:has(#m7) > details")).to_have_attribute("open", "")
        expect_none(tab.faults)


def test_chapters_show_the_claims_that_they_meet(pages: list[SitePage]) -> None:
    """Catch a box that is printed as its own source, or leads to no claim."""
    boxes = [box for page in pages for box in page.tree.xpath("//p[@class='claim-box']")]
    assert boxes and all(box.xpath(".//a/@href") and box.xpath(".//span/text()") for box in boxes)
    expect_none([page.path for page in pages if "{{ claim(" in (page.site / page.path).read_text(encoding="utf-8")])


def test_the_feed_is_there_and_named_in_every_head(pages: list[SitePage], site: Path) -> None:
    """Catch a feed that nobody can find."""
    etree.parse(site / "claims" / "feed.xml")
    expect_none([page.path for page in pages if not page.tree.xpath("//head/link[@type='application/atom+xml']")])
