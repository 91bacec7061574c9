"""Folders for what does not fit into memory: none is left for long."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from generator.collect.scratch import scratch

HOLDING = """\
from generator.collect.scratch import scratch
with scratch() as folder:
    (folder / "cells.parquet").write_text("x")
    print(folder, flush=True)
    input()
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder in the place of /tmp."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def holding(place: Path) -> subprocess.Popen[str]:
    """Start a run that holds a folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"TMPDIR": str(place)},
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout
    process.stdout.readline()
    return process


def test_the_folder_of_a_run_is_gone_when_it_ends(place: Path) -> None:
    with scratch() as folder:
        (folder / "cells.parquet").write_text("x")

    assert list(place.iterdir()) == []


def test_what_a_killed_run_left_goes_with_the_next_one(place: Path) -> None:
    with holding(place) as process:
        process.kill()
    [left] = place.iterdir()

    with scratch() as folder:
        assert list(place.iterdir()) == [folder]
    assert not left.exists()


def test_the_folder_of_a_run_at_work_stays(place: Path) -> None:
    with holding(place) as process:
        [held] = place.iterdir()
        with scratch():
            assert (held / "cells.parquet").exists()
        process.communicate("\n")

    assert list(place.iterdir()) == []


def test_links_and_other_folders_are_left_alone(
    place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "kept").touch()
    (place / "reportgen-collect-link").symlink_to(elsewhere)
    (place / "reportgen-other").mkdir()

    with scratch():
        pass

    assert sorted(each.name for each in place.iterdir()) == [
        "reportgen-collect-link",
        "reportgen-other",
    ]
    assert (elsewhere / "kept").exists()
