"""Methods of extrapolation, in whole steps: the same digits on every machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

Steps = Sequence[int]
"""Values as whole numbers of a small unit, in order, the last one the latest."""


class Method(StrEnum):
    """How the future is told from the past; none of them draws a trend on."""

    NAIVE = "naive"
    """As the last value."""
    SEASONAL_NAIVE = "seasonal-naive"
    """As one season ago."""
    SMOOTHING = "smoothing"
    """The level of simple exponential smoothing."""
    SEASONAL_SMOOTHING = "seasonal-smoothing"
    """That level without the season, and the mean season on top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Hold what a method expects of the next periods."""

    values: tuple[int, ...]
    growth: tuple[Fraction, ...]
    """The variance of each value, where that of the first is 1."""


def extrapolate(method: Method, past: Steps, season: int, horizon: int) -> Course:
    """Return the next `horizon` values.

    `season` is the number of periods in one; `past` holds as many values as are `needed`.
    """
    return _METHODS[method](past, season, horizon)


def needed(method: Method, season: int) -> int:
    """Return how many values a method needs before it can tell the next."""
    return {
        Method.NAIVE: 1,
        Method.SEASONAL_NAIVE: season,
        Method.SMOOTHING: _WARM_UP,
        Method.SEASONAL_SMOOTHING: 2 * season,
    }[method]


_WARM_UP = 2
"""Values whose mean is the level that the smoothing begins with."""
_WEIGHTS = 10
"""The weights of the newest value that are tried: 1/10, 2/10 to 1, which is the naive way."""


def _naive(past: Steps, _: int, horizon: int) -> Course:
    """Repeat the last value; its variance grows like that of a random walk."""
    return Course(
        values=(past[-1],) * horizon, growth=tuple(Fraction(1 + ahead) for ahead in range(horizon))
    )


def _seasonal_naive(past: Steps, season: int, horizon: int) -> Course:
    """Repeat the last season; each further season is one more step of a random walk."""
    last = past[-season:]
    return Course(
        values=tuple(last[ahead % season] for ahead in range(horizon)),
        growth=tuple(Fraction(1 + ahead // season) for ahead in range(horizon)),
    )


def _smoothing(past: Steps, _: int, horizon: int) -> Course:
    """Hold the smoothed level, with the weight that would have erred least so far."""
    start = sum(past[:_WARM_UP]) // _WARM_UP
    _, weight, level = min(_smoothed(past, start, weight) for weight in range(1, _WEIGHTS + 1))
    share = Fraction(weight, _WEIGHTS) ** 2
    return Course(
        values=(level,) * horizon, growth=tuple(1 + ahead * share for ahead in range(horizon))
    )


def _smoothed(past: Steps, level: int, weight: int) -> tuple[int, int, int]:
    """Return the squared errors on the way, the weight and the last level."""
    squares = 0
    for value in past:
        error = value - level
        squares += error * error
        level += error * weight // _WEIGHTS
    return squares, weight, level


def _seasonal_smoothing(past: Steps, season: int, horizon: int) -> Course:
    """Smooth what is left without the mean season, and put that on again."""
    whole = past[len(past) % season :]
    centre = sum(whole) // len(whole)
    turns = [sum(whole[place::season]) * season // len(whole) - centre for place in range(season)]
    level = [value - turns[place % season] for place, value in enumerate(whole)]
    course = _smoothing(level, season, horizon)
    values = (value + turns[ahead % season] for ahead, value in enumerate(course.values))
    return Course(values=tuple(values), growth=course.growth)


_METHODS: Mapping[Method, Callable[[Steps, int, int], Course]] = MappingProxyType(
    {
        Method.NAIVE: _naive,
        Method.SEASONAL_NAIVE: _seasonal_naive,
        Method.SMOOTHING: _smoothing,
        Method.SEASONAL_SMOOTHING: _seasonal_smoothing,
    }
)
