from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from generator.measure.backtest import Score, errors, score, wape
from generator.measure.bounds import Bounds
from generator.measure.extrapolation import Method

EIGHT_TO_TWELVE = Bounds(lower=Fraction(8), upper=Fraction(12))
SCORES = st.lists(
    st.builds(
        score,
        st.fractions(-9, 9),
        st.builds(lambda at: Bounds(lower=at, upper=at + 3), st.fractions(-9, 9)),
        st.fractions(-9, 9),
    ),
    max_size=6,
)


def test_an_old_forecast_is_scored_by_what_came() -> None:
    actual = [score(Fraction(10), EIGHT_TO_TWELVE, Fraction(came)) for came in (12, 5)]

    assert actual == [
        Score(error=Fraction(2), came=Fraction(12), inside=1, points=1),
        Score(error=Fraction(5), came=Fraction(5), inside=0, points=1),
    ]


def test_scores_roll_up_as_a_ratio_of_sums_not_as_a_mean_of_errors() -> None:
    scores = (score(Fraction(10), EIGHT_TO_TWELVE, Fraction(came)) for came in (12, 5))

    total = Score.total(scores)

    assert total.wape == Fraction(7, 17)
    assert (total.inside, total.points) == (1, 2)


@given(SCORES, st.integers(0, 6))
def test_any_split_of_the_scores_adds_up_to_the_whole(scores: list[Score], cut: int) -> None:
    halves = (Score.total(scores[:cut]), Score.total(scores[cut:]))

    assert Score.total(halves) == Score.total(scores)


def test_an_error_where_nothing_came_is_kept_for_the_total() -> None:
    nothing = score(Fraction(10), EIGHT_TO_TWELVE, Fraction(0))

    assert nothing.wape is None
    assert Score.total([nothing, score(Fraction(10), EIGHT_TO_TWELVE, Fraction(10))]).wape == 1


def test_every_value_is_told_from_those_before_it_alone() -> None:
    assert errors(Method.NAIVE, [1, 5, 2, 2], 1, 1) == (4, -3, 0)
    assert errors(Method.SEASONAL_NAIVE, [1, 5, 2, 9], 2, 2) == (1, 4)


def test_the_error_is_weighed_by_the_values_that_were_told() -> None:
    assert wape((4, -3), [100, 10, -4]) == Fraction(7, 14)


def test_zeros_have_no_weighted_error() -> None:
    assert wape((0, 0), [3, 0, 0]) is None
