"""Rules R006 and R015-R017: outage lines, and the records that follow from them.

Neither the agreement nor the calendar is asked: what was collected stands, and an edit of
either changes nothing that was issued.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.kinds import COUNTED_REASONS, DowntimeReason
from generator.periods.intervals import seconds_of
from generator.workspace.decode import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.model.outages import OutageLine, OutageLog
    from generator.workspace.model.records import Record, RecordFile
    from generator.workspace.workspace import Entry, Workspace


def outage_lines(workspace: Workspace) -> Iterator[Finding]:
    """Find everything that is wrong with the outage lines of each record file."""
    for entry in workspace.of_kind("records"):
        yield from _sources(entry)
        yield from _twice(entry)
        for index, line in enumerate(entry.value.outages):
            yield from _seconds(workspace, entry, index, line)
        for log in workspace.outage_logs.values():
            if any(source.id == log.source for source in entry.value.sources):
                yield from _records(entry, log)


def _sources(entry: Entry) -> Iterator[Finding]:
    """R006: the source of a line is one of the file's."""
    known = tuple(source.id for source in entry.value.sources)
    for index, line in enumerate(entry.value.outages):
        if line.source not in known:
            yield entry.finding(
                ("outages", index, "source"),
                "R006",
                expected="one of the file's sources",
                found=repr(line.source),
                action=f"{did_you_mean(line.source, known)}sources: {', '.join(known) or 'none'}",
            )


def _twice(entry: Entry) -> Iterator[Finding]:
    """R017: a line for a case, service and source."""
    first: dict[tuple[str, str, str], int] = {}
    for index, line in enumerate(entry.value.outages):
        other = first.setdefault((line.case, line.service, line.source), index)
        if other != index:
            yield entry.finding(
                ("outages", index),
                "R017",
                expected="one line for a case, service and source",
                found=f"a second one, the first is on line {entry.lines.line(('outages', other))}",
                action="collect the log again",
            )


def _seconds(workspace: Workspace, entry: Entry, index: int, line: OutageLine) -> Iterator[Finding]:
    """R015: no second is lost or invented, and some of them are of the month."""
    start, end = _instant(line.start), _instant(line.end)
    told = sum(line.seconds.values())
    inside = told - line.seconds.get(DowntimeReason.OUTSIDE_PERIOD, 0)
    expected, found = f"{end - start} seconds, from start to end", f"{told}"
    if told == end - start > 0:
        party = workspace.parties.get(entry.value.party)
        if party is None:
            return
        first, last = (seconds_of(bound) for bound in entry.value.period.bounds(party.zone))
        here = max(0, min(end, last) - max(start, first))
        if inside == here > 0:
            return
        expected, found = f"{here} seconds of {entry.value.period.label}", str(inside)
    yield entry.finding(
        ("outages", index, "seconds"),
        "R015",
        expected=expected,
        found=found,
        action="collect the log again",
    )


def _instant(text: str) -> int:
    """Return an instant of UTC in seconds."""
    return seconds_of(datetime.fromisoformat(text))


def _records(entry: Entry, log: OutageLog) -> Iterator[Finding]:
    """R016: what is missing to the agreed time is what the lines count."""
    lost, planned = _sums(entry.value, log)
    views = {
        log.metrics.agreed: (lost, "unplanned downtime"),
        log.metrics.user: (lost + planned, "downtime"),
        log.metrics.planned: (planned, "planned maintenance"),
    }
    for index, record in enumerate(entry.value.records):
        if record.source == log.source and record.metric in views:
            seconds, what = views[record.metric]
            good, agreed = record.numerator or Decimal(0), record.denominator or Decimal(0)
            told = good if record.metric == log.metrics.planned else agreed - good
            if told != seconds[record.service]:
                yield _differs(entry, index, record, f"{seconds[record.service]} seconds of {what}")


def _differs(entry: Entry, index: int, record: Record, expected: str) -> Finding:
    """Return the finding of a record that the lines contradict."""
    return entry.finding(
        ("records", index),
        "R016",
        expected=f"{expected}, as the outage lines of {record.service} say",
        found=f"{record.numerator} of {record.denominator}",
        action="collect the log again; the guide of availability shows how",
    )


def _sums(file: RecordFile, log: OutageLog) -> tuple[Counter[str], Counter[str]]:
    """Return the counted and the planned seconds of each service."""
    lost, planned = Counter[str](), Counter[str]()
    for line in file.outages:
        if line.source == log.source:
            lost[line.service] += sum(
                seconds for reason, seconds in line.seconds.items() if reason in COUNTED_REASONS
            )
            planned[line.service] += line.seconds.get(DowntimeReason.PLANNED, 0)
    return lost, planned
