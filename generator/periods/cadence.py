"""Cadences and the calendar arithmetic behind them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType


class Cadence(StrEnum):
    """The length of a period; all but the free range follow the calendar."""

    DAY = "day"
    WEEK = "week"
    """An ISO 8601 week: Monday to Sunday, named in its own week year."""
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"
    """Any stretch of whole days; its limits come from whoever asks."""


_DAYS_IN: Mapping[Cadence, int] = MappingProxyType({Cadence.DAY: 1, Cadence.WEEK: 7})
_MONTHS_IN: Mapping[Cadence, int] = MappingProxyType(
    {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF: 6, Cadence.YEAR: 12}
)


def cadence_of(months: int) -> Cadence:
    """Return the cadence of so many months; RANGE where no cadence has so many."""
    found = (cadence for cadence, length in _MONTHS_IN.items() if length == months)
    return next(found, Cadence.RANGE)


def start_of(cadence: Cadence, day: date, first_month: int = 1) -> date:
    """Return the first day of the period that holds `day`, in years that begin with a month.

    Raises ValueError for a free range, which the calendar does not define.
    """
    if cadence is Cadence.RANGE:
        raise ValueError("expected a cadence of the calendar; a range needs its limits given")
    if cadence is Cadence.DAY:
        return day
    if cadence is Cadence.WEEK:
        return day - timedelta(days=day.weekday())
    # Months differ in length, so they are counted as numbers since year 0, never as days.
    month = day.year * 12 + day.month - 1
    year, place = divmod(month - (day.month - first_month) % _MONTHS_IN[cadence], 12)
    return date(year, place + 1, 1)


def end_of(cadence: Cadence, start: date) -> date:
    """Return the day after the last of the calendar period that begins on `start`."""
    if cadence in _DAYS_IN:
        return start + timedelta(days=_DAYS_IN[cadence])
    year, month = divmod(start.year * 12 + start.month - 1 + _MONTHS_IN[cadence], 12)
    return date(year, month + 1, 1)
