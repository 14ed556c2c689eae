"""Serve the site on this machine and show edits: python -m scripts.serve [--port 8000].

`mkdocs serve` sees edits of pages only, and keeps imported modules in memory. Here pages, data and charts
are one build, so every edit runs `python -m scripts.build --serving` in a fresh process. The server shows
./site; a build that fails leaves the last good one there. Open pages load themselves anew after a build: a
script that only this server adds to them asks for the number of builds so far.
"""

import argparse
import subprocess
import sys
import threading
import time
from fnmatch import fnmatch
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from scripts import ROOT

SITE = ROOT / "site"
WATCHED = ("docs", "data", "scripts", "mkdocs.yml")
CHANGES = {"created", "modified", "moved", "deleted"}
QUIET = 0.2  # seconds without a change before a build starts: editors save in several steps

RELOAD_TAG = b'<script src="/livereload.js" defer></script></head>'
RELOAD_SCRIPT = b"""let seen = null;
setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch("/livereload").catch(() => null);
  if (!answer?.ok) return;
  const builds = await answer.text();
  if (seen !== null && builds !== seen) location.reload();
  seen = builds;
}, 700);
"""
NO_SITE = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>No site yet</title></head>
<body><h1>No site yet</h1><p>The build has not succeeded so far: the terminal says why.</p></body></html>"""


class Builder(FileSystemEventHandler):
    """Collects changes, and builds when they pause."""

    def __init__(self) -> None:
        self.builds = 0
        self.changed = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in CHANGES or event.is_directory:
            return
        if any(is_source(Path(str(path))) for path in (event.src_path, event.dest_path)):
            self.changed.set()

    def wait(self) -> None:
        """Return when something has changed, and no more changes come."""
        self.changed.wait()
        while self.changed.is_set():
            self.changed.clear()
            time.sleep(QUIET)

    def build(self) -> None:
        """Build in a fresh process; what it prints goes to the terminal."""
        code = subprocess.run([sys.executable, "-m", "scripts.build", "--serving"], cwd=ROOT).returncode
        if code == 0:
            self.builds += 1
            print("Waiting for edits …", flush=True)
        else:
            shown = "the last good site stays" if SITE.is_dir() else "there is no site yet"
            print(f"The build failed; {shown}. Mend it and save.", file=sys.stderr, flush=True)


@cache
def generated() -> list[str]:
    """What the build makes, as the last part of .gitignore lists it (`make clean` reads it there too)."""
    listed = (ROOT / ".gitignore").read_text().partition("# What the build makes.\n")[2]
    return [line.strip("/") for line in listed.split()]


def is_generated(path: Path) -> bool:
    """True for what the build makes, and for what lies in it."""
    inside = path.relative_to(ROOT).as_posix()
    return any(fnmatch(inside, made) or inside.startswith(made + "/") for made in generated())


def is_source(path: Path) -> bool:
    """True for what an author edits: not what the build makes, nor what editors and Python leave behind."""
    if not any(path.is_relative_to(ROOT / name) for name in WATCHED) or is_generated(path):
        return False
    left_behind = any(part.startswith((".", "#", "__pycache__")) for part in path.relative_to(ROOT).parts)
    return not left_behind and not path.name.endswith(("~", ".tmp", "4913"))  # 4913: Vim's probe


class Handler(SimpleHTTPRequestHandler):
    """Files of ./site, with the reload script put into pages."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".svg": "image/svg+xml",
        ".md": "text/markdown; charset=utf-8",
    }

    def __init__(self, builder: Builder, *request: Any) -> None:
        self.builder = builder
        super().__init__(*request, directory=str(SITE))

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/livereload":
            self.answer(str(self.builder.builds).encode(), "text/plain")
        elif path == "/livereload.js":
            self.answer(RELOAD_SCRIPT, "text/javascript; charset=utf-8")
        elif not SITE.is_dir():
            self.page(NO_SITE, HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self.file()

    def file(self) -> None:
        wanted = Path(self.translate_path(self.path))
        if wanted.is_dir() and self.path.partition("?")[0].endswith("/"):
            wanted = wanted / "index.html"
        try:
            if not wanted.exists():
                self.page((SITE / "404.html").read_bytes(), HTTPStatus.NOT_FOUND)
            elif wanted.suffix == ".html":
                self.page(wanted.read_bytes())
            else:
                super().do_GET()
        except FileNotFoundError:  # a build just now put a new site in place
            self.page(b"Not found", HTTPStatus.NOT_FOUND)

    def page(self, html: bytes, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.answer(html.replace(b"</head>", RELOAD_TAG, 1), "text/html; charset=utf-8", status)

    def answer(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Requests are not printed: the terminal belongs to the build."""


class Server(ThreadingHTTPServer):
    """Does not print a traceback when a browser hangs up early."""

    def handle_error(self, *request: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*request)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make serve", description="Serve the site and show edits.")
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    builder = Builder()
    try:
        server = Server(("127.0.0.1", port), partial(Handler, builder))
    except (OSError, OverflowError) as error:
        sys.exit(f"Cannot serve on 127.0.0.1:{port}: {error}. Try another port: make serve PORT=8001")
    watch = Observer()
    watch.schedule(builder, str(ROOT))  # mkdocs.yml; one level only
    for name in WATCHED:
        if (ROOT / name).is_dir():
            watch.schedule(builder, str(ROOT / name), recursive=True)
    watch.start()
    try:
        builder.build()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Serving http://127.0.0.1:{server.server_port}/ (Ctrl-C ends)", flush=True)
        while True:
            builder.wait()
            builder.build()
    except KeyboardInterrupt:
        print("\nStopped.")


if __name__ == "__main__":
    main()
