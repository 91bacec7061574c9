"""From the workspace to the figures and verdicts of one edition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from generator.measure.counted import CountedPromise, counted, counted_periods
from generator.measure.figure import ALL_SERVICES, Figure, FigureKey
from generator.measure.promise import Promise, judgement_of
from generator.measure.uncertainty import interval_over
from generator.measure.verdict import ON_THE_VALUE, Judgement
from generator.periods.period import month_number
from generator.workspace.promises import PromisedTarget, target_for, targets_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.measure.bounds import Bounds
    from generator.measure.forecast import Forecast
    from generator.measure.ledger import Ledger
    from generator.measure.signal import Reading
    from generator.periods import Period
    from generator.target import Target
    from generator.workspace.model.agreements import Agreement, Clause
    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.model.metrics import Metric
    from generator.workspace.workspace import Workspace

HISTORY = 24
"""Periods that a history looks back on, the current one included."""
SHOWN = 12
"""Those of them that charts and tables show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A figure of an edition beside its past."""

    metric: Metric
    figure: Figure
    previous: Figure
    year_to_date: Figure
    history: tuple[Figure, ...]

    @property
    def shown(self) -> tuple[Figure, ...]:
        """Return the part of the history that charts show."""
        return self.history[-SHOWN:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attainment:
    """One promise, clause x service, and how it was kept."""

    agreement: Agreement
    clause: Clause
    measured: Measured
    promised: PromisedTarget | None
    judgement: Judgement
    history: tuple[Judgement, ...]
    """The judgement of every period of the measured history, each by the target of its day."""

    @property
    def interval_over_target(self) -> Bounds | None:
        """Return the interval of a judged share that chance alone might move past its target."""
        is_judged = self.judgement.reason in ON_THE_VALUE
        target = self.promised.target if self.promised and is_judged else None
        return interval_over(self.measured.figure, target)

    @property
    def targets(self) -> tuple[PromisedTarget, ...]:
        """Return every target that held on some day of the period."""
        return targets_in(self.agreement, self.clause, self.measured.figure.period)

    def target_in(self, period: Period) -> Target | None:
        """Return the target that held in a period."""
        promised = target_for(self.agreement, self.clause, period)
        return promised.target if promised else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Everything that one report says about one period."""

    report: ReportDefinition
    period: Period
    services: tuple[str, ...]
    attainments: tuple[Attainment, ...]
    previous_attainments: tuple[Attainment, ...]
    counted: tuple[CountedPromise, ...]
    """Promises that are judged over shorter periods than this report's."""
    other_cadences: int
    """Promises that are judged over no period of which this report's is made."""
    measures: Measures

    @property
    def name(self) -> str:
        """Return report/period, the name of the edition."""
        return f"{self.report.report}/{self.period.label}"

    def attainment(self, metric: str, service: str) -> Attainment | None:
        """Return the first promise about a metric of a service, if there is one."""
        for attainment in self.attainments:
            key = attainment.measured.figure.key
            if (key.metric, key.service) == (metric, service):
                return attainment
        return None

    def counted_promise(self, metric: str, service: str) -> CountedPromise | None:
        """Return the first promise about a metric that is judged over shorter periods."""
        found = (
            each for each in self.counted if (each.metric.id, each.service) == (metric, service)
        )
        return next(found, None)

    def target(self, key: FigureKey, period: Period | None = None) -> Target | None:
        """Return the target that a figure is held against in the period, or in another one."""
        attainment = None if key.dimension else self.attainment(key.metric, key.service)
        return attainment.target_in(period or self.period) if attainment else None


