"""From the cases of an outage log to records and lines, service by service and month by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

from generator.collect.inputs import Ground
from generator.collect.outagecases import LoggedCase
from generator.collect.outageviews import outage_lines, view_records
from generator.kinds import OutageKind
from generator.measure.availability import Availability, assess
from generator.measure.downtime import Outage, Window
from generator.measure.maintenance import MaintenanceRule
from generator.periods import Period
from generator.periods.intervals import Intervals, Span, instant_of, seconds_of
from generator.workspace.model.agreements import Agreement
from generator.workspace.model.outages import OutageLine, OutageLog
from generator.workspace.model.records import Record
from generator.workspace.workingcalendars import working_calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class LogMonth:
    """What a log says about one month: the records, the lines, and how many cases these are."""

    records: tuple[Record, ...]
    lines: tuple[OutageLine, ...]
    used: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    """What the months of a log have in common."""

    ground: Ground
    rule: MaintenanceRule
    agreed: Intervals
    end: int
    """End of the last month: what is still down then is down until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Month:
    """One month of one service."""

    service: str
    period: Period
    span: Span


def months_of_log(
    log: OutageLog, cases: tuple[LoggedCase, ...], ground: Ground
) -> Mapping[str, LogMonth]:
    """Return label -> month of every month that the log covers.

    Raises CalendarError for days that the calendar of the service time does not cover, and
    InexactError for a length that has no exact number in the unit of its metric.
    """
    end = _span(log.covers.last, ground.zone)[1]
    # What began after the months and goes on has no length here.
    cases = tuple(case for case in cases if case.end is not None or case.start < end)
    terms = _terms(log, cases, ground)
    records: defaultdict[str, list[Record]] = defaultdict(list)
    lines: defaultdict[str, list[OutageLine]] = defaultdict(list)
    periods = tuple(_periods(log))
    for service in sorted(set(log.service.map.values())):
        mine = _cases_of(service, cases)
        groups = Intervals.of((case.start, case.end or terms.end) for case in mine)
        still_down = frozenset(case.case for case in mine if case.end is None)
        for period in periods:
            month = _Month(service=service, period=period, span=_span(period, ground.zone))
            if service in ground.ended and ground.ended[service] < period.start:
                continue
            whole = _assessed(terms, month, mine, groups)
            records[period.label].extend(view_records(log, ground, service, whole))
            lines[period.label].extend(outage_lines(log, service, whole, still_down))
    return {
        period.label: LogMonth(
            records=tuple(records[period.label]),
            lines=tuple(lines[period.label]),
            used=len({line.case for line in lines[period.label]}),
        )
        for period in periods
    }


def maintenance_rule(agreement: Agreement) -> MaintenanceRule:
    """Return what an agreement accepts; one that says nothing accepts no second."""
    terms = agreement.maintenance
    if terms is None:
        return MaintenanceRule(cap=0, needs_approval=False)
    return MaintenanceRule(
        notice=terms.notice_seconds, cap=terms.cap_seconds, needs_approval=terms.approval
    )


def _terms(log: OutageLog, cases: tuple[LoggedCase, ...], ground: Ground) -> _Terms:
    """Return the terms, with service time from the first to the last case that matters."""
    agreement = next(each for each in ground.agreements if each.agreement == log.agreement)
    first, last = (_span(period, ground.zone) for period in (log.covers.first, log.covers.last))
    groups = [
        group
        for group in Intervals.of((case.start, case.end or last[1]) for case in cases)
        if group[0] < last[1] and group[1] > first[0]
    ]
    start = min(first[0], *(group[0] for group in groups)) if groups else first[0]
    end = max(last[1], *(group[1] for group in groups)) if groups else last[1]
    return _Terms(
        ground=ground,
        rule=maintenance_rule(agreement),
        agreed=_service_time(agreement.service_time, ground, start, end),
        end=last[1],
    )


def _service_time(calendar: str | None, ground: Ground, start: int, end: int) -> Intervals:
    """Return the agreed service time between two instants."""
    if calendar is None:
        return Intervals.of([(start, end)])
    named = next(each for each in ground.calendars if each.calendar == calendar)
    working = working_calendar(named)
    zone = ZoneInfo(working.zone)
    first, last = (instant_of(instant).astimezone(zone).date() for instant in (start, end - 1))
    return working.working_time(first, last + timedelta(days=1)).spans.clip(start, end)


def _periods(log: OutageLog) -> Iterator[Period]:
    """Yield the months that the log covers."""
    period = log.covers.first
    while period.start <= log.covers.last.start:
        yield period
        period = period.next()


def _span(period: Period, zone: str) -> Span:
    """Return a period in seconds of UTC."""
    start, end = period.bounds(zone)
    return seconds_of(start), seconds_of(end)


def _cases_of(service: str, cases: tuple[LoggedCase, ...]) -> tuple[LoggedCase, ...]:
    """Return the cases of a service by their start."""
    mine = (case for case in cases if service in case.services)
    return tuple(sorted(mine, key=attrgetter("start", "line")))


def _assessed(
    terms: _Terms, month: _Month, mine: tuple[LoggedCase, ...], groups: Intervals
) -> Availability:
    """Assess one month of one service, with every case that its cases touch."""
    near = [span for span in groups if span[0] < month.span[1] and span[1] > month.span[0]]
    reach = (
        min([month.span[0], *(span[0] for span in near)]),
        max([month.span[1], *(span[1] for span in near)]),
    )
    told = [case for case in mine if case.start < reach[1] and (case.end or terms.end) > reach[0]]
    return assess(
        period=month.span,
        agreed=_until_the_end(terms, month.service).clip(*reach),
        outages=[_outage(case, terms.end) for case in told if case.kind is OutageKind.OUTAGE],
        windows=[_window(case, terms.end) for case in told if case.kind is OutageKind.MAINTENANCE],
        rule=terms.rule,
    )


def _until_the_end(terms: _Terms, service: str) -> Intervals:
    """Return the service time up to the last day of a service that ended."""
    last = terms.ground.ended.get(service)
    if last is None or not terms.agreed:
        return terms.agreed
    zone = ZoneInfo(terms.ground.zone)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), zone).astimezone(UTC)
    return terms.agreed.clip(terms.agreed.spans[0][0], seconds_of(end))


def _outage(case: LoggedCase, end: int) -> Outage:
    """Return a case as an outage."""
    until = end if case.end is None else case.end
    return Outage(case=case.case, start=case.start, end=until, users=case.users)


def _window(case: LoggedCase, end: int) -> Window:
    """Return a case as maintenance."""
    until = end if case.end is None else case.end
    return Window(
        case=case.case,
        start=case.start,
        end=until,
        announced=case.announced,
        approval=case.approval,
        users=case.users,
    )
