"""Cells in their types as SQL: the patterns and styles of slower reading, on any engine."""

# ruff: noqa: S608 - names are quoted, patterns and styles are literals

from __future__ import annotations

import re

from generator.collect.cells import number_pattern, pattern_of
from generator.collect.engine import SQL_TYPE, literal, quoted
from generator.collect.stream.rawcolumn import RawColumn, cell_of, fits, known_text, style_of
from generator.workspace.model.sources import ColumnType, ExportReading

_OWN_STYLE = "%Y-%m-%d %H:%M:%S"
"""The style that the engine reads and writes without being told, and far more quickly."""
REST = "_rest"
"""The column of cells that are left as text: a list for a row that has one."""


def read_cells(
    source: str, columns: tuple[RawColumn, ...], mapping: ExportReading, place: str = ""
) -> str:
    """Return the query for the cells of `source`: texts as they stand, and values.

    A number, an instant or a word is two columns: the value that the cell shows, and the text
    of a cell that shows none. What most cells look like is looked at first, and only once:
    blanks, missing marks and other ways to write are for the rest. `place` is a column of
    `source` that is handed on.
    """
    also = f", {place}" if place else ""
    stood = ", ".join(_stood(each, mapping) for each in columns)
    shown = ", ".join(_shown(each, mapping) for each in columns)
    told = ", ".join(_told(each, mapping) for each in columns)
    return (
        f"SELECT {told}{also} FROM (SELECT {shown}{also} FROM "
        f"(SELECT {stood}{also} FROM {source}) AS stood) AS shown"
    )


def folded_cells(source: str, columns: tuple[RawColumn, ...], mapping: ExportReading) -> str:
    """Return the query for the cells of `source` with what is left as text in one column.

    Most rows leave none, and a column for each would cost as much as its values.
    """
    values = ", ".join(quoted(each.name) for each in columns)
    left = ", ".join(cell_of(each) for each in columns if each.has_rest)
    rest = f"CASE WHEN coalesce({left}) IS NOT NULL THEN [{left}] END" if left else "NULL"
    return (
        f"SELECT {values}, {rest} AS {REST} FROM ({read_cells(source, columns, mapping)}) AS told"
    )


def unfolded_cells(source: str, columns: tuple[RawColumn, ...], place: str) -> str:
    """Return the query for the cells that `folded_cells` put down, as `read_cells` gives them."""
    names = [each.name for each in columns if each.has_rest]
    rest = {name: f"{REST}[{number}]" for number, name in enumerate(names, start=1)}
    told = ", ".join(_unfolded(each, rest.get(each.name)) for each in columns)
    return f"SELECT {told}, {place} FROM {source}"


def _unfolded(each: RawColumn, rest: str | None) -> str:
    """Return a value and the text that is left; of words, the text that the cell says."""
    name = quoted(each.name)
    if rest is None:
        return name
    return (
        f"coalesce({name}, {rest}) AS {name}"
        if each.is_text
        else f"{name}, {rest} AS {cell_of(each)}"
    )


def _stood(each: RawColumn, mapping: ExportReading) -> str:
    """Return a cell as it stands in the file, and what it shows if it looks as most do."""
    name = quoted(each.name)
    if each.native:
        return f"CAST({each.sql} AS {SQL_TYPE[each.column.type]}) AS {name}"
    if not each.has_rest:
        return f"{each.sql} AS {name}"
    likely = _likely(each, mapping)
    return f"{each.sql} AS {cell_of(each)}" + (f", {likely} AS {name}" if likely else "")


def _likely(each: RawColumn, mapping: ExportReading) -> str:
    """Return a word, or what is still to be written again; nothing where most cells differ."""
    if each.is_text:
        return f"TRY_CAST({each.sql} AS ENUM ({', '.join(map(literal, each.words))}))"
    if each.column.type is ColumnType.INSTANT:
        return _read_by(style_of(each, mapping), each.sql)
    if each.decimals is None:
        return ""
    return f"TRY_CAST({_with_point(each.sql, mapping)} AS DECIMAL(18, {each.decimals}))"


