"""When an edition is due: days after its period, counted in the party's calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.workspace.model.organisation import DayKind

if TYPE_CHECKING:
    from generator.periods import Period
    from generator.workspace.model.organisation import Calendar

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def due_date(rule: str, period: Period, calendar: Calendar) -> date | None:
    """Return the due day for a rule such as `5 working days`.

    Returns None when the calendar does not reach that far: a year without holidays
    would give a day that is wrong, not late.
    """
    number, kind = rule.split()[:2]
    if kind == "calendar":
        return period.end + timedelta(days=int(number) - 1)
    day, left = period.end, int(number)
    while calendar.first <= day <= calendar.last:
        left -= is_workday(day, calendar)
        if not left:
            return day
        day += timedelta(days=1)
    return None


def is_workday(day: date, calendar: Calendar) -> bool:
    """Tell whether a day is one of work: exceptions first, then the weekday."""
    for exception in calendar.exceptions:
        if exception.day == day:
            return exception.kind is DayKind.WORKDAY
    return _WEEKDAYS[day.weekday()] in calendar.weekdays
