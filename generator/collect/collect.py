"""An export and its mapping become record files: values in, values out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType

import duckdb

from generator.collect.account import Reading, account, doubtful, exclusions, looked_for
from generator.collect.cases import load_rows, make_cases, make_whole
from generator.collect.changes import MonthChange, changes_of
from generator.collect.columns import typed_table
from generator.collect.culprit import stopped_at
from generator.collect.doubts import (
    ambiguous,
    unsummed,
    unwritable,
    unwritable_ids,
    without_sum,
)
from generator.collect.engine import Engine, connect
from generator.collect.export import read_table
from generator.collect.future import future_events, not_yet
from generator.collect.inputs import ExportFile, Ground, Refused
from generator.collect.look import look_at
from generator.collect.monthfile import file_name, joined, text_of
from generator.collect.outages import count_outages
from generator.collect.plan import Plan, counting, plan
from generator.collect.quality import Quality
from generator.collect.shrunk import shrunk
from generator.collect.tally import Counted, Tally, tally
from generator.collect.texts import personal
from generator.collect.twins import twins
from generator.collect.workingseconds import Unread, add_working_seconds, remarks_of, trails
from generator.errors import UsageError
from generator.findings import Finding
from generator.periods import Period
from generator.pseudonyms import salt_fingerprint
from generator.workspace.model.outages import OutageLog
from generator.workspace.model.records import RecordFile, Source
from generator.workspace.model.sources import ExportReading
from generator.workspace.model.sources import Mapping as SourceMapping
from generator.workspace.workspace import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What a run gives: files by name and the account of the export, or the findings.

    With findings there are no files; account and changes are there as far as the run came.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    quality: Quality | None = None
    findings: tuple[Finding, ...] = ()
    changes: tuple[MonthChange, ...] = ()
    """Months recorded before whose figures are others now."""
    slower: str = ""
    """Why a large export was read row by row, in words."""


def collect(
    entry: Entry, export: ExportFile, ground: Ground, existing: Mapping[str, RecordFile]
) -> Collected:
    """Turn an export into the record files of the months that it covers.

    `entry` is the mapping file; `existing` holds the record files by name, in which only the
    records of this source are replaced. The same input gives the same bytes.
    """
    with closing(connect()) as engine:
        try:
            count = count_outages if isinstance(entry.value, OutageLog) else _count
            counted = count(engine, entry, export, ground)
        except duckdb.Error as broken:
            counted = Refused(findings=(stopped_at(engine, entry, export, ground, broken),))
    return filed(entry, export, ground, existing, counted)


def filed(
    entry: Entry,
    export: ExportFile,
    ground: Ground,
    existing: Mapping[str, RecordFile],
    counted: Counted | Refused,
) -> Collected:
    """Put what was counted into the record files of its months."""
    if isinstance(counted, Refused):
        return Collected(findings=counted.findings, quality=counted.quality)
    mapping: ExportReading = entry.value
    smaller = tuple(shrunk(mapping, counted, existing))
    fresh = {
        file_name(mapping.party, Period.parse(label)): _new_file(
            entry, export, ground, counted, label
        )
        for label in counted.used
    }
    files = {
        name: text_of(joined(existing.get(name), file), ground.services)
        for name, file in fresh.items()
        if not smaller
    }
    return Collected(
        files=MappingProxyType(files),
        quality=counted.quality,
        findings=smaller,
        changes=changes_of(mapping.source, existing, fresh),
    )


def _count(
    engine: duckdb.DuckDBPyConnection, entry: Entry, export: ExportFile, ground: Ground
) -> Counted | Refused:
    """Check, read, type, fold and count; stop at the first stage that finds something."""
    mapping: SourceMapping = entry.value
    steps = plan(entry, ground, engine)
    if isinstance(steps, Refused):
        return steps
    table = read_table(engine, entry, export, ground.salt)
    if isinstance(table, Refused):
        return table
    export = replace(export, places=table.places)
    typed = typed_table(table, mapping, ground.zone, export)
    if isinstance(typed, Refused):
        return typed
    load_rows(engine, typed, mapping)
    reading = Reading(rows=table.rows, blank=len(table.blank), remarks=typed.remarks)
    return count_rows(engine, entry, export, steps, reading)


def count_rows(
    engine: Engine,
    entry: Entry,
    export: ExportFile,
    steps: Plan,
    reading: Reading,
) -> Counted | Refused:
    """Fold and count the engine's typed `rows`, wherever they come from."""
    mapping: SourceMapping = entry.value
    keys = make_whole(engine, mapping)
    unread = _clocked(engine, entry, steps)
    if isinstance(unread, Refused):
        return unread
    make_cases(engine, mapping)
    wanted = (*looked_for(mapping), *without_sum(steps).values(), *not_yet(mapping).values())
    look = look_at(engine, mapping, wanted)
    counts = tally(engine, mapping, steps, look)
    told = replace(reading, remarks=(*reading.remarks, *remarks_of(engine, unread)))
    records = [record for month in counts.records.values() for record in month]
    quality = account(engine, mapping, told, keys, look)
    quality = replace(quality, remarks=(*quality.remarks, *twins(records)))
    findings = (
        *_empty(export, counts),
        *future_events(engine, export, mapping, look),
        *unsummed(engine, entry, export, steps, look),
        *ambiguous(engine, entry, steps),
        *unwritable_ids(engine, entry, export, steps),
        *unwritable(engine, entry, export, steps, records),
    )
    if findings:
        return Refused(findings=findings, quality=quality)
    return Counted(
        records=counts.records,
        used=counts.used,
        quality=quality,
        trails=trails(engine, steps.clocks),
        exclusions=exclusions(mapping, keys, look),
        doubtful=doubtful(mapping, look),
        of_service=look.of_service,
        counting=counting(steps),
    )


