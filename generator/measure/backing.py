"""What is behind the promises of a workspace: each clause judged by the clauses it rests on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.kinds import Aspect
from generator.measure.feasibility import (
    AvailabilityFloor,
    Bound,
    Feasibility,
    Promise,
    SupportHours,
    TimeBudget,
    assess,
)
from generator.measure.rounding import Rounding, format_number
from generator.periods import Cadence, Period
from generator.periods.workingtime import CalendarError, WorkingCalendar
from generator.target import Operator
from generator.workspace.promises import dated_targets
from generator.workspace.support import (
    OPERATORS_OF,
    SECONDS_OF_UNIT,
    PromisedClause,
    aspect_of,
    behind,
    carries,
    clauses_of,
)
from generator.workspace.workingcalendars import working_calendar

if TYPE_CHECKING:
    from generator.target import Target
    from generator.workspace.model.agreements import Agreement
    from generator.workspace.model.metrics import Metric
    from generator.workspace.workspace import Workspace

Clauses = Mapping[str, PromisedClause]

_HOUR = 3_600
_FINEST = 9
_GRAIN = 10**_FINEST
_STRICT = frozenset({Operator.LESS, Operator.MORE})
_DAY, _YEAR = timedelta(days=1), timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """Hold how well a clause, or the service time of an agreement, is borne from a day on."""

    agreement: Agreement
    clause: str | None
    """The number of the clause; None for the service time."""
    metric: Metric | None
    first: date
    found: Feasibility[Bound]


def backings(workspace: Workspace) -> Iterator[Backing]:
    """Give every promise that rests on something, from each day on which its footing changes.

    The workspace has no errors: names are known, and nothing rests on itself.
    """
    clauses = clauses_of(workspace)
    for promised in clauses.values():
        if promised.clause.supported_by or promised.clause.own:
            yield from _of_clause(workspace, promised, clauses)
    for agreement in workspace.agreements.values():
        yield from _of_hours(workspace, agreement, clauses)


def bound_text(bound: Bound, metric: Metric | None) -> str:
    """Write a bound with its sign and without its unit: `<= 480`, `> 99.9`, `2080` of hours.

    What is allowed is never told better than it is: digits are cut behind the finest that a
    target can have.
    """
    if isinstance(bound, TimeBudget) and metric:
        # A third of an hour has no end; a longer time is the worse one.
        amount = Fraction(math.ceil(bound.seconds / SECONDS_OF_UNIT[metric.unit] * _GRAIN), _GRAIN)
        return f"{'<' if bound.strict else '<='} {_digits(amount)}"
    if isinstance(bound, AvailabilityFloor):
        return f"{'>' if bound.strict else '>='} {_digits(bound.share, percent=True)}"
    assert isinstance(bound, SupportHours)  # noqa: S101 - there is no other bound
    return _digits(Fraction(bound.spans.total, _HOUR))


def _digits(number: Fraction, *, percent: bool = False) -> str:
    """Write a number with no digit more than it needs."""
    return (
        format_number(number, _FINEST, percent=percent, rounding=Rounding.DOWN)
        .rstrip("0")
        .rstrip(".")
    )


# --- Clauses ---------------------------------------------------------------------------


def _of_clause(
    workspace: Workspace, promised: PromisedClause, clauses: Clauses
) -> Iterator[Backing]:
    """Judge a clause on each day from which a target in its chain is another one."""
    metric = workspace.metrics.get(promised.clause.metric or "")
    for day in _days(promised, clauses) if aspect_of(metric) else ():
        promise = _promise(workspace, promised, clauses, day, metric)
        if promise.bound is not None:
            yield Backing(
                agreement=promised.agreement,
                clause=promised.clause.id,
                metric=metric,
                first=day,
                found=assess(promise)[0],
            )


def _days(promised: PromisedClause, clauses: Clauses) -> list[date]:
    """Return the days, while a clause is in force, on which some target in its chain changes."""
    interval = promised.agreement.effective
    days = {interval.first}
    for name in behind(promised, clauses):
        for dated in dated_targets(clauses[name].agreement, clauses[name].clause):
            days |= {dated.first, *([dated.last + timedelta(days=1)] if dated.last else [])}
    return sorted(day for day in days if interval.first <= day <= (interval.last or date.max))


def _promise(
    workspace: Workspace,
    promised: PromisedClause,
    clauses: Clauses,
    day: date,
    top: Metric | None,
) -> Promise[Bound]:
    """Return a clause as a promise of a day, with all that is behind it.

    Behind a clause without a metric anything may stand; what says nothing about the metric
    at the top is silent.
    """
    clause = promised.clause
    metric = workspace.metrics.get(clause.metric or "")
    metric = metric if metric is top or carries(metric, top) else None
    supports = (clauses[name] for name in clause.supported_by)
    return Promise(
        clause=promised.reference,
        bound=_bound_on(metric, promised, day),
        own=_bound(metric, clause.own) if metric and clause.own else None,
        supports=tuple(_promise(workspace, each, clauses, day, top) for each in supports),
    )


def _bound_on(metric: Metric | None, promised: PromisedClause, day: date) -> Bound | None:
    """Return what a clause promises on a day; None when it states no bound then."""
    aspect = aspect_of(metric)
    for dated in dated_targets(promised.agreement, promised.clause) if metric and aspect else ():
        in_force = dated.first <= day <= (dated.last or date.max)
        if metric and aspect and in_force and dated.target.operator in OPERATORS_OF[aspect]:
            return _bound(metric, dated.target)
    return None


def _bound(metric: Metric, target: Target) -> Bound:
    """Read a target or an own share; one without a sign may be reached."""
    is_strict = target.operator in _STRICT
    if aspect_of(metric) is Aspect.TIME:
        return TimeBudget(seconds=target.value * SECONDS_OF_UNIT[metric.unit], strict=is_strict)
    return AvailabilityFloor(share=target.value, strict=is_strict)


# --- Service time ----------------------------------------------------------------------


def _of_hours(workspace: Workspace, agreement: Agreement, clauses: Clauses) -> Iterator[Backing]:
    """Judge the service time of an agreement over its first year by those behind it."""
    links = _agreements_behind(workspace, agreement, clauses)
    if agreement.service_time is None or not links:
        return
    sample = _sample(workspace, agreement)
    promise = _hours(workspace, agreement, clauses, sample, ())
    if promise.bound is not None:
        yield Backing(
            agreement=agreement,
            clause=None,
            metric=None,
            first=agreement.effective.first,
            found=assess(promise)[0],
        )


def _agreements_behind(
    workspace: Workspace, agreement: Agreement, clauses: Clauses
) -> tuple[Agreement, ...]:
    """Return the other agreements that some clause of one rests on, each once."""
    names = (
        clauses[name].agreement.agreement
        for clause in agreement.clauses
        for name in clause.supported_by
    )
    others = (name for name in dict.fromkeys(names) if name != agreement.agreement)
    return tuple(workspace.agreements[name] for name in others)


def _sample(workspace: Workspace, agreement: Agreement) -> Period | None:
    """Return a year from the first day of an agreement on, as far as its calendar reaches.

    The promise itself is taken a day shorter at both ends: days begin earlier in other zones.
    """
    calendar = workspace.calendars[str(agreement.service_time)]
    start = max(agreement.effective.first, calendar.first)
    end = min(start + _YEAR, calendar.last + _DAY)
    return Period(cadence=Cadence.RANGE, start=start, end=end) if end - start > 3 * _DAY else None


def _hours(
    workspace: Workspace,
    agreement: Agreement,
    clauses: Clauses,
    sample: Period | None,
    above: tuple[str, ...],
) -> Promise[Bound]:
    """Return the service time of an agreement as a promise, with those behind it.

    Clauses of two agreements may rest on each other crosswise; the way back is left out.
    """
    links = _agreements_behind(workspace, agreement, clauses)
    edge = timedelta() if above else _DAY
    here = (*above, agreement.agreement)
    return Promise(
        clause=agreement.agreement,
        bound=_support_hours(workspace, agreement, sample, edge) if sample else None,
        supports=tuple(
            _hours(workspace, link, clauses, sample, here)
            for link in links
            if link.agreement not in here
        ),
    )


def _support_hours(
    workspace: Workspace, agreement: Agreement, sample: Period, edge: timedelta
) -> SupportHours | None:
    """Return when an agreement has somebody there; None for days that its calendar lacks."""
    zone = workspace.parties[agreement.party].zone
    try:
        calendar = (
            working_calendar(workspace.calendars[agreement.service_time])
            if agreement.service_time
            else WorkingCalendar.around_the_clock(agreement.agreement, zone)
        )
        first, end = sample.start + edge, sample.end - edge
        return SupportHours(spans=calendar.working_time(first, end).spans)
    except CalendarError:
        return None
