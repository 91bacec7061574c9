from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measure.bounds import Bounds
from generator.measure.extrapolation import Method
from generator.measure.forecast import FEWEST, SEASON_OF, Expected, Forecast, forecast
from generator.periods import Cadence


def values(text: str) -> list[Fraction | None]:
    """Read values between spaces; a dash is a gap."""
    return [None if word == "-" else Fraction(word) for word in text.split()]


QUARTERS = "10.5 20 60 30 11 20.5 60 30 10 20 60.5 30.5 10.5 20 60 30"
NUMBERS = st.lists(st.fractions(0, 100, max_denominator=50), min_size=FEWEST, max_size=20)


def test_a_short_series_is_told_the_naive_way_with_an_interval_and_a_back_test() -> None:
    actual = forecast(values("10 12 10 12"), 12, 2)

    # Three steps of 2: t = 1.638 for 80 %, and twice the variance for the second period.
    near, far = Fraction("3.276"), Fraction("4.632963630334")
    assert actual == Forecast(
        method=Method.NAIVE,
        expected=(
            Expected(value=Fraction(12), interval=Bounds(lower=12 - near, upper=12 + near)),
            Expected(value=Fraction(12), interval=Bounds(lower=12 - far, upper=12 + far)),
        ),
        past=4,
        tests=3,
        wape=Fraction(6, 34),
        naive_wape=Fraction(6, 34),
    )


@pytest.mark.parametrize("text", ["", "1", "1 2 3", "1 2 3 4 5 - 6 7 8"])
def test_three_values_foretell_nothing(text: str) -> None:
    assert forecast(values(text), 1, 3) is None


def test_values_before_a_gap_are_left_out() -> None:
    assert forecast(values("99 98 - 10 12 10 12"), 1, 2) == forecast(values("10 12 10 12"), 1, 2)


@pytest.mark.parametrize(
    ("length", "season", "method"),
    [
        (11, 4, Method.NAIVE),
        (12, 4, Method.SEASONAL_SMOOTHING),
        (16, 4, Method.SEASONAL_SMOOTHING),
        (12, 8, Method.SEASONAL_NAIVE),
        (16, 1, Method.SMOOTHING),
        (12, 12, Method.SMOOTHING),
    ],
)
def test_the_method_is_one_that_the_series_is_long_enough_for(
    length: int, season: int, method: Method
) -> None:
    turn = range(0, 10 * season, 10) if season > 1 else [30, 50]
    series = [Fraction(turn[place % len(turn)]) for place in range(length)]

    found = forecast(series, season, 1)

    assert found is not None
    assert found.method is method


def test_a_season_that_does_not_come_again_is_not_told() -> None:
    found = forecast(values("0 0 9 9 0 9 0 9 9 9 0 0 0 9 9 0 9 0"), 4, 4)

    assert found is not None
    assert found.method is Method.SMOOTHING


def test_a_season_that_comes_again_is_told_better_than_the_naive_way() -> None:
    found = forecast(values(QUARTERS), 4, 4)

    assert found is not None
    assert found.wape is not None
    assert found.naive_wape is not None
    assert found.wape < Fraction(1, 30) < found.naive_wape
    assert [round(each.value) for each in found.expected] == [10, 20, 60, 30]


def test_a_series_that_rises_is_not_drawn_on() -> None:
    found = forecast([Fraction(n) for n in range(24)], 1, 6)

    assert found is not None
    assert {each.value for each in found.expected} == {Fraction(23)}


def test_a_share_is_expected_within_0_and_1() -> None:
    found = forecast(values("0.9 1 0.7 1"), 1, 3, lowest=Fraction(0), highest=Fraction(1))

    assert found is not None
    assert [each.interval.upper for each in found.expected] == [1, 1, 1]
    assert [each.interval.lower >= 0 for each in found.expected] == [True, True, True]


def test_zeros_have_a_forecast_and_no_error_to_weigh() -> None:
    found = forecast(values("0 0 0 0"), 1, 1)

    assert found is not None
    assert found.expected[0].interval == Bounds(lower=Fraction(0), upper=Fraction(0))
    assert (found.wape, found.naive_wape) == (None, None)


@given(NUMBERS, st.sampled_from([1, 2, 4]))
def test_every_number_is_in_whole_steps_within_its_interval_and_the_same_again(
    series: list[Fraction], season: int
) -> None:
    found = forecast(series, season, 3)

    assert found is not None
    assert found == forecast(series, season, 3)
    for each in found.expected:
        assert each.interval.holds(each.value)
        assert (each.value * 10**12).denominator == 1


@given(NUMBERS)
def test_the_interval_never_narrows_with_time(series: list[Fraction]) -> None:
    found = forecast(series, 1, 4)

    assert found is not None
    widths = [each.interval.upper - each.interval.lower for each in found.expected]
    assert widths == sorted(widths)


def test_every_cadence_has_a_season() -> None:
    assert set(SEASON_OF) == set(Cadence)
