"""Rounding that never shows a miss as a hit, nor a hit as a miss."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from generator.target import BOUND_DECIMALS, Target

# Three digits finer than a bound can be written, so that there is always a number to print
# between a value and the bound, or 100 %, next to it.
MOST_DECIMALS = BOUND_DECIMALS + 3


def format_number(
    value: Fraction,
    decimals: int,
    *,
    percent: bool = False,
    against: Target | None = None,
    cut: bool = False,
) -> str:
    """Write a value with at least `decimals` digits after the point, without its unit.

    Halves go away from zero, as readers expect. Digits are added until the printed number is
    on the same side of the target `against` as the exact value, and 0 and 100 % are printed
    for nothing but exactly these. With `cut`, what rounding would show as 100 % or as a hit
    is cut to its digits before more are added: 99.995 % is 99.99 %. Beyond MOST_DECIMALS digits
    the number is cut towards its own side instead. A share is shown times 100; the minus is
    a real one.
    """
    scale = 100 if percent else 1
    # One candidate is always honest: bounds, 0 and 100 % are farther apart than the finest.
    printed, digits = next(
        (printed, digits)
        for printed, digits in _candidates(value * scale, decimals, cut=cut)
        if _is_honest(printed / scale, value, percent=percent, against=against)
    )
    return _text(printed, digits)


def cumulative_share(share: Fraction) -> str:
    """Write a share of a whole in percent with one decimal, halves up, without its unit.

    100.0 stands only where nothing is left; just below it is 99.9.
    """
    tenths = math.floor(share * 1000 + Fraction(1, 2))
    tenths = min(tenths, 999) if share < 1 else tenths
    return f"{tenths // 10}.{tenths % 10}"


def _candidates(shown: Fraction, decimals: int, *, cut: bool) -> Iterator[tuple[Fraction, int]]:
    """Yield ever finer roundings and cuts with their digits, in the end the two neighbours."""
    ways = (Fraction(1, 2), Fraction(0)) if cut else (Fraction(1, 2),)
    for digits in range(decimals, MOST_DECIMALS + 1):
        for up in ways:
            rounded = math.floor(abs(shown) * 10**digits + up)
            yield Fraction(rounded if shown >= 0 else -rounded, 10**digits), digits
    for neighbour in (math.floor, math.ceil):
        yield Fraction(neighbour(shown * 10**MOST_DECIMALS), 10**MOST_DECIMALS), MOST_DECIMALS


def _is_honest(
    printed: Fraction, value: Fraction, *, percent: bool, against: Target | None
) -> bool:
    """Tell whether a reader of the printed number judges as the exact value does."""
    if percent and printed in {0, 1} and printed != value:
        return False
    return against is None or against.holds(printed) == against.holds(value)


def _text(number: Fraction, digits: int) -> str:
    """Write a number that has at most `digits` decimals, in ASCII digits."""
    whole, part = divmod(abs(number) * 10**digits, 10**digits)
    point = f".{int(part):0{digits}}" if digits else ""
    sign = "−" if number < 0 else ""
    return f"{sign}{whole}{point}"
