"""Rules X101-X103: revisions and deliveries of issued editions."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.workspace.decode import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.model.revisions import RevisionEntry
    from generator.workspace.workspace import Entry, Workspace

_KINDS = ("revisions", "deliveries")


def places_of_issued(workspace: Workspace) -> Iterator[Finding]:
    """Find files about editions that stand in the folder of another report, or of none."""
    for entry in (each for kind in _KINDS for each in workspace.of_kind(kind)):
        report, folder = entry.value.report, PurePosixPath(entry.file).parent.name
        is_strange = report not in workspace.reports and "report" not in workspace.incomplete
        if report != folder or is_strange:
            known = did_you_mean(report, tuple(workspace.reports))
            yield entry.finding(
                ("report",),
                "X101",
                expected=f"a report of the catalogue, and {folder!r} as in the folder's name",
                found=repr(report),
                action=f"{known}name the file {entry.kind}/<report>/<period>.yml",
            )


def revisions_in_order(workspace: Workspace) -> Iterator[Finding]:
    """Find revisions that do not count from two, go back in time, or approve themselves."""
    for entry in workspace.of_kind("revisions"):
        for index, (revision, before) in enumerate(_in_pairs(entry.value.revisions)):
            path = ("revisions", index)
            if revision.revision != index + 2:
                yield _wrong(entry, (*path, "revision"), str(index + 2), str(revision.revision))
            if before and revision.date < before.date:
                wanted = f"a day not before {before.date}"
                yield _wrong(entry, (*path, "date"), wanted, str(revision.date))
            if revision.author == revision.approver:
                wanted = "another person than the author"
                yield _wrong(entry, (*path, "approver"), wanted, repr(revision.approver))


def people_of_issued(workspace: Workspace) -> Iterator[Finding]:
    """Find people and roles that revisions and deliveries name and nobody knows."""
    if "people" in workspace.incomplete:
        return
    people = {person.id for person in workspace.people}
    for entry, path, word, name in _names(workspace):
        known = people if word == "person" else set(workspace.roles)
        if name not in known:
            yield entry.finding(
                path,
                "X103",
                expected=f"a {word} of report_data/people.yml",
                found=repr(name),
                action=f"{did_you_mean(name, tuple(sorted(known)))}add it, or correct the name",
            )


def copies_in_order(workspace: Workspace) -> Iterator[Finding]:
    """Find copies that are given out twice, or received before they were sent."""
    for entry in workspace.of_kind("deliveries"):
        seen = Counter((each.revision, each.copy) for each in entry.value.deliveries)
        for index, each in enumerate(entry.value.deliveries):
            path = ("deliveries", index)
            if seen[each.revision, each.copy] > 1:
                yield _wrong(entry, (*path, "copy"), "a number of its own", str(each.copy), "X104")
            if each.received and each.received.day < each.sent:
                wanted = f"a day not before {each.sent}"
                yield _wrong(
                    entry, (*path, "received", "day"), wanted, str(each.received.day), "X104"
                )


def _in_pairs(
    entries: tuple[RevisionEntry, ...],
) -> Iterator[tuple[RevisionEntry, RevisionEntry | None]]:
    """Give each revision with the one before it."""
    yield from zip(entries, (None, *entries), strict=False)


def _names(workspace: Workspace) -> Iterator[tuple[Entry, tuple[str | int, ...], str, str]]:
    """Give every person and role that is named, and where."""
    for entry in workspace.of_kind("revisions"):
        for index, revision in enumerate(entry.value.revisions):
            path = ("revisions", index)
            yield entry, (*path, "author"), "person", revision.author
            yield entry, (*path, "approver"), "person", revision.approver
            for place, role in enumerate(revision.notify):
                yield entry, (*path, "notify", place), "role", role
        for index, waiver in enumerate(entry.value.waivers):
            yield entry, ("waivers", index, "accepted_by"), "person", waiver.accepted_by
    for entry in workspace.of_kind("deliveries"):
        for index, each in enumerate(entry.value.deliveries):
            yield entry, ("deliveries", index, "to"), "role", each.to
            yield entry, ("deliveries", index, "sender"), "person", each.sender


def _wrong(
    entry: Entry, path: tuple[str | int, ...], expected: str, found: str, rule: str = "X102"
) -> Finding:
    """Return a finding of one value."""
    return entry.finding(path, rule, expected=expected, found=found, action="correct it")
