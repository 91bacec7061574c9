"""Rules X054-X057, X063-X069, X080, X081, X085, X090, X112-X114: right, and wants attention.

Remarks are warnings about a workspace without errors; nothing waits for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds import MetricKind
from generator.measure.backing import Backing, backings, bound_text
from generator.measure.feasibility import Outcome
from generator.measure.ledger import Ledger
from generator.measure.misses import unanswered
from generator.measure.outagelist import logs_of
from generator.measure.quoted import quotes_and_numbers
from generator.workspace.check.approvals import (
    roles_that_cannot_approve,
    sections_that_nobody_confirms,
)
from generator.workspace.check.commentary import texts_to_write
from generator.workspace.check.contents import answers_without_rate, missing_contents
from generator.workspace.model.catalogue import SectionId, processes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.measure.feasibility import Bound
    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.model.metrics import Metric
    from generator.workspace.workspace import Item, Workspace


def remarks(workspace: Workspace) -> tuple[Finding, ...]:
    """Return every remark, in the order of files and lines."""
    ledger = Ledger.of(workspace)
    found = (
        *_promises(workspace),
        *_clauses(workspace),
        *_metrics(workspace),
        *missing_contents(workspace),
        *answers_without_rate(workspace),
        *quotes_and_numbers(workspace, ledger),
        *unanswered(workspace, ledger),
        *texts_to_write(workspace),
        *roles_that_cannot_approve(workspace),
        *sections_that_nobody_confirms(workspace),
    )
    return tuple(sorted(set(found)))


def _promises(workspace: Workspace) -> Iterator[Finding]:
    """X054 and X055: promises that what is behind them cannot bear, or does not say."""
    entries = {item.id: item.entry for item in workspace.items("agreement")}
    told: set[tuple[str, str | None, Outcome]] = set()
    for backing in backings(workspace):
        name, outcome = backing.agreement.agreement, backing.found.outcome
        if outcome is Outcome.FEASIBLE or (name, backing.clause, outcome) in told:
            continue
        told.add((name, backing.clause, outcome))
        is_short = outcome is Outcome.INFEASIBLE
        yield entries[name].finding(
            _path(backing),
            "X054" if is_short else "X055",
            expected=f"{_amount(backing, backing.found.promised)} to be borne by what is behind it",
            found=f"{_allowed(backing)}, from {backing.first} on",
            action=_mend(backing) if is_short else f"let {_weakest(backing)} state how much",
        )


def _path(backing: Backing) -> tuple[str | int, ...]:
    """Return where the promise stands in its file."""
    if backing.clause is None:
        return ("service_time",)
    ids = [clause.id for clause in backing.agreement.clauses]
    return ("clauses", ids.index(backing.clause))


def _amount(backing: Backing, bound: Bound | None) -> str:
    """Write a bound with its unit."""
    if bound is None:
        return "nothing stated"
    unit = backing.metric.unit if backing.metric else "hours of support in a year"
    return f"{bound_text(bound, backing.metric)} {unit}"


def _allowed(backing: Backing) -> str:
    """Say what the links allow together, and each of them."""
    found = backing.found
    links = [f"{link.clause} {_amount(backing, link.delivered)}" for link in found.links]
    own = [f"own {_amount(backing, found.own)}"] if found.own else []
    return f"{_amount(backing, found.allowed)} ({', '.join([*own, *links])})"


def _weakest(backing: Backing) -> str:
    """Name the link to mend."""
    weakest = backing.found.weakest
    return weakest.clause if weakest else backing.found.clause


def _mend(backing: Backing) -> str:
    """Say which link uses up the most."""
    weakest = backing.found.weakest
    amount = _amount(backing, weakest.delivered if weakest else None)
    return f"promise less, or mend the weakest link: {_weakest(backing)} with {amount}"


def _clauses(workspace: Workspace) -> Iterator[Finding]:
    """X056: promises that nobody measures and no report keeps."""
    cited = {report.required_by for report in workspace.reports.values()}
    for item in workspace.items("agreement"):
        for index, clause in enumerate(item.value.clauses):
            if clause.metric is None and f"{item.id}/{clause.id}" not in cited:
                yield item.entry.finding(
                    ("clauses", index),
                    "X056",
                    expected="a metric, or a report that is required by the clause",
                    found="neither",
                    action="measure the promise, or name it under required_by of a report",
                )


def _metrics(workspace: Workspace) -> Iterator[Finding]:
    """X057: definitions whose values no reader sees."""
    clauses = (c for agreement in workspace.agreements.values() for c in agreement.clauses)
    shown = {clause.metric for clause in clauses}
    for report in workspace.reports.values():
        shown.update((*report.headline, *report.outlook))
        if SectionId.AVAILABILITY in report.sections:
            for log in logs_of(workspace, report.party):
                shown.update(log.metrics.by_view.values())
    reports = tuple(workspace.reports.values())
    items = workspace.items("metric")
    shown.update(i.id for i in items if any(_shows(report, i.value) for report in reports))
    shown.update(part.metric for i in items if i.id in shown for part in i.value.components)
    yield from (_unseen(item) for item in items if item.id not in shown)


def _shows(report: ReportDefinition, metric: Metric) -> bool:
    """Tell whether a section of a report shows a metric by its process, kind or threshold."""
    process = metric.id.partition(".")[0]
    is_counted = SectionId.WORKLOAD in report.sections and metric.kind is MetricKind.COUNT
    is_level = SectionId.OUTLOOK in report.sections and metric.threshold is not None
    processes = {each for section in report.sections for each in processes_of(report, section)}
    return is_counted or is_level or process in processes


def _unseen(item: Item) -> Finding:
    """Say that nobody sees a metric."""
    return item.entry.finding(
        item.path,
        "X057",
        expected="a clause, a headline or a section of a report that shows it",
        found=f"{item.id!r} in none",
        action="report it, or remove the definition when nobody needs it",
    )
