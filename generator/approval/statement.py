"""What a signed approval says, as the bytes that are signed and as the file that is kept."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from generator.render.canonical import canonical
from generator.workspace.check.approvals import OTHERS

if TYPE_CHECKING:
    from generator.render.canonical import Json
    from generator.workspace.model.approvals import ApprovalFile, SignedSection

NAMESPACE: Final = "reportgen-approval"
"""What the signatures are for: a signature made for anything else proves nothing here."""
FOLDER: Final = "report_data/approvals"


def message(statement: ApprovalFile) -> bytes:
    """Return the bytes that are signed: everything but the signature, canonical."""
    said: Json = {
        "type": f"{NAMESPACE}/1",
        "number": statement.number,
        "person": statement.person,
        "edition": statement.edition,
        "revision": statement.revision,
        "opinion": str(statement.opinion),
        "chain": statement.chain,
        "roles": list(statement.roles),
        "content": statement.content,
        "sections": {each.section: each.sha256 for each in statement.sections},
        "base": statement.base,
        "commit": statement.commit,
        "time": statement.time,
        "seen": list(statement.seen),
    }
    return canonical(said).encode()


def fingerprint(statement: ApprovalFile) -> str:
    """Return the name by which others say that they have seen a statement."""
    return hashlib.sha256(message(statement)).hexdigest()


def folder_of(edition: str | None, commit: str) -> str:
    """Return where statements about an edition, or about other changes at a commit, stand."""
    return f"{FOLDER}/{edition or f'{OTHERS}/{commit}'}"


def place(statement: ApprovalFile) -> str:
    """Return the only name that the file of a statement may have."""
    folder = folder_of(statement.edition, statement.commit)
    return f"{folder}/{statement.number}-{statement.person}.yml"


def file_text(statement: ApprovalFile) -> str:
    """Return the file of a statement."""
    lines = [
        "# Written by `reportgen approve`; the signature covers every value above it.",
        f"number: {statement.number}",
        f"person: {statement.person}",
        *_given("edition", statement.edition),
        f"revision: {statement.revision}",
        f"opinion: {statement.opinion}",
        f"chain: {statement.chain}",
        f"roles: [{', '.join(statement.roles)}]",
        *_given("content", statement.content),
        *(["sections:"] if statement.sections else []),
        *(_section_line(each) for each in statement.sections),
        f'base: "{statement.base}"',
        f'commit: "{statement.commit}"',
        f'time: "{statement.time}"',
        *(["seen:"] if statement.seen else []),
        *(f'  - "{digest}"' for digest in statement.seen),
        f'signature: "{statement.signature}"',
    ]
    return "\n".join(lines) + "\n"


def _section_line(signed: SignedSection) -> str:
    """Return the line of one section."""
    return f'  - {{section: {signed.section}, sha256: "{signed.sha256}"}}'


def _given(key: str, value: str | None) -> list[str]:
    """Return the line of a value that may be left out."""
    return [] if value is None else [f'{key}: "{value}"']
