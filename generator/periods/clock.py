"""The service clock: how much working time a case took, by the rules of its agreement.

This module is the definition, one case at a time; `clocktable` gives the same numbers for
many. All instants are whole seconds of UTC, see `generator.periods.intervals`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from generator.errors import ReportgenError
from generator.periods.intervals import NOTHING, Intervals
from generator.periods.workingtime import WorkingTime

NEVER = 2**40
"""The end of a stretch that has none yet: some 34,000 years from now."""


class ClockError(ReportgenError):
    """Say that a case or a reading has instants that no clock can have."""


class StartRule(StrEnum):
    """When the clock starts if the agreement came to hold after the case was logged."""

    LOGGED = "logged"
    """Retroactive: since the case was logged, with the pauses since then."""
    LOGGED_UNPAUSED = "logged-unpaused"
    """Retroactive, but only pauses since the agreement holds are pauses."""
    ATTACHED = "attached"
    """Since the agreement holds."""


class ReopenRule(StrEnum):
    """What the clock of a case that was resolved and reopened shows."""

    RESUME = "resume"
    """The original clock goes on; it stood still while the case was resolved."""
    LAST_RESOLUTION = "last-resolution"
    """Everything up to the last resolution: the case was never really resolved before."""
    FIRST_RESOLUTION = "first-resolution"
    """Nothing after the first resolution."""
    NEW_CLOCK = "new-clock"
    """A clock that starts at zero when the case is reopened; the last one counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRules:
    """Hold what an agreement says about its clock; it is printed with every report."""

    start: StartRule = StartRule.LOGGED
    reopening: ReopenRule = ReopenRule.RESUME


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Hold the states of one case that clocks look at.

    Each state keeps its own intervals, so being resolved is never taken for waiting.
    Raises ClockError when the agreement came to hold before the case was logged.
    """

    logged: int
    attached: int
    """When the agreement came to hold for it, such as at a change of its priority."""
    pauses: Intervals = NOTHING
    """Waiting for others, as agreed."""
    resolved: Intervals = NOTHING
    """From each resolution to the reopening after it, or to NEVER."""

    def __post_init__(self) -> None:
        """Refuse an agreement that was there before the case."""
        if self.attached < self.logged:
            raise ClockError(f"expected a case logged before its agreement holds, got {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Hold what a clock shows, in seconds of working time."""

    elapsed: int
    """What is held against the target: without pauses."""
    paused: int
    resolved: int
    """For how long the clock stood still because the case was resolved, then reopened."""
    running: bool
    """Whether it was still counting, or paused, when it was read."""

    @property
    def paused_share(self) -> Fraction | None:
        """Return the share of pauses in elapsed and paused time, None where both are zero."""
        total = self.elapsed + self.paused
        return Fraction(self.paused, total) if total else None


def read(case: Case, rules: ClockRules, working: WorkingTime, at: int) -> Reading:
    """Return what the clock of a case shows at the instant `at`, knowing nothing later.

    So a case that was reopened after the period counts as resolved at its end. A
    resolution that was taken back within the same second is none. Raises ClockError when
    the case was logged after `at`, or `working` does not hold all the time in question.
    """
    check_logged(case.logged, at)
    check_known(case.logged, at, working)
    # An agreement that holds only after `at` has not counted anything yet.
    start = min(at, case.attached if rules.start is StartRule.ATTACHED else case.logged)
    resolved = case.resolved.clip(start, at)
    start, end, running = _stretch(rules.reopening, start, resolved, at)
    counted = working.spans.clip(start, end)
    if rules.reopening is ReopenRule.RESUME:
        counted -= resolved
    pauses = case.pauses
    if rules.start is StartRule.LOGGED_UNPAUSED:
        pauses = pauses.clip(case.attached, at)
    return Reading(
        elapsed=(counted - pauses).total,
        paused=(counted & pauses).total,
        resolved=working.spans.clip(start, end).total - counted.total,
        running=running,
    )


def check_logged(logged: int, at: int) -> None:
    """Refuse a reading before the case was there."""
    if at < logged:
        raise ClockError(f"expected a reading after the case was logged, got {at} and {logged}")


def check_known(first: int, last: int, working: WorkingTime) -> None:
    """Refuse instants for which the calendar was not asked: their working time is not zero."""
    if first < working.start or working.end < last:
        raise ClockError(
            f"expected instants from {working.start} to {working.end}, got {first} to {last}: "
            "ask the calendar for the working time of more days"
        )


def _stretch(rule: ReopenRule, start: int, resolved: Intervals, at: int) -> tuple[int, int, bool]:
    """Return from when to when the clock counts, and whether it is running.

    `resolved` is clipped to what is known at `at`: a stretch that reaches it is not over.
    """
    if not resolved:
        return start, at, True
    if rule is ReopenRule.FIRST_RESOLUTION:
        return start, resolved.spans[0][0], False
    last, reopened = resolved.spans[-1]
    running = reopened < at
    if rule is ReopenRule.NEW_CLOCK:
        start = max((end for _, end in resolved if end < at), default=start)
    return start, at if running else last, running
