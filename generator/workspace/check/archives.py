"""Rules X091, X092 and X096 to X098: documents, destructions and queries that prove something."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.periods import Period
from generator.workspace.model.queries import QueryWay
from generator.workspace.model.retention import CopyState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.findings import Finding
    from generator.workspace.model.documents import DocumentVersion
    from generator.workspace.model.queries import Query
    from generator.workspace.model.retention import Destruction, RetentionClass
    from generator.workspace.workspace import Entry, Workspace

Path = tuple[str | int, ...]


def signatures(workspace: Workspace) -> Iterator[Finding]:
    """X091: who stands for a version that is in force."""
    for entry, path, version in _versions(workspace):
        wrong = _of_draft(version) if version.is_draft else _of_version(version)
        if wrong:
            yield entry.finding(
                path,
                "X091",
                expected="author, reviewer, approver and effective day in order from 1.0 on",
                found=wrong,
                action="complete the signatures, or number the version below 1.0",
            )


def _versions(workspace: Workspace) -> Iterator[tuple[Entry, Path, DocumentVersion]]:
    """Give every version of every document with its place."""
    for entry in workspace.of_kind("documents"):
        for index, document in enumerate(entry.value.documents):
            for place, version in enumerate(document.versions):
                yield entry, ("documents", index, "versions", place), version


def _of_draft(version: DocumentVersion) -> str:
    """Say what a draft has too much."""
    return f"draft {version.version} in force from {version.effective}" if version.effective else ""


def _of_version(version: DocumentVersion) -> str:
    """Say what a version from 1.0 on lacks."""
    signed = {"reviewed": version.reviewed, "approved": version.approved}
    missing = [name for name, each in signed.items() if each is None]
    if version.effective is None:
        missing.append("effective")
    if missing:
        return f"{version.version} without {', '.join(missing)}"
    signers = [version.author, *(each for each in signed.values() if each)]
    if any(each.by == version.author.by for each in signers[1:]):
        return f"{version.version} signed by its own author, {version.author.by}"
    days = [*(each.date for each in signers), version.effective]
    late = [str(after) for before, after in pairwise(days) if before and after and after < before]
    return f"{version.version}: {late[0]} comes too early" if late else ""


def versions_in_order(workspace: Workspace) -> Iterator[Finding]:
    """X092: numbers and effective days rise from one version to the next."""
    for entry in workspace.of_kind("documents"):
        for index, document in enumerate(entry.value.documents):
            for place, pair in enumerate(pairwise(document.versions), start=1):
                wrong = _out_of_order(*pair)
                if wrong:
                    yield entry.finding(
                        ("documents", index, "versions", place),
                        "X092",
                        expected=f"a version after {pair[0].version}, in force after it",
                        found=wrong,
                        action="put the versions in order, each once",
                    )


def _out_of_order(before: DocumentVersion, after: DocumentVersion) -> str:
    """Say what does not rise between two versions."""
    if _number(after) <= _number(before):
        return after.version
    if before.effective and (after.effective is None or after.effective <= before.effective):
        return f"{after.version} in force from {after.effective or 'no day'}"
    return ""


def _number(version: DocumentVersion) -> tuple[int, ...]:
    """Return a version as numbers, so that 1.10 comes after 1.9."""
    return tuple(map(int, version.version.split(".")))


def changed_documents(workspace: Workspace, sums: Mapping[str, str]) -> Iterator[Finding]:
    """F030: documents that are not what was signed; a draft may change.

    `sums` maps the name of a file to its sha256; a file that is not there is in none.
    """
    for entry in workspace.of_kind("documents"):
        for index, document in enumerate(entry.value.documents):
            newest = document.versions[-1]
            changed = [file.path for file in newest.files if sums.get(file.path) != file.sha256]
            if changed and not newest.is_draft:
                yield entry.finding(
                    ("documents", index, "versions", len(document.versions) - 1),
                    "F030",
                    expected=f"{changed[0]} as it was signed as version {newest.version}",
                    found="another sha256" if changed[0] in sums else "no file",
                    action="restore it, or have a new version reviewed and approved",
                )


def destructions(workspace: Workspace) -> Iterator[Finding]:
    """X096: a destruction is the work of two people, and hides no copy."""
    for item in workspace.items("destruction"):
        wrong = _of_destruction(item.value)
        if wrong:
            yield item.entry.finding(
                item.path,
                "X096",
                expected="two different people, and a note for each copy that remains",
                found=wrong,
                action="have another person witness it, and say why a copy remains",
            )


def _of_destruction(stone: Destruction) -> str:
    """Say what is wrong with a tombstone."""
    if stone.decided_by == stone.witnessed_by:
        return f"{stone.decided_by} alone"
    mute = [c.place for c in stone.copies if c.state is CopyState.REMAINS and not c.note]
    return f"{mute[0]} remains without a note" if mute else ""


def early_destructions(workspace: Workspace) -> Iterator[Finding]:
    """X098: a destruction waits for the end of its years, and of every legal hold.

    Years are counted from the end of the period here: nothing is issued before that.
    """
    classes = {each.id: each for each in workspace.retention.classes}
    for item in workspace.items("destruction"):
        report, _, label = item.value.edition.partition("/")
        known = workspace.reports.get(report)
        rule = classes.get(known.retention) if known else None
        period = _period(label)
        wrong = _too_early(workspace, item.value, rule, period) if rule and period else ""
        if wrong:
            yield item.entry.finding(
                (*item.path, "date"),
                "X098",
                expected="a day after the years of keeping, and without a hold",
                found=wrong,
                action="keep it until then",
            )


def _period(label: str) -> Period | None:
    """Return the period of a label; None for one that no calendar has."""
    try:
        return Period.parse(label)
    except ValueError:
        return None


def _too_early(
    workspace: Workspace, stone: Destruction, rule: RetentionClass, period: Period
) -> str:
    """Say what stood against a destruction on its day."""
    until = rule.until(period.end)
    if stone.date < until:
        return f"{stone.date}, and it is kept until {until} at least"
    holds = (hold for hold in workspace.retention.holds if hold.holds(rule.id, stone.date))
    return next((f"{stone.date}, held: {hold.reason.en}" for hold in holds), "")


def queries(workspace: Workspace) -> Iterator[Finding]:
    """X097: a query is in the file of its year, and what left the archive says what for."""
    for entry in workspace.of_kind("queries"):
        days = (*(q.date for q in entry.value.queries), *(r.last for r in entry.value.reviews))
        places = (
            *(("queries", index) for index in range(len(entry.value.queries))),
            *(("reviews", index) for index in range(len(entry.value.reviews))),
        )
        for place, day in zip(places, days, strict=True):
            if day.year != entry.value.year:
                yield _of_query(entry, place, str(day), f"a day of {entry.value.year}")
        for index, query in enumerate(entry.value.queries):
            if _is_mute(query):
                yield _of_query(entry, ("queries", index), "neither", "purpose and allowed_by")


def _is_mute(query: Query) -> bool:
    """Tell whether an edition left the archive without purpose or leave."""
    return query.way is QueryWay.ARCHIVE and not (query.purpose and query.allowed_by)


def _of_query(entry: Entry, path: Path, found: str, expected: str) -> Finding:
    """Return a finding about a query."""
    return entry.finding(
        path, "X097", expected=expected, found=found, action="correct the record of the query"
    )
