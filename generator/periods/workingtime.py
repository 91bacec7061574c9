"""Working calendars: weekly hours, dated exceptions, and the working time they make."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Self
from zoneinfo import ZoneInfo

from generator.errors import ReportgenError
from generator.periods.cadence import Cadence
from generator.periods.intervals import Intervals
from generator.periods.period import Period
from generator.periods.workinghours import Shift, WeeklyHours, second_of

ALWAYS = Period(cadence=Cadence.RANGE, start=date(1900, 1, 1), end=date(2999, 12, 31))
"""Every day that a label can name: what a calendar without holidays covers."""

_DAY = timedelta(days=1)


class CalendarError(ReportgenError):
    """Say that a calendar cannot answer, and what to add to it."""


class UncoveredDayError(CalendarError):
    """Say that a calendar has no data for a day; a guess would look like a figure."""

    def __init__(self, calendar: WorkingCalendar, day: date) -> None:
        covered = ", ".join(period.label for period in calendar.covered) or "nothing"
        super().__init__(
            f"calendar {calendar.id} has no data for {day.year} (asked for {day}; it covers "
            f"{covered}): add the hours, holidays and make-up days of {day.year} to it"
        )
        self.calendar = calendar.id
        self.day = day


class DayKind(StrEnum):
    """What an exception makes of its day."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"
    """A make-up day (调休): worked by the hours of the first working day of the week."""
    CHANGED = "changed"
    """Worked by hours of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayException:
    """Hold a day that is not what its weekday says, and why.

    Raises ValueError when a changed day lacks its shifts, or another day has some.
    """

    day: date
    kind: DayKind
    name: str
    """Empty where the kind says it all."""
    shifts: tuple[Shift, ...] = ()

    def __post_init__(self) -> None:
        """Refuse shifts that nobody would look at."""
        if bool(self.shifts) is not (self.kind is DayKind.CHANGED):
            raise ValueError(f"expected shifts for a changed day and no other, got {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTime:
    """Hold the working spans of the seconds from `start` up to, and without, `end`."""

    start: int
    end: int
    spans: Intervals

    @property
    def digest(self) -> str:
        """Return the sha256 of the spans.

        An edition that keeps it can tell whether a later edit of the calendar reached back.
        """
        text = f"{self.start} {self.end} {self.spans.spans}"
        return hashlib.sha256(text.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """Hold when work is done in one zone.

    `weekly` is in the order of its effective days: an edit of the hours adds a week and
    leaves the past alone. Of two exceptions for one day the later one in the tuple wins.
    `covered` tells the days whose holidays and make-up days are known.
    """

    id: str
    zone: str
    weekly: tuple[WeeklyHours, ...]
    exceptions: tuple[DayException, ...] = ()
    covered: tuple[Period, ...]

    def __post_init__(self) -> None:
        """Refuse weeks out of order: which one is in force would depend on the reader."""
        days = [week.effective for week in self.weekly]
        if any(one >= other for one, other in pairwise(days)):
            raise ValueError(f"expected weekly hours by ascending effective day, got {days}")

    @classmethod
    def around_the_clock(cls, name: str, zone: str) -> Self:
        """Return 24 x 7: no hours off, no holidays, every year covered."""
        week = WeeklyHours.of(ALWAYS.start, ["00:00-24:00"], range(7))
        return cls(id=name, zone=zone, weekly=(week,), covered=(ALWAYS,))

    def first_uncovered(self, first: date, end: date) -> date | None:
        """Return the first day from `first` up to, and without, `end` that lacks data."""
        return next((day for day in _days(first, end) if not self._covers(day)), None)

    def working_time(self, first: date, end: date) -> WorkingTime:
        """Return the working time of the days from `first` up to, and without, `end`.

        A night shift belongs to the day on which it begins: the hours before the morning
        come from the day before, and a holiday does not cut the night that leads into it.
        Raises UncoveredDayError for the first day without data.
        """
        zone = ZoneInfo(self.zone)
        exceptions = {each.day: each for each in self.exceptions}
        start, stop = (second_of(day, 0, zone) for day in (first, end))
        eve = first - _DAY
        spans = [
            shift.span(day, zone)
            for day in _days(eve if self._may_run_over(eve, exceptions.get(eve)) else first, end)
            for shift in self._shifts(day, exceptions.get(day))
        ]
        return WorkingTime(start=start, end=stop, spans=Intervals.of(spans).clip(start, stop))

    def is_workday(self, day: date) -> bool:
        """Tell whether work begins on a day; a holiday after a night shift is none.

        Raises UncoveredDayError for a day without data.
        """
        exception = next((each for each in reversed(self.exceptions) if each.day == day), None)
        return bool(self._shifts(day, exception))

    def _shifts(self, day: date, exception: DayException | None) -> tuple[Shift, ...]:
        """Return the shifts that begin on a day."""
        week = self._week(day)
        if week is None or not self._covers(day):
            raise UncoveredDayError(self, day)
        if exception is None:
            return week.days[day.weekday()]
        if exception.kind is DayKind.WORKDAY and not week.usual:
            raise CalendarError(
                f"calendar {self.id} has no working day whose hours the make-up day {day} "
                "could take over: give the day hours of its own"
            )
        return week.usual if exception.kind is DayKind.WORKDAY else exception.shifts

    def _covers(self, day: date) -> bool:
        """Tell whether the hours and the exceptions of a day are known."""
        return self._week(day) is not None and any(each.contains(day) for each in self.covered)

    def _week(self, day: date) -> WeeklyHours | None:
        """Return the weekly hours in force on a day."""
        return next((week for week in reversed(self.weekly) if week.effective <= day), None)

    def _may_run_over(self, day: date, exception: DayException | None) -> bool:
        """Tell whether a day can have a shift that ends on the next one."""
        week = self._week(day)
        shifts = [shift for shifts in week.days for shift in shifts] if week else []
        return any(shift.overnight for shift in (*shifts, *(exception.shifts if exception else ())))


def _days(first: date, end: date) -> Iterator[date]:
    """Give every day from `first` up to, and without, `end`."""
    return (first + number * _DAY for number in range((end - first).days))
