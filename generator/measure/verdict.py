"""Verdicts: what a value says about a promise, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from generator.target import Target


class Verdict(StrEnum):
    """The word, sign and colour that a reader sees."""

    MET = "met"
    AT_RISK = "at-risk"
    MISSED = "missed"
    NO_SAMPLE = "no-sample"
    NOT_ASSESSED = "not-assessed"


class Reason(StrEnum):
    """Why the verdict is what it is."""

    NO_SAMPLE = "no-sample"
    """Nothing happened: 0/0 is neither 0 % nor 100 %."""
    NO_TARGET = "no-target"
    """Nothing was promised."""
    TARGET_CHANGED = "target-changed"
    """No one target held on every day: it changed, or the promise began or ended."""
    NO_RECORD = "no-record"
    """Nobody recorded anything, which is not the same as nothing having happened."""
    INCOMPLETE = "incomplete"
    """Some months of the period have no record."""
    TOO_FEW = "too-few"
    """Fewer cases than the metric needs: 3 of 4 can never be 95 %."""
    IMMATURE = "immature"
    """The data were taken before the value had settled, or nobody said when."""
    SUPPRESSED = "suppressed"
    """The value would tell of very few people."""
    KEPT = "kept"
    WARNING = "warning"
    """Kept, but past the warning line."""
    SIGNAL = "signal"
    """Kept, but beyond the control limits on the worse side."""
    BROKEN = "broken"


VERDICT_OF_REASON: Mapping[Reason, Verdict] = MappingProxyType(
    {
        Reason.NO_SAMPLE: Verdict.NO_SAMPLE,
        Reason.NO_TARGET: Verdict.NOT_ASSESSED,
        Reason.TARGET_CHANGED: Verdict.NOT_ASSESSED,
        Reason.NO_RECORD: Verdict.NOT_ASSESSED,
        Reason.INCOMPLETE: Verdict.NOT_ASSESSED,
        Reason.TOO_FEW: Verdict.NOT_ASSESSED,
        Reason.IMMATURE: Verdict.NOT_ASSESSED,
        Reason.SUPPRESSED: Verdict.NOT_ASSESSED,
        Reason.KEPT: Verdict.MET,
        Reason.WARNING: Verdict.AT_RISK,
        Reason.SIGNAL: Verdict.AT_RISK,
        Reason.BROKEN: Verdict.MISSED,
    }
)


ON_THE_VALUE = (Reason.KEPT, Reason.WARNING, Reason.BROKEN)
"""The reasons that compare a value with its target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Hold a reason, which fixes the verdict."""

    reason: Reason

    @property
    def verdict(self) -> Verdict:
        """Return the verdict that the reason leads to."""
        return VERDICT_OF_REASON[self.reason]


def judge(
    value: Fraction | None,
    n: Fraction | None,
    target: Target | None,
    at_risk: Target | None,
    min_n: int,
) -> Judgement:
    """Judge an exact, unrounded value against its target.

    `n` is the size of the sample, None for a metric without one, to which `min_n` does not
    apply. `at_risk` is the condition under which a kept promise is a warning: "<= 96 %".
    """
    return Judgement(reason=_reason(value, n, target, at_risk, min_n))


def _reason(
    value: Fraction | None,
    n: Fraction | None,
    target: Target | None,
    at_risk: Target | None,
    min_n: int,
) -> Reason:
    """Return the first reason that applies, those without a judgement before the others."""
    if value is None:
        return Reason.NO_SAMPLE
    if target is None:
        return Reason.NO_TARGET
    if n is not None and n < min_n:
        return Reason.TOO_FEW
    if not target.holds(value):
        return Reason.BROKEN
    return Reason.WARNING if at_risk is not None and at_risk.holds(value) else Reason.KEPT
