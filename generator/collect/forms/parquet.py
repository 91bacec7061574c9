"""A Parquet file, read by the engine in a data base that can reach this file alone."""

# ruff: noqa: S608 - the names of columns are quoted

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import duckdb

from generator.collect.engine import quoted
from generator.collect.expression import plain_words
from generator.collect.forms.nested import places_of
from generator.collect.heading import misheaded, present
from generator.collect.inputs import ExportFile, Refused
from generator.collect.scratch import scratch
from generator.collect.table import Table
from generator.collect.typedrows import typed_table_of
from generator.workspace.model.forms import ParquetForm
from generator.workspace.model.sources import ExportReading

MOST_ROWS: Final = 20_000_000
_GROUPS: Final = (
    "SELECT row_group_id, any_value(row_group_num_rows) FROM parquet_metadata({}) "
    "GROUP BY row_group_id ORDER BY row_group_id"
)
_WITH_ZONE: Final = "TIMESTAMP WITH TIME ZONE"
# A moment with a zone comes as UTC, whatever the zone of this machine; a number of single
# precision with its own digits, not with those of the double one that is nearest.
_COLUMNS: Final = MappingProxyType(
    {
        _WITH_ZONE: "make_timestamp(epoch_us({}))",
        "FLOAT": "CAST(CAST({} AS VARCHAR) AS DOUBLE)",
    }
)


def read_parquet(export: ExportFile, mapping: ExportReading, form: ParquetForm) -> Table | Refused:
    """Return the columns that the mapping names, or what is wrong with the file."""
    placed = replace(export, places=places_of(mapping, lines=False))
    # The engine reads no bytes of ours, only files.
    with scratch() as folder:
        file = folder / "export.parquet"
        file.write_bytes(export.content)
        try:
            with closing(_connect(file)) as engine:
                return _table(engine, placed, mapping, form)
        except duckdb.Error as broken:
            return _refused(
                export, plain_words(str(broken).replace(str(file), export.name)) + _damaged(file)
            )


def _connect(file: Path) -> duckdb.DuckDBPyConnection:
    """Return a data base whose only table is the file."""
    engine = _reaching(file)
    engine.execute(f"CREATE VIEW export AS SELECT * FROM read_parquet({_text(str(file))})")
    return engine


def _reaching(file: Path) -> duckdb.DuckDBPyConnection:
    """Return a data base that reaches the file and nothing else."""
    engine = duckdb.connect(
        config={"autoload_known_extensions": "false", "memory_limit": "2GB", "threads": "1"}
    )
    engine.execute("SET allowed_paths = [?]", [str(file)])
    engine.execute("SET enable_external_access = false")
    engine.execute("SET lock_configuration = true")
    return engine


def _table(
    engine: duckdb.DuckDBPyConnection, export: ExportFile, mapping: ExportReading, form: ParquetForm
) -> Table | Refused:
    """Return the table of the mapped columns."""
    types = {name: str(kind) for name, kind, *_ in engine.execute("DESCRIBE export").fetchall()}
    wrong = tuple(misheaded(export, 0, mapping, tuple(types)))
    if wrong:
        return Refused(findings=wrong)
    mapping = present(mapping, tuple(types))
    headers = [column.header for column in mapping.columns.values()]
    zoned = [types[header] == _WITH_ZONE for header in headers]
    columns = (_COLUMNS.get(types[header], "{}").format(quoted(header)) for header in headers)
    query = f"SELECT {', '.join(columns)} FROM export LIMIT {MOST_ROWS + 1}"
    rows = engine.execute(query).fetchall()
    if not 0 < len(rows) <= MOST_ROWS:
        return _refused(export, f"more than {MOST_ROWS:,} rows" if rows else "no row")
    return typed_table_of(export, (_aware(row, zoned) for row in rows), mapping, form)


def _damaged(file: Path) -> str:
    """Return which rows of a file cannot be read, as words; nothing when no row can be told."""
    with closing(_reaching(file)) as engine:
        try:
            groups = engine.execute(_GROUPS.format(_text(str(file)))).fetchall()
        except duckdb.Error:
            return ""
        first = 1
        for number, rows in groups:
            last = first + int(rows) - 1
            if not _is_whole(engine, file, first, last):
                return f", in row group {number + 1}, rows {first} to {last}"
            first = last + 1
    return ""


def _is_whole(engine: duckdb.DuckDBPyConnection, file: Path, first: int, last: int) -> bool:
    """Tell whether some rows can be read, all columns of them."""
    query = (
        f"SELECT max(hash(COLUMNS(*))) FROM read_parquet({_text(str(file))}, "
        f"file_row_number = true) WHERE file_row_number BETWEEN {first - 1} AND {last - 1}"
    )
    try:
        engine.execute(query).fetchall()
    except duckdb.Error:
        return False
    return True


def _aware(row: tuple[Any, ...], zoned: list[bool]) -> tuple[Any, ...]:
    """Return a row in which moments that had a zone have it again."""
    pairs = zip(row, zoned, strict=True)
    return tuple(
        value.replace(tzinfo=UTC) if has and value is not None else value for value, has in pairs
    )


def _text(value: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def _refused(export: ExportFile, found: str) -> Refused:
    """C044: a file that is no table."""
    finding = export.finding(
        0,
        "C044",
        expected="a Parquet file with rows",
        found=found,
        action="export the file again",
    )
    return Refused(findings=(finding,))
