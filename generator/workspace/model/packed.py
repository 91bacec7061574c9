"""Many values in one line of a record: a histogram, or a set of ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from generator.workspace.model.types import CASE_PATTERN, NUMBER_PATTERN

NOTHING = "-"
"""Counted, and nobody was there; an absent text would say that nobody counted."""
HISTOGRAM_WORDS = (
    "values with their number in ascending order, such as '1:180 2.5:20', or '-' for none"
)
IDS_WORDS = "ids in ascending order, each once, such as 'p01 p07', or '-' for none"
LONGEST = 1_000_000
"""Characters: some 100,000 values that are all different, or 30,000 ids."""
_VALUE = re.compile(NUMBER_PATTERN)
_COUNT = re.compile(r"[1-9][0-9]{0,17}")
_ID = re.compile(CASE_PATTERN)


def read_histogram(text: str) -> tuple[tuple[Decimal, int], ...]:
    """Read value:count pairs; ValueError for all but the one canonical form."""
    pairs = [word.split(":") for word in _words(text)]
    if not all(len(pair) == 2 and _is_counted(*pair) for pair in pairs):  # noqa: PLR2004 - a pair
        raise ValueError(HISTOGRAM_WORDS)
    read = tuple((Decimal(value), int(count)) for value, count in pairs)
    if write_histogram(dict(read)) != text:
        raise ValueError(HISTOGRAM_WORDS)
    return read


def write_histogram(counts: Mapping[Decimal, int]) -> str:
    """Write how often each value was there, without zeros that say nothing."""
    pairs = (f"{_plain(value)}:{count}" for value, count in sorted(counts.items()))
    return " ".join(pairs) or NOTHING


def read_ids(text: str) -> tuple[str, ...]:
    """Read ids; ValueError for all but the one canonical form."""
    ids = _words(text)
    if not all(_ID.fullmatch(each) for each in ids) or write_ids(ids) != text:
        raise ValueError(IDS_WORDS)
    return ids


def write_ids(ids: Iterable[str]) -> str:
    """Write ids sorted by their characters, each once."""
    return " ".join(sorted(set(ids))) or NOTHING


def _histogram(text: str) -> str:
    """Return the text if it is a histogram; ValueError says what one looks like."""
    read_histogram(text)
    return text


def _ids(text: str) -> str:
    """Return the text if it is a set of ids; ValueError says what one looks like."""
    read_ids(text)
    return text


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a line; none for a dash."""
    return () if text == NOTHING else tuple(text.split(" "))


def _is_counted(value: str, count: str) -> bool:
    """Tell whether both halves of a pair are numbers as records write them."""
    return bool(_VALUE.fullmatch(value) and _COUNT.fullmatch(count))


def _plain(value: Decimal) -> str:
    """Write a number without exponent and without zeros at its end."""
    text = format(value or Decimal(0), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


Histogram = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(_histogram)]
Ids = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(_ids)]
