"""Cells in their types as SQL: the patterns and zones of slower reading, on any engine."""

# ruff: noqa: S608 - names are quoted, patterns and styles are literals

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.collect.cells import NUMBER, Clock, pattern_of
from generator.collect.engine import SQL_TYPE, literal, quoted
from generator.collect.stream.zones import shown_never, shown_twice, to_local, to_utc
from generator.collect.zonechanges import FIRST, LAST
from generator.workspace.model.forms import DelimitedForm
from generator.workspace.model.sources import ColumnType, ExportColumn, ExportReading

DOUBT = "_doubt"
CELL = "_text_{}"
"""What a column is called as the text of a doubtful row."""
ODD, STRANGE = 1, 2
"""A cell that needs a word; a row that only slower reading can judge."""

_OWN_STYLE = "%Y-%m-%d %H:%M:%S"
"""The style that the engine reads and writes without being told, and far more quickly."""

# What Python takes for blanks.
_BLANKS = "".join(
    chr(code) for code in (*range(9, 14), *range(28, 33), 133, 160, 5760, *range(8192, 8203))
) + "".join(chr(code) for code in (8232, 8233, 8239, 8287, 12288))
# Ids of other characters, and those that a spreadsheet has shortened, are looked at one by one.
_PLAIN_ID = r"[ -~\x{4e00}-\x{9fff}]*"
_SHORTENED_ID = r"[0-9][.,]?[0-9]*E[+][0-9]+"
# Such an id without a blank of any kind at either end.
_BARE_ID = rf"[!-}}]|[!-}}]{_PLAIN_ID}[!-}}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawColumn:
    """A column of the mapping before it has its type.

    `sql` reads it; `native` tells that no cell needs a second look: all of it comes as the
    type that the mapping wants.
    """

    name: str
    column: ExportColumn
    sql: str
    native: bool = False


def read_cells(
    source: str, columns: tuple[RawColumn, ...], mapping: ExportReading, place: str = ""
) -> str:
    """Return the query for the cells of `source`: texts as they stand, and values.

    A number or an instant is two columns: the value that the cell shows, and the text of a
    cell that shows none. What most cells look like is looked at first, and only once: blanks,
    missing marks and other ways to write are for the rest. `place` is a column of `source`
    that is handed on.
    """
    also = f", {place}" if place else ""
    stood = ", ".join(_stood(each, mapping) for each in columns)
    shown = ", ".join(_shown(each, mapping) for each in columns)
    told = ", ".join(_told(each, mapping) for each in columns)
    return (
        f"SELECT {told}{also} FROM (SELECT {shown}{also} FROM "
        f"(SELECT {stood}{also} FROM {source}) AS stood) AS shown"
    )


def typed_rows(
    source: str, columns: tuple[RawColumn, ...], mapping: ExportReading, clock: Clock, place: str
) -> str:
    """Return the query for typed rows, each with what is doubtful about it.

    An instant `x` is in UTC and comes with `x_local`, as in slower reading. `source` holds
    what `read_cells` gives; `place` is a column of it that is handed on.
    """
    known = ", ".join(_known_cell(each, mapping) for each in columns)
    instants = [each for each in columns if each.column.type is ColumnType.INSTANT]
    utc = ", ".join((*map(_passed, columns), *(_in_utc(each, clock) for each in instants)))
    doubt = ", ".join(_doubts(columns, mapping, clock))
    final = ", ".join(_final(columns, mapping, clock))
    return (
        f"SELECT {final}, {place} FROM (SELECT *, {doubt} FROM (SELECT {utc}, {place} FROM "
        f"(SELECT {known}, {place} FROM {source}) AS known) AS placed) AS judged"
    )


def bare(each: RawColumn, mapping: ExportReading) -> str:
    """Return the condition that no cell of a column needs a second look.

    A text has no blanks around it and is no mark for a missing value, and an id is of plain
    characters; no other cell is left as text.
    """
    if each.column.type is not ColumnType.TEXT:
        return f"count({_cell(each)}) = 0"
    cell = quoted(each.name)
    if each.name == mapping.case.key:
        is_plain = f"CASE WHEN {_is_ascii(cell)} THEN true ELSE {_fits(cell, _BARE_ID)} END"
        plain = f"{is_plain} AND NOT contains({cell}, 'E+')"
        return f"coalesce(bool_and({plain} AND {cell} NOT IN ({_missing(mapping)})), true)"
    # A function of one column alone is called once for each word of its dictionary.
    return f"bool_and({cell} IS NOT DISTINCT FROM {_known(cell, mapping)})"


