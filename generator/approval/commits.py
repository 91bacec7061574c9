"""What the commits of a pull request hold, read from git: contents and mandates."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator import git
from generator.approval.content import ContentError, EditionContent, edition_content
from generator.approval.mandates import MANDATE_PATHS, Mandates, mandates
from generator.approval.paths import Touched, edition_files, touched
from generator.errors import ToolError
from generator.workspace.load import assemble

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.approval.binding import Contents
    from generator.approval.evidence import PullRequest


def mandates_at(root: Path, base: str) -> Mandates:
    """Return who may decide what, as the base commit says (R6)."""
    return mandates(*assemble(git.files_at(root, git.commit_id(root, base), *MANDATE_PATHS)))


def contents_of(root: Path, facts: PullRequest, known: Mandates) -> Contents:
    """Return what head, merge and every reviewed commit hold of the change."""
    merged = (facts.merged.commit,) if facts.merged else ()
    reviewed = (review.commit for review in facts.reviews if review.commit)
    return contents_at(root, (facts.head, *merged, *reviewed), touched(facts.paths, known.party_of))


def contents_at(root: Path, commits: Iterable[str], changed: Touched) -> Contents:
    """Return what some commits hold of a change; one that is not here is left out."""
    found = {commit: _listing(root, commit) for commit in dict.fromkeys(commits)}
    return {
        commit: {
            **_editions(root, commit, changed.editions, listed),
            "": _others(changed.others, listed),
        }
        for commit, listed in found.items()
        if listed is not None
    }


def _listing(root: Path, commit: str) -> Mapping[str, tuple[str, str]] | None:
    """Return the files of a commit, None when it is not here."""
    try:
        return git.listing(root, git.commit_id(root, commit))
    except ToolError:
        return None


def _editions(
    root: Path, commit: str, editions: tuple[str, ...], listed: Mapping[str, tuple[str, str]]
) -> dict[str, EditionContent]:
    """Return the fingerprints of the editions that are there with both files."""
    plain = {name for name, (mode, _) in listed.items() if mode in git.PLAIN_FILES}
    whole = (name for name in editions if set(edition_files(name)) <= plain)
    found = ((name, _edition(root, commit, name)) for name in whole)
    return {name: content for name, content in found if content is not None}


def _edition(root: Path, commit: str, edition: str) -> EditionContent | None:
    """Return the fingerprints of one edition, None when its files do not belong together.

    Raises ToolError when git lists the files and cannot give them, as in a partial clone.
    """
    page, figures = edition_files(edition)
    files = git.files_at(root, commit, page, figures)
    try:
        return edition_content(files[page], files[figures])
    except ContentError:
        return None


def _others(paths: tuple[str, ...], listed: Mapping[str, tuple[str, str]]) -> EditionContent:
    """Return the fingerprint of all other paths, whether they are there or not."""
    lines = (f"{path}\0{' '.join(listed.get(path, ()))}\n" for path in paths)
    digest = hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
    return EditionContent(whole=digest, sections={})
