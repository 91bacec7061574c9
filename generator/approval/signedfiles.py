"""Signed files that count as reviews, and a sentence for each that does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.approval.sentences import say, short
from generator.approval.statement import NAMESPACE, message, place
from generator.sshkeygen import is_signed_by
from generator.strictyaml import Document, parse
from generator.workspace.decode import decode
from generator.workspace.model.approvals import ApprovalFile
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from generator.approval.binding import Contents
    from generator.approval.change import Change
    from generator.approval.mandates import Mandates
    from generator.approval.paths import Touched
    from generator.workspace.model.organisation import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a statement is held against.

    `bases` are the commits that statements name as base and that are part of its history;
    `revisions` maps an edition to the revision that would be issued.
    """

    change: Change
    touched: Touched
    mandates: Mandates
    contents: Contents
    bases: frozenset[str]
    revisions: Mapping[str, int]


def read_statement(path: str, source: bytes) -> ApprovalFile | Bilingual:
    """Return what a file says, or that nobody can read it."""
    document = parse(source, path)
    found = decode(ApprovalFile, document, path) if isinstance(document, Document) else document
    if isinstance(found, ApprovalFile):
        return found
    return does_not_count(path, Bilingual(en="it is no statement", zh="不是可读的声明"))


def objection(path: str, statement: ApprovalFile, bench: Bench) -> Bilingual | None:
    """Return why a file does not count, None when it does."""
    if place(statement) != path:
        reason = Bilingual(en="it was moved or renamed", zh="文件被移动或改名")
        return does_not_count(path, reason)
    found = (question(statement, bench) for question in OBJECTIONS)
    reason_found = next((reason for reason in found if reason is not None), None)
    return None if reason_found is None else does_not_count(path, reason_found)


def does_not_count(path: str, reason: Bilingual) -> Bilingual:
    """Return the sentence that a file is no approval."""
    return say("R1", en=f"{path} does not count: {reason.en}", zh=f"{path} 不计入：{reason.zh}")


def unknown_signer(statement: ApprovalFile, bench: Bench) -> Bilingual | None:
    """Refuse people whom the base does not know, or of whom it has no key."""
    person = _person(statement, bench)
    if person is not None and person.signing_keys:
        return None
    return Bilingual(
        en=f"people.yml of the base commit has no key of {statement.person!r}",
        zh=f"目标分支的 people.yml 中没有 {statement.person} 的密钥",
    )


def not_signed(statement: ApprovalFile, bench: Bench) -> Bilingual | None:
    """Refuse what nobody, or somebody else, has signed, or what was changed afterwards."""
    person = _person(statement, bench)
    keys = person.signing_keys if person else ()
    signature = statement.signature
    if is_signed_by(message(statement), signature, statement.person, keys, NAMESPACE):
        return None
    return Bilingual(
        en=f"the signature is not that of {person.name if person else '?'} under these words",
        zh=f"签名不是{person.name if person else '?'}对这些内容的签名",
    )


def other_change(statement: ApprovalFile, bench: Bench) -> Bilingual | None:
    """Refuse what is about an edition or commit that this change does not have."""
    about = statement.edition or ""
    is_touched = about in bench.touched.editions if about else bool(bench.touched.others)
    if is_touched and statement.commit in bench.change.known:
        return None
    return Bilingual(
        en=f"it is about {statement.edition or 'other changes'} at {short(statement.commit)},"
        " which is no part of this change",
        zh=f"所针对的是 {short(statement.commit)} 的{statement.edition or '其他改动'}，"
        "不属于本次改动",
    )


def other_base(statement: ApprovalFile, bench: Bench) -> Bilingual | None:
    """Refuse what was signed for another branch."""
    if statement.base in bench.bases:
        return None
    return Bilingual(
        en=f"it was signed for another base, {short(statement.base)}",
        zh=f"签署时的目标 {short(statement.base)} 不属于本目标分支",
    )


def other_revision(statement: ApprovalFile, bench: Bench) -> Bilingual | None:
    """Refuse what was signed for a revision that is out already, or is not due."""
    wanted = bench.revisions.get(statement.edition or "", 1)
    if statement.revision == wanted:
        return None
    return Bilingual(
        en=f"it is for revision {statement.revision}, and r{wanted} would be issued",
        zh=f"针对修订 {statement.revision}，而将发布的是 r{wanted}",
    )


def other_role(statement: ApprovalFile, bench: Bench) -> Bilingual | None:
    """Refuse what was signed in a chain or role that the base does not give."""
    if (statement.chain, statement.roles) == mandate_of(statement, bench.mandates):
        return None
    return Bilingual(
        en=f"it is given in the chain {statement.chain} as {', '.join(statement.roles)}, which"
        " the base commit does not say",
        zh=f"其审批链 {statement.chain} 或角色 {', '.join(statement.roles)} 与目标分支不符",
    )


def other_content(statement: ApprovalFile, bench: Bench) -> Bilingual | None:
    """Refuse what names another content than its commit has."""
    if statement.edition is None:
        return None
    held = bench.contents.get(statement.commit, {}).get(statement.edition)
    named = (statement.content, {each.section: each.sha256 for each in statement.sections})
    if held is not None and named == (held.whole, dict(held.sections)):
        return None
    return Bilingual(
        en=f"its fingerprints are not those of {short(statement.commit)}",
        zh=f"其指纹与 {short(statement.commit)} 的内容不符",
    )


OBJECTIONS: Final[tuple[Callable[[ApprovalFile, Bench], Bilingual | None], ...]] = (
    unknown_signer,
    not_signed,
    other_change,
    other_base,
    other_revision,
    other_role,
    other_content,
)


def mandate_of(statement: ApprovalFile, mandates: Mandates) -> tuple[str, tuple[str, ...]]:
    """Return chain and roles in which a person can sign."""
    return chain_and_roles(statement.edition, statement.person, mandates)


def chain_and_roles(
    edition: str | None, person_id: str, mandates: Mandates
) -> tuple[str, tuple[str, ...]]:
    """Return the chain of an edition, or of other changes, and a person's roles in it."""
    report = mandates.reports.get((edition or "").partition("/")[0])
    name = (report.chain if report else "") if edition else mandates.others or ""
    chain = mandates.chains.get(name)
    asked = {role for stage in chain.stages for role in stage.by.roles} if chain else set()
    person = next((each for each in mandates.people if each.id == person_id), None)
    return name, tuple(role for role in person.roles if role in asked) if person else ()


def _person(statement: ApprovalFile, bench: Bench) -> Person | None:
    """Return the person who is said to have signed."""
    return next((each for each in bench.mandates.people if each.id == statement.person), None)
