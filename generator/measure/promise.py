"""A promise about one service, and its judgement over one period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.measure.figure import Maturity
from generator.measure.verdict import ON_THE_VALUE, Judgement, Reason, judge
from generator.workspace.promises import target_for

if TYPE_CHECKING:
    from generator.measure.figure import Figure
    from generator.workspace.model.agreements import Agreement, Clause
    from generator.workspace.model.metrics import Metric

Promise = tuple["Agreement", "Clause", str]
"""Agreement, one of its clauses, and a service or `all`."""


def judgement_of(agreement: Agreement, clause: Clause, metric: Metric, figure: Figure) -> Judgement:
    """Judge a figure by the target of its own period.

    What is missing, suppressed or has not matured is never judged.
    """
    if figure.suppressed:
        return Judgement(reason=Reason.SUPPRESSED)
    if figure.parts is None:
        return Judgement(reason=Reason.NO_RECORD)
    if not figure.complete:
        return Judgement(reason=Reason.INCOMPLETE)
    promised = target_for(agreement, clause, figure.period)
    target, at_risk = (promised.target, promised.at_risk) if promised else (None, None)
    judgement = judge(figure.value, figure.n, target, at_risk, metric.min_n)
    # The other reasons stay true while the value matures.
    if judgement.reason in ON_THE_VALUE and figure.maturity is not Maturity.MATURE:
        return Judgement(reason=Reason.IMMATURE)
    return judgement
