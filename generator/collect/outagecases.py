"""Cases of an outage log: what each says, and everything in it that cannot be."""

# ruff: noqa: S608 - expressions were checked by plan, names are quoted

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter

import duckdb

from generator.collect.cases import ASIDE, make_whole, set_aside_place
from generator.collect.doubts import fits_case, fits_line
from generator.collect.engine import quoted, see
from generator.collect.inputs import ExportFile, Refused, first_few
from generator.collect.table import LINE
from generator.findings import Finding
from generator.kinds import OutageKind
from generator.periods import Cadence, Period
from generator.periods.intervals import instant_of, seconds_of
from generator.strictyaml.text import printable
from generator.workspace.model.outages import OutageLog


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedCase:
    """One case as the log tells it, instants in seconds of UTC."""

    line: int
    case: str
    services: tuple[str, ...]
    kind: OutageKind
    start: int
    end: int | None
    """None while it goes on."""
    users: int | None
    announced: int | None
    approval: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One case before anybody has looked at it."""

    line: int
    case: str
    items: tuple[str, ...]
    start: int | None
    end: int | None
    maintenance: bool
    users: Decimal | None
    announced: int | None
    approval: str | None


def make_log(engine: duckdb.DuckDBPyConnection, log: OutageLog) -> None:
    """Define `cases`: one row a case, and which exclusion took it out."""
    make_whole(engine, log)
    place = set_aside_place([exclusion.when for exclusion in log.set_aside])
    see(engine, "cases", f"SELECT *, {place} AS {ASIDE} FROM whole")


def logged_cases(
    engine: duckdb.DuckDBPyConnection, log: OutageLog, zone: str, export: ExportFile
) -> tuple[LoggedCase, ...] | Refused:
    """Return the cases that count in the order of their lines, or all that is wrong with them.

    `zone` is the party's, by whose clock the log was taken on a day.
    """
    rows = tuple(_rows(engine, log))
    taken = _end_of_day(log, zone)
    findings = [
        found for row in rows for found in (*_times(export, row, taken), *_names(export, log, row))
    ]
    cases = () if findings else tuple(_case(log, row) for row in rows)
    findings.extend(_overlapping(export, cases))
    return Refused(findings=first_few(findings, "such cases")) if findings else cases


def _rows(engine: duckdb.DuckDBPyConnection, log: OutageLog) -> Iterator[_Row]:
    """Yield what the expressions give for the cases that were not set aside."""
    rule = log.outage
    texts = (rule.start, rule.end, rule.maintenance, rule.users, rule.announced, rule.approval)
    values = ", ".join(f"(\n{text or 'NULL'}\n)" for text in texts)
    query = (
        f"SELECT {LINE}, CAST({quoted(log.case.key)} AS VARCHAR), "
        f"CAST({quoted(log.service.column)} AS VARCHAR), {values} "
        f"FROM cases WHERE {ASIDE} IS NULL ORDER BY {LINE}"
    )
    for line, case, cell, start, end, maintenance, users, told, approval in engine.execute(
        query
    ).fetchall():
        items = (item.strip() for item in (cell or "").split(log.form.items))
        yield _Row(
            line=int(line),
            case=str(case),
            items=tuple(item for item in items if item),
            start=_seconds(start),
            end=_seconds(end),
            maintenance=bool(maintenance),
            users=None if users is None else Decimal(users),
            announced=_seconds(told),
            approval=approval,
        )


def _seconds(instant: datetime | None) -> int | None:
    """Return a naive instant of UTC in seconds."""
    return None if instant is None else seconds_of(instant.replace(tzinfo=UTC))


def _end_of_day(log: OutageLog, zone: str) -> int:
    """Return the end of the day on which the log was taken."""
    tomorrow = log.extracted + timedelta(days=1)
    day = Period(cadence=Cadence.RANGE, start=log.extracted, end=tomorrow)
    return seconds_of(day.bounds(zone)[1])


def _times(export: ExportFile, row: _Row, taken: int) -> Iterator[Finding]:
    """C022: a start, an end that is not before it, and neither in the future."""
    if row.start is None:
        yield _wrong(export, row, "C022", "the instant of the start", "none", "mend the export")
        return
    if row.end is not None and row.end < row.start:
        expected = f"an end that is not before the start, {_iso(row.start)}"
        yield _wrong(export, row, "C022", expected, _iso(row.end), "mend the export")
    late = [instant for instant in (row.start, row.end) if instant is not None and instant > taken]
    if late:
        expected = f"instants up to {_iso(taken)}, when the log was taken"
        action = "mend the export, or extracted in the mapping"
        yield _wrong(export, row, "C022", expected, _iso(late[0]), action)


def _names(export: ExportFile, log: OutageLog, row: _Row) -> Iterator[Finding]:
    """C013, C023 and C025: services that are known, users that can be counted, plain texts."""
    unknown = [
        item
        for item in row.items
        if item not in log.service.map and item not in log.service.passed_over
    ]
    if unknown or not row.items:
        yield _wrong(
            export,
            row,
            "C023",
            "items that the mapping leads to services, or passes over",
            ", ".join(map(printable, unknown))[:200] or "none",
            "add it to service.map or service.passed_over, or set the case aside",
        )
    if row.users is not None and (row.users < 0 or row.users != int(row.users)):
        expected = "a whole number of users, 0 or more"
        yield _wrong(export, row, "C025", expected, f"{row.users.normalize():f}", "mend the export")
    if not fits_case(row.case) or (row.approval is not None and not fits_line(row.approval)):
        expected = "a case id and an approval of short plain text"
        found = printable(f"{row.case} {row.approval or ''}".strip()[:60])
        yield _wrong(export, row, "C013", expected, found, "clean it in the mapping")


def _case(log: OutageLog, row: _Row) -> LoggedCase:
    """Return a case in which nothing is wrong."""
    services = {log.service.map[item] for item in row.items if item in log.service.map}
    return LoggedCase(
        line=row.line,
        case=row.case,
        services=tuple(sorted(services)),
        kind=OutageKind.MAINTENANCE if row.maintenance else OutageKind.OUTAGE,
        start=row.start or 0,
        end=row.end,
        users=None if row.users is None else int(row.users),
        announced=row.announced,
        approval=row.approval,
    )


def _overlapping(export: ExportFile, cases: tuple[LoggedCase, ...]) -> Iterator[Finding]:
    """C024: two windows of one service at a time would use the cap up twice, or hide a typo."""
    windows = [case for case in cases if case.kind is OutageKind.MAINTENANCE]
    for service in sorted({name for window in windows for name in window.services}):
        mine = [window for window in windows if service in window.services]
        for one, other in pairwise(sorted(mine, key=attrgetter("start", "line"))):
            if one.end is None or other.start < one.end:
                yield export.finding(
                    other.line,
                    "C024",
                    expected=f"windows of {service} that follow each other",
                    found=f"{other.case}, which overlaps {one.case} on line {one.line}",
                    action="mend the export: one window for one stretch of maintenance",
                )


def _wrong(  # noqa: PLR0913, PLR0917 - what a finding is made of
    export: ExportFile, row: _Row, rule: str, expected: str, found: str, action: str
) -> Finding:
    """Return a finding about a case."""
    return export.finding(
        row.line, rule, expected=expected, found=f"{found} ({printable(row.case)})", action=action
    )


def _iso(seconds: int) -> str:
    """Write an instant of UTC."""
    return f"{instant_of(seconds):%Y-%m-%dT%H:%M:%SZ}"
