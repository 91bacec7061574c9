"""How long editions are kept, what stops their destruction, and what was destroyed (R-87, R-88)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.workspace.model.types import (
    ActionId,
    Bilingual,
    Day,
    Doc,
    EditionName,
    Id,
    Line,
    OneOrMore,
    Sha256,
    strict,
)

QUERY_YEARS = 5
"""Years for which records of queries are kept at least (N-7)."""


class Trigger(StrEnum):
    """From when the years are counted."""

    ISSUED = "issued"
    """The day on which the edition was issued."""
    PERIOD_END = "period-end"
    """The first day after its period."""


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionClass:
    """How long the editions of some reports are kept, and by which rule."""

    id: Annotated[Id, Doc("Name of the class in the catalogue.", "保存期类别编号。")]
    name: Annotated[Bilingual, Doc("Name that readers see.", "类别名称。")]
    years: Annotated[int, Field(ge=1, le=100, strict=True), Doc("Years.", "保存年数。")]
    trigger: Annotated[Trigger, Doc("issued or period-end.", "起算时点。")] = Trigger.ISSUED
    basis: Annotated[Bilingual, Doc("Law, contract or rule behind it.", "依据。")]

    def until(self, first: date) -> date:
        """Return the first day after the years, counted from a day."""
        return years_later(first, self.years)


def years_later(day: date, years: int) -> date:
    """Return the same day some years later; after 29 February comes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHold:
    """What must not be destroyed although its years are over."""

    classes: Annotated[OneOrMore[Id], Doc("Retention classes that it covers.", "涉及的类别。")]
    first: Annotated[Day, Doc("First day.", "开始日期。")]
    until: Annotated[Day | None, Doc("Last day; open when left out.", "截止日期。")] = None
    reason: Annotated[Bilingual, Doc("Why.", "原因。")]
    ordered_by: Annotated[Id, Doc("Role that ordered it.", "下令角色。")]

    def holds(self, name: str, day: date) -> bool:
        """Tell whether a class is held on a day."""
        is_open = self.until is None or day <= self.until
        return name in self.classes and self.first <= day and is_open


class CopyState(StrEnum):
    """What became of a copy."""

    DESTROYED = "destroyed"
    REMAINS = "remains"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A place where an edition was kept."""

    place: Annotated[Line, Doc("Where: bundle store, backup, host, customer.", "存放处。")]
    state: Annotated[CopyState, Doc("destroyed or remains.", "处置状态。")]
    note: Annotated[Line | None, Doc("Why it remains, or how it was destroyed.", "说明。")] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction:
    """The tombstone of a release: that it was, and who had it destroyed by which rule."""

    id: Annotated[ActionId, Doc("Such as D-2023-01.", "销毁记录编号，如 D-2023-01。")]
    edition: Annotated[EditionName, Doc("report/period.", "报告/周期。")]
    revision: Annotated[int, Field(ge=1, le=999, strict=True), Doc("Revision.", "修订号。")]
    manifest_sha256: Annotated[Sha256, Doc("Hash of its manifest, which stays.", "清单指纹。")]
    date: Annotated[Day, Doc("Day.", "日期。")]
    reason: Annotated[Bilingual, Doc("Rule and reason.", "依据和原因。")]
    decided_by: Annotated[Id, Doc("Person who decided it.", "决定人。")]
    witnessed_by: Annotated[Id, Doc("Another person who saw it done.", "监销人。")]
    copies: Annotated[tuple[Copy, ...], Field(min_length=1), Doc("All copies.", "各份副本的处置。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Classes, holds and tombstones."""

    classes: Annotated[tuple[RetentionClass, ...], Doc("The classes.", "保存期类别。")]
    holds: Annotated[tuple[LegalHold, ...], Doc("Legal holds.", "依法保留。")] = ()
    destroyed: Annotated[tuple[Destruction, ...], Doc("Tombstones.", "销毁记录。")] = ()
