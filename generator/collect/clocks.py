"""The clocks of a mapping: what they are made of, and what can be wrong with that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.collect.engine import EXTRACTED
from generator.collect.inputs import Ground
from generator.findings import Finding
from generator.periods.clock import ClockRules
from generator.periods.workingtime import CalendarError, WorkingCalendar
from generator.workspace.clockedmetrics import clocked_records
from generator.workspace.decode import did_you_mean
from generator.workspace.model.agreements import Agreement
from generator.workspace.model.sources import ClockColumn, ColumnType
from generator.workspace.model.sources import Mapping as SourceMapping
from generator.workspace.workingcalendars import working_calendar
from generator.workspace.workspace import Entry

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceClock:
    """A clock of the mapping with the hours and the rules that it runs by."""

    column: ClockColumn
    calendar: WorkingCalendar
    rules: ClockRules


def service_clocks(mapping: SourceMapping, ground: Ground) -> tuple[ServiceClock, ...]:
    """Return the clocks of a mapping in which nothing was found."""
    calendars = {calendar.calendar: calendar for calendar in ground.calendars}
    return tuple(
        ServiceClock(
            column=clock,
            calendar=working_calendar(calendars[clock.calendar or ground.calendar]),
            rules=_rules(clock, ground),
        )
        for clock in mapping.clocks
    )


def _rules(clock: ClockColumn, ground: Ground) -> ClockRules:
    """Return the rules of a clock's agreement, the defaults for one without."""
    agreements = {agreement.agreement: agreement for agreement in ground.agreements}
    agreement = agreements.get(clock.agreement or "")
    return agreement.clock_rules if agreement else ClockRules()


def unsound_clocks(entry: Entry, ground: Ground) -> Iterator[Finding]:
    """Find all that cannot work in the clocks of a mapping."""
    mapping: SourceMapping = entry.value
    taken = {name for column in mapping.columns for name in (column, f"{column}_local")}
    taken.add(EXTRACTED)
    for index, clock in enumerate(mapping.clocks):
        path = ("clocks", index)
        yield from _names(entry, path, clock, taken)
        taken |= {clock.column, clock.paused}
        yield from _instants(entry, path, clock)
        yield from _calendar(entry, path, clock, ground)
        yield from _agreement(entry, path, clock, ground)
    yield from _promised(entry, ground)


def _names(entry: Entry, path: Path, clock: ClockColumn, taken: set[str]) -> Iterator[Finding]:
    """C018: names that no other column has."""
    for name in (clock.column, clock.paused):
        if name in taken:
            yield entry.finding(
                (*path, "column"),
                "C018",
                expected="a name that no other column has",
                found=repr(name),
                action="choose another name",
            )


def _instants(entry: Entry, path: Path, clock: ClockColumn) -> Iterator[Finding]:
    """C007: instants that the mapping declares."""
    columns = entry.value.columns
    known = tuple(name for name in columns if columns[name].type is ColumnType.INSTANT)
    for place, name in _columns(clock):
        if name not in known:
            yield entry.finding(
                (*path, *place),
                "C007",
                expected=f"one of the columns {', '.join(known) or '(none is an instant)'}",
                found=repr(name),
                action=f"{did_you_mean(name, known)}correct the name or the column's type",
            )
    if clock.first_end and not clock.reopened:
        yield entry.finding(
            (*path, "first_end"),
            "C018",
            expected="reopened beside first_end",
            found="first_end alone",
            action="name the column of the reopening, too",
        )


def _columns(clock: ClockColumn) -> Iterator[tuple[Path, str]]:
    """Give the columns that a clock looks at, and where it names them."""
    for field in ("start", "end", "first_end", "reopened", "attached"):
        name = getattr(clock, field)
        if name is not None:
            yield (field,), name
    for index, pause in enumerate(clock.pauses):
        yield ("pauses", index, "start"), pause.start
        yield ("pauses", index, "end"), pause.end


def _calendar(entry: Entry, path: Path, clock: ClockColumn, ground: Ground) -> Iterator[Finding]:
    """C018: a calendar that is there and can be used."""
    calendars = {calendar.calendar: calendar for calendar in ground.calendars}
    name = clock.calendar or ground.calendar
    wrong = ""
    if name not in calendars:
        wrong = repr(name)
    else:
        try:
            working_calendar(calendars[name])
        except CalendarError as error:
            wrong = str(error)
    if wrong:
        yield entry.finding(
            (*path, "calendar") if clock.calendar else path,
            "C018",
            expected="a calendar of report_data/calendars/ without problems",
            found=wrong,
            action=f"{did_you_mean(name, tuple(calendars))}correct the id or the calendar",
        )


def _agreement(entry: Entry, path: Path, clock: ClockColumn, ground: Ground) -> Iterator[Finding]:
    """C018: an agreement with the party of the cases."""
    party = entry.value.party
    known = tuple(each.agreement for each in ground.agreements if each.party == party)
    if clock.agreement and clock.agreement not in known:
        yield entry.finding(
            (*path, "agreement"),
            "C018",
            expected=f"an agreement with {party!r}",
            found=repr(clock.agreement),
            action=f"{did_you_mean(clock.agreement, known)}correct the id",
        )


def _promised(entry: Entry, ground: Ground) -> Iterator[Finding]:
    """C018: what an agreement promises runs by the rules that it prints."""
    mapping: SourceMapping = entry.value
    for index, clock in clocked_records(mapping):
        metric, rules = mapping.records[index].metric, _rules(clock, ground)
        for agreement in ground.agreements:
            is_other = agreement.party == mapping.party and agreement.clock_rules != rules
            if is_other and _promises(agreement, metric):
                yield entry.finding(
                    ("clocks", mapping.clocks.index(clock)),
                    "C018",
                    expected=f"the clock rules of {agreement.agreement}, which promises {metric}",
                    found=f"{rules.start}, {rules.reopening}",
                    action=f"add agreement: {agreement.agreement}",
                )


def _promises(agreement: Agreement, metric: str) -> bool:
    """Tell whether a clause of an agreement is measured by a metric."""
    return any(clause.metric == metric for clause in agreement.clauses)
