"""One JSON document with a list of rows somewhere in it, as interfaces answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from generator.collect.celltext import UnreadableError
from generator.collect.forms.answerpages import missing_pages
from generator.collect.forms.jsonvalues import DECODER, Json, check_levels, fault_line
from generator.collect.forms.nested import keys_told, last_keys, nested_table, places_of
from generator.collect.forms.paths import ALL, Row, items_within, steps_of
from generator.collect.inputs import ExportFile, Refused
from generator.collect.plaintext import decoded
from generator.collect.table import Table
from generator.workspace.decode import did_you_mean
from generator.workspace.model.forms import JsonForm
from generator.workspace.model.sources import ExportReading


def read_json_document(
    export: ExportFile, mapping: ExportReading, form: JsonForm
) -> Table | Refused:
    """Return the columns that the mapping names of the rows at the form's path."""
    text = decoded(export, form.encoding)
    if isinstance(text, Refused):
        return text
    try:
        check_levels(text)
        document = DECODER.decode(text)
        rows = rows_at(document, form.rows)
    except json.JSONDecodeError as broken:
        return no_rows(export, broken.lineno, f"{broken.msg} at column {broken.colno}")
    except UnreadableError as wrong:
        return no_rows(export, fault_line(text), str(wrong))
    if not rows:
        return no_rows(export, 0, why_none(document, form.rows))
    missing = missing_pages(document, steps_of(form.rows))
    if missing:
        return _one_page(export, form.rows or "", missing)
    placed = replace(export, places=places_of(mapping, lines=False))
    return nested_table(placed, rows, mapping, form)


def rows_at(document: Json, rows: str | None) -> Sequence[Row]:
    """Return the rows at a path: the items of its last list, or the one object that is there."""
    path = steps_of(rows)
    found = list(items_within(document, path, ()))
    if any(isinstance(value, list) for value, _ in found):
        found = list(items_within(document, (*path, ALL), ()))
    if not all(isinstance(value, dict) for value, _ in found):
        raise UnreadableError("a list of something else than objects")
    return [Row(number, *each) for number, each in enumerate(found, start=1)]


def why_none(document: Json, rows: str | None) -> str:
    """Return why no row is at a path: the lists are empty, or the path leads nowhere."""
    path = steps_of(rows)
    if any(isinstance(value, list) for value, _ in items_within(document, path, ())):
        return f"an empty list {rows or ''}".strip()
    depth, known = last_keys(path, [Row(1, document, {})])
    hint = did_you_mean(path[depth], known) if path else ""
    return f"nothing; {hint}{keys_told('.'.join(path[:depth]), known)}"


def no_rows(export: ExportFile, line: int, found: str) -> Refused:
    """C044: a document without rows that can be read."""
    finding = export.finding(
        line,
        "C044",
        expected="a document with a list of objects at form.rows, each key once",
        found=found,
        action="mend form.rows, or export the file again",
    )
    return Refused(findings=(finding,))


def _one_page(export: ExportFile, rows: str, found: str) -> Refused:
    """C044: pages of a longer answer; counted alone they would look like the whole."""
    joined = rows if rows.startswith("*.") else f"*.{rows}"
    finding = export.finding(
        0,
        "C044",
        expected="all pages of the answer",
        found=found,
        action=f"ask for all pages, join them (jq -s . page-*.json > all.json), "
        f"and write form.rows: '{joined}'",
    )
    return Refused(findings=(finding,))
