from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.periods import Cadence, Period

CALENDAR = [cadence for cadence in Cadence if cadence is not Cadence.RANGE]
DAYS = st.dates(min_value=date(1901, 1, 7), max_value=date(2998, 12, 20))
PERIODS = st.one_of(
    st.builds(Period.of, st.sampled_from(CALENDAR), DAYS),
    st.builds(
        lambda start, days: Period(
            cadence=Cadence.RANGE, start=start, end=start + timedelta(days=days)
        ),
        st.dates(min_value=date(1910, 1, 1), max_value=date(2980, 1, 1)),
        st.integers(min_value=1, max_value=2000),
    ),
)


@given(PERIODS)
def test_a_label_gives_the_same_period_back(period: Period) -> None:
    assert Period.parse(period.label) == period


@given(PERIODS)
def test_the_period_before_the_next_one_is_the_period_itself(period: Period) -> None:
    # A stretch of days may come to stand on whole months, and is one of months from then on.
    assume(period.months() or not period.next().months())

    assert period.next().previous() == period


@given(PERIODS)
def test_neighbours_touch_and_never_overlap(period: Period) -> None:
    assert (period.previous().end, period.next().start) == (period.start, period.end)


@given(st.sampled_from(CALENDAR), DAYS)
def test_a_day_lies_in_its_period_and_in_no_neighbour(cadence: Cadence, day: date) -> None:
    period = Period.of(cadence, day)

    actual = [each.contains(day) for each in (period.previous(), period, period.next())]

    assert actual == [False, True, False]


@given(PERIODS)
def test_the_year_to_date_ends_with_the_period_and_keeps_to_one_year(period: Period) -> None:
    to_date = period.year_to_date()

    assert to_date.end == period.end
    assert to_date.end - to_date.start <= timedelta(days=371)


@given(PERIODS)
def test_months_are_none_or_cover_every_day_once(period: Period) -> None:
    months = period.months()

    days = sum((month.end - month.start for month in months), timedelta())
    assert days in {timedelta(), period.end - period.start}


@given(PERIODS)
def test_the_instants_of_neighbours_meet_in_every_zone(period: Period) -> None:
    zone = "America/Sao_Paulo"

    assert period.bounds(zone)[1] == period.next().bounds(zone)[0]


@pytest.mark.parametrize(
    ("label", "before", "after"),
    [
        ("2014-01-01", "2013-12-31", "2014-01-02"),
        ("2020-W53", "2020-W52", "2021-W01"),
        ("2013-12", "2013-11", "2014-01"),
        ("2013-Q1", "2012-Q4", "2013-Q2"),
        ("2013-H1", "2012-H2", "2013-H2"),
        ("2013", "2012", "2014"),
        ("2013-10-05..2013-11-02", "2013-09-07..2013-10-05", "2013-11-02..2013-11-30"),
        ("2015-04-01..2016-04-01", "2014-04-01..2015-04-01", "2016-04-01..2017-04-01"),
        ("2013-11-01..2014-02-01", "2013-08-01..2013-11-01", "2014-02-01..2014-05-01"),
    ],
)
def test_neighbours_are_found_across_the_end_of_a_year(label: str, before: str, after: str) -> None:
    period = Period.parse(label)

    assert (period.previous().label, period.next().label) == (before, after)


def test_the_last_periods_end_with_the_period_itself() -> None:
    actual = [period.label for period in Period.parse("2013-11").last(12)]

    assert actual == ["2012-12", *(f"2013-{month:02}" for month in range(1, 12))]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("2013-10", ["2013-10"]),
        ("2013-Q4", ["2013-10", "2013-11", "2013-12"]),
        ("2013-11-01..2014-01-01", ["2013-11", "2013-12"]),
        ("2013-10-05..2013-12-01", []),
        ("2013-10-01..2013-11-30", []),
        ("2013-W40", []),
        ("2013-10-05", []),
    ],
)
def test_months_are_given_when_no_month_is_cut(label: str, expected: list[str]) -> None:
    assert [month.label for month in Period.parse(label).months()] == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("2013-10", "2013-01-01..2013-11-01"),
        ("2013", "2013-01-01..2014-01-01"),
        ("2013-01-01", "2013-01-01..2013-01-02"),
        ("2014-W01", "2013-12-30..2014-01-06"),
        ("2020-W53", "2019-12-30..2021-01-04"),
        ("2013-12-15..2014-01-15", "2014-01-01..2014-01-15"),
    ],
)
def test_the_year_to_date_begins_with_the_year_of_the_last_day(label: str, expected: str) -> None:
    assert Period.parse(label).year_to_date().label == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("2013-03", "2012-04-01..2013-04-01"),
        ("2013-04", "2013-04-01..2013-05-01"),
        ("2013-Q4", "2013-04-01..2014-01-01"),
        ("2014-Q1", "2013-04-01..2014-04-01"),
        ("2014-W14", "2014-04-01..2014-04-07"),
    ],
)
def test_a_fiscal_year_to_date_begins_with_its_own_month(label: str, expected: str) -> None:
    assert Period.parse(label).year_to_date(4).label == expected


