"""The text of an export as a table of strings that knows its lines."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

LINE = "_line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The mapped columns as text, one row a row of the export; `_line` is where it begins.

    A cell that means nothing is known is None; all others have no blanks around them.
    """

    cells: pd.DataFrame
    rows: int
    blank: tuple[int, ...]


def cell_of(text: str, missing: frozenset[str]) -> str | None:
    """Return a cell without the blanks around it, or None when nothing is known."""
    bare = text.strip()
    return None if not bare or bare in missing else bare
