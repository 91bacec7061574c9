"""Rules X008 and X009: files and ids that must not be mistaken for each other."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.workspace.kinds import FILE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.findings import Finding
    from generator.workspace.workspace import Item, Workspace

_WORDS = (
    "party",
    "service",
    "metric",
    "agreement",
    "report",
    "chain",
    "calendar",
    "source",
    "role",
    "person",
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
                action=f"rename the file to {name}.yml or correct the id",
            )


def doubles(workspace: Workspace) -> Iterator[Finding]:
    """Find ids that are given twice within a kind, or differ by case alone."""
    for word in _WORDS:
        yield from _doubles(word, workspace.items(word))
    for item in workspace.items("agreement"):
        yield from _double_clauses(item)


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


def _double_clauses(item: Item) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, clause in enumerate(item.value.clauses):
        other = first.setdefault(clause.id.casefold(), index)
        if other == index:
            continue
        line = item.entry.lines.line(("clauses", other))
        yield item.entry.finding(
            ("clauses", index, "id"),
            "X009",
            expected="a number that no other clause of the agreement has",
            found=f"{clause.id!r}, already on line {line}",
            action="choose another number",
        )
