"""When an edition is due: days after its period, counted in the party's calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.periods.dueday import due_day
from generator.periods.workingtime import UncoveredDayError

if TYPE_CHECKING:
    from datetime import date

    from generator.periods import Period
    from generator.periods.workingtime import WorkingCalendar
    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.workspace import Workspace


def due_date(rule: str, period: Period, calendar: WorkingCalendar) -> date | None:
    """Return the due day for a rule such as `5 working days`.

    Returns None when the calendar does not reach that far: a year without holidays
    would give a day that is wrong, not late. `check` finds it (rule X033).
    """
    try:
        return due_day(rule, period, calendar)
    except UncoveredDayError:
        return None


def day_of_edition(workspace: Workspace, report: ReportDefinition, period: Period) -> date:
    """Return the day as of which an edition speaks: its due day.

    Where no calendar reaches so far it is the day after the period.
    """
    calendar = workspace.working_calendars[workspace.parties[report.party].calendar]
    return due_date(report.due, period, calendar) or period.end
