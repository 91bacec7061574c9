"""A run on Spark: checked by the embedded engine, counted by Spark, of the same meaning."""

# ruff: noqa: S608 - the relation is the literal of a path

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

import duckdb

from generator.collect.account import Reading
from generator.collect.collect import count_rows
from generator.collect.culprit import stopped
from generator.collect.heading import misheaded
from generator.collect.inputs import ExportFile, Ground, Refused
from generator.collect.plan import Plan, plan
from generator.collect.scratch import scratch
from generator.collect.spark.engine import SparkEngine, impossible, spark_session
from generator.collect.spark.wording import WordedCells, unmarked, worded_cells
from generator.collect.stream.engine import connect_to
from generator.collect.stream.rows import PLACE, cells_of, explained, see_rows
from generator.collect.stream.sources import StreamSource, parquet_relation, parquet_source, streams
from generator.collect.stream.survey import StreamedFile
from generator.collect.tally import Counted
from generator.collect.texts import read_columns
from generator.errors import UsageError
from generator.workspace.model.forms import ParquetForm
from generator.workspace.model.sources import ExportReading
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
        scratch() as folder,
        closing(connect_to(path, folder)) as embedded,
    ):
        steps = plan(entry, ground, embedded)
        types = _types(embedded, path)
    if isinstance(steps, Refused):
        return steps
    source = _source(export, path, types, mapping)
    if isinstance(source, Refused):
        return source
    return _counted(entry, path, export, ground, steps, source, master)


def _types(embedded: duckdb.DuckDBPyConnection, path: Path) -> Mapping[str, str]:
    """Return the columns of a Parquet file with their types."""
    described = embedded.execute(f"DESCRIBE SELECT * FROM {parquet_relation(path)}").fetchall()
    return {str(name): str(kind) for name, kind, *_ in described}


def _source(
    export: ExportFile, path: Path, types: Mapping[str, str], mapping: SourceMapping
) -> StreamSource | Refused:
    """Return the columns of the export that the mapping reads, or those that are not there."""
    read = read_columns(mapping)
    absent = tuple(misheaded(export, 0, read, tuple(types)))
    if absent:
        return Refused(findings=absent)
    source = parquet_source(path, types, unmarked(read))
    if source is None:
        raise _only_embedded("columns whose types are not those of the mapping")
    return replace(source, relation=_EXPORT)


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
    with spark_session(master) as session:
        try:
            engine = SparkEngine(session, frozenset({"rows"}))
            engine.take(path, _EXPORT, PLACE)
            worded = worded_cells(engine, source, PLACE, entry, ground)
            if isinstance(worded, Refused):
                return worded
            reading = _read(engine, export, entry.value, ground, worded)
            if isinstance(reading, Refused):
                return reading
            return count_rows(engine, entry, export, steps, reading)
        except impossible() as broken:
            return Refused(findings=(stopped(export, broken),))


def _read(
    engine: SparkEngine,
    export: ExportFile,
    mapping: ExportReading,
    ground: Ground,
    worded: WordedCells,
) -> Reading | Refused:
    """Give cells their types, and explain those that have none."""
    plain = unmarked(mapping)
    rows = see_rows(engine, cells_of(worded.source, plain), plain, ground.zone)
    reading = explained(engine, export, mapping, ground.zone, rows) if rows else None
    if reading is None:
        raise _only_embedded("rows that must be looked at one by one")
    if isinstance(reading, Refused):
        return reading
    return replace(reading, remarks=(*worded.remarks, *reading.remarks))


def _for_spark(entry: Entry) -> SourceMapping:
    """Return the mapping, if Spark can be asked all of it."""
    mapping = entry.value
    if not isinstance(mapping, SourceMapping) or not isinstance(mapping.form, ParquetForm):
        raise _only_embedded("forms other than Parquet")
    if not streams(_as_read(mapping)):
        raise _only_embedded("signs between thousands, rounding and instants with %z")
    if mapping.clocks:
        raise _only_embedded("service clocks")
    return mapping


def _as_read(mapping: SourceMapping) -> SourceMapping:
    """Return a mapping whose columns are taken as if the export had them all, as they are."""
    columns = {
        name: replace(column, text=None, words={}, pseudonym=False)
        for name, column in mapping.columns.items()
    }
    return replace(mapping, columns=columns)


def _only_embedded(what: str) -> UsageError:
    """Say what Spark is not asked."""
    return UsageError(f"{what}: only the embedded engine reads them; leave --engine spark out")
