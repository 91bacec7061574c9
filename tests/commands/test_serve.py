from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.site.plain import ENVIRONMENT, RECORDS, Reportgen, replace

PAGE = "reports/monthly/index.html"
NEWEST = RECORDS.replace("10.yml", "11.yml")
PATIENCE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A running preview: its process, where it listens, and what it says."""

    process: subprocess.Popen[bytes]
    address: str
    log: Path

    def page_has(self, text: str) -> bool:
        """Tell whether the report page has a text within a reasonable time."""
        return self._comes_true(lambda: text in self._page())

    def says(self, text: str) -> bool:
        """Tell whether the terminal shows a text within a reasonable time."""
        return self._comes_true(lambda: text in self.log.read_text(encoding="utf-8"))

    def _page(self) -> str:
        try:
            with urlopen(f"http://{self.address}/{PAGE}", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    def _comes_true(self, condition: Callable[[], bool]) -> bool:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            if condition():
                return True
            time.sleep(0.2)
        return False


@pytest.fixture
def preview(school: Path, tmp_path: Path) -> Iterator[Preview]:
    """Start the preview of the workspace on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = tmp_path / "log.txt"
    command = [sys.executable, "-m", "generator", "serve", "--address", address]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=school, env=ENVIRONMENT, stdout=out, stderr=out)
    yield Preview(process=process, address=address, log=log)
    process.terminate()
    process.wait(PATIENCE)


def test_the_preview_takes_the_place_of_the_program(
    school: Path, reportgen: Reportgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(os, "execve", lambda _, command, __: started.append(command))

    reportgen("serve", "--address", "127.0.0.1:8001")

    options = ["--config-file", str(school / "mkdocs.yml"), "--dev-addr", "127.0.0.1:8001"]
    assert started == [[sys.executable, "-m", "mkdocs", "serve", *options]]


@pytest.mark.slow
def test_the_preview_follows_an_edit_and_survives_a_mistake(school: Path, preview: Preview) -> None:
    assert preview.page_has("1,196 / 1,200")
    replace(school / NEWEST, '"numerator": 1196', '"numerator": 1195')
    assert preview.page_has("1,195 / 1,200")

    replace(school / NEWEST, '"numerator": 1195', '"numerator": 1201')
    assert preview.says(f"{NEWEST}:6: records[0].numerator: expected no more than")
    assert preview.process.poll() is None

    replace(school / NEWEST, '"numerator": 1201', '"numerator": 1194')
    assert preview.page_has("1,194 / 1,200")
    assert "Traceback" not in preview.log.read_text(encoding="utf-8")
