from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.periods import Cadence, Period
from generator.periods.intervals import seconds_of
from generator.periods.workinghours import Shift, WeeklyHours
from generator.periods.workingtime import (
    CalendarError,
    DayException,
    DayKind,
    UncoveredDayError,
    WorkingCalendar,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEK = WeeklyHours.of(date(2024, 1, 1), ["09:00-18:00"], range(5))
OFFICE = WorkingCalendar(
    id="nl-office",
    zone="Europe/Amsterdam",
    weekly=(WEEK,),
    covered=(Period.parse("2025"),),
)
NIGHTS = replace(OFFICE, weekly=(WeeklyHours.of(date(2024, 1, 1), ["22:00-06:00"], range(5)),))
HOUR = 3600


def free(day: date) -> DayException:
    return DayException(day=day, kind=DayKind.HOLIDAY, name="free")


def work(day: date) -> DayException:
    return DayException(day=day, kind=DayKind.WORKDAY, name="make-up")


def changed(day: date, hours: str) -> DayException:
    return DayException(day=day, kind=DayKind.CHANGED, name="changed", shifts=(Shift.parse(hours),))


def hours_on(calendar: WorkingCalendar, day: date) -> float:
    return calendar.working_time(day, day + timedelta(days=1)).spans.total / HOUR


def second(day: date, hour: int) -> int:
    return seconds_of(datetime(day.year, day.month, day.day, hour, tzinfo=AMSTERDAM))


def test_a_week_of_five_days_has_45_hours() -> None:
    assert OFFICE.working_time(date(2025, 3, 3), date(2025, 3, 10)).spans.total == 45 * HOUR


def test_exceptions_go_both_ways_and_change_hours() -> None:
    monday, saturday, sunday = date(2025, 3, 3), date(2025, 3, 8), date(2025, 3, 9)
    calendar = replace(
        OFFICE, exceptions=(free(monday), work(saturday), changed(sunday, "10:00-12:00"))
    )

    assert [hours_on(calendar, day) for day in (monday, saturday, sunday)] == [0, 9, 2]


def test_of_two_exceptions_for_one_day_the_later_one_wins() -> None:
    day = date(2025, 3, 3)
    calendar = replace(OFFICE, exceptions=(free(day), changed(day, "09:00-10:00")))

    assert hours_on(calendar, day) == 1


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2025, 3, 30), 23), (date(2025, 10, 26), 25)], ids=str
)
def test_round_the_clock_in_amsterdam_has_days_of_23_and_25_hours(day: date, hours: int) -> None:
    always = WorkingCalendar.around_the_clock("always", "Europe/Amsterdam")

    assert hours_on(always, day) == hours


def test_round_the_clock_is_one_span_without_seams_and_needs_no_holidays() -> None:
    always = WorkingCalendar.around_the_clock("always", "Europe/Amsterdam")

    actual = always.working_time(date(1999, 12, 31), date(2050, 1, 2))

    assert actual.spans.spans == ((actual.start, actual.end),)


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    thursday, friday = date(2025, 3, 6), date(2025, 3, 7)
    calendar = replace(NIGHTS, exceptions=(free(friday),))

    # The night of Thursday runs on into the holiday; on its evening no new one begins.
    assert [hours_on(calendar, day) for day in (thursday, friday, date(2025, 3, 8))] == [8, 6, 0]


def test_the_night_before_the_first_day_reaches_into_it() -> None:
    tuesday = date(2025, 3, 4)

    actual = NIGHTS.working_time(tuesday, tuesday + timedelta(days=1))

    assert actual.spans.spans == (
        (second(tuesday, 0), second(tuesday, 6)),
        (second(tuesday, 22), second(date(2025, 3, 5), 0)),
    )


def test_a_changed_day_before_the_first_one_may_run_into_it() -> None:
    calendar = replace(OFFICE, exceptions=(changed(date(2025, 3, 7), "20:00-02:00"),))

    assert hours_on(calendar, date(2025, 3, 8)) == 2


