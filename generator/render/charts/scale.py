"""Value axes: an honest range with round ticks, exact until the pixel."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERVALS = 5
# From here up a percentage axis may leave out its lower part; the drawing marks the break.
NEAR_FULL = Fraction(4, 5)
# Range shown when every value is exactly 100 % and nothing else sets one.
FULL_RANGE = Fraction(1, 20)
HEADROOM = Fraction(5, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Hold the range of an axis. `broken` says that it does not start at zero."""

    low: Fraction
    high: Fraction
    step: Fraction
    percent: bool
    broken: bool

    def ticks(self) -> tuple[Fraction, ...]:
        """Return the tick values from low to high."""
        steps = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * index for index in range(steps + 1))

    def between(self, value: Fraction, start: float, end: float) -> float:
        """Place a value between the pixel of `low` and the pixel of `high`."""
        share = (value - self.low) / (self.high - self.low)
        return start + float(share) * (end - start)

    def text(self, tick: Fraction) -> str:
        """Print a tick with the digits that its step needs."""
        factor = 100 if self.percent else 1
        printed = plain_text(tick * factor, decimals_of(self.step * factor))
        return f"{printed} %" if self.percent else printed


def scale_of(values: Sequence[Fraction], *, percent: bool, from_zero: bool) -> Scale:
    """Choose the axis for values, the target among them.

    Counts and bars start at zero. A line of percentages that all lie near 100 % ends at 100 % and
    is broken below; without that, 99.2 % and 99.9 % could not be told apart.
    """
    near_full = percent and values and min(values) >= NEAR_FULL and max(values) <= 1
    if near_full and not from_zero:
        return _below_full(1 - min(values))
    return _from_zero(values, percent=percent)


def _below_full(gap: Fraction) -> Scale:
    """Return the broken axis that ends at 100 % and shows the gap with room below."""
    room = (gap or FULL_RANGE) * HEADROOM
    step = nice_step(room)
    low = max(1 - ceil(room / step) * step, Fraction(0))
    return Scale(low=low, high=Fraction(1), step=step, percent=True, broken=low > 0)


def _from_zero(values: Sequence[Fraction], *, percent: bool) -> Scale:
    """Return the axis that holds zero and all values."""
    high, low = max((*values, Fraction(0))), min((*values, Fraction(0)))
    if high == low or (percent and Fraction(1, 2) < high <= 1):
        high = Fraction(1)
    step = nice_step(high - low)
    # Half an incident does not exist: whole numbers get whole ticks.
    if not percent and all(value.denominator == 1 for value in values):
        step = max(step, Fraction(1))
    low, high = floor(low / step) * step, ceil(high / step) * step
    return Scale(low=low, high=high, step=step, percent=percent, broken=False)


def nice_step(span: Fraction) -> Fraction:
    """Return the smallest of 1, 2, 5 × 10ⁿ that cuts a positive span into few enough parts."""
    rough = span / INTERVALS
    magnitude = Fraction(10) ** (Decimal(rough.numerator) / Decimal(rough.denominator)).adjusted()
    return next(magnitude * part for part in (1, 2, 5, 10, 20) if magnitude * part >= rough)


def decimals_of(step: Fraction) -> int:
    """Return how many decimals a step of 1, 2 or 5 × 10ⁿ needs."""
    return next(digits for digits in count() if (step * 10**digits).denominator == 1)


def plain_text(value: Fraction, decimals: int) -> str:
    """Print an exact decimal with grouped thousands and a real minus."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{number:,.{decimals}f}".replace("-", "\N{MINUS SIGN}")
