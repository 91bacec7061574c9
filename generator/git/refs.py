"""References: names that lead to objects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import ToolError
from generator.git.process import said, start

if TYPE_CHECKING:
    from pathlib import Path


def references(root: Path, prefix: str) -> tuple[str, ...]:
    """Return the full names of the references below a prefix such as `refs/tags/report/`."""
    return tuple(said(root, "for-each-ref", "--format=%(refname)", prefix).split())


def tips(root: Path, *prefixes: str) -> dict[str, str]:
    """Return full name -> object id of the references below some prefixes."""
    listed = said(root, "for-each-ref", "--format=%(objectname) %(refname)", *prefixes)
    return {
        name: each for each, _, name in (line.partition(" ") for line in listed.split("\n") if line)
    }


def free_reference(root: Path, reference: str) -> None:
    """Remove the lock of a reference that only this program makes, left by a killed run."""
    folder = root / said(root, "rev-parse", "--git-common-dir").removesuffix("\n")
    (folder / f"{reference}.lock").unlink(missing_ok=True)


def broken_references(root: Path) -> tuple[str, ...]:
    """Return the references that git passes over because they hold no id.

    Raises ToolError when git cannot look.
    """
    answer = start(root, "for-each-ref", "--format=")
    warned = answer.stderr.decode("utf-8", "replace")
    if answer.returncode:
        raise ToolError(f"git for-each-ref: {warned.strip()}")
    return tuple(re.findall(r"broken ref (\S+)", warned))
