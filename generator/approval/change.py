"""A change on a branch, as git knows it: its commits, its paths, and which of them sign it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import git
from generator.approval.evidence import Commit
from generator.approval.statement import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a branch brings beyond its base.

    A commit that adds nothing but statements is no part of what they are about: `head` is
    the newest of the others, and `commits` leaves it out. `statements` maps path and object
    id of every statement that any commit of the branch holds and the base does not.
    """

    base: str
    head: str
    paths: tuple[str, ...]
    commits: tuple[Commit, ...]
    known: frozenset[str]
    statements: tuple[tuple[str, str], ...]


def change(root: Path, base: str, tip: str) -> Change:
    """Read what a branch brings; ToolError when git cannot say."""
    logged = git.commits_between(root, base, tip)
    start = git.merge_base(root, base, tip)
    files = {each: git.listing(root, each) for each in _wanted(logged, base, start, tip)}
    made = [each for each in logged if not _only_signs(files, each, files[start])]
    return Change(
        base=base,
        head=made[-1].sha if made else start,
        paths=tuple(sorted(_without_new_statements(files[start], files[tip]))),
        commits=tuple(_commit(each) for each in made),
        known=frozenset(each.sha for each in logged),
        statements=tuple(_statements(files, logged, base)),
    )


def _wanted(logged: tuple[git.LoggedCommit, ...], *others: str) -> dict[str, None]:
    """Name every commit whose files are looked at, each once."""
    parents = (each.parent for each in logged if each.parent)
    return dict.fromkeys((*others, *(each.sha for each in logged), *parents))


def _changed(old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]]) -> set[str]:
    """Return the paths that differ between two commits."""
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def _only_signs(
    files: Mapping[str, Mapping[str, tuple[str, str]]],
    each: git.LoggedCommit,
    start: Mapping[str, tuple[str, str]],
) -> bool:
    """Tell whether a commit changes statements alone, and none that was there at the start."""
    changed = _changed(files.get(each.parent, {}), files[each.sha])
    new = (name not in start and name.startswith(f"{FOLDER}/") for name in changed)
    return bool(changed) and all(new)


def _without_new_statements(
    old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]]
) -> set[str]:
    """Return what changes from base to tip; a statement that the base has must stay."""
    changed = _changed(old, new)
    return {name for name in changed if name in old or not name.startswith(f"{FOLDER}/")}


def _statements(
    files: Mapping[str, Mapping[str, tuple[str, str]]],
    logged: tuple[git.LoggedCommit, ...],
    base: str,
) -> dict[tuple[str, str], None]:
    """Return path and object of each version of a statement, also of one that was removed."""
    old = {(name, object_id) for name, (_, object_id) in files[base].items()}
    found = (
        (name, object_id)
        for each in logged
        for name, (_, object_id) in sorted(files[each.sha].items())
        if name.startswith(f"{FOLDER}/")
    )
    return dict.fromkeys(each for each in found if each not in old)


def _commit(logged: git.LoggedCommit) -> Commit:
    """Return a commit as facts: git knows addresses alone."""
    return Commit(
        sha=logged.sha,
        author=None,
        committer=None,
        co_authors=logged.co_authors,
        emails=(logged.author, logged.committer),
    )