def _is_ascii(cell: str) -> str:
    """Return the condition of a cell of signs of ASCII that show, without blanks at its ends.

    Bytes are written as they are if they show; this is quicker than a pattern.
    """
    shown = f"strlen(CAST(encode({cell}) AS VARCHAR)) = strlen({cell})"
    return f"({shown} AND {cell} >= '!' AND NOT suffix({cell}, ' '))"


def _stood(each: RawColumn, mapping: ExportReading) -> str:
    """Return a cell as it stands in the file; with an instant, what its style reads in it."""
    kind, name = each.column.type, quoted(each.name)
    if kind is ColumnType.TEXT:
        return f"{each.sql} AS {name}"
    if each.native:
        return f"CAST({each.sql} AS {SQL_TYPE[kind]}) AS {name}"
    read = f", {_read_by(_style(each, mapping), each.sql)} AS {name}"
    return f"{each.sql} AS {_cell(each)}" + (read if kind is ColumnType.INSTANT else "")


def _shown(each: RawColumn, mapping: ExportReading) -> str:
    """Return the value that a cell shows, NULL for none, and the cell."""
    kind, name, cell = each.column.type, quoted(each.name), _cell(each)
    if each.native or kind is ColumnType.TEXT:
        return name
    is_number = kind is ColumnType.NUMBER
    return f"{_number(cell, mapping) if is_number else _instant(each, mapping)} AS {name}, {cell}"


def _told(each: RawColumn, mapping: ExportReading) -> str:
    """Return the value of a cell, and what it says instead of one."""
    name, cell = quoted(each.name), _cell(each)
    if each.native or each.column.type is ColumnType.TEXT:
        return name
    return f"{name}, CASE WHEN {name} IS NULL THEN {_known(cell, mapping)} END AS {cell}"


def _known(cell: str, mapping: ExportReading) -> str:
    """Return a cell without the blanks around it, NULL when nothing is known."""
    # Most cells begin and end with a plain sign; blanks of all kinds are looked for in the rest.
    ends = (f"substr({cell}, 1, 1)", f"substr({cell}, -1)")
    plain = " AND ".join(f"{end} BETWEEN '!' AND '}}'" for end in ends)
    bare = f"CASE WHEN {plain} THEN {cell} ELSE trim({cell}, {literal(_BLANKS)}) END"
    return f"CASE WHEN {bare} NOT IN ({_missing(mapping)}) THEN {bare} END"


def _missing(mapping: ExportReading) -> str:
    """Return the texts that tell nothing."""
    return ", ".join(map(literal, ("", *mapping.form.missing)))


def _known_cell(each: RawColumn, mapping: ExportReading) -> str:
    """Return a cell that was read; of a text, what is known."""
    name = quoted(each.name)
    if each.native:
        return name
    is_text = each.column.type is ColumnType.TEXT
    return f"{_known(name, mapping)} AS {name}" if is_text else f"{name}, {_cell(each)}"


def _number(cell: str, mapping: ExportReading) -> str:
    """Return what a cell shows as a number, NULL when it is none."""
    sign = mapping.form.decimal
    pattern = NUMBER.replace(r"\.", f"[{sign}]")
    known = _known(cell, mapping)
    plain = f"{_fits(cell, pattern)}{_no_mark(cell, pattern, mapping)}"
    return (
        f"CASE WHEN {plain} THEN {_decimal(cell, sign)} "
        f"WHEN {_fits(known, pattern)} THEN {_decimal(known, sign)} END"
    )


def _decimal(cell: str, sign: str) -> str:
    """Return the number that plain digits write."""
    digits = f"replace({cell}, {literal(sign)}, '.')" if sign != "." else cell
    return f"CAST({digits} AS {SQL_TYPE[ColumnType.NUMBER]})"


