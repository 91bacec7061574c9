"""Commits and trees of git, read and counted by us, level by level."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from generator import git

_ENTRY: Final = re.compile(rb"(?P<mode>[0-7]{5,6}) (?P<name>[^\0]+)\0", re.DOTALL)
_COMMIT: Final = re.compile(rb"tree (?P<tree>[0-9a-f]+)\n(?P<parents>(?:parent [0-9a-f]+\n)*)")
TREE_MODE: Final = "40000"
# No commit of reports is this deep, or has this many folders and files to read.
_DEEPEST: Final = 32
_MOST: Final = 250_000
PLAIN_MODES: Final = git.PLAIN_FILES


class Entry(NamedTuple):
    """A file or folder in a tree."""

    mode: str
    id: str


class Revision(NamedTuple):
    """What a commit leads to."""

    tree: str
    parents: tuple[str, ...]


@dataclass(slots=True)
class Shelf:
    """Objects that were read so far, and those that could not be."""

    root: Path
    kinds: dict[str, str] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    endless: set[str] = field(default_factory=set)
    """Trees that were not walked to their end."""

    def read(self, ids: Iterable[str]) -> None:
        """Read objects that are not here yet."""
        known = self.contents.keys() | self.missing | self.changed
        wanted = sorted(set(ids) - known)
        found = git.objects(self.root, wanted) if wanted else git.Objects(found={})
        for each, (kind, content) in found.found.items():
            if kind == "tree" and not read_tree(content, len(each) // 2) and content:
                self.changed.add(each)
                continue
            self.kinds[each], self.contents[each] = kind, content
        self.missing |= found.missing
        self.changed |= found.changed

    def commit(self, name: str) -> Revision | None:
        """Return what a commit leads to; None when it was not read."""
        found = _COMMIT.match(self.contents.get(name, b""))
        if found is None or self.kinds[name] != "commit":
            return None
        parents = found["parents"].decode().split()[1::2]
        return Revision(tree=found["tree"].decode(), parents=tuple(parents))

    def tree(self, name: str) -> Mapping[str, Entry]:
        """Return name -> entry of a tree; nothing for one that was not read."""
        if self.kinds.get(name) != "tree":
            return {}
        return read_tree(self.contents[name], len(name) // 2)

    def walk(self, tops: Iterable[str], wanted: Callable[[str], bool]) -> None:
        """Read trees, and the files in them whose names are wanted, or lead to a wanted one.

        A few objects of git can be a tree of more folders than anybody can read; such a top is
        noted as endless, and takes no other along.
        """
        chosen = set(tops)
        if not self._walked(chosen, wanted):
            self.endless |= {top for top in chosen if not self._walked({top}, wanted)}

    def _walked(self, tops: Iterable[str], wanted: Callable[[str], bool]) -> bool:
        """Read trees level by level; tell whether the end was reached."""
        level, left = {("", top) for top in tops}, _MOST
        for _ in range(_DEEPEST):
            self.read(each for _, each in level)
            below = set(islice(self._below(level, wanted), left + 1))
            left -= len(below)
            if left < 0:
                return False
            self.read(entry.id for _, entry in below if entry.mode in PLAIN_MODES)
            level = {(f"{path}/", entry.id) for path, entry in below if entry.mode == TREE_MODE}
        return not level

    def _below(
        self, level: Iterable[tuple[str, str]], wanted: Callable[[str], bool]
    ) -> Iterator[tuple[str, Entry]]:
        """Give path and entry of what is wanted in some trees of one level."""
        for path, tree in level:
            for name, entry in self.tree(tree).items():
                if wanted(f"{path}{name}"):
                    yield f"{path}{name}", entry

    def entries(self, top: str, wanted: Callable[[str], bool]) -> Iterator[tuple[str, Entry]]:
        """Give path and entry of folders and files of a tree that was walked to its end."""
        level = [] if top in self.endless else [("", top)]
        for _ in range(_DEEPEST):
            below = list(self._below(level, wanted))
            yield from below
            level = [(f"{path}/", entry.id) for path, entry in below if entry.mode == TREE_MODE]

    def files(self, top: str, wanted: Callable[[str], bool]) -> dict[str, Entry]:
        """Return name -> entry of the files of a tree that was walked."""
        found = self.entries(top, wanted)
        return {path: entry for path, entry in found if entry.mode != TREE_MODE}


def read_tree(content: bytes, size: int) -> dict[str, Entry]:
    """Return name -> entry of the content of a tree; ids have `size` bytes.

    A tree that git would not make has none: one with a name twice, of which everybody sees
    another, or with a name that leads out of it.
    """
    found, place, count = {}, 0, 0
    while match := _ENTRY.match(content, place):
        place, count = match.end() + size, count + 1
        name = match["name"].decode("utf-8", "backslashreplace")
        found[name] = Entry(match["mode"].decode(), content[match.end() : place].hex())
    is_sound = place == len(content) and count == len(found)
    return found if is_sound and all(map(git.is_name, found)) else {}


def below(folder: str, names: Iterable[str] = ()) -> Callable[[str], bool]:
    """Return what tells whether a name is below a folder or one of some, or leads there."""
    chosen = {folder, *names}
    leads = {str(parent) for name in chosen for parent in PurePosixPath(name).parents} | chosen

    def wanted(name: str) -> bool:
        return name in leads or name.startswith(f"{folder}/")

    return wanted
