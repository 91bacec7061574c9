"""Which expression of a mapping some row makes impossible, and the first such row."""

# ruff: noqa: S608 - expressions were checked by plan

from __future__ import annotations

from collections.abc import Iterable, Iterator

import duckdb

from generator.collect.engine import Engine
from generator.collect.expression import plain_words
from generator.collect.inputs import ExportFile, Ground
from generator.collect.outageplan import uses_of_log
from generator.collect.plan import Use, uses
from generator.collect.table import LINE
from generator.findings import Finding
from generator.workspace.model.outages import OutageLog
from generator.workspace.sharedrules import complete
from generator.workspace.workspace import Entry

_EXPECTED = "an expression that every case allows"
_ACTION = "guard the expression of the mapping with CASE WHEN"


def stopped(export: ExportFile, broken: Exception) -> Finding:
    """C015: a row makes an expression impossible, as a cast of text to a number; which is open."""
    found = plain_words(str(broken))
    return export.finding(0, "C015", expected=_EXPECTED, found=found, action=_ACTION)


def stopped_at(
    engine: Engine, entry: Entry, export: ExportFile, ground: Ground, broken: Exception
) -> Finding:
    """C015: as `stopped`, at the expression of the mapping, with the first row."""
    for use in _uses(entry, ground):
        row = _first(engine, use.text)
        if row:
            found = f"{plain_words(str(broken))}; first in row {row} of {export.name}"
            return entry.finding(use.path, "C015", expected=_EXPECTED, found=found, action=_ACTION)
    return stopped(export, broken)


def _uses(entry: Entry, ground: Ground) -> Iterable[Use]:
    """Return the expressions of a mapping."""
    if isinstance(entry.value, OutageLog):
        return uses_of_log(entry.value)
    metrics = {metric.id: metric for metric in ground.metrics}
    return uses(complete(entry.value, metrics), ground)


def _first(engine: Engine, text: str) -> int:
    """Return the first row that makes an expression impossible; 0 when none does."""
    rows = tuple(_rows(engine))
    low, high = 0, len(rows)
    if not rows or _is_possible(engine, text, rows[-1]):
        return 0
    while low + 1 < high:
        middle = (low + high) // 2
        if _is_possible(engine, text, rows[middle - 1]):
            low = middle
        else:
            high = middle
    return rows[high - 1]


def _rows(engine: Engine) -> Iterator[int]:
    """Yield the rows of the cases in their order; none where cases were not made yet."""
    try:
        found = engine.execute(f"SELECT {LINE} FROM whole ORDER BY {LINE}").fetchall()
    except duckdb.Error:
        return
    yield from (int(row) for (row,) in found)


def _is_possible(engine: Engine, text: str, last: int) -> bool:
    """Tell whether the cases up to a row allow an expression."""
    query = f"SELECT max(CAST((\n{text}\n) AS VARCHAR)) FROM whole WHERE {LINE} <= {last}"
    try:
        engine.execute(query).fetchall()
    except duckdb.Error:
        return False
    return True
