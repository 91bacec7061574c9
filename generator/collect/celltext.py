"""Values that have a type where they come from, written as the cells of a mapping."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from generator.workspace.model.forms import ExportForm
from generator.workspace.model.sources import ColumnType, ExportColumn

_MOST_EXACT: Final = 10**15
"""Below it every whole number has a floating one of its own, and all its digits."""


class UnreadableError(ValueError):
    """Say what is wrong with a value."""


def typed_text(value: object, column: ExportColumn, form: ExportForm) -> str | None:
    """Return a value as the cell of a column; raises UnreadableError for what is no cell."""
    if value is None:
        return None
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value, column, form)
    raise UnreadableError(f"a value of type {type(value).__name__}")


def instant_text(moment: datetime, style: str) -> str:
    """Return a moment in the style of its column, or whole where the style would lose a part.

    What is whole does not fit the style, and is told with its place. A moment with an offset
    is written in UTC, where the style says so with Z or %z.
    """
    if moment.tzinfo:
        moment = moment.astimezone(UTC)
    parts = (
        (("%f",), moment.microsecond),
        (("%S",), moment.second),
        (("%M",), moment.minute),
        (("%H", "%I"), moment.hour),
        (("%d",), moment.day - 1),
        (("Z", "%z"), moment.tzinfo),
    )
    is_lost = any(value and not any(part in style for part in ways) for ways, value in parts)
    return moment.isoformat() if is_lost else moment.strftime(style)


def number_text(digits: str, form: ExportForm) -> str:
    """Return the digits of a number with the decimal sign of the form."""
    return digits.replace(".", form.decimal)


def seconds_text(length: timedelta) -> str:
    """Return the seconds of a length of time, exactly."""
    whole = Decimal(length.days * 86_400 + length.seconds)
    return format(
        whole + Decimal(length.microseconds).scaleb(-6) if length.microseconds else whole, "f"
    )


def list_text(values: list[object], between: str) -> str | None:
    """Return the items of a list as one cell, with `between` among them."""
    return between.join(_items(values, between)) or None


def _items(values: list[object], between: str) -> Iterator[str]:
    """Yield the texts of a list."""
    for value in values:
        if not isinstance(value, str):
            raise UnreadableError("a list of something else than texts")
        if between in value:
            raise UnreadableError(f"{between!r} within the item {value!r}; choose other form.items")
        yield value


def _floating(value: float, column: ExportColumn) -> str:
    """Return the shortest digits that stand for a floating number; a text needs all of them."""
    if not math.isfinite(value):
        raise UnreadableError(f"{value}, which is no number")
    is_whole = value.is_integer() and abs(value) < _MOST_EXACT
    if column.type is ColumnType.TEXT and not is_whole:
        raise UnreadableError(f"the floating number {value!r} for a text")
    return str(int(value)) if is_whole else format(Decimal(repr(value)), "f")


def _instant(value: date, column: ExportColumn, form: ExportForm) -> str:
    """Return a day or a moment in the style of the column; a day is its midnight."""
    is_moment = isinstance(value, datetime)
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    if column.type is ColumnType.INSTANT:
        return instant_text(moment, column.format or form.instant)
    return moment.isoformat() if is_moment else value.isoformat()


_Writer = Callable[[Any, ExportColumn, ExportForm], str | None]

# The first kind that fits counts: True is a number to Python, and a moment is a day.
_WRITERS: Final[tuple[tuple[type, _Writer], ...]] = (
    (str, lambda value, _column, _form: value),
    (bool, lambda value, _column, _form: "true" if value else "false"),
    (int, lambda value, _column, _form: str(value)),
    (Decimal, lambda value, _column, form: number_text(f"{value:f}", form)),
    (float, lambda value, column, form: number_text(_floating(value, column), form)),
    (date, _instant),
    (timedelta, lambda value, _column, form: number_text(seconds_text(value), form)),
    (list, lambda value, _column, form: list_text(value, form.items)),
    (time, lambda value, _column, _form: value.isoformat()),
    (UUID, lambda value, _column, _form: str(value)),
)
