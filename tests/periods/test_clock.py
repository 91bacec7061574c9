from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from generator.periods import Period
from generator.periods.clock import (
    NEVER,
    Case,
    ClockError,
    ClockRules,
    Reading,
    ReopenRule,
    StartRule,
    read,
)
from generator.periods.intervals import NOTHING, Intervals, seconds_of
from generator.periods.workinghours import WeeklyHours
from generator.periods.workingtime import DayException, DayKind, WorkingCalendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = WorkingCalendar(
    id="cn-office",
    zone="Asia/Shanghai",
    weekly=(WeeklyHours.of(date(2025, 1, 1), ["09:00-18:00"], range(5)),),
    covered=(Period.parse("2025"),),
)
# Friday is the 7th of March 2025, Monday the 10th.
MARCH = OFFICE.working_time(date(2025, 3, 1), date(2025, 4, 1))
HOUR, MINUTE = 3600, 60


def at(day: int, hour: int, minute: int = 0) -> int:
    return seconds_of(datetime(2025, 3, day, hour, minute, tzinfo=SHANGHAI))


END = at(31, 18)


def case(logged: int, resolved: Intervals = NOTHING, pauses: Intervals = NOTHING) -> Case:
    return Case(logged=logged, attached=logged, resolved=resolved, pauses=pauses)


def solved(*spans: tuple[int, int]) -> Intervals:
    return Intervals.of(spans)


# Trap 13: Friday 17:00 to Monday 09:30 with hours from 09:00 to 18:00.
def test_an_hour_on_friday_and_half_an_hour_on_monday_are_an_hour_and_a_half() -> None:
    weekend = case(at(7, 17), solved((at(10, 9, 30), NEVER)))

    actual = read(weekend, ClockRules(), MARCH, END)

    assert actual == Reading(elapsed=1 * HOUR + 30 * MINUTE, paused=0, resolved=0, running=False)


def test_a_case_logged_at_night_starts_when_work_does() -> None:
    night = case(at(9, 23), solved((at(10, 9, 10), NEVER)))

    assert read(night, ClockRules(), MARCH, END).elapsed == 10 * MINUTE


# Trap 15: the case waits from Friday 17:00 to Monday 10:00: 2 hours of work, not 65.
def test_a_pause_over_the_weekend_takes_away_its_working_hours_only() -> None:
    waiting = case(at(7, 16), solved((at(10, 12), NEVER)), pauses=solved((at(7, 17), at(10, 10))))

    actual = read(waiting, ClockRules(), MARCH, END)

    assert actual == Reading(elapsed=3 * HOUR, paused=2 * HOUR, resolved=0, running=False)


def test_pauses_that_overlap_take_away_their_time_once() -> None:
    pauses = solved((at(5, 10), at(5, 12)), (at(5, 11), at(5, 13)), (at(5, 11), at(5, 12)))

    actual = read(case(at(5, 9), solved((at(5, 18), NEVER)), pauses), ClockRules(), MARCH, END)

    assert (actual.elapsed, actual.paused, actual.paused_share) == (
        6 * HOUR,
        3 * HOUR,
        Fraction(1, 3),
    )


# Trap 16: logged Monday 09:00, resolved 12:00, reopened Tuesday 09:00, waiting 10:00-11:00,
# resolved 14:00. The 6 working hours in which it was resolved are no pause.
REOPENED = case(
    at(10, 9),
    solved((at(10, 12), at(11, 9)), (at(11, 14), NEVER)),
    pauses=solved((at(11, 10), at(11, 11))),
)


@pytest.mark.parametrize(
    ("rule", "elapsed", "paused", "resolved"),
    [
        (ReopenRule.RESUME, 3 + 4, 1, 6),
        (ReopenRule.LAST_RESOLUTION, 3 + 6 + 4, 1, 0),
        (ReopenRule.FIRST_RESOLUTION, 3, 0, 0),
        (ReopenRule.NEW_CLOCK, 4, 1, 0),
    ],
)
def test_a_reopened_case_is_clocked_by_the_rule_of_its_agreement(
    rule: ReopenRule, elapsed: int, paused: int, resolved: int
) -> None:
    assert read(REOPENED, ClockRules(reopening=rule), MARCH, END) == Reading(
        elapsed=elapsed * HOUR, paused=paused * HOUR, resolved=resolved * HOUR, running=False
    )


def test_a_breach_shows_after_a_reopening_unless_the_contract_says_otherwise() -> None:
    target = 5 * HOUR

    late = [
        read(REOPENED, ClockRules(reopening=rule), MARCH, END).elapsed > target
        for rule in ReopenRule
    ]

    assert dict(zip(ReopenRule, late, strict=True)) == {
        ReopenRule.RESUME: True,
        ReopenRule.LAST_RESOLUTION: True,
        ReopenRule.FIRST_RESOLUTION: False,
        ReopenRule.NEW_CLOCK: False,
    }


@pytest.mark.parametrize("rule", ReopenRule)
def test_rules_for_reopening_do_not_touch_a_case_that_was_resolved_once(rule: ReopenRule) -> None:
    once = case(at(10, 9), solved((at(10, 12), NEVER)), solved((at(10, 10), at(10, 11))))

    assert read(once, ClockRules(reopening=rule), MARCH, END) == Reading(
        elapsed=2 * HOUR, paused=1 * HOUR, resolved=0, running=False
    )


