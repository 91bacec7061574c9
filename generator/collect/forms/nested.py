"""Rows of nested values become cells: what JSON, JSON lines and YAML have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.collect.celltext import UnreadableError
from generator.collect.forms.jsonvalues import Json, cell_text
from generator.collect.forms.paths import Nothing, Path, Row, cell_at, steps_of
from generator.collect.inputs import ExportFile, Refused, first_few
from generator.collect.table import Places, Table, cell_of, table_of
from generator.findings import Finding
from generator.workspace.decode import did_you_mean
from generator.workspace.model.forms import ExportForm
from generator.workspace.model.sources import ExportReading

_SHOWN: Final = 200


def places_of(mapping: ExportReading, *, lines: bool) -> Places:
    """Return what cells are called: their path, and the number of a row that has no line."""
    columns = {name: column.header for name, column in mapping.columns.items()}
    pattern = "{column}" if lines else "row {row} {column}"
    return Places(pattern=pattern, columns=columns, lines=lines)


def nested_table(
    export: ExportFile, rows: Sequence[Row], mapping: ExportReading, form: ExportForm
) -> Table | Refused:
    """Return the mapped columns of all rows, or what is no cell."""
    missing = frozenset(form.missing)
    findings: list[Finding] = []
    columns: dict[str, list[str | None]] = {}
    for name, column in mapping.columns.items():
        path = steps_of(column.header)
        found = [(row.number, cell_at(row, path)) for row in rows]
        if all(isinstance(value, Nothing) for _, value in found):
            findings += () if column.optional else (_absent(export, path, rows),)
            continue
        cells = columns[name] = []
        for number, value in found:
            try:
                text = None if isinstance(value, Nothing) else cell_text(value, form.items)
                cells.append(None if text is None else cell_of(text, missing))
            except UnreadableError as wrong:
                findings.append(_unfit(export, number, name, str(wrong)))
    if findings:
        return Refused(findings=first_few(findings, "such values"))
    return table_of((row.number for row in rows), columns, rows=len(rows), places=export.places)


def _absent(export: ExportFile, path: Path, rows: Sequence[Row]) -> Finding:
    """C003: a path that leads to nothing in any row is a slip of the pen, unless it may do so."""
    depth, known = last_keys(path, rows)
    end, step = ".".join(path[:depth]), path[depth]
    is_empty = step in known
    hint = "" if is_empty else did_you_mean(step, known)
    return export.finding(
        0,
        "C003",
        expected=f"a value {'.'.join(path)!r} in some row",
        found=f"nothing within {'.'.join(path[: depth + 1])!r}"
        if is_empty
        else f"none; {keys_told(end, known)}",
        action=f"{hint}mend the path, or write optional: true at a column that no row may have",
    )


def keys_told(path: str, keys: Sequence[str]) -> str:
    """Return the keys of the objects at a path in words."""
    return f"the keys {f'of {path!r} ' if path else ''}are {', '.join(keys)[:_SHOWN] or 'none'}"


def last_keys(path: Path, rows: Sequence[Row]) -> tuple[int, tuple[str, ...]]:
    """Return how many steps of a path lead to objects in some row, and the keys of these."""
    for depth in range(len(path) - 1, 0, -1):
        found = {key for row in rows for key in _keys(cell_at(row, path[:depth]))}
        if found:
            return depth, tuple(sorted(found))
    return 0, tuple(sorted({key for row in rows for key in _keys(row.value)}))


def _keys(value: Json | Nothing) -> tuple[str, ...]:
    """Return the keys of an object, or of the objects of a list."""
    if isinstance(value, list):
        return tuple(key for each in value for key in _keys(each))
    return tuple(value) if isinstance(value, dict) else ()


def _unfit(export: ExportFile, row: int, column: str, found: str) -> Finding:
    """C021: a value that is no cell."""
    return export.finding(
        row,
        "C021",
        column=column,
        expected="a text, a number or a list of texts",
        found=found,
        action="mend the path in the mapping, or the export",
    )
