"""What the texts of a large file mostly say: a few words, told by some of its lines."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PLACES: Final = 32
"""Places of a file that are looked at: exports are sorted by this or that."""
_BYTES: Final = 16 * 1024
"""Bytes that are read at each."""
_MOST_WORDS: Final = 200
_LONGEST: Final = 100


def usual_words(path: Path, delimiter: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """Return for each column the words of its cells; none where nearly every cell is another.

    They are a hint: nobody may take it that other cells do not come.
    """
    words: list[set[str]] = [set() for _ in range(columns)]
    number = 0
    for row in _some_rows(path, delimiter):
        if len(row) == columns:
            number += 1
            for known, cell in zip(words, row, strict=True):
                known.add(cell)
    return tuple(
        tuple(sorted(filter(_is_word, each)))
        if 2 * len(each) <= number and len(each) <= _MOST_WORDS
        else ()
        for each in words
    )


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
