from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.measure.gauge import Gauge
from generator.periods.intervals import Intervals

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 9)).map(lambda span: (span[0], sum(span)))
SETS = st.lists(SPANS, max_size=5).map(Intervals.of)
INSTANTS = st.integers(-5, 60)
FEW = settings(max_examples=200, deadline=None)


def seconds_in(intervals: Intervals) -> list[int]:
    return [second for start, end in intervals for second in range(start, end)]


@FEW
@given(SETS, INSTANTS, INSTANTS)
def test_it_counts_the_seconds_within_a_stretch(held: Intervals, start: int, end: int) -> None:
    expected = sum(start <= second < end for second in seconds_in(held))

    assert Gauge(held).within(start, end) == expected


@FEW
@given(SETS, INSTANTS)
def test_it_finds_the_first_second_from_an_instant_on(held: Intervals, start: int) -> None:
    later = [second for second in seconds_in(held) if second >= start]

    assert Gauge(held).first(start) == (later[0] if later else None)


@FEW
@given(SETS, INSTANTS, st.integers(1, 30))
def test_it_finds_the_instant_by_which_seconds_have_passed(
    held: Intervals, start: int, seconds: int
) -> None:
    later = [second for second in seconds_in(held) if second >= start]
    expected = later[seconds - 1] + 1 if len(later) >= seconds else None

    assert Gauge(held).after(start, seconds) == expected


def test_no_seconds_have_passed_at_once() -> None:
    assert Gauge(Intervals()).after(7, 0) == 7
