"""Decisions of the gate, made again here: from saved evidence, and from what is signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator import git
from generator.approval.evidencefile import read_evidence
from generator.approval.forge import UnverifiedError
from generator.approval.forms import decided, facts_of
from generator.approval.signedevidence import SignedBranch, signed_evidence
from generator.errors import ToolError
from generator.files import read_once

if TYPE_CHECKING:
    from generator.approval.decision import Decision
    from generator.approval.forge import RawEvidence

_MOST_EVIDENCE: Final = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Decisions, and a sentence for each evidence that leads to none."""

    decisions: tuple[Decision, ...]
    troubles: tuple[str, ...]


def known_decisions(root: Path, places: Iterable[Path], branch: str) -> Known:
    """Decide on the files in some places, and on what is signed on the way to a branch."""
    decisions: list[Decision] = []
    troubles: list[str] = []
    for file in _files(places):
        try:
            decisions.append(_of_file(root, file))
        except UnverifiedError as error:
            troubles.append(str(error))
    try:
        decisions += _of_signatures(root, branch)
    except UnverifiedError as error:
        troubles.append(f"signed files: {error}")
    return Known(decisions=tuple(decisions), troubles=tuple(troubles))


def _files(places: Iterable[Path]) -> Iterator[Path]:
    """Give the files that are named, and those with evidence in folders that are."""
    for place in places:
        yield from sorted(place.glob("*.json")) if place.is_dir() else (place,)


def _of_file(root: Path, file: Path) -> Decision:
    """Decide on the evidence of one file."""
    evidence = saved_evidence(file)
    try:
        return decided(root, facts_of(root, evidence))[0]
    except UnverifiedError as error:
        raise UnverifiedError(f"{file}: {error}") from error


def saved_evidence(file: Path) -> RawEvidence:
    """Return what was saved in a file; UnverifiedError when it was changed or cannot be read."""
    text = read_once(file, _MOST_EVIDENCE)
    if text is None:
        raise UnverifiedError(f"{file} cannot be read")
    return read_evidence(text, str(file))


def _of_signatures(root: Path, branch: str) -> tuple[Decision, ...]:
    """Decide on the change here, if anybody signed a statement about it."""
    try:
        base, tip = git.revision(root, branch), git.commit_id(root, "HEAD")
        evidence = signed_evidence(root, SignedBranch(base=base, tip=tip, branch=branch))
    except ToolError:
        # Without git, or without this branch, nobody signed anything.
        return ()
    is_signed = len(evidence.answers) > 1
    return (decided(root, facts_of(root, evidence))[0],) if is_signed else ()
