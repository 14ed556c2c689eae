"""The HTML of every page as it lies on disk: what a reader without JavaScript gets, and every link in it."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.site.inventory import SitePage, expect_none, is_external

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'self'; form-action 'none'"
)
OUR_SCHEMES = r"(?:fact|range|run|computed|part|date|source|property|assumed|term):"
# What may stand in a page as an address elsewhere: nothing is fetched for these.
STATED_RELATIONS = {"canonical", "license", "alternate", "me", "author"}


def test_every_page_begins_with_the_policy(pages: list[SitePage]) -> None:
    """Catch a page without the policy, with another one, or with one that comes too late to bind."""
    faults = []
    for page in pages:
        first = page.tree.head[0]
        if (first.tag, first.get("http-equiv")) != ("meta", "Content-Security-Policy"):
            faults.append(f"{page.path}: <head> begins with <{first.tag}>, not with the policy's <meta>")
        elif first.get("content") != POLICY:
            faults.append(f"{page.path}: the policy is {first.get('content')!r}; it should be {POLICY!r}")
    expect_none(faults)


def test_nothing_is_inline(pages: list[SitePage]) -> None:
    """Catch a script, a style or a handler in the page itself, which the policy would forbid."""
    faults = []
    for page in pages:
        for element in page.tree.iter("script", "style"):
            data = element.get("type") in ("application/json", "application/ld+json")
            if element.tag == "style" or (not element.get("src") and not data):
                faults.append(f"{page.path}:{element.sourceline}: inline <{element.tag}>")
        for element in page.tree.xpath("//*[@style]"):
            faults.append(f"{page.path}:{element.sourceline}: <{element.tag} style={element.get('style')!r}>")
        for value in page.tree.xpath("//@*[starts-with(name(), 'on')]"):
            faults.append(f"{page.path}: {value.attrname}={value!r}")
    expect_none(faults)


def test_no_link_is_broken(pages: list[SitePage], site: Path) -> None:
    """Catch a link, an anchor, a picture, a script or a download that leads nowhere."""
    known = {page.path: page for page in pages}
    faults = set()
    for page in pages:
        for _, address in page.addresses():
            if is_external(address) or address.startswith("/"):
                continue
            target, anchor = page.resolve(address)
            if target.startswith("../") or not (site / target).is_file():
                faults.add(f"{page.path}: {address!r} leads to {target}, which does not exist")
            elif anchor and target in known and anchor not in known[target].ids:
                faults.add(f"{page.path}: {address!r}: {target} has no id {anchor!r}")
    expect_none(faults)


def test_every_address_is_relative(pages: list[SitePage], site: Path) -> None:
    """Catch a link that begins with /: it breaks under a sub-path and from disk.

    The 404 page is served at any depth: only there addresses begin with the site's own path, and must exist.
    """
    faults = []
    for page in pages:
        for _, address in page.addresses():
            if not address.startswith("/") or address.startswith("//"):
                continue
            if page.path != "404.html":
                faults.append(f"{page.path}: {address!r} begins with /; a relative address would be right")
            elif not (site / page.resolve(address.lstrip("/"))[0]).is_file():
                faults.append(f"{page.path}: {address!r} does not exist")
    expect_none(faults)


def test_nothing_is_loaded_from_elsewhere(pages: list[SitePage]) -> None:
    """Catch a script, style, picture, frame, form or hint (preconnect …) that names another host."""
    faults = []
    for page in pages:
        for element, address in page.addresses():
            if not is_external(address) or address.startswith("data:") or element.tag == "a":
                continue
            if element.tag != "link" or not STATED_RELATIONS & set((element.get("rel") or "").split()):
                faults.append(f"{page.path}:{element.sourceline}: <{element.tag}> {address!r}")
    expect_none(faults)


def test_no_source_notation_is_left(pages: list[SitePage]) -> None:
    """Catch a number link, a figure or a link between Markdown files that reached the reader unresolved."""
    left_over = re.compile(rf"\]\({OUR_SCHEMES}|\]\([^)\s]*\.md[)#]|\{{\{{ *\w+\(")
    faults = []
    for page in pages:
        for element, address in page.addresses():
            local_markdown = not is_external(address) and re.search(r"\.md(#|$)", address)
            if re.match(OUR_SCHEMES, address) or local_markdown:
                faults.append(f"{page.path}:{element.sourceline}: address {address!r}")
        for text in page.tree.xpath("//body//text()[not(ancestor::code or ancestor::pre or ancestor::script)]"):
            if found := left_over.search(text):
                faults.append(f"{page.path}: text {text[found.start() :][:60]!r}")
    expect_none(faults)


def test_every_number_leads_to_its_row(pages: list[SitePage]) -> None:
    """Catch a number whose link does not end at a row: without JavaScript that link is all the reader has."""
    known = {page.path: page for page in pages}
    faults, numbers = set(), 0
    for page in pages:
        for link in page.tree.xpath("//a[contains(concat(' ', normalize-space(@class), ' '), ' number ')]"):
            numbers += 1
            target, anchor = page.resolve(link.get("href"))
            element = known[target].tree.get_element_by_id(anchor, None) if target in known and anchor else None
            if element is not None and anchor in ("announced", "available"):
                continue  # a date stands in a sentence of its own, with its source
            if element is None or not element.xpath("ancestor-or-self::tr"):
                faults.add(f"{page.path}: {link.text_content()!r} → {link.get('href')!r}: no table row has that id")
    assert numbers, "no page has a number link (a.number)"
    expect_none(faults)


def test_ids_are_unique(pages: list[SitePage]) -> None:
    """Catch two elements of a page with one id (clips, rows): a link would reach the wrong one."""
    faults = []
    for page in pages:
        twice = [name for name, count in Counter(page.ids).items() if count > 1]
        faults += [f"{page.path}: id {name!r} stands {page.ids.count(name)} times" for name in twice]
    expect_none(faults)


def test_references_within_a_page_resolve(pages: list[SitePage]) -> None:
    """Catch a clip path, a name or a description that points to an id that the page does not have."""
    faults = []
    for page in pages:
        ids = set(page.ids)
        for value in page.tree.xpath("//@clip-path | //@fill | //@mask | //@marker-end"):
            if (named := re.fullmatch(r"url\(#(.+)\)", value)) and named[1] not in ids:
                faults.append(f"{page.path}: {value} has no such id")
        for value in page.tree.xpath("//@aria-labelledby | //@aria-describedby | //@aria-controls"):
            faults += [f"{page.path}: no id {name!r}" for name in value.split() if name not in ids]
    expect_none(faults)


def test_every_page_is_described(pages: list[SitePage]) -> None:
    """Catch a page that a search engine or a tab cannot tell from another."""
    faults = []
    for page in pages:
        if page.tree.get("lang") is None:
            faults.append(f"{page.path}: <html> has no lang")
        if not page.tree.xpath("string(//head/meta[@name='description']/@content)").strip():
            faults.append(f"{page.path}: no description in <head>")
        if len(page.tree.xpath("//h1")) != 1:
            faults.append(f"{page.path}: {len(page.tree.xpath('//h1'))} <h1>; one would be right")
    titles = Counter(page.tree.findtext(".//title") for page in pages)
    faults += [f"title {title!r} stands on {count} pages" for title, count in titles.items() if count > 1]
    expect_none(faults)


def test_there_is_no_font_file(site: Path) -> None:
    """Catch a font that a theme or a plugin brings: the reader's own fonts are used."""
    fonts = [path for path in site.rglob("*") if path.suffix in (".woff", ".woff2", ".ttf", ".otf", ".eot")]
    faces = [path for path in site.rglob("*.css") if "@font-face" in path.read_text(encoding="utf-8")]
    expect_none([path.relative_to(site).as_posix() for path in fonts + faces])


def test_style_sheets_load_only_what_is_there(site: Path) -> None:
    """Catch a style sheet that imports or shows something of another host, or something missing."""
    faults = []
    for sheet in sorted(site.rglob("*.css")):
        text = sheet.read_text(encoding="utf-8")
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", text):
            named = "".join(address)
            if named.startswith(("data:", "#")):
                continue
            if is_external(named) or not (sheet.parent / re.split("[?#]", named)[0]).is_file():
                faults.append(f"{sheet.relative_to(site)}: {named}")
    expect_none(faults)


@pytest.mark.parametrize("name", ["index.html", "404.html", "sitemap.xml"])
def test_what_every_site_has_is_there(site: Path, name: str) -> None:
    """Catch a build that lost a page which nothing links to."""
    assert (site / name).is_file(), f"{name} is missing in {site}"
