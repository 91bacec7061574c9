"""What is done about what happened: actions, and misses that nothing is done about."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.workspace.model.agreements import ALL
from generator.workspace.model.types import (
    ActionId,
    BothOrOne,
    ClauseRef,
    Day,
    Doc,
    Flag,
    Id,
    OneOrMany,
    OneOrMore,
    PeriodLabel,
    strict,
)


class ActionKind(StrEnum):
    """Why something is done."""

    IMPROVEMENT = "improvement"
    CORRECTIVE = "corrective"
    PREVENTIVE = "preventive"


class ActionStatus(StrEnum):
    """How far it is."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The promise that an action answers: a clause, its services and periods."""

    clause: Annotated[ClauseRef, Doc("Clause: agreement/clause.", "条款：协议/条款。")]
    services: Annotated[
        OneOrMore[Id], Doc('Services of the clause; "all" is every one.', "条款涉及的服务。")
    ] = (ALL,)
    first: Annotated[PeriodLabel, Doc("First period that it answers.", "所针对的首个周期。")]
    last: Annotated[
        PeriodLabel | None, Doc("Last one; the first when left out.", "末个周期，可留空。")
    ] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that somebody does by a day; whether it helped is computed."""

    id: Annotated[ActionId, Doc("Such as A-2013-07; never reused.", "措施编号，如 A-2013-07。")]
    kind: Annotated[ActionKind, Doc("improvement, corrective, preventive.", "措施类型。")]
    title: Annotated[BothOrOne, Doc("What is done.", "措施内容。")]
    cause: Annotated[BothOrOne, Doc("Why: the cause that was found.", "原因。")]
    answers: Annotated[
        OneOrMany[Answered],
        Doc("The promises that were missed or are at risk.", "所针对的承诺。"),
    ] = ()
    owner: Annotated[Id, Doc("Role that sees to it.", "责任角色。")]
    opened: Annotated[Day, Doc("Day on which it was decided.", "提出日期。")]
    due: Annotated[Day, Doc("Day by which it is to be done.", "计划完成日期。")]
    status: Annotated[ActionStatus, Doc("open, done or cancelled.", "状态。")] = ActionStatus.OPEN
    closed: Annotated[
        Day | None, Doc("Day on which it was done or cancelled.", "完成或取消的日期。")
    ] = None
    internal: Annotated[Flag, Doc("Not shown to the customer.", "仅供内部，不向客户展示。")] = False


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A miss that nothing is done about, accepted by somebody until a day."""

    clause: Annotated[ClauseRef, Doc("Clause: agreement/clause.", "条款：协议/条款。")]
    services: Annotated[
        OneOrMore[Id], Doc('Services of the clause; "all" is every one.', "条款涉及的服务。")
    ] = (ALL,)
    first: Annotated[Day, Doc("First day of the periods that it covers.", "覆盖的首日。")]
    until: Annotated[Day, Doc("Last day of the periods that it covers.", "覆盖的末日。")]
    reason: Annotated[BothOrOne, Doc("Why nothing is done.", "不采取措施的原因。")]
    accepted_by: Annotated[Id, Doc("Role that accepted it.", "批准豁免的角色。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFile:
    """Actions and waivers about the services of one party."""

    party: Annotated[Id, Doc("Party whose services they are about.", "相关方。")]
    actions: Annotated[
        tuple[Action, ...], Field(max_length=2_000), Doc("The actions.", "措施。")
    ] = ()
    waivers: Annotated[
        tuple[Waiver, ...], Field(max_length=500), Doc("Accepted misses.", "已接受的未达标。")
    ] = ()
