"""The service clock for many cases at once: the numbers of `clock`, by arrays.

Working time before any instant is one look-up in the sums of the working spans, so working
time between two instants is a difference. All columns are 64-bit integers: nothing rounds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from generator.periods.clock import (
    ClockError,
    ClockRules,
    ReopenRule,
    StartRule,
    check_known,
    check_logged,
)
from generator.periods.workingtime import WorkingTime

Column = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class WorkingSeconds:
    """Answer how much working time was before each of many instants."""

    working: WorkingTime
    _starts: Column = field(init=False, repr=False)
    _ends: Column = field(init=False, repr=False)
    _sums: Column = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Lay the spans out, after an empty one that instants before the first one find."""
        spans = [(self.working.start, self.working.start), *self.working.spans]
        starts, ends = np.array(spans, dtype=np.int64).T.copy()
        sums = np.concatenate(([0], np.cumsum(ends - starts)[:-1]))
        for name, column in (("_starts", starts), ("_ends", ends), ("_sums", sums)):
            object.__setattr__(self, name, column)

    def before(self, instants: Column) -> Column:
        """Return the working seconds before each instant, from the start of what is known."""
        place = np.searchsorted(self._starts, instants, side="right") - 1
        return self._sums[place] + np.minimum(instants, self._ends[place]) - self._starts[place]

    def between(self, starts: Column, ends: Column) -> Column:
        """Return the working seconds from each start to its end.

        Raises ClockError for an end before its start and for instants outside what is known.
        """
        if len(starts):
            check_known(int(starts.min()), int(ends.max()), self.working)
        if (ends < starts).any():
            raise ClockError(
                f"expected ends after starts, not so in row {(ends < starts).argmax()}"
            )
        return self.before(ends) - self.before(starts)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpanTable:
    """Hold spans of many cases: which case (its row, from 0), first second, one after the last."""

    case: Column
    start: Column
    end: Column

    @classmethod
    def empty(cls) -> Self:
        """Return a table without spans."""
        return cls(case=_none(), start=_none(), end=_none())

    def joined(self, other: Self) -> Self:
        """Return the spans of both tables, as they are."""
        return type(self)(
            case=np.concatenate((self.case, other.case)),
            start=np.concatenate((self.start, other.start)),
            end=np.concatenate((self.end, other.end)),
        )

    def clip(self, low: Column, high: Column) -> Self:
        """Return what lies between the limits of each case; empty spans vanish."""
        start = np.maximum(self.start, low[self.case])
        end = np.minimum(self.end, high[self.case])
        kept = start < end
        return type(self)(case=self.case[kept], start=start[kept], end=end[kept])

    def union(self) -> Self:
        """Return the spans sorted by case and start, without any that overlap or touch."""
        if not len(self.case):
            return self
        # Each case gets a stretch of one long line of its own, where nothing meets another's.
        base, width = self.start.min(), self.end.max() - self.start.min() + 1
        shift = self.case * width - base
        order = np.argsort(self.start + shift, kind="stable")
        start, reach = (
            (self.start + shift)[order],
            np.maximum.accumulate((self.end + shift)[order]),
        )
        apart = start[1:] > reach[:-1]
        first, last = np.concatenate(([True], apart)), np.concatenate((apart, [True]))
        case = self.case[order][first]
        back = case * width - base
        return type(self)(case=case, start=start[first] - back, end=reach[last] - back)

    def working(self, seconds: WorkingSeconds, cases: int) -> Column:
        """Return the working time within the spans of each of `cases`; they must not overlap."""
        sums = np.zeros(cases, dtype=np.int64)
        np.add.at(sums, self.case, seconds.between(self.start, self.end))
        return sums


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CaseTable:
    """Hold the columns of many cases; what they mean is in `clock.Case`.

    Pauses and resolutions may come in any order and overlap. Raises ClockError for the
    first row whose agreement came to hold before it was logged.
    """

    logged: Column
    attached: Column
    pauses: SpanTable
    resolved: SpanTable

    def __post_init__(self) -> None:
        """Refuse agreements that were there before their case."""
        wrong = self.attached < self.logged
        if wrong.any():
            raise ClockError(
                "expected cases logged before their agreement holds, "
                f"not so in row {wrong.argmax()}"
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReadingTable:
    """Hold what the clocks show, row by row; what it means is in `clock.Reading`."""

    elapsed: Column
    paused: Column
    resolved: Column
    running: Flags


def read_table(
    cases: CaseTable, rules: ClockRules, seconds: WorkingSeconds, at: int
) -> ReadingTable:
    """Return what the clocks of all cases show at `at`; see `clock.read`."""
    if len(cases.logged):
        check_logged(int(cases.logged.max()), at)
        check_known(int(cases.logged.min()), at, seconds.working)
    from_attached = rules.start is StartRule.ATTACHED
    opened = np.minimum(at, cases.attached if from_attached else cases.logged)
    now = np.full_like(opened, at)
    resolved = cases.resolved.clip(opened, now).union()
    start, end, running = _stretches(rules.reopening, opened, resolved, now)
    stood = resolved.clip(start, end) if rules.reopening is ReopenRule.RESUME else SpanTable.empty()
    pauses = cases.pauses
    if rules.start is StartRule.LOGGED_UNPAUSED:
        pauses = pauses.clip(cases.attached, now)
    away = pauses.clip(start, end).joined(stood).union()
    still = stood.working(seconds, len(opened))
    uncounted = away.working(seconds, len(opened))
    return ReadingTable(
        elapsed=seconds.between(start, end) - uncounted,
        paused=uncounted - still,
        resolved=still,
        running=running,
    )


def _stretches(
    rule: ReopenRule, start: Column, resolved: SpanTable, now: Column
) -> tuple[Column, Column, Flags]:
    """Return from when to when each clock counts, and whether it is running."""
    first, after = (
        np.searchsorted(resolved.case, np.arange(len(start)), side=side)
        for side in ("left", "right")
    )
    # Rows without a resolution look at a row of another case, or at the padding; `known` tells.
    known = first < after
    starts, ends = (np.append(column, 0) for column in (resolved.start, resolved.end))
    if rule is ReopenRule.FIRST_RESOLUTION:
        return start, np.where(known, starts[first], now), ~known
    over = known & (ends[after - 1] == now)
    if rule is ReopenRule.NEW_CLOCK:
        last = after - 1 - over
        start = np.where(last >= first, ends[last], start)
    return start, np.where(over, starts[after - 1], now), ~over


def _none() -> Column:
    """Return a column without rows."""
    return np.zeros(0, dtype=np.int64)
