"""A run on Spark: checked by the embedded engine, counted by Spark, of the same meaning."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from generator.collect.collect import count_rows, stopped
from generator.collect.inputs import Ground, Refused
from generator.collect.plan import Plan, plan
from generator.collect.spark.engine import SparkEngine, impossible, start_spark
from generator.collect.stream.engine import connect_to
from generator.collect.stream.rows import PLACE, explained, parquet_columns, read, see_rows
from generator.collect.stream.sources import StreamSource, streams
from generator.collect.stream.survey import StreamedFile
from generator.collect.tally import Counted
from generator.errors import UsageError
from generator.workspace.model.forms import ParquetForm
from generator.workspace.model.sources import ColumnType, Fold
from generator.workspace.model.sources import Mapping as SourceMapping
from generator.workspace.workspace import Entry

LOCAL: Final = "local[*]"
_EXPORT: Final = "export"


def count_on_spark(
    entry: Entry, path: Path, export: StreamedFile, ground: Ground, master: str
) -> Counted | Refused:
    """Count a Parquet file on Spark; the records are those of the embedded engine.

    Raises UsageError for what only the embedded engine does.
    """
    mapping = _for_spark(entry)
    with (
        TemporaryDirectory(prefix="reportgen-") as scratch,
        closing(connect_to(path, Path(scratch))) as embedded,
    ):
        steps = plan(entry, ground, embedded)
        source = parquet_columns(embedded, path, mapping)
    if isinstance(steps, Refused):
        return steps
    if source is None or not _is_typed(source):
        raise _only_embedded("columns whose types are not those of the mapping")
    return _counted(entry, path, export, ground, steps, source, master)


def _counted(  # noqa: PLR0913, PLR0917 - the parts of a run
    entry: Entry,
    path: Path,
    export: StreamedFile,
    ground: Ground,
    steps: Plan,
    source: StreamSource,
    master: str,
) -> Counted | Refused:
    """Read, explain and count on Spark."""
    session = start_spark(master)
    try:
        engine = SparkEngine(session, frozenset({"rows"}))
        engine.take(path, _EXPORT, PLACE)
        cells = read(replace(source, relation=_EXPORT), entry.value)
        rows = see_rows(engine, cells, entry.value, ground.zone)
        reading = explained(engine, export, entry.value, ground.zone, rows) if rows else None
        if reading is None:
            raise _only_embedded("rows that must be looked at one by one")
        if isinstance(reading, Refused):
            return reading
        return count_rows(engine, entry, export, steps, reading)
    except impossible() as broken:
        return Refused(findings=(stopped(export, broken),))
    finally:
        session.stop()


def _for_spark(entry: Entry) -> SourceMapping:
    """Return the mapping, if Spark can be asked all of it."""
    mapping = entry.value
    if not isinstance(mapping, SourceMapping) or not isinstance(mapping.form, ParquetForm):
        raise _only_embedded("forms other than Parquet")
    if not streams(mapping):
        raise _only_embedded("columns made of others, words and pseudonyms")
    if mapping.clocks:
        raise _only_embedded("service clocks")
    if Fold.MOST_COMMON in mapping.case.fold.values():
        raise _only_embedded("the fold most-common")
    return mapping


def _is_typed(source: StreamSource) -> bool:
    """Tell whether instants come as instants: texts of them are read by the embedded engine."""
    instants = (each for each in source.columns if each.column.type is ColumnType.INSTANT)
    return all(each.native for each in instants)


def _only_embedded(what: str) -> UsageError:
    """Say what Spark is not asked."""
    return UsageError(f"{what}: only the embedded engine reads them; leave --engine spark out")
