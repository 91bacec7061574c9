"""Intervals: sets of half-open stretches of time, in whole seconds of UTC."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain, pairwise
from typing import Self

Span = tuple[int, int]
"""The first second and the first one after it."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


def seconds_of(instant: datetime) -> int:
    """Return an aware instant as seconds since 1970 in UTC; a part of a second is cut off.

    Raises ValueError for an instant without a zone: what it means depends on the reader.
    """
    if instant.utcoffset() is None:
        raise ValueError(f"expected an instant with its zone, got {instant.isoformat()}")
    return (instant - _EPOCH) // _SECOND


def instant_of(seconds: int) -> datetime:
    """Return seconds since 1970 as an instant in UTC."""
    return _EPOCH + seconds * _SECOND


@dataclass(frozen=True, slots=True)
class Intervals:
    """Hold a set of seconds as sorted spans that neither overlap nor touch.

    Made by `of`. Equal sets are equal values, however they came about. `|`, `&` and `-`
    are union, intersection and difference; iteration gives the spans.
    """

    spans: tuple[Span, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the starts apart for the search; refuse spans that `of` would not give."""
        edges = tuple(chain.from_iterable(self.spans))
        if any(one >= other for one, other in pairwise(edges)):
            raise ValueError("expected sorted spans that neither overlap nor touch; use `of`")
        object.__setattr__(self, "_starts", edges[::2])

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Self:
        """Return the union of any spans; empty ones vanish.

        Raises ValueError for a span that ends before it starts.
        """
        merged: list[Span] = []
        for start, end in sorted(spans):
            if end < start:
                raise ValueError(f"expected a span with its end after its start, got {start, end}")
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], end))
            elif start < end:
                merged.append((start, end))
        return cls(tuple(merged))

    @classmethod
    def between(cls, start: datetime, end: datetime) -> Self:
        """Return the one span between two aware instants."""
        return cls.of([(seconds_of(start), seconds_of(end))])

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __or__(self, other: Self) -> Self:
        return self.of((*self.spans, *other.spans))

    def __and__(self, other: Self) -> Self:
        return self._where(other, lambda here, there: here and there)

    def __sub__(self, other: Self) -> Self:
        return self._where(other, lambda here, there: here and not there)

    @property
    def total(self) -> int:
        """Return how many seconds it holds."""
        return sum(end - start for start, end in self.spans)

    def holds(self, second: int) -> bool:
        """Tell whether it holds the second; the end of a span does not belong to it."""
        place = bisect_right(self._starts, second) - 1
        return place >= 0 and second < self.spans[place][1]

    def clip(self, start: int, end: int) -> Self:
        """Return what lies in [start, end); nothing when `end` is not after `start`."""
        # A calendar holds years of spans and a case needs days of them: look these up.
        first, after = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)
        near = self.spans[max(first, 0) : after]
        cut = ((max(one, start), min(other, end)) for one, other in near)
        return self.of((one, other) for one, other in cut if one < other)

    def _where(self, other: Self, wanted: Callable[[bool, bool], bool]) -> Self:
        """Return the seconds for which `wanted` says so, told who holds them.

        Between two neighbouring edges nothing changes, so the first second speaks for all.
        """
        edges = sorted({edge for span in (*self.spans, *other.spans) for edge in span})
        return self.of(
            (start, end)
            for start, end in pairwise(edges)
            if wanted(self.holds(start), other.holds(start))
        )


NOTHING = Intervals()
"""The empty set."""
