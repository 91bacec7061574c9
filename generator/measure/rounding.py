"""Rounding that never shows a miss as a hit, nor a hit as a miss."""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from generator.target import BOUND_DECIMALS, Target

# Three digits finer than a bound can be written, so that there is always a number to print
# between a value and the bound, or 100 %, next to it.
MOST_DECIMALS = BOUND_DECIMALS + 3


class Rounding(Enum):
    """What becomes of the digits that are not printed."""

    NEAREST = "nearest"
    """Halves go away from zero."""
    GUARDED = "guarded"
    """To the nearest, and cut where that would show 100 % or a hit: 99.995 % is 99.99 %."""
    DOWN = "down"
    """Cut always."""


@lru_cache(maxsize=8192)
def format_number(
    value: Fraction,
    decimals: int,
    *,
    percent: bool = False,
    against: Target | None = None,
    rounding: Rounding = Rounding.NEAREST,
) -> str:
    """Write a value with at least `decimals` digits after the point, without its unit.

    Halves go away from zero, as readers expect. Digits are added until the printed number is
    on the same side of the target `against` as the exact value, and 0 and 100 % are printed
    for nothing but exactly these. Beyond MOST_DECIMALS digits
    the number is cut towards its own side instead. A share is shown times 100; the minus is
    a real one. A page shows most of its values more than once, so that they are remembered.
    """
    scale = 100 if percent else 1
    # One candidate is always honest: bounds, 0 and 100 % are farther apart than the finest.
    steps, digits = next(
        (steps, digits)
        for steps, digits in _candidates(value * scale, decimals, rounding)
        if _is_honest(steps, scale * 10**digits, value, percent=percent, against=against)
    )
    return _text(steps, digits)


def cumulative_share(share: Fraction) -> str:
    """Write a share of a whole in percent with one decimal, halves up, without its unit.

    100.0 stands only where nothing is left; just below it is 99.9.
    """
    tenths = math.floor(share * 1000 + Fraction(1, 2))
    tenths = min(tenths, 999) if share < 1 else tenths
    return f"{tenths // 10}.{tenths % 10}"


def _candidates(shown: Fraction, decimals: int, rounding: Rounding) -> Iterator[tuple[int, int]]:
    """Yield ever finer roundings and cuts as whole steps with digits, then the neighbours."""
    amount, parts = abs(shown.numerator), shown.denominator
    halves = {Rounding.NEAREST: (parts,), Rounding.GUARDED: (parts, 0), Rounding.DOWN: (0,)}
    for digits in range(decimals, MOST_DECIMALS + 1):
        for half in halves[rounding]:
            steps = (2 * amount * 10**digits + half) // (2 * parts)
            yield (steps if shown.numerator >= 0 else -steps), digits
    for neighbour in (math.floor, math.ceil):
        yield neighbour(shown * 10**MOST_DECIMALS), MOST_DECIMALS


def _is_honest(
    steps: int, unit: int, value: Fraction, *, percent: bool, against: Target | None
) -> bool:
    """Tell whether a reader of the printed number, steps / unit, judges as the exact value does."""
    if percent and steps in {0, unit} and steps * value.denominator != value.numerator * unit:
        return False
    return against is None or against.holds(Fraction(steps, unit)) == against.holds(value)


def _text(steps: int, digits: int) -> str:
    """Write a number of 10 ** -digits steps, in ASCII digits."""
    whole, part = divmod(abs(steps), 10**digits)
    point = f".{part:0{digits}}" if digits else ""
    sign = "−" if steps < 0 else ""
    return f"{sign}{whole}{point}"
