"""Controlled documents: their versions, and who signed each of them (R-90 to R-95)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.workspace.model.types import (
    Bilingual,
    Day,
    Doc,
    Id,
    Line,
    OneOrMore,
    PageName,
    Sha256,
    Version,
    strict,
)


class DocumentLevel(StrEnum):
    """The levels of documents of a management system (R-94)."""

    POLICY = "policy"
    PROCEDURE = "procedure"
    INSTRUCTION = "instruction"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who did something with a version, and on which day."""

    by: Annotated[Id, Doc("Person of people.yml.", "人员编号。")]
    date: Annotated[Day, Doc("Day.", "日期。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFile:
    """A file as it was when it was signed."""

    path: Annotated[PageName, Doc("Name from the root of the repository.", "文件路径。")]
    sha256: Annotated[Sha256, Doc("Fingerprint.", "文件的 sha256。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentVersion:
    """One version of a document: its files by their sha256, and who stands for it.

    Below 1.0 it is a draft, for reference only, and never in force (N-9).
    """

    version: Annotated[Version, Doc("Below 1.0 it is a draft.", "版本，小于 1.0 为草案。")]
    effective: Annotated[
        Day | None,
        Doc("First day in force; the version before ends then.", "生效日期，前一版同时失效。"),
    ] = None
    author: Annotated[Signature, Doc("Who wrote it.", "编制人及日期。")]
    reviewed: Annotated[Signature | None, Doc("Who reviewed it.", "审查人及日期。")] = None
    approved: Annotated[Signature | None, Doc("Who approved it.", "批准人及日期。")] = None
    files: Annotated[OneOrMore[SignedFile], Doc("What was signed.", "签署的文件。")]

    @property
    def is_draft(self) -> bool:
        """Tell whether the version is below 1.0."""
        return self.version.startswith("0.")


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ControlledDocument:
    """A document under control, its versions from the first to the newest."""

    number: Annotated[Line, Doc("Number of the document.", "文件编号。")]
    title: Annotated[Bilingual, Doc("Title.", "文件名称。")]
    level: Annotated[DocumentLevel, Doc("policy, procedure or instruction.", "文件级别。")]
    owner: Annotated[Id, Doc("Role that keeps it right.", "责任角色。")]
    review_by: Annotated[Day, Doc("Day by which it is reviewed again.", "复核期限。")]
    distribution: Annotated[OneOrMore[Id], Doc("Roles that get it.", "分发角色。")]
    versions: Annotated[
        tuple[DocumentVersion, ...], Field(min_length=1), Doc("In order.", "版本，按顺序。")
    ]

    def in_force(self, day: date) -> DocumentVersion | None:
        """Return the version in force on a day: the last that took effect, if any (N-10)."""
        begun = [each for each in self.versions if each.effective and each.effective <= day]
        return begun[-1] if begun else None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """All controlled documents."""

    documents: Annotated[tuple[ControlledDocument, ...], Doc("The documents.", "受控文件。")] = ()
