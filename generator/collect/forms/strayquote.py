"""A quote that was never meant as one takes the rows below it into a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from generator.collect.inputs import ExportFile, first_few
from generator.collect.table import cell_of
from generator.findings import Finding
from generator.workspace.model.forms import DelimitedForm
from generator.workspace.model.sources import ColumnType, ExportReading

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_DIGIT: Final = re.compile(r"\d")


def swallowed(
    export: ExportFile,
    mapping: ExportReading,
    form: DelimitedForm,
    places: Mapping[str, int],
    rows: Iterable[tuple[int, Sequence[str]]],
) -> tuple[Finding, ...]:
    """C002: cells whose lines are rows of the export themselves, told where the quote opens.

    A text of several lines may have as many delimiters as a row by chance, but no numbers
    and instants at their places between them as well.
    """
    missing = frozenset(form.missing)
    measured = tuple(
        places[name]
        for name, column in mapping.columns.items()
        if column.type is not ColumnType.TEXT
    )
    findings = (
        export.finding(
            line + sum(len(_BREAK.findall(cell)) for cell in cells[:at]),
            "C002",
            expected="quotes around whole cells",
            found=f"a quote that takes the {len(hidden)} rows below it into one cell",
            action='write two quotes for one inside a cell, or form.quote: "none"',
        )
        for line, cells in rows
        for at, hidden in _hidden(cells, form.delimiter)
        if _is_measured(cell_of(row[place], missing) for row in hidden for place in measured)
    )
    return first_few(findings, "such quotes")


def _hidden(cells: Sequence[str], delimiter: str) -> Iterator[tuple[int, Sequence[Sequence[str]]]]:
    """Yield each cell that makes whole rows without its quotes, and the rows below the first."""
    for at, cell in enumerate(cells):
        parts = _BREAK.split(cell)
        if len(parts) == 1:
            continue
        lines = [part.split(delimiter) for part in parts]
        lines[0] = [*cells[:at], *lines[0]]
        lines[-1] = [*lines[-1], *cells[at + 1 :]]
        if all(len(line) == len(cells) for line in lines):
            yield at, lines[1:]


def _is_measured(cells: Iterable[str | None]) -> bool:
    """Tell whether all that is filled may be a number or an instant, and something is."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_DIGIT.search(cell) for cell in filled)
