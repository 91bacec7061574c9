"""Columns of working seconds: what the clocks of a mapping show for every case."""

# ruff: noqa: S608 - column names come from checked mappings, quoted

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pandas as pd

from generator.collect.cases import ASIDE, PERIOD
from generator.collect.clocks import ServiceClock
from generator.collect.clocksheet import CaseSheet, cases_of, doubts, seconds_of_column
from generator.collect.engine import Engine, keep, quoted, see
from generator.collect.inputs import Refused
from generator.collect.quality import EXAMPLES, Remark
from generator.collect.table import LINE
from generator.findings import Finding
from generator.periods.clocktable import Column, Flags, WorkingSeconds, read_table
from generator.periods.intervals import instant_of
from generator.periods.workingtime import UncoveredDayError, WorkingCalendar
from generator.workspace.model.records import ClockTrail
from generator.workspace.workspace import Entry

_DAY = timedelta(days=1)
_MILLION = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Cases whose clock shows nothing, and why."""

    zh: str
    en: str
    lines: frozenset[int]


def add_working_seconds(
    engine: duckdb.DuckDBPyConnection, entry: Entry, clocks: tuple[ServiceClock, ...]
) -> tuple[Unread, ...] | Refused:
    """Add two columns a clock to the engine's `whole`; tell what no clock could read.

    Refuses instants on days of which a calendar knows nothing (rule C019): no case gets a
    number then.
    """
    unread: list[Unread] = []
    findings: list[Finding] = []
    for index, clock in enumerate(clocks):
        sheet = _sheet(engine, clock)
        reasons = tuple(doubts(sheet))
        sound = ~np.logical_or.reduce([rows for _, _, rows in reasons])
        shown = _shown(entry, index, sheet, sound)
        if isinstance(shown, Finding):
            findings.append(shown)
            continue
        _put(engine, sheet, sound, shown)
        unread.extend(_unread(sheet, *reason) for reason in reasons)
    return Refused(findings=tuple(findings)) if findings else tuple(unread)


def _unread(sheet: CaseSheet, zh: str, en: str, rows: Flags) -> Unread:
    """Return the cases that a clock could not read for one reason."""
    name = sheet.clock.column.column
    return Unread(
        zh=f"{name}：{zh}，不计算",
        en=f"{name}: {en}; not computed",
        lines=frozenset(sheet.lines[rows].tolist()),
    )


def remarks_of(engine: Engine, unread: tuple[Unread, ...]) -> tuple[Remark, ...]:
    """Return a remark on each reason for which cases that count have no working seconds."""
    query = f"SELECT {LINE} FROM cases WHERE {ASIDE} IS NULL"
    used = {int(line) for (line,) in engine.execute(query).fetchall()} if unread else set()
    found = ((each, sorted(each.lines & used)) for each in unread)
    return tuple(
        Remark(zh=each.zh, en=each.en, count=len(lines), lines=tuple(lines[:EXAMPLES]))
        for each, lines in found
        if lines
    )


def trails(
    engine: Engine, clocks: tuple[ServiceClock, ...]
) -> Mapping[str, tuple[ClockTrail, ...]]:
    """Return, for each month, the working time and rules that its cases rest on."""
    found: dict[str, list[ClockTrail]] = {}
    for clock in clocks:
        start, end = quoted(clock.column.start), quoted(clock.column.end)
        query = (
            f"SELECT {PERIOD}, epoch_us(min({start})), epoch_us(max({end})) FROM cases WHERE "
            f"{ASIDE} IS NULL AND {quoted(clock.column.column)} IS NOT NULL GROUP BY {PERIOD}"
        )
        for period, first, last in engine.execute(query).fetchall():
            trail = _trail(clock, int(first) // _MILLION, int(last) // _MILLION)
            found.setdefault(str(period), []).append(trail)
    return {period: tuple(trail) for period, trail in found.items()}


def _trail(clock: ServiceClock, first: int, last: int) -> ClockTrail:
    """Return what a month's cases from one instant to another rest on."""
    days = _day(first, clock.calendar.zone), _day(last, clock.calendar.zone)
    return ClockTrail(
        column=clock.column.column,
        calendar=clock.calendar.id,
        first=days[0],
        last=days[1],
        sha256=clock.calendar.working_time(days[0], days[1] + _DAY).digest,
        agreement=clock.column.agreement,
        start=clock.rules.start,
        reopening=clock.rules.reopening,
    )