@pytest.mark.parametrize("rule", ReopenRule)
def test_the_clock_of_an_open_case_runs(rule: ReopenRule) -> None:
    assert read(case(at(10, 9)), ClockRules(reopening=rule), MARCH, at(10, 11)) == Reading(
        elapsed=2 * HOUR, paused=0, resolved=0, running=True
    )


@pytest.mark.parametrize(
    ("rule", "elapsed", "running"),
    [
        (ReopenRule.RESUME, 3 + 1, True),
        (ReopenRule.LAST_RESOLUTION, 3 + 6 + 1, True),
        (ReopenRule.FIRST_RESOLUTION, 3, False),
        (ReopenRule.NEW_CLOCK, 1, True),
    ],
)
def test_a_reopened_case_that_is_still_open_runs_unless_the_first_resolution_counts(
    rule: ReopenRule,
    elapsed: int,
    running: bool,  # noqa: FBT001 - a column of the table
) -> None:
    actual = read(REOPENED, ClockRules(reopening=rule), MARCH, at(11, 10))

    assert (actual.elapsed, actual.running) == (elapsed * HOUR, running)


def test_a_reading_knows_nothing_of_what_came_later() -> None:
    actual = read(REOPENED, ClockRules(), MARCH, at(10, 18))

    assert actual == Reading(elapsed=3 * HOUR, paused=0, resolved=0, running=False)


# Trap 17, and pauses that are lost when the agreement changes: logged 09:00, waiting
# 10:00-12:00, raised to another priority 13:00, waiting 14:00-15:00, resolved 17:00.
RAISED = Case(
    logged=at(10, 9),
    attached=at(10, 13),
    pauses=solved((at(10, 10), at(10, 12)), (at(10, 14), at(10, 15))),
    resolved=solved((at(10, 17), NEVER)),
)


@pytest.mark.parametrize(
    ("rule", "elapsed", "paused"),
    [
        (StartRule.LOGGED, 5, 3),
        (StartRule.LOGGED_UNPAUSED, 7, 1),
        (StartRule.ATTACHED, 3, 1),
    ],
)
def test_a_clock_starts_by_the_rule_of_its_agreement(
    rule: StartRule, elapsed: int, paused: int
) -> None:
    assert read(RAISED, ClockRules(start=rule), MARCH, END) == Reading(
        elapsed=elapsed * HOUR, paused=paused * HOUR, resolved=0, running=False
    )


@pytest.mark.parametrize(
    ("rule", "elapsed"),
    [(StartRule.LOGGED, 1), (StartRule.LOGGED_UNPAUSED, 2), (StartRule.ATTACHED, 0)],
)
def test_before_the_agreement_holds_only_retroactive_clocks_count(
    rule: StartRule, elapsed: int
) -> None:
    actual = read(RAISED, ClockRules(start=rule), MARCH, at(10, 11))

    assert (actual.elapsed, actual.running) == (elapsed * HOUR, True)


def test_a_case_resolved_before_its_agreement_took_no_time_of_it() -> None:
    early = replace(RAISED, resolved=solved((at(10, 9, 30), NEVER)))

    actual = read(early, ClockRules(start=StartRule.ATTACHED), MARCH, END)

    assert actual == Reading(elapsed=0, paused=0, resolved=0, running=False)


def test_a_clock_that_never_counted_has_no_paused_share() -> None:
    assert read(case(at(8, 9)), ClockRules(), MARCH, at(8, 12)).paused_share is None


# Trap 18: a make-up Saturday that is added later, and hours that change from a day on.
def test_an_edit_of_the_calendar_leaves_a_case_that_was_resolved_before_it_alone() -> None:
    longer = WeeklyHours.of(date(2025, 3, 15), ["08:00-20:00"], range(7))
    makeup = DayException(day=date(2025, 3, 16), kind=DayKind.WORKDAY, name="make-up")
    edited = replace(OFFICE, weekly=(*OFFICE.weekly, longer), exceptions=(makeup,))

    later = edited.working_time(date(2025, 3, 1), date(2025, 4, 1))

    before = (ClockRules(), at(15, 0))
    assert read(REOPENED, before[0], later, before[1]) == read(
        REOPENED, before[0], MARCH, before[1]
    )


def test_a_case_across_an_edit_is_clocked_by_the_hours_of_each_day() -> None:
    longer = WeeklyHours.of(date(2025, 3, 11), ["08:00-20:00"], range(5))
    edited = replace(OFFICE, weekly=(*OFFICE.weekly, longer))
    march = edited.working_time(date(2025, 3, 1), date(2025, 4, 1))

    actual = read(case(at(10, 9), solved((at(12, 0), NEVER))), ClockRules(), march, END)

    assert actual.elapsed == (9 + 12) * HOUR


def test_a_reading_before_the_case_is_refused() -> None:
    with pytest.raises(ClockError, match="a reading after the case was logged"):
        read(case(at(10, 9)), ClockRules(), MARCH, at(10, 8))


@pytest.mark.parametrize(("logged", "when"), [(MARCH.start - 1, END), (END, MARCH.end + 1)])
def test_time_that_the_calendar_was_not_asked_for_is_refused(logged: int, when: int) -> None:
    with pytest.raises(ClockError, match="ask the calendar for the working time of more days"):
        read(case(logged), ClockRules(), MARCH, when)


def test_an_agreement_before_its_case_is_refused() -> None:
    with pytest.raises(ClockError, match="logged before its agreement holds"):
        Case(logged=10, attached=9)
