"""The only module that runs git, by small verbs."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS: Final = 30
# A repository can carry configuration and replaced objects that change what git says.
_SETTINGS: Final = (
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
)
_ENVIRONMENT: Final = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
_INHERITED: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


def changed_files(root: Path, *folders: str) -> tuple[str, ...]:
    """Return the files below some folders that differ from the last commit.

    Raises ToolError when git cannot say, as outside a repository.
    """
    output = _git(root, "status", "--porcelain", "-z", "--no-renames", "--", *folders)
    return tuple(sorted(entry[3:] for entry in output.split("\0") if entry))


_BLAMED: Final = re.compile(r"^([0-9a-f]{40,64}) [0-9]+ ([0-9]+)", re.MULTILINE)


def commits_of_lines(root: Path, file: str, lines: Sequence[int]) -> dict[int, str]:
    """Return line -> commit that wrote it; lines that are not committed are left out.

    Raises ToolError when git cannot say, as outside a repository.
    """
    ranges = [part for line in sorted(set(lines)) for part in ("-L", f"{line},{line}")]
    output = _git(root, "blame", "--porcelain", *ranges, "--", file)
    found = {int(line): commit for commit, line in _BLAMED.findall(output)}
    return {line: commit for line, commit in found.items() if commit.strip("0")}


def _git(root: Path, *arguments: str) -> str:
    """Run git and return what it prints; raise ToolError with its own words."""
    inherited = {name: value for name, value in os.environ.items() if name not in _INHERITED}
    try:
        result = subprocess.run(
            ["git", *_SETTINGS, *arguments],
            cwd=root,
            env=inherited | _ENVIRONMENT,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (FileNotFoundError, subprocess.TimeoutExpired) as error:
        message = f"git did not answer: {error}"
        raise ToolError(message) from error
    if result.returncode:
        message = f"git {arguments[0]}: {result.stderr.decode(errors='replace').strip()}"
        raise ToolError(message)
    return result.stdout.decode("utf-8", "replace")
