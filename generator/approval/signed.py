"""Approvals without a forge: signed files on a branch become the same facts as reviews."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from generator import git
from generator.approval.change import change
from generator.approval.commits import contents_at
from generator.approval.evidence import SIGNER, Account, Opinion, PullRequest, Review
from generator.approval.paths import touched
from generator.approval.sentences import say
from generator.approval.signedfiles import Bench, does_not_count, objection, read_statement
from generator.approval.statement import fingerprint
from generator.workspace.model.approvals import ApprovalFile, SignedOpinion
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.approval.change import Change
    from generator.approval.mandates import Mandates

RELEASES: Final = "refs/tags/report/"
_OPINIONS: Final = {
    SignedOpinion.APPROVE: Opinion.APPROVED,
    SignedOpinion.REQUEST_CHANGES: Opinion.CHANGES_REQUESTED,
}


def signed_change(root: Path, base: str, tip: str, branch: str, known: Mandates) -> PullRequest:
    """Return what a branch brings and who signed it, as the facts of a decision.

    `base` and `tip` are commits, `branch` the name of the branch that is merged into.
    """
    found = change(root, base, tip)
    statements, notes = _accepted(root, found, known)
    ids = {fingerprint(each): place for place, each in enumerate(statements, 1)}
    return PullRequest(
        number=0,
        author=None,
        base_branch=branch,
        main_branch=branch,
        base=base,
        head=found.head,
        paths=found.paths,
        commits=found.commits,
        reviews=tuple(_reviews(statements, ids)),
        doubts=tuple(_lost(statements, ids, known)),
        notes=notes,
    )


def statements_of(root: Path, found: Change, known: Mandates) -> tuple[ApprovalFile, ...]:
    """Return the statements that count on a branch, in their order."""
    return _accepted(root, found, known)[0]


def next_revision(root: Path, edition: str, base: str) -> int:
    """Return the revision that an edition would be issued as: one more than was out at the base.

    So the answer stays the same after later releases.
    """
    prefix = f"{RELEASES}{edition.replace('..', '--')}/r"
    names = git.references(root, prefix.rpartition("/")[0])
    numbers = {name: name.removeprefix(prefix) for name in names}
    out = (
        int(number)
        for name, number in numbers.items()
        if number.isdecimal() and git.is_ancestor(root, git.commit_id(root, name), base)
    )
    return 1 + max(out, default=0)


def _accepted(
    root: Path, found: Change, known: Mandates
) -> tuple[tuple[ApprovalFile, ...], tuple[Bilingual, ...]]:
    """Sort the files of a branch: statements in their order, and a sentence for each other one."""
    texts = git.contents(root, (each for _, each in found.statements))
    read = [(path, read_statement(path, texts[each])) for path, each in found.statements]
    readable = [(path, said) for path, said in read if isinstance(said, ApprovalFile)]
    bench = _bench(root, found, known, [said for _, said in readable])
    judged = [(path, said, objection(path, said, bench)) for path, said in readable]
    by_print = {fingerprint(said): said for _, said, refused in judged if refused is None}
    statements = {each: said for each, said in by_print.items() if not _is_early(said, by_print)}
    notes = (
        *(said for _, said in read if isinstance(said, Bilingual)),
        *(refused for _, _, refused in judged if refused is not None),
        *(_early(path) for path, said, _ in judged if _is_early(said, by_print)),
    )
    return tuple(sorted(statements.values(), key=_order)), tuple(dict.fromkeys(notes))


def _bench(root: Path, found: Change, known: Mandates, statements: Iterable[ApprovalFile]) -> Bench:
    """Gather what statements are held against."""
    said = tuple(statements)
    changed = touched(found.paths, known.party_of)
    commits = (each.commit for each in said if each.commit in found.known)
    bases = {each.base for each in said}
    return Bench(
        change=found,
        touched=changed,
        mandates=known,
        contents=contents_at(root, commits, changed),
        bases=frozenset(each for each in bases if git.is_ancestor(root, each, found.base)),
        revisions={name: next_revision(root, name, found.base) for name in changed.editions},
    )


def _order(statement: ApprovalFile) -> tuple[int, str]:
    """Return the place of a statement: its number, then its person."""
    return statement.number, statement.person


def _is_early(statement: ApprovalFile, known: Mapping[str, ApprovalFile]) -> bool:
    """Tell whether a statement stands before one that it says to have seen."""
    seen = (known[each] for each in statement.seen if each in known)
    return any(each.number >= statement.number for each in seen)


def _early(path: str) -> Bilingual:
    """Say that a file has a number that cannot be."""
    reason = Bilingual(
        en="its number is not above those that it has seen", zh="其序号不大于其所见声明的序号"
    )
    return does_not_count(path, reason)


def _reviews(statements: tuple[ApprovalFile, ...], ids: Mapping[str, int]) -> Iterator[Review]:
    """Give the statements as reviews, in their order."""
    known: dict[int, frozenset[int]] = {}
    for place, said in enumerate(statements, 1):
        direct = {ids[each] for each in said.seen if each in ids}
        known[place] = frozenset(direct).union(*(known[each] for each in direct))
        yield Review(
            id=place,
            account=Account(id=0, login=said.person, kind=SIGNER),
            opinion=_OPINIONS[said.opinion],
            commit=said.commit,
            submitted=datetime.fromisoformat(said.time),
            seen=known[place],
            about=said.edition or "",
        )


def _lost(
    statements: tuple[ApprovalFile, ...], ids: Mapping[str, int], known: Mandates
) -> Iterator[Bilingual]:
    """Doubt a branch from which a statement was taken that somebody has seen (B09)."""
    names = {person.id: person.name for person in known.people}
    for said in statements:
        if not ids.keys() >= set(said.seen):
            name = names[said.person]
            yield say(
                "R11",
                en=f"{name} has seen a statement that is not on the branch any more",
                zh=f"{name}见过的一份声明已不在分支上",
            )