def _sheet(engine: duckdb.DuckDBPyConnection, clock: ServiceClock) -> CaseSheet:
    """Read what a clock looks at, in the order of the lines."""
    own = clock.column
    names = {own.start, own.end, own.first_end, own.reopened, own.attached} - {None}
    names |= {name for pause in own.pauses for name in (pause.start, pause.end)}
    ordered = sorted(map(str, names))
    columns = ", ".join(f"epoch_us({quoted(name)}) AS {quoted(name)}" for name in ordered)
    found = engine.execute(f"SELECT {LINE}, {columns} FROM whole ORDER BY {LINE}").fetchnumpy()
    return CaseSheet(
        clock=clock,
        lines=np.asarray(found[LINE], dtype=np.int64),
        columns={name: seconds_of_column(np.ma.asarray(found[name])) for name in ordered},
    )


def _shown(
    entry: Entry, index: int, sheet: CaseSheet, sound: Flags
) -> tuple[Column, Column] | Finding:
    """Return elapsed and paused seconds of the sound cases, or the days that have no data."""
    ends = sheet.ends(sound)
    if ends is None:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing
    calendar = sheet.clock.calendar
    first, stop = _day(ends[0], calendar.zone), _day(ends[1], calendar.zone) + _DAY
    try:
        working = calendar.working_time(first, stop)
    except UncoveredDayError as uncovered:
        gaps = _gaps(calendar, first, stop)
        return _beyond(entry, index, calendar, tuple(sorted({uncovered.day, *gaps})))
    shown = read_table(
        cases_of(sheet, sound), sheet.clock.rules, WorkingSeconds(working), at=ends[1]
    )
    return shown.elapsed, shown.paused


def _gaps(calendar: WorkingCalendar, first: date, stop: date) -> Iterator[date]:
    """Give the first day without data of each year from `first` up to, and without, `stop`."""
    for year in range(first.year, stop.year + 1):
        since, until = max(first, date(year, 1, 1)), min(stop, date(year + 1, 1, 1))
        day = calendar.first_uncovered(since, until)
        if day:
            yield day


def _day(second: int, zone: str) -> date:
    """Return the day on which an instant falls in a zone."""
    return instant_of(second).astimezone(ZoneInfo(zone)).date()


def _beyond(entry: Entry, index: int, calendar: WorkingCalendar, days: tuple[date, ...]) -> Finding:
    """C019: days without data, with the years to add."""
    years = ", ".join(sorted({str(day.year) for day in days}))
    return entry.finding(
        ("clocks", index),
        "C019",
        expected=f"data of the calendar {calendar.id} for all days of the cases",
        found=f"none for {', '.join(map(str, days))}",
        action=f"add the hours, holidays and make-up days of {years} to the calendar",
    )


def _put(
    engine: duckdb.DuckDBPyConnection,
    sheet: CaseSheet,
    sound: Flags,
    shown: tuple[Column, Column],
) -> None:
    """Add elapsed and paused seconds to `whole`, missing where they are not known."""
    own = sheet.clock.column
    clocked = pd.DataFrame({LINE: sheet.lines})
    for name, seconds in zip((own.column, own.paused), shown, strict=True):
        values = pd.array(np.zeros(len(sound), dtype=np.int64), dtype="Int64")
        values[sound] = seconds
        values[~sound] = pd.NA
        clocked[name] = values
    columns = ", ".join(
        f"CAST({quoted(name)} AS BIGINT) AS {quoted(name)}" for name in (own.column, own.paused)
    )
    engine.register("clocked", clocked)
    query = f"SELECT whole.*, {columns} FROM whole JOIN clocked USING ({LINE})"
    keep(engine, f"with_{own.column}", query)
    engine.unregister("clocked")
    see(engine, "whole", f"SELECT * FROM with_{own.column}")
