"""Cells in their types as SQL: the patterns and zones of slower reading, on any engine."""

# ruff: noqa: S608 - names are quoted, patterns and styles are literals

from __future__ import annotations

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

# What Python takes for blanks.
_BLANKS = "".join(
    chr(code) for code in (*range(9, 14), *range(28, 33), 133, 160, 5760, *range(8192, 8203))
) + "".join(chr(code) for code in (8232, 8233, 8239, 8287, 12288))
# Ids of other characters, and those that a spreadsheet has shortened, are looked at one by one.
_PLAIN_ID = r"[ -~\x{4e00}-\x{9fff}]*"
_SHORTENED_ID = r"[0-9][.,]?[0-9]*E[+][0-9]+"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawColumn:
    """A column of the mapping before it has its type.

    `sql` reads it; `native` tells that it comes as the type that the mapping wants.
    """

    name: str
    column: ExportColumn
    sql: str
    native: bool = False


def typed_rows(
    source: str, columns: tuple[RawColumn, ...], mapping: ExportReading, clock: Clock
) -> str:
    """Return the query for the typed rows of `source`, each with what is doubtful about it.

    An instant `x` is in UTC and comes with `x_local`, as in slower reading.
    """
    known = ", ".join(f"{_known(each, mapping)} AS {quoted(each.name)}" for each in columns)
    shown = ", ".join(_shown(each, mapping) for each in columns)
    instants = [each for each in columns if each.column.type is ColumnType.INSTANT]
    utc = ", ".join((*map(_passed, columns), *(_in_utc(each, clock) for each in instants)))
    final = ", ".join(_final(columns, mapping, clock))
    return (
        f"SELECT {final} FROM (SELECT {utc} FROM (SELECT {shown} FROM "
        f"(SELECT {known} FROM {source}) AS known) AS shown) AS placed"
    )


def _known(each: RawColumn, mapping: ExportReading) -> str:
    """Return a cell without the blanks around it, NULL when nothing is known."""
    if each.native:
        return each.sql
    missing = ", ".join(map(literal, ("", *mapping.form.missing)))
    # Most cells begin and end with a plain sign; blanks of all kinds are looked for in the rest.
    ends = (each.sql, f"right({each.sql}, 1)")
    plain = " AND ".join(f"{end} >= '!' AND {end} < '~'" for end in ends)
    bare = f"CASE WHEN {plain} THEN {each.sql} ELSE trim({each.sql}, {literal(_BLANKS)}) END"
    return f"CASE WHEN {bare} NOT IN ({missing}) THEN {bare} END"


def _shown(each: RawColumn, mapping: ExportReading) -> str:
    """Return the cell as text and, for a number or an instant, as what it shows."""
    cell, kind = quoted(each.name), each.column.type
    if kind is ColumnType.TEXT:
        return cell
    if each.native:
        return f"CAST({cell} AS {SQL_TYPE[kind]}) AS {cell}"
    if kind is ColumnType.NUMBER:
        sign = mapping.form.decimal
        digits = f"replace({cell}, {literal(sign)}, '.')" if sign != "." else cell
        typed = f"CAST({digits} AS {SQL_TYPE[kind]})"
        fits = _fits(cell, NUMBER.replace(r"\.", f"[{sign}]"))
    else:
        style = _style(each, mapping)
        typed = f"try_strptime({cell}, {literal(style)})"
        fits = _fits(cell, pattern_of(style))
    return f"CASE WHEN {fits} THEN {typed} END AS {cell}, {cell} AS {_cell(each)}"


def _cell(each: RawColumn) -> str:
    """Return the column of the text of a cell."""
    return quoted(CELL.format(each.name))


def _text(each: RawColumn, mapping: ExportReading) -> str:
    """Return the text of a cell; a value that came with its type is written as slower reading."""
    if not each.native:
        return _cell(each)
    if each.column.type is ColumnType.INSTANT:
        return f"strftime({quoted(each.name)}, {literal(_style(each, mapping))})"
    return f"replace(CAST({quoted(each.name)} AS VARCHAR), '.', {literal(mapping.form.decimal)})"


def _style(each: RawColumn, mapping: ExportReading) -> str:
    """Return the style of a column of instants."""
    return each.column.format or mapping.form.instant


def _fits(cell: str, pattern: str) -> str:
    """Return the condition that a cell is of a pattern from end to end."""
    return f"regexp_full_match({cell}, {literal(pattern)})"


def _passed(each: RawColumn) -> str:
    """Return a column and its text, handed on."""
    is_told = not each.native and each.column.type is not ColumnType.TEXT
    return quoted(each.name) + (f", {_cell(each)}" if is_told else "")


def _in_utc(each: RawColumn, clock: Clock) -> str:
    """Return an instant in UTC."""
    return f"{to_utc(quoted(each.name), clock.export)} AS {quoted(_utc(each))}"


def _utc(each: RawColumn) -> str:
    """Return what a column of instants is called while both clocks are at hand."""
    return f"{each.name}_utc"


def _final(columns: tuple[RawColumn, ...], mapping: ExportReading, clock: Clock) -> Iterator[str]:
    """Yield the columns of typed rows: values, the text of doubtful rows, and the doubt."""
    odd = " OR ".join(filter(None, (_is_odd(each, clock) for each in columns))) or "false"
    strange = " OR ".join(_strange(columns, mapping)) or "false"
    yield f"CASE WHEN {strange} THEN {STRANGE} WHEN {odd} THEN {ODD} ELSE 0 END AS {DOUBT}"
    for each in columns:
        cell = quoted(each.name)
        if each.column.type is ColumnType.INSTANT:
            utc = quoted(_utc(each))
            yield f"{utc} AS {cell}"
            yield f"{_in_local(each, clock)} AS {quoted(f'{each.name}_local')}"
        else:
            yield cell
        if each.column.type is not ColumnType.TEXT:
            yield f"CASE WHEN {odd} THEN {_text(each, mapping)} END AS {_cell(each)}"


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
    bad = "" if each.native else f"{_cell(each)} IS NOT NULL AND {shown} IS NULL"
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
        elif each.native:
            # More digits than a number may have.
            yield f"abs({cell}) >= {10**18}"
        elif each.name == mapping.case.key and not each.native:
            yield f"NOT {_fits(cell, _PLAIN_ID)} OR {_fits(cell, _SHORTENED_ID)}"


def _finest(style: str) -> str:
    """Return the smallest part of an instant that a style writes."""
    parts = (("%f", "microsecond"), ("%S", "second"), ("%M", "minute"), ("%H", "hour"))
    found = (name for part, name in parts if part in style)
    return next(found, "hour" if "%I" in style else "day")
