"""What readers say about editions, what they are answered, and what meetings decide."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.workspace.model.types import (
    ActionId,
    BothOrOne,
    Day,
    Doc,
    EditionName,
    FigureName,
    Id,
    OneOrMany,
    OneOrMore,
    strict,
)


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody said about an edition, and the answer."""

    id: Annotated[ActionId, Doc("Such as F-2013-01.", "反馈编号，如 F-2013-01。")]
    edition: Annotated[EditionName, Doc("report/period.", "报告/周期。")]
    figure: Annotated[
        FigureName | None, Doc("Figure that it is about: metric@service.", "所涉数值。")
    ] = None
    received: Annotated[Day, Doc("Day on which it came.", "收到日期。")]
    by: Annotated[Id, Doc("Role that said it.", "提出人角色。")]
    text: Annotated[BothOrOne, Doc("What was said.", "反馈内容。")]
    answer_due: Annotated[Day, Doc("Day by which it is answered.", "答复期限。")]
    answer: Annotated[BothOrOne | None, Doc("The answer.", "答复。")] = None
    answered: Annotated[Day | None, Doc("Day of the answer.", "答复日期。")] = None
    answered_by: Annotated[Id | None, Doc("Role that answered.", "答复人角色。")] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackFile:
    """Feedback of one party."""

    party: Annotated[Id, Doc("Party that said it.", "相关方。")]
    feedback: Annotated[tuple[Remark, ...], Field(max_length=2_000), Doc("It.", "反馈。")]


class DecisionState(StrEnum):
    """How far a decision is."""

    ASKED = "asked"
    TAKEN = "taken"
    DECLINED = "declined"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something that a meeting was asked to decide."""

    text: Annotated[BothOrOne, Doc("What is decided.", "决定内容。")]
    state: Annotated[DecisionState, Doc("asked, taken or declined.", "状态。")]
    by: Annotated[Id, Doc("Role that decides.", "决定人角色。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A meeting about editions."""

    id: Annotated[ActionId, Doc("Such as V-2013-01.", "评审编号，如 V-2013-01。")]
    date: Annotated[Day, Doc("Day of the meeting.", "评审日期。")]
    editions: Annotated[OneOrMore[EditionName], Doc("report/period.", "所评审的期次。")]
    attended: Annotated[OneOrMore[Id], Doc("Roles that were there.", "出席角色。")]
    decisions: Annotated[tuple[Decision, ...], Doc("What was decided.", "决定。")] = ()
    actions: Annotated[OneOrMany[ActionId], Doc("Actions that it began.", "产生的措施。")] = ()


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFile:
    """Reviews with one party."""

    party: Annotated[Id, Doc("Party whose reports were reviewed.", "相关方。")]
    reviews: Annotated[tuple[Review, ...], Field(max_length=2_000), Doc("The reviews.", "评审。")]
