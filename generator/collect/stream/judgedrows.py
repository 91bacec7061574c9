"""Typed rows as SQL: both clocks of every instant, and what is doubtful about a row."""

# ruff: noqa: S608 - names are quoted, patterns and styles are literals

from __future__ import annotations

from collections.abc import Iterator

from generator.collect.caseids import SHORTENED
from generator.collect.cells import Clock
from generator.collect.engine import literal, quoted
from generator.collect.stream.rawcolumn import (
    PLAIN_ID,
    RawColumn,
    cell_of,
    fits,
    known_text,
    style_of,
)
from generator.collect.stream.sights import EARLIEST, LATEST
from generator.collect.stream.zones import shown_never, shown_twice, to_local, to_utc
from generator.workspace.model.forms import DelimitedForm
from generator.workspace.model.sources import ColumnType, ExportReading

DOUBT = "_doubt"
ODD, STRANGE = 1, 2
"""A cell that needs a word; a row that only slower reading can judge."""


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


def _known_cell(each: RawColumn, mapping: ExportReading) -> str:
    """Return a cell that was read; of a text, what is known."""
    name = quoted(each.name)
    if each.is_settled:
        return name
    return f"{known_text(name, mapping)} AS {name}" if each.is_text else f"{name}, {cell_of(each)}"


def _passed(each: RawColumn) -> str:
    """Return a column and its cell, handed on."""
    is_told = not each.is_settled and not each.is_text
    return quoted(each.name) + (f", {cell_of(each)}" if is_told else "")


def _in_utc(each: RawColumn, clock: Clock) -> str:
    """Return an instant in UTC."""
    return f"{to_utc(quoted(each.name), clock.export, each.sight.span)} AS {quoted(_utc(each))}"


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
        if not each.is_text:
            yield f"CASE WHEN {DOUBT} > 0 THEN {_text(each, mapping)} END AS {cell_of(each)}"


def _text(each: RawColumn, mapping: ExportReading) -> str:
    """Return the text of a cell; a value is written as slower reading would find it."""
    if each.column.type is ColumnType.INSTANT:
        written = f"strftime({quoted(each.name)}, {literal(style_of(each, mapping))})"
    else:
        number = f"CAST({quoted(each.name)} AS VARCHAR)"
        written = f"replace({number}, '.', {literal(mapping.form.decimal)})"
    return written if each.is_settled else f"coalesce({cell_of(each)}, {written})"


def _in_local(each: RawColumn, clock: Clock) -> str:
    """Return what the party's clock showed at an instant."""
    shown, local = quoted(each.name), to_local(quoted(_utc(each)), clock.party, each.sight.span)
    if clock.export != clock.party:
        return local
    never = shown_never(shown, clock.export, each.sight.span)
    return f"CASE WHEN {never} THEN {local} ELSE {shown} END" if never != "false" else shown


def _is_odd(each: RawColumn, clock: Clock) -> str:
    """Return the condition that a cell does not fit its type, or its clock was changed then."""
    shown = quoted(each.name)
    if each.is_text:
        return ""
    bad = "" if each.is_settled else f"{cell_of(each)} IS NOT NULL"
    if each.column.type is ColumnType.NUMBER:
        return bad
    changed = (test(shown, clock.export, each.sight.span) for test in (shown_twice, shown_never))
    told = (f"coalesce({moved}, false)" for moved in changed if moved != "false")
    return " OR ".join(filter(None, (bad, *told)))


def _strange(columns: tuple[RawColumn, ...], mapping: ExportReading) -> Iterator[str]:
    """Yield the conditions under which a row is left to slower reading."""
    may_be_blank = not any(each.sight.is_filled for each in columns)
    if isinstance(mapping.form, DelimitedForm) and may_be_blank:
        yield " AND ".join(f"{quoted(each.name)} IS NULL" for each in columns)
    for each in columns:
        cell = quoted(each.name)
        if each.column.type is ColumnType.INSTANT:
            if each.sight.span is None:
                yield f"{cell} < {EARLIEST} OR {cell} >= {LATEST}"
            if each.native:
                yield f"{cell} <> date_trunc('{_finest(style_of(each, mapping))}', {cell})"
        elif each.native and each.column.type is ColumnType.NUMBER:
            # More digits than a number may have.
            yield f"abs({cell}) >= {10**18}"
        elif each.name == mapping.case.key and not each.is_settled:
            short = f"CASE WHEN contains({cell}, 'E+') THEN {fits(cell, SHORTENED)} END"
            yield f"NOT {fits(cell, PLAIN_ID)} OR coalesce({short}, false)"


def _finest(style: str) -> str:
    """Return the smallest part of an instant that a style writes."""
    parts = (("%f", "microsecond"), ("%S", "second"), ("%M", "minute"), ("%H", "hour"))
    found = (name for part, name in parts if part in style)
    return next(found, "hour" if "%I" in style else "day")
