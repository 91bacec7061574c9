"""Files of a commit: their names, modes and bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.errors import ToolError
from generator.git.process import said
from generator.git.store import contents, is_blob

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LEADING: Final = frozenset({"", ".", "..", ".git"})
PLAIN_FILES: Final = frozenset({"100644", "100755"})


def is_name(name: str) -> bool:
    """Tell whether a file or folder of a tree can have a name: none that leads elsewhere."""
    return name.lower() not in _LEADING and "/" not in name


def listing(root: Path, commit: str, *folders: str) -> dict[str, tuple[str, str]]:
    """Return name -> (mode, object id) of every file of a commit below some folders, or of all.

    Raises ToolError when git does not know the commit, and for a name that leads out of it:
    git stores such names in trees that it did not make itself.
    """
    found = said(root, "ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit, *folders)
    entries = [entry.split("\t", 1) for entry in found.split("\0") if entry]
    for _, name in entries:
        if not all(map(is_name, name.split("/"))):
            raise ToolError(f"{commit} has a file with the name {name!r}")
    return {name: (facts.split()[0], facts.split()[2]) for facts, name in entries}


def files_at(root: Path, commit: str, *folders: str) -> dict[str, bytes]:
    """Return name -> bytes of the plain files of a commit below some folders.

    Raises ToolError for what is not a plain file (a link, a submodule), and when git
    cannot say.
    """
    listed = listing(root, commit, *folders)
    for name, (mode, _) in listed.items():
        if mode not in PLAIN_FILES:
            raise ToolError(f"{name} of {commit} is no plain file (mode {mode})")
    found = contents(root, (each for _, each in listed.values()))
    return {name: found[each] for name, (_, each) in listed.items()}


def uncommitted(root: Path, contents: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the files that are not in the last commit with just these bytes.

    `contents` maps names from `root` to what was read. Bytes are compared, because what
    git calls changed can be switched off by its settings. Raises ToolError when git
    cannot say, as outside a repository.
    """
    known = {name: object_id for name, (_, object_id) in listing(root, "HEAD").items()}
    return tuple(sorted(n for n, text in contents.items() if not is_blob(known.get(n), text)))
