"""Trends: the slope of a series with its confidence, and when it reaches a bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import combinations, pairwise
from statistics import median

from generator.measure.bounds import Bounds, root
from generator.measure.limits import mean
from generator.measure.wilson import NORMAL_95
from generator.target import Operator, Target

Level = tuple[date, Fraction]
"""A value and its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A straight line by Theil and Sen: the median of all slopes, through the medians."""

    slope: Fraction
    """Per day."""
    bounds: Bounds
    """The 95 % interval of the slope."""
    day: Fraction
    """The median day, as `date.toordinal` counts."""
    level: Fraction
    """The median value, which the line has on the median day."""

    @property
    def is_clear(self) -> bool:
        """Tell whether the interval leaves out 0; otherwise there is no trend to speak of."""
        return not self.bounds.holds(Fraction(0))


class Outlook(StrEnum):
    """What a series does towards its bound."""

    APPROACHING = "approaching"
    REACHED = "reached"
    """The last value does not keep to the target."""
    AWAY = "away"
    """A clear trend, but not towards a bound."""
    NO_TREND = "no-trend"
    TOO_FEW = "too-few"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Hold how many days after the last value a bound is reached."""

    outlook: Outlook
    days: Fraction | None = None
    """None unless approaching."""
    bounds: Bounds | None = None
    """The earliest and the latest day of the slope's interval, in days, none below 0."""


def fit_trend(levels: Sequence[Level]) -> Trend | None:
    """Return the trend of levels on different days, None when they are too few (below 6).

    Sen's interval (1968) of the ranks of all slopes, exact but for the square root that
    gives the rank, widened when levels carry over to the next (Yue and Wang 2004). One wild
    value in four moves neither the slope nor its interval far.
    """
    ordered = sorted(levels)
    slopes = sorted(_slope(*pair) for pair in combinations(ordered, 2))
    n = len(ordered)
    square = Fraction(n * (n - 1) * (2 * n + 5), 18)
    if _rank(len(slopes), square) < 1:
        return None
    slope = median(slopes)
    # Levels that carry over wander by themselves; at the most, all slopes must agree.
    rank = max(_rank(len(slopes), square * _carried_over(ordered, slope)), 1)
    return Trend(
        slope=slope,
        bounds=Bounds(lower=slopes[rank - 1], upper=slopes[-rank]),
        day=median([Fraction(day.toordinal()) for day, _ in ordered]),
        level=median([value for _, value in ordered]),
    )


def days_to(target: Target, levels: Sequence[Level]) -> Reach:
    """Return when the levels leave the target, counted in days after the last level.

    No days without a clear trend: a line through noise reaches every bound some day.
    """
    trend = fit_trend(levels)
    last, value = max(levels, default=(date.min, None))
    if value is not None and not target.holds(value):
        return Reach(outlook=Outlook.REACHED)
    if trend is None:
        return Reach(outlook=Outlook.TOO_FEW)
    if not trend.is_clear:
        return Reach(outlook=Outlook.NO_TREND)
    bound = _bound_ahead(target, trend)
    if bound is None:
        return Reach(outlook=Outlook.AWAY)
    slopes = (trend.slope, trend.bounds.lower, trend.bounds.upper)
    days, *ends = (_days(trend, slope, bound, last) for slope in slopes)
    return Reach(
        outlook=Outlook.APPROACHING,
        days=days,
        bounds=Bounds(lower=min(ends), upper=max(ends)),
    )


def _rank(slopes: int, square: Fraction) -> int:
    """Return the place from either end of a slope's interval, rounded outwards."""
    return int((slopes - NORMAL_95 * root(square)) // 2)


def _carried_over(levels: Sequence[Level], slope: Fraction) -> Fraction:
    """Return by how much the variance grows as each level resembles the one before it."""
    rests = [value - slope * day.toordinal() for day, value in levels]
    strays = [rest - mean(rests) for rest in rests]
    squares = sum((stray**2 for stray in strays), Fraction(0))
    products = sum((before * after for before, after in pairwise(strays)), Fraction(0))
    # Below 0 the levels alternate, which would narrow the interval: never by a chance.
    resemblance = max(products / squares, Fraction(0)) if squares else Fraction(0)
    return (1 + resemblance) / (1 - resemblance)


def _slope(first: Level, second: Level) -> Fraction:
    """Return the change a day between two levels; ValueError for two of one day."""
    days = (second[0] - first[0]).days
    if not days:
        raise ValueError(f"expected one level a day, got two of {first[0]}")
    return (second[1] - first[1]) / days


def _bound_ahead(target: Target, trend: Trend) -> Fraction | None:
    """Return the bound in the direction of the trend, None where the target is open."""
    rising = trend.slope > 0
    open_upwards = target.operator in {Operator.MORE, Operator.AT_LEAST}
    open_downwards = target.operator in {Operator.LESS, Operator.AT_MOST}
    if open_upwards if rising else open_downwards:
        return None
    return target.bounds[-1 if rising else 0]


def _days(trend: Trend, slope: Fraction, bound: Fraction, last: date) -> Fraction:
    """Return the days from the last level to where a line through the medians has the bound."""
    day = trend.day + (bound - trend.level) / slope
    # The line can be past the bound while the last level is not yet: that is today.
    return max(day - last.toordinal(), Fraction(0))
