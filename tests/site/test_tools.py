"""Pages that do more than show: compare, the data, the glossary."""

import csv
import io

from lxml import html
from playwright.sync_api import Browser, expect

from tests.site.browsing import PHONE, new_tab
from tests.site.inventory import SitePage, expect_none


def test_compare_shows_the_pair_without_javascript(pages: list[SitePage]) -> None:
    """Catch a page that is empty until its script runs."""
    page = next(page for page in pages if page.path == "compare/index.html")
    rows = page.tree.xpath("//*[@id='compare-static']//tbody/tr")
    texts = [" ".join(row.text_content().split()) for row in rows]
    assert any(text.startswith("Machine power") and "559 kW" in text and "120–145 kW" in text for text in texts), texts
    assert any("not published" in text for text in texts)


def test_compare_changes_form_and_keeps_it_in_the_address(browser: Browser, served: str) -> None:
    """Catch a switch that changes nothing, a form that is made up, or an address that does not give the same view."""
    with new_tab(browser, served) as tab:
        tab.go("compare/")
        table = tab.page.locator("#compare table")
        expect(table).to_be_visible()
        expect(tab.page.locator("#compare-static")).to_be_hidden()
        row = table.locator("tr", has=tab.page.locator("th", has_text="Peak compute, FP4"))
        expect(row.locator("td").nth(0)).to_have_text("not published")
        tab.page.select_option("select[name=sparsity]", "sparse")
        expect(row.locator("td").nth(0)).to_contain_text("1.44 EFLOP/s")
        assert "sparsity=sparse" in tab.page.url
        shown = table.inner_text()
        tab.go(tab.page.url.removeprefix(served))
        expect(table).to_be_visible()
        assert table.inner_text() == shown
        expect_none(tab.faults)


def test_compare_takes_four_machines_and_mangled_addresses(browser: Browser, served: str) -> None:
    """Catch a third machine that cannot be added, or an address that breaks the page."""
    with new_tab(browser, served) as tab:
        tab.go("compare/?machines=gb200-nvl72,h100-sxm,tpu-v7-pod,cloudmatrix-384,trn2-ultraserver&per=accelerator")
        expect(tab.page.locator("#compare thead th")).to_have_count(5)
        tab.go("compare/?machines=nonsense,%00&level=__proto__&per=constructor&sparsity=<b>")
        expect(tab.page.locator("#compare thead th")).to_have_count(3)
        tab.page.select_option("select[name=machine-2]", "h100-sxm")
        expect(tab.page.locator("#compare thead th")).to_have_count(4)
        expect_none(tab.faults)


def test_a_cell_of_compare_leads_to_its_record(browser: Browser, served: str) -> None:
    """Catch cells whose links lead nowhere."""
    with new_tab(browser, served) as tab:
        tab.go("compare/")
        cells = tab.page.locator("#compare td a")
        expect(cells.first).to_be_visible()
        links = cells.evaluate_all("all => all.map((a) => a.href)")
        for address in links[:6]:
            tab.page.goto(address)
            anchor = address.split("#")[1]
            assert tab.page.evaluate("(id) => document.getElementById(id) !== null", anchor), address


def test_the_data_can_be_filtered_sorted_shared_and_taken(browser: Browser, served: str) -> None:
    """Catch a filter that does not filter, an address that loses it, or a CSV that is not what is shown."""
    with new_tab(browser, served, accept_downloads=True) as tab:
        tab.go("data/?words=cloudmatrix-384+power&table=fact")
        rows = tab.page.locator("#browse tbody tr")
        expect(rows.first).to_be_visible()
        count = rows.count()
        assert 0 < count < 20
        assert all("CloudMatrix 384" in text and "power" in text for text in rows.all_inner_texts())
        tab.page.get_by_role("button", name="Value").click()
        expect(tab.page.locator("#browse th[aria-sort]")).to_have_count(1)
        assert "sort=value" in tab.page.url
        with tab.page.expect_download() as loading:
            tab.page.get_by_role("button", name="Download these as CSV").click()
        text = loading.value.path().read_text(encoding="utf-8")
        assert len(list(csv.DictReader(io.StringIO(text)))) == count
        expect_none(tab.faults)


def test_no_row_is_found_for_nonsense(browser: Browser, served: str) -> None:
    """Catch a filter that falls back to all rows, or breaks, where nothing matches."""
    with new_tab(browser, served) as tab:
        tab.go("data/?words=zzzz&kind=%3Cb%3E&sort=__proto__")
        expect(tab.page.locator("#browse output")).to_contain_text("0 of")
        expect_none(tab.faults)


def test_a_record_names_what_others_say_and_how_to_report_it(browser: Browser, served: str) -> None:
    """Catch a record without the figures beside it, or without the way to say that it is wrong."""
    with new_tab(browser, served) as tab:
        tab.go("disagreements/")
        tab.page.locator("main a.number[href*='gb200-nvl72/#system-power-']:visible").first.click()
        record = tab.page.locator(".record[role=dialog]")
        expect(record).to_contain_text("Others say")
        expect(record.get_by_role("link", name="Report this number")).to_have_count(1)


def test_terms_open_their_entry(browser: Browser, served: str, pages: list[SitePage]) -> None:
    """Catch a term that does not open, or an entry without its meaning and its Chinese form."""
    page = next(page for page in pages if not page.generated and page.tree.xpath("//main//a[@class='term']"))
    with new_tab(browser, served, viewport=PHONE, has_touch=True, is_mobile=True) as tab:
        tab.go(page.address)
        tab.page.locator("main a.term:visible").first.tap()
        record = tab.page.locator(".record[role=dialog]")
        expect(record).to_contain_text("What it means")
        expect(record).to_contain_text("What it does not mean")
        expect(record).to_contain_text("Chinese")
        assert tab.page.url == served + page.address


def test_every_page_says_how_old_its_figures_are(pages: list[SitePage]) -> None:
    """Catch a page with numbers that hides their age, or cannot be cited."""

    def foot(page: SitePage) -> list[html.HtmlElement]:
        return page.tree.xpath("//div[@class='page-foot']")

    silent = [
        page.path
        for page in pages
        if page.tree.xpath("//main//a[contains(@class, 'number')][contains(@href, 'machines/')]")
        and page.path != "index.html"
        and not any("Figures on this page date from" in " ".join(part.text_content().split()) for part in foot(page))
    ]
    expect_none(silent)
    expect_none([page.path for page in pages if page.path not in ("index.html", "404.html") and not foot(page)])
