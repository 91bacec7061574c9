from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from generator.periods.workingtime import CalendarError, UncoveredDayError, WorkingCalendar
from generator.strictyaml import FILE_LIMITS, Document, parse
from generator.workspace.decode import decode
from generator.workspace.model.calendars import Calendar
from generator.workspace.workingcalendars import working_calendar

HEAD = dedent("""\
    calendar: desk
    name: {zh: 服务台, en: Service desk}
    zone: Asia/Shanghai
    first: 2024-01-01
    last: 2025-12-31
    """)


def calendar_of(text: str, head: str = HEAD) -> WorkingCalendar:
    document = parse((head + dedent(text)).encode(), "desk.yml", FILE_LIMITS)
    assert isinstance(document, Document)
    calendar = decode(Calendar, document, "desk.yml")
    assert isinstance(calendar, Calendar)
    return working_calendar(calendar)


def hours_of(calendar: WorkingCalendar, day: str) -> tuple[int, ...]:
    first = date.fromisoformat(day)
    spans = calendar.working_time(first, date.fromordinal(first.toordinal() + 1)).spans
    midnight = calendar.working_time(first, first).start
    return tuple((second - midnight) // 3600 for span in spans for second in span)


def test_the_short_form_is_monday_to_friday_nine_to_six() -> None:
    calendar = calendar_of("")

    assert hours_of(calendar, "2024-07-05") == (9, 18)
    assert hours_of(calendar, "2024-07-06") == ()


def test_a_day_may_have_several_shifts() -> None:
    calendar = calendar_of('hours: ["09:00-12:00", "13:00-18:00"]')

    assert hours_of(calendar, "2024-07-05") == (9, 12, 13, 18)


def test_a_night_shift_ends_on_the_day_after_the_one_it_belongs_to() -> None:
    calendar = calendar_of('weekdays: fri\nhours: "22:00-06:00"')

    assert hours_of(calendar, "2024-07-05") == (22, 24)
    assert hours_of(calendar, "2024-07-06") == (0, 6)


def test_the_night_that_leads_into_the_first_day_is_missing_and_not_free() -> None:
    calendar = calendar_of('hours: "22:00-06:00"')

    with pytest.raises(UncoveredDayError, match="2023-12-31"):
        hours_of(calendar, "2024-01-01")


def test_a_weekday_may_have_hours_of_its_own() -> None:
    calendar = calendar_of("""\
        by_weekday:
          - {weekdays: fri, hours: "09:00-15:00"}
          - {weekdays: [sat, sun], hours: "10:00-24:00"}
        """)

    assert hours_of(calendar, "2024-07-04") == (9, 18)
    assert hours_of(calendar, "2024-07-05") == (9, 15)
    assert hours_of(calendar, "2024-07-07") == (10, 24)


def test_changed_hours_leave_the_days_before_them_alone() -> None:
    calendar = calendar_of("""\
        hours: "09:00-18:00"
        changes:
          - {first: 2024-07-05, weekdays: [mon, fri], hours: "08:00-20:00"}
        """)

    assert hours_of(calendar, "2024-07-04") == (9, 18)
    assert hours_of(calendar, "2024-07-05") == (8, 20)
    assert hours_of(calendar, "2024-07-09") == ()


def test_exceptions_go_three_ways() -> None:
    calendar = calendar_of("""\
        exceptions:
          - {day: 2024-07-04, kind: holiday, name: Holiday}
          - {day: 2024-07-05, kind: changed, name: Summer party, hours: "09:00-12:00"}
          - {day: 2024-07-06, kind: workday, name: Make-up day}
        """)

    assert hours_of(calendar, "2024-07-04") == ()
    assert hours_of(calendar, "2024-07-05") == (9, 12)
    assert hours_of(calendar, "2024-07-06") == (9, 18)


def test_public_holidays_lie_beneath_the_dated_exceptions() -> None:
    calendar = calendar_of("""\
        holidays: {country: CN}
        exceptions:
          - {day: 2025-01-29, kind: changed, name: On duty, hours: "10:00-12:00"}
        """)

    assert hours_of(calendar, "2025-01-28") == ()
    assert hours_of(calendar, "2025-01-29") == (10, 12)
    assert hours_of(calendar, "2025-02-08") == (9, 18)


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    bavaria = calendar_of("holidays: {country: DE, subdivision: BY}")
    germany = calendar_of("holidays: {country: DE}")

    assert not bavaria.is_workday(date(2025, 1, 6))
    assert germany.is_workday(date(2025, 1, 6))


def test_a_calendar_with_public_holidays_answers_for_its_own_days_alone() -> None:
    calendar = calendar_of("holidays: {country: NL}", HEAD.replace("2025-12-31", "2025-06-30"))

    with pytest.raises(UncoveredDayError, match="2025-07-01"):
        calendar.is_workday(date(2025, 7, 1))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("holidays: {country: XX}", "has no XX"),
        ("holidays: {country: CN}\nweekdays: [mon, sun]", "works at weekends"),
        ("changes: [{first: 2024-07-01}, {first: 2024-07-01}]", "ascending"),
        ("exceptions: [{day: 2024-07-05, kind: changed, name: Party}]", "changed day"),
    ],
    ids=["unknown country", "weekends", "order", "no hours"],
)
def test_a_calendar_with_something_wrong_gives_no_working_time(text: str, wrong: str) -> None:
    with pytest.raises(CalendarError, match=wrong):
        calendar_of(text)


def test_a_year_that_the_package_does_not_know_is_refused() -> None:
    with pytest.raises(CalendarError, match="holidays of CN in 2027"):
        calendar_of("holidays: {country: CN}", HEAD.replace("2025-12-31", "2031-12-31"))


def test_the_day_that_the_clocks_change_has_its_own_number_of_hours() -> None:
    head = HEAD.replace("Asia/Shanghai", "Europe/Amsterdam")
    calendar = calendar_of('weekdays: sun\nhours: "00:00-24:00"', head)

    days = (date(2024, 3, 31), date(2024, 10, 27), date(2024, 11, 3))
    worked = [calendar.working_time(day, date.fromordinal(day.toordinal() + 1)) for day in days]

    assert [each.spans.total // 3600 for each in worked] == [23, 25, 24]
