"""A bar for an export that is read: how far, how fast, and how much memory it takes."""

from __future__ import annotations

import resource
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)
from rich.text import Text
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_MEBIBYTE: Final = 1024 * 1024
# What getrusage counts in: kibibytes, on macOS bytes.
_UNIT: Final = 1 if sys.platform == "darwin" else 1024


class PeakColumn(ProgressColumn):
    """The most memory that the process took so far."""

    @override
    def render(self, task: Task) -> Text:
        """Return it in mebibytes."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT // _MEBIBYTE
        return Text(f"{peak} MiB", style="progress.remaining")


@contextmanager
def gauge(path: Path, console: Console | None = None) -> Iterator[Callable[[int], None]]:
    """Give what is told the bytes read; the bar is on the error stream, where somebody watches.

    When all bytes were read the engine counts, and cannot say how far it is.
    """
    console = console or Console(stderr=True)
    columns = (
        *(TextColumn("{task.description}"), BarColumn(), DownloadColumn(binary_units=True)),
        *(TransferSpeedColumn(), TimeElapsedColumn(), PeakColumn()),
    )
    size = path.stat().st_size
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("Reading", total=size)

        def told(read: int) -> None:
            bar.update(task, completed=read)
            if read >= size:
                bar.update(task, description="Counting", total=None)

        yield told
