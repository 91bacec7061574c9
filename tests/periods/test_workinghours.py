from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.periods.intervals import instant_of
from generator.periods.workinghours import DAY, Shift, WeeklyHours, second_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SPRING, AUTUMN = date(2025, 3, 30), date(2025, 10, 26)
"""The days of 2025 on which the clocks of Amsterdam change."""


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("09:00-18:00", 540, 1080),
        ("00:00-24:00", 0, 1440),
        ("22:00-06:00", 1320, 1800),
        ("18:30-00:00", 1110, 1440),
        ("23:59-23:58", 1439, 2878),
    ],
)
def test_hours_are_minutes_and_run_over_midnight_when_they_end_early(
    text: str, start: int, end: int
) -> None:
    assert Shift.parse(text) == Shift(start=start, end=end)


@pytest.mark.parametrize(
    "text", ["", "9:00-18:00", "24:00-06:00", "09:00-24:30", "09:60-10:00", "09:00-18:00\n"]
)
def test_text_that_is_no_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected hours such as 09:00-18:00"):
        Shift.parse(text)


@pytest.mark.parametrize("text", ["09:00-09:00", "00:00-00:00"])
def test_equal_times_are_refused_because_they_mean_nothing_or_a_day(text: str) -> None:
    with pytest.raises(ValueError, match="such as 00:00-24:00, got"):
        Shift.parse(text)


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (1440, 1500), (600, 600), (600, 2041)])
def test_minutes_that_no_shift_has_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="a shift of at most 24 hours"):
        Shift(start=start, end=end)


@pytest.mark.parametrize(
    ("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2025, 6, 1), 24)], ids=str
)
def test_a_whole_day_in_amsterdam_has_23_24_or_25_hours(day: date, hours: int) -> None:
    start, end = Shift.parse("00:00-24:00").span(day, AMSTERDAM)

    assert end - start == hours * 3600


def test_a_time_that_comes_twice_means_its_first_coming() -> None:
    assert instant_of(second_of(AUTUMN, 150, AMSTERDAM)) == datetime(
        2025, 10, 26, 0, 30, tzinfo=UTC
    )


@pytest.mark.parametrize("minutes", [120, 121, 150, 179, 180])
def test_a_time_that_is_skipped_means_the_jump(minutes: int) -> None:
    assert instant_of(second_of(SPRING, minutes, AMSTERDAM)) == datetime(2025, 3, 30, 1, tzinfo=UTC)


def test_a_shift_within_the_skipped_hour_is_empty() -> None:
    start, end = Shift.parse("02:10-02:50").span(SPRING, AMSTERDAM)

    assert start == end


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2025, 3, 29), 7), (date(2025, 10, 25), 9)], ids=str
)
def test_a_night_shift_is_an_hour_shorter_in_spring_and_longer_in_autumn(
    day: date, hours: int
) -> None:
    start, end = Shift.parse("22:00-06:00").span(day, AMSTERDAM)

    assert end - start == hours * 3600


def test_a_day_begins_at_one_where_midnight_is_skipped() -> None:
    first_second = second_of(date(2018, 11, 4), 0, ZoneInfo("America/Sao_Paulo"))

    assert instant_of(first_second) == datetime(2018, 11, 4, 3, tzinfo=UTC)


def test_a_day_that_a_zone_left_out_has_no_seconds() -> None:
    start, end = Shift.parse("00:00-24:00").span(date(2011, 12, 30), ZoneInfo("Pacific/Apia"))

    assert start == end


@given(
    st.sampled_from([SPRING, AUTUMN, date(2025, 7, 1)]),
    st.lists(st.integers(min_value=1, max_value=DAY - 1), unique=True),
)
def test_shifts_that_follow_each_other_add_up_to_their_day(day: date, cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), DAY]

    spans = [Shift(start=one, end=other).span(day, AMSTERDAM) for one, other in pairwise(edges)]

    whole = Shift(start=0, end=DAY).span(day, AMSTERDAM)
    assert all(one <= other for one, other in spans)
    assert sum(end - start for start, end in spans) == whole[1] - whole[0]


def test_a_week_has_several_shifts_on_its_working_days_and_the_first_one_is_usual() -> None:
    week = WeeklyHours.of(date(2025, 1, 1), ["09:00-12:00", "13:30-18:00"], range(1, 5))

    shifts = (Shift(start=540, end=720), Shift(start=810, end=1080))
    assert (week.days, week.usual) == (((), *(shifts,) * 4, (), ()), shifts)


def test_a_week_of_six_days_is_refused() -> None:
    with pytest.raises(ValueError, match="the shifts of 7 days, got 6"):
        WeeklyHours(effective=date(2025, 1, 1), days=((),) * 6)
