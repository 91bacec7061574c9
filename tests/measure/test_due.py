from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measure.due import due_date
from generator.periods import Period
from generator.periods.workingtime import DayKind, UncoveredDayError
from generator.workspace.model.calendars import Calendar, DatedException
from generator.workspace.model.types import Bilingual
from generator.workspace.workingcalendars import working_calendar

JANUARY = Period.parse("2025-01")
# Spring Festival 2025: eight days off, paid for with a Sunday before and a Saturday after.
FREE = tuple(
    DatedException(day=day, kind=DayKind.HOLIDAY, name="春节")
    for day in (*(date(2025, 1, n) for n in (28, 29, 30, 31)), *(date(2025, 2, n) for n in (3, 4)))
)
MADE_UP = tuple(
    DatedException(day=day, kind=DayKind.WORKDAY, name="调休")
    for day in (date(2025, 1, 26), date(2025, 2, 8))
)
YEAR = Calendar(
    calendar="cn",
    name=Bilingual(zh="中国", en="China"),
    zone="Asia/Shanghai",
    first=date(2025, 1, 1),
    last=date(2025, 12, 31),
    exceptions=FREE + MADE_UP,
)
CALENDAR = working_calendar(YEAR)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 1, 24), True),
        (date(2025, 1, 25), False),
        (date(2025, 1, 26), True),
        (date(2025, 1, 28), False),
        (date(2025, 2, 8), True),
    ],
    ids=["Friday", "Saturday", "make-up Sunday", "holiday Tuesday", "make-up Saturday"],
)
def test_a_dated_exception_is_stronger_than_the_weekday(day: date, *, works: bool) -> None:
    assert CALENDAR.is_workday(day) is works


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("1 working day", date(2025, 2, 5)),
        ("3 working days", date(2025, 2, 7)),
        ("4 working days", date(2025, 2, 8)),
        ("5 working days", date(2025, 2, 10)),
    ],
)
def test_working_days_pass_over_holidays_and_count_make_up_days(rule: str, due: date) -> None:
    assert due_date(rule, JANUARY, CALENDAR) == due


@pytest.mark.parametrize(
    ("rule", "due"),
    [("1 calendar day", date(2025, 2, 1)), ("15 calendar days", date(2025, 2, 15))],
)
def test_calendar_days_count_every_day_after_the_period(rule: str, due: date) -> None:
    assert due_date(rule, JANUARY, CALENDAR) == due


@pytest.mark.parametrize("period", ["2024-11", "2025-12", "2026-01"])
def test_a_calendar_that_does_not_reach_gives_no_day_and_not_a_wrong_one(period: str) -> None:
    assert due_date("5 working days", Period.parse(period), CALENDAR) is None


def test_the_last_day_of_a_calendar_is_still_a_day_of_it() -> None:
    last = date(2025, 2, 10)

    shorter = working_calendar(replace(YEAR, last=last))

    assert due_date("5 working days", JANUARY, shorter) == last


def test_a_day_that_a_calendar_does_not_know_is_neither_work_nor_free() -> None:
    with pytest.raises(UncoveredDayError, match="2026"):
        CALENDAR.is_workday(date(2026, 1, 5))


def test_a_calendar_that_ends_while_counting_gives_no_day() -> None:
    assert due_date("40 working days", Period.parse("2025-11"), CALENDAR) is None


@given(number=st.integers(1, 60), month=st.integers(1, 8))
def test_the_due_day_is_a_workday_with_that_many_workdays_since_the_period(
    number: int, month: int
) -> None:
    period = Period.parse(f"2025-{month:02}")
    due = due_date(f"{number} working days", period, CALENDAR)
    assert due is not None

    days = (date.fromordinal(n) for n in range(period.end.toordinal(), due.toordinal() + 1))

    assert CALENDAR.is_workday(due)
    assert sum(CALENDAR.is_workday(day) for day in days) == number
