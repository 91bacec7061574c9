"""Which target a clause holds a provider to on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.periods import Period
    from generator.target import Target
    from generator.workspace.model.agreements import Agreement, Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedTarget:
    """A target, its warning condition and the days on which they hold, both included."""

    first: date
    last: date | None
    target: Target
    at_risk: Target | None


def dated_targets(agreement: Agreement, clause: Clause) -> tuple[PromisedTarget, ...]:
    """Return the targets of a clause in the order of time, each ended by the next one."""
    stated = [(dated.first, dated.target, dated.at_risk) for dated in clause.targets]
    if clause.target is not None:
        stated.append((agreement.effective.first, clause.target, clause.at_risk))
    stated.sort(key=lambda entry: entry[0])
    ends = [first - timedelta(days=1) for first, _, _ in stated[1:]]
    lasts = [*ends, agreement.effective.last][: len(stated)]
    return tuple(
        PromisedTarget(first=first, last=last, target=target, at_risk=at_risk)
        for (first, target, at_risk), last in zip(stated, lasts, strict=True)
    )


def target_for(agreement: Agreement, clause: Clause, period: Period) -> PromisedTarget | None:
    """Return the one target that holds on every day of a period, else None.

    A target that changes within the period judges no whole period (trap 33).
    """
    final_day = period.end - timedelta(days=1)
    for promised in targets_in(agreement, clause, period):
        if promised.first <= period.start and final_day <= (promised.last or date.max):
            return promised
    return None


def targets_in(agreement: Agreement, clause: Clause, period: Period) -> tuple[PromisedTarget, ...]:
    """Return the targets that hold on some day of a period, in the order of time."""
    return tuple(
        promised
        for promised in dated_targets(agreement, clause)
        if promised.first < period.end and period.start <= (promised.last or date.max)
    )
