"""The log of outages: how an export is read, and the lines that stay beside the records."""

from collections import abc
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from generator.kinds import DowntimeReason, OutageKind
from generator.workspace.model.counting import Expression
from generator.workspace.model.sources import ColumnName, ExportReading
from generator.workspace.model.types import (
    UTC_PATTERN,
    Bilingual,
    CaseId,
    Count,
    Doc,
    Flag,
    Id,
    Line,
    MetricId,
    PeriodLabel,
    strict,
)


def _utc(value: str) -> str:
    """Accept instants that are in the calendar."""
    try:
        datetime.fromisoformat(value)
    except ValueError as impossible:
        raise ValueError("an instant in UTC such as 2022-04-08T23:01:00Z") from impossible
    return value


UtcInstant = Annotated[str, StringConstraints(pattern=UTC_PATTERN), AfterValidator(_utc)]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class OutageLine:
    """One outage or maintenance window of one service, and what became of its seconds.

    The order of the fields is the order of the keys in a line.
    """

    case: Annotated[CaseId, Doc("Case in the source.", "单号。")]
    service: Annotated[Id, Doc("Service that was down.", "受影响的服务。")]
    source: Annotated[Id, Doc("One of the file's sources.", "数据来源编号。")]
    kind: Annotated[OutageKind, Doc("outage or maintenance.", "中断或维护。")]
    start: Annotated[UtcInstant, Doc("First second without service.", "开始时刻（UTC）。")]
    end: Annotated[UtcInstant, Doc("First second of service again.", "恢复时刻（UTC）。")]
    open: Annotated[
        Flag, Doc("It went on when the log ended, with its end.", "日志结束时未恢复。")
    ] = False
    users: Annotated[Count | None, Doc("Users that it hit.", "受影响的用户数。")] = None
    announced: Annotated[
        UtcInstant | None, Doc("When users were told of maintenance.", "维护的通知时刻。")
    ] = None
    approval: Annotated[Line | None, Doc("Id of the approval.", "维护的批准编号。")] = None
    carried: Annotated[
        Flag, Doc("Its interruption was counted in an earlier month.", "中断次数已计入以前月份。")
    ] = False
    seconds: Annotated[
        abc.Mapping[DowntimeReason, Count],
        Doc("What became of its seconds, by reason.", "各秒的归类。"),
    ]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Covers:
    """The months of which a log tells everything."""

    first: Annotated[PeriodLabel, Doc("First month.", "首月。")]
    last: Annotated[PeriodLabel, Doc("Last month.", "末月。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class OutageRule:
    """What a case says: SQL expressions over its columns."""

    start: Annotated[Expression, Doc("Instant at which service ended.", "中断开始时刻。")]
    end: Annotated[
        Expression, Doc("Instant at which it was back; nothing while it goes on.", "恢复时刻。")
    ]
    maintenance: Annotated[
        Expression | None, Doc("True for maintenance.", "为真时是维护窗口。")
    ] = None
    users: Annotated[Expression | None, Doc("Users that were hit.", "受影响的用户数。")] = None
    announced: Annotated[
        Expression | None, Doc("Instant at which users were told.", "通知时刻。")
    ] = None
    approval: Annotated[
        Expression | None, Doc("Id of the approval of maintenance.", "批准编号。")
    ] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class OutageServices:
    """Which services a case touches; one case may touch several."""

    column: Annotated[ColumnName, Doc("Column that tells the services.", "服务列。")]
    map: Annotated[
        abc.Mapping[Line, Id], Field(min_length=1), Doc("Item to service.", "列值与服务的对应。")
    ]
    passed_over: Annotated[
        tuple[Line, ...], Doc("Items that are no service.", "不是服务的列值。")
    ] = ()


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class OutageMetrics:
    """Which metric takes which view of the seconds."""

    agreed: Annotated[
        MetricId | None, Doc("Availability as agreed, AVL-01.", "协议口径的可用率。")
    ] = None
    user: Annotated[
        MetricId | None, Doc("Availability as users saw it, AVL-02.", "用户口径的可用率。")
    ] = None
    planned: Annotated[
        MetricId | None, Doc("Share of planned maintenance, AVL-07.", "计划停机占比。")
    ] = None
    outages: Annotated[MetricId | None, Doc("Number of interruptions.", "中断次数。")] = None
    restore: Annotated[
        MetricId | None, Doc("Mean length of an interruption, AVL-03.", "平均恢复时间。")
    ] = None
    longest: Annotated[MetricId | None, Doc("Longest interruption.", "最长中断。")] = None
    user_time: Annotated[
        MetricId | None, Doc("Users hit times how long, AVL-06.", "用户中断时长。")
    ] = None

    @property
    def by_view(self) -> dict[str, str]:
        """Return view -> metric, in the order in which tables show them."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {view: metric for view, metric in named if metric is not None}


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class OutageLog(ExportReading):
    """How the export of an outage log becomes records of availability."""

    service: Annotated[OutageServices, Doc("Which services it touches.", "服务归属。")]
    outage: Annotated[OutageRule, Doc("What a case says.", "中断规则。")]
    agreement: Annotated[Id, Doc("Agreement whose terms hold.", "所适用的协议。")]
    covers: Annotated[Covers, Doc("Months that the log is complete for.", "日志完整的月份。")]
    metrics: Annotated[OutageMetrics, Doc("What is measured.", "度量的指标。")]
    note: Annotated[
        Bilingual | None, Doc("Printed beside the list of outages.", "与中断清单一并打印的说明。")
    ] = None
