"""Periods: frozen, ordered, half-open stretches of whole days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Self, TypeVar
from zoneinfo import ZoneInfo

from typing_extensions import override

from generator.periods.cadence import Cadence, cadence_of, end_of, start_of
from generator.periods.labels import read_label, write_label
from generator.periods.titles import title_of

AnyPeriod = TypeVar("AnyPeriod", bound="Period")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """Hold the days from `start` up to, and without, `end`.

    Periods sort by start, then by end. Raises ValueError when the days are not exactly
    one period of the cadence, so that a label always gives the same period back.
    """

    start: date
    """The first day."""
    end: date
    """The day after the last one."""
    cadence: Cadence

    def __post_init__(self) -> None:
        """Refuse days that are not one whole period of the cadence."""
        if self.cadence is Cadence.RANGE:
            whole = self.start < self.end
        else:
            start = start_of(self.cadence, self.start)
            whole = (self.start, self.end) == (start, end_of(self.cadence, start))
        if not whole:
            raise ValueError(
                f"expected one whole {self.cadence}, got {self.start} up to {self.end}"
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a label such as 2013-10, 2013-W40, 2013-Q4 or 2013-10-05..2013-11-02.

        Raises ValueError with a sentence that says what was expected.
        """
        cadence, start, end = read_label(text)
        return cls(cadence=cadence, start=start, end=end)

    @override
    def __hash__(self) -> int:
        """Hash the days alone: an enumeration is slow to hash, and they nearly always differ."""
        return hash((self.start, self.end))

    @classmethod
    def of(cls, cadence: Cadence, day: date, first_month: int = 1) -> Self:
        """Return the period of the cadence that holds `day`; ValueError for a free range.

        In fiscal years, which begin with another month than January, it is a range where the
        calendar has no such period: a year from April, but a quarter from April is Q2.
        """
        start = start_of(cadence, day, first_month)
        in_calendar = start == start_of(cadence, start)
        return cls(
            cadence=cadence if in_calendar else Cadence.RANGE,
            start=start,
            end=end_of(cadence, start),
        )

    @property
    def label(self) -> str:
        """Return the text form, the same in file names, tags and YAML."""
        return write_label(self.cadence, self.start, self.end)

    def title(self, language: str) -> str:
        """Return the words a reader sees, in "zh" or "en"."""
        return title_of(self.cadence, self.start, self.end, language)

    @property
    def length(self) -> Cadence:
        """Return the cadence that is as long: a range of twelve whole months is a year."""
        if self.cadence is not Cadence.RANGE:
            return self.cadence
        return cadence_of(len(self.month_numbers()))

    def is_in_row_with(self, other: Self) -> bool:
        """Tell whether whoever counts on from one of both, or back, comes to the other one."""
        if not self.cadence is other.cadence is Cadence.RANGE:
            return self.cadence is other.cadence
        mine, theirs = self.month_numbers(), other.month_numbers()
        if mine or theirs:
            return len(mine) == len(theirs) and (mine.start - theirs.start) % len(mine) == 0
        days = self.end - self.start
        is_as_long = days == other.end - other.start
        return is_as_long and (self.start - other.start) % days == timedelta()

    def previous(self) -> Self:
        """Return the period just before; before a range, as many whole months, or days."""
        if self.cadence is Cadence.RANGE:
            return replace(self, start=self._moved(self.start, -1), end=self.start)
        return self.of(self.cadence, self.start - timedelta(days=1))

    def next(self) -> Self:
        """Return the period just after; after a range, as many whole months, or days."""
        if self.cadence is Cadence.RANGE:
            return replace(self, start=self.end, end=self._moved(self.end, 1))
        return self.of(self.cadence, self.end)

    def _moved(self, day: date, times: int) -> date:
        """Return the day so many lengths of this period later."""
        months = len(self.month_numbers())
        if not months:
            return day + times * (self.end - self.start)
        return first_day(month_number(day) + times * months)

    def last(self, n: int) -> tuple[Self, ...]:
        """Return `n` periods in a row (at least 1), the earliest first, this one last."""
        return _last(self, n)

    def contains(self, other: Self | date) -> bool:
        """Tell whether a day, or every day of another period, is in this one."""
        if isinstance(other, date):
            return self.start <= other < self.end
        return self.start <= other.start and other.end <= self.end

    def month_numbers(self) -> range:
        """Return the numbers of the months it is made of; none when it cuts a month.

        A period that cuts a month has no exact roll-up from monthly records.
        """
        return _month_numbers(self.start, self.end)

    def months(self) -> tuple[Self, ...]:
        """Return the months it is made of; none when it cuts a month."""
        return tuple(self.of(Cadence.MONTH, first_day(each)) for each in self.month_numbers())

    def year_to_date(self, first_month: int = 1) -> Self:
        """Return the range from the start of the year to the end of this period.

        The year is that of the last day, and begins with `first_month`: a fiscal year may
        begin in April. Weeks of calendar years count from week 1 of their own week year,
        which may begin in December or on 2 or 3 January.
        """
        last = self.end - timedelta(days=1)
        start = date(last.year - (last.month < first_month), first_month, 1)
        if self.cadence is Cadence.WEEK and first_month == 1:
            start = date.fromisocalendar(last.isocalendar().year, 1, 1)
        return replace(self, cadence=Cadence.RANGE, start=start)

    def bounds(self, zone: str) -> tuple[datetime, datetime]:
        """Return the first instant and the first one after it, for an IANA zone, in UTC.

        UTC, because Python subtracts two datetimes of one zone by the clock on the wall,
        which makes every day 24 hours long, also the one of 23 and the one of 25.
        """
        start, end = (
            datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)
            for day in (self.start, self.end)
        )
        return start, end


@lru_cache(maxsize=4096)
def _last(period: AnyPeriod, n: int) -> tuple[AnyPeriod, ...]:
    """Return periods in a row, the same objects for all who ask: every figure does."""
    periods = [period]
    while len(periods) < n:
        periods.append(periods[-1].previous())
    return tuple(reversed(periods))


@lru_cache(maxsize=4096)
def _month_numbers(start: date, end: date) -> range:
    """Return the numbers of whole months, computed once for all figures of a period."""
    if start.day != 1 or end.day != 1:
        return range(0)
    return range(month_number(start), month_number(end))


def month_number(day: date) -> int:
    """Return the months from the year 0 to the month of a day: one more for the next month."""
    return 12 * day.year + day.month - 1


def first_day(number: int) -> date:
    """Return the first day of the month of a number."""
    return date(number // 12, number % 12 + 1, 1)
