"""What was issued, against what today's records give: frozen files, differences, answers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.archive.names import ReleaseName
from generator.archive.standing import Standing
from generator.findings import Finding
from generator.workspace.kinds import DATA_FOLDER
from generator.workspace.model.revisions import Change, RevisionFile, RevisionKind

if TYPE_CHECKING:
    from generator.workspace.workspace import Entry, Workspace

_NOTHING = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedEdition:
    """The newest release of an edition: its hash, and its files as they were issued."""

    name: ReleaseName
    manifest: str
    files: Mapping[str, bytes]
    before: tuple[IssuedEdition, ...] = ()
    """The revisions that it supersedes, oldest first."""

    @property
    def figures(self) -> dict[str, Any]:
        """Return the figures that were issued."""
        text = next(text for name, text in self.files.items() if name.endswith(".json"))
        found: dict[str, Any] = json.loads(text)
        return found


def issued_editions(found: Standing) -> dict[str, IssuedEdition]:
    """Return edition -> its newest release, of those that stand."""
    issued: dict[str, IssuedEdition] = {}
    for each in sorted(found.releases, key=lambda each: each.name):
        last = issued.get(each.name.edition)
        before = (*last.before, last) if last else ()
        issued[each.name.edition] = IssuedEdition(
            name=each.name,
            manifest=each.manifest.sha256,
            files=found.files[each.name.tag],
            before=before,
        )
    return issued


def differences(issued: Mapping[str, Any], fresh: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what was claimed and is different now: exact values and verdicts, not words."""
    old, new = dict(_claims(issued)), dict(_claims(fresh))
    nothing = (None, _NOTHING)
    return tuple(
        Change(figure=figure, period=period, old=shown, new=new.get((figure, period), nothing)[1])
        for (figure, period), (exact, shown) in old.items()
        if new.get((figure, period), nothing)[0] != exact
    )


NamedHash = tuple["Entry", tuple[str | int, ...], tuple[str, int], str]
"""File and place, edition and revision, and the hash that stands there."""
Claim = tuple[tuple[str, str], tuple[object, str]]
"""Figure and period -> what is compared, and how it is written."""


def _claims(edition: Mapping[str, Any]) -> Iterator[Claim]:
    """Give everything that an edition claims."""
    for section in edition["sections"]:
        for figure in section["figures"]:
            exact = (figure["value"], figure["suppressed"])
            yield (figure["id"], figure["period"]), (exact, figure["shown"] or _NOTHING)
    for promise in edition["promises"]:
        yield from _promised(promise, edition["period"])
    for promise in edition.get("periods_met", ()):
        for each in promise["periods"]:
            shown = f"{each['value']} {each['verdict']}"
            yield (_promise(promise), each["period"]), (shown, shown)
    for chart in edition["charts"]:
        for mark in chart.get("marks", ()):
            shown = mark["text"] or _NOTHING
            yield (f"chart {chart['id']}", mark["label"]), ((mark["value"], mark["verdict"]), shown)


def _promised(promise: Mapping[str, Any], period: str) -> Iterator[Claim]:
    """Give verdict, value of the period before and value since the start of a promise."""
    name = _promise(promise)
    yield (name, period), (promise["verdict"], promise["verdict"])
    for key in ("previous", "year_to_date"):
        yield (f"{name} {key}", period), (promise[key], promise[key] or _NOTHING)


def _promise(promise: Mapping[str, Any]) -> str:
    """Name a promise: agreement, clause, figure."""
    return f"{promise['agreement']}/{promise['clause']} {promise['figure']}"


def unanswered(changes: tuple[Change, ...], answers: RevisionFile | None) -> tuple[Change, ...]:
    """Return the changes that no waiver answers."""
    waived = {each for waiver in (answers.waivers if answers else ()) for each in waiver.changes}
    return tuple(each for each in changes if each not in waived)


