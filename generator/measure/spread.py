"""Parts that keep what single cases said: every value, or everybody who was there."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar, Self

from typing_extensions import override

from generator.kinds import PercentileMethod, RollUp
from generator.measure.rollup import Parts, RollUpError, day_of, last_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentile(Parts):
    """Hold every value with its number, PCTL: percentiles of months have no roll-up."""

    roll_up: ClassVar[RollUp] = RollUp.PCTL

    counts: tuple[tuple[Fraction, int], ...]
    """Value and how often it was there, in ascending order."""
    rank: Fraction
    """Per cent, above 0 and at most 100."""
    method: PercentileMethod = PercentileMethod.NEAREST_RANK

    def __post_init__(self) -> None:
        """Refuse a rank that no value can have."""
        if not 0 < self.rank <= 100:  # noqa: PLR2004 - per cent
            raise RollUpError(f"expected a rank above 0 and at most 100, got {self.rank}")

    @property
    @override
    def value(self) -> Fraction | None:
        """Return the value at the nearest rank; no values are no sample."""
        wanted, so_far = math.ceil(self.rank * self.n / 100), 0
        for value, count in self.counts:
            so_far += count
            if so_far >= wanted:
                return value
        return None

    @property
    @override
    def n(self) -> Fraction:
        """Return the number of values."""
        return Fraction(sum(count for _, count in self.counts))

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Put all the values together."""
        definitions = {(part.rank, part.method) for part in parts}
        if len(definitions) > 1:
            found = ", ".join(sorted(f"P{rank} ({method})" for rank, method in definitions))
            raise RollUpError(f"expected one percentile, got {found}")
        counts: Counter[Fraction] = Counter()
        for part in parts:
            counts.update(dict(part.counts))
        rank, method = definitions.pop()
        return cls(counts=tuple(sorted(counts.items())), rank=rank, method=method)

    @override
    def texts(self) -> dict[str, str | None]:
        """Return the definition, and the values as value:count."""
        counts = " ".join(f"{value}:{count}" for value, count in self.counts)
        return {"rank": str(self.rank), "method": self.method, "counts": counts}


@dataclass(frozen=True, slots=True, kw_only=True)
class Distinct(Parts):
    """Hold who was there, DIST: one who comes twice is one."""

    roll_up: ClassVar[RollUp] = RollUp.DIST

    ids: frozenset[str]

    @property
    @override
    def value(self) -> Fraction:
        """Return how many there were; nobody is nought."""
        return Fraction(len(self.ids))

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Unite the sets."""
        return cls(ids=_union(part.ids for part in parts))

    @override
    def texts(self) -> dict[str, str | None]:
        """Return the size, and a fingerprint in place of the ids, which may name people."""
        return {"size": str(len(self.ids)), "sha256": _fingerprint(self.ids)}


@dataclass(frozen=True, slots=True, kw_only=True)
class DistinctShare(Parts):
    """Hold who was reached and who is in scope on a day, SHARE: people trained of all people.

    Sizes alone would not do: somebody in two services is one, and somebody who was reached
    and left is not in scope any more.
    """

    roll_up: ClassVar[RollUp] = RollUp.SHARE

    ids: frozenset[str]
    scope: frozenset[str]
    at: date

    @property
    def reached(self) -> int:
        """Return how many of those in scope were reached."""
        return len(self.ids & self.scope)

    @property
    @override
    def value(self) -> Fraction | None:
        """Return the share of the scope that was reached; of nobody there is no sample."""
        return Fraction(self.reached, len(self.scope)) if self.scope else None

    @property
    @override
    def n(self) -> Fraction:
        """Return how many are in scope."""
        return Fraction(len(self.scope))

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Unite who was reached, and take the last scope."""
        last = last_of(parts)
        return cls(ids=_union(part.ids for part in parts), scope=last.scope, at=last.at)

    @classmethod
    @override
    def across_services(cls, parts: Sequence[Self]) -> Self:
        """Unite both, on one day."""
        return cls(
            ids=_union(part.ids for part in parts),
            scope=_union(part.scope for part in parts),
            at=day_of(parts),
        )

    @override
    def texts(self) -> dict[str, str | None]:
        """Return sizes, and fingerprints in place of the ids, which may name people."""
        return {
            "reached": str(self.reached),
            "scope": str(len(self.scope)),
            "at": self.at.isoformat(),
            "ids_sha256": _fingerprint(self.ids),
            "scope_sha256": _fingerprint(self.scope),
        }


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """Unite sets of ids."""
    return frozenset[str]().union(*sets)


def _fingerprint(ids: frozenset[str]) -> str:
    """Return the sha256 of ids in their order."""
    return hashlib.sha256(" ".join(sorted(ids)).encode()).hexdigest()
