"""The logs of the browser."""

from __future__ import annotations

from typing import Any

from selenium.webdriver import Chrome


def read_log(browser: Chrome, kind: str) -> list[dict[str, Any]]:
    """Return what a log gathered since it was read last; `performance` or `browser`."""
    return list(browser.get_log(kind))  # type: ignore[no-untyped-call]  # selenium has no type here
