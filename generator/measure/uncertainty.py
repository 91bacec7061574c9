"""How far chance alone may have moved a share (trap 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.measure.rollup import Ratio
from generator.measure.wilson import wilson

if TYPE_CHECKING:
    from generator.measure.bounds import Bounds
    from generator.measure.figure import Figure
    from generator.target import Target


def interval_of(figure: Figure) -> Bounds | None:
    """Return the 95 % interval of a share of cases; None for what is no such share."""
    parts = figure.parts
    if not isinstance(parts, Ratio) or not parts.denominator:
        return None
    return wilson(parts.numerator, parts.denominator)


def interval_over(figure: Figure, target: Target | None) -> Bounds | None:
    """Return the interval if an end of it lies on the other side of the target.

    Then the next cases of the same process may well turn the verdict.
    """
    bounds, value = interval_of(figure), figure.value
    if target is None or bounds is None or value is None:
        return None
    sides = {target.holds(each) for each in (bounds.lower, value, bounds.upper)}
    return bounds if len(sides) > 1 else None
