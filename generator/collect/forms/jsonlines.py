"""An export of one JSON object a line: paths to values, strictly read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.collect.inputs import ExportFile, Refused, first_few
from generator.collect.plaintext import decoded
from generator.collect.table import Table, cell_of, table_of
from generator.findings import Finding
from generator.workspace.decode import did_you_mean
from generator.workspace.model.forms import JsonLinesForm
from generator.workspace.model.sources import ExportReading

MOST_CHARACTERS: Final = 1_000_000
"""Characters of one line."""
MOST_LEVELS: Final = 32
"""Levels of objects and lists within each other."""

Json = str | bool | list["Json"] | dict[str, "Json"] | None
"""A value of a line; numbers are kept as they are written."""

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_NOTHING: Final = object()


@dataclass(frozen=True, slots=True)
class _Object:
    """One line of the export."""

    line: int
    keys: dict[str, Json]


class _UnreadableError(ValueError):
    """Say what is wrong with a line."""


def read_json_lines(
    export: ExportFile, mapping: ExportReading, form: JsonLinesForm
) -> Table | Refused:
    """Return the columns that the mapping names, or every reason why they cannot be read.

    A heading is a path: `updates.1.at` is `at` of the second of `updates`. What is not
    there is missing; a list of texts is a cell with the items of the form.
    """
    text = decoded(export, form.encoding)
    if isinstance(text, Refused):
        return text
    objects: list[_Object] = []
    findings: list[Finding] = []
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            objects.append(_Object(number, _read(line)))
        except _UnreadableError as wrong:
            findings.append(_finding(export, number, str(wrong)))
    if not findings and not objects:
        findings.append(_finding(export, 1, "an empty file"))
    if findings:
        return Refused(findings=first_few(findings, "such lines"))
    return _table(export, objects, mapping)


def _table(export: ExportFile, objects: list[_Object], mapping: ExportReading) -> Table | Refused:
    """Return the mapped columns of all lines."""
    missing = frozenset(mapping.form.missing)
    findings: list[Finding] = []
    columns: dict[str, list[str | None]] = {}
    for name, column in mapping.columns.items():
        found = [(each, _value(each.keys, column.header.split("."))) for each in objects]
        if all(value is _NOTHING for _, value in found):
            findings.append(_absent(export, column.header, objects))
        cells = columns[name] = []
        for each, value in found:
            try:
                text = _text(None if value is _NOTHING else value, mapping.form.items)
                cells.append(None if text is None else cell_of(text, missing))
            except _UnreadableError as wrong:
                findings.append(_finding(export, each.line, f"{column.header}: {wrong}"))
    if findings:
        return Refused(findings=first_few(findings, "such values"))
    return table_of((each.line for each in objects), columns, rows=len(objects))


def _read(line: str) -> dict[str, Json]:
    """Return the object of a line; raises _UnreadableError for anything else."""
    if len(line) > MOST_CHARACTERS:
        raise _UnreadableError(f"{len(line):,} characters, of {MOST_CHARACTERS:,} at most")
    # Before the parser, whose own limit would be that of the machine.
    if _levels(line) > MOST_LEVELS:
        raise _UnreadableError(f"more than {MOST_LEVELS} levels")
    try:
        value = json.loads(
            line,
            object_pairs_hook=_each_once,
            parse_int=str,
            parse_float=str,
            parse_constant=_no_constant,
        )
    except json.JSONDecodeError as broken:
        raise _UnreadableError(f"{broken.msg} at character {broken.pos + 1}") from broken
    if not isinstance(value, dict):
        raise _UnreadableError("a value that is no object")
    return value


def _levels(line: str) -> int:
    """Return how deep the brackets of a line are nested."""
    deepest = level = 0
    for sign in _TEXT.sub("", line):
        if sign in "[{":
            level += 1
            deepest = max(deepest, level)
        elif sign in "]}":
            level -= 1
    return deepest


def _each_once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """Refuse a key that is given twice: readers differ in which of them they take."""
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _UnreadableError(f"the key {twice!r} twice")
    return values


def _no_constant(name: str) -> str:
    """Refuse what is no JSON although Python writes it."""
    raise _UnreadableError(f"{name}, which is no JSON")


def _value(value: object, path: list[str]) -> object:
    """Return what a path leads to."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step, _NOTHING)
        elif isinstance(value, list) and step.isascii() and step.isdigit():
            value = value[int(step)] if int(step) < len(value) else _NOTHING
        else:
            return _NOTHING
    return value


def _text(value: object, between: str) -> str | None:
    """Return a value as the text of a cell."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return between.join(_items(value, between)) or None
    raise _UnreadableError("an object, where a text, a number or a list of texts was expected")


def _items(values: list[object], between: str) -> Iterator[str]:
    """Yield the texts of a list."""
    for value in values:
        if not isinstance(value, str):
            raise _UnreadableError("a list of something else than texts")
        if between in value:
            raise _UnreadableError(
                f"{between!r} within the item {value!r}; choose other form.items"
            )
        yield value


def _absent(export: ExportFile, header: str, objects: list[_Object]) -> Finding:
    """C003: a path that leads to nothing in any line is a slip of the pen."""
    known = tuple(sorted({key for each in objects for key in each.keys}))
    return export.finding(
        0,
        "C003",
        expected=f"a value {header!r} in some line",
        found="none",
        action=f"{did_you_mean(header, known)}keys: {', '.join(known)[:200]}",
    )


def _finding(export: ExportFile, line: int, found: str) -> Finding:
    """C021: a line that cannot be read."""
    return export.finding(
        line,
        "C021",
        expected="one JSON object, each key once",
        found=found,
        action="export the file again, or mend the line",
    )
