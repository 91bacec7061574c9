from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.kinds import ROLL_UP_OF_KIND, MetricKind
from generator.measure.rollup import (
    Extreme,
    Maximum,
    Mean,
    Minimum,
    Parts,
    Ratio,
    RollUpError,
    Stock,
    Total,
    across_services,
    over_time,
)

# --- Parts by hand -------------------------------------------------------------------


def ratio(numerator: int, denominator: int) -> Ratio:
    return Ratio(numerator=Fraction(numerator), denominator=Fraction(denominator))


def mean(total: int, count: int) -> Mean:
    return Mean(sum=Fraction(total), count=Fraction(count))


def total(value: int) -> Total:
    return Total(value=Fraction(value))


def stock(value: int, at: str) -> Stock:
    return Stock(value=Fraction(value), at=date.fromisoformat(at))


def outage(value: int, at: str, case: str | None = None) -> Maximum:
    return Maximum(value=Fraction(value), at=at, case=case)


# --- Raw events, from which every class can be computed as a whole -------------------


class Event(NamedTuple):
    """One case: the day it ended, how long it took, whether that was in time."""

    day: date
    minutes: Fraction
    kept: bool


def _ratio_of(events: Sequence[Event]) -> Ratio:
    return ratio(sum(event.kept for event in events), len(events))


def _mean_of(events: Sequence[Event]) -> Mean:
    return Mean(sum=_total_of(events).value, count=Fraction(len(events)))


def _total_of(events: Sequence[Event]) -> Total:
    return Total(value=sum((event.minutes for event in events), Fraction(0)))


def _stock_of(events: Sequence[Event]) -> Stock:
    last = Stock(value=events[-1].minutes, at=events[-1].day)
    every = [event.minutes for event in events]
    return replace(last, least=min(every), most=max(every)) if len(every) > 1 else last


def _maximum_of(events: Sequence[Event]) -> Maximum:
    longest = max(event.minutes for event in events)
    day = next(event.day for event in events if event.minutes == longest)
    return Maximum(value=longest, at=day.isoformat())


def _minimum_of(events: Sequence[Event]) -> Minimum:
    shortest = min(event.minutes for event in events)
    day = next(event.day for event in events if event.minutes == shortest)
    return Minimum(value=shortest, at=day.isoformat())


WHOLES: list[Callable[[Sequence[Event]], Parts]] = [
    _ratio_of,
    _mean_of,
    _total_of,
    _stock_of,
    _maximum_of,
    _minimum_of,
]
# Few different minutes, so that extremes tie.
CASES = st.tuples(st.sampled_from([Fraction(n, 3) for n in range(6)]), st.booleans())
few_examples = settings(max_examples=40)


@st.composite
def splits(draw: st.DrawFn) -> list[list[Event]]:
    """Draw the events of a quarter, one a day, cut into periods none of which is empty."""
    cases = draw(st.lists(CASES, min_size=1, max_size=12))
    days = (date(2013, 10, 25) + timedelta(days=number) for number in range(len(cases)))
    events = [Event(day, minutes, kept) for day, (minutes, kept) in zip(days, cases, strict=True)]
    cuts = sorted(draw(st.sets(st.integers(1, len(events)), max_size=4)) | {0, len(events)})
    return [events[start:end] for start, end in pairwise(cuts)]


# --- Algebra -------------------------------------------------------------------------


@pytest.mark.parametrize("whole", WHOLES)
@few_examples
@given(periods=splits())
def test_any_split_of_a_period_rolls_up_to_the_whole(
    whole: Callable[[Sequence[Event]], Parts], periods: list[list[Event]]
) -> None:
    events = [event for period in periods for event in period]

    assert over_time([whole(period) for period in periods]) == whole(events)


@pytest.mark.parametrize("whole", WHOLES)
@few_examples
@given(periods=splits(), data=st.data())
def test_the_order_of_periods_does_not_matter(
    whole: Callable[[Sequence[Event]], Parts], periods: list[list[Event]], data: st.DataObject
) -> None:
    parts = [whole(period) for period in periods]

    assert over_time(data.draw(st.permutations(parts))) == over_time(parts)


@pytest.mark.parametrize("whole", WHOLES)
@few_examples
@given(periods=splits(), cut=st.integers(1, 4))
def test_months_by_way_of_quarters_give_the_same_year(
    whole: Callable[[Sequence[Event]], Parts], periods: list[list[Event]], cut: int
) -> None:
    parts = [whole(period) for period in periods]
    quarters = [over_time(group) for group in (parts[:cut], parts[cut:]) if group]

    assert over_time(quarters) == over_time(parts)


@pytest.mark.parametrize("whole", [each for each in WHOLES if each is not _stock_of])
@few_examples
@given(periods=splits())
def test_services_roll_up_like_periods_but_for_stocks(
    whole: Callable[[Sequence[Event]], Parts], periods: list[list[Event]]
) -> None:
    parts = [whole(period) for period in periods]

    assert across_services(parts) == over_time(parts)


# --- Traps ---------------------------------------------------------------------------


def test_a_ratio_over_months_is_the_ratio_of_sums_and_no_mean_of_ratios() -> None:
    rolled = over_time([ratio(9, 10), ratio(990, 1000)])

    assert rolled.value == Fraction(999, 1010)


