"""Feasibility: whether a promise can be kept with what the promises behind it allow.

An agreement with a customer rests on agreements inside and on contracts with suppliers
(SLA on OLA on UC). Time budgets add up, availabilities multiply, hours of support nest.
All that counts is what is promised at worst, not what was delivered so far.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import prod
from typing import Generic, Self, TypeVar

from typing_extensions import override

from generator.periods.intervals import Intervals


class Outcome(StrEnum):
    """Whether a promise can be kept."""

    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"
    """A promise behind it states nothing of this aspect, and the others allow it."""


class Bound(ABC):
    """Hold the worst that a promise allows, in one aspect."""

    __slots__ = ()

    @classmethod
    @abstractmethod
    def together(cls, links: Sequence[Self]) -> Self:
        """Return what several links, at least one, give when all are needed."""

    @abstractmethod
    def worse(self, other: Self) -> Self:
        """Return what is left when both limit."""

    @abstractmethod
    def keeps(self, promised: Self) -> bool:
        """Tell whether this is enough for what was promised."""

    @abstractmethod
    def burden(self, promised: Self) -> Fraction:
        """Return how much of the promise this link uses up; the weakest uses up the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBudget(Bound):
    """Promise a time: answered, restored or fulfilled within so many seconds."""

    seconds: Fraction
    strict: bool = False
    """Whether the time is less than this, `<`, and never equal."""

    @classmethod
    @override
    def together(cls, links: Sequence[Self]) -> Self:
        """Add the times, since one link begins where another ends."""
        seconds = sum((link.seconds for link in links), start=Fraction(0))
        return cls(seconds=seconds, strict=any(link.strict for link in links))

    @override
    def worse(self, other: Self) -> Self:
        """Take the longer time; of equals the one that may be reached."""
        return max(self, other, key=lambda bound: (bound.seconds, not bound.strict))

    @override
    def keeps(self, promised: Self) -> bool:
        """Tell whether this is never longer than the promised time."""
        return (self.seconds, promised.strict and not self.strict) <= (promised.seconds, False)

    @override
    def burden(self, promised: Self) -> Fraction:
        """Return the seconds."""
        return self.seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityFloor(Bound):
    """Promise an availability, as a fraction of 1."""

    share: Fraction
    strict: bool = False
    """Whether the availability is more than this, `>`, and never equal."""

    @classmethod
    @override
    def together(cls, links: Sequence[Self]) -> Self:
        """Multiply, as in a chain whose links fail independently."""
        share = prod((link.share for link in links), start=Fraction(1))
        return cls(share=share, strict=any(link.strict for link in links))

    @override
    def worse(self, other: Self) -> Self:
        """Take the lower one; of equals the one that may be reached."""
        return min(self, other, key=lambda bound: (bound.share, bound.strict))

    @override
    def keeps(self, promised: Self) -> bool:
        """Tell whether this is never lower than the promised availability."""
        return (self.share, self.strict) >= (promised.share, promised.strict)

    @override
    def burden(self, promised: Self) -> Fraction:
        """Return the share of time that may be lost."""
        return 1 - self.share


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportHours(Bound):
    """Promise that somebody is there: the spans of support within one sample of time.

    The sample, such as a year, is the same for all promises that are compared.
    """

    spans: Intervals

    @classmethod
    @override
    def together(cls, links: Sequence[Self]) -> Self:
        """Keep the hours in which all are there."""
        common = links[0].spans
        for link in links[1:]:
            common = common & link.spans
        return cls(spans=common)

    @override
    def worse(self, other: Self) -> Self:
        """Keep the common hours."""
        return self.together((self, other))

    @override
    def keeps(self, promised: Self) -> bool:
        """Tell whether the promised hours lie within these."""
        return self.burden(promised) == 0

    @override
    def burden(self, promised: Self) -> Fraction:
        """Return the promised seconds in which nobody is there."""
        return Fraction((promised.spans - self.spans).total)


