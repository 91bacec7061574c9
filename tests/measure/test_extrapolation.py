from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measure.extrapolation import Course, Method, extrapolate, needed

UNIT = 10**12


def course(values: list[int], growth: list[str]) -> Course:
    """Return what a method expects."""
    return Course(values=tuple(values), growth=tuple(map(Fraction, growth)))


def test_the_naive_way_repeats_the_last_value() -> None:
    assert extrapolate(Method.NAIVE, [3, 1, 4], 1, 3) == course([4, 4, 4], ["1", "2", "3"])


def test_the_seasonal_naive_way_repeats_the_last_season() -> None:
    actual = extrapolate(Method.SEASONAL_NAIVE, [0, 3, 1, 4], 3, 5)

    assert actual == course([3, 1, 4, 3, 1], ["1", "1", "1", "2", "2"])


def test_a_level_that_moved_once_is_followed_at_once() -> None:
    past = [10 * UNIT] * 5 + [20 * UNIT] * 10

    # The weight 1 errs once by 10 units, every other weight more often.
    assert extrapolate(Method.SMOOTHING, past, 1, 2) == course([20 * UNIT] * 2, ["1", "2"])


def test_a_level_that_only_flickers_is_followed_slowly() -> None:
    actual = extrapolate(Method.SMOOTHING, [9 * UNIT, 11 * UNIT] * 8, 1, 2)

    assert abs(actual.values[0] - 10 * UNIT) < UNIT // 5
    assert actual.growth == (Fraction(1), Fraction(101, 100))


def test_a_season_on_a_flat_level_is_told_exactly() -> None:
    actual = extrapolate(Method.SEASONAL_SMOOTHING, [7, *[10, 20, 60] * 3], 3, 4)

    assert actual.values == (10, 20, 60, 10)


@given(
    st.sampled_from(Method),
    st.lists(st.integers(-9, 9).map(lambda n: n * UNIT), min_size=8, max_size=20),
    st.integers(-9, 9),
)
def test_a_shifted_series_has_a_shifted_course(method: Method, past: list[int], by: int) -> None:
    there = extrapolate(method, past, 4, 6)

    back = extrapolate(method, [value + by * UNIT for value in past], 4, 6)

    # Less than one step a value is lost by cutting.
    moved = [new - old - by * UNIT for old, new in zip(there.values, back.values, strict=True)]
    assert max(map(abs, moved)) <= len(past)


@given(st.sampled_from(Method), st.integers(2, 6))
def test_every_method_does_with_as_many_values_as_it_needs(method: Method, season: int) -> None:
    past = [5] * needed(method, season)

    assert extrapolate(method, past, season, 3).values == (5, 5, 5)


@pytest.mark.parametrize("method", Method)
def test_the_first_value_has_the_least_variance(method: Method) -> None:
    growth = extrapolate(method, [4, 1, 3, 2, 5, 1, 4, 4], 4, 8).growth

    assert growth[0] == 1
    assert list(growth) == sorted(growth)
