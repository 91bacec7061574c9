"""Months of which an export holds less than was collected before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.collect.tally import Counted
from generator.findings import Finding
from generator.plurals import plural
from generator.workspace.model.records import Record, RecordFile
from generator.workspace.model.sources import ExportReading


def shrunk(
    mapping: ExportReading, counted: Counted, existing: Mapping[str, RecordFile]
) -> Iterator[Finding]:
    """C016: what holds a part of a month must not take the place of the whole.

    Looks at every recorded month from the first to the last that the export holds.
    """
    used = counted.used
    for name, file in sorted(existing.items()):
        label = file.period.label
        if file.party == mapping.party and min(used) <= label <= max(used):
            whole = tuple(_fewer(name, label, _before(mapping, file), used.get(label, 0)))
            yield from whole or _services(name, mapping, counted, file)


def _services(
    name: str, mapping: ExportReading, counted: Counted, file: RecordFile
) -> Iterator[Finding]:
    """C016: services of a month that have fewer cases than before."""
    label = file.period.label
    for service, before in _services_before(mapping, counted, file).items():
        now = counted.of_service.get((label, service), 0)
        yield from _fewer(name, f"{label} of {service}", before, now)


def _fewer(name: str, what: str, before: int, now: int) -> Iterator[Finding]:
    """C016: fewer cases than before."""
    if now < before:
        yield Finding(
            file=name,
            line=0,
            path="sources",
            rule="C016",
            expected=f"at least {plural(before, 'case')} of {what}, as collected before",
            found=str(now),
            action="take an export of whole months, all in one file; if cases were withdrawn or "
            "moved, delete the file and collect all its sources again",
        )


def _before(mapping: ExportReading, file: RecordFile) -> int:
    """Return the cases that the source had told of a month."""
    return next((source.used for source in file.sources if source.id == mapping.source), 0)


def _services_before(
    mapping: ExportReading, counted: Counted, file: RecordFile
) -> Mapping[str, int]:
    """Return, by service, how many cases the source had told of at least.

    No figure that counts cases is larger than their number.
    """
    only = file.sources[0].id if len(file.sources) == 1 else None
    before: dict[str, int] = {}
    for record in file.records:
        if (record.source or only) == mapping.source and record.member is None:
            told = _cases_of(record, counted)
            before[record.service] = max(told, before.get(record.service, 0))
    return before


def _cases_of(record: Record, counted: Counted) -> int:
    """Return the largest number of cases that a record counts."""
    parts = (part for metric, part in counted.counting if metric == record.metric)
    return max((int(getattr(record, part) or 0) for part in parts), default=0)
