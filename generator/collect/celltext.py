"""Values that have a type where they come from, written as the cells of a mapping."""

from __future__ import annotations

from datetime import UTC, datetime


def instant_text(moment: datetime, style: str) -> str:
    """Return a moment in the style of its column, or whole where the style would lose a part.

    What is whole does not fit the style, and is told with its place. A moment with an offset
    is written in UTC, where the style says so with Z or %z.
    """
    if moment.tzinfo:
        moment = moment.astimezone(UTC)
    parts = (
        ("%f", moment.microsecond),
        ("%S", moment.second),
        ("%M", moment.minute),
        (("%H", "%I"), moment.hour),
        ("%d", moment.day - 1),
        (("Z", "%z"), moment.tzinfo),
    )
    is_lost = any(value and not _writes(style, part) for part, value in parts)
    return moment.isoformat() if is_lost else moment.strftime(style)


def number_text(digits: str, sign: str) -> str:
    """Return the digits of a number with the decimal sign of the form."""
    return digits.replace(".", sign)


def _writes(style: str, part: str | tuple[str, ...]) -> bool:
    """Tell whether a style writes a part of a moment."""
    return any(each in style for each in ((part,) if isinstance(part, str) else part))
