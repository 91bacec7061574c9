"""What was issued, with the way to each approval as far as the evidence can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import git
from generator.approval.evidencefile import read_evidence
from generator.approval.forge import UnverifiedError
from generator.approval.forms import facts_of
from generator.archive.milestones import Milestones, milestones
from generator.archive.names import EVIDENCE
from generator.archive.objects import Shelf
from generator.archive.proof import APPROVALS_FILE
from generator.archive.register import Issue
from generator.archive.repository import contents_of
from generator.archive.standing import releases

if TYPE_CHECKING:
    from pathlib import Path

    from generator.archive.repository import Release


def issues_of(root: Path) -> tuple[Issue, ...]:
    """Return every release of a repository.

    Raises ToolError on a shallow clone and outside a repository: who cannot see the tags
    does not know what was issued.
    """
    found = releases(root)
    kept, shelf = git.tips(root, EVIDENCE), Shelf(root)
    trees = [kept[each.name.evidence] for each in found if each.name.evidence in kept]
    shelf.walk(trees, lambda name: name == APPROVALS_FILE)
    return tuple(
        Issue(
            release=each,
            milestones=_way(root, each, _evidence(shelf, kept.get(each.name.evidence))),
        )
        for each in found
    )


def _evidence(shelf: Shelf, tree: str | None) -> bytes:
    """Return the raw evidence in a tree; nothing where it could not be read."""
    return contents_of(shelf, shelf.tree(tree or "")).get(APPROVALS_FILE, b"")


def _way(root: Path, release: Release, evidence: bytes) -> Milestones | None:
    """Read the way of a release off its evidence; None for evidence that nobody here reads."""
    try:
        facts = facts_of(root, read_evidence(evidence, APPROVALS_FILE))
    except UnverifiedError:
        return None
    return milestones(facts, release.manifest)
