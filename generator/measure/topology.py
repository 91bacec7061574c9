"""Topology: how services make one availability, declared as a tree and computed exactly.

Serial and parallel groups multiply, which is right for parts that fail independently; the
mean of 99.9, 99.9 and 99.5 % is 99.77 %, a chain of the three gives 99.30 %.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import prod
from typing import ClassVar

from typing_extensions import override

from generator.errors import ReportgenError
from generator.measure.availability import DurationRatio

Measured = Mapping[str, DurationRatio]
"""The seconds of each service; one that is missing was not measured."""


class TopologyError(ReportgenError):
    """Say why services cannot be put together like this."""


class Form(StrEnum):
    """The ways of putting parts together; a page names the one that it used."""

    SERVICE = "service"
    SERIAL = "serial"
    """All are needed: the product."""
    PARALLEL = "parallel"
    """One is enough: 1 less the product of what is missing."""
    USER_WEIGHTED = "user-weighted"
    """Each serves its own users: their mean, weighted by numbers of users."""
    TIME_WEIGHTED = "time-weighted"
    """Side by side without a common user: seconds good by seconds agreed."""


class Topology(ABC):
    """Declare how parts make one availability; the type is the way, so none is undeclared."""

    __slots__ = ()

    form: ClassVar[Form]

    @property
    @abstractmethod
    def services(self) -> tuple[str, ...]:
        """Return the services of the tree, in the order of declaration."""

    @abstractmethod
    def combine(self, measured: Measured) -> Combined:
        """Return the availability with that of every part.

        It has no value as soon as one part has none: what was not measured is neither up
        nor down.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """Hold an exact availability together with the parts that a page shows it made of."""

    topology: Topology
    value: Fraction | None
    parts: tuple[Combined, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Topology):
    """Stand for one service as it was measured."""

    form: ClassVar[Form] = Form.SERVICE

    service: str

    @property
    @override
    def services(self) -> tuple[str, ...]:
        """Return the service alone."""
        return (self.service,)

    @override
    def combine(self, measured: Measured) -> Combined:
        """Return what was measured."""
        ratio = measured.get(self.service)
        return Combined(topology=self, value=ratio.value if ratio else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Topology):
    """Hold the parts of a tree; each service may stand in it once.

    Raises TopologyError for no parts and for a service that stands in two places: the
    product would count its outages twice. Whatever several parts need belongs outside them.
    """

    parts: tuple[Topology, ...]

    def __post_init__(self) -> None:
        """Refuse an empty group and services that stand twice."""
        if not self.parts:
            raise TopologyError(f"expected at least one part in a {self.form} group, got none")
        _check_once(self.services)

    @property
    @override
    def services(self) -> tuple[str, ...]:
        """Return the services of all parts."""
        return tuple(service for part in self.parts for service in part.services)

    @override
    def combine(self, measured: Measured) -> Combined:
        """Combine the parts first, then themselves."""
        parts = tuple(part.combine(measured) for part in self.parts)
        known = tuple(part.value for part in parts if part.value is not None)
        value = self.value_of(known) if len(known) == len(parts) else None
        return Combined(topology=self, value=value, parts=parts)

    @abstractmethod
    def value_of(self, parts: tuple[Fraction, ...]) -> Fraction:
        """Return the availability of the group from those of its parts, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serial(Group):
    """Chain parts that are all needed: network, server and application."""

    form: ClassVar[Form] = Form.SERIAL

    @override
    def value_of(self, parts: tuple[Fraction, ...]) -> Fraction:
        """Multiply."""
        return prod(parts, start=Fraction(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parallel(Group):
    """Put parts side by side of which one is enough: two lines to one building."""

    form: ClassVar[Form] = Form.PARALLEL

    @override
    def value_of(self, parts: tuple[Fraction, ...]) -> Fraction:
        """Take from 1 the share of time in which all are missing."""
        return 1 - prod((1 - part for part in parts), start=Fraction(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class UserWeighted(Group):
    """Weigh parts by their users: three sites of one service.

    Raises TopologyError unless every part has its number of users and some are above zero.
    """

    form: ClassVar[Form] = Form.USER_WEIGHTED

    users: tuple[int, ...]
    """Users of each part, in the order of the parts."""

    @override
    def __post_init__(self) -> None:
        """Refuse weights that do not fit the parts."""
        # Slots make a new class, which the short form of super() would not find.
        Group.__post_init__(self)
        if len(self.users) != len(self.parts) or min(self.users) < 0 or not any(self.users):
            raise TopologyError(
                f"expected users, 0 or more, of each of {len(self.parts)} parts and of at "
                f"least one above 0, got {', '.join(map(str, self.users)) or 'none'}"
            )

    @override
    def value_of(self, parts: tuple[Fraction, ...]) -> Fraction:
        """Divide the sum of users times availability by all users."""
        weighted = (users * part for users, part in zip(self.users, parts, strict=True))
        return sum(weighted, start=Fraction(0)) / sum(self.users)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWeighted(Topology):
    """Add up the seconds of services, which alone have any: no groups may stand in it."""

    form: ClassVar[Form] = Form.TIME_WEIGHTED

    parts: tuple[Service, ...]

    def __post_init__(self) -> None:
        """Refuse an empty list and services that stand twice."""
        if not self.parts:
            raise TopologyError("expected at least one service to weigh by time, got none")
        _check_once(self.services)

    @property
    @override
    def services(self) -> tuple[str, ...]:
        """Return the services."""
        return tuple(part.service for part in self.parts)

    @override
    def combine(self, measured: Measured) -> Combined:
        """Put the sum of good seconds over the sum of agreed ones.

        A service without agreed time has no weight here, so it takes no value away either;
        one that was not measured does.
        """
        parts = tuple(part.combine(measured) for part in self.parts)
        ratios = tuple(measured[name] for name in self.services if name in measured)
        whole = DurationRatio(
            good=sum(ratio.good for ratio in ratios), agreed=sum(ratio.agreed for ratio in ratios)
        )
        value = whole.value if len(ratios) == len(parts) else None
        return Combined(topology=self, value=value, parts=parts)


def _check_once(services: tuple[str, ...]) -> None:
    """Refuse a tree in which a service stands in several places."""
    twice = sorted(name for name, count in Counter(services).items() if count > 1)
    if twice:
        raise TopologyError(
            f"expected each service in one place, got {', '.join(twice)} in several; "
            "put what several parts need in series with their group"
        )
