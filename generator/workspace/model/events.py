"""Major events after which performance is told: an incident, a change or a release."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.workspace.model.types import (
    Bilingual,
    CaseId,
    Doc,
    Id,
    Instant,
    MetricId,
    OneOrMore,
    strict,
)


class EventKind(StrEnum):
    """What kind of record an event is bound to."""

    INCIDENT = "incident"
    CHANGE = "change"
    RELEASE = "release"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A major event, and what is compared before and after it (R-08)."""

    event: Annotated[Id, Doc("Name of the event in other files.", "事件编号。")]
    party: Annotated[Id, Doc("Party that it hit.", "受影响的相关方。")]
    kind: Annotated[EventKind, Doc("incident, change or release.", "事件、变更或发布。")]
    reference: Annotated[
        CaseId, Doc("Number of the incident, change or release.", "对应单据的编号。")
    ]
    services: Annotated[OneOrMore[Id], Doc("Services that it hit.", "受影响的服务。")]
    start: Annotated[Instant, Doc("When it began, on the party's clock.", "开始时刻。")]
    end: Annotated[Instant, Doc("When it was over.", "结束时刻。")]
    title: Annotated[Bilingual, Doc("Its name in a few words.", "简短名称。")]
    what: Annotated[Bilingual, Doc("What happened.", "发生了什么。")]
    metrics: Annotated[OneOrMore[MetricId], Doc("Metrics to compare.", "前后对比的指标。")]
    months: Annotated[
        int,
        Field(ge=1, le=12, strict=True),
        Doc("Months compared before and after.", "前后各对比几个月。"),
    ] = 3

    @property
    def days(self) -> tuple[date, date]:
        """Return its first and its last day."""
        return date.fromisoformat(self.start[:10]), date.fromisoformat(self.end[:10])
