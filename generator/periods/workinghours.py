"""Working hours: shifts of a day on the wall clock, and the week that they make up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from generator.periods.intervals import Span, instant_of, seconds_of

DAY = 24 * 60
"""Minutes on the wall clock of one day, whatever the real length of the day."""

SHIFT_PATTERN = r"^([01][0-9]|2[0-3]):([0-5][0-9])-(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)$"
"""How hours are written: files are checked against the same pattern."""

_FORM = re.compile(SHIFT_PATTERN)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Shift:
    """Hold one stretch of work, in minutes of the wall clock after the midnight of its day.

    It belongs to the day on which it begins and may run into the next one. Raises
    ValueError when it is empty, begins on another day or is longer than 24 hours.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse minutes that no shift has."""
        if not (0 <= self.start < DAY and self.start < self.end <= self.start + DAY):
            raise ValueError(f"expected a shift of at most 24 hours, got {self.start}..{self.end}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `09:00-18:00`, `00:00-24:00`, or `22:00-06:00`, which ends on the next day.

        Raises ValueError also for equal times: they could mean nothing or 24 hours.
        """
        found = _FORM.fullmatch(text)
        if not found:
            raise ValueError(f"expected hours such as 09:00-18:00, got {text!r}")
        hour, minute, end_hour, end_minute = (int(number or 0) for number in found.groups())
        start, end = hour * 60 + minute, end_hour * 60 + end_minute
        if start == end and found[3]:
            raise ValueError(f"expected two times that differ, such as 00:00-24:00, got {text!r}")
        return cls(start=start, end=end if start < end else end + DAY)

    @property
    def overnight(self) -> bool:
        """Tell whether it ends after the midnight that ends its day."""
        return self.end > DAY

    def span(self, day: date, zone: ZoneInfo) -> Span:
        """Return its seconds in UTC when it begins on `day`."""
        return second_of(day, self.start, zone), second_of(day, self.end, zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyHours:
    """Hold the shifts of each weekday, Monday first, in force from a day on."""

    effective: date
    days: tuple[tuple[Shift, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a week of another length."""
        if len(self.days) != len("MTWTFSS"):
            raise ValueError(f"expected the shifts of 7 days, got {len(self.days)}")

    @classmethod
    def of(cls, effective: date, hours: Sequence[str], weekdays: Sequence[int]) -> Self:
        """Return a week with the same hours on each of `weekdays`; Monday is 0."""
        shifts = tuple(map(Shift.parse, hours))
        return cls(
            effective=effective, days=tuple(shifts if day in weekdays else () for day in range(7))
        )

    @property
    def usual(self) -> tuple[Shift, ...]:
        """Return the shifts of the first working day: those of a make-up day as well."""
        return next(filter(None, self.days), ())


def second_of(day: date, minutes: int, zone: ZoneInfo) -> int:
    """Return the first second at which the wall clock shows `minutes` after midnight, or later.

    A time that comes twice means its first coming, one that is skipped means the jump. So
    shifts that follow each other on the wall clock have no gap and no overlap, and the
    shifts of a day add up to its 23, 24 or 25 hours.
    """
    wall = datetime.combine(day, time.min) + timedelta(minutes=minutes)
    # PEP 495: where the clock jumps forward, fold=1 is earlier than fold=0.
    early, late = (seconds_of(wall.replace(tzinfo=zone, fold=fold)) for fold in (1, 0))
    if early >= late:
        return late
    jump = range(early, late)
    return early + bisect_left(jump, wall, key=lambda second: _wall_clock(second, zone))


def _wall_clock(second: int, zone: ZoneInfo) -> datetime:
    """Return what the wall clock shows."""
    return instant_of(second).astimezone(zone).replace(tzinfo=None)
