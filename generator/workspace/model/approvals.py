"""Signed approvals: who approved which content of an edition, as a file that proves itself."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.workspace.model.outages import UtcInstant
from generator.workspace.model.types import (
    CommitId,
    Doc,
    EditionName,
    Id,
    OneOrMany,
    Sha256,
    SignatureText,
    strict,
)


class SignedOpinion(StrEnum):
    """What a signed file says."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request-changes"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class SignedSection:
    """A section, and what it said."""

    section: Annotated[Id, Doc("Section.", "章节。")]
    sha256: Annotated[Sha256, Doc("Fingerprint of its text and figures.", "文字与数据的指纹。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalFile:
    """One statement of one person; the signature covers everything else in the file."""

    number: Annotated[
        int, Field(ge=1, le=9999, strict=True), Doc("Number in the file's name.", "文件序号。")
    ]
    person: Annotated[Id, Doc("Who signs.", "签署人。")]
    edition: Annotated[
        EditionName | None,
        Doc(
            "Edition that it is about; left out for other changes.",
            "所针对的期次，其他改动则省略。",
        ),
    ] = None
    revision: Annotated[
        int,
        Field(ge=1, le=9999, strict=True),
        Doc("Revision that would be issued.", "将发布的修订号。"),
    ] = 1
    opinion: Annotated[SignedOpinion, Doc("approve or request-changes.", "意见。")]
    chain: Annotated[Id, Doc("Chain that it is given for.", "所用的审批链。")]
    roles: Annotated[
        OneOrMany[Id], Doc("Roles of the chain that the person holds.", "所担任的角色。")
    ]
    content: Annotated[
        Sha256 | None, Doc("Fingerprint of page and figures.", "页面与数据的指纹。")
    ] = None
    sections: Annotated[
        tuple[SignedSection, ...], Doc("Fingerprint of each section.", "各章节的指纹。")
    ] = ()
    base: Annotated[CommitId, Doc("Commit that it would be merged into.", "目标分支的提交。")]
    commit: Annotated[CommitId, Doc("Commit that was looked at.", "所审阅的提交。")]
    time: Annotated[UtcInstant, Doc("When it was signed, in UTC.", "签署时间（UTC）。")]
    seen: Annotated[
        OneOrMany[Sha256],
        Doc("Fingerprints of the statements that were there.", "已见声明的指纹。"),
    ] = ()
    signature: Annotated[SignatureText, Doc("SSH signature, base64.", "SSH 签名（base64）。")]