def test_a_year_without_data_is_an_error_that_says_what_to_add() -> None:
    with pytest.raises(UncoveredDayError) as caught:
        OFFICE.working_time(date(2025, 12, 29), date(2026, 1, 5))

    assert (caught.value.calendar, caught.value.day) == ("nl-office", date(2026, 1, 1))
    assert str(caught.value) == (
        "calendar nl-office has no data for 2026 (asked for 2026-01-01; it covers 2025): "
        "add the hours, holidays and make-up days of 2026 to it"
    )


def test_a_calendar_without_years_covers_nothing() -> None:
    with pytest.raises(UncoveredDayError, match="it covers nothing"):
        hours_on(replace(OFFICE, covered=()), date(2025, 3, 3))


def test_days_before_the_first_hours_are_not_covered() -> None:
    covered = (Period.parse("2023"), Period.parse("2024"))
    calendar = replace(OFFICE, covered=covered)

    first = calendar.first_uncovered(date(2023, 12, 31), date(2024, 12, 31))

    assert first == date(2023, 12, 31)


def test_a_covered_stretch_lacks_no_day() -> None:
    assert OFFICE.first_uncovered(date(2025, 1, 1), date(2026, 1, 1)) is None


def test_nights_need_the_day_before_and_days_do_not() -> None:
    new_year = date(2025, 1, 1)

    assert hours_on(OFFICE, new_year) == 9
    with pytest.raises(UncoveredDayError, match="asked for 2024-12-31"):
        hours_on(NIGHTS, new_year)


def test_a_make_up_day_without_hours_to_take_over_is_an_error() -> None:
    idle = WeeklyHours.of(date(2024, 1, 1), [], range(7))
    calendar = replace(OFFICE, weekly=(idle,), exceptions=(work(date(2025, 3, 8)),))

    with pytest.raises(CalendarError, match="the make-up day 2025-03-08 could take over"):
        hours_on(calendar, date(2025, 3, 8))


def test_only_a_changed_day_has_shifts() -> None:
    with pytest.raises(ValueError, match="shifts for a changed day and no other"):
        DayException(day=date(2025, 3, 3), kind=DayKind.CHANGED, name="")
    with pytest.raises(ValueError, match="shifts for a changed day and no other"):
        replace(changed(date(2025, 3, 3), "09:00-10:00"), kind=DayKind.HOLIDAY)


def test_weeks_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="by ascending effective day"):
        replace(OFFICE, weekly=(WEEK, WEEK))


# Trap 18: a calendar that is edited later must not change the past.
@given(effective=st.dates(date(2025, 1, 2), date(2025, 12, 30)), by_night=st.booleans())
def test_hours_that_change_on_a_day_change_nothing_before_it(
    effective: date, *, by_night: bool
) -> None:
    before = NIGHTS if by_night else OFFICE
    before = replace(before, covered=(Period.parse("2024"), *before.covered))
    new = WeeklyHours.of(effective, ["07:00-13:00"], range(7))

    after = replace(before, weekly=(*before.weekly, new))

    old, same = (each.working_time(date(2025, 1, 1), effective) for each in (before, after))
    assert (same, same.digest) == (old, old.digest)


def test_hours_that_change_on_a_day_hold_from_it_on() -> None:
    new = WeeklyHours.of(date(2025, 3, 5), ["09:00-13:00"], range(5))
    calendar = replace(OFFICE, weekly=(WEEK, new))

    assert [hours_on(calendar, date(2025, 3, day)) for day in (3, 4, 5, 6)] == [9, 9, 4, 4]


def test_an_edit_that_reaches_back_shows_in_the_digest() -> None:
    month = Period.of(Cadence.MONTH, date(2025, 3, 1))
    edited = replace(OFFICE, exceptions=(free(date(2025, 3, 4)),))

    digests = {each.working_time(month.start, month.end).digest for each in (OFFICE, edited)}

    assert len(digests) == 2
