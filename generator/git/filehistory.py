"""Which commit changed or wrote what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.errors import ToolError
from generator.git.process import said
from generator.git.repository import require_whole_history
from generator.git.trees import PLAIN_FILES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_BLAMED: Final = re.compile(r"^([0-9a-f]{40,64}) [0-9]+ ([0-9]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """That a commit added (A), modified (M) or deleted (D) a file, by day and author.

    Day and author are what the commit says of itself: anybody can write them.
    """

    commit: str
    day: str
    author: str
    type: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHistory:
    """The changes of things made of files, the newest first.

    `unverified` says why git cannot tell.
    """

    changes: Mapping[str, tuple[FileChange, ...]]
    unverified: str = ""

    def of(self, name: str) -> tuple[FileChange, ...]:
        """Return the changes of one thing."""
        return self.changes.get(name, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a commit made of a file: its bytes by their object id, and when."""

    commit: str
    when: str
    name: str
    object_id: str


def versions(root: Path, folder: str) -> tuple[Version, ...]:
    """Return every version of the files below a folder, the oldest first.

    Raises ToolError when git cannot say, or would not tell the whole history.
    """
    require_whole_history(root)
    options = ("--reverse", "--raw", "--no-abbrev", "--no-renames", "--no-show-signature", "-m")
    style = "--format=%x00%H%x00%cI%x00"
    told = said(root, "log", *options, style, "--end-of-options", "HEAD", "--", folder).split("\0")
    commits = zip(told[1::3], told[2::3], told[3::3], strict=True)
    return tuple(
        Version(commit=commit, when=when, name=name, object_id=facts.split()[3])
        for commit, when, changes in commits
        for facts, _, name in (line.partition("\t") for line in changes.splitlines() if line)
        if facts.split()[1] in PLAIN_FILES
    )


def history(root: Path, things: Mapping[str, Sequence[str]]) -> FileHistory:
    """Return which commits changed the files of some things, by the names of the things.

    What git cannot say is unverified.
    """
    try:
        require_whole_history(root)
        return FileHistory(changes={name: _changes(root, files) for name, files in things.items()})
    except ToolError as error:
        return FileHistory(changes={}, unverified=" ".join(str(error).split()))


def _changes(root: Path, files: Sequence[str]) -> tuple[FileChange, ...]:
    """Return the commits that changed one of some files."""
    fields = ("%H", "%cs", "%an", "%s")
    style = f"--format=%x00{'%x00'.join(fields)}%x00"
    options = (style, "--name-status", "--no-renames", "--no-show-signature")
    parts = said(root, "log", *options, "--end-of-options", "HEAD", "--", *files).split("\0")
    count = len(fields) + 1
    rows = (parts[place : place + count] for place in range(1, len(parts) - 1, count))
    return tuple(
        FileChange(commit=sha, day=day, author=author, type=status.strip()[:1], subject=subject)
        for sha, day, author, subject, status in rows
        if status.strip()
    )


def commits_of_lines(root: Path, file: str, lines: Sequence[int]) -> dict[int, str]:
    """Return line -> commit that wrote it; lines that are not committed are left out.

    Raises ToolError when git cannot say, as outside a repository, or would not say the
    truth: where its history was cut off or rewritten.
    """
    require_whole_history(root)
    ranges = [part for line in sorted(set(lines)) for part in ("-L", f"{line},{line}")]
    output = said(root, "blame", "--no-textconv", "--porcelain", *ranges, "--", file)
    found = {int(line): commit for commit, line in _BLAMED.findall(output)}
    return {line: commit for line, commit in found.items() if commit.strip("0")}
