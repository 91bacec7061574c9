"""Roll-up classes: the stored parts of a figure, and the one legal way to combine each.

Only the parts are ever combined, never the values made of them: a mean of monthly
percentages is not the percentage of the year.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from fractions import Fraction
from typing import ClassVar, Protocol, Self, TypeVar

from typing_extensions import override

from generator.errors import ReportgenError
from generator.kinds import RollUp


class RollUpError(ReportgenError):
    """Say that these parts have no roll-up."""


class Parts(ABC):
    """Hold what a record stores; the type is the roll-up class, so none can be undeclared."""

    __slots__ = ()

    roll_up: ClassVar[RollUp]

    @property
    @abstractmethod
    def value(self) -> Fraction | None:
        """Return the exact value, None where there was no sample."""

    @property
    def n(self) -> Fraction | None:
        """Return the size of the sample, None for a class that has none."""
        return None

    @classmethod
    @abstractmethod
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Combine the parts of the periods that make up a longer one."""

    @classmethod
    def across_services(cls, parts: Sequence[Self]) -> Self:
        """Combine the parts of services in one period: as over time, but for stocks."""
        return cls.over_time(parts)

    def beyond_a_month(self) -> Self:
        """Return what the parts of a longer period are, however few of its months are there."""
        return self

    def texts(self) -> dict[str, str | None]:
        """Return each part by its name, as exact text."""
        named = ((part.name, getattr(self, part.name)) for part in fields(self))  # type: ignore[arg-type]
        return {name: None if part is None else str(part) for name, part in named}


AnyParts = TypeVar("AnyParts", bound=Parts)


def over_time(parts: Sequence[AnyParts]) -> AnyParts:
    """Roll up the parts of several periods of one service.

    Raises RollUpError for no parts at all, for parts of different classes, and for two
    stocks of one day.
    """
    return parts[0] if len(parts) == 1 else _class_of(parts).over_time(parts)