@dataclass(frozen=True, kw_only=True)
class Measures:
    """Answer for any figure of one party over one period."""

    workspace: Workspace
    ledger: Ledger
    party: str
    services: tuple[str, ...]
    period: Period
    first: date
    """The first day that the report speaks of; what was before it is not missing."""

    def figure(self, key: FigureKey, period: Period | None = None) -> Figure:
        """Return a figure of the period, or of another one."""
        return self.ledger.figure(self.party, self.services, key, period or self.period)

    def series(
        self, key: FigureKey, length: int, period: Period | None = None
    ) -> tuple[Figure, ...]:
        """Return a figure of so many periods, the last one of the edition or given."""
        series = self.ledger.series(self.party, self.services, key)
        return series.history((period or self.period).last(length))

    def reading(self, key: FigureKey, period: Period | None = None) -> Reading | None:
        """Return the word about a figure of the period, or of another one."""
        return self.ledger.reading(self.party, self.services, key, period or self.period)

    def forecast(self, key: FigureKey, period: Period | None = None) -> Forecast | None:
        """Return what the end of the period, or of another one, let expect of a figure."""
        return self.ledger.forecast(self.party, self.services, key, period or self.period)

    def measured(self, metric: str, service: str = ALL_SERVICES) -> Measured:
        """Return a figure with its previous value, its year to date and its history."""
        key = FigureKey(metric=metric, service=service)
        series = self.ledger.series(self.party, self.services, key)
        history = series.history(self.periods)
        return Measured(
            metric=self.workspace.metrics[metric],
            figure=history[-1],
            previous=history[-2],
            year_to_date=series.figure(self.year_to_date),
            history=history,
        )

    def is_known(self, metric: str) -> bool:
        """Tell whether a metric has a record in the period or before it."""
        last = month_number(self.period.end - timedelta(days=1))
        # An index has no records of its own.
        components = (each.metric for each in self.workspace.metrics[metric].components)
        names = [(self.party, name) for name in (metric, *components)]
        first = self.ledger.coverage.since
        since = (first.get((*name, each)) for name in names for each in self.services)
        return any(month is not None and month <= last for month in since)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Return the periods of a history, this one last."""
        return self.period.last(HISTORY)

    @cached_property
    def year_to_date(self) -> Period:
        """Return the days from the start of the year, or of the report, to the period's end.

        The year is the party's, which may begin in another month than January.
        """
        year = self.period.year_to_date(self.workspace.fiscal_year_start(self.party))
        return replace(year, start=max(year.start, min(self.first, self.period.start)))

    def members(
        self,
        metric: str,
        dimension: str,
        service: str = ALL_SERVICES,
        period: Period | None = None,
    ) -> Iterator[Figure]:
        """Give the figure of every member of a dimension that has records in the period."""
        for member in self.ledger.members.get((self.party, metric, dimension), ()):
            key = FigureKey(metric=metric, service=service, dimension=dimension, member=member)
            figure = self.figure(key, period)
            if figure.records:
                yield figure


def measures_of(
    workspace: Workspace, ledger: Ledger, report: ReportDefinition, period: Period
) -> Measures:
    """Return what answers for the figures of a report over any period."""
    return Measures(
        workspace=workspace,
        ledger=ledger,
        party=report.party,
        services=services_of(workspace, report),
        period=period,
        first=report.first.start,
    )


def measure(
    workspace: Workspace, ledger: Ledger, report: ReportDefinition, period: Period
) -> Edition:
    """Measure one edition: every promise of the party, judged by its own target."""
    now = measures_of(workspace, ledger, report, period)
    before = replace(now, period=period.previous())
    promises = tuple(_promises(workspace, report, now.services, period))
    others = [promise for promise in promises if not _due(promise, period)]
    shorter = tuple(filter(None, (_counted(now, promise) for promise in others)))
    return Edition(
        report=report,
        period=period,
        services=now.services,
        attainments=tuple(
            _attainment(now, *promise) for promise in promises if _due(promise, period)
        ),
        previous_attainments=tuple(
            _attainment(before, *promise) for promise in promises if _due(promise, period)
        ),
        counted=shorter,
        other_cadences=len(others) - len(shorter),
        measures=now,
    )


def services_of(workspace: Workspace, report: ReportDefinition) -> tuple[str, ...]:
    """Return the services of a report in the order of the service catalogue."""
    chosen = set(report.services)
    return tuple(
        service.id
        for service in workspace.services.values()
        if report.party in service.parties and (ALL_SERVICES in chosen or service.id in chosen)
    )


def _promises(
    workspace: Workspace, report: ReportDefinition, services: tuple[str, ...], period: Period
) -> Iterator[Promise]:
    """Give the measured promises to the party that some day of the period falls under."""
    # Some of the services cannot keep or break what is promised over all of them.
    users = [s.id for s in workspace.services.values() if report.party in s.parties]
    judged = {*services, ALL_SERVICES} if len(services) == len(users) else {*services}
    for agreement in workspace.agreements.values():
        last = agreement.effective.last
        in_force = agreement.effective.first < period.end and (not last or last >= period.start)
        if agreement.party != report.party or not in_force:
            continue
        for clause in agreement.clauses:
            scope = [service for service in clause.services if service in judged]
            yield from ((agreement, clause, service) for service in scope if clause.metric)


def due_promises(measures: Measures, report: ReportDefinition) -> Iterator[Promise]:
    """Give the promises that are judged over periods like that of a report."""
    period = measures.period
    promises = _promises(measures.workspace, report, measures.services, period)
    return (promise for promise in promises if _due(promise, period))


def _due(promise: Promise, period: Period) -> bool:
    """Tell whether a promise is judged over periods like this one."""
    return promise[1].per in (period.cadence, period.length)


def _counted(measures: Measures, promise: Promise) -> CountedPromise | None:
    """Judge one promise over each of its own periods."""
    metric = measures.workspace.metrics[promise[1].metric or ""]
    first_month = measures.workspace.fiscal_year_start(measures.party)
    periods = counted_periods(promise, measures.period, first_month)
    return counted(promise, metric, periods, measures.figure, measures.reading)


def _attainment(
    measures: Measures, agreement: Agreement, clause: Clause, service: str
) -> Attainment:
    """Judge one promise."""
    measured = measures.measured(clause.metric or "", service)
    metric, reading = measured.metric, measures.reading
    return Attainment(
        agreement=agreement,
        clause=clause,
        measured=measured,
        promised=target_for(agreement, clause, measures.period),
        judgement=judgement_of(agreement, clause, metric, measured.figure, reading),
        history=tuple(
            judgement_of(agreement, clause, metric, figure, reading) for figure in measured.history
        ),
    )
