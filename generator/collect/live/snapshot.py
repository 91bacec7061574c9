"""What was read from a live source, as a file: the same rows give the same bytes.

The first line names the columns; each other one is a row. Rows are in the order of their
bytes, because a database has none of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import msgspec

from generator.collect.celltext import seconds_text
from generator.collect.forms.nested import places_of
from generator.collect.heading import misheaded, present
from generator.collect.inputs import ExportFile, Refused
from generator.collect.table import Table
from generator.collect.typedrows import typed_table_of
from generator.workspace.model.forms import ExportForm
from generator.workspace.model.sources import ExportReading

MOST_ROWS: Final = 5_000_000
MOST_BYTES: Final = 1024**3

_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
_AT: Final = "at"
_SECONDS: Final = "seconds"
_TYPE: Final = "type"


Rows = Sequence[Sequence[object]]


class TooMuchError(ValueError):
    """Say that a source answers with more than can be taken."""


def snapshot(source: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> ExportFile:
    """Return the file of some rows; raises TooMuchError."""
    lines: list[bytes] = []
    size = 0
    for row in rows:
        lines.append(_ENCODER.encode([_packed(value) for value in row]))
        size += len(lines[-1])
        if len(lines) > MOST_ROWS or size > MOST_BYTES:
            raise TooMuchError(f"more than {MOST_ROWS:,} rows or {MOST_BYTES:,} bytes")
    head = _ENCODER.encode({"source": source, "columns": list(columns)})
    return kept(source, "jsonl", b"\n".join((head, *sorted(lines), b"")))


def kept(source: str, suffix: str, content: bytes) -> ExportFile:
    """Return the file of what was read, named by its source and its fingerprint."""
    bare = ExportFile(name="", content=content)
    return replace(bare, name=f"{source}-{bare.sha256[:12]}.{suffix}")


def read_snapshot(export: ExportFile, mapping: ExportReading, form: ExportForm) -> Table | Refused:
    """Return the columns of the mapping from what was kept of a live source."""
    kept = rows_of(export)
    return kept if isinstance(kept, Refused) else table_of_rows(export, *kept, mapping, form)


def rows_of(export: ExportFile) -> tuple[tuple[str, ...], Rows] | Refused:
    """Return the names of the columns and the rows of a file that was kept."""
    try:
        head, *lines = [
            json.loads(line, parse_float=Decimal) for line in export.content.splitlines()
        ]
        columns = tuple(map(str, head["columns"]))
        rows = [[_unpacked(value) for value in line] for line in lines]
    except (ValueError, TypeError, KeyError, RecursionError):
        return _no_snapshot(export, "another kind of file")
    if any(len(row) != len(columns) for row in rows):
        return _no_snapshot(export, "rows of another length")
    return columns, rows


def table_of_rows(
    export: ExportFile,
    columns: Sequence[str],
    rows: Rows,
    mapping: ExportReading,
    form: ExportForm,
) -> Table | Refused:
    """Return the columns of the mapping as text."""
    placed = replace(export, places=places_of(mapping, lines=False))
    wrong = tuple(misheaded(placed, 0, mapping, columns))
    if wrong:
        return Refused(findings=wrong)
    mapping = present(mapping, columns)
    at = [columns.index(column.header) for column in mapping.columns.values()]
    return typed_table_of(placed, ([row[each] for each in at] for row in rows), mapping, form)


def _packed(value: object) -> object:
    """Return a value as JSON has it; what JSON has no form for says so."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float | Decimal):
        number = Decimal(str(value))
        return number if number.is_finite() else str(number)
    if isinstance(value, datetime | date):
        return {_AT: value.isoformat()}
    if isinstance(value, timedelta):
        return {_SECONDS: seconds_text(value)}
    if isinstance(value, list | tuple):
        return [_packed(each) for each in value]
    return str(value) if isinstance(value, time | UUID) else {_TYPE: type(value).__name__}


def _unpacked(value: Any) -> object:  # noqa: ANN401 - whatever JSON holds
    """Return a value of a snapshot as it was read."""
    if not isinstance(value, dict):
        return value
    if _AT in value:
        is_day = "T" not in value[_AT]
        return date.fromisoformat(value[_AT]) if is_day else datetime.fromisoformat(value[_AT])
    if _SECONDS in value:
        return Decimal(value[_SECONDS])
    return value


def _no_snapshot(export: ExportFile, found: str) -> Refused:
    """C044: a file that was not kept from this source."""
    finding = export.finding(
        0,
        "C044",
        expected="what was kept of this source when it was read",
        found=found,
        action="leave the file out to read the source itself",
    )
    return Refused(findings=(finding,))
