from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from typing_extensions import override

from tests.browser.logs import read_log
from tests.site.sample import built_sample

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
READER = shutil.which("pdftotext")
# Nothing that the browser itself would tell or ask of its maker.
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
)


class _Site(SimpleHTTPRequestHandler):
    """Serve files, and say nothing about it."""

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    """Serve a browser that drops connections as it likes."""

    @override
    def handle_error(self, request: object, client_address: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the provider's site of the sample, served on loopback."""
    if not BROWSER or not DRIVER or not READER:
        pytest.skip("chromium, chromedriver or pdftotext is missing; .ci/run installs them")
    folder = built_sample(tmp_path_factory) / "build" / "site" / "internal"
    with _Server(("127.0.0.1", 0), functools.partial(_Site, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def _chrome(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Return one browser for all tests, with a profile of its own."""
    assert address
    options = ChromeOptions()
    options.binary_location = str(BROWSER)
    for argument in (*QUIET, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    chrome = Chrome(options, ChromeService(str(DRIVER)))
    yield chrome
    chrome.quit()


@pytest.fixture
def browser(_chrome: Chrome) -> Chrome:
    """Return the browser with a wide window and empty logs."""
    _chrome.set_window_size(1280, 900)
    for log in ("performance", "browser"):
        read_log(_chrome, log)
    return _chrome
