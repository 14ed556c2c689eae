"""`make serve`: what it watches, what it shows, what it says when it cannot."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import pytest
from watchdog.events import DirModifiedEvent, FileModifiedEvent, FileOpenedEvent

from scripts import ROOT, serve


@pytest.mark.parametrize("path", ["docs/index.md", "data/facts.csv", "scripts/charts/per_what.py", "mkdocs.yml"])
def test_an_edit_is_seen(path: str) -> None:
    """Catch pages, data, charts or settings whose edits do not show."""
    assert serve.is_source(ROOT / path)


@pytest.mark.parametrize(
    "path",
    [
        "docs/machines/gb200-nvl72.md",
        "docs/figures/per_what.svg",
        "docs/notebooks/redo-the-headline.ipynb",
        "site/index.html",
        ".build/links.json",
        "scripts/__pycache__/facts.cpython-311.pyc",
        "docs/.index.md.swp",
        "docs/index.md~",
        "README.md",
    ],
)
def test_what_the_build_makes_starts_no_build(path: str) -> None:
    """Catch a build that starts itself anew by what it writes, or by what editors leave behind."""
    assert not serve.is_source(ROOT / path)


def test_reading_starts_no_build() -> None:
    """Catch a build started by its own reading, or by a folder's time stamp."""
    builder = serve.Builder()
    builder.dispatch(FileOpenedEvent(str(ROOT / "docs/index.md")))
    builder.dispatch(DirModifiedEvent(str(ROOT / "docs")))
    assert not builder.changed.is_set()
    builder.dispatch(FileModifiedEvent(str(ROOT / "docs/index.md")))
    assert builder.changed.is_set()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[serve.Server]:
    """The development server over a site that is not there yet."""
    monkeypatch.setattr(serve, "SITE", tmp_path / "site")
    running = serve.Server(("127.0.0.1", 0), partial(serve.Handler, serve.Builder()))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


def get(server: serve.Server, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_pages_reload_themselves(server: serve.Server, tmp_path: Path) -> None:
    """Catch a page that does not know of the next build, be it found, lost, or not built yet."""
    assert get(server, "/")[0] == 503
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / "site" / "404.html").write_text("<head></head>lost")
    (tmp_path / "site" / "a" / "index.html").write_text("<head></head>here")
    for path, status, text in (("/a/", 200, "here"), ("/b/", 404, "lost")):
        assert get(server, path) == (status, f"<head>{serve.RELOAD_TAG.decode().strip()}{text}")
    assert get(server, "/livereload") == (200, "0")


def test_a_port_in_use_is_named() -> None:
    """Catch a traceback where the reader should learn which port is taken and how to choose another."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "scripts.serve", "--port", port], cwd=ROOT, capture_output=True, text=True
        )
    assert done.returncode == 1
    assert f"127.0.0.1:{port}" in done.stderr and "make serve PORT=8001" in done.stderr
    assert "Traceback" not in done.stderr
