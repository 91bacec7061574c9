"""Parts that are measured in seconds: availability, and stocks averaged over time."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import ClassVar, Self

from typing_extensions import override

from generator.kinds import RollUp
from generator.measure.rollup import Parts, RollUpError, check_sample, total


class Duration(Parts):
    """Hold good seconds of agreed seconds, DR; a subclass for every way across services."""

    __slots__ = ()

    roll_up: ClassVar[RollUp] = RollUp.DR

    @property
    @abstractmethod
    def seconds(self) -> tuple[Fraction, Fraction]:
        """Return the good and the agreed seconds of all services together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedDuration(Duration):
    """Hold seconds of all services together: each second counts once."""

    good: Fraction
    agreed: Fraction

    def __post_init__(self) -> None:
        """Refuse good seconds where none were agreed."""
        check_sample(self.good, self.agreed)

    @property
    @override
    def value(self) -> Fraction | None:
        """Return the share of good seconds; without agreed ones there is no sample."""
        return self.good / self.agreed if self.agreed else None

    @property
    @override
    def seconds(self) -> tuple[Fraction, Fraction]:
        return self.good, self.agreed

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Put the sum of good seconds over the sum of agreed ones."""
        return cls(
            good=total(part.good for part in parts), agreed=total(part.agreed for part in parts)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDuration(WeightedDuration):
    """Hold seconds times users: each second counts as often as it had users."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ServiceSeconds:
    """Hold the seconds of one service."""

    service: str
    good: Fraction
    agreed: Fraction

    def __post_init__(self) -> None:
        """Refuse good seconds where none were agreed."""
        check_sample(self.good, self.agreed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topology(Duration):
    """Hold the seconds of each service apart, for a value in which they depend on each other.

    A product of monthly availabilities is not the availability of a quarter. As nothing is
    multiplied before the value is asked for, time comes first whatever is combined first.
    """

    services: tuple[ServiceSeconds, ...]
    """One entry a service, in the order of their names."""

    @property
    @override
    def value(self) -> Fraction | None:
        """Return the availability of the whole; services without agreed time are in no product."""
        shares = [each.good / each.agreed for each in self.services if each.agreed]
        return self._together(shares) if shares else None

    @property
    @override
    def seconds(self) -> tuple[Fraction, Fraction]:
        """Add up the seconds of the services."""
        good = total(each.good for each in self.services)
        return good, total(each.agreed for each in self.services)

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Add the seconds of every service."""
        return cls(services=tuple(_by_service(each for part in parts for each in part.services)))

    @override
    def texts(self) -> dict[str, str | None]:
        """Return the seconds by service: `web: 99 / 100; db: 98 / 100`."""
        return {each.service: f"{each.good} / {each.agreed}" for each in self.services}

    @staticmethod
    @abstractmethod
    def _together(shares: Sequence[Fraction]) -> Fraction:
        """Return the availability of services that have these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialDuration(Topology):
    """Hold a chain of services that works while all of them do."""

    @staticmethod
    @override
    def _together(shares: Sequence[Fraction]) -> Fraction:
        return prod(shares, start=Fraction(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelDuration(Topology):
    """Hold services that stand in for each other: one is enough."""

    @staticmethod
    @override
    def _together(shares: Sequence[Fraction]) -> Fraction:
        return 1 - prod((1 - share for share in shares), start=Fraction(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageStock(Parts):
    """Hold a stock over time, AVGT: value times seconds, and the seconds."""

    roll_up: ClassVar[RollUp] = RollUp.AVGT

    integral: Fraction
    seconds: Fraction

    def __post_init__(self) -> None:
        """Refuse a stock of no time."""
        # A stock may be negative, as a balance can, so only its seconds are looked at.
        if self.seconds < 0 or (self.seconds == 0 and self.integral != 0):
            raise RollUpError(f"expected seconds, got {self.integral} in {self.seconds}")

    @property
    @override
    def value(self) -> Fraction | None:
        """Return the mean level; no time is no sample."""
        return self.integral / self.seconds if self.seconds else None

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Put the sum of value times seconds over the sum of seconds."""
        return cls(
            integral=total(part.integral for part in parts),
            seconds=total(part.seconds for part in parts),
        )

    @classmethod
    @override
    def across_services(cls, parts: Sequence[Self]) -> Self:
        """Add the stocks of the same seconds."""
        lengths = sorted({part.seconds for part in parts})
        if len(lengths) > 1:
            found = ", ".join(map(str, lengths))
            raise RollUpError(f"expected stocks over the same seconds, got some over {found}")
        return cls(integral=total(part.integral for part in parts), seconds=lengths[0])


def _by_service(entries: Iterator[ServiceSeconds]) -> Iterator[ServiceSeconds]:
    """Give one entry a service, in the order of their names."""
    every = sorted(entries)
    for service in dict.fromkeys(each.service for each in every):
        mine = [each for each in every if each.service == service]
        yield ServiceSeconds(
            service=service,
            good=total(each.good for each in mine),
            agreed=total(each.agreed for each in mine),
        )
