"""Where a part comes from: what its source, or the person who typed it, says about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.measure.due import due_date
from generator.measure.figure import Maturity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.periods import Period
    from generator.periods.workingtime import WorkingCalendar
    from generator.workspace.model.records import Record, RecordFile, Source

_WHOLE = Fraction(1)
_LEAST_FIRST = (Maturity.FIRST_PRINT, Maturity.UNKNOWN, Maturity.MATURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What is known about the data of one record."""

    month: Period
    taken: date | None
    """The day on which they were taken; None when nobody said."""
    by_hand: bool
    share: Fraction
    """Share of the month that they cover."""


def origins_of(file: RecordFile) -> Callable[[Record], Origin]:
    """Return what gives the origin of a record of a file, one value for each source."""
    of_source = {source.id: _of_source(source, file.period) for source in file.sources}
    only = next(iter(of_source.values())) if len(of_source) == 1 else None

    def origin(record: Record) -> Origin:
        silent = record.source is None and record.evidence is None
        known = of_source.get(record.source or "") or (only if silent else None)
        return known or _of_person(record, file.period)

    return origin


def maturity_of(origins: Iterable[Origin], rule: str | None, calendar: WorkingCalendar) -> Maturity:
    """Tell whether every month had matured when its data were taken.

    `rule` is such as `30 calendar days`: these were over before the day of taking. A calendar
    that does not reach that far proves nothing.
    """
    if rule is None:
        return Maturity.MATURE
    return least_mature({_maturity(origin, rule, calendar) for origin in origins})


def least_mature(maturities: Iterable[Maturity]) -> Maturity:
    """Return the maturity of what several values make up; of none, there is nothing to wait for."""
    found = set(maturities)
    return next((each for each in _LEAST_FIRST if each in found), Maturity.MATURE)


def _maturity(origin: Origin, rule: str, calendar: WorkingCalendar) -> Maturity:
    """Judge the data of one month."""
    if origin.taken is None:
        return Maturity.UNKNOWN
    last = due_date(rule, origin.month, calendar)
    return Maturity.MATURE if last and last < origin.taken else Maturity.FIRST_PRINT


def _of_source(source: Source, month: Period) -> Origin:
    """Return what a source says: what came after it was taken, it cannot know."""
    taken = source.collected_at
    share = _share_over(month, taken)
    if source.covered_days is not None:
        share = min(share, Fraction(source.covered_days, (month.end - month.start).days))
    return Origin(month=month, taken=taken, by_hand=False, share=share)


def _of_person(record: Record, month: Period) -> Origin:
    """Return what somebody says who typed a value, of the days until then."""
    entered = record.entered_on
    taken = date.fromisoformat(entered[:10]) if entered else None
    share = _share_over(month, taken) if taken else _WHOLE
    return Origin(month=month, taken=taken, by_hand=True, share=share)


def _share_over(month: Period, taken: date) -> Fraction:
    """Return the share of the days of a month that had begun on the day of taking."""
    days, begun = (month.end - month.start).days, (taken - month.start).days + 1
    return Fraction(min(max(begun, 0), days), days)
