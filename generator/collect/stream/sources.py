"""Files that the engine can read itself: what is asked of them, and their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.collect.engine import literal, quoted
from generator.collect.stream.rawcolumn import RawColumn
from generator.collect.stream.sample import Sample, samples
from generator.collect.stream.survey import Survey, heading_of
from generator.workspace.model.forms import DelimitedForm, ExportForm, ParquetForm
from generator.workspace.model.sources import ColumnType, ExportColumn, ExportReading

# Encodings in which plain English letters have the bytes of ASCII.
_LIKE_ASCII: Final = frozenset({"ascii", "utf-8", "latin-1", "iso8859-1", "cp1252", "gb18030"})
_MOST_CELL: Final = 131_072
"""Characters of a cell that the csv module bears."""
_WHOLE: Final = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT"})
_DECIMAL: Final = re.compile(r"DECIMAL\(([0-9]+),([0-9]+)\)")
_MOST_DIGITS: Final = (18, 9)
_STYLED: Final = re.compile(r"(?:[^%]|%[dmYHIMSpf])*")


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamSource:
    """A relation of an engine, and the columns of the mapping in it."""

    relation: str
    columns: tuple[RawColumn, ...]
    first_line: int
    """What is added to the place of a row, from 0, for its number in the export."""


def streams(mapping: ExportReading) -> bool:
    """Tell whether a mapping asks for nothing that only slower reading does."""
    return not hindrance(mapping)


def hindrance(mapping: ExportReading) -> str:
    """Return what in a mapping only slower reading does, in words; nothing for none."""
    form = mapping.form
    styles = (form.instant, *(each.format for each in mapping.columns.values() if each.format))
    made = [name for name, column in mapping.columns.items() if _is_made(column)]
    found = {
        "a sign between thousands": form.thousands is not None,
        f"text, words, pseudonym or decimals at {', '.join(made)}": bool(made),
        "a style of dates with an offset": not all(map(_STYLED.fullmatch, styles)),
        "its form, quotes, heading or encoding": not (
            isinstance(form, ParquetForm) or _is_plain(form)
        ),
    }
    return next((what for what, is_there in found.items() if is_there), "")


def _is_made(column: ExportColumn) -> bool:
    """Tell whether a column is more than the cells below a heading."""
    return bool(column.text or column.words or column.pseudonym or column.decimals is not None)


def _is_plain(form: ExportForm) -> bool:
    """Tell whether a form is of delimited text as most systems write it."""
    return (
        isinstance(form, DelimitedForm)
        and form.quote == '"'
        and form.heading == 1
        and form.encoding.lower().replace("_", "-") in _LIKE_ASCII
    )


def is_plain(seen: Survey, form: DelimitedForm) -> bool:
    """Tell whether the bytes of delimited text mean the same to the engine as to slower reading."""
    return seen.plain and (seen.ascii or form.encoding.lower() in {"utf-8", "utf_8"})


def delimited_source(
    path: Path, mapping: ExportReading, form: DelimitedForm
) -> StreamSource | None:
    """Return delimited text as a relation of text, or None when its heading is not plain."""
    titles = heading_of(path, form.delimiter)
    if titles is None:
        return None
    bare = [title.strip() for title in titles]
    if any(bare.count(each.header) != 1 for each in mapping.columns.values()):
        return None
    types = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(titles)))
    relation = (
        f"read_csv({literal(str(path))}, auto_detect = false, header = false, skip = 1, "
        f"delim = {literal(form.delimiter)}, quote = '\"', escape = '\"', strict_mode = true, "
        f"null_padding = false, max_line_size = {_MOST_CELL}, columns = {{{types}}})"
    )
    seen = samples(path, form.delimiter, len(titles))
    places = {name: bare.index(column.header) for name, column in mapping.columns.items()}
    columns = tuple(
        _text_column(name, places[name], seen[places[name]], mapping) for name in places
    )
    return StreamSource(relation=relation, columns=columns, first_line=2)


def _text_column(name: str, place: int, seen: Sample, mapping: ExportReading) -> RawColumn:
    """Return a column of text with what most of its cells look like.

    An id has no words, and a mark for a missing value is none.
    """
    column = mapping.columns[name]
    is_word = column.type is ColumnType.TEXT and name != mapping.case.key
    is_number = column.type is ColumnType.NUMBER
    return RawColumn(
        name=name,
        column=column,
        sql=quoted(f"c{place}"),
        words=tuple(w for w in seen.words if w not in mapping.form.missing) if is_word else (),
        decimals=seen.decimals(mapping.form.decimal) if is_number else None,
    )


def parquet_source(
    path: Path, types: Mapping[str, str], mapping: ExportReading
) -> StreamSource | None:
    """Return a Parquet file as a relation, or None for types that only slower reading knows."""
    columns = tuple(_native_columns(types, mapping))
    if len(columns) < len(mapping.columns):
        return None
    return StreamSource(relation=parquet_relation(path), columns=columns, first_line=1)


def parquet_relation(path: Path) -> str:
    """Return the relation of a Parquet file whose rows know their places."""
    return f"read_parquet({literal(str(path))}, file_row_number = true)"


def _native_columns(types: Mapping[str, str], mapping: ExportReading) -> Iterator[RawColumn]:
    """Yield the columns whose values mean the same to the engine as to slower reading."""
    for name, column in mapping.columns.items():
        found, cell = types.get(column.header, ""), quoted(column.header)
        if found == "VARCHAR":
            yield RawColumn(name=name, column=column, sql=cell)
        elif column.type is ColumnType.TEXT and found in _WHOLE:
            yield RawColumn(name=name, column=column, sql=f"CAST({cell} AS VARCHAR)")
        elif _is_native(column, found) and not mapping.form.missing:
            yield RawColumn(name=name, column=column, sql=cell, native=True)


def _is_native(column: ExportColumn, found: str) -> bool:
    """Tell whether a type of Parquet is that of a column, exactly."""
    if column.type is ColumnType.INSTANT:
        return found == "TIMESTAMP"
    decimal = _DECIMAL.fullmatch(found)
    if decimal:
        width, scale = int(decimal[1]), int(decimal[2])
        return width - scale <= _MOST_DIGITS[0] and scale <= _MOST_DIGITS[1]
    return column.type is ColumnType.NUMBER and found in _WHOLE
