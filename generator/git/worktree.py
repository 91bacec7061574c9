"""The branch that people work on."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from generator.errors import ToolError
from generator.git.commits import commit_id, is_ancestor
from generator.git.process import said
from generator.git.refs import tips

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_BRANCH: Final = re.compile(r"[a-z0-9][a-z0-9._/-]{0,99}")


def switch(root: Path, branch: str) -> None:
    """Go to a branch and take up what is here, or begin it here.

    A branch that only origin has goes on from there. Raises ToolError when changes that
    are not committed are in the way, or both sides changed the same lines.
    """
    changed = said(root, "status", "--porcelain", "--untracked-files=no")
    if changed:
        raise ToolError("commit or put away your changes first; git status lists them")
    if not _BRANCH.fullmatch(branch):
        raise ToolError(f"no name of a branch: {branch!r}")
    here = commit_id(root, "HEAD")
    own, other = f"refs/heads/{branch}", f"refs/remotes/origin/{branch}"
    known = tips(root, own, other)
    start = [other] if own not in known and other in known else []
    create = [] if own in known else ["--no-track", "--create"]
    said(root, "switch", "--quiet", *create, branch, *start)
    _take_up(root, here)


def _take_up(root: Path, commit: str) -> None:
    """Merge a commit that is not here yet; ToolError leaves everything as it was."""
    if is_ancestor(root, commit, commit_id(root, "HEAD")):
        return
    try:
        said(root, "merge", "--quiet", "--no-edit", commit)
    except ToolError as error:
        with suppress(ToolError):
            said(root, "merge", "--abort")
        message = f"merge {commit} by hand: this branch changed the same lines"
        raise ToolError(message) from error


def commit(root: Path, names: Iterable[str], message: str) -> bool:
    """Commit some files as they are; False when they are all committed already."""
    chosen = tuple(names)
    said(root, "add", "--", *chosen)
    if not said(root, "diff", "--cached", "--name-only", "--", *chosen):
        return False
    said(root, "commit", "--quiet", "--message", message, "--", *chosen)
    return True
