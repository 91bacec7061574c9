"""Signals: whether a series rose or fell, said by a declared rule and by nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from generator.kinds import Spread
from generator.measure.limits import Limits, mean, variance
from generator.measure.rollup import Mean, Ratio, Total, over_time

FEWEST = 9
"""Points that a word needs: eight that tell what is ordinary, and the one that is judged."""
RUN = 8
"""Points in a row on one side that tell of a lasting shift."""
FEWEST_FOR_RUN = RUN + 4
"""Points that the second rule needs: fewer than four before the run give no centre line."""


class Signal(StrEnum):
    """The word that a reader may be told about the last point."""

    ROSE = "rose"
    FELL = "fell"
    STABLE = "stable"
    """No significant change; not the same as equal values."""
    TOO_FEW = "too-few"


class SignalRule(StrEnum):
    """The rule that spoke."""

    BEYOND_LIMITS = "beyond-limits"
    """The last point is beyond the limits of the points before it."""
    RUN = "run"
    """The last eight points are on one side of the mean of those before, beyond its limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Hold the word, and what it rests on."""

    signal: Signal
    rule: SignalRule | None = None
    """The rule that spoke, None when none did."""
    points: tuple[int, ...] = ()
    """The places in the series of the points that gave the signal."""
    value: Fraction | None = None
    """What was judged: the last value, or the pooled value of the run."""
    limits: Limits | None = None
    """What it was held against, None for too few points."""


Measured = Ratio | Mean | Total
"""Parts that a signal can be read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """Hold the points that have a value: an amount by the cases behind it."""

    values: tuple[Fraction, ...]
    amounts: tuple[Fraction, ...]
    cases: tuple[Fraction, ...]
    """1 for each point of a series of counts."""

    def __getitem__(self, part: slice) -> _Series:
        """Return some of the points."""
        return _Series(values=self.values[part], amounts=self.amounts[part], cases=self.cases[part])

    @property
    def n(self) -> Fraction:
        """Return the cases behind all points."""
        return sum(self.cases, Fraction(0))

    @property
    def pooled(self) -> Fraction:
        """Return the one value of all points: the roll-up, and of counts the mean."""
        return sum(self.amounts, Fraction(0)) / self.n

    @property
    def size(self) -> Fraction:
        """Return the points of equal weight that say as much (Kish's effective size)."""
        return self.n**2 / sum((cases**2 for cases in self.cases), Fraction(0))


def read_signal(series: Sequence[Measured | None]) -> Reading:
    """Tell whether the last point of a series is a rise, a fall or ordinary variation.

    Takes the parts of periods in order, the judged one last; None or 0/0 is no point. The
    points are taken as independent: a stock carries its past along, so it has no parts here.
    Raises RollUpError for parts of different classes.
    """
    known = {place: part for place, part in enumerate(series) if part and part.value is not None}
    places = tuple(known)
    # Without its last point there is nothing to speak about.
    if len(places) < FEWEST or places[-1] != len(series) - 1:
        return Reading(signal=Signal.TOO_FEW)
    points, chance = _series(tuple(known.values())), _chance(tuple(known.values()))
    last = _judged(points[:-1], points[-1:], points[:-1], chance)
    if last.signal is not Signal.STABLE:
        return replace(last, rule=SignalRule.BEYOND_LIMITS, points=places[-1:])
    run = _run(points, chance) if len(places) >= FEWEST_FOR_RUN else None
    if run and run.signal is not Signal.STABLE:
        return replace(run, rule=SignalRule.RUN, points=places[-RUN:])
    return last


def _run(points: _Series, chance: Fraction) -> Reading | None:
    """Return what the last eight points say together, None when they are on both sides."""
    before, run = points[:-RUN], points[-RUN:]
    centre = before.pooled
    sides = {(value > centre) - (value < centre) for value in run.values}
    # Ordinary steps are taken from all points: the few before a run have too few of them.
    return _judged(before, run, points, chance) if len(sides) == 1 else None


def _judged(before: _Series, judged: _Series, steps: _Series, chance: Fraction) -> Reading:
    """Hold the pooled value of some points against the limits of those before.

    The variance is that of a difference of two means. It is never less than chance alone
    gives with so few cases: a series of 100 % has no steps, yet one miss is no signal.
    """
    measured = variance(steps.values, Spread.MOVING_RANGE) or Fraction(0)
    # Fewer cases than usual vary more than the steps between the usual ones show.
    usual = 1 / mean([1 / cases for cases in before.cases])
    thinner = max(Fraction(1), usual / mean(judged.cases))
    spread = measured * (1 / before.size + thinner / judged.size)
    limits = Limits.about(before.pooled, max(spread, chance / judged.n + chance / before.n))
    word = (Signal.STABLE, Signal.ROSE, Signal.FELL)[limits.side(judged.pooled)]
    return Reading(signal=word, value=judged.pooled, limits=limits)


def _chance(parts: Sequence[Measured]) -> Fraction:
    """Return the variance of one case by chance alone, 0 where its law is not known.

    Shares follow the binomial and whole counts the Poisson law. A little is added to what
    was counted (Agresti and Coull), or nothing seen so far would pass for impossible.
    """
    whole = over_time(parts)
    if isinstance(whole, Ratio):
        share = (whole.numerator + 2) / (whole.denominator + 4)
        return max(share * (1 - share), Fraction(0))
    if isinstance(whole, Total) and all(
        (part.value or Fraction(0)).denominator == 1 for part in parts
    ):
        return max((whole.value + 1) / len(parts), Fraction(0))
    return Fraction(0)


def _series(parts: Sequence[Measured]) -> _Series:
    """Return the points of parts that all have a value."""
    values = tuple(part.value for part in parts if part.value is not None)
    cases = tuple(Fraction(1) if part.n is None else part.n for part in parts)
    amounts = tuple(value * n for value, n in zip(values, cases, strict=True))
    return _Series(values=values, amounts=amounts, cases=cases)
