"""The two ends of a run: taking an export in from disk, and putting records down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from hashlib import file_digest
from pathlib import Path
from stat import S_ISREG
from typing import Final

from generator import __version__
from generator.collect.collect import Collected, collect, filed
from generator.collect.foreseen import foreseen
from generator.collect.inputs import ExportFile, Ground, Refused, ground_of
from generator.collect.live.fetch import fetch
from generator.collect.mappings import mappings
from generator.collect.recount import Recount, recount
from generator.collect.scratch import scratch
from generator.collect.spark.run import count_on_spark
from generator.collect.stream.run import count_streamed, why_slower
from generator.collect.stream.survey import StreamedFile, survey
from generator.collect.tally import Counted
from generator.collect.warehouse import warehouse_sql
from generator.errors import UsageError
from generator.files import clear_torn, read_once, refuse_links, write_if_changed
from generator.workspace.decode import did_you_mean
from generator.workspace.model.outages import OutageLog
from generator.workspace.model.records import Record, RecordFile
from generator.workspace.workspace import Entry, Workspace

_MOST_BYTES: Final = 2 * 1024**3
_LARGE: Final = 32 * 1024**2
"""Bytes of an export from which on people notice how it is read."""
_CLOSER_LOOK: Final = "cells or lines of the file need a closer look"
KEPT: Final = "snapshots"
"""The folder of what was read of live sources; git passes over it."""


def _unwatched(_read: int) -> None:
    """Tell nobody how much was read."""


def take_in(path: Path) -> ExportFile:
    """Read an export; only the name of the file is kept, never where it lay.

    Of a link it is the name of the file behind it: that of the link is soon another's.
    Raises UsageError when it cannot be read.
    """
    file = path.resolve()
    content = read_once(file, _MOST_BYTES)
    if content is None:
        raise UsageError(f"cannot read the export {path}: no plain file of at most 2 GiB")
    return ExportFile(name=file.name, content=content)


def take_from_source(
    workspace: Workspace, source: str, environment: Mapping[str, str]
) -> ExportFile | Refused:
    """Read a source where it lives, by the addresses and credentials of the environment.

    Raises UsageError for a source that comes as a file.
    """
    entry = _entry(workspace, source)
    taken = fetch(entry, _ground(workspace, entry), environment)
    if taken is None:
        raise UsageError(f"the source {source!r} comes as a file; name the file of the export")
    return taken


def keep(root: Path, export: ExportFile) -> str:
    """Keep what was read of a live source, so that its figures can be counted again."""
    name = f"{KEPT}/{export.name}"
    refuse_links(root, name)
    write_if_changed(root / name, export.content)
    return name


def collect_source(
    workspace: Workspace, source: str, export: ExportFile, salt: bytes = b""
) -> Collected:
    """Collect an export by the mapping of `source`, with all that the workspace knows.

    All record files of the workspace must have been readable, or records of other sources
    would be lost. Raises UsageError for a source without a mapping file or a known party.
    """
    entry = _entry(workspace, source)
    return collect(entry, export, _ground(workspace, entry, salt), workspace.records_of)


def collect_path(  # noqa: PLR0913, PLR0917 - what a run may be given
    workspace: Workspace,
    source: str,
    path: Path,
    salt: bytes = b"",
    spark: str | None = None,
    progress: Callable[[int], None] = _unwatched,
) -> Collected:
    """Collect an export as it lies on disk, as `collect_source` does.

    `spark` is the address of a Spark master that counts in the place of the embedded engine;
    `progress` is told how many bytes were read.
    """
    entry = _entry(workspace, source)
    ground = _ground(workspace, entry, salt)
    if spark is None:
        return collect_file(entry, path, ground, workspace.records_of, progress)
    return collect_on_spark(entry, path.resolve(), ground, workspace.records_of, spark)


def foreseen_by_check(
    workspace: Workspace, source: str, collected: Collected, today: date
) -> Collected:
    """Return what was collected of `source`, or why `check` would refuse the records."""
    return foreseen(workspace, _entry(workspace, source), collected, today)


def sql_of(workspace: Workspace, source: str, table: str, dialect: str) -> str | Refused:
    """Return the statements that count, in a warehouse, what a source's mapping counts."""
    entry = _entry(workspace, source)
    return warehouse_sql(entry, _ground(workspace, entry), table, dialect)