def file_findings(issued: IssuedEdition, here: Mapping[str, bytes]) -> Iterator[Finding]:
    """Find files of an issued edition that are not as they were issued."""
    for name, content in issued.files.items():
        if here.get(name) != content:
            yield Finding(
                file=name,
                line=0,
                path="",
                rule="A001",
                expected=f"the file that {issued.name.tag} issued",
                found="another one" if name in here else "no file",
                action="run reportgen generate to restore it, or reportgen restate for a revision",
            )


def change_findings(
    issued: IssuedEdition, changes: tuple[Change, ...], answers: RevisionFile | None
) -> Iterator[Finding]:
    """Find what is different from what was issued without an answer."""
    for change in unanswered(changes, answers):
        yield Finding(
            file=_answers_of(issued),
            line=0,
            path=f"{change.figure} {change.period}",
            rule="A002",
            expected=f"{change.old}, as {issued.name.tag} says, or an answer",
            found=change.new,
            action=f"run reportgen restate {issued.name.edition}",
        )


def revision_findings(
    issued: IssuedEdition, changes: tuple[Change, ...], answers: RevisionFile
) -> Iterator[Finding]:
    """Find what is wrong with the next revision of an issued edition."""
    entry = answers.revisions[-1]
    if entry.revision != issued.name.revision + 1:
        yield _revision(issued, "revision", f"{issued.name.revision + 1}", f"{entry.revision}")
    if entry.supersedes != issued.manifest:
        yield _revision(issued, "supersedes", issued.manifest, entry.supersedes)
    wanted = unanswered(changes, answers)
    if entry.kind is RevisionKind.RESTATED and set(entry.changes) != set(wanted):
        expected = f"the {len(wanted)} changes that today's records give"
        yield _revision(issued, "changes", expected, f"{len(entry.changes)} others")


def hash_findings(
    named_hashes: Iterable[NamedHash], issued: Iterable[IssuedEdition]
) -> Iterator[Finding]:
    """Find copies and tombstones that name another hash than their release has.

    A wrong one would make every holder a witness against a report that nobody changed.
    """
    known = {(each.name.edition, each.name.revision): each.manifest for each in issued}
    for entry, path, named, found in named_hashes:
        if found != known.get(named, found):
            yield entry.finding(
                path,
                "A004",
                expected=f"{known[named]}, the hash of {named[0]} r{named[1]}",
                found=found,
                action="correct it by the delivery note; if that says so, run reportgen verify",
            )


def named_hashes(workspace: Workspace) -> dict[str, list[NamedHash]]:
    """Return edition -> every hash that deliveries and tombstones name, and where."""
    found: defaultdict[str, list[NamedHash]] = defaultdict(list)
    for each in _hashes(workspace):
        found[each[2][0]].append(each)
    return found


def _hashes(workspace: Workspace) -> Iterator[NamedHash]:
    """Give the hashes of deliveries, then those of tombstones."""
    for entry in workspace.of_kind("deliveries"):
        for index, copy in enumerate(entry.value.deliveries):
            path = ("deliveries", index, "manifest")
            yield entry, path, (entry.value.edition, copy.revision), copy.manifest
    for entry in workspace.of_kind("retention"):
        for index, stone in enumerate(entry.value.destroyed):
            path = ("destroyed", index, "manifest_sha256")
            yield entry, path, (stone.edition, stone.revision), stone.manifest_sha256


def _revision(issued: IssuedEdition, key: str, expected: str, found: str) -> Finding:
    """Return a finding about the newest revision of an edition."""
    return Finding(
        file=_answers_of(issued),
        line=0,
        path=f"revisions[-1].{key}",
        rule="A003",
        expected=expected,
        found=found,
        action=f"run reportgen restate {issued.name.edition} and take what it writes",
    )


def _answers_of(issued: IssuedEdition) -> str:
    """Return the file that answers for an edition."""
    return f"{DATA_FOLDER}/revisions/{issued.name.edition}.yml"
