"""Mix effects: why a ratio moved, by its parts, and totals that contradict all their parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.measure.rollup import Ratio, over_time

Strata = Mapping[str, Ratio]
"""The ratio of each member of a break-down; the members add up to the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one member did to the ratio of the whole."""

    member: str
    before: Ratio
    after: Ratio
    rate: Fraction
    """By doing better or worse, at its mean weight."""
    mix: Fraction
    """By weighing more or less, against the mean of the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A move of a ratio, split without a rest: before + rate + mix = after."""

    before: Ratio
    after: Ratio
    effects: tuple[Effect, ...]
    """One for each member with a case in either period, sorted by name."""

    @property
    def rate(self) -> Fraction:
        """Return what the members did by their own ratios."""
        return sum((effect.rate for effect in self.effects), Fraction(0))

    @property
    def mix(self) -> Fraction:
        """Return what the shift of weight between the members did."""
        return sum((effect.mix for effect in self.effects), Fraction(0))

    @property
    def amount(self) -> Amount:
        """Return the same split for the number of cases that were counted."""
        cases = (self.before.denominator + self.after.denominator) / 2
        before, after = _value(self.before), _value(self.after)
        growth = self.after.denominator - self.before.denominator
        return Amount(
            volume=growth * (before + after) / 2, rate=cases * self.rate, mix=cases * self.mix
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A move of the numerator: late cases rise by more cases, worse rates or another mix."""

    volume: Fraction
    rate: Fraction
    mix: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """Simpson's paradox: no member agrees with the direction in which the whole moved."""

    first: Ratio
    second: Ratio
    members: tuple[tuple[str, Ratio, Ratio], ...]
    """Name, first and second ratio of each member, sorted by name."""


def explain(before: Strata, after: Strata) -> Change | None:
    """Split the move of a ratio into rate and mix effects of its members, exactly.

    The split is symmetric, each effect at the mean of both periods, so that no interaction
    is left over and going back gives the same numbers with the other sign. A member with
    cases in one period only moves the mix alone. Returns None when either period has no case.
    """
    first, second = _whole(before), _whole(after)
    if first.value is None or second.value is None:
        return None
    members = sorted(before.keys() | after.keys())
    pairs = [(name, before.get(name, _NONE), after.get(name, _NONE)) for name in members]
    effects = tuple(
        _effect(name, (first, second), (old, new)) for name, old, new in pairs if old.n + new.n
    )
    return Change(before=first, after=second, effects=effects)


def reversal(first: Strata, second: Strata) -> Reversal | None:
    """Return the paradox if every member says one thing and the whole the opposite.

    Compares two services, or two periods. At least one member must differ, none may differ
    the other way, and each must have cases on both sides: what cannot be compared cannot
    contradict.
    """
    compared = tuple((name, first[name], second.get(name, _NONE)) for name in sorted(first))
    unmatched = first.keys() ^ second.keys()
    if unmatched or not all(old.n and new.n for _, old, new in compared):
        return None
    ways = {_way(old, new) for _, old, new in compared} - {0}
    whole = _whole(first), _whole(second)
    if not ways or ways != {-_way(*whole)}:
        return None
    return Reversal(first=whole[0], second=whole[1], members=compared)


_NONE = Ratio(numerator=Fraction(0), denominator=Fraction(0))


def _effect(name: str, whole: tuple[Ratio, Ratio], member: tuple[Ratio, Ratio]) -> Effect:
    """Return what one member did, each effect at the mean of both periods."""
    (first, second), (old, new) = whole, member
    # A member that was not there kept its ratio: only its weight can have moved the whole.
    before, after = _value(old if old.n else new), _value(new if new.n else old)
    old_weight, new_weight = old.n / first.n, new.n / second.n
    # Held against the whole's mean: to grow helps the whole only for who is above it.
    ahead = (before + after - _value(first) - _value(second)) / 2
    return Effect(
        member=name,
        before=old,
        after=new,
        rate=(old_weight + new_weight) / 2 * (after - before),
        mix=(new_weight - old_weight) * ahead,
    )


def _way(first: Ratio, second: Ratio) -> int:
    """Return 1 when the second is larger, -1 when it is smaller, 0 when they are equal."""
    return (_value(second) > _value(first)) - (_value(second) < _value(first))


def _whole(strata: Strata) -> Ratio:
    """Return the ratio of all members, 0/0 for none."""
    return over_time([*strata.values(), _NONE])


def _value(ratio: Ratio) -> Fraction:
    """Return the value of a ratio that has cases; one without never comes here."""
    return ratio.numerator / ratio.denominator
