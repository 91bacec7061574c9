"""An outage log and its mapping become what the months of record files hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import duckdb

from generator.collect.account import Exclusions, counts_of, excluded, is_any
from generator.collect.cases import load_rows
from generator.collect.columns import typed_table
from generator.collect.export import read_table
from generator.collect.inputs import ExportFile, Ground, Refused
from generator.collect.outagecases import LoggedCase, logged_cases, make_log
from generator.collect.outageplan import unsound_log
from generator.collect.outagerecords import LogMonth, months_of_log
from generator.collect.outageviews import InexactError
from generator.collect.quality import EXAMPLES, Quality, Remark
from generator.collect.table import Table
from generator.collect.tally import Counted
from generator.findings import Finding
from generator.pause import paused_gc
from generator.periods.workingtime import CalendarError
from generator.workspace.model.outages import OutageLog
from generator.workspace.model.records import SetAside
from generator.workspace.model.types import Bilingual
from generator.workspace.workspace import Entry


def count_outages(
    engine: duckdb.DuckDBPyConnection, entry: Entry, export: ExportFile, ground: Ground
) -> Counted | Refused:
    """Check, read, type, fold and assess; stop at the first stage that finds something."""
    log: OutageLog = entry.value
    unsound = unsound_log(entry, ground, engine)
    if unsound:
        return Refused(findings=unsound)
    table = read_table(engine, entry, export, ground.salt)
    if isinstance(table, Refused):
        return table
    export = replace(export, places=table.places)
    typed = typed_table(table, log, ground.zone, export)
    if isinstance(typed, Refused):
        return typed
    load_rows(engine, typed, log)
    make_log(engine, log)
    cases = logged_cases(engine, log, ground.zone, export)
    if isinstance(cases, Refused):
        return cases
    try:
        with paused_gc():
            months = months_of_log(log, cases, ground)
    except (CalendarError, InexactError) as wrong:
        return Refused(findings=(_impossible(entry, wrong),))
    return Counted(
        records={label: month.records for label, month in months.items()},
        used={label: month.used for label, month in months.items()},
        outages={label: month.lines for label, month in months.items()},
        quality=_account(engine, log, table, cases, months, typed.remarks),
        exclusions=Exclusions(of_month={}, unplaced=tuple(_unplaced(engine, log))),
    )


def _unplaced(engine: duckdb.DuckDBPyConnection, log: OutageLog) -> Iterator[SetAside]:
    """Yield what the mapping left out; such cases were put into no month."""
    for remark in filter(is_any, excluded(engine, log)):
        reason = Bilingual(zh=remark.zh, en=remark.en)
        yield SetAside(reason=reason, count=remark.count)


def _impossible(entry: Entry, wrong: CalendarError | InexactError) -> Finding:
    """C026: terms that leave seconds without an answer."""
    if isinstance(wrong, CalendarError):
        expected, action = "a calendar of the service time for every day", "add the days to it"
    else:
        expected = "lengths that have an exact number in the unit of their metric"
        action = "define the metric in seconds, or cut instants with date_trunc('minute', …)"
    return entry.finding(
        ("agreement",) if isinstance(wrong, CalendarError) else ("metrics",),
        "C026",
        expected=expected,
        found=str(wrong),
        action=action,
    )


def _account(  # noqa: PLR0913, PLR0917 - the stages of a run
    engine: duckdb.DuckDBPyConnection,
    log: OutageLog,
    table: Table,
    cases: tuple[LoggedCase, ...],
    months: Mapping[str, LogMonth],
    remarks: tuple[Remark, ...],
) -> Quality:
    """Return what became of the rows."""
    told = {line.case for month in months.values() for line in month.lines}
    used = [case for case in cases if case.case in told]
    elsewhere = [case for case in cases if case.services and case.case not in told]
    nobodys = [case for case in cases if not case.services]
    aside = (
        *excluded(engine, log),
        _remark(nobodys, "没有涉及任何服务", "of no service"),
        _remark(
            elsewhere,
            "不在日志覆盖的月份内，或没有时长",
            "outside the covered months, or of no length",
        ),
    )
    open_ones = [case for case in used if case.end is None]
    going_on = _remark(open_ones, "日志结束时仍未恢复", "still down when the log ended")
    return Quality(
        rows=table.rows,
        blank=len(table.blank),
        cases=counts_of(engine, "cases", ("true",))[0],
        used=len(used),
        set_aside=tuple(filter(is_any, aside)),
        remarks=(*remarks, *filter(is_any, (going_on,))),
    )


def _remark(cases: list[LoggedCase], zh: str, en: str) -> Remark:
    """Return a remark on some cases."""
    lines = tuple(case.line for case in cases[:EXAMPLES])
    return Remark(zh=zh, en=en, count=len(cases), lines=lines)
