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
    from collections.abc import Mapping
    from pathlib import Path

# By default git does not wait until loose objects and references are on the disk.
_DURABLE: Final = ("-c", "core.fsync=all")
_SIGNATURE: Final = re.compile(
    "^-----BEGIN (?:SSH SIGNATURE|PGP SIGNATURE|PGP MESSAGE|SIGNED MESSAGE)-----$", re.MULTILINE
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


def make_tag(root: Path, name: str, commit: str, text: TagText, key: str = "") -> None:
    """Make an annotated tag in one step, signed where git has a key or one is named.

    Raises ToolError when the name is taken, and when the key did not sign.
    """
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
    # Where ssh-keygen fails, some versions of git make the tag without a signature and are content.
    if is_signed and not _SIGNATURE.search(said(root, "cat-file", "tag", f"refs/tags/{name}")):
        run(root, "update-ref", "-d", f"refs/tags/{name}")
        raise ToolError(f"the key did not sign {name}; git tag --sign says why")
