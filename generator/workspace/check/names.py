"""Rules X008, X009 and X023: files and ids that must not be mistaken for each other."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.workspace.check.approvals import OTHERS
from generator.workspace.kinds import FILE_KINDS
from generator.workspace.model.agreements import ALL
from generator.workspace.model.catalogue import INTERNAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.findings import Finding
    from generator.workspace.workspace import Entry, Item, Workspace

_WORDS = (
    "party",
    "service",
    "metric",
    "agreement",
    "report",
    "chain",
    "calendar",
    "event",
    "role",
    "person",
    "action",
    "feedback",
    "review",
)
# Things that are made of parts: the field with the parts, and what names each of them.
_PARTS = (
    ("agreement", "clauses", "id"),
    ("metric", "dimensions", "id"),
    ("chain", "stages", "stage"),
)


def names_of_files(workspace: Workspace) -> Iterator[Finding]:
    """Find files that are not named after what they define."""
    keys = {kind.name: kind.key for kind in FILE_KINDS if kind.key}
    for entry in workspace.entries:
        if entry.kind not in keys:
            continue
        key, stem = keys[entry.kind], PurePosixPath(entry.file).stem
        value = getattr(entry.value, key)
        name = str(getattr(value, "label", value))
        if name != stem:
            yield entry.finding(
                (key,),
                "X008",
                expected=f"{stem!r}, the name of the file",
                found=repr(name),
                action=f"correct the id, or name the file {name}.yml if there is none yet",
            )


def reserved(workspace: Workspace) -> Iterator[Finding]:
    """Find ids that mean something else: a service `all` would be counted twice."""
    for word, name in (("service", ALL), ("party", INTERNAL), ("report", OTHERS)):
        for item in workspace.items(word):
            if item.id == name:
                yield item.entry.finding(
                    item.path,
                    "X023",
                    expected=f"an id other than {name!r}",
                    found=repr(item.id),
                    action="choose another id",
                )


def doubles(workspace: Workspace) -> Iterator[Finding]:
    """Find ids that are given twice within a kind, or differ by case alone."""
    for word in _WORDS:
        yield from _doubles(word, workspace.items(word))
    # Records name their source, be it of cases or of outages.
    yield from _doubles("source", (*workspace.items("source"), *workspace.items("outages")))
    yield from _double_parts(workspace)


def _doubles(word: str, items: Iterable[Item]) -> Iterator[Finding]:
    first: dict[str, Item] = {}
    for item in items:
        other = first.setdefault(item.id.casefold(), item)
        if other is item:
            continue
        place = f"{other.entry.file}:{other.entry.lines.line(other.path)}"
        yield item.entry.finding(
            item.path,
            "X009",
            expected=f"an id that no other {word} has",
            found=f"{item.id!r}, already {other.id!r} in {place}",
            action="choose another id",
        )


def _double_parts(workspace: Workspace) -> Iterator[Finding]:
    """Find ids that are given twice within one thing: clauses, dimensions, stages, sources."""
    for word, field, key in _PARTS:
        for item in workspace.items(word):
            # The place of a thing with a file of its own is its id; its parts stand beside it.
            place = item.path if item.path != (word,) else ()
            ids = tuple(getattr(part, key) for part in getattr(item.value, field))
            yield from _double_ids(item.entry, (*place, field), key, ids)
    for entry in workspace.of_kind("records"):
        ids = tuple(source.id for source in entry.value.sources)
        yield from _double_ids(entry, ("sources",), "id", ids)


def _double_ids(
    entry: Entry, path: tuple[str | int, ...], key: str, ids: tuple[str, ...]
) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        other = first.setdefault(name.casefold(), index)
        if other == index:
            continue
        yield entry.finding(
            (*path, index, key),
            "X009",
            expected=f"an id that no other of the {path[-1]} has",
            found=f"{name!r}, already on line {entry.lines.line((*path, other))}",
            action="choose another id",
        )
