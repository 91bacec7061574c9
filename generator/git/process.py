"""Run git in an environment of our own: nothing else runs it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Final

from generator.errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SECONDS: Final = 30
# A repository can carry configuration and replaced objects that change what git says.
_SETTINGS: Final = (
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "blame.ignoreRevsFile=",
    "-c",
    "core.attributesFile=/dev/null",
)
_ENVIRONMENT: Final = {
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    # A partial clone would fetch what is missing, by a command that its configuration names.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}

TRANSPORTS: Final = {"GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh"}
"""What a verb is given that talks to another repository."""


def said(root: Path, *arguments: str) -> str:
    """Run git and return what it prints as text."""
    return run(root, *arguments).decode("utf-8", "replace")


def run(
    root: Path, *arguments: str, given: bytes = b"", also: Mapping[str, str] | None = None
) -> bytes:
    """Run git and return what it prints; raise ToolError with its own words."""
    result = start(root, *arguments, given=given, also=also)
    if result.returncode:
        verb = next(word for word in arguments if not word.startswith("-") and "=" not in word)
        message = f"git {verb}: {result.stderr.decode(errors='replace').strip()}"
        raise ToolError(message)
    return result.stdout


def start(
    root: Path, *arguments: str, given: bytes = b"", also: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git in an environment of our own."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        return subprocess.run(
            ["git", *_SETTINGS, *arguments],
            cwd=root,
            env=inherited | _ENVIRONMENT | dict(also or {}),
            input=given,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (FileNotFoundError, subprocess.TimeoutExpired) as error:
        message = f"git did not answer: {error}"
        raise ToolError(message) from error
