"""What is known of every edition that is due: its files, its approvals, its release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from generator import git
from generator.approval.content import ContentError, edition_content
from generator.approval.paths import edition_files
from generator.approval.verdicts import verdict_on
from generator.approval.worklist import Standing
from generator.archive.names import REPORTS, ReleaseName
from generator.commands.known import known_editions
from generator.commands.staging import documents
from generator.errors import ToolError
from generator.measure.editions import EditionKey, editions
from generator.measure.ledger import Ledger
from generator.measure.misses import open_misses
from generator.prose import placeholders

if TYPE_CHECKING:
    from pathlib import Path

    from generator.approval.decision import Decision
    from generator.measure.schedule import DueEdition
    from generator.workspace.workspace import Workspace


def standings(
    root: Path,
    workspace: Workspace,
    due: tuple[DueEdition, ...],
    decisions: tuple[Decision, ...],
) -> Iterator[Standing]:
    """Give what is known of each edition that is due."""
    ledger, docs = Ledger.of(workspace), documents(root)
    known = known_editions(root, workspace, ledger)
    recorded = {key.name for key in editions(workspace)}
    issued = _issued(root)
    for each in due:
        name = each.key.name
        has_records = name in recorded
        yield Standing(
            edition=each,
            has_records=has_records,
            is_fresh=has_records and not known.changed(each.key, docs),
            open_texts=_open_texts(workspace, ledger, each.key) if has_records else 0,
            verdict=verdict_on(name, _content(name, docs), decisions),
            is_issued=(name, workspace.revision_of(name)) in issued,
            is_delivered=_is_delivered(workspace, each.key),
        )


def _content(edition: str, docs: Mapping[str, bytes]) -> str:
    """Return the fingerprint of an edition as it stands here; empty without a whole one."""
    page, figures = edition_files(edition)
    try:
        return edition_content(docs[page], docs[figures]).whole
    except (KeyError, ContentError):
        return ""


def _issued(root: Path) -> frozenset[tuple[str, int]]:
    """Return the editions and revisions that have a tag; none where git does not say."""
    try:
        found = map(ReleaseName.of_tag, git.references(root, REPORTS))
    except ToolError:
        return frozenset()
    return frozenset((name.edition, name.revision) for name in found if name)


def _is_delivered(workspace: Workspace, key: EditionKey) -> bool:
    """Tell whether every role that gets the report holds a copy of its newest revision."""
    file = workspace.deliveries.get(key.name)
    newest = workspace.revision_of(key.name)
    sent = {copy.to for copy in (file.deliveries if file else ()) if copy.revision == newest}
    return {each.role for each in key.report.distribution} <= sent


def _open_texts(workspace: Workspace, ledger: Ledger, key: EditionKey) -> int:
    """Count the passages that wait to be written, and the misses that wait for an answer."""
    text = workspace.commentaries.get(key.name)
    drafted = sum(len(list(placeholders(section))) for section in (text.sections if text else ()))
    return drafted + len(list(open_misses(workspace, ledger, key)))
