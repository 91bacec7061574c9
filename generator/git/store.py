"""Objects of git, each counted against its id."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.errors import ToolError
from generator.git.process import run, start

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_SHA1_DIGITS: Final = 40
_FACTS_OF_AN_OBJECT: Final = 3


def contents(root: Path, objects: Iterable[str]) -> dict[str, bytes]:
    """Return object id -> bytes of some files; ToolError when one is not there.

    The bytes are counted against the id, because git does not do so for loose objects.
    """
    wanted = tuple(dict.fromkeys(objects))
    answer = run(
        root, "cat-file", "--batch", given="".join(f"{each}\n" for each in wanted).encode()
    )
    found, place = {}, 0
    for each in wanted:
        end = answer.index(b"\n", place)
        facts = answer[place:end].split()
        if len(facts) != _FACTS_OF_AN_OBJECT or facts[1] != b"blob":
            raise ToolError(f"git has no file {each}")
        place = end + 1 + int(facts[2])
        found[each] = answer[end + 1 : place]
        if not is_blob(each, found[each]):
            raise ToolError(f"the object {each} was changed on the disk")
        place += 1
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Objects:
    """Objects of git that were read and counted: id -> kind and content."""

    found: Mapping[str, tuple[str, bytes]]
    missing: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    """Those whose bytes on the disk are not the ones that their ids stand for."""


def objects(root: Path, ids: Iterable[str]) -> Objects:
    """Read objects of any kind and count each against its id; no answer stops the others."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, tuple[str, bytes]] = {}
    missing, changed = set(), set()
    while wanted:
        answer = start(
            root, "cat-file", "--batch", given="".join(f"{each}\n" for each in wanted).encode()
        )
        read = list(_answers(answer.stdout, wanted))
        for each, (kind, content) in zip(wanted, read, strict=False):
            if kind == "missing":
                missing.add(each)
            elif is_object(each, kind, content):
                found[each] = kind, content
            else:
                changed.add(each)
        # What git cannot unpack ends its answers: that object is broken, the rest is asked again.
        changed.update(wanted[len(read) : len(read) + 1])
        wanted = wanted[len(read) + 1 :]
    return Objects(found=found, missing=frozenset(missing), changed=frozenset(changed))


def _answers(output: bytes, wanted: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give kind and content of each object in the output of `cat-file --batch`."""
    place = 0
    for _ in wanted:
        end = output.find(b"\n", place)
        if end < 0:
            return
        facts = output[place:end].split()
        place = end + 1
        if len(facts) != _FACTS_OF_AN_OBJECT:
            yield "missing", b""
            continue
        content = output[place : place + int(facts[2])]
        if len(content) != int(facts[2]):
            return
        yield facts[1].decode(), content
        place += len(content) + 1


def is_blob(object_id: str | None, content: bytes) -> bool:
    """Tell whether an object id is that of a file with this content."""
    return object_id is not None and is_object(object_id, "blob", content)


def is_object(object_id: str, kind: str, content: bytes) -> bool:
    """Tell whether an id is that of an object with this content."""
    # Ids of 64 digits are those of a repository that counts with SHA-256.
    digest = hashlib.sha1 if len(object_id) == _SHA1_DIGITS else hashlib.sha256
    return digest(f"{kind} {len(content)}\0".encode() + content).hexdigest() == object_id
