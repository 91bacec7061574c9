"""Control limits: how far values stray from their centre by ordinary variation alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from generator.kinds import Spread
from generator.measure.bounds import root

SIGMAS = 3
"""Standard deviations between the centre and a limit, by Shewhart's convention."""
_RANGE_OF_TWO = Fraction("1.128")
"""The mean distance between two normal values, in standard deviations (d2 for n = 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Hold a centre line and the natural limits about it."""

    lower: Fraction
    centre: Fraction
    upper: Fraction

    @classmethod
    def about(cls, centre: Fraction, variance: Fraction, sigmas: int = SIGMAS) -> Limits:
        """Return the limits `sigmas` standard deviations off the centre."""
        reach = sigmas * root(variance)
        return cls(lower=centre - reach, centre=centre, upper=centre + reach)

    def side(self, value: Fraction) -> int:
        """Return 1 above the upper limit, -1 below the lower, 0 within or on a limit."""
        return (value > self.upper) - (value < self.lower)


def control_limits(
    values: Sequence[Fraction], spread: Spread = Spread.MOVING_RANGE, sigmas: int = SIGMAS
) -> Limits | None:
    """Return the limits about the mean of the values, None for fewer than two of them."""
    measured = variance(values, spread)
    return None if measured is None else Limits.about(mean(values), measured, sigmas)


def variance(values: Sequence[Fraction], spread: Spread) -> Fraction | None:
    """Return the squared standard deviation, None for fewer than two values."""
    if len(values) < 2:  # noqa: PLR2004 - one value strays from nothing
        return None
    if spread is Spread.MOVING_RANGE:
        return (
            mean([abs(after - before) for before, after in pairwise(values)]) / _RANGE_OF_TWO
        ) ** 2
    centre = mean(values)
    return sum(((value - centre) ** 2 for value in values), Fraction(0)) / (len(values) - 1)


def mean(values: Sequence[Fraction]) -> Fraction:
    """Return the exact mean of at least one value."""
    return sum(values, Fraction(0)) / len(values)
