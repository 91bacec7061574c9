"""The course of a figure: what a signal or a forecast is read from, and which way is better."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.kinds import Better, MetricKind
from generator.measure.figure import Maturity
from generator.measure.forecast import SEASON_OF, forecast
from generator.measure.rollup import Mean, Ratio, Total
from generator.measure.signal import Signal, read_signal
from generator.workspace.model.metrics import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.measure.figure import Figure
    from generator.measure.forecast import Forecast
    from generator.measure.signal import Reading
    from generator.workspace.model.metrics import Metric

SIGNAL_PERIODS = 24
"""Periods that a word is read from, the judged one included."""
FORECAST_PERIODS = 36
"""Periods that a forecast is made of: two seasons of months and the values that test them."""
HORIZON = 3
"""Periods that are foretold."""

_WITH_WORDS = (MetricKind.RATIO, MetricKind.MEAN, MetricKind.COUNT)
_SHARES = (MetricKind.RATIO, MetricKind.DURATION_RATIO, MetricKind.DISTINCT_SHARE)
# Which way each word leads, for metrics that say which way is better.
_BETTER_WHEN = {Better.HIGHER: Signal.ROSE, Better.LOWER: Signal.FELL}


class Turn(StrEnum):
    """What a signal means to the reader."""

    BETTER = "better"
    WORSE = "worse"


def speaks(metric: Metric, figure: Figure) -> bool:
    """Tell whether a figure is a point: recorded whole, matured and of enough cases."""
    has_cases = not metric.min_n or figure.n is None or figure.n >= metric.min_n
    is_final = figure.complete and figure.maturity is Maturity.MATURE
    return is_final and has_cases and figure.value is not None


def values_of(metric: Metric, figures: Sequence[Figure]) -> tuple[Fraction | None, ...]:
    """Return the value of each period, None for one that is no point."""
    return tuple(figure.value if speaks(metric, figure) else None for figure in figures)


def read_course(metric: Metric, figures: Sequence[Figure]) -> Reading | None:
    """Read the word about the last of some figures; None for a kind that has no word.

    A stock carries its past along, and an availability is 100 % until it is not, so the
    steps between their values do not tell what is ordinary.
    """
    if metric.kind not in _WITH_WORDS:
        return None
    parts = (figure.parts if speaks(metric, figure) else None for figure in figures)
    return read_signal([p if isinstance(p, Ratio | Mean | Total) else None for p in parts])


def forecast_course(metric: Metric, figures: Sequence[Figure]) -> Forecast | None:
    """Return what to expect of the periods after some figures; None for too few of them."""
    values = values_of(metric, figures)
    lowest, highest = range_of(metric)
    season = SEASON_OF[figures[-1].period.length]
    return forecast(values, season, HORIZON, lowest=lowest, highest=highest)


def range_of(metric: Metric) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the most that a value can be; None for no end on that side."""
    if metric.scale:
        return Fraction(metric.scale.least), Fraction(metric.scale.most)
    # A ratio of stocks may pass 1, unless it is shown in percent (rule R002).
    is_part = metric.kind is MetricKind.STOCK_RATIO and metric.unit is Unit.PERCENT
    if metric.kind in _SHARES or is_part:
        return Fraction(0), Fraction(1)
    return (None if metric.signed else Fraction(0)), None


def turn_of(better: Better, reading: Reading | None) -> Turn | None:
    """Return whether a signal is for better or worse; None where nobody can say."""
    if reading is None or reading.signal not in {Signal.ROSE, Signal.FELL}:
        return None
    if better not in _BETTER_WHEN:
        return None
    return Turn.BETTER if reading.signal is _BETTER_WHEN[better] else Turn.WORSE
