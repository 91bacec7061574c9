"""The cases of an export as a clock looks at them: which can be read, and their states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.collect.clocks import ServiceClock
from generator.periods.clock import NEVER, ReopenRule, StartRule
from generator.periods.clocktable import CaseTable, Column, Flags, SpanTable

_MILLION = 10**6


@dataclass(frozen=True, slots=True, eq=False)
class Instants:
    """A column of instants in whole seconds of UTC, and which of them are known."""

    seconds: Column
    known: Flags


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CaseSheet:
    """The cases of the export: their lines, and the instants that a clock looks at."""

    clock: ServiceClock
    lines: Column
    columns: Mapping[str, Instants]

    def of(self, name: str | None) -> Instants:
        """Return a column; one that the clock has not knows nothing."""
        if name is not None:
            return self.columns[name]
        return Instants(np.zeros_like(self.lines), np.zeros(len(self.lines), dtype=np.bool_))

    def ends(self, sound: Flags) -> tuple[int, int] | None:
        """Return the first start and the last end of the cases marked; None without any."""
        own = self.clock.column
        start, end = self.of(own.start).seconds[sound], self.of(own.end).seconds[sound]
        return (int(start.min()), int(end.max())) if sound.any() else None


def seconds_of_column(microseconds: NDArray[np.int64]) -> Instants:
    """Cut off the parts of seconds, and tell which instants are known: those not masked."""
    known = ~np.ma.getmaskarray(microseconds)
    return Instants(np.ma.filled(microseconds, 0).astype(np.int64) // _MILLION, known)


def doubts(sheet: CaseSheet) -> Iterator[tuple[str, str, Flags]]:
    """Give why cases cannot be read: in both languages, and which; a case may have several."""
    own = sheet.clock.column
    start, end = sheet.of(own.start), sheet.of(own.end)
    both = start.known & end.known
    yield f"没有 {own.start} 或 {own.end}", f"no {own.start} or no {own.end}", ~both
    wrong = both & (end.seconds < start.seconds)
    yield f"{own.end} 早于 {own.start}", f"{own.end} before {own.start}", wrong
    yield (
        "重新打开之前的解决时刻未知或次序不可能",
        "reopened, and the resolution before is not known or in no possible order",
        both & ~wrong & sheet.of(own.reopened).known & ~_is_reopening_known(sheet),
    )
    attached = sheet.of(own.attached)
    matters = own.attached is not None and sheet.clock.rules.start is not StartRule.LOGGED
    yield (
        "不知协议何时生效",
        "no instant since which its agreement holds",
        (~attached.known if matters else np.zeros_like(both)),
    )
    broken = [~_is_whole(sheet.of(each.start), sheet.of(each.end)) for each in own.pauses]
    yield (
        "暂停缺少起止时刻或次序不可能",
        "a pause without start or end, or in no possible order",
        np.logical_or.reduce([np.zeros_like(both), *broken]),
    )


def _is_whole(start: Instants, end: Instants) -> Flags:
    """Tell which pauses are there with both ends, in order, or not at all."""
    there = start.known & end.known & (start.seconds <= end.seconds)
    return there | ~(start.known | end.known)


def _is_reopening_known(sheet: CaseSheet) -> Flags:
    """Tell where the instants that the rule asks for are known and in order."""
    own, rule = sheet.clock.column, sheet.clock.rules.reopening
    start, end = sheet.of(own.start).seconds, sheet.of(own.end).seconds
    reopened, first = sheet.of(own.reopened).seconds, sheet.of(own.first_end)
    inside = (start <= reopened) & (reopened <= end)
    if rule in {ReopenRule.LAST_RESOLUTION, ReopenRule.NEW_CLOCK}:
        return inside
    return inside & first.known & (start <= first.seconds) & (first.seconds <= reopened)


def cases_of(sheet: CaseSheet, sound: Flags) -> CaseTable:
    """Return the cases that can be read as the clock wants them."""
    own, rules = sheet.clock.column, sheet.clock.rules
    start, end = sheet.of(own.start).seconds[sound], sheet.of(own.end).seconds[sound]
    attached = start
    if own.attached and rules.start is not StartRule.LOGGED:
        attached = np.maximum(start, sheet.of(own.attached).seconds[sound])
    rows = np.arange(len(start))
    resolved = SpanTable(case=rows, start=end, end=np.full_like(end, NEVER))
    if rules.reopening is not ReopenRule.LAST_RESOLUTION:
        resolved = resolved.joined(_taken_back(sheet, sound, start))
    pauses = SpanTable.empty()
    for pause in own.pauses:
        pauses = pauses.joined(_spans(sheet.of(pause.start), sheet.of(pause.end), sound))
    return CaseTable(logged=start, attached=attached, pauses=pauses, resolved=resolved)


def _taken_back(sheet: CaseSheet, sound: Flags, start: Column) -> SpanTable:
    """Return the resolutions that were taken back, from each to the reopening."""
    own = sheet.clock.column
    first, reopened = sheet.of(own.first_end), sheet.of(own.reopened)
    if sheet.clock.rules.reopening is ReopenRule.NEW_CLOCK:
        # A new clock forgets what was before; when that was resolved changes nothing.
        since = np.zeros_like(sheet.lines)
        since[sound] = start
        first = Instants(since, reopened.known)
    return _spans(first, reopened, sound)


def _spans(start: Instants, end: Instants, sound: Flags) -> SpanTable:
    """Return the spans of the cases that can be read; rows are counted among these."""
    there = (start.known & end.known)[sound]
    return SpanTable(
        case=np.flatnonzero(there),
        start=start.seconds[sound][there],
        end=end.seconds[sound][there],
    )