def _instant(each: RawColumn, mapping: ExportReading) -> str:
    """Return what a cell shows as an instant of its style, NULL when it is none."""
    style, cell, read = _style(each, mapping), _cell(each), quoted(each.name)
    pattern, known = pattern_of(style), _known(cell, mapping)
    # What the style would write again is of the style.
    again = f"{_written_by(style, read)} = {cell}{_no_mark(cell, pattern, mapping)}"
    return (
        f"CASE WHEN {again} THEN {read} "
        f"WHEN {_fits(known, pattern)} THEN try_strptime({known}, {literal(style)}) END"
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


def _cell(each: RawColumn) -> str:
    """Return the column of a cell as it stands."""
    return quoted(CELL.format(each.name))


def _text(each: RawColumn, mapping: ExportReading) -> str:
    """Return the text of a cell; a value is written as slower reading would find it."""
    if each.column.type is ColumnType.INSTANT:
        written = f"strftime({quoted(each.name)}, {literal(_style(each, mapping))})"
    else:
        number = f"CAST({quoted(each.name)} AS VARCHAR)"
        written = f"replace({number}, '.', {literal(mapping.form.decimal)})"
    return written if each.native else f"coalesce({_cell(each)}, {written})"


def _style(each: RawColumn, mapping: ExportReading) -> str:
    """Return the style of a column of instants."""
    return each.column.format or mapping.form.instant


def _fits(cell: str, pattern: str) -> str:
    """Return the condition that a cell is of a pattern from end to end."""
    return f"regexp_full_match({cell}, {literal(pattern)})"


def _passed(each: RawColumn) -> str:
    """Return a column and its cell, handed on."""
    is_told = not each.native and each.column.type is not ColumnType.TEXT
    return quoted(each.name) + (f", {_cell(each)}" if is_told else "")


def _in_utc(each: RawColumn, clock: Clock) -> str:
    """Return an instant in UTC."""
    return f"{to_utc(quoted(each.name), clock.export)} AS {quoted(_utc(each))}"


def _utc(each: RawColumn) -> str:
    """Return what a column of instants is called while both clocks are at hand."""
    return f"{each.name}_utc"


def _doubts(columns: tuple[RawColumn, ...], mapping: ExportReading, clock: Clock) -> Iterator[str]:
    """Yield the doubt about a row, and whether a cell needs a word."""
    odd = " OR ".join(filter(None, (_is_odd(each, clock) for each in columns))) or "false"
    strange = " OR ".join(_strange(columns, mapping)) or "false"
    yield f"CASE WHEN {strange} THEN {STRANGE} WHEN {odd} THEN {ODD} ELSE 0 END AS {DOUBT}"


def _final(columns: tuple[RawColumn, ...], mapping: ExportReading, clock: Clock) -> Iterator[str]:
    """Yield the columns of typed rows: values, the text of doubtful rows, and the doubt."""
    yield DOUBT
    for each in columns:
        cell = quoted(each.name)
        if each.column.type is ColumnType.INSTANT:
            utc = quoted(_utc(each))
            yield f"{utc} AS {cell}"
            yield f"{_in_local(each, clock)} AS {quoted(f'{each.name}_local')}"
        else:
            yield cell
        if each.column.type is not ColumnType.TEXT:
            yield f"CASE WHEN {DOUBT} > 0 THEN {_text(each, mapping)} END AS {_cell(each)}"


def _in_local(each: RawColumn, clock: Clock) -> str:
    """Return what the party's clock showed at an instant."""
    shown, local = quoted(each.name), to_local(quoted(_utc(each)), clock.party)
    if clock.export != clock.party:
        return local
    never = shown_never(shown, clock.export)
    return f"CASE WHEN {never} THEN {local} ELSE {shown} END" if never != "false" else shown


def _is_odd(each: RawColumn, clock: Clock) -> str:
    """Return the condition that a cell does not fit its type, or its clock was changed then."""
    shown = quoted(each.name)
    if each.column.type is ColumnType.TEXT:
        return ""
    bad = "" if each.native else f"{_cell(each)} IS NOT NULL"
    if each.column.type is ColumnType.NUMBER:
        return bad
    changed = (shown_twice(shown, clock.export), shown_never(shown, clock.export))
    told = (f"coalesce({each}, false)" for each in changed if each != "false")
    return " OR ".join(filter(None, (bad, *told)))


def _strange(columns: tuple[RawColumn, ...], mapping: ExportReading) -> Iterator[str]:
    """Yield the conditions under which a row is left to slower reading."""
    if isinstance(mapping.form, DelimitedForm):
        yield " AND ".join(f"{quoted(each.name)} IS NULL" for each in columns)
    first, last = (f"TIMESTAMP '{day:%Y-%m-%d %H:%M:%S}'" for day in (FIRST, LAST))
    for each in columns:
        cell = quoted(each.name)
        if each.column.type is ColumnType.INSTANT:
            yield f"{cell} < {first} OR {cell} >= {last}"
            if each.native:
                yield f"{cell} <> date_trunc('{_finest(_style(each, mapping))}', {cell})"
        elif each.native and each.column.type is ColumnType.NUMBER:
            # More digits than a number may have.
            yield f"abs({cell}) >= {10**18}"
        elif each.name == mapping.case.key and not each.native:
            short = f"CASE WHEN contains({cell}, 'E+') THEN {_fits(cell, _SHORTENED_ID)} END"
            yield f"NOT {_fits(cell, _PLAIN_ID)} OR coalesce({short}, false)"


def _finest(style: str) -> str:
    """Return the smallest part of an instant that a style writes."""
    parts = (("%f", "microsecond"), ("%S", "second"), ("%M", "minute"), ("%H", "hour"))
    found = (name for part, name in parts if part in style)
    return next(found, "hour" if "%I" in style else "day")
