"""Rows of values that have types of their own become cells of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.collect.celltext import UnreadableError, typed_text
from generator.collect.inputs import ExportFile, Refused, first_few
from generator.collect.table import Table, cell_of, table_of
from generator.findings import Finding
from generator.workspace.model.forms import ExportForm
from generator.workspace.model.sources import ExportReading


def typed_table_of(
    export: ExportFile, rows: Iterable[Sequence[object]], mapping: ExportReading, form: ExportForm
) -> Table | Refused:
    """Return rows with a value for each column of the mapping, numbered from 1, as a table."""
    missing = frozenset(form.missing)
    columns: dict[str, list[str | None]] = {name: [] for name in mapping.columns}
    findings: list[Finding] = []
    number = 0
    for number, row in enumerate(rows, start=1):
        for (name, column), value in zip(mapping.columns.items(), row, strict=True):
            try:
                text = typed_text(value, column, form)
            except UnreadableError as wrong:
                findings.append(_unfit(export, number, name, str(wrong)))
            else:
                columns[name].append(None if text is None else cell_of(text, missing))
    if findings:
        return Refused(findings=first_few(findings, "such values"))
    return table_of(range(1, number + 1), columns, rows=number, places=export.places)


def _unfit(export: ExportFile, row: int, column: str, found: str) -> Finding:
    """C021: a value that is no cell."""
    return export.finding(
        row,
        "C021",
        column=column,
        expected="a text, a number, a moment or a list of texts",
        found=found,
        action="take another column, or change its type in the source",
    )