def across_services(parts: Sequence[AnyParts]) -> AnyParts:
    """Roll up the parts of several services in one period.

    Raises RollUpError for no parts at all, for parts of different classes, and for stocks
    of different days.
    """
    return parts[0] if len(parts) == 1 else _class_of(parts).across_services(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Parts):
    """Hold a ratio of sums, RS: 190 of 198 resolved in time."""

    roll_up: ClassVar[RollUp] = RollUp.RS

    numerator: Fraction
    denominator: Fraction

    def __post_init__(self) -> None:
        """Refuse a numerator without a denominator."""
        check_sample(self.numerator, self.denominator)

    @property
    @override
    def value(self) -> Fraction | None:
        """Return the share, 0.95 for 95 %; 0/0 is no sample."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    @override
    def n(self) -> Fraction:
        """Return the denominator."""
        return self.denominator

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Put the sum of numerators over the sum of denominators."""
        return cls(
            numerator=total([part.numerator for part in parts]),
            denominator=total([part.denominator for part in parts]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean(Parts):
    """Hold a mean, MEAN: 5120.25 minutes in 198 cases."""

    roll_up: ClassVar[RollUp] = RollUp.MEAN

    sum: Fraction
    count: Fraction

    def __post_init__(self) -> None:
        """Refuse a sum of no cases."""
        check_sample(self.sum, self.count)

    @property
    @override
    def value(self) -> Fraction | None:
        """Return the sum by the count; no cases are no sample."""
        return self.sum / self.count if self.count else None

    @property
    @override
    def n(self) -> Fraction:
        """Return the count."""
        return self.count

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Put the sum of sums over the sum of counts."""
        return cls(
            sum=total([part.sum for part in parts]), count=total([part.count for part in parts])
        )


# A bare annotation of `value` below would take the inherited property for its default;
# `field()` makes it required.
@dataclass(frozen=True, slots=True, kw_only=True)
class Total(Parts):
    """Hold an amount that flows, SUM: 412 incidents opened."""

    roll_up: ClassVar[RollUp] = RollUp.SUM

    value: Fraction = field()

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Add the values."""
        return cls(value=total([part.value for part in parts]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock(Parts):
    """Hold an amount that stands on a day, LAST: a backlog of 41 at the end of October."""

    roll_up: ClassVar[RollUp] = RollUp.LAST

    value: Fraction = field()
    at: date
    least: Fraction | None = None
    """The least of several days, None for one day."""
    most: Fraction | None = None
    """The most of them."""

    @override
    def texts(self) -> dict[str, str | None]:
        """Return each part that is there: of one day there is no least and no most."""
        texts = super(Stock, self).texts()
        return {name: text for name, text in texts.items() if text is not None}

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Take the last stock: the backlog of a year is that of its last day."""
        if len(parts) == 1:
            return parts[0]
        return replace(
            last_of(parts),
            least=min(part.value if part.least is None else part.least for part in parts),
            most=max(part.value if part.most is None else part.most for part in parts),
        )

    @classmethod
    @override
    def across_services(cls, parts: Sequence[Self]) -> Self:
        """Add the stocks of one day; what was least or most of services may not coincide."""
        return cls(value=total([part.value for part in parts]), at=day_of(parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class StockRatio(Parts):
    """Hold two stocks of one day, LAST: 12 open problems with a workaround, of 20 open.

    The value may pass 1: 900 days of waiting of 20 open problems are 45 days each.
    """

    roll_up: ClassVar[RollUp] = RollUp.LAST

    numerator: Fraction
    denominator: Fraction
    at: date

    def __post_init__(self) -> None:
        """Refuse a numerator without a denominator."""
        check_sample(self.numerator, self.denominator)

    @property
    @override
    def value(self) -> Fraction | None:
        """Return the quotient; 0/0 is no sample."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    @override
    def n(self) -> Fraction:
        """Return the denominator."""
        return self.denominator

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Take both stocks of the last day: sums over months would count a problem anew."""
        return last_of(parts)

    @classmethod
    @override
    def across_services(cls, parts: Sequence[Self]) -> Self:
        """Add the numerators and the denominators of one day."""
        return cls(
            numerator=total([part.numerator for part in parts]),
            denominator=total([part.denominator for part in parts]),
            at=day_of(parts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme(Parts):
    """Hold the most or the least, with its instant and the case behind it."""

    value: Fraction = field()
    at: str
    """ISO date or instant, one zone for all, so that the order of texts is that of time."""
    case: str | None = None

    @classmethod
    @override
    @abstractmethod
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Keep one of the parts as it is; of equals the earliest, then the first case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Maximum(Extreme):
    """Hold the largest, MAX: the longest outage."""

    roll_up: ClassVar[RollUp] = RollUp.MAX

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Keep the largest; of equals the earliest, then the first case."""
        return min(parts, key=lambda part: (-part.value, part.at, part.case or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum(Extreme):
    """Hold the smallest, MIN: the least free space."""

    roll_up: ClassVar[RollUp] = RollUp.MIN

    @classmethod
    @override
    def over_time(cls, parts: Sequence[Self]) -> Self:
        """Keep the smallest; of equals the earliest, then the first case."""
        return min(parts, key=lambda part: (part.value, part.at, part.case or ""))


def _class_of(parts: Sequence[AnyParts]) -> type[AnyParts]:
    """Return the one class of all parts."""
    classes = set(map(type, parts))
    if not classes:
        raise RollUpError("expected the parts of at least one record, got none")
    if len(classes) > 1:
        names = ", ".join(sorted(each.__name__ for each in classes))
        raise RollUpError(f"expected parts of one roll-up class, got {names}")
    return type(parts[0])


class Dated(Protocol):
    """Parts that stand on a day."""

    @property
    def at(self) -> date:
        """Return the day."""


AnyDated = TypeVar("AnyDated", bound=Dated)


def last_of(stocks: Sequence[AnyDated]) -> AnyDated:
    """Return the stock of the last day; RollUpError when two are of one day."""
    counts = Counter(stock.at for stock in stocks)
    twice = sorted(day for day, count in counts.items() if count > 1)
    if twice:
        raise RollUpError(f"expected one stock a day, got several of {_listed(twice)}")
    return max(stocks, key=lambda stock: stock.at)


def day_of(stocks: Sequence[Dated]) -> date:
    """Return the one day of all stocks; RollUpError when they are of several."""
    days = sorted({stock.at for stock in stocks})
    if len(days) > 1:
        # Adding October's backlog to November's would be right on no day at all.
        raise RollUpError(f"expected stocks of one day, got some of {_listed(days)}")
    return days[0]


def _listed(days: Sequence[date]) -> str:
    """Name days in a message."""
    return ", ".join(day.isoformat() for day in days)


def total(values: Iterable[Fraction]) -> Fraction:
    """Add exactly."""
    found = values if isinstance(values, list) else list(values)
    if len(found) == 2:  # noqa: PLR2004 - the two of a year to date, the most frequent of sums
        return found[0] + found[1]
    # Nearly all amounts are whole, and whole numbers add up ten times as fast.
    whole = sum(value.numerator for value in found if value.denominator == 1)
    return sum((value for value in found if value.denominator != 1), start=Fraction(whole))


def check_sample(amount: Fraction, n: Fraction) -> None:
    """Refuse an amount measured in no cases, or in fewer than none."""
    # The sign is that of the numerator, and telling it takes no comparison of fractions.
    if n.numerator <= 0 and (n.numerator < 0 or amount != 0):
        raise RollUpError(f"expected 0 of 0 or a sample above zero, got {amount} of {n}")
