"""A browser tab that notes everything a page does and should not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, ViewportSize

from tests.conftest import PATIENCE, SUB_PATH

PHONE = ViewportSize(width=360, height=740)
DESKTOP = ViewportSize(width=1280, height=800)

# Chromium writes violations to the console too; this event also names the line.
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) =>
  noteViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""


@dataclass
class Tab:
    """A page in Chromium, and what was noted since it was opened."""

    page: Page
    home: str
    base: str = ""  # where addresses must begin; else they go abroad
    abroad: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        return [*self.abroad, *self.missing, *self.violations, *self.errors]

    def go(self, address: str) -> None:
        """Open a page of the site (relative address), with nothing noted before.

        The 404 page is served at any depth, so its addresses begin with the path of `site_url`: here /.
        """
        self.base = self.home.removesuffix(SUB_PATH) + "/" if address == "404.html" else self.home
        for notes in (self.abroad, self.missing, self.violations, self.errors, self.requests):
            notes.clear()
        self.page.goto(self.base + address, wait_until="load")

    def note_request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.base, "data:")):
            self.abroad.append(request.url)

    def note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.missing.append(f"{response.status} {response.url}")

    def note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def note_violation(self, _: Any, text: str) -> None:
        self.violations.append(text)


@contextmanager
def new_tab(browser: Browser, served: str, **options: Any) -> Iterator[Tab]:
    """A tab with a context of its own; the options are those of Playwright's `new_context`."""
    context = browser.new_context(**({"viewport": DESKTOP} | options))
    context.set_default_timeout(PATIENCE)
    tab = Tab(context.new_page(), served)
    if options.get("java_script_enabled", True):
        tab.page.expose_binding("noteViolation", tab.note_violation)
        tab.page.add_init_script(TELL_VIOLATIONS)
    tab.page.on("request", tab.note_request)
    tab.page.on("response", tab.note_response)
    tab.page.on("console", tab.note_console)
    tab.page.on("pageerror", lambda error: tab.errors.append(str(error)))
    try:
        yield tab
    finally:
        context.close()
