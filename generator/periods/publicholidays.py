"""Public holidays: those that the package `holidays` knows, as dated exceptions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.periods.cadence import Cadence
from generator.periods.period import Period
from generator.periods.workingtime import CalendarError, DayException, DayKind, WorkingCalendar

if TYPE_CHECKING:
    from holidays import HolidayBase


class UnknownHolidaysError(CalendarError):
    """Say that the package does not know, or only guesses, the holidays of a year."""

    def __init__(self, country: str, year: int, why: str) -> None:
        super().__init__(
            f"the package `holidays` does not know the holidays of {country} in {year} ({why}): "
            "list them as dated exceptions of the calendar, or take a newer version"
        )
        self.country = country
        self.year = year
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicHolidays:
    """Hold the free days and make-up days of whole years of a country."""

    country: str
    days: tuple[DayException, ...]
    covered: tuple[Period, ...]
    weekend: frozenset[int]
    """Weekdays that are free anyway, Monday being 0; empty where there are no make-up days."""

    def beneath(self, calendar: WorkingCalendar) -> WorkingCalendar:
        """Return the calendar with these days; the calendar's own exceptions win.

        Raises CalendarError for a calendar with work at weekends in a country with make-up
        days: which of the weekend's days within a holiday are free is not in the package.
        """
        for week in calendar.weekly:
            if any(week.days[day] for day in self.weekend):
                raise CalendarError(
                    f"calendar {calendar.id} works at weekends, and the package `holidays` does "
                    f"not tell which weekends of {self.country} are free: list the exceptions"
                )
        return WorkingCalendar(
            id=calendar.id,
            zone=calendar.zone,
            weekly=calendar.weekly,
            exceptions=(*self.days, *calendar.exceptions),
            covered=(*calendar.covered, *self.covered),
        )


def public_holidays(
    country: str, years: Iterable[int], subdivision: str | None = None
) -> PublicHolidays:
    """Return the public holidays of a country (ISO 3166 code) for whole years.

    Names are in the country's own language. Raises CalendarError for a country or
    subdivision that the package does not have, UnknownHolidaysError for a year that is
    outside its data, that it only estimates, or whose make-up days were not yet announced.
    """
    wanted = sorted(set(years))
    limits = _entity(country, subdivision, [])
    for year in wanted:
        # Before the package is asked for the year: it would answer with a warning.
        if not limits.start_year <= year <= limits.end_year:
            why = f"its data cover {limits.start_year} to {limits.end_year}"
            raise UnknownHolidaysError(country, year, why)
    found = _entity(country, subdivision, wanted)
    for year in wanted:
        if why := _doubt(found, year):
            raise UnknownHolidaysError(country, year, why)
    free = {day: _free(day, name) for day, name in found.items() if day.year in wanted}
    made_up = {day: _made_up(day) for day in found.weekend_workdays if day.year in wanted}
    return PublicHolidays(
        country=country,
        days=tuple(each for _, each in sorted((free | made_up).items())),
        covered=tuple(Period.of(Cadence.YEAR, date(year, 1, 1)) for year in wanted),
        weekend=frozenset(found.weekend if found.has_substituted_holidays else ()),
    )


def _entity(country: str, subdivision: str | None, years: list[int]) -> HolidayBase:
    """Return the package's holidays in the country's language."""
    # The import takes 170 ms: only those pay whose calendar names a country.
    from holidays import country_holidays  # noqa: PLC0415

    place = f"{country}-{subdivision}" if subdivision else country
    message = (
        f"the package `holidays` has no {place}: expected an ISO 3166 code such as CN or "
        "NL, or list the holidays as dated exceptions of the calendar"
    )
    # A longer name could be another part of the package.
    if not re.fullmatch(r"[A-Z]{2}", country, re.ASCII):
        raise CalendarError(message)
    try:
        language = country_holidays(country).default_language
        # Without a language the package would take the one of the machine.
        return country_holidays(country, subdiv=subdivision, years=years, language=language)
    except NotImplementedError as error:
        raise CalendarError(message) from error


def _doubt(found: HolidayBase, year: int) -> str:
    """Return why the holidays of a year are a guess, or nothing."""
    # Make-up days are announced year by year; without them the package would still answer.
    announced = getattr(found, "special_public_holidays", {})
    if found.has_substituted_holidays and not min(announced) <= year <= max(announced):
        return f"its make-up days cover {min(announced)} to {max(announced)}"
    mark = found.tr(getattr(found, "estimated_label", "")).strip("%s ()（）")
    if mark and any(mark in name for day, name in found.items() if day.year == year):
        return "it estimates days that depend on the moon"
    return ""


def _free(day: date, name: str) -> DayException:
    """Return a holiday."""
    return DayException(day=day, kind=DayKind.HOLIDAY, name=name)


def _made_up(day: date) -> DayException:
    """Return a day of work at a weekend; the package names only the day off that it pays for."""
    return DayException(day=day, kind=DayKind.WORKDAY, name="")
