"""How far an action is on a day, and whether it helped: computed, never typed (IMP-03)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from generator.measure.figure import FigureKey
from generator.measure.promise import judgement_of
from generator.measure.verdict import Verdict
from generator.periods import Period
from generator.workspace.model.actions import ActionStatus
from generator.workspace.model.agreements import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.measure.measure import Measures
    from generator.workspace.model.actions import Action, Answered, Waiver
    from generator.workspace.model.agreements import Agreement, Clause
    from generator.workspace.workspace import Workspace

_WATCHED: Final = 3
"""Periods after an action in which its promise is watched."""
_ENOUGH: Final = 2
"""Those of them in which it must be kept."""


class State(StrEnum):
    """How far an action is, the urgent ones first."""

    OVERDUE = "overdue"
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Effect(StrEnum):
    """Whether the promise behind an action was kept afterwards."""

    EFFECTIVE = "effective"
    INEFFECTIVE = "ineffective"
    WATCHED = "watched"
    """Too few periods have passed, or could be judged."""
    NONE = "none"
    """It is not done, or answers no promise."""


def state_of(action: Action, day: date) -> State:
    """Return how far an action was on a day, whatever happened to it later."""
    if action.closed is not None and action.closed <= day:
        return State.DONE if action.status is ActionStatus.DONE else State.CANCELLED
    return State.OVERDUE if action.due < day else State.OPEN


def effect_of(measures: Measures, action: Action, day: date) -> Effect:
    """Tell whether an action helped, from the periods after it that ended by `measures.period`.

    It did when each of its promises, for all services that it answers, was kept in two of
    the next three periods; one that was missed in two says that it did not.
    """
    if state_of(action, day) is not State.DONE or action.closed is None or not action.answers:
        return Effect.NONE
    effects = {_effect(measures, about, action.closed) for about in action.answers}
    if Effect.INEFFECTIVE in effects:
        return Effect.INEFFECTIVE
    return Effect.WATCHED if Effect.WATCHED in effects else Effect.EFFECTIVE


def promise_of(workspace: Workspace, about: Answered | Waiver) -> tuple[Agreement, Clause]:
    """Return the agreement and the clause that an action or waiver is about."""
    name, _, number = about.clause.partition("/")
    agreement = workspace.agreements[name]
    return next((agreement, clause) for clause in agreement.clauses if clause.id == number)


def services_about(clause: Clause, about: Answered | Waiver) -> tuple[str, ...]:
    """Return the services of a clause that an action or waiver is about."""
    return clause.services if ALL in about.services else about.services


def _effect(measures: Measures, about: Answered, closed: date) -> Effect:
    """Tell whether one promise was kept in the periods after a day."""
    _, clause = promise_of(measures.workspace, about)
    period = Period.of(clause.per, closed, measures.workspace.fiscal_year_start(measures.party))
    kept = missed = 0
    for _ in range(_WATCHED):
        period = period.next()
        if period.end <= measures.period.end:
            verdicts = set(_verdicts(measures, about, period))
            missed += Verdict.MISSED in verdicts
            kept += verdicts <= {Verdict.MET, Verdict.AT_RISK}
    if kept >= _ENOUGH:
        return Effect.EFFECTIVE
    return Effect.INEFFECTIVE if missed >= _ENOUGH else Effect.WATCHED


def _verdicts(measures: Measures, about: Answered, period: Period) -> Iterator[Verdict]:
    """Give the verdict on each service that is answered, over a period."""
    agreement, clause = promise_of(measures.workspace, about)
    metric = measures.workspace.metrics[clause.metric or ""]
    for service in services_about(clause, about):
        figure = measures.figure(FigureKey(metric=metric.id, service=service), period)
        yield judgement_of(agreement, clause, metric, figure, measures.reading).verdict
