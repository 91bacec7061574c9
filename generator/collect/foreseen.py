"""What `check` would say of records that are not written yet: told before anything is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.collect.collect import Collected
from generator.collect.inputs import first_few
from generator.findings import Finding
from generator.pseudonyms import SALT, SALT_FILE
from generator.workspace.check import OF_RECORD_FILES
from generator.workspace.check.futures import yet_to_come
from generator.workspace.check.salts import metrics_of_persons
from generator.workspace.load import read_entry
from generator.workspace.model.outages import OutageLog
from generator.workspace.model.records import Record, Source
from generator.workspace.workspace import Entry, Workspace

Path = tuple[str | int, ...]


def foreseen(workspace: Workspace, entry: Entry, collected: Collected, today: date) -> Collected:
    """Return what was collected by the mapping `entry`, or why `check` would refuse it.

    Records of other sources stay as they are: what is wrong with them stops nothing.
    """
    read = [read_entry(name, content) for name, content in sorted(collected.files.items())]
    files = tuple(each for each in read if isinstance(each, Entry))
    findings = (
        *(finding for each in read if isinstance(each, tuple) for finding in each),
        *_other_salts(workspace, entry, files),
        *_refused(workspace, entry, files, today),
    )
    return replace(collected, files={}, findings=findings) if findings else collected


def _refused(
    workspace: Workspace, entry: Entry, files: tuple[Entry, ...], today: date
) -> Iterator[Finding]:
    """Yield what is wrong with the source's part of the files, at the rules of its mapping."""
    others = (each for each in workspace.entries if each.kind != "records")
    prospect = replace(workspace, entries=(*others, *files))
    found = {finding for rule in OF_RECORD_FILES for finding in rule(prospect)}
    found.update(yet_to_come(prospect, today))
    origins = {file.file: _origins(file) for file in files} if found else {}
    placed: dict[Path, list[Finding]] = {}
    for finding in sorted(found):
        origin = origins[finding.file].get(finding.line, _Origin(source=entry.value.source))
        if origin.source == entry.value.source:
            path = _path(entry, origin.record)
            placed.setdefault(path, []).append(_placed(entry, path, finding, origin.record))
    for same in placed.values():
        yield from first_few(same, "such records")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origin:
    """Which source a line of a record file is of, and its record where it is one."""

    source: str | None
    record: Record | None = None


def _origins(file: Entry) -> dict[int, _Origin]:
    """Return the origins of the lines of sources, outages and records; other lines are common."""
    line, value = file.lines.line, file.value
    sources = {line(("sources", at)): _Origin(source=s.id) for at, s in enumerate(value.sources)}
    outages = {
        line(("outages", at)): _Origin(source=o.source) for at, o in enumerate(value.outages)
    }
    records = {
        line(("records", at)): _Origin(source=r.source, record=r)
        for at, r in enumerate(value.records)
    }
    return {**sources, **outages, **records}


def _path(entry: Entry, record: Record | None) -> Path:
    """Return the part of the mapping that a record comes from, or that names the source."""
    if record is None:
        return ("source",)
    if isinstance(entry.value, OutageLog):
        views = entry.value.metrics.by_view
        return ("metrics", next(view for view, name in views.items() if name == record.metric))
    rules = (rule.metric for rule in entry.value.records)
    return ("records", next(at for at, name in enumerate(rules) if name == record.metric))


def _placed(entry: Entry, path: Path, finding: Finding, record: Record | None) -> Finding:
    """Return a finding about a line to be written as one about the mapping that makes it."""
    of = f"{record.metric} of {record.service}" if record else "a line"
    member = f", {record.dimension}={record.member}" if record and record.member else ""
    return entry.finding(
        path,
        finding.rule,
        expected=finding.expected,
        found=f"{finding.found} ({of}{member} in {finding.file} as it would be)",
        action=finding.action,
    )


def _other_salts(
    workspace: Workspace, entry: Entry, files: tuple[Entry, ...]
) -> tuple[Finding, ...]:
    """C067: records that stay, and count the same persons by pseudonyms of another salt."""
    source = entry.value.source
    metrics = {metric for file in files for metric in metrics_of_persons(file.value, source)}
    fresh = {
        one.salt_fingerprint for file in files for one in file.value.sources if one.id == source
    }
    if None in fresh:
        return ()
    return first_few(
        (
            file.finding(
                ("sources", index, "salt_fingerprint"),
                "C067",
                expected=f"the salt that {one.id} was collected with, as both count persons in "
                f"{', '.join(sorted(shared))}",
                found=f"another one in {SALT} or {SALT_FILE}",
                action="set that salt; to change it for good, take out all record files of the "
                "party and collect them again",
            )
            for file, index, one in _staying(workspace, entry, files)
            if one.salt_fingerprint
            and one.salt_fingerprint not in fresh
            and (shared := metrics.intersection(metrics_of_persons(file.value, one.id)))
        ),
        "such sources",
    )


def _staying(
    workspace: Workspace, entry: Entry, files: tuple[Entry, ...]
) -> Iterator[tuple[Entry, int, Source]]:
    """Yield the sources of the party whose records a run leaves as they are."""
    written = {file.file for file in files}
    for file in workspace.of_kind("records"):
        for index, one in enumerate(file.value.sources):
            is_replaced = one.id == entry.value.source and file.file in written
            if file.value.party == entry.value.party and not is_replaced:
                yield file, index, one
