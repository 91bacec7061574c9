from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measure.bounds import STEPS, Bounds, clip, root


@given(st.fractions(0, 1000))
def test_the_root_of_a_square_is_exact(number: Fraction) -> None:
    assert root(number**2) == number


@given(st.fractions(0, 10**9))
def test_a_root_is_cut_after_twelve_digits(square: Fraction) -> None:
    found = root(square)

    assert found**2 <= square < (found + Fraction(1, STEPS)) ** 2


def test_the_root_of_2_ends_after_twelve_digits() -> None:
    assert root(Fraction(2)) == Fraction("1.414213562373")


def test_no_number_has_the_root_of_a_negative_one() -> None:
    with pytest.raises(ValueError, match="nonnegative"):
        root(Fraction(-2))


def test_bounds_hold_what_is_on_them_and_nothing_beyond() -> None:
    bounds = Bounds(lower=Fraction(1), upper=Fraction(3))

    held = [bounds.holds(Fraction(number, 2)) for number in (1, 2, 4, 6, 7)]

    assert held == [False, True, True, True, False]


def test_bounds_from_high_to_low_are_refused() -> None:
    with pytest.raises(ValueError, match=r"from low to high, got 3\.\.1"):
        Bounds(lower=Fraction(3), upper=Fraction(1))


def test_bounds_are_clipped_to_what_can_be() -> None:
    bounds = Bounds(lower=Fraction(-1), upper=Fraction(3))

    actual = bounds.clipped(Fraction(0), Fraction(1)), bounds.clipped(None, None)

    assert actual == (Bounds(lower=Fraction(0), upper=Fraction(1)), bounds)


@pytest.mark.parametrize(
    ("lowest", "highest", "expected"), [(None, None, 5), (6, None, 6), (None, 4, 4), (4, 6, 5)]
)
def test_a_value_is_clipped_to_the_nearest_that_can_be(
    lowest: int | None, highest: int | None, expected: int
) -> None:
    ends = (None if end is None else Fraction(end) for end in (lowest, highest))

    assert clip(Fraction(5), *ends) == expected
