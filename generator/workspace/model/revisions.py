"""What is different from what was issued: new revisions, withdrawals and waivers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.workspace.model.types import (
    Bilingual,
    Day,
    Doc,
    Id,
    Line,
    OneOrMany,
    PeriodLabel,
    Sha256,
    strict,
)


class RevisionKind(StrEnum):
    """Why there is a new revision."""

    RESTATED = "restated"
    WITHDRAWN = "withdrawn"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One figure or verdict that is different now."""

    figure: Annotated[
        Line, Doc("Figure or promise, as restate writes it.", "数值或承诺，由 restate 写出。")
    ]
    period: Annotated[Line, Doc("Period that it is about.", "所属周期。")]
    old: Annotated[Line, Doc("What was issued; - for nothing.", "签发时的值，无则写 -。")]
    new: Annotated[Line, Doc("What it is now; - for nothing.", "现在的值，无则写 -。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionEntry:
    """A revision after the first: why, by whom, and what it changes."""

    revision: Annotated[
        int, Field(ge=2, le=9_999, strict=True), Doc("From 2.", "修订号，从 2 起。")
    ]
    kind: Annotated[RevisionKind, Doc("restated or withdrawn.", "更正或撤回。")] = (
        RevisionKind.RESTATED
    )
    reason: Annotated[Bilingual, Doc("Why; printed on the page.", "原因，印在页面上。")]
    author: Annotated[Id, Doc("Person who wrote it.", "编写人。")]
    approver: Annotated[Id, Doc("Another person who agreed.", "同意的人，须为另一人。")]
    date: Annotated[Day, Doc("Day on which it was agreed.", "同意的日期。")]
    supersedes: Annotated[
        Sha256, Doc("Hash of the manifest that it replaces.", "被取代版本的清单哈希值。")
    ]
    notify: Annotated[
        OneOrMany[Id], Doc("Roles that are told, beside all holders.", "除持有人外需通知的角色。")
    ] = ()
    changes: Annotated[
        tuple[Change, ...], Field(max_length=2_000), Doc("Old and new values.", "新旧数值。")
    ] = ()


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWaiver:
    """Differences that are known and lead to no new revision."""

    reason: Annotated[Bilingual, Doc("Why no new revision is made.", "不出新修订的原因。")]
    accepted_by: Annotated[Id, Doc("Person who accepted it.", "同意的人。")]
    date: Annotated[Day, Doc("Day on which it was accepted.", "同意的日期。")]
    changes: Annotated[
        tuple[Change, ...],
        Field(min_length=1, max_length=2_000),
        Doc("Old and new values.", "新旧数值。"),
    ]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionFile:
    """Everything that happened to an edition after it was issued."""

    report: Annotated[Id, Doc("The report.", "报告编号。")]
    period: Annotated[PeriodLabel, Doc("The period.", "周期。")]
    revisions: Annotated[
        tuple[RevisionEntry, ...], Field(max_length=100), Doc("From 2 on.", "自第 2 次起的修订。")
    ] = ()
    waivers: Annotated[
        tuple[ChangeWaiver, ...], Field(max_length=100), Doc("Accepted.", "已接受的差异。")
    ] = ()

    @property
    def edition(self) -> str:
        """Return report/period."""
        return f"{self.report}/{self.period.label}"

    @property
    def newest(self) -> int:
        """Return the newest revision that the file knows."""
        return max((entry.revision for entry in self.revisions), default=1)
