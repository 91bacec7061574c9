"""The text of an export: bytes to a table of strings that knows its lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from generator.collect.inputs import ExportFile, Refused, first_few
from generator.collect.jsonlines import read_json_lines
from generator.collect.table import LINE, Table, cell_of
from generator.findings import Finding
from generator.workspace.decode import did_you_mean
from generator.workspace.model.sources import ExportReading, FormKind


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the export and the line that it begins on."""

    line: int
    cells: list[str]

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing stands in it; spreadsheets write such rows at the end."""
        return not any(cell.strip() for cell in self.cells)


def read_export(export: ExportFile, mapping: ExportReading) -> Table | Refused:
    """Return the columns that the mapping names, or every reason why they cannot be read."""
    text = _decoded(export, mapping.form.encoding)
    if isinstance(text, Finding):
        return Refused(findings=(text,))
    if mapping.form.kind is FormKind.JSON_LINES:
        return read_json_lines(export, text, mapping)
    return _delimited(export, text, mapping)


def _delimited(export: ExportFile, text: str, mapping: ExportReading) -> Table | Refused:
    """Return a table of rows below a heading.

    The csv module reads and pandas holds: pandas alone would fill short rows up in
    silence and could not tell the line of a row behind a quoted line break.
    """
    rows: list[_Row] = []
    try:
        rows.extend(_rows(text, mapping.form.delimiter))
    except csv.Error as broken:
        return Refused(findings=(_unreadable(export, rows, str(broken)),))
    if not rows:
        return Refused(findings=(_unreadable(export, rows, "an empty file"),))
    titles = [title.strip() for title in rows[0].cells]
    findings = (*_misheaded(export, mapping, titles), *_ragged(export, rows))
    if findings:
        return Refused(findings=findings)
    places = {name: titles.index(column.header) for name, column in mapping.columns.items()}
    return _table(rows[1:], places, frozenset(mapping.form.missing))


def _decoded(export: ExportFile, encoding: str) -> str | Finding:
    """Return the text without a byte order mark, or the first byte that is not in the encoding."""
    try:
        text = export.content.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as wrong:
        # Some codecs do not say where they stopped.
        start = wrong.start if isinstance(wrong, UnicodeDecodeError) else 0
        return export.finding(
            export.content.count(b"\n", 0, start) + 1,
            "C001",
            expected=f"text in {encoding}",
            found=f"the byte 0x{export.content[start]:02x}",
            action="name the export's encoding in form.encoding",
        )
    if "\0" in text:
        return export.finding(
            text.count("\n", 0, text.index("\0")) + 1,
            "C001",
            expected=f"text in {encoding}",
            found="a NUL character",
            action="name the export's encoding in form.encoding, or export the file again",
        )
    return text


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    """Yield the rows with the line that each begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        yield _Row(line, cells)
        line = reader.line_num + 1


def _unreadable(export: ExportFile, rows: list[_Row], found: str) -> Finding:
    """Return the finding of a text that no table can be read from."""
    return export.finding(
        rows[-1].line + 1 if rows else 1,
        "C002",
        expected="delimited rows below a heading",
        found=found,
        action="look for an open quote or a cut file, and export it again",
    )


def _misheaded(export: ExportFile, mapping: ExportReading, titles: list[str]) -> Iterator[Finding]:
    """Find headings of the mapping that are not there, or there more than once."""
    for column in mapping.columns.values():
        count = titles.count(column.header)
        if count == 1:
            continue
        hint = did_you_mean(column.header, tuple(filter(None, titles)))
        yield export.finding(
            1,
            "C003",
            expected=f"one column {column.header!r}",
            found=f"{count} of them" if count else "none",
            action=f"{hint}mend the mapping's columns, or form.delimiter",
        )


def _ragged(export: ExportFile, rows: list[_Row]) -> tuple[Finding, ...]:
    """Find rows with fewer or more cells than the heading: cut, or an unquoted delimiter."""
    width = len(rows[0].cells)
    return first_few(
        (
            export.finding(
                row.line,
                "C002",
                expected=f"{width} cells as in the heading",
                found=f"{len(row.cells)} cells",
                action="export the file again, with delimiters inside cells quoted",
            )
            for row in rows
            if len(row.cells) != width and not row.is_blank
        ),
        "rows",
    )


def _table(rows: list[_Row], places: dict[str, int], missing: frozenset[str]) -> Table:
    """Return the filled rows as a table of the mapped columns."""
    filled = [row for row in rows if not row.is_blank]
    columns = {
        name: pd.Series([cell_of(row.cells[at], missing) for row in filled], dtype=object)
        for name, at in places.items()
    }
    lines = pd.Series([row.line for row in filled], dtype="int64")
    return Table(
        cells=pd.DataFrame({LINE: lines, **columns}),
        rows=len(rows),
        blank=tuple(row.line for row in rows if row.is_blank),
    )
