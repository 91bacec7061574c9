"""Bounds around an estimate, and roots that are the same on every machine."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from generator.measure.rounding import MOST_DECIMALS

STEPS = 10**MOST_DECIMALS
"""What an irrational number is cut to: whole steps of 1/STEPS, finer than any print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Hold the lower and the upper end of what is likely, both included."""

    lower: Fraction
    upper: Fraction

    def __post_init__(self) -> None:
        """Refuse ends in the wrong order."""
        if self.lower > self.upper:
            raise ValueError(f"expected bounds from low to high, got {self.lower}..{self.upper}")

    def holds(self, value: Fraction) -> bool:
        """Tell whether a value is within the bounds or on one of them."""
        return self.lower <= value <= self.upper

    def clipped(self, lowest: Fraction | None, highest: Fraction | None) -> Bounds:
        """Return the bounds without what cannot be: a share above 1, a count below 0."""
        return Bounds(
            lower=clip(self.lower, lowest, highest), upper=clip(self.upper, lowest, highest)
        )


def clip(value: Fraction, lowest: Fraction | None, highest: Fraction | None) -> Fraction:
    """Return the nearest value that can be; None stands for no end on that side."""
    raised = value if lowest is None else max(value, lowest)
    return raised if highest is None else min(raised, highest)


def root(square: Fraction) -> Fraction:
    """Return the square root, exact where there is one, else cut after MOST_DECIMALS digits.

    Whole-number arithmetic only: the last digit of a binary root may depend on the machine.
    Raises ValueError for a negative number.
    """
    ends = math.isqrt(square.numerator), math.isqrt(square.denominator)
    if (ends[0] ** 2, ends[1] ** 2) == square.as_integer_ratio():
        return Fraction(*ends)
    return Fraction(math.isqrt(square.numerator * STEPS**2 // square.denominator), STEPS)
