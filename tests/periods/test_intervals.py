from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.periods.intervals import NOTHING, Intervals, instant_of, seconds_of

SECONDS = st.integers(min_value=0, max_value=30)
SPANS = st.lists(st.tuples(SECONDS, SECONDS).map(lambda pair: (min(pair), max(pair))), max_size=6)
SETS = SPANS.map(Intervals.of)


def members(intervals: Intervals) -> set[int]:
    return {second for start, end in intervals for second in range(start, end)}


@given(SETS, SETS)
def test_the_operators_are_those_of_sets_of_seconds(one: Intervals, other: Intervals) -> None:
    a, b = members(one), members(other)

    actual = [members(each) for each in (one | other, one & other, one - other)]

    assert actual == [a | b, a & b, a - b]


@given(SPANS)
def test_equal_sets_are_equal_values_in_any_order(spans: list[tuple[int, int]]) -> None:
    assert Intervals.of(reversed(spans)) == Intervals.of(spans)


@given(SETS, SETS)
def test_the_total_of_a_union_counts_what_overlaps_once(one: Intervals, other: Intervals) -> None:
    assert (one | other).total == one.total + other.total - (one & other).total


@given(SETS, SETS)
def test_what_is_taken_away_and_what_is_left_make_up_the_whole(
    one: Intervals, other: Intervals
) -> None:
    assert (one - other) | (one & other) == one


@given(SETS, SETS, SETS)
def test_intersection_distributes_over_union(a: Intervals, b: Intervals, c: Intervals) -> None:
    assert a & (b | c) == (a & b) | (a & c)


@given(SETS, SETS, SETS)
def test_taking_away_two_sets_is_taking_away_their_union(
    a: Intervals, b: Intervals, c: Intervals
) -> None:
    assert a - b - c == a - (b | c)


@given(SETS, SECONDS)
def test_a_span_holds_its_start_and_not_its_end(intervals: Intervals, second: int) -> None:
    assert intervals.holds(second) == (second in members(intervals))


@given(SETS, SECONDS, SECONDS)
def test_clipping_keeps_the_seconds_within_the_limits(
    intervals: Intervals, start: int, end: int
) -> None:
    assert members(intervals.clip(start, end)) == members(intervals) & set(range(start, end))


@given(SETS, SECONDS)
def test_two_clips_at_one_second_add_up_to_the_whole(intervals: Intervals, cut: int) -> None:
    assert intervals.clip(0, cut).total + intervals.clip(cut, 30).total == intervals.total


def test_seven_days_never_hold_more_than_seven_days_of_downtime() -> None:
    down = Intervals.of([(-86_400, 300_000), (200_000, 900_000)])

    assert down.clip(0, 7 * 86_400).total == 7 * 86_400


def test_overlapping_and_touching_spans_become_one_and_empty_ones_vanish() -> None:
    assert Intervals.of([(5, 9), (1, 3), (3, 6), (20, 20)]).spans == ((1, 9),)


def test_nothing_is_false_and_something_is_true() -> None:
    assert [bool(NOTHING), bool(Intervals.of([(0, 1)]))] == [False, True]


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match=r"its end after its start, got \(9, 5\)"):
        Intervals.of([(9, 5)])


@pytest.mark.parametrize("spans", [((3, 1),), ((1, 1),), ((0, 5), (5, 9)), ((4, 5), (0, 1))])
def test_spans_that_are_not_in_their_one_form_are_refused(
    spans: tuple[tuple[int, int], ...],
) -> None:
    with pytest.raises(ValueError, match="neither overlap nor touch; use `of`"):
        Intervals(spans)


def test_instants_of_any_zone_are_seconds_of_utc() -> None:
    beijing = timezone(timedelta(hours=8))

    actual = Intervals.between(
        datetime(1970, 1, 1, 8, 0, 10, 999_999, tzinfo=beijing), datetime(1970, 1, 2, tzinfo=UTC)
    )

    assert actual.spans == ((10, 86_400),)


def test_an_instant_before_1970_loses_its_part_of_a_second_downwards() -> None:
    instant = datetime(1969, 12, 31, 23, 59, 58, 500_000, tzinfo=UTC)

    assert instant_of(seconds_of(instant)) == datetime(1969, 12, 31, 23, 59, 58, tzinfo=UTC)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="an instant with its zone, got 2025-01-26T09:00:00"):
        seconds_of(datetime(2025, 1, 26, 9))  # noqa: DTZ001 - the claim
