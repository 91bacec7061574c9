"""The text of an export as a table of strings that knows its places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from generator.collect.quality import Remark

LINE = "_line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What the rows and cells of an export are called where people look them up.

    Without a pattern, the number of a row is its line in the file.
    """

    pattern: str = ""
    """Such as `Tickets!{column}{row}`."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What a column of the mapping is called there; its own name when it is not here."""
    lines: bool = True
    """Whether the number of a row is that of a line."""

    def of(self, row: int, column: str) -> tuple[int, str]:
        """Return the line and the path of a cell, or of a row when no column is given."""
        is_named = row and self.pattern
        name = self.columns.get(column, column)
        path = self.pattern.format(row=row, column=name) if is_named else ""
        return (row if self.lines else 0), path.strip()


LINES = Places()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The mapped columns as text, one row a row of the export; `_line` is its number.

    Numbers ascend and no two rows share one. A cell that means nothing is known is None;
    all others have no blanks around them.
    """

    cells: pd.DataFrame
    rows: int
    blank: tuple[int, ...] = ()
    places: Places = LINES
    remarks: tuple[Remark, ...] = ()
    """What is odd about the rows before anything is counted."""


def table_of(  # noqa: PLR0913 - what a reader knows
    numbers: Iterable[int],
    columns: Mapping[str, Iterable[str | None]],
    *,
    rows: int,
    blank: tuple[int, ...] = (),
    places: Places = LINES,
    remarks: tuple[Remark, ...] = (),
) -> Table:
    """Return the table of some columns, and the numbers of their rows."""
    series = {name: pd.Series(list(cells), dtype=object) for name, cells in columns.items()}
    lines = pd.Series(list(numbers), dtype="int64")
    cells = pd.DataFrame({LINE: lines, **series})
    return Table(cells=cells, rows=rows, blank=blank, places=places, remarks=remarks)


def cell_of(text: str, missing: frozenset[str]) -> str | None:
    """Return a cell without the blanks around it, or None when nothing is known."""
    bare = text.strip()
    return None if not bare or bare in missing else bare
