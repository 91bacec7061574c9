"""Numbers as readers see them: grouped digits, and amounts that are not rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.measure.rounding import format_number

if TYPE_CHECKING:
    from fractions import Fraction


def grouped(number: str) -> str:
    """Put a comma between groups of three digits before the point."""
    sign, digits = ("−", number[1:]) if number.startswith("−") else ("", number)
    whole, point, part = digits.partition(".")
    return f"{sign}{int(whole):,}{point}{part}"


def exact_text(number: Fraction) -> str:
    """Return an amount with all its digits, at most six after the point."""
    if number.denominator == 1:
        return f"{number.numerator:,}".replace("-", "−")
    whole, _, part = format_number(number, 6).partition(".")
    return grouped(f"{whole}.{part}".rstrip("0").rstrip("."))