@pytest.mark.parametrize(
    ("cadence", "first_month", "expected"),
    [
        (Cadence.YEAR, 1, "2014"),
        (Cadence.YEAR, 4, "2013-04-01..2014-04-01"),
        (Cadence.HALF, 4, "2013-10-01..2014-04-01"),
        (Cadence.HALF, 7, "2014-H1"),
        (Cadence.QUARTER, 4, "2014-Q1"),
        (Cadence.QUARTER, 2, "2013-11-01..2014-02-01"),
        (Cadence.MONTH, 4, "2014-01"),
        (Cadence.WEEK, 4, "2014-W03"),
    ],
)
def test_a_day_has_its_periods_in_a_fiscal_year(
    cadence: Cadence, first_month: int, expected: str
) -> None:
    assert Period.of(cadence, date(2014, 1, 15), first_month).label == expected


@given(st.sampled_from(CALENDAR), DAYS, st.integers(min_value=1, max_value=12))
def test_a_day_lies_in_its_period_of_any_fiscal_year(
    cadence: Cadence, day: date, first_month: int
) -> None:
    period = Period.of(cadence, day, first_month)

    assert (period.contains(day), period.length) == (True, cadence)


@pytest.mark.parametrize(
    ("label", "length"),
    [
        ("2013", Cadence.YEAR),
        ("2013-04-01..2014-04-01", Cadence.YEAR),
        ("2013-04-01..2013-10-01", Cadence.HALF),
        ("2013-02-01..2013-05-01", Cadence.QUARTER),
        ("2013-02-01..2013-03-01", Cadence.MONTH),
        ("2013-02-01..2013-04-01", Cadence.RANGE),
        ("2013-04-02..2014-04-02", Cadence.RANGE),
    ],
)
def test_a_range_of_whole_months_is_as_long_as_a_cadence(label: str, length: Cadence) -> None:
    assert Period.parse(label).length is length


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2013-Q1", "2019-Q4", True),
        ("2013-Q1", "2013-04", False),
        ("2013-Q1", "2013-01-01..2013-04-01", False),
        ("2013-04-01..2014-04-01", "2019-04-01..2020-04-01", True),
        ("2013-04-01..2014-04-01", "2013-05-01..2014-05-01", False),
        ("2013-04-01..2014-04-01", "2013-04-01..2013-10-01", False),
        ("2013-04-01..2014-04-01", "2013-04-02..2014-04-02", False),
        ("2013-10-05..2013-10-12", "2013-10-19..2013-10-26", True),
        ("2013-10-05..2013-10-12", "2013-10-20..2013-10-27", False),
        ("2013-10-05..2013-10-12", "2013-10-19..2013-10-27", False),
    ],
)
def test_periods_are_in_a_row_when_counting_on_from_one_leads_to_the_other(
    one: str, other: str, *, expected: bool
) -> None:
    both = Period.parse(one), Period.parse(other)

    assert both[0].is_in_row_with(both[1]) is both[1].is_in_row_with(both[0]) is expected


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("2013-Q4", "2013-10", True),
        ("2013-Q4", "2013-Q4", True),
        ("2013-Q4", "2013-W40", False),
        ("2013-10", "2013-Q4", False),
    ],
)
def test_a_period_contains_another_when_it_has_all_its_days(
    outer: str, inner: str, *, expected: bool
) -> None:
    assert Period.parse(outer).contains(Period.parse(inner)) is expected


@pytest.mark.parametrize(
    ("label", "hours"), [("2014-03-30", 23), ("2014-10-26", 25), ("2014-10-27", 24)]
)
def test_a_day_on_which_the_clocks_change_has_23_or_25_hours(label: str, hours: int) -> None:
    start, end = Period.parse(label).bounds("Europe/Amsterdam")

    assert end - start == timedelta(hours=hours)


def test_the_bounds_of_a_month_are_the_midnights_of_the_zone() -> None:
    assert Period.parse("2013-10").bounds("Asia/Shanghai") == (
        datetime(2013, 9, 30, 16, tzinfo=UTC),
        datetime(2013, 10, 31, 16, tzinfo=UTC),
    )


def test_a_day_that_a_zone_left_out_has_no_length() -> None:
    start, end = Period.parse("2011-12-30").bounds("Pacific/Apia")

    assert start == end


def test_periods_sort_by_start_and_then_by_end() -> None:
    labels = ["2013-12", "2013-Q4", "2013-10", "2013-W40", "2013"]

    assert [str(period.label) for period in sorted(map(Period.parse, labels))] == [
        "2013",
        "2013-W40",
        "2013-10",
        "2013-Q4",
        "2013-12",
    ]


def test_equal_periods_are_one_key() -> None:
    assert {Period.parse("2013-10"), Period.of(Cadence.MONTH, date(2013, 10, 31))} == {
        Period.parse("2013-10")
    }


def test_a_range_of_one_month_is_not_the_month() -> None:
    assert Period.parse("2013-10-01..2013-11-01") != Period.parse("2013-10")


def test_a_period_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Period.parse("2013-10").start = date(2013, 1, 1)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("cadence", "start", "end"),
    [
        (Cadence.MONTH, date(2013, 10, 2), date(2013, 11, 2)),
        (Cadence.MONTH, date(2013, 10, 1), date(2013, 10, 31)),
        (Cadence.RANGE, date(2013, 10, 1), date(2013, 10, 1)),
    ],
)
def test_days_that_are_no_whole_period_are_refused(
    cadence: Cadence, start: date, end: date
) -> None:
    with pytest.raises(ValueError, match=f"expected one whole {cadence}, got {start} up to {end}"):
        Period(cadence=cadence, start=start, end=end)


def test_a_range_whose_end_comes_first_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one whole range"):
        Period.parse("2013-11-02..2013-10-05")