AnyBound = TypeVar("AnyBound", bound=Bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Generic[AnyBound]):
    """Hold what a clause promises and the promises that it rests on, all of one aspect.

    Write `promise: Promise[TimeBudget] = Promise(...)` where the type has to be told:
    Python 3.11 cannot make frozen values with slots by `Promise[TimeBudget](...)`.
    """

    clause: str
    """Its reference, such as bank-sla/4.2."""
    bound: AnyBound | None
    """None when the clause leaves this aspect open."""
    own: AnyBound | None = None
    """What the promising side adds by itself: triage of 15 minutes, a server of its own."""
    supports: tuple[Promise[AnyBound], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Generic[AnyBound]):
    """Hold one link of a chain with its numbers."""

    clause: str
    promised: AnyBound | None
    delivered: AnyBound | None
    """What it can keep with all that is behind it; None when that is not stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feasibility(Generic[AnyBound]):
    """Say whether a promise can be kept, with every number that says so."""

    clause: str
    promised: AnyBound
    allowed: AnyBound | None
    """What all links together allow, as far as they state anything."""
    own: AnyBound | None
    links: tuple[Link[AnyBound], ...]
    outcome: Outcome
    weakest: Link[AnyBound] | None
    """The link to mend, at any depth, or the silent one; its clause is that of the promise
    when its own share weighs most. None for a promise that can be kept."""


def assess(promise: Promise[AnyBound]) -> tuple[Feasibility[AnyBound], ...]:
    """Judge a promise and all those behind it, from the top down.

    A promise that states no bound, or that rests on nothing, has nothing to be judged by
    and is not in the result.
    """
    return tuple(_assessed(promise))


def _assessed(promise: Promise[AnyBound]) -> Iterator[Feasibility[AnyBound]]:
    """Judge one promise, then those behind it."""
    if promise.bound is not None and (promise.supports or promise.own is not None):
        yield _judged(promise, promise.bound)
    for support in promise.supports:
        yield from _assessed(support)


def _judged(promise: Promise[AnyBound], promised: AnyBound) -> Feasibility[AnyBound]:
    """Judge a promise by what its links allow."""
    allowed = _allowed(promise)
    outcome, weakest = Outcome.FEASIBLE, None
    # What is stated can be too little already; silence of the others only hides more.
    if allowed is not None and not allowed.keeps(promised):
        outcome, weakest = Outcome.INFEASIBLE, _weakest(promise, promised)
    elif _is_silent(promise):
        outcome, weakest = Outcome.UNKNOWN, _silent(promise)
    return Feasibility(
        clause=promise.clause,
        promised=promised,
        allowed=allowed,
        own=promise.own,
        links=tuple(_link(support) for support in promise.supports),
        outcome=outcome,
        weakest=weakest,
    )


def _link(promise: Promise[AnyBound]) -> Link[AnyBound]:
    """Return a promise as a link of the one that rests on it."""
    return Link(clause=promise.clause, promised=promise.bound, delivered=_delivered(promise))


def _delivered(promise: Promise[AnyBound]) -> AnyBound | None:
    """Return what a promise is worth: its bound, unless what is behind it allows less."""
    allowed = _allowed(promise)
    if promise.bound is None:
        return None if _is_silent(promise) else allowed
    return promise.bound if allowed is None else promise.bound.worse(allowed)


def _allowed(promise: Promise[AnyBound]) -> AnyBound | None:
    """Return what the links behind a promise give together, as far as they are stated."""
    delivered = (promise.own, *(_delivered(support) for support in promise.supports))
    known = [bound for bound in delivered if bound is not None]
    return type(known[0]).together(known) if known else None


def _is_silent(promise: Promise[AnyBound]) -> bool:
    """Tell whether some promise right behind this one is worth an unknown amount."""
    return any(_delivered(support) is None for support in promise.supports)


def _silent(promise: Promise[AnyBound]) -> Link[AnyBound]:
    """Return the deepest of the first promises that state nothing."""
    for support in promise.supports:
        if _delivered(support) is None:
            return _silent(support)
    return _link(promise)


def _weakest(promise: Promise[AnyBound], promised: AnyBound) -> Link[AnyBound]:
    """Return the link that uses up most of what was promised; of equals the first.

    A link that is let down itself hands the blame on to what is behind it.
    """
    own = Promise(clause=promise.clause, bound=promise.own)
    burdens = [
        (bound.burden(promised), link)
        for link in (*promise.supports, own)
        if (bound := _delivered(link)) is not None
    ]
    heaviest = max(burdens, key=lambda burden: burden[0])[1]
    behind = _allowed(heaviest)
    let_down = behind is not None and (heaviest.bound is None or not behind.keeps(heaviest.bound))
    return _weakest(heaviest, promised) if let_down else _link(heaviest)
