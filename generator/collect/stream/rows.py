"""The typed rows of a file, made by the engine: text once, typed once, then looked at often."""

# ruff: noqa: S608 - names are quoted, paths are literals

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd

from generator.collect.account import Reading
from generator.collect.cells import Clock
from generator.collect.columns import typed_table
from generator.collect.engine import literal, quoted, see
from generator.collect.inputs import ExportFile, Refused
from generator.collect.stream.celltypes import CELL, DOUBT, ODD, STRANGE, typed_rows
from generator.collect.stream.sources import (
    StreamSource,
    delimited_source,
    parquet_relation,
    parquet_source,
)
from generator.collect.stream.survey import Survey
from generator.collect.table import LINE, Table
from generator.workspace.model.forms import DelimitedForm
from generator.workspace.model.sources import ColumnType, ExportReading

_MOST_ODD = 1_000_000
"""Rows that are explained one by one."""


def make_rows(  # noqa: PLR0913, PLR0917 - what reading knows
    engine: duckdb.DuckDBPyConnection,
    path: Path,
    scratch: Path,
    seen: Survey,
    mapping: ExportReading,
    zone: str,
) -> int | None:
    """Define `rows` and return their number; None when slower reading must look at the file."""
    source = _source(engine, path, seen, mapping)
    if source is None:
        return None
    clock = Clock(export=mapping.zone or zone, party=zone)
    if isinstance(mapping.form, DelimitedForm):
        typed = typed_rows(source.relation, source.columns, mapping, clock)
        kept = scratch / "rows.parquet"
        engine.execute(f"COPY ({typed}) TO {literal(str(kept))} (FORMAT parquet)")
        numbered = (
            f"SELECT * EXCLUDE (file_row_number), file_row_number FROM {parquet_relation(kept)}"
        )
    else:
        numbered = typed_rows(source.relation, source.columns, mapping, clock)
    see(
        engine,
        "rows",
        f"SELECT file_row_number + {source.first_line} AS {LINE}, * FROM ({numbered}) AS numbered",
    )
    ((count, worst),) = engine.execute(f"SELECT count(*), max({DOUBT}) FROM rows").fetchall()
    is_whole = not isinstance(mapping.form, DelimitedForm) or count == seen.lines - 1
    return int(count) if count and is_whole and worst < STRANGE else None


def _source(
    engine: duckdb.DuckDBPyConnection, path: Path, seen: Survey, mapping: ExportReading
) -> StreamSource | None:
    """Return the file as a relation, or None when it is not plain."""
    if isinstance(mapping.form, DelimitedForm):
        return delimited_source(path, seen, mapping, mapping.form)
    described = engine.execute(f"DESCRIBE SELECT * FROM {parquet_relation(path)}").fetchall()
    return parquet_source(path, {str(row[0]): str(row[1]) for row in described}, mapping)


def explained(
    engine: duckdb.DuckDBPyConnection,
    export: ExportFile,
    mapping: ExportReading,
    zone: str,
    rows: int,
) -> Reading | Refused | None:
    """Return what slower reading says of the rows that need a word; None when they are too many."""
    names = {
        name: quoted(name if column.type is ColumnType.TEXT else CELL.format(name))
        for name, column in mapping.columns.items()
    }
    columns = ", ".join(f"{cell} AS {quoted(name)}" for name, cell in names.items())
    query = (
        f"SELECT {LINE}, {columns} FROM rows WHERE {DOUBT} = {ODD} "
        f"ORDER BY {LINE} LIMIT {_MOST_ODD + 1}"
    )
    odd = engine.execute(query).fetchall()
    if len(odd) > _MOST_ODD:
        return None
    cells = pd.DataFrame(odd, columns=[LINE, *names], dtype=object).astype({LINE: "int64"})
    typed = typed_table(Table(cells=cells, rows=rows), mapping, zone, export)
    if isinstance(typed, Refused):
        return typed
    return Reading(rows=rows, blank=0, remarks=typed.remarks)