def test_a_mean_over_months_is_weighted_by_its_cases() -> None:
    rolled = over_time([mean(20 * 45, 20), mean(180 * 25, 180)])

    assert rolled.value == Fraction(27)


@pytest.mark.parametrize("nothing", [ratio(0, 0), mean(0, 0)])
def test_zero_over_zero_is_no_sample(nothing: Parts) -> None:
    assert (nothing.value, nothing.n) == (None, Fraction(0))


def test_a_month_without_a_sample_counts_in_no_ratio_and_in_no_mean() -> None:
    ratios, means = over_time([ratio(3, 4), ratio(0, 0)]), over_time([mean(90, 2), mean(0, 0)])

    assert (ratios, means) == (ratio(3, 4), mean(90, 2))


def test_months_without_any_sample_have_none_together() -> None:
    assert over_time([ratio(0, 0), ratio(0, 0)]).value is None


def test_thirds_add_up_exactly() -> None:
    assert over_time([Total(value=Fraction(1, 3))] * 3) == total(1)


def test_the_backlog_of_a_quarter_is_the_last_and_no_sum() -> None:
    months = [stock(41, "2013-10-31"), stock(38, "2013-12-31"), stock(45, "2013-11-30")]

    expected = replace(stock(38, "2013-12-31"), least=Fraction(38), most=Fraction(45))
    assert over_time(months) == expected
    assert expected.texts() == {"value": "38", "at": "2013-12-31", "least": "38", "most": "45"}


def test_backlogs_of_services_add_up_on_one_day() -> None:
    services = [stock(41, "2013-10-31"), stock(7, "2013-10-31")]

    assert across_services(services) == stock(48, "2013-10-31")


def test_a_flow_adds_up_over_a_year_where_a_stock_does_not() -> None:
    flow, backlog = (
        over_time([total(10), total(12)]),
        over_time([stock(10, "2013-11-30"), stock(12, "2013-12-31")]),
    )

    assert [flow.value, backlog.value] == [22, 12]


def test_the_longest_outage_keeps_its_instant_and_its_case() -> None:
    months = [outage(30, "2013-10-12T08:15", "IM1"), outage(95, "2013-11-02T22:00", "IM2")]

    assert over_time(months) == outage(95, "2013-11-02T22:00", "IM2")


@pytest.mark.parametrize("extreme", [Maximum, Minimum])
def test_of_equal_extremes_the_earliest_counts_and_then_the_first_case(
    extreme: type[Extreme],
) -> None:
    later, second, first = (
        extreme(value=Fraction(30), at=at, case=case)
        for at, case in (("2013-11-02", "IM0"), ("2013-10-12", "IM2"), ("2013-10-12", "IM1"))
    )

    assert over_time([later, second, first]) == first


@pytest.mark.parametrize("parts", [total(1), stock(1, "2013-10-31"), outage(1, "2013-10-31")])
def test_only_ratios_and_means_have_a_sample_size(parts: Parts) -> None:
    assert parts.n is None


# --- Refusals ------------------------------------------------------------------------


@pytest.mark.parametrize("roll_up", [over_time, across_services])
def test_nothing_has_no_roll_up(roll_up: Callable[[Sequence[Parts]], Parts]) -> None:
    with pytest.raises(RollUpError, match="at least one record, got none"):
        roll_up([])


@pytest.mark.parametrize("roll_up", [over_time, across_services])
def test_parts_of_two_classes_have_no_roll_up(
    roll_up: Callable[[Sequence[Parts]], Parts],
) -> None:
    mixed: list[Parts] = [ratio(1, 2), total(3)]

    with pytest.raises(RollUpError, match="one roll-up class, got Ratio, Total"):
        roll_up(mixed)


def test_a_largest_and_a_smallest_have_no_roll_up() -> None:
    mixed: list[Extreme] = [
        Maximum(value=Fraction(1), at="2013-10-01"),
        Minimum(value=Fraction(1), at="2013-10-01"),
    ]

    with pytest.raises(RollUpError, match="got Maximum, Minimum"):
        over_time(mixed)


def test_stocks_of_different_days_never_add_up_across_services() -> None:
    with pytest.raises(RollUpError, match="stocks of one day, got some of 2013-10-31, 2013-11-30"):
        across_services([stock(1, "2013-11-30"), stock(2, "2013-10-31")])


def test_two_stocks_of_one_day_have_no_last() -> None:
    with pytest.raises(RollUpError, match="one stock a day, got several of 2013-10-31"):
        over_time([stock(1, "2013-10-31"), stock(2, "2013-10-31")])


@pytest.mark.parametrize(("amount", "n"), [(5, 0), (0, -1), (-5, -10)])
@pytest.mark.parametrize("parts", [ratio, mean])
def test_an_amount_without_cases_is_refused(
    parts: Callable[[int, int], Parts], amount: int, n: int
) -> None:
    with pytest.raises(RollUpError, match=f"got {amount} of {n}"):
        parts(amount, n)


def test_parts_without_a_way_to_combine_cannot_be_made() -> None:
    class Undeclared(Parts):
        """A class that forgot its roll-up."""

    with pytest.raises(TypeError, match="abstract"):
        Undeclared()  # type: ignore[abstract]


# --- Tables --------------------------------------------------------------------------


def test_every_kind_of_metric_has_a_roll_up_class() -> None:
    assert set(ROLL_UP_OF_KIND) == set(MetricKind)
