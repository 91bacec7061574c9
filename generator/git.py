"""The only module that runs git, by small verbs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

from generator.errors import ToolError

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


def commit_of_line(root: Path, file: str, line: int) -> str | None:
    """Return the commit that wrote a line of a file; None when it is not committed.

    Raises ToolError when git cannot say, as outside a repository.
    """
    output = _git(root, "blame", "--porcelain", "-L", f"{line},{line}", "--", file)
    commit = output.split(maxsplit=1)[0] if output else ""
    return commit if commit.strip("0") else None


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