def _clocked(engine: Engine, entry: Entry, steps: Plan) -> tuple[Unread, ...] | Refused:
    """Add what the clocks show; they are read in the memory of the embedded engine alone."""
    if not steps.clocks:
        return ()
    if not isinstance(engine, duckdb.DuckDBPyConnection):
        raise UsageError("service clocks are read by the embedded engine alone")
    return add_working_seconds(engine, entry, steps.clocks)


def _empty(export: ExportFile, counts: Tally) -> Iterator[Finding]:
    """C014: an export of which nothing is used is a wrong export or a wrong mapping."""
    if not counts.used:
        yield export.finding(
            0,
            "C014",
            expected="at least one case that counts",
            found="none",
            action="see what was set aside, then mend the mapping or take another export",
        )


def _new_file(
    entry: Entry, export: ExportFile, ground: Ground, counted: Counted, label: str
) -> RecordFile:
    """Return the file of one month with the records of this source alone."""
    mapping: ExportReading = entry.value
    source = Source(
        id=mapping.source,
        system=mapping.system.en,
        file=export.name,
        sha256=export.sha256,
        mapping=entry.file,
        mapping_sha256=entry.sha256,
        salt_fingerprint=salt_fingerprint(ground.salt) if personal(mapping) else None,
        rows=counted.quality.rows,
        used=counted.used[label],
        doubtful=None if counted.doubtful is None else counted.doubtful.get(label, 0),
        collected_at=mapping.extracted,
        tool=ground.tool,
        origin=mapping.origin,
        clocks=counted.trails.get(label),
        covered_days=_covered_days(mapping, Period.parse(label)),
        set_aside=counted.exclusions.of_month.get(label, ()),
        unplaced=counted.exclusions.unplaced,
    )
    return RecordFile(
        party=mapping.party,
        period=Period.parse(label),
        sources=(source,),
        outages=counted.outages.get(label, ()),
        records=counted.records[label],
    )


def _covered_days(mapping: ExportReading, month: Period) -> int | None:
    """Return how many days of a month an export speaks of; None for all of them."""
    days = mapping.days if isinstance(mapping, SourceMapping) else None
    if days is None:
        return None
    first, after = max(days.first, month.start), min(days.last + timedelta(days=1), month.end)
    covered = max((after - first).days, 0)
    return covered if covered < (month.end - month.start).days else None
