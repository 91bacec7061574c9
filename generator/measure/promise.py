"""A promise about one service, and its judgement over one period."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.measure.course import Turn, turn_of
from generator.measure.figure import Maturity
from generator.measure.signal import SignalRule
from generator.measure.verdict import ON_THE_VALUE, Judgement, Reason, judge
from generator.workspace.promises import target_for, targets_in

if TYPE_CHECKING:
    from generator.kinds import Better
    from generator.measure.figure import Figure, FigureKey
    from generator.measure.signal import Reading
    from generator.periods import Period
    from generator.workspace.model.agreements import Agreement, Clause
    from generator.workspace.model.metrics import Metric

Promise = tuple["Agreement", "Clause", str]
"""Agreement, one of its clauses, and a service or `all`."""


ReadingOf = Callable[["FigureKey", "Period"], "Reading | None"]
"""What tells the word about a figure in a period; asked for kept promises only."""


def judgement_of(
    agreement: Agreement, clause: Clause, metric: Metric, figure: Figure, reading: ReadingOf
) -> Judgement:
    """Judge a figure by the target of its own period; what is missing is never judged.

    Nor is what is suppressed or has not matured.
    A promise that is kept, but beyond its control limits on the worse side, is at risk.
    """
    judgement = _by_target(agreement, clause, metric, figure)
    is_kept = judgement.reason is Reason.KEPT
    if is_kept and _is_alarming(metric.better, reading(figure.key, figure.period)):
        return Judgement(reason=Reason.SIGNAL)
    return judgement


def _by_target(agreement: Agreement, clause: Clause, metric: Metric, figure: Figure) -> Judgement:
    """Hold a figure against its target alone."""
    if figure.suppressed:
        return Judgement(reason=Reason.SUPPRESSED)
    if figure.parts is None:
        return Judgement(reason=Reason.NO_RECORD)
    if not figure.complete:
        return Judgement(reason=Reason.INCOMPLETE)
    promised = target_for(agreement, clause, figure.period)
    target, at_risk = (promised.target, promised.at_risk) if promised else (None, None)
    judgement = judge(figure.value, figure.n, target, at_risk, metric.min_n)
    if judgement.reason is Reason.NO_TARGET and targets_in(agreement, clause, figure.period):
        return Judgement(reason=Reason.TARGET_CHANGED)
    # The other reasons stay true while the value matures.
    if judgement.reason in ON_THE_VALUE and figure.maturity is not Maturity.MATURE:
        return Judgement(reason=Reason.IMMATURE)
    return judgement


def _is_alarming(better: Better, reading: Reading | None) -> bool:
    """Tell whether the last point is out of the ordinary, for the worse.

    A run of eight is not: it is told of when most of it is long past.
    """
    is_beyond = reading is not None and reading.rule is SignalRule.BEYOND_LIMITS
    return is_beyond and turn_of(better, reading) is Turn.WORSE
