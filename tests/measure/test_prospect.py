from __future__ import annotations

from fractions import Fraction

from generator.measure.backtest import Score
from generator.measure.prospect import Prospect, prospect
from tests.measure.school import closed, edition, school
from tests.measure.test_course import months


def december(values: list[int], first: str = "2013-01") -> Prospect:
    """Return the prospect of incidents closed at the end of December 2013."""
    records = months([closed(value) for value in values])
    found = edition(school(records, report={"first": first}), "2013-12")
    return prospect(found.measures, "incident.closed")


def test_the_next_three_periods_are_foretold() -> None:
    found = december([10, 12, 10, 12, 11])

    assert found.forecast
    assert [period.label for period in found.ahead] == ["2014-01", "2014-02", "2014-03"]
    assert [each.value for each in found.forecast.expected] == [11, 11, 11]


def test_too_few_periods_are_counted_and_nothing_is_foretold() -> None:
    found = december([10, 12, 10])

    assert (found.past, found.forecast, found.expected) == (3, None, None)
    assert found.score == Score.total([])


def test_the_forecast_of_the_edition_before_is_scored_against_what_came() -> None:
    found = december([10, 12, 10, 12, 11])

    assert found.expected
    assert [found.expected.value, found.came] == [12, 11]
    assert found.score == Score(error=Fraction(1), came=Fraction(11), inside=1, points=1)


def test_only_forecasts_of_editions_that_were_there_are_scored() -> None:
    values = [10, 12, 10, 12, 11, 10, 12]

    assert [december(values, first).score.points for first in ("2013-01", "2013-11")] == [3, 1]
    assert december(values, "2013-12").expected is None


def test_a_period_that_is_not_recorded_whole_scores_nothing() -> None:
    records = months([closed(value) for value in [10, 12, 10, 12, 11]], "2013-11")
    found = prospect(edition(school(records), "2013-12").measures, "incident.closed")

    assert (found.came, found.forecast, found.score.points) == (None, None, 1)
