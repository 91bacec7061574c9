"""Prospects: what to expect of a figure, and how good what was expected before turned out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.measure.backtest import Score, score
from generator.measure.course import FORECAST_PERIODS, HORIZON, speaks, values_of
from generator.measure.figure import ALL_SERVICES, FigureKey
from generator.measure.forecast import after_gap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from generator.measure.forecast import Expected, Forecast
    from generator.measure.measure import Measures
    from generator.periods import Period
    from generator.workspace.model.metrics import Metric

SCORED = 12
"""Editions whose forecasts are scored together, the one of this period included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What is expected of a figure after its period, and the score of earlier forecasts."""

    metric: Metric
    key: FigureKey
    ahead: tuple[Period, ...]
    """The periods that are foretold, the next one first."""
    past: int
    """Periods with a value since the last gap."""
    forecast: Forecast | None
    expected: Expected | None
    """What the edition before expected of this period; None where it could not, or was none."""
    came: Fraction | None
    """What came in this period; None when it is not recorded whole, or of too few cases."""
    score: Score
    """Of the forecasts of earlier editions, one step ahead each."""


def prospect(measures: Measures, metric: str) -> Prospect:
    """Return the prospect of a metric over all services of a report."""
    key = FigureKey(metric=metric, service=ALL_SERVICES)
    definition = measures.workspace.metrics[metric]
    return Prospect(
        metric=definition,
        key=key,
        ahead=_ahead(measures.period),
        past=len(after_gap(values_of(definition, measures.series(key, FORECAST_PERIODS)))),
        forecast=measures.forecast(key),
        expected=_expected(measures, key, measures.period),
        came=_came(measures, key, measures.period),
        score=Score.total(_scores(measures, key)),
    )


def _ahead(period: Period) -> tuple[Period, ...]:
    """Return the periods after one."""
    periods = [period.next()]
    while len(periods) < HORIZON:
        periods.append(periods[-1].next())
    return tuple(periods)


def _scores(measures: Measures, key: FigureKey) -> Iterator[Score]:
    """Score the forecasts of the last editions for the period after each."""
    for period in measures.period.last(SCORED):
        expected, came = _expected(measures, key, period), _came(measures, key, period)
        if expected is not None and came is not None:
            yield score(expected.value, expected.interval, came)


def _expected(measures: Measures, key: FigureKey, period: Period) -> Expected | None:
    """Return what the edition before a period expected of it, if there was an edition."""
    before = period.previous()
    if before.start < measures.first:
        return None
    forecast = measures.forecast(key, before)
    return forecast.expected[0] if forecast else None


def _came(measures: Measures, key: FigureKey, period: Period) -> Fraction | None:
    """Return the value of a period that speaks for itself."""
    figure = measures.figure(key, period)
    return figure.value if speaks(measures.workspace.metrics[key.metric], figure) else None
