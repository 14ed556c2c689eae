"""What tests share: the built site, a server for it, a browser. With xdist each worker has its own."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts import ROOT
from tests.chromium import launch

SUB_PATH = "/sub/"


class UnderSubPath(SimpleHTTPRequestHandler):
    """Serves the site at / and below /sub/: a page opened there must ask for nothing outside of it."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".svg": "image/svg+xml",
    }

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(SUB_PATH).lstrip("/"))

    def log_message(self, *_: object) -> None:
        pass


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A browser that leaves a page hangs up on what it was fetching; that is no fault."""


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    folder = ROOT / "site"
    if not (folder / "index.html").is_file():
        pytest.fail(f"No built site in {folder}. Run `make build` first, or `make test`.", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the built site on a server of this worker, under a sub-path; ends with a slash."""
    server = QuietServer(("127.0.0.1", 0), partial(UnderSubPath, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, from where the set-up found it."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def browser_page(browser: Browser) -> Iterator[Page]:
    """An empty page, to run printed functions in."""
    page = browser.new_page()
    yield page
    page.close()


# How long a page takes depends on it too: what does not come in this time does not come.
PATIENCE = 20_000  # ms
expect.set_options(timeout=PATIENCE)

# How long an example takes depends on what else the machine does; timings are in `make bench`.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