def _shown(each: RawColumn, mapping: ExportReading) -> str:
    """Return the value that a cell shows, NULL for none, and the cell."""
    name, cell = quoted(each.name), cell_of(each)
    if not each.has_rest:
        return name
    if each.is_text:
        return f"{name}, {cell}"
    is_number = each.column.type is ColumnType.NUMBER
    return f"{_number(each, mapping) if is_number else _instant(each, mapping)} AS {name}, {cell}"


def _told(each: RawColumn, mapping: ExportReading) -> str:
    """Return the value of a cell, and what it says instead of one."""
    name, cell = quoted(each.name), cell_of(each)
    if not each.has_rest:
        return name
    return f"{name}, CASE WHEN {name} IS NULL THEN {known_text(cell, mapping)} END AS {cell}"


def _number(each: RawColumn, mapping: ExportReading) -> str:
    """Return what a cell shows as a number, NULL when it is none."""
    cell, read = cell_of(each), quoted(each.name)
    pattern = number_pattern(mapping.form.decimal)
    known, no_mark = known_text(cell, mapping), _no_mark(cell, pattern, mapping)
    kind = SQL_TYPE[ColumnType.NUMBER]
    # What its decimals would write again is a number; a pattern takes longer to tell.
    again = f"{_with_sign(f'CAST({read} AS VARCHAR)', mapping)} = {cell}{no_mark}"
    usual = f"WHEN {again} THEN CAST({read} AS {kind}) " if each.decimals is not None else ""
    return (
        f"CASE {usual}"
        f"WHEN {fits(cell, pattern)}{no_mark} THEN CAST({_with_point(cell, mapping)} AS {kind}) "
        f"WHEN {fits(known, pattern)} THEN CAST({_with_point(known, mapping)} AS {kind}) END"
    )


def _with_point(number: str, mapping: ExportReading) -> str:
    """Return a number of the mapping's decimal sign with a point."""
    sign = mapping.form.decimal
    return f"replace({number}, {literal(sign)}, '.')" if sign != "." else number


def _with_sign(number: str, mapping: ExportReading) -> str:
    """Return a number that was written with a point with the mapping's decimal sign."""
    sign = mapping.form.decimal
    return f"replace({number}, '.', {literal(sign)})" if sign != "." else number


def _instant(each: RawColumn, mapping: ExportReading) -> str:
    """Return what a cell shows as an instant of its style, NULL when it is none."""
    style, cell, read = style_of(each, mapping), cell_of(each), quoted(each.name)
    pattern, known = pattern_of(style), known_text(cell, mapping)
    # What the style would write again is of the style.
    again = f"{_written_by(style, read)} = {cell}{_no_mark(cell, pattern, mapping)}"
    return (
        f"CASE WHEN {again} THEN {read} "
        f"WHEN {fits(known, pattern)} THEN try_strptime({known}, {literal(style)}) END"
    )


def _read_by(style: str, cell: str) -> str:
    """Return the instant that a style reads in a cell; the engine has one style of its own."""
    if style == _OWN_STYLE:
        return f"TRY_CAST({cell} AS TIMESTAMP)"
    return f"try_strptime({cell}, {literal(style)})"


def _written_by(style: str, instant: str) -> str:
    """Return an instant as a style writes it."""
    if style == _OWN_STYLE:
        return f"CAST(date_trunc('second', {instant}) AS VARCHAR)"
    return f"strftime({instant}, {literal(style)})"


def _no_mark(cell: str, pattern: str, mapping: ExportReading) -> str:
    """Return the condition that a cell is no mark for a missing value that looks like a value."""
    marks = [mark for mark in mapping.form.missing if re.fullmatch(pattern, mark)]
    return f" AND {cell} NOT IN ({', '.join(map(literal, marks))})" if marks else ""
