"""A run in which no row passes through Python, or none at all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import duckdb

from generator.collect.collect import count_rows
from generator.collect.inputs import Ground, Refused
from generator.collect.plan import plan
from generator.collect.stream.engine import connect_to
from generator.collect.stream.rows import explained, make_rows
from generator.collect.stream.sources import hindrance
from generator.collect.stream.survey import StreamedFile, Survey
from generator.collect.tally import Counted
from generator.errors import ToolError
from generator.workspace.model.outages import OutageLog
from generator.workspace.workspace import Entry

# Broken text, or an expression that some row makes impossible: slower reading says which.
_OF_THE_FILE: Final = (duckdb.DataError, duckdb.InvalidInputException)
_INTERRUPTED: Final = "Query interrupted"
"""What the engine says of Ctrl-C."""


def why_slower(entry: Entry) -> str:
    """Return what keeps the engine from reading the exports of a mapping, in words."""
    return "a log of outages" if isinstance(entry.value, OutageLog) else hindrance(entry.value)


def count_streamed(
    entry: Entry, path: Path, seen: Callable[[], Survey], ground: Ground, scratch: Path
) -> Counted | Refused | None:
    """Count an export as slower reading would; None when that must look at the file itself.

    `seen` gives the survey of the file, and may wait until it is there. The folder `scratch`
    holds what does not fit into memory; whoever made it takes it away.
    Raises ToolError for what has its cause elsewhere than in the file.
    """
    with closing(connect_to(path, scratch)) as engine:
        try:
            return _counted(engine, entry, path, seen, ground, scratch)
        except _OF_THE_FILE:
            return None
        except duckdb.Error as broken:
            raise ToolError(
                f"the engine stopped at {path.name}: {' '.join(str(broken).split())[:200]}; "
                "take the export again if it is damaged, give more room (TMPDIR) if there is none"
            ) from broken
        except RuntimeError as stopped:
            if str(stopped) == _INTERRUPTED:
                raise KeyboardInterrupt from stopped
            raise


def _counted(  # noqa: PLR0913, PLR0917 - the parts of a run
    engine: duckdb.DuckDBPyConnection,
    entry: Entry,
    path: Path,
    seen: Callable[[], Survey],
    ground: Ground,
    scratch: Path,
) -> Counted | Refused | None:
    """Check, read, explain and count."""
    steps = plan(entry, ground, engine)
    if isinstance(steps, Refused):
        return steps
    rows = make_rows(engine, path, scratch, seen, entry.value, ground.zone)
    if rows is None:
        return None
    export = StreamedFile(name=path.name, content=b"", digest=seen().digest)
    reading = explained(engine, export, entry.value, ground.zone, rows)
    if reading is None or isinstance(reading, Refused):
        return reading
    return count_rows(engine, entry, export, steps, reading)