def collect_file(
    entry: Entry,
    path: Path,
    ground: Ground,
    existing: Mapping[str, RecordFile],
    progress: Callable[[int], None] = _unwatched,
) -> Collected:
    """Collect an export as it lies on disk.

    The engine reads plain exports itself, a little at a time; what is not plain, and what
    needs an explanation, is read whole. Raises UsageError when the file cannot be read.
    """
    slower = why_slower(entry)
    found = None if slower else _streamed(entry, path.resolve(), ground, progress)
    if found is None:
        collected = collect(entry, take_in(path), ground, existing)
        is_large = path.stat().st_size >= _LARGE
        return replace(collected, slower=slower or _CLOSER_LOOK) if is_large else collected
    export, counted = found
    return filed(entry, export, ground, existing, counted)


def collect_on_spark(
    entry: Entry, path: Path, ground: Ground, existing: Mapping[str, RecordFile], master: str
) -> Collected:
    """Collect a Parquet file on Spark."""
    before = _state(path)
    export = StreamedFile(name=path.name, content=b"", digest=survey(path, None).digest)
    counted = count_on_spark(entry, path, export, ground, master)
    _refuse_change(path, before)
    return filed(entry, export, ground, existing, counted)


def _streamed(
    entry: Entry, path: Path, ground: Ground, progress: Callable[[int], None]
) -> tuple[StreamedFile, Counted | Refused] | None:
    """Return what the engine counts in a file that it reads itself."""
    before = _state(path)
    delimiter = getattr(entry.value.form, "delimiter", None)
    with scratch() as folder, ThreadPoolExecutor(1) as beside:
        # One processor looks at the bytes while the engine reads the cells.
        seen = beside.submit(survey, path, delimiter, progress)
        counted = count_streamed(entry, path, seen.result, ground, folder)
    _refuse_change(path, before)
    export = StreamedFile(name=path.name, content=b"", digest=seen.result().digest)
    return None if counted is None else (export, counted)


def _refuse_change(path: Path, before: tuple[int, int]) -> None:
    """Raise UsageError when somebody wrote to a file while it was read."""
    if _state(path) != before:
        raise UsageError(f"{path.name} was written to while it was read; collect it again")


def _state(path: Path) -> tuple[int, int]:
    """Return what changes when somebody writes to a file."""
    try:
        found = path.stat()
    except OSError as broken:
        raise UsageError(f"cannot read the export {path}: {broken.strerror}") from broken
    if not S_ISREG(found.st_mode):
        raise UsageError(f"cannot read the export {path}: no plain file")
    return found.st_mtime_ns, found.st_size


def recount_source(
    workspace: Workspace,
    source: str,
    export: ExportFile,
    records: Iterable[tuple[str, Record]],
    salt: bytes = b"",
) -> tuple[Recount | None, ...] | Refused:
    """Count records of a source again from the rows of its export.

    Raises UsageError for a source without a mapping file, or with that of an outage log,
    whose lines stand beside its records and are counted by the check.
    """
    entry = _entry(workspace, source)
    if isinstance(entry.value, OutageLog):
        raise UsageError(f"{source}: outage lines stand in the record file; see reportgen check")
    return recount(entry, export, _ground(workspace, entry, salt), records)


def at_hand(places: Iterable[Path], fingerprints: frozenset[str]) -> dict[str, ExportFile]:
    """Return the exports of some fingerprints among files and folders, by fingerprint."""
    files = (
        file
        for place in places
        for file in (sorted(place.rglob("*")) if place.is_dir() else (place,))
        if file.is_file()
    )
    found = ((_fingerprint(file), file) for file in files)
    return {name: take_in(file) for name, file in found if name in fingerprints}


def _fingerprint(file: Path) -> str:
    """Return the sha256 of a file, which may be far larger than an export is."""
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def put_down(root: Path, collected: Collected) -> tuple[str, ...]:
    """Write the record files below `root`; return the names of those that changed.

    What a run that was killed left beside them goes: one process alone may write them.
    """
    for name in collected.files:
        refuse_links(root, name)
        clear_torn(root / name)
    return tuple(
        name
        for name, content in sorted(collected.files.items())
        if write_if_changed(root / name, content)
    )


def _ground(workspace: Workspace, entry: Entry, salt: bytes = b"") -> Ground:
    """Return what the workspace knows of the party of a mapping."""
    party = workspace.parties.get(entry.value.party)
    if party is None:
        raise UsageError(f"{entry.file}: the party {entry.value.party!r} has no file")
    return ground_of(workspace, party, f"reportgen {__version__}", salt)


def _entry(workspace: Workspace, source: str) -> Entry:
    """Return the mapping file of a source."""
    entries = {entry.value.source: entry for entry in mappings(workspace)}
    if source not in entries:
        known = tuple(sorted(entries))
        hint = did_you_mean(source, known)
        raise UsageError(f"no source {source!r}; {hint}known: {', '.join(known) or 'none'}")
    return entries[source]
