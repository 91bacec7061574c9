"""Annotated tags, and files that are kept beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.errors import ToolError
from generator.git.process import run, said
from generator.git.refs import free_reference, tips
from generator.git.repository import setting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

# By default git does not wait until loose objects and references are on the disk.
_DURABLE: Final = ("-c", "core.fsync=all")
_SIGNATURE: Final = re.compile(
    rb"^-----BEGIN (?:SSH SIGNATURE|PGP SIGNATURE|PGP MESSAGE|SIGNED MESSAGE)-----$", re.MULTILINE
)


def keep_files(root: Path, reference: str, contents: Mapping[str, bytes]) -> str:
    """Store files as a tree under a new reference; return the id of the tree.

    A reference that is there already must hold just these files. Raises ToolError when
    it does not.
    """
    lines = []
    for name, content in sorted(contents.items()):
        blob = run(root, *_DURABLE, "hash-object", "-w", "--stdin", given=content).decode().strip()
        lines.append(f"100644 blob {blob}\t{name}\0")
    tree = run(root, *_DURABLE, "mktree", "-z", given="".join(lines).encode()).decode().strip()
    if tips(root, reference).get(reference) != tree:
        free_reference(root, reference)
        said(root, *_DURABLE, "update-ref", "--end-of-options", reference, tree, "0" * len(tree))
    return tree


@dataclass(frozen=True, slots=True, kw_only=True)
class TagText:
    """What an annotated tag says, and when."""

    message: str
    seconds: int
    """Its date, in UTC, as git counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """How a tag is signed, and what looks at it before it stays."""

    accepted: Callable[[bytes], None]
    """Raises ReportgenError for the object of a tag that may not stay."""
    key: str = ""
    """File of an SSH key; where there is none, git's own."""


def make_tag(root: Path, name: str, commit: str, text: TagText, seal: Seal) -> None:
    """Make an annotated tag, signed where git has a key or one is named; none that is refused.

    Raises ToolError when the name is taken, and when the key did not sign.
    """
    key = seal.key
    is_signed = bool(key or setting(root, "user.signingKey"))
    chosen = ("-c", f"user.signingKey={key}", "-c", "gpg.format=ssh") if key else ()
    style = "--sign" if is_signed else "--no-sign"
    words = ("--annotate", style, "--cleanup=verbatim", "--file=-", "--end-of-options")
    free_reference(root, f"refs/tags/{name}")
    run(
        root,
        *(*_DURABLE, *chosen, "tag", *words, name, commit),
        given=text.message.encode(),
        also={"GIT_COMMITTER_DATE": f"{text.seconds} +0000"},
    )
    try:
        raw = run(root, "cat-file", "tag", f"refs/tags/{name}")
        if is_signed:
            _refuse_unsigned(name, raw)
        seal.accepted(raw)
    except BaseException:
        drop(root, f"refs/tags/{name}")
        raise


def _refuse_unsigned(name: str, raw: bytes) -> None:
    """Raise ToolError for a tag that has no signature and should have one.

    Where ssh-keygen fails, some versions of git make it without and are content.
    """
    if not _SIGNATURE.search(raw):
        raise ToolError(f"the key did not sign {name}; git tag --sign says why")


def drop(root: Path, reference: str) -> None:
    """Take away a reference that was made and is not wanted."""
    run(root, "update-ref", "-d", reference)
