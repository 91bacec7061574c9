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

    Listing = Mapping[str, tuple[str, str]]
    """Name -> mode and object id of every file of a commit."""


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
    known = {commit: _listing(root, commit) for commit in dict.fromkeys(commits)}
    found = {commit: listed for commit, listed in known.items() if listed is not None}
    texts = _texts(root, changed.editions, found.values())
    return {
        commit: {
            **_editions(changed.editions, listed, texts),
            "": _others(changed.others, listed),
        }
        for commit, listed in found.items()
    }


def _listing(root: Path, commit: str) -> Listing | None:
    """Return the files of a commit, None when it is not here."""
    try:
        return git.listing(root, git.commit_id(root, commit))
    except ToolError:
        return None


def _texts(root: Path, editions: Iterable[str], listings: Iterable[Listing]) -> dict[str, bytes]:
    """Return object id -> content of the files of editions, all read at once.

    What is no plain file or was changed on the disk is left out. Raises ToolError for what
    git lists and cannot give, as in a partial clone.
    """
    names = {name for edition in editions for name in edition_files(edition)}
    entries = (listed[name] for listed in listings for name in names & listed.keys())
    wanted = sorted({each for mode, each in entries if mode in git.PLAIN_FILES})
    read = git.objects(root, wanted)
    if read.missing:
        raise ToolError(f"git lists {', '.join(sorted(read.missing))} and cannot give it")
    return {each: text for each, (kind, text) in read.found.items() if kind == "blob"}


def _editions(
    editions: Iterable[str], listed: Listing, texts: Mapping[str, bytes]
) -> dict[str, EditionContent]:
    """Return the fingerprints of the editions that are there with both files."""
    found = ((name, _edition(name, listed, texts)) for name in editions)
    return {name: content for name, content in found if content is not None}


def _edition(edition: str, listed: Listing, texts: Mapping[str, bytes]) -> EditionContent | None:
    """Return the fingerprints of one edition, None when its files do not belong together."""
    entries = [listed.get(name, ("", "")) for name in edition_files(edition)]
    page, figures = (texts.get(each) if mode in git.PLAIN_FILES else None for mode, each in entries)
    if page is None or figures is None:
        return None
    try:
        return edition_content(page, figures)
    except ContentError:
        return None


def _others(paths: tuple[str, ...], listed: Listing) -> EditionContent:
    """Return the fingerprint of all other paths, whether they are there or not."""
    lines = (f"{path}\0{' '.join(listed.get(path, ()))}\n" for path in paths)
    digest = hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
    return EditionContent(whole=digest, sections={})
