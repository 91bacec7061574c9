"""The heading of an export: every column of the mapping, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.collect.inputs import ExportFile
from generator.findings import Finding
from generator.workspace.decode import did_you_mean
from generator.workspace.model.sources import ExportReading


def plain_title(text: str) -> str:
    """Return a heading on one line, with single blanks: sheets break them, and use other blanks."""
    return " ".join(text.split())


def present(mapping: ExportReading, titles: Sequence[str]) -> ExportReading:
    """Return the mapping without the optional columns that an export lacks."""
    columns = {
        name: column
        for name, column in mapping.columns.items()
        if not column.optional or plain_title(column.header) in titles
    }
    return replace(mapping, columns=columns)


def misheaded(
    export: ExportFile, row: int, mapping: ExportReading, titles: Sequence[str]
) -> Iterator[Finding]:
    """Find headings of the mapping that are not there, or there more than once."""
    for column in present(mapping, titles).columns.values():
        count = titles.count(plain_title(column.header))
        if count == 1:
            continue
        hint = "" if count else did_you_mean(column.header, tuple(filter(None, titles)))
        yield export.finding(
            row,
            "C003",
            expected=f"one column {column.header!r}",
            found=f"{count} of them" if count else "none",
            action="give each heading once, or leave one of the columns out of the export"
            if count
            else f"{hint}mend the mapping's columns, or form; write optional: true at a column "
            "that the export may lack",
        )
