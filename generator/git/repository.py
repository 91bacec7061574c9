"""A repository as a whole: what it is, what makes it lie, its backup."""

from __future__ import annotations

import os
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.errors import ToolError
from generator.git.process import TRANSPORTS, run, said, start
from generator.git.refs import tips

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# Files of a repository that change what git says about its history or contents.
_HAZARDOUS_FILES: Final = MappingProxyType(
    {
        "grafted": "info/grafts",
        "borrowed": "objects/info/alternates",
        "attributes": "info/attributes",
    }
)


def is_repository(root: Path) -> bool:
    """Tell whether a folder is in a repository, and git is there to say so."""
    try:
        return bool(said(root, "rev-parse", "--git-dir"))
    except ToolError:
        return False


def setting(root: Path, name: str, *where: str) -> str:
    """Return a setting such as `user.signingKey`; empty where it is not set.

    `where` can be `--local`: only what the repository itself says. Raises
    ToolError when git cannot say: a key that is not seen would sign nothing.
    """
    answer = start(root, "config", *where, "--get", name)
    if answer.returncode not in {0, 1}:
        raise ToolError(f"git config: {answer.stderr.decode(errors='replace').strip()}")
    return answer.stdout.decode("utf-8", "replace").strip()


def version(root: Path) -> tuple[int, ...]:
    """Return the version of git as numbers: (2, 39, 5)."""
    return tuple(int(each) for each in re.findall(r"[0-9]+", said(root, "--version"))[:3])


def remotes(root: Path) -> tuple[str, ...]:
    """Return the addresses of the repositories that this one exchanges commits with."""
    names = said(root, "remote").split()
    return tuple(said(root, "remote", "get-url", "--", name).strip() for name in names)


def hooks(root: Path) -> frozenset[str]:
    """Return the names of the hooks that git would run here."""
    own = setting(root, "core.hooksPath", "--local")
    folder = root / (own or f"{said(root, 'rev-parse', '--git-common-dir').strip()}/hooks")
    files = folder.iterdir() if folder.is_dir() else ()
    # What ends with .sample is an example of git's own, which it never runs.
    return frozenset(file.name for file in files if os.access(file, os.X_OK) and not file.suffix)


def hazards(root: Path) -> Mapping[str, str]:
    """Return what makes git tell another history or other contents: its name -> where."""
    found: dict[str, str] = {}
    if said(root, "rev-parse", "--is-shallow-repository").strip() == "true":
        found["shallow"] = "the clone is shallow"
    if replaced := tips(root, "refs/replace/"):
        found["replaced"] = ", ".join(replaced)
    folder = root / said(root, "rev-parse", "--git-common-dir").removesuffix("\n")
    files = {name: folder / place for name, place in _HAZARDOUS_FILES.items()}
    return found | {
        name: _HAZARDOUS_FILES[name]
        for name, file in files.items()
        if file.is_file() and _says_something(file.read_bytes())
    }


def is_partial(root: Path) -> bool:
    """Tell whether a clone was told to leave out objects until somebody asks for them."""
    keys = r"^(remote\..*\.promisor|extensions\.partialclone)$"
    return bool(start(root, "config", "--get-regexp", keys).stdout.strip())


def _says_something(content: bytes) -> bool:
    """Tell whether a file of git has more than comments; git reads no folder in its place."""
    lines = content.split(b"\n")
    return any(line.strip() and not line.startswith(b"#") for line in lines)


def require_whole_history(root: Path) -> None:
    """Raise ToolError where blame would name the wrong commit instead of none.

    At the edge of a shallow clone every older line seems to be of the last commit that is
    there; grafts and replaced objects put other parents or contents under a commit's name.
    """
    reasons = {
        "shallow": "a shallow clone does not know who wrote a line",
        "grafted": "the history is grafted",
        "replaced": "objects of the history are replaced",
    }
    for name in hazards(root):
        if name in reasons:
            raise ToolError(reasons[name])


def push(root: Path, remote: str, references: Iterable[str]) -> None:
    """Push some references, all or none of them."""
    specs = [f"{name}:{name}" for name in references]
    words = ("push", "--quiet", "--atomic", "--end-of-options", remote, *specs)
    run(root, *words, also=TRANSPORTS)


def back_up(root: Path, file: Path) -> None:
    """Write everything that the references reach into one file that git can clone from."""
    run(root, "bundle", "create", "--quiet", str(file), "--all")


def restore(root: Path, file: Path, folder: Path) -> None:
    """Make a whole repository of a backup, with every reference, and let git look at it."""
    words = ("clone", "--quiet", "--mirror", "--no-local", "--end-of-options")
    run(root, *words, str(file), str(folder), also=TRANSPORTS)
    run(folder, "fsck", "--full", "--strict", "--no-progress")
