"""A real server over a built site and a real browser. Not in the default test paths: see .ci/run.

BENING_SITE is the built site (default build/site), CHROMIUM the browser (default /usr/bin/chromium).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("BENING_SITE") or ROOT / "build/site").resolve()
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# Pages of units are made from one template: one of each kind is looked at, not hundreds alike.
UNIT_PAGES = (
    "units/index.html",
    "units/kota-tirta-bening.html",
    "units/dinas-pendidikan.html",
    "units/bkpsdm.html",
    "units/dinas-pendidikan-sd.html",
)


def page_names() -> list[str]:
    """Every kind of page, English ones below `en/`; error pages are tested apart."""
    names = (path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
    kinds = (n for n in names if "units/" not in n or n.removeprefix("en/") in UNIT_PAGES)
    return sorted(name for name in kinds if not name.endswith("404.html"))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Serve the site's own page for what is missing, as hosts do."""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((SITE / "404.html").read_bytes())


@pytest.fixture(scope="session")
def base() -> Iterator[str]:
    assert (SITE / "index.html").is_file(), f"no built site at {SITE}: run `make site` or set BENING_SITE"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(SITE)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield browser
        browser.close()
