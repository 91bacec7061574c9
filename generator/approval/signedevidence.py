"""Signed approvals as evidence: what was signed, word by word, and the commits that it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import msgspec

from generator import git
from generator.approval.change import change
from generator.approval.commits import mandates_at
from generator.approval.evidence import Merge
from generator.approval.forge import Answer, RawEvidence, UnverifiedError
from generator.approval.sentences import say, short
from generator.approval.signed import signed_change
from generator.render.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.approval.evidence import PullRequest
    from generator.workspace.model.types import Bilingual

SIGNED: Final = "signed"
_PLACE: Final = "branch"
_PARENTS_OF_A_MERGE: Final = 2
_BRANCH: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedBranch:
    """The commits of a change, and the branch that it is for.

    `base` is the end of that branch before the change, `tip` the end of the change;
    `merge` is the commit that brought them together, empty before there is one.
    """

    base: str
    tip: str
    branch: str
    merge: str = ""


def merged_branch(root: Path, merge: str, branch: str) -> SignedBranch:
    """Return the change that a merge commit brought; UnverifiedError for any other commit."""
    parents = git.parents(root, merge)
    if len(parents) != _PARENTS_OF_A_MERGE:
        raise UnverifiedError(
            f"{short(merge)} has {len(parents)} parents; expected the commit that merged one"
            " branch, as git merge --no-ff makes it"
        )
    base, tip = parents
    return SignedBranch(base=base, tip=tip, branch=branch, merge=merge)


def signed_evidence(root: Path, where: SignedBranch) -> RawEvidence:
    """Gather what was signed on a branch, and where."""
    place = {name: getattr(where, name) for name in SignedBranch.__slots__}
    first = Answer(request=_PLACE, status=200, body=canonical(place))
    said = _statements(root, where)
    return RawEvidence(forge=SIGNED, repository="", number=0, answers=(first, *said))


def signed_facts(root: Path, evidence: RawEvidence) -> PullRequest:
    """Return the facts: what the commits hold counts, and the evidence must hold just that."""
    where = _place(evidence)
    facts = signed_change(root, where.base, where.tip, where.branch, mandates_at(root, where.base))
    doubts = (*facts.doubts, *_doubts(root, evidence, where))
    merged = Merge(commit=where.merge) if where.merge else None
    return replace(facts, merged=merged, doubts=doubts)


def _place(evidence: RawEvidence) -> SignedBranch:
    """Read which commits the evidence is about."""
    body = evidence.answers[0].body if evidence.answers else ""
    try:
        where = msgspec.json.decode(body, type=SignedBranch)
    except msgspec.MsgspecError as error:
        raise UnverifiedError(f"the evidence names no branch: {error}") from error
    # Git reads `main^2` as another branch than main.
    if not _BRANCH.fullmatch(where.branch):
        raise UnverifiedError(f"the evidence names no branch: {where.branch!r}")
    return where


def _statements(root: Path, where: SignedBranch) -> tuple[Answer, ...]:
    """Return every version of a statement that a commit of the branch holds, word by word."""
    found = change(root, where.base, where.tip).statements
    texts = git.contents(root, (each for _, each in found))
    return tuple(
        Answer(request=f"{each} {path}", status=200, body=texts[each].decode("utf-8", "replace"))
        for path, each in found
    )


def _doubts(root: Path, evidence: RawEvidence, where: SignedBranch) -> Iterator[Bilingual]:
    """Doubt evidence with other statements than the branch, and a merge that is none."""
    if evidence.answers[1:] != _statements(root, where):
        yield say(
            "R14",
            en="the evidence holds other statements than the branch",
            zh="证据所存的声明与分支上的不同",
        )
    if not where.merge:
        return
    if git.parents(root, where.merge) != (where.base, where.tip):
        yield say(
            "R4",
            en=f"the merge {short(where.merge)} did not bring {short(where.tip)} to"
            f" {short(where.base)}",
            zh=f"合并提交 {short(where.merge)} 并未把 {short(where.tip)} 合入 {short(where.base)}",
        )
    if where.merge not in git.mainline(root, f"refs/heads/{where.branch}"):
        yield say(
            "R4",
            en=f"the merge {short(where.merge)} is not in the line of {where.branch}",
            zh=f"合并提交 {short(where.merge)} 不在分支 {where.branch} 的主线上",
        )
