"""Rule C020: the working time and clock rules that records rest on still hold."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.periods.clock import ClockRules
from generator.periods.workingtime import CalendarError
from generator.workspace.workingcalendars import working_calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.model.records import ClockTrail
    from generator.workspace.workspace import Entry, Workspace

_DAY = timedelta(days=1)
_RESTATE = "collect the export again and restate the month"


def records_of_clocks(workspace: Workspace) -> Iterator[Finding]:
    """Find records that an edit of a calendar or agreement has left behind.

    They stay as they are, and so do the editions that were issued from them.
    """
    for entry in workspace.of_kind("records"):
        for index, source in enumerate(entry.value.sources):
            for place, trail in enumerate(source.clocks or ()):
                path = ("sources", index, "clocks", place)
                yield from _time(workspace, entry, path, trail)
                yield from _rules(workspace, entry, path, trail)


def _time(
    workspace: Workspace, entry: Entry, path: tuple[str | int, ...], trail: ClockTrail
) -> Iterator[Finding]:
    """C020: the working time of the days that were used."""
    difference = _difference(workspace, trail)
    if not difference:
        return
    source, month = entry.value.sources[int(path[1])].id, entry.value.period.label
    yield entry.finding(
        (*path, "sha256"),
        "C020",
        expected=f"the working time of {trail.calendar} from {trail.first} to {trail.last} "
        f"with which {source} was collected for {month}",
        found=difference,
        action=f"date the change in the calendar (changes, exceptions), or {_RESTATE}",
    )


def _difference(workspace: Workspace, trail: ClockTrail) -> str:
    """Return what is no longer as it was; nothing when the working time is the same."""
    calendar = workspace.calendars.get(trail.calendar)
    if calendar is None:
        return "no such calendar"
    try:
        working = working_calendar(calendar).working_time(trail.first, trail.last + _DAY)
    except CalendarError as wrong:
        return str(wrong)
    return "" if working.digest == trail.sha256 else "another one, since the calendar was edited"


def _rules(
    workspace: Workspace, entry: Entry, path: tuple[str | int, ...], trail: ClockTrail
) -> Iterator[Finding]:
    """C020: the rules that the agreement prints."""
    agreement = workspace.agreements.get(trail.agreement or "")
    rules = ClockRules(start=trail.start, reopening=trail.reopening)
    if agreement and agreement.clock_rules != rules:
        now = agreement.clock_rules
        yield entry.finding(
            path,
            "C020",
            expected=f"the clock of {agreement.agreement}: {now.start}, {now.reopening}",
            found=f"{trail.start}, {trail.reopening}",
            action=f"restore the rules of the agreement, or {_RESTATE}",
        )
