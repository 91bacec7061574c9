"""What the cells of a large file mostly look like, told by some of its lines."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.collect.cells import number_pattern

_PLACES: Final = 32
"""Places of a file that are looked at: exports are sorted by this or that."""
_BYTES: Final = 16 * 1024
"""Bytes that are read at each."""
_MOST_WORDS: Final = 200
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Sample:
    """Some cells of a column: the different ones, and the number of all.

    It is a hint: nobody may take it that other cells do not come.
    """

    cells: frozenset[str] = frozenset()
    number: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """Return the cells that need no look; none where nearly every cell is another."""
        if 2 * len(self.cells) > self.number or len(self.cells) > _MOST_WORDS:
            return ()
        return tuple(sorted(filter(_is_word, self.cells)))

    def decimals(self, sign: str) -> int | None:
        """Return how many decimals most numbers have; None without numbers."""
        places = Counter(
            len(cell.partition(sign)[2])
            for cell in self.cells
            if re.fullmatch(number_pattern(sign), cell)
        )
        return min(places, key=lambda each: (-places[each], each)) if places else None


def samples(path: Path, delimiter: str, columns: int) -> tuple[Sample, ...]:
    """Return some cells of each column of delimited text."""
    rows = [row for row in _some_rows(path, delimiter) if len(row) == columns]
    if not rows:
        return (Sample(),) * columns
    return tuple(Sample(frozenset(cells), len(rows)) for cells in zip(*rows, strict=True))


def _is_word(cell: str) -> bool:
    """Tell whether a cell is short, of signs that show, without blanks at its ends."""
    return 0 < len(cell) <= _LONGEST and cell.isprintable() and cell == cell.strip()


def _some_rows(path: Path, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows of some whole lines of a file."""
    try:
        yield from csv.reader(_some_lines(path), delimiter=delimiter)
    except (csv.Error, UnicodeDecodeError):
        return


def _some_lines(path: Path) -> Iterator[str]:
    """Yield whole lines from places all over a file, the heading not among them."""
    with path.open("rb") as file:
        size = path.stat().st_size
        for place in range(0, size, max(size // _PLACES, _BYTES)):
            file.seek(place)
            file.readline(_BYTES)
            for line in file.read(_BYTES).splitlines(keepends=True)[:-1]:
                yield line.decode("utf-8")
