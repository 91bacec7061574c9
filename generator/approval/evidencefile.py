"""Files of raw evidence: a second auditor decides again from them, without the forge (R14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

import msgspec

from generator.approval.forge import Answer, RawEvidence, UnverifiedError
from generator.render.canonical import canonical

if TYPE_CHECKING:
    from generator.render.canonical import Json

SCHEMA: Final = 1


class _SavedAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """An answer with the fingerprint that it had when it came."""

    request: str
    status: int
    body: str
    link: str
    sha256: str


class _SavedEvidence(msgspec.Struct, forbid_unknown_fields=True):
    """The whole file."""

    schema: Literal[1]
    forge: str
    server: str
    repository: str
    number: Annotated[int, msgspec.Meta(ge=0)]
    answers: tuple[_SavedAnswer, ...]


def evidence_text(evidence: RawEvidence) -> str:
    """Return the file: canonical JSON, the same for the same answers."""
    answers: list[Json] = [
        {
            "request": answer.request,
            "status": answer.status,
            "link": answer.link,
            "body": answer.body,
            "sha256": answer.sha256,
        }
        for answer in evidence.answers
    ]
    whole: Json = {
        "schema": SCHEMA,
        "forge": evidence.forge,
        "server": evidence.server,
        "repository": evidence.repository,
        "number": evidence.number,
        "answers": answers,
    }
    return canonical(whole, indent=1)


def read_evidence(text: bytes, name: str) -> RawEvidence:
    """Return the answers of a file; UnverifiedError when it was changed or cannot be read."""
    try:
        saved = msgspec.json.decode(text, type=_SavedEvidence)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UnverifiedError(f"{name} is no evidence of this program: {error}") from error
    answers = tuple(_answer(each, name) for each in saved.answers)
    return RawEvidence(
        forge=saved.forge,
        server=saved.server,
        repository=saved.repository,
        number=saved.number,
        answers=answers,
    )


def _answer(saved: _SavedAnswer, name: str) -> Answer:
    """Return one answer, whose fingerprint must still be right."""
    answer = Answer(request=saved.request, status=saved.status, body=saved.body, link=saved.link)
    if answer.sha256 != saved.sha256:
        raise UnverifiedError(f"{name}: the answer to {saved.request} was changed after it came")
    return answer
