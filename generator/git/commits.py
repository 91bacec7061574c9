"""Commits: what a name means, what a branch brings, who made it."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.errors import ToolError
from generator.git.process import said

if TYPE_CHECKING:
    from pathlib import Path

# Full names and ids only: short names can mean a branch and a tag.
_REVISION: Final = re.compile(r"HEAD|[0-9a-f]{40}|[0-9a-f]{64}|refs/[A-Za-z0-9][A-Za-z0-9._/-]*")
_LOGGED: Final = "%H%n%P%n%ae%n%ce%n%(trailers:key=Co-authored-by,valueonly,separator=%x09)"
_ADDRESS: Final = re.compile(r"<([^<>\s]+)>")


def commit_id(root: Path, revision: str) -> str:
    """Return the id of the commit that a full name such as `refs/heads/main` or an id means.

    Raises ToolError when there is none.
    """
    if not _REVISION.fullmatch(revision):
        raise ToolError(f"no name of a commit: {revision!r}")
    wanted = f"{revision}^{{commit}}"
    return said(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted).strip()


def revision(root: Path, name: str) -> str:
    """Return the commit that a short name means to people: an id, a branch or a tag.

    Raises ToolError where it means nothing, or several things.
    """
    names = [name, *(f"refs/{kind}/{name}" for kind in ("heads", "remotes", "tags"))]
    found: dict[str, str] = {}
    for each in names:
        with suppress(ToolError):
            found[each] = commit_id(root, each)
    if len(set(found.values())) > 1:
        raise ToolError(f"{name!r} means {' and '.join(found)}; give the full name")
    if not found:
        raise ToolError(f"git knows no commit {name!r}")
    return next(iter(found.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedCommit:
    """Who made a commit, by the e-mail addresses that it claims; `parent` is the first one."""

    sha: str
    parent: str
    author: str
    committer: str
    co_authors: tuple[str, ...]


def merge_base(root: Path, one: str, other: str) -> str:
    """Return the commit at which two histories part; ToolError when they share none."""
    return said(root, "merge-base", "--end-of-options", one, other).strip()


def is_ancestor(root: Path, old: str, new: str) -> bool:
    """Tell whether a commit is part of the history of another."""
    try:
        return merge_base(root, old, new) == old
    except ToolError:
        return False


def commits_between(root: Path, base: str, head: str) -> tuple[LoggedCommit, ...]:
    """Return the commits of `head` that `base` does not have, the oldest first."""
    chosen = ("--no-show-signature", "--no-mailmap", "--reverse", "--topo-order", "-z")
    text = said(root, "log", *chosen, f"--format={_LOGGED}", "--end-of-options", f"{base}..{head}")
    return tuple(_logged(entry) for entry in text.split("\0") if entry)


def _logged(entry: str) -> LoggedCommit:
    """Read one entry of the log."""
    sha, parents, author, committer, others = entry.split("\n", 4)
    return LoggedCommit(
        sha=sha,
        parent=(parents.split() or [""])[0],
        author=author,
        committer=committer,
        co_authors=tuple(_ADDRESS.findall(others)),
    )


def parents(root: Path, commit: str) -> tuple[str, ...]:
    """Return the ids of the parents of a commit, in their order."""
    return tuple(said(root, "rev-list", "--parents", "-1", "--end-of-options", commit).split()[1:])


def mainline(root: Path, name: str) -> frozenset[str]:
    """Return the commits that a branch itself has made: of merges the first parents alone."""
    words = ("-c", "core.commitGraph=false", "rev-list", "--first-parent", "--end-of-options")
    return frozenset(said(root, *words, name).split())


def ancestry(root: Path, commit: str) -> tuple[str, ...]:
    """Return the ids of a commit and of all its ancestors, the newest first."""
    return tuple(
        said(root, "-c", "core.commitGraph=false", "rev-list", "--end-of-options", commit).split()
    )
