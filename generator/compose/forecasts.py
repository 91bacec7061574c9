"""How forecasts are written: never a number without its mark and its interval."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from generator.compose.numbers import grouped
from generator.compose.values import value_text
from generator.measure.rounding import format_number

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.compose.words import Words
    from generator.measure.bounds import Bounds
    from generator.measure.forecast import Expected, Forecast
    from generator.measure.trend import Reach
    from generator.target import Target
    from generator.workspace.model.metrics import Metric


def expected_text(
    metric: Metric, expected: Expected | None, words: Words, against: Target | None = None
) -> str:
    """Return a forecast with its interval; a dash when there is none."""
    if expected is None:
        return words.say("no-value")
    value = value_text(metric, expected.value, words, against)
    interval = interval_text(metric, expected.interval, words)
    return words.say("forecast-value", value=value, interval=interval)


def interval_text(metric: Metric, bounds: Bounds, words: Words) -> str:
    """Return the ends of an interval in the unit of its metric."""
    low, high = (value_text(metric, end, words) for end in (bounds.lower, bounds.upper))
    return words.say("between-bounds", low=low, high=high)


def back_test_text(forecast: Forecast | None, words: Words) -> str:
    """Return how far the method was off, beside the naive one."""
    if forecast is None:
        return words.say("no-value")
    error, naive = (error_text(share, words) for share in (forecast.wape, forecast.naive_wape))
    return words.say("back-test-of", error=error, naive=naive, tests=forecast.tests)


def error_text(share: Fraction | None, words: Words) -> str:
    """Return an error as a share of what came; a dash where only zeros came."""
    return words.say("no-value") if share is None else f"{_percent(share)} %"


def _percent(share: Fraction) -> str:
    return grouped(format_number(share, 1, percent=True))


def days_text(reach: Reach, words: Words) -> str:
    """Return in how many days a bound is reached, each cut to whole ones; a dash for none."""
    if reach.days is None or reach.bounds is None:
        return words.say("no-value")
    low, days, high = (
        math.floor(each) for each in (reach.bounds.lower, reach.days, reach.bounds.upper)
    )
    return words.say("forecast-days", days=f"{days:,}", low=f"{low:,}", high=f"{high:,}")
