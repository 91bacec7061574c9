"""From the calendar of a file to the working calendar that counts seconds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from generator.periods import Cadence, Period
from generator.periods.publicholidays import PublicHolidays, public_holidays
from generator.periods.workinghours import Shift, WeeklyHours
from generator.periods.workingtime import ALWAYS, CalendarError, DayException, WorkingCalendar
from generator.workspace.model.calendars import Weekday

if TYPE_CHECKING:
    from datetime import date

    from generator.workspace.model.calendars import Calendar, ChangedHours, DatedException


def working_calendar(calendar: Calendar) -> WorkingCalendar:
    """Return what a calendar of report_data/ says about working time.

    It covers the days from `first` to `last`. Public holidays lie beneath the dated
    exceptions. Raises CalendarError for a calendar that `check` finds something wrong with:
    days out of order, an unknown country, a year without data.
    """
    try:
        own = WorkingCalendar(
            id=calendar.calendar,
            zone=calendar.zone,
            weekly=weeks(calendar),
            exceptions=tuple(map(_exception, calendar.exceptions)),
            covered=(
                Period(cadence=Cadence.RANGE, start=calendar.first, end=_after(calendar.last)),
            ),
        )
    except ValueError as wrong:
        raise CalendarError(f"calendar {calendar.calendar}: {wrong}") from wrong
    found = holidays_of(calendar)
    # The package adds whole years; the calendar answers for the days that it names.
    return replace(found.beneath(own), covered=own.covered) if found else own


def holidays_of(calendar: Calendar) -> PublicHolidays | None:
    """Return the public holidays of the covered years, None for a calendar without a country."""
    if calendar.holidays is None:
        return None
    place = calendar.holidays
    return _holidays(place.country, place.subdivision, calendar.first.year, calendar.last.year)


@cache
def _holidays(country: str, subdivision: str | None, first: int, last: int) -> PublicHolidays:
    """Return the public holidays of the years from `first` to `last`, asked for once a run."""
    return public_holidays(country, range(first, last + 1), subdivision)


def weeks(calendar: Calendar) -> tuple[WeeklyHours, ...]:
    """Return the working weeks of a calendar in the order of the file."""
    # Not from `first` on: a night shift that ends on that day began on the day before, and
    # is then missing data instead of silently no work.
    return (
        _week(ALWAYS.start, calendar),
        *(_week(change.first, change) for change in calendar.changes),
    )


def _week(effective: date, hours: Calendar | ChangedHours) -> WeeklyHours:
    """Return one working week: the usual hours, and those of weekdays with their own."""
    given = dict.fromkeys(hours.weekdays, hours.hours)
    for own in hours.by_weekday:
        given |= dict.fromkeys(own.weekdays, own.hours)
    return WeeklyHours(
        effective=effective,
        days=tuple(tuple(map(Shift.parse, given.get(day, ()))) for day in Weekday),
    )


def _exception(exception: DatedException) -> DayException:
    """Return a dated exception; ValueError for hours that nobody would look at."""
    return DayException(
        day=exception.day,
        kind=exception.kind,
        name=exception.name,
        shifts=tuple(map(Shift.parse, exception.hours)),
    )


def _after(day: date) -> date:
    """Return the next day."""
    return day + timedelta(days=1)
