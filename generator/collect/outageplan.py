"""The mapping of an outage log, checked before a row of the export is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import duckdb

from generator.collect.engine import create_cases
from generator.collect.expression import Yields, read_expression
from generator.collect.inputs import Ground
from generator.collect.plan import Use, faults
from generator.collect.soundness import unknown_name, unknown_services, unsound_reading
from generator.collect.texts import unsound_texts
from generator.findings import Finding
from generator.kinds import Across, MetricKind
from generator.periods import Cadence
from generator.workspace.decode import did_you_mean
from generator.workspace.model.metrics import Metric, Unit
from generator.workspace.model.outages import OutageLog
from generator.workspace.workspace import Entry

_KIND_OF_VIEW: Mapping[str, MetricKind] = MappingProxyType(
    {
        "agreed": MetricKind.DURATION_RATIO,
        "user": MetricKind.DURATION_RATIO,
        "planned": MetricKind.DURATION_RATIO,
        "outages": MetricKind.COUNT,
        "longest": MetricKind.MAXIMUM,
        "restore": MetricKind.MEAN,
        "user_time": MetricKind.COUNT,
    }
)
_TIME = (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY)
_UNITS: Mapping[str, tuple[Unit, ...]] = MappingProxyType(
    {"longest": _TIME, "restore": _TIME, "user_time": (Unit.USER_MINUTE,)}
)

_WANTED: Mapping[str, Yields] = MappingProxyType(
    {
        "start": Yields.INSTANT,
        "end": Yields.INSTANT,
        "maintenance": Yields.CONDITION,
        "users": Yields.NUMBER,
        "announced": Yields.INSTANT,
        "approval": Yields.TEXT,
    }
)


def unsound_log(
    entry: Entry, ground: Ground, engine: duckdb.DuckDBPyConnection
) -> tuple[Finding, ...]:
    """Return everything in the mapping of a log that cannot work."""
    log: OutageLog = entry.value
    untold = tuple(unsound_texts(entry, engine))
    create_cases(engine, log)
    uses = tuple(uses_of_log(log))
    wrong = (
        finding for use in uses for finding in faults(entry, use, read_expression(engine, use.text))
    )
    return (
        *untold,
        *unsound_reading(entry, log),
        *unknown_name(entry, ("service", "column"), log.service.column, tuple(log.columns)),
        *unknown_services(entry, log.service.map, ground),
        *_metrics(entry, log, ground),
        *_terms(entry, log, ground),
        *_covers(entry, log),
        *wrong,
    )


def uses_of_log(log: OutageLog) -> Iterator[Use]:
    """Yield every expression of the mapping."""
    for index, exclusion in enumerate(log.set_aside):
        path = ("set_aside", index, "when")
        yield Use(path=path, text=exclusion.when, wanted=(Yields.CONDITION,))
    for name, wanted in _WANTED.items():
        text = getattr(log.outage, name)
        if text is not None:
            yield Use(path=("outage", name), text=text, wanted=(wanted,))


def _metrics(entry: Entry, log: OutageLog, ground: Ground) -> Iterator[Finding]:
    """C009: metrics of the kind and unit that a view has."""
    metrics = {metric.id: metric for metric in ground.metrics}
    for view, name in log.metrics.by_view.items():
        found = _misfit(view, metrics.get(name))
        if found:
            yield entry.finding(
                ("metrics", view),
                "C009",
                expected=_expected(view),
                found=found,
                action=f"{did_you_mean(name, tuple(metrics))}define it or correct the id",
            )


def _misfit(view: str, metric: Metric | None) -> str:
    """Say why a metric cannot take a view; nothing when it can."""
    if metric is None:
        return "a metric that is not defined"
    if metric.kind is not _KIND_OF_VIEW[view]:
        return f"{metric.id}, a {metric.kind}"
    if view in _UNITS and metric.unit not in _UNITS[view]:
        return f"{metric.id} in {metric.unit}"
    if metric.across is Across.USER_WEIGHTED:
        return f"{metric.id}, which is weighted by users of a month that no log tells"
    return ""


def _expected(view: str) -> str:
    """Say what metric a view needs."""
    units = f" in {' or '.join(_UNITS[view])}" if view in _UNITS else ""
    return f"a {_KIND_OF_VIEW[view]}{units}"


def _terms(entry: Entry, log: OutageLog, ground: Ground) -> Iterator[Finding]:
    """C026: an agreement with the party, in force in all months, with a calendar that is there."""
    agreements = {each.agreement: each for each in ground.agreements}
    agreement = agreements.get(log.agreement)
    if agreement is None or agreement.party != log.party:
        yield entry.finding(
            ("agreement",),
            "C026",
            expected=f"an agreement with {log.party!r}",
            found=repr(log.agreement),
            action=f"{did_you_mean(log.agreement, tuple(agreements))}correct the id",
        )
        return
    days = agreement.effective
    covers = log.covers
    if covers.first.start < days.first or (days.last and covers.last.start > days.last):
        yield entry.finding(
            ("covers",),
            "C026",
            expected=f"months in which {log.agreement} is in force",
            found=f"{covers.first.label} to {covers.last.label}",
            action="correct the months, or the days of the agreement",
        )
    if agreement.service_time and agreement.service_time not in {
        each.calendar for each in ground.calendars
    }:
        yield entry.finding(
            ("agreement",),
            "C026",
            expected="an agreement whose service time is a calendar of report_data/calendars/",
            found=f"{log.agreement} with {agreement.service_time!r}",
            action="add the calendar or correct the agreement",
        )


def _covers(entry: Entry, log: OutageLog) -> Iterator[Finding]:
    """C026: whole months in order, over when the export was taken."""
    first, last = log.covers.first, log.covers.last
    months = first.cadence is last.cadence is Cadence.MONTH
    if months and first.start <= last.start and last.end <= log.extracted:
        return
    yield entry.finding(
        ("covers",),
        "C026",
        expected=f"months in order that were over on {log.extracted}, when the log was taken",
        found=f"{first.label} to {last.label}",
        action="correct covers, or extracted",
    )
