"""Delimited text: rows of cells below a heading."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.collect.forms.strayquote import swallowed
from generator.collect.heading import misheaded, plain_title, present
from generator.collect.inputs import ExportFile, Refused, first_few
from generator.collect.plaintext import decoded
from generator.collect.table import Table, cell_of, table_of
from generator.findings import Finding
from generator.workspace.model.forms import DelimitedForm
from generator.workspace.model.sources import ExportReading

_DELIMITERS: Final = (";", ",", "\t", "|")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the export and the line that it begins on."""

    line: int
    cells: list[str]

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing stands in it; spreadsheets write such rows at the end."""
        return not any(cell.strip() for cell in self.cells)


def read_delimited(
    export: ExportFile, mapping: ExportReading, form: DelimitedForm
) -> Table | Refused:
    """Return a table of rows below a heading.

    The csv module reads and pandas holds: pandas alone would fill short rows up in
    silence and could not tell the line of a row behind a quoted line break.
    """
    text = decoded(export, form.encoding)
    if isinstance(text, Refused):
        return text
    rows: list[_Row] = []
    try:
        rows.extend(_rows(text, form))
    except csv.Error as broken:
        return Refused(findings=(_unreadable(export, rows, str(broken)),))
    if len(rows) < form.heading:
        found = f"{len(rows)} rows" if rows else "an empty file"
        return Refused(findings=(_unreadable(export, rows, found),))
    head, *body = rows[form.heading - 1 :]
    other = _other_delimiter(head, mapping, form)
    if other:
        return Refused(findings=(_delimited_by(export, head.line, form.delimiter, other),))
    titles = [plain_title(title) for title in head.cells]
    findings = (*misheaded(export, head.line, mapping, titles), *_ragged(export, head, body))
    if findings:
        return Refused(findings=findings)
    mapping = present(mapping, titles)
    at = {
        name: titles.index(plain_title(column.header)) for name, column in mapping.columns.items()
    }
    stray = swallowed(export, mapping, form, at, ((row.line, row.cells) for row in body))
    return Refused(findings=stray) if stray else _table(body, at, frozenset(form.missing))


def _rows(text: str, form: DelimitedForm) -> Iterator[_Row]:
    """Yield the rows with the line that each begins on."""
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=form.delimiter,
        quotechar=None if form.quote == "none" else form.quote,
        quoting=csv.QUOTE_NONE if form.quote == "none" else csv.QUOTE_MINIMAL,
        strict=True,
    )
    line = 1
    for cells in reader:
        yield _Row(line, cells)
        line = reader.line_num + 1


def _other_delimiter(head: _Row, mapping: ExportReading, form: DelimitedForm) -> str:
    """Return the sign that would part the heading into all columns of the mapping, or nothing."""
    wanted = {plain_title(column.header) for column in mapping.columns.values()}
    if wanted <= set(map(plain_title, head.cells)):
        return ""
    whole = form.delimiter.join(head.cells)
    return next(
        (sign for sign in _DELIMITERS if wanted <= {plain_title(t) for t in whole.split(sign)}), ""
    )


def _delimited_by(export: ExportFile, line: int, wanted: str, other: str) -> Finding:
    """C002: a file of another delimiter."""
    return export.finding(
        line,
        "C002",
        expected=f"cells with {wanted!r} between them",
        found=f"cells with {other!r} between them",
        action=f"write form.delimiter: {other!r}",
    )


def _unreadable(export: ExportFile, rows: list[_Row], found: str) -> Finding:
    """Return the finding of a text that no table can be read from."""
    return export.finding(
        rows[-1].line + 1 if rows else 1,
        "C002",
        expected="delimited rows below a heading",
        found=found,
        action="look for an open quote or a cut file, and export it again",
    )


def _ragged(export: ExportFile, head: _Row, rows: list[_Row]) -> tuple[Finding, ...]:
    """Find rows with fewer or more cells than the heading: cut, or an unquoted delimiter."""
    width = len(head.cells)
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
    return table_of(
        (row.line for row in filled),
        {name: [cell_of(row.cells[at], missing) for row in filled] for name, at in places.items()},
        rows=len(rows),
        blank=tuple(row.line for row in rows if row.is_blank),
    )
