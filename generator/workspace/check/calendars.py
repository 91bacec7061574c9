"""Rules X028-X033: calendars that can say when work is done, on every day asked of them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.periods.dueday import due_day
from generator.periods.publicholidays import UnknownHolidaysError
from generator.periods.workinghours import DAY, Shift
from generator.periods.workingtime import CalendarError, DayKind, UncoveredDayError
from generator.workspace.workingcalendars import weeks, working_calendar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.findings import Finding
    from generator.periods import Period
    from generator.periods.workinghours import WeeklyHours
    from generator.periods.workingtime import WorkingCalendar
    from generator.workspace.model.calendars import (
        Calendar,
        ChangedHours,
        DatedException,
        WeekdayHours,
    )
    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.workspace import Entry, Item, Workspace

Path = tuple[str | int, ...]


def hours(workspace: Workspace) -> Iterator[Finding]:
    """Find shifts that lie upon each other and weekdays with two sets of hours of their own."""
    for item in workspace.items("calendar"):
        calendar: Calendar = item.value
        places: list[Path] = [(), *(("changes", index) for index in range(len(calendar.changes)))]
        stated: tuple[Calendar | ChangedHours, ...] = (calendar, *calendar.changes)
        for place, own, week in zip(places, stated, weeks(calendar), strict=True):
            yield from _twice(item.entry, place, own.by_weekday)
            yield from _overlap(item.entry, (*place, _field(own)), _of_week(week), 7 * DAY)
        for index, exception in enumerate(calendar.exceptions):
            shifts = sorted(map(Shift.parse, exception.hours))
            spans = [(shift.start, shift.end) for shift in shifts]
            yield from _overlap(item.entry, ("exceptions", index, "hours"), spans, 2 * DAY)


def _field(own: Calendar | ChangedHours) -> str:
    """Return where the hours of a week are stated that differ between its days."""
    return "by_weekday" if own.by_weekday else "hours"


def _twice(entry: Entry, place: Path, rows: tuple[WeekdayHours, ...]) -> Iterator[Finding]:
    """Find weekdays that have hours of their own twice."""
    named = Counter(day for row in rows for day in set(row.weekdays))
    for day in (day for day, times in named.items() if times > 1):
        yield entry.finding(
            (*place, "by_weekday"),
            "X028",
            expected=f"the hours of {day} once",
            found=f"them {named[day]} times",
            action="put all shifts of the day into one row",
        )


def _of_week(week: WeeklyHours) -> list[tuple[int, int]]:
    """Lay the shifts of a week out on one line of minutes."""
    return sorted(
        (number * DAY + shift.start, number * DAY + shift.end)
        for number, shifts in enumerate(week.days)
        for shift in shifts
    )


def _overlap(
    entry: Entry, place: Path, spans: list[tuple[int, int]], around: int
) -> Iterator[Finding]:
    """Find the first of two spans of minutes that overlap; `around` is where they begin again."""
    again = [(start + around, end + around) for start, end in spans[:1]]
    for (start, end), (other, other_end) in pairwise([*spans, *again]):
        if other < end:
            yield entry.finding(
                place,
                "X028",
                expected="shifts that follow each other",
                found=f"{_shown(start, end)} and {_shown(other, other_end)}",
                action="correct the hours, or join the shifts",
            )
            return


def _shown(start: int, end: int) -> str:
    """Write a span of minutes as hours."""
    first, last = (f"{minute // 60 % 24:02}:{minute % 60:02}" for minute in (start, end))
    return f"{first}-{last}"


def changes_in_order(workspace: Workspace) -> Iterator[Finding]:
    """Find changes of the hours that are not after the first day, or not in order."""
    for item in workspace.items("calendar"):
        calendar: Calendar = item.value
        days = [calendar.first, *(change.first for change in calendar.changes)]
        for index, (before, day) in enumerate(pairwise(days)):
            if not before < day <= calendar.last:
                yield item.entry.finding(
                    ("changes", index, "first"),
                    "X029",
                    expected=f"a day after {before}, until {calendar.last}",
                    found=day.isoformat(),
                    action="put the changes in the order of their days, or correct the day",
                )


def public_holidays_known(workspace: Workspace) -> Iterator[Finding]:
    """Find countries that are not known, and years of which nobody knows the holidays."""
    for item in workspace.items("calendar"):
        if item.value.holidays is None or not _is_ordered(item.value):
            continue
        try:
            working_calendar(item.value)
        except UnknownHolidaysError as unknown:
            yield item.entry.finding(
                ("holidays", "country"),
                "X031",
                expected=f"a country whose holidays are known for {_years(item.value)}",
                found=f"{unknown.country}, unknown for {unknown.year} ({unknown.why})",
                action="cover the known years only, or list the holidays as exceptions instead",
            )
        except CalendarError as wrong:
            yield item.entry.finding(
                ("holidays", "country"),
                "X030",
                expected="a country and part of it whose public holidays can be used",
                found=str(wrong),
                action="correct it, or list the holidays as exceptions instead",
            )


def _years(calendar: Calendar) -> str:
    """Name the years that a calendar covers."""
    first, last = calendar.first.year, calendar.last.year
    return str(first) if first == last else f"{first} to {last}"


def dated_exceptions(workspace: Workspace) -> Iterator[Finding]:
    """Find exceptions that nobody would look at, or that say two things."""
    for item in workspace.items("calendar"):
        seen: set[date] = set()
        for index, exception in enumerate(item.value.exceptions):
            path = ("exceptions", index)
            for field, expected, found, action in _odd(item.value, exception, seen):
                yield item.entry.finding(
                    (*path, field), "X032", expected=expected, found=found, action=action
                )
            seen.add(exception.day)


def _odd(
    calendar: Calendar, exception: DatedException, seen: set[date]
) -> Iterator[tuple[str, str, str, str]]:
    """Give field, expected, found and action of what is wrong with one exception."""
    day = exception.day
    if not calendar.first <= day <= calendar.last:
        covered = f"a day from {calendar.first} to {calendar.last}"
        yield "day", covered, day.isoformat(), "correct the day, or cover it with first and last"
    if day in seen:
        yield "day", "one exception a day", f"{day} again", "keep the one that holds"
    if exception.kind is DayKind.CHANGED and not exception.hours:
        yield "kind", "a changed day with hours", "no hours", "add hours, or make it a holiday"
    if exception.kind is not DayKind.CHANGED and exception.hours:
        wanted = f"no hours for a {exception.kind}"
        yield "hours", wanted, ", ".join(exception.hours), "leave them out, or make it changed"


def due_days_covered(workspace: Workspace) -> Iterator[Finding]:
    """Find calendars that end before, or begin after, a day on which a report is due."""
    calendars = {item.id: item for item in workspace.items("calendar")}
    asked: dict[tuple[str, int], tuple[ReportDefinition, Period, date]] = {}
    for report in workspace.reports.values():
        party = workspace.parties.get(report.party)
        item = calendars.get(party.calendar) if party else None
        working = _sound(item) if item else None
        if item is None or working is None:
            continue
        for period in workspace.recorded_periods(report):
            day = _uncovered(report.due, period, working)
            if day:
                asked.setdefault((item.id, day.year), (report, period, day))
    for (name, _), (report, period, day) in asked.items():
        yield _missing(calendars[name], report, period, day)


def _uncovered(rule: str, period: Period, calendar: WorkingCalendar) -> date | None:
    """Return the day that a calendar has no data for, None when it tells the due day."""
    try:
        due_day(rule, period, calendar)
    except UncoveredDayError as uncovered:
        return uncovered.day
    return None


def _missing(item: Item, report: ReportDefinition, period: Period, day: date) -> Finding:
    """Say which report asks for which day."""
    calendar: Calendar = item.value
    field = "last" if day > calendar.last else "first"
    return item.entry.finding(
        (field,),
        "X033",
        expected=f"data for {day}, asked by {report.report}/{period.label} (due: {report.due})",
        found=f"days from {calendar.first} to {calendar.last}",
        action=f"move {field} and add the holidays and make-up days of {day.year}",
    )


def _sound(item: Item) -> WorkingCalendar | None:
    """Return the working calendar; None for one that another rule finds wrong."""
    calendar: Calendar = item.value
    try:
        return working_calendar(calendar) if _is_ordered(calendar) else None
    except CalendarError:
        return None


def _is_ordered(calendar: Calendar) -> bool:
    """Tell whether first, last and the changes are in order; other rules find what is not."""
    days = [calendar.first, *(change.first for change in calendar.changes)]
    return days[-1] <= calendar.last and all(one < other for one, other in pairwise(days))
