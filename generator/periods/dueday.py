"""The day on which something is due: days after a period, of work or of the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.periods.period import Period
    from generator.periods.workingtime import WorkingCalendar


def due_day(rule: str, period: Period, calendar: WorkingCalendar) -> date:
    """Return the due day for a rule such as `5 working days` or `10 calendar days`.

    Days of the calendar ask for no data; raises UncoveredDayError when the count of working
    days comes to a day without.
    """
    number, kind = rule.split()[:2]
    day, left = period.end, int(number)
    if kind == "calendar":
        return day + timedelta(days=left - 1)
    while True:
        left -= calendar.is_workday(day)
        if not left:
            return day
        day += timedelta(days=1)
