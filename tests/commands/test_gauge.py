"""The bar of an export that is read."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from generator.commands.gauge import gauge


def shown(path: Path, *, terminal: bool) -> str:
    """Return what stands on the screen while a file of 4 KiB is read in two steps."""
    path.write_bytes(b"x" * 4096)
    screen = StringIO()
    console = Console(file=screen, force_terminal=terminal, width=100)
    with gauge(path, console) as told:
        told(2048)
        told(4096)
    return screen.getvalue()


@pytest.mark.parametrize("word", ["Counting", "4.0/4.0 KiB", "MiB"])
def test_somebody_who_watches_sees_how_far_it_is_and_the_memory(tmp_path: Path, word: str) -> None:
    assert word in shown(tmp_path / "export.csv", terminal=True)


def test_nothing_is_written_where_nobody_watches(tmp_path: Path) -> None:
    assert not shown(tmp_path / "export.csv", terminal=False).strip()
