"""Parts that keep what single cases said: every value, or everybody who was there."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from typing_extensions import override

from generator.kinds import PercentileMethod, RollUp
from generator.measure.rollup import Parts, RollUpError


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
        return cls(ids=frozenset[str]().union(*(part.ids for part in parts)))

    @override
    def texts(self) -> dict[str, str | None]:
        """Return the size, and a fingerprint in place of the ids, which may name people."""
        seen = " ".join(sorted(self.ids))
        return {
            "size": str(len(self.ids)),
            "sha256": hashlib.sha256(seen.encode()).hexdigest(),
        }
