from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from generator.periods import Period
from generator.periods.publicholidays import UnknownHolidaysError, public_holidays
from generator.periods.workinghours import WeeklyHours
from generator.periods.workingtime import CalendarError, DayException, DayKind, WorkingCalendar

OFFICE = WorkingCalendar(
    id="cn-office",
    zone="Asia/Shanghai",
    weekly=(WeeklyHours.of(date(2001, 1, 1), ["09:00-18:00"], range(5)),),
    covered=(),
)


def working_days(calendar: WorkingCalendar, first: date, end: date) -> list[date]:
    days = [first + timedelta(days=number) for number in range((end - first).days)]
    return [day for day in days if calendar.working_time(day, day + timedelta(days=1)).spans]


# Trap 14: 28 January to 4 February are off; Sunday 26 January and Saturday 8 February are not.
def test_the_spring_festival_of_2025_is_paid_for_by_two_days_at_weekends() -> None:
    calendar = public_holidays("CN", [2025]).beneath(OFFICE)

    actual = working_days(calendar, date(2025, 1, 25), date(2025, 2, 10))

    january, february = [26, 27], [5, 6, 7, 8]
    assert actual == [date(2025, 1, day) for day in january] + [
        date(2025, 2, day) for day in february
    ]


def test_the_year_2025_has_248_working_days_in_china() -> None:
    calendar = public_holidays("CN", [2025]).beneath(OFFICE)

    assert len(working_days(calendar, date(2025, 1, 1), date(2026, 1, 1))) == 248


def test_a_make_up_day_in_december_belongs_to_its_own_year() -> None:
    found = public_holidays("CN", [2001])

    made_up = [each.day for each in found.days if each.kind is DayKind.WORKDAY]
    assert made_up[-2:] == [date(2001, 12, 29), date(2001, 12, 30)]


@pytest.mark.parametrize("year", [2000, 2099])
def test_a_year_whose_make_up_days_were_not_announced_is_an_error(year: int) -> None:
    with pytest.raises(UnknownHolidaysError, match="its make-up days cover 2001 to") as caught:
        public_holidays("CN", [2025, year])

    assert (caught.value.country, caught.value.year) == ("CN", year)


def test_a_year_outside_the_data_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(UnknownHolidaysError) as caught:
        public_holidays("NL", [1900])

    assert str(caught.value) == (
        "the package `holidays` does not know the holidays of NL in 1900 (its data cover 1966 to "
        "2100): list them as dated exceptions of the calendar, or take a newer version"
    )


def test_a_year_of_estimated_days_is_an_error() -> None:
    with pytest.raises(UnknownHolidaysError, match="it estimates days that depend on the moon"):
        public_holidays("TR", [2060])


@pytest.mark.parametrize(("country", "subdivision"), [("XX", None), ("DE", "ZZ"), ("utils", None)])
def test_a_place_that_the_package_does_not_have_is_an_error(
    country: str, subdivision: str | None
) -> None:
    with pytest.raises(CalendarError, match="expected an ISO 3166 code such as CN or NL"):
        public_holidays(country, [2025], subdivision)


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    bavaria, germany = (public_holidays("DE", [2025], part).days for part in ("BY", None))

    assert [each.day for each in bavaria if each not in germany] == [
        date(2025, 1, 6),
        date(2025, 6, 19),
        date(2025, 11, 1),
    ]


def test_names_are_in_the_language_of_the_country_on_any_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "en_US")

    first = public_holidays("NL", [2013]).days[0]

    assert first == DayException(day=date(2013, 1, 1), kind=DayKind.HOLIDAY, name="Nieuwjaarsdag")


def test_the_exceptions_of_a_calendar_win_over_the_public_holidays() -> None:
    eve = date(2025, 1, 28)
    calendar = replace(
        OFFICE, exceptions=(DayException(day=eve, kind=DayKind.WORKDAY, name="on call"),)
    )

    actual = working_days(public_holidays("CN", [2025]).beneath(calendar), eve, date(2025, 1, 30))

    assert actual == [eve]


def test_public_holidays_cover_their_years_and_keep_what_was_covered() -> None:
    calendar = replace(OFFICE, covered=(Period.parse("2001"),))

    covered = public_holidays("CN", [2025, 2024, 2025]).beneath(calendar).covered

    assert [period.label for period in covered] == ["2001", "2024", "2025"]


def test_work_at_weekends_where_they_are_moved_about_is_an_error() -> None:
    six_days = replace(
        OFFICE, weekly=(WeeklyHours.of(date(2001, 1, 1), ["09:00-18:00"], range(6)),)
    )

    with pytest.raises(CalendarError, match="does not tell which weekends of CN are free"):
        public_holidays("CN", [2025]).beneath(six_days)


def test_work_at_weekends_is_fine_where_they_stay_what_they_are() -> None:
    six_days = WeeklyHours.of(date(2001, 1, 1), ["09:00-18:00"], range(6))
    calendar = public_holidays("NL", [2025]).beneath(replace(OFFICE, weekly=(six_days,)))

    # 19 April is the Saturday of Easter, 20 and 21 April are free.
    actual = working_days(calendar, date(2025, 4, 19), date(2025, 4, 23))

    assert actual == [date(2025, 4, 19), date(2025, 4, 22)]
