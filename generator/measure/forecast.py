"""Forecasts: a method chosen by its own back-test, values and an interval."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from generator.measure.backtest import errors, reach, wape
from generator.measure.bounds import STEPS, Bounds, clip
from generator.measure.extrapolation import Method, extrapolate, needed
from generator.periods.cadence import Cadence

FEWEST = 4
"""Values below which nothing is forecast: fewer than three steps tell of no spread."""
FEWEST_TO_SMOOTH = 12
"""Values below which the last one is the best forecast there is (decision 12)."""

SEASON_OF: Mapping[Cadence, int] = MappingProxyType(
    {
        Cadence.DAY: 7,
        Cadence.WEEK: 52,
        Cadence.MONTH: 12,
        Cadence.QUARTER: 4,
        Cadence.HALF: 2,
        Cadence.YEAR: 1,
        Cadence.RANGE: 1,
    }
)
"""Periods after which a season comes again; 1 for none."""

_TESTS = 4
"""Values that a method must have foretold before it can be chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Hold what is expected of one period."""

    value: Fraction
    interval: Bounds
    """Of 80 %: one value in five is expected outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Hold the next periods and how good the method was on the periods before."""

    method: Method
    expected: tuple[Expected, ...]
    """The next period first."""
    past: int
    """Values that the forecast was made of."""
    tests: int
    """Values of the past that were foretold for the back-test, one step ahead."""
    wape: Fraction | None
    """The back-test's weighted absolute percentage error; None where all values are 0."""
    naive_wape: Fraction | None
    """That of the naive method on the same values."""


def forecast(
    series: Sequence[Fraction | None],
    season: int,
    horizon: int,
    *,
    lowest: Fraction | None = None,
    highest: Fraction | None = None,
) -> Forecast | None:
    """Return what to expect of the next `horizon` periods; None for fewer than 4 values.

    Values before a gap (None) are left out, as they would be taken for neighbours. `season`
    is the number of periods in one. `lowest` and `highest` are what a value can be: 0 and 1
    for a share. Every number is in whole steps of 10^-12, without binary fractions.
    """
    past = [math.floor(value * STEPS + Fraction(1, 2)) for value in after_gap(series)]
    if len(past) < FEWEST:
        return None
    methods = _candidates(len(past), season)
    # All are tested on the same values, or an easy stretch would win.
    first = max(needed(method, season) for method in methods)
    tested = {method: errors(method, past, season, first) for method in methods}
    # The first of equals: `_candidates` puts the simpler one first.
    chosen = min(methods, key=lambda method: sum(map(abs, tested[method])))
    course = extrapolate(chosen, past, season, horizon)
    reaches = (reach(tested[chosen], growth) for growth in course.growth)
    return Forecast(
        method=chosen,
        expected=tuple(
            _expected(value, off, lowest, highest)
            for value, off in zip(course.values, reaches, strict=True)
        ),
        past=len(past),
        tests=len(past) - first,
        wape=wape(tested[chosen], past),
        naive_wape=wape(errors(Method.NAIVE, past, season, first), past),
    )


def after_gap(series: Sequence[Fraction | None]) -> list[Fraction]:
    """Return the values after the last gap."""
    gaps = [place for place, value in enumerate(series) if value is None]
    tail = series[gaps[-1] + 1 :] if gaps else series
    return [value for value in tail if value is not None]


def _candidates(length: int, season: int) -> tuple[Method, ...]:
    """Return the methods that a series of this length can be told by, the simplest first."""
    if length < FEWEST_TO_SMOOTH:
        return (Method.NAIVE,)
    seasonal = (Method.SEASONAL_SMOOTHING, Method.SEASONAL_NAIVE) if season > 1 else ()
    fitting = [method for method in seasonal if needed(method, season) + _TESTS <= length]
    return (Method.SMOOTHING, *fitting[:1])


def _expected(value: int, off: int, lowest: Fraction | None, highest: Fraction | None) -> Expected:
    """Turn steps into numbers that can be."""
    interval = Bounds(lower=Fraction(value - off, STEPS), upper=Fraction(value + off, STEPS))
    return Expected(
        value=clip(Fraction(value, STEPS), lowest, highest),
        interval=interval.clipped(lowest, highest),
    )
