"""The typed rows of a file, made by the engine: text once, typed once, then looked at often."""

# ruff: noqa: S608 - names are quoted, paths are literals

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pandas as pd

from generator.collect.account import Reading
from generator.collect.cells import Clock
from generator.collect.columns import typed_table
from generator.collect.engine import Engine, literal, quoted, see
from generator.collect.inputs import ExportFile, Refused
from generator.collect.stream.celltypes import REST, folded_cells, read_cells, unfolded_cells
from generator.collect.stream.judgedrows import DOUBT, ODD, STRANGE, typed_rows
from generator.collect.stream.rawcolumn import CELL, Sight
from generator.collect.stream.sights import looked_over
from generator.collect.stream.sources import (
    StreamSource,
    delimited_source,
    is_plain,
    parquet_relation,
    parquet_source,
)
from generator.collect.stream.survey import Survey
from generator.collect.table import LINE, Table
from generator.workspace.model.forms import DelimitedForm
from generator.workspace.model.sources import ColumnType, ExportReading

PLACE = "file_row_number"
# Read a few times and then thrown away: quickly written is better than small.
_KEPT = "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1000"
_MOST_ODD = 1_000_000
"""Rows that are explained one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRows:
    """The rows that were made: their number, and whether some need a word."""

    number: int
    is_doubtful: bool


def make_rows(  # noqa: PLR0913, PLR0917 - what reading knows
    engine: duckdb.DuckDBPyConnection,
    path: Path,
    scratch: Path,
    seen: Callable[[], Survey],
    mapping: ExportReading,
    zone: str,
) -> MadeRows | None:
    """Define `rows`; None when slower reading must look at the file."""
    if isinstance(mapping.form, DelimitedForm):
        text = delimited_source(path, mapping, mapping.form)
        source = _read_once(engine, text, scratch, mapping) if text else None
        if not is_plain(seen(), mapping.form):
            return None
    else:
        found = parquet_columns(engine, path, mapping)
        source = cells_of(found, mapping) if found else None
    if source is None:
        return None
    rows = see_rows(engine, looked_over(engine, source, mapping), mapping, zone)
    # A quoted end of a line, or a line without cells, is not for the engine.
    is_text = isinstance(mapping.form, DelimitedForm)
    return None if is_text and rows and rows.number != seen().lines - 1 else rows


def cells_of(source: StreamSource, mapping: ExportReading) -> StreamSource:
    """Return a source whose cells are read whenever its rows are asked for."""
    cells = read_cells(source.relation, source.columns, mapping, PLACE)
    return replace(source, relation=f"({cells})")


def _read_once(
    engine: duckdb.DuckDBPyConnection,
    source: StreamSource,
    scratch: Path,
    mapping: ExportReading,
) -> StreamSource:
    """Return a source whose cells were read from text into a file that knows their places."""
    kept = scratch / "cells.parquet"
    cells = folded_cells(source.relation, source.columns, mapping)
    engine.execute(f"COPY ({cells}) TO {literal(str(kept))} ({_KEPT})")
    relation = parquet_relation(kept)
    ((rest,),) = engine.execute(f"SELECT count({REST}) FROM {relation}").fetchall()
    # Words are known texts, those that were left too; a value without a text needs no look.
    columns = tuple(
        replace(each, sight=Sight(is_bare=each.has_rest and (each.is_text or not rest)))
        for each in source.columns
    )
    told = f"({unfolded_cells(relation, columns, PLACE)})" if rest else relation
    return replace(source, relation=told, columns=columns)


def see_rows(
    engine: Engine, source: StreamSource, mapping: ExportReading, zone: str
) -> MadeRows | None:
    """Define `rows` over cells that were read, on any engine; None for some, or none at all."""
    clock = Clock(export=mapping.zone or zone, party=zone)
    typed = typed_rows(source.relation, source.columns, mapping, clock, PLACE)
    numbered = (
        f"SELECT {PLACE} + {source.first_line} AS {LINE}, * EXCLUDE ({PLACE}) "
        f"FROM ({typed}) AS made"
    )
    see(engine, "rows", numbered)
    ((count, worst),) = engine.execute(f"SELECT count(*), max({DOUBT}) FROM rows").fetchall()
    if not count or worst == STRANGE:
        return None
    return MadeRows(number=int(count), is_doubtful=worst == ODD)


def parquet_columns(
    engine: duckdb.DuckDBPyConnection, path: Path, mapping: ExportReading
) -> StreamSource | None:
    """Return a Parquet file as a relation, or None when it is not plain, or no such file."""
    try:
        described = engine.execute(f"DESCRIBE SELECT * FROM {parquet_relation(path)}").fetchall()
    except duckdb.Error:
        return None
    return parquet_source(path, {str(row[0]): str(row[1]) for row in described}, mapping)


def explained(
    engine: Engine,
    export: ExportFile,
    mapping: ExportReading,
    zone: str,
    rows: MadeRows,
) -> Reading | Refused | None:
    """Return what slower reading says of the rows that need a word; None when they are too many."""
    if not rows.is_doubtful:
        return Reading(rows=rows.number, blank=0, remarks=())
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
    typed = typed_table(Table(cells=cells, rows=rows.number), mapping, zone, export)
    if isinstance(typed, Refused):
        return typed
    return Reading(rows=rows.number, blank=0, remarks=typed.remarks)
