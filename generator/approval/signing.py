"""Make a signed approval: what it says, under whose key it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator import git, sshkeygen
from generator.approval.change import change
from generator.approval.commits import contents_at, mandates_at
from generator.approval.mandates import key_of
from generator.approval.paths import touched
from generator.approval.signed import next_revision, statements_of
from generator.approval.signedfiles import chain_and_roles
from generator.approval.statement import NAMESPACE, fingerprint, message
from generator.errors import UsageError
from generator.workspace.check.approvals import OTHERS
from generator.workspace.model.approvals import ApprovalFile, SignedOpinion, SignedSection

if TYPE_CHECKING:
    from pathlib import Path

    from generator.approval.change import Change
    from generator.approval.content import EditionContent
    from generator.approval.mandates import Mandates
    from generator.workspace.model.organisation import Person

_UNSIGNED: Final = "A" * 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement before it is signed, and who would sign it."""

    person: Person
    statement: ApprovalFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What somebody wants to sign: an edition, or `others`; merged into `base`, a commit."""

    edition: str
    base: str
    key: Path
    opinion: SignedOpinion
    now: str


def draft_statement(root: Path, wish: Signing) -> Draft:
    """Return what somebody would sign about the change on the current branch.

    Raises UsageError where there is nothing for that person to say.
    """
    known = mandates_at(root, wish.base)
    found = change(root, wish.base, git.commit_id(root, "HEAD"))
    person = _holder(known, sshkeygen.public_key(wish.key))
    about = None if wish.edition == OTHERS else wish.edition
    content = _content(root, found, known, about)
    chain, roles = chain_and_roles(about, person.id, known)
    if not roles:
        raise UsageError(f"{person.name} holds no role of the chain {chain!r}")
    said = statements_of(root, found, known)
    statement = ApprovalFile(
        number=_next_number(found),
        person=person.id,
        edition=about,
        revision=next_revision(root, about, wish.base) if about else 1,
        opinion=wish.opinion,
        chain=chain,
        roles=roles,
        content=content.whole if about else None,
        sections=tuple(
            SignedSection(section=name, sha256=digest) for name, digest in content.sections.items()
        ),
        base=wish.base,
        commit=found.head,
        time=wish.now,
        seen=tuple(fingerprint(each) for each in said),
        signature=_UNSIGNED,
    )
    return Draft(person=person, statement=statement)


def signed(statement: ApprovalFile, key: Path) -> ApprovalFile:
    """Return a statement with the signature of a private key."""
    signature = sshkeygen.sign(message(statement), key, NAMESPACE)
    return replace(statement, signature=signature)


def _holder(known: Mandates, key: str) -> Person:
    """Return whose key it is at the base; UsageError when it is nobody's."""
    holders = [p for p in known.people if key_of(key) in map(key_of, p.signing_keys)]
    if len(holders) != 1:
        raise UsageError("the key stands beside no person, or two, in people.yml of the base")
    return holders[0]


def _content(root: Path, found: Change, known: Mandates, about: str | None) -> EditionContent:
    """Return what the change holds of an edition or of the other paths, without `about`."""
    changed = touched(found.paths, known.party_of)
    held = contents_at(root, (found.head,), changed)[found.head]
    if about is None and not changed.others:
        raise UsageError("the branch changes nothing but editions and their inputs")
    if about is not None and about not in held:
        named = ", ".join(changed.editions) or "none"
        raise UsageError(f"the branch does not bring {about} whole; its editions: {named}")
    return held[about or ""]


def _next_number(found: Change) -> int:
    """Return a number above those of all statements of the branch."""
    stems = (path.rpartition("/")[2].partition("-")[0] for path, _ in found.statements)
    return 1 + max((int(stem) for stem in stems if stem.isdecimal()), default=0)
