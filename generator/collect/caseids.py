"""Ids of cases that a spreadsheet or an editor has spoilt before anybody counted them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.collect.inputs import ExportFile, first_few
from generator.collect.table import LINE, Table
from generator.findings import Finding
from generator.strictyaml.text import is_clean, printable
from generator.workspace.model.sources import ExportReading

# What a spreadsheet writes for an id of many digits or such as 1E5; it shows only some of them.
SHORTENED: Final = r"[0-9][.,]?[0-9]*E[+][0-9]+"


def spoilt_ids(export: ExportFile, mapping: ExportReading, table: Table) -> tuple[Finding, ...]:
    """Return a finding for every id that may no longer be what the system gave."""
    key = mapping.case.key
    if key not in table.cells:
        return ()
    cells = table.cells.loc[table.cells[key].notna(), [LINE, key]]
    every = zip(cells[LINE].tolist(), cells[key].tolist(), strict=True)
    return first_few(_spoilt(export, key, every), "such ids")


def _spoilt(export: ExportFile, key: str, ids: Iterator[tuple[int, str]]) -> Iterator[Finding]:
    """C046: ids in full, of characters that show."""
    for row, text in ids:
        if is_spoilt(text):
            yield export.finding(
                row,
                "C046",
                column=key,
                expected="the id of a case in full, of characters that show",
                found=printable(text),
                action="export it again as text; no spreadsheet may have saved it"
                if re.fullmatch(SHORTENED, text)
                else "take the character away in the source, or export it again",
            )


def is_spoilt(text: str) -> bool:
    """Tell whether an id may no longer be what the system gave."""
    return bool(re.fullmatch(SHORTENED, text)) or not is_clean(text)
