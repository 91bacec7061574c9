from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import run
from tests.site.plain import RECORDS, ROOT, Answer, Reportgen, copy_plain, replace


@pytest.fixture(autouse=True)
def _program_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small workspace; it is the current folder."""
    folder = copy_plain(tmp_path / "school")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def broken(school: Path) -> Path:
    """Return the workspace with two mistakes in one file."""
    replace(school / RECORDS, '"numerator": 46', '"numerator": 51')
    replace(school / RECORDS, 'backlog", "service": "web"', 'backlg", "service": "web"')
    return school


@pytest.fixture
def reportgen(capsys: pytest.CaptureFixture[str]) -> Reportgen:
    """Return the program: arguments in, exit code and words out."""

    def answer(*arguments: str) -> Answer:
        code = run(arguments)
        said = capsys.readouterr()
        return Answer(code=code, out=said.out, err=said.err)

    return answer
