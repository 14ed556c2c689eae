"""Find a Chromium that starts. `python -m tests.chromium` says which one it is, or what was tried."""

import os
import shutil
import sys
from collections.abc import Iterator

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing leaves, even by mistake
)


def candidates() -> Iterator[str | None]:
    """Paths to try, in order; None is the browser that Playwright has downloaded, if it has."""
    if named := os.environ.get("CHROMIUM"):
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield None


def launch(playwright: Playwright) -> Browser:
    """Start the first candidate that works (a stub on the PATH, or a snap that cannot run here, does not)."""
    tried = []
    for path in candidates():
        try:
            return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        except Error as error:
            tried.append(f"  {path or 'Playwright’s own'}: {error.message.strip().splitlines()[0]}")
    raise RuntimeError("no Chromium starts; tried\n" + "\n".join(tried))


if __name__ == "__main__":
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright)
        except RuntimeError as error:
            sys.exit(str(error))
        print(f"Chromium {browser.version}")
        browser.close()
