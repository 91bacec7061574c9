"""A Parquet file, read by the engine in a data base that can reach this file alone."""

# ruff: noqa: S608 - the names of columns are quoted

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import duckdb

from generator.collect.engine import quoted
from generator.collect.forms.nested import places_of
from generator.collect.heading import misheaded, present
from generator.collect.inputs import ExportFile, Refused
from generator.collect.table import Table
from generator.collect.typedrows import typed_table_of
from generator.workspace.model.forms import ParquetForm
from generator.workspace.model.sources import ExportReading

MOST_ROWS: Final = 20_000_000
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
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "export.parquet"
        file.write_bytes(export.content)
        try:
            with closing(_connect(file)) as engine:
                return _table(engine, placed, mapping, form)
        except duckdb.Error as broken:
            return _refused(
                export, " ".join(str(broken).replace(str(file), export.name).split())[:200]
            )


def _connect(file: Path) -> duckdb.DuckDBPyConnection:
    """Return a data base whose only table is the file."""
    engine = duckdb.connect(
        config={"autoload_known_extensions": "false", "memory_limit": "2GB", "threads": "1"}
    )
    engine.execute("SET allowed_paths = [?]", [str(file)])
    engine.execute("SET enable_external_access = false")
    engine.execute("SET lock_configuration = true")
    engine.execute(f"CREATE VIEW export AS SELECT * FROM read_parquet({_text(str(file))})")
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
