"""A gauge: how many seconds of a set lie in a stretch, found without walking through it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.periods.intervals import Intervals


class Gauge:
    """Answer questions about a set of seconds in logarithmic time."""

    __slots__ = ("_ends", "_held", "_starts")

    def __init__(self, intervals: Intervals) -> None:
        """Add up the spans once."""
        self._starts = [start for start, _ in intervals]
        self._ends = [end for _, end in intervals]
        # One more than spans: the seconds held before each of them, and by all.
        self._held = [0, *accumulate(end - start for start, end in intervals)]

    def within(self, start: int, end: int) -> int:
        """Return how many seconds lie in [start, end); none when it ends before it starts."""
        if start >= end or not self._starts:
            return 0
        return self._before(end) - self._before(start)

    def after(self, start: int, seconds: int) -> int | None:
        """Return the instant by which so many seconds have passed since `start`.

        None when there are not that many.
        """
        if seconds <= 0:
            return start
        wanted = self._before(start) + seconds
        if wanted > self._held[-1]:
            return None
        place = bisect_left(self._held, wanted) - 1
        return self._starts[place] + wanted - self._held[place]

    def first(self, start: int) -> int | None:
        """Return the first second at or after `start`, None when there is none."""
        place = bisect_right(self._ends, start)
        return max(start, self._starts[place]) if place < len(self._starts) else None

    def _before(self, instant: int) -> int:
        """Return how many seconds lie before an instant."""
        place = bisect_right(self._starts, instant) - 1
        if place < 0:
            return 0
        end = self._ends[place]
        # Not min(): this runs millions of times, and a call costs more than all the rest.
        return self._held[place] + (min(end, instant)) - self._starts[place]
