"""The mapped columns of an export in their types, and every cell that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from generator.collect.cells import Clock, impossible_part, read_instants, read_numbers, rounded
from generator.collect.inputs import ExportFile, Refused, first_few
from generator.collect.quality import EXAMPLES, Remark
from generator.collect.table import LINE, Table
from generator.findings import Finding
from generator.workspace.model.sources import ColumnType, ExportColumn, ExportReading

# Day and month could change places: a guess would be wrong half of the time.
EITHER_WAY = re.compile(r"(?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|1[0-2])[-/.][0-9]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTable:
    """The table with typed cells.

    Text is text, a number is its digits with a point, an instant `x` is naive UTC and
    comes with `x_local`, what the party's clock showed.
    """

    cells: pd.DataFrame
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """One column of the mapping in its type."""

    name: str
    cells: dict[str, pd.Series]
    bad: tuple[Finding, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What all columns of an export have in common."""

    export: ExportFile
    mapping: ExportReading
    clock: Clock
    table: Table


def typed_table(
    table: Table, mapping: ExportReading, zone: str, export: ExportFile
) -> TypedTable | Refused:
    """Return the table in its types, or a finding for every cell that is not of its type.

    `zone` is the party's; the export's clock is in the mapping's own zone, if it has one.
    """
    clock = Clock(export=mapping.zone or zone, party=zone)
    sheet = _Sheet(export=export, mapping=mapping, clock=clock, table=table)
    columns = tuple(_typed(sheet, name, column) for name, column in mapping.columns.items())
    findings = tuple(finding for column in columns for finding in column.bad)
    if findings:
        return Refused(findings=findings)
    cells = {name: series for column in columns for name, series in column.cells.items()}
    return TypedTable(
        cells=pd.DataFrame({LINE: table.cells[LINE], **cells}),
        remarks=(*table.remarks, *(each for column in columns for each in column.remarks)),
    )


def _typed(sheet: _Sheet, name: str, column: ExportColumn) -> _Column:
    """Return one column in its type."""
    if column.type is ColumnType.INSTANT:
        return _instants(sheet, name, column.format or sheet.mapping.form.instant)
    if column.type is ColumnType.NUMBER:
        return _numbers(sheet, name)
    return _Column(name=name, cells={name: sheet.table.cells[name]})


def _numbers(sheet: _Sheet, name: str) -> _Column:
    """Return a column of numbers."""
    sign = sheet.mapping.form.decimal
    texts, decimals = sheet.table.cells[name], sheet.mapping.columns[name].decimals
    if decimals is not None:
        texts = rounded(texts, sign, decimals)
    numbers = read_numbers(texts, sign, sheet.mapping.form.thousands)
    bad = (
        sheet.export.finding(
            line,
            "C005",
            column=name,
            expected=f"a plain number in column {name!r} with {sign!r} as decimal sign",
            found=repr(text[:40]),
            action=_number_advice(text, sign),
        )
        for line, text in _cells(sheet, name, numbers.bad)
    )
    return _Column(name=name, cells={name: numbers.digits}, bad=first_few(bad, "such cells"))


def _instants(sheet: _Sheet, name: str, style: str) -> _Column:
    """Return a column of instants."""
    instants = read_instants(sheet.table.cells[name], style, sheet.clock)
    bad = (
        sheet.export.finding(
            line,
            "C004",
            column=name,
            expected=f"an instant in column {name!r} written as {style}",
            found=repr(text[:40]),
            action=_advice(text, style),
        )
        for line, text in _cells(sheet, name, instants.bad)
    )
    twice = [line for line, _ in _cells(sheet, name, instants.twice)]
    never = [line for line, _ in _cells(sheet, name, instants.never)]
    return _Column(
        name=name,
        cells={name: instants.utc, f"{name}_local": instants.local},
        bad=first_few(bad, "such cells"),
        remarks=tuple(_clock_changes(name, twice, never)),
    )


def _cells(sheet: _Sheet, name: str, which: pd.Series) -> Iterator[tuple[int, str]]:
    """Yield line and text of the cells that `which` marks."""
    marked = sheet.table.cells.loc[which, [LINE, name]]
    yield from zip(marked[LINE].tolist(), marked[name].tolist(), strict=True)


def _number_advice(text: str, sign: str) -> str:
    """Return what to do about a cell that is no number."""
    if text.endswith(("%", "\u2030")):
        return "take the column as text, and the sign away in the expression"
    if re.fullmatch(rf"-?[0-9]+(?:[{sign}][0-9]+)?", text):
        return (
            "a number has 18 digits before and 9 after the decimal sign at most: write "
            "decimals: n at the column, which rounds, or take a number of an id as text"
        )
    return "mend form.decimal or form.thousands, or add the mark to form.missing"


def _advice(text: str, style: str) -> str:
    """Return what to do about a cell that is no instant of its style."""
    impossible = impossible_part(text, style)
    if impossible:
        return f"{impossible}; mend it in the source, or add it to form.missing"
    if EITHER_WAY.match(text):
        return "say in the column's format which is the day and which the month"
    return "mend the column's format, or add the mark to form.missing"


def _clock_changes(name: str, twice: list[int], never: list[int]) -> Iterator[Remark]:
    """Yield what the change between summer and winter time did to a column."""
    if twice:
        yield Remark(
            zh=f"{name}:时钟回拨时出现两次的时刻,取第一次",
            en=f"{name}: instant shown twice when the clock was set back; the first is taken",
            count=len(twice),
            lines=tuple(twice[:EXAMPLES]),
        )
    if never:
        yield Remark(
            zh=f"{name}:时钟拨快时不存在的时刻,取其后第一个时刻",
            en=f"{name}: instant left out when the clock was set on; the next one is taken",
            count=len(never),
            lines=tuple(never[:EXAMPLES]),
        )
