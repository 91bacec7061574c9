from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measure.bounds import Bounds
from generator.measure.rounding import format_number
from generator.measure.wilson import NORMAL_95, wilson

CASES = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
HAIR = Fraction(1, 10**10)


def printed(bounds: Bounds) -> str:
    """Write both ends in per cent with one digit, halves away from zero."""
    ends = (format_number(end, 1, percent=True) for end in (bounds.lower, bounds.upper))
    return "–".join(ends)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (19, 20, "76.4–99.1"),
        (950, 1000, "93.5–96.2"),
        (3, 4, "30.1–95.4"),
        (0, 20, "0.0–16.1"),
        (20, 20, "83.9–100.0"),
    ],
)
def test_the_interval_tells_how_little_a_few_cases_say(
    part: int, whole: int, expected: str
) -> None:
    assert printed(wilson(part, whole)) == expected


@given(CASES)
def test_the_ends_solve_the_score_equation(case: tuple[int, int]) -> None:
    part, whole = case

    for end in (wilson(part, whole).lower, wilson(part, whole).upper):
        square = NORMAL_95**2 * end * (1 - end) / whole
        assert abs((Fraction(part, whole) - end) ** 2 - square) < HAIR


@given(CASES)
def test_the_interval_holds_the_share_and_stays_between_none_and_all(
    case: tuple[int, int],
) -> None:
    part, whole = case

    bounds = wilson(part, whole)

    assert 0 <= bounds.lower <= Fraction(part, whole) <= bounds.upper <= 1


@given(CASES)
def test_hits_and_misses_mirror_each_other(case: tuple[int, int]) -> None:
    hits, misses = wilson(case[0], case[1]), wilson(case[1] - case[0], case[1])

    assert (hits.lower, hits.upper) == (1 - misses.upper, 1 - misses.lower)


def test_no_cases_leave_everything_open() -> None:
    assert wilson(0, 0) == Bounds(lower=Fraction(0), upper=Fraction(1))


@pytest.mark.parametrize(("part", "whole"), [(5, 4), (-1, 4), (0, -1)])
def test_a_part_that_is_none_of_the_whole_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="expected a part of the whole"):
        wilson(part, whole)
