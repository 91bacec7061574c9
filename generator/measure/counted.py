"""Promises that are judged over shorter periods than a report's: k of n periods met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.measure.composite import PeriodsMet
from generator.measure.figure import FigureKey
from generator.measure.promise import judgement_of
from generator.measure.verdict import Verdict
from generator.periods import Cadence, Period
from generator.workspace.promises import target_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.measure.figure import Figure
    from generator.measure.promise import Promise, ReadingOf
    from generator.measure.verdict import Judgement
    from generator.target import Target
    from generator.workspace.model.agreements import Agreement, Clause
    from generator.workspace.model.metrics import Metric

# Whichever comes first speaks for all periods: a promise is met only if it was met in each.
_ORDER = (
    Verdict.MISSED,
    Verdict.NOT_ASSESSED,
    Verdict.NO_SAMPLE,
    Verdict.AT_RISK,
    Verdict.MET,
)
_KEPT = (Verdict.MET, Verdict.AT_RISK)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPeriod:
    """A figure of one period, its target and its judgement."""

    figure: Figure
    target: Target | None
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPromise:
    """One promise, clause x service, and every period in which it was judged."""

    agreement: Agreement
    clause: Clause
    metric: Metric
    service: str
    periods: tuple[JudgedPeriod, ...]
    """At least one, in the order of time."""

    @property
    def parts(self) -> PeriodsMet:
        """Return in how many of the periods it was kept; a warning is kept, too."""
        verdicts = [period.judgement.verdict for period in self.periods]
        kept = sum(verdict in _KEPT for verdict in verdicts)
        return PeriodsMet(kept=kept, periods=len(verdicts))

    @property
    def judgement(self) -> Judgement:
        """Return the judgement that speaks for all periods."""
        judgements = (period.judgement for period in self.periods)
        return min(judgements, key=lambda judgement: _ORDER.index(judgement.verdict))


def counted(
    promise: Promise,
    metric: Metric,
    periods: tuple[Period, ...],
    figure: Callable[[FigureKey, Period], Figure],
    reading: ReadingOf,
) -> CountedPromise | None:
    """Judge a promise over each of its own periods that lie in a longer one.

    None where there is no such period: the promise is judged over longer ones, or no records
    are as fine as its periods.
    """
    agreement, clause, service = promise
    key = FigureKey(metric=metric.id, service=service)
    figures = [figure(key, period) for period in periods]
    if not figures:
        return None
    return CountedPromise(
        agreement=agreement,
        clause=clause,
        metric=metric,
        service=service,
        periods=tuple(_judged(agreement, clause, metric, each, reading) for each in figures),
    )


def _judged(
    agreement: Agreement, clause: Clause, metric: Metric, figure: Figure, reading: ReadingOf
) -> JudgedPeriod:
    promised = target_for(agreement, clause, figure.period)
    return JudgedPeriod(
        figure=figure,
        target=promised.target if promised else None,
        judgement=judgement_of(agreement, clause, metric, figure, reading),
    )


def counted_periods(promise: Promise, period: Period, first_month: int) -> tuple[Period, ...]:
    """Return the whole periods of a promise in a longer one, while its agreement is in force.

    Halves and quarters are those of years that begin with `first_month`.
    """
    agreement, clause, _ = promise
    if clause.per is Cadence.RANGE:
        return ()
    parts = [Period.of(clause.per, period.start, first_month)]
    while parts[-1].end < period.end:
        parts.append(parts[-1].next())
    first, last = agreement.effective.first, agreement.effective.last
    return tuple(
        part
        for part in parts
        if period.contains(part)
        and part.months()
        and first < part.end
        and (not last or part.start <= last)
    )
