"""Rules X010-X013, X015, X017, X018, X020-X022: agreements that can be judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.target import PERCENT
from generator.workspace.model.metrics import Unit
from generator.workspace.promises import dated_targets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.findings import Finding
    from generator.periods import Period
    from generator.target import Target
    from generator.workspace.model.agreements import Agreement, Clause
    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.model.metrics import Metric
    from generator.workspace.workspace import Entry, Workspace

Path = tuple[str | int, ...]

_LONGEST = 366

# Spellings of a target's unit that mean the unit of a metric.
_SPELLINGS = {
    Unit.PERCENT: {PERCENT},
    Unit.COUNT: {"", "个", "件", "次"},
    Unit.SECOND: {"s", "sec", "second", "seconds", "秒"},
    Unit.MINUTE: {"min", "minute", "minutes", "分钟"},
    Unit.HOUR: {"h", "hour", "hours", "小时"},
    Unit.DAY: {"d", "day", "days", "天"},
    Unit.POINT: {"", "point", "points", "分"},
    Unit.RATIO: {""},
    Unit.USER_MINUTE: {"user-min", "user-minutes", "用户·分钟"},
    Unit.CURRENCY: set(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Validity:
    """A target of one metric, service and party, and the days on which it holds."""

    first: date
    last: date
    entry: Entry
    path: Path


def half_measured(workspace: Workspace) -> Iterator[Finding]:
    """Find clauses that have a metric without a target, or a target without a metric."""
    for entry, path, clause in _clauses(workspace):
        half = _half(clause)
        if half:
            yield entry.finding(
                path,
                "X013",
                expected="both a metric and a target, or neither",
                found=half,
                action="add what is missing",
            )


def _half(clause: Clause) -> str:
    """Name what a clause says without the other half; nothing when it is whole."""
    if clause.at_risk and not clause.target:
        return "a warning condition without its target"
    has_target = bool(clause.target or clause.targets)
    if (clause.metric is None) != has_target:
        return ""
    return "a target alone" if has_target else "a metric alone"


def targets_against_metrics(workspace: Workspace) -> Iterator[Finding]:
    """Find targets, promised or usual, whose direction is not that of their metric."""
    promised = (
        (entry, (*path, *place), workspace.metrics.get(clause.metric or ""), target)
        for entry, path, clause in _clauses(workspace)
        for place, target, _ in _targets(clause)
    )
    for entry, path, metric, target in (*promised, *_usual(workspace)):
        if metric and not target.agrees_with(metric.better):
            yield entry.finding(
                path,
                "X011",
                expected=f"an operator for a metric that is better when {metric.better}",
                found=repr(target.text()),
                action="turn the operator round or correct the metric",
            )


def units_of_targets(workspace: Workspace) -> Iterator[Finding]:
    """Find targets, promised or usual, and warnings whose unit is not that of their metric."""
    promised = (
        (entry, (*path, *place), workspace.metrics.get(clause.metric or ""), condition)
        for entry, path, clause in _clauses(workspace)
        for place, condition in _conditions(clause)
    )
    for entry, path, metric, condition in (*promised, *_usual(workspace)):
        if metric and not has_unit_of(metric, condition):
            yield entry.finding(
                path,
                "X015",
                expected=f"a target in {metric.unit_code}, the unit of {metric.id}",
                found=repr(condition.text()),
                action="write the target in that unit",
            )


def has_unit_of(metric: Metric, condition: Target) -> bool:
    """Tell whether a condition is written in the unit of a metric."""
    return condition.unit in spellings(metric)


def warnings_outside_targets(workspace: Workspace) -> Iterator[Finding]:
    """Find warning conditions that no kept promise can meet."""
    for entry, path, clause in _clauses(workspace):
        for place, target, at_risk in _targets(clause):
            if at_risk and not any(target.holds(bound) for bound in at_risk.bounds):
                yield entry.finding(
                    (*path, *place[:-1], "at_risk"),
                    "X012",
                    expected=f"a condition with a bound inside {target.text()!r}",
                    found=repr(at_risk.text()),
                    action="state which kept values are at risk, such as '<= 96 %' inside '> 95 %'",
                )


def overlapping_targets(workspace: Workspace) -> Iterator[Finding]:
    """Find days on which two targets hold for the same metric, service, party and cadence."""
    held: dict[tuple[str, ...], list[_Validity]] = {}
    for entry, path, clause in _clauses(workspace):
        for service in clause.services if clause.metric else ():
            key = (entry.value.party, str(clause.metric), service, clause.per)
            for new in _validities(entry, path, clause):
                yield from _overlaps(new, held.setdefault(key, []))
                held[key].append(new)


def targets_in_order(workspace: Workspace) -> Iterator[Finding]:
    """Find dated targets that stand out of order or outside their agreement's days.

    Sorted silently, a date that was mistyped would turn a miss into a promise kept.
    """
    for entry, path, clause in _clauses(workspace):
        days = entry.value.effective
        earliest = days.first
        for index, dated in enumerate(clause.targets):
            if not earliest <= dated.first <= (days.last or date.max):
                yield entry.finding(
                    (*path, "targets", index, "first"),
                    "X021",
                    expected=f"a day from {earliest} on, within the agreement",
                    found=str(dated.first),
                    action="put the targets in the order of time, or correct the day",
                )
            earliest = max(earliest, dated.first)


def targets_out_of_reach(workspace: Workspace) -> Iterator[Finding]:
    """Find targets that no value can meet or miss: shares beyond 0 to 100 %, counts below 0."""
    for entry, path, clause in _clauses(workspace):
        metric = workspace.metrics.get(clause.metric or "")
        for place, target, _ in _targets(clause):
            if metric is None or target.unit not in spellings(metric):
                continue
            least, most, reach = _reach(metric)
            if any(_is_outside(bound, least, most) for bound in target.bounds):
                yield entry.finding(
                    (*path, *place),
                    "X022",
                    expected=f"a bound {reach}",
                    found=repr(target.text()),
                    action="correct the target",
                )


def _reach(metric: Metric) -> tuple[Fraction | None, Fraction | None, str]:
    """Return the least and the most that a target may be, and both in words."""
    if metric.scale:
        least, most = metric.scale.least, metric.scale.most
        return Fraction(least), Fraction(most), f"from {least} to {most}"
    if metric.unit is Unit.PERCENT and not metric.signed:
        return Fraction(0), Fraction(1), "from 0 to 100 %"
    is_amount = metric.unit is Unit.COUNT and not metric.signed
    return (Fraction(0) if is_amount else None), None, "of 0 or more"


def spellings(metric: Metric) -> Collection[str]:
    """Return how the unit of a metric may be written in a target; money by its code alone."""
    return {metric.currency} if metric.currency else _SPELLINGS[metric.unit]


def _is_outside(bound: Fraction, least: Fraction | None, most: Fraction | None) -> bool:
    """Tell whether a bound lies beyond what the unit allows."""
    return (least is not None and bound < least) or (most is not None and bound > most)


def days_in_order(workspace: Workspace) -> Iterator[Finding]:
    """Find agreements and calendars that end before they begin."""
    for item in workspace.items("agreement"):
        effective = item.value.effective
        if effective.last and effective.last < effective.first:
            yield _disorder(item.entry, ("effective", "last"), effective.first, effective.last)
    for item in workspace.items("calendar"):
        if item.value.last < item.value.first:
            yield _disorder(item.entry, ("last",), item.value.first, item.value.last)


def periods_of_reports(workspace: Workspace) -> Iterator[Finding]:
    """Find reports that begin or end with a period of another length than theirs."""
    for item in workspace.items("report"):
        rows = (("first", "the cadence of the report"), ("last", "counted on from the first"))
        for field, row in rows:
            period = getattr(item.value, field)
            if period and not _is_period_of(period, item.value):
                yield item.entry.finding(
                    (field,),
                    "X020",
                    expected=f"one {item.value.cadence}, {row}",
                    found=repr(period.label),
                    action="write a period of this cadence, a range up to the day after its last, "
                    "or correct the cadence",
                )


def _is_period_of(period: Period, report: ReportDefinition) -> bool:
    """Tell whether a period is one of a report; a free range is a year long at most."""
    is_of_cadence = report.cadence in (period.cadence, period.length)
    return is_of_cadence and period.is_in_row_with(report.first) and _days(period) <= _LONGEST


def _days(period: Period) -> int:
    """Return how many days a period has."""
    return (period.end - period.start).days


def reports_before_agreements(workspace: Workspace) -> Iterator[Finding]:
    """Find reports whose first period begins before the agreement that demands them."""
    for item in workspace.items("report"):
        agreement = workspace.agreements.get((item.value.required_by or "").partition("/")[0])
        if agreement and item.value.first.start < agreement.effective.first:
            yield item.entry.finding(
                ("first",),
                "X017",
                expected=f"a period from {agreement.effective.first} on",
                found=item.value.first.label,
                action="begin with the agreement or name an earlier one",
            )


def _usual(workspace: Workspace) -> Iterator[tuple[Entry, Path, Metric, Target]]:
    """Give the usual target of every metric that has one."""
    for item in workspace.items("metric"):
        if item.value.typical:
            path = (*item.path, "typical", "target")
            yield item.entry, path, item.value, item.value.typical.target


def _clauses(workspace: Workspace) -> Iterator[tuple[Entry, Path, Clause]]:
    for item in workspace.items("agreement"):
        for index, clause in enumerate(item.value.clauses):
            yield item.entry, ("clauses", index), clause


def _targets(clause: Clause) -> Iterator[tuple[Path, Target, Target | None]]:
    """Give every target of a clause with its place and its warning condition."""
    if clause.target:
        yield ("target",), clause.target, clause.at_risk
    for index, dated in enumerate(clause.targets):
        yield ("targets", index, "target"), dated.target, dated.at_risk


def _conditions(clause: Clause) -> Iterator[tuple[Path, Target]]:
    """Give every target and warning condition of a clause with its place."""
    for place, target, at_risk in _targets(clause):
        yield place, target
        if at_risk:
            yield (*place[:-1], "at_risk"), at_risk


def _validities(entry: Entry, path: Path, clause: Clause) -> Iterator[_Validity]:
    agreement: Agreement = entry.value
    for dated in dated_targets(agreement, clause):
        yield _Validity(
            first=dated.first, last=dated.last or date.max, entry=entry, path=(*path, "targets")
        )


def _overlaps(new: _Validity, others: list[_Validity]) -> Iterator[Finding]:
    for other in others:
        # Of two that begin on one day the earlier one ends before it: no days, but a doubt.
        overlap = new.first <= other.last and other.first <= new.last
        if overlap or new.first == other.first:
            line = other.entry.lines.line(other.path)
            yield new.entry.finding(
                new.path,
                "X010",
                expected="one target a day for a metric, service and party",
                found=f"another from {other.first} on in {other.entry.file}:{line}",
                action="end one of them before the other begins",
            )


def _disorder(entry: Entry, path: Path, first: date, last: date) -> Finding:
    return entry.finding(
        path,
        "X018",
        expected=f"a day from {first} on",
        found=str(last),
        action="exchange or correct the days",
    )
