"""A figure: a computed value together with the records that it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from generator.kinds import RollUp

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.measure.rollup import Parts
    from generator.periods import Period

ALL_SERVICES = "all"
_WITHOUT_ROLL_UP: Final = (RollUp.NONE, RollUp.INDEX)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FigureKey:
    """What a figure is of: a metric, a service or all of them, and perhaps one part of it."""

    metric: str
    service: str
    dimension: str = ""
    member: str = ""

    @property
    def id(self) -> str:
        """Return the name that readers quote: `incident.closed@all/priority=2`."""
        part = f"/{self.dimension}={self.member}" if self.dimension else ""
        return f"{self.metric}@{self.service}{part}"

    @property
    def anchor(self) -> str:
        """Return where the lineage of the figure stands on its page, for all its members.

        No id has an underscore, so two keys never meet: a hyphen would make one place of
        `a.b-c@d` and `a.b@c-d`.
        """
        names = (*self.metric.split("."), self.service, self.dimension)
        return "_".join(filter(None, names))

    @classmethod
    def parse(cls, text: str) -> FigureKey:
        """Read the name of a figure; ValueError says what was expected."""
        name, _, part = text.partition("/")
        metric, _, service = name.partition("@")
        dimension, _, member = part.partition("=")
        if not metric or bool(dimension) != bool(member):
            message = f"expected a figure such as incident.closed@all, got {text!r}"
            raise ValueError(message)
        return cls(
            metric=metric, service=service or ALL_SERVICES, dimension=dimension, member=member
        )


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class RecordKey:
    """Where a record stands: its file, and its place among the file's records."""

    file: str
    index: int


class Maturity(StrEnum):
    """Whether a value had stopped changing when its data were taken (trap 31)."""

    MATURE = "mature"
    """It had, or its metric does not change afterwards."""
    FIRST_PRINT = "first-print"
    """The data were taken too early; a later collection may say something else."""
    UNKNOWN = "maturity-unknown"
    """A value was typed by hand, and nobody said when."""


class Disclosure(StrEnum):
    """What a reader must know beside a value."""

    INCOMPLETE = "incomplete"
    FIRST_PRINT = "first-print"
    MATURITY_UNKNOWN = "maturity-unknown"
    BY_HAND = "by-hand"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The rolled-up parts of a key over a period, with every record behind them.

    `parts` is None when no record was found, or when the value is suppressed. `months` counts
    the months of the period, `covered` those with a record, of a member with one of its
    dimension; a period that lacks a month is incomplete, never zero.
    """

    key: FigureKey
    period: Period
    parts: Parts | None
    records: tuple[RecordKey, ...]
    months: int
    covered: int
    coverage: Fraction
    """Share of the period that the records speak of: months, services and days (trap 37)."""
    by_hand: bool = False
    """Whether a person typed one of the records (trap 36)."""
    maturity: Maturity = Maturity.MATURE
    suppressed: bool = False
    """Whether there is a value that would tell of very few people (trap 35)."""

    @property
    def value(self) -> Fraction | None:
        """Return the exact value, or None when there is no record or no sample."""
        return self.parts.value if self.parts else None

    @property
    def n(self) -> Fraction | None:
        """Return the size of the sample, for kinds that have one."""
        return self.parts.n if self.parts else None

    @property
    def is_without_sample(self) -> bool:
        """Tell whether somebody counted and nothing was there, unlike what has no roll-up."""
        parts = self.parts
        return bool(parts and parts.value is None and parts.roll_up not in _WITHOUT_ROLL_UP)

    @property
    def complete(self) -> bool:
        """Tell whether the records speak of all of the period."""
        return self.coverage == 1

    @property
    def disclosures(self) -> tuple[Disclosure, ...]:
        """Return what must be said beside the value; nothing where there is none."""
        if self.suppressed:
            return (Disclosure.SUPPRESSED,)
        if self.parts is None:
            return ()
        facts = (
            (Disclosure.INCOMPLETE, not self.complete),
            (Disclosure.FIRST_PRINT, self.maturity is Maturity.FIRST_PRINT),
            (Disclosure.MATURITY_UNKNOWN, self.maturity is Maturity.UNKNOWN),
            (Disclosure.BY_HAND, self.by_hand),
        )
        return tuple(disclosure for disclosure, is_so in facts if is_so)
