"""The branch that people work on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.errors import ToolError
from generator.git.process import said

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_BRANCH: Final = re.compile(r"[a-z0-9][a-z0-9._/-]{0,99}")


def switch(root: Path, branch: str) -> None:
    """Go to a branch, or begin it here.

    Raises ToolError when changes that are not committed are in the way.
    """
    changed = said(root, "status", "--porcelain", "--untracked-files=no")
    if changed:
        raise ToolError("commit or put away your changes first; git status lists them")
    if not _BRANCH.fullmatch(branch):
        raise ToolError(f"no name of a branch: {branch!r}")
    known = said(root, "for-each-ref", "--format=%(refname)", f"refs/heads/{branch}")
    said(root, "switch", "--quiet", *([] if known else ["--create"]), branch)


def commit(root: Path, names: Iterable[str], message: str) -> bool:
    """Commit some files as they are; False when they are all committed already."""
    chosen = tuple(names)
    said(root, "add", "--", *chosen)
    if not said(root, "diff", "--cached", "--name-only", "--", *chosen):
        return False
    said(root, "commit", "--quiet", "--message", message, "--", *chosen)
    return True
