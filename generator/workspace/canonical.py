"""The canonical tables: the columns that mappings fill and metrics count."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class CanonicalTable(StrEnum):
    """What the rows of a table are, in whatever system they were recorded."""

    TICKETS = "tickets"
    CHANGES = "changes"
    PROBLEMS = "problems"
    OUTAGES = "outages"
    SURVEYS = "surveys"
    SAMPLES = "samples"
    REPORTS = "reports"
    """What `reportgen register --export` writes: the reporting process counts itself."""


class CanonicalType(StrEnum):
    """What a canonical column holds."""

    TEXT = "text"
    NUMBER = "number"
    INSTANT = "instant"
    SECONDS = "seconds"
    """Whole working seconds, filled by one of the mapping's clocks."""


@dataclass(frozen=True, slots=True)
class CanonicalColumn:
    """A column of a canonical table: its type and what it means."""

    type: CanonicalType
    en: str
    zh: str
    planned: bool = False
    """Whether it may lie after the day on which the export was taken."""


_T, _N, _I = CanonicalType.TEXT, CanonicalType.NUMBER, CanonicalType.INSTANT
_S = CanonicalType.SECONDS

_EVERY: Final = {
    "id": CanonicalColumn(_T, "Number of the case.", "单号。"),
    "service": CanonicalColumn(_T, "What it is about.", "所属服务。"),
    "status": CanonicalColumn(
        _T, "open, waiting, resolved, closed or cancelled.", "状态：open 至 cancelled。"
    ),
    "kind": CanonicalColumn(_T, "What kind of case it is, such as incident.", "单据类型。"),
    "category": CanonicalColumn(_T, "Its category.", "类别。"),
    "priority": CanonicalColumn(_T, "Its priority, as the system writes it.", "优先级。"),
    "impact": CanonicalColumn(_T, "Its impact.", "影响程度。"),
    "team": CanonicalColumn(_T, "Group that handled it.", "处理组。"),
    "person": CanonicalColumn(_T, "Who handled it, as a pseudonym.", "处理人（假名）。"),
    "requester": CanonicalColumn(_T, "Who asked, as a pseudonym.", "请求人（假名）。"),
    "opened": CanonicalColumn(_I, "When it was registered.", "登记时刻。"),
    "resolved": CanonicalColumn(_I, "When it was last resolved.", "最后一次解决时刻。"),
    "closed": CanonicalColumn(_I, "When it was closed.", "关闭时刻。"),
    "target": CanonicalColumn(_I, "Until when it was promised.", "承诺完成时刻。", planned=True),
    "working_seconds": CanonicalColumn(_S, "Working time that it took.", "工作秒数。"),
    "working_seconds_paused": CanonicalColumn(_S, "Working time paused.", "暂停的工作秒数。"),
}

_OWN: Final[Mapping[CanonicalTable, Mapping[str, CanonicalColumn]]] = MappingProxyType(
    {
        CanonicalTable.TICKETS: {
            "urgency": CanonicalColumn(_T, "Its urgency.", "紧急程度。"),
            "channel": CanonicalColumn(_T, "How it was reported.", "报告渠道。"),
            "closure_code": CanonicalColumn(_T, "Why it was closed.", "关闭代码。"),
            "verdict": CanonicalColumn(
                _T, "met or missed, as the system itself says.", "系统自身的结论：met 或 missed。"
            ),
            "responded": CanonicalColumn(_I, "When a person first answered.", "首次响应时刻。"),
            "reopened": CanonicalColumn(_I, "When it was last reopened.", "重新打开时刻。"),
            "reopenings": CanonicalColumn(_N, "How often it was reopened.", "重新打开次数。"),
            "reassignments": CanonicalColumn(_N, "How often it changed groups.", "转派次数。"),
            "updates": CanonicalColumn(_N, "How often it was updated.", "更新次数。"),
            "handle_hours": CanonicalColumn(_N, "Hours of handling.", "处理小时数。"),
            "related_changes": CanonicalColumn(_N, "Changes that caused it.", "引发它的变更数。"),
        },
        CanonicalTable.CHANGES: {
            "risk": CanonicalColumn(_T, "Its risk.", "风险。"),
            "outcome": CanonicalColumn(
                _T, "successful, failed or withdrawn.", "结果：successful、failed、withdrawn。"
            ),
            "planned_start": CanonicalColumn(_I, "Planned start.", "计划开始。", planned=True),
            "planned_end": CanonicalColumn(_I, "Planned end.", "计划结束。", planned=True),
            "started": CanonicalColumn(_I, "Actual start.", "实际开始。"),
            "ended": CanonicalColumn(_I, "Actual end.", "实际结束。"),
            "items": CanonicalColumn(_N, "Configuration items touched.", "涉及的配置项数。"),
            "related_incidents": CanonicalColumn(_N, "Incidents it caused.", "引发的事件数。"),
        },
        CanonicalTable.PROBLEMS: {
            "cause_found": CanonicalColumn(_I, "When the root cause was found.", "找到根因时刻。"),
            "workaround": CanonicalColumn(_I, "When a workaround was there.", "有规避措施的时刻。"),
            "changed": CanonicalColumn(_I, "When it was last changed.", "最后变动时刻。"),
            "related_incidents": CanonicalColumn(_N, "Incidents behind it.", "关联事件数。"),
        },
        CanonicalTable.OUTAGES: {
            "started": CanonicalColumn(_I, "First second without service.", "中断开始。"),
            "ended": CanonicalColumn(_I, "First second of service again.", "恢复时刻。"),
            "users": CanonicalColumn(_N, "Users that it hit.", "受影响用户数。"),
        },
        CanonicalTable.SURVEYS: {
            "sent": CanonicalColumn(_I, "When the question was sent.", "发出时刻。"),
            "answered": CanonicalColumn(_I, "When it was answered.", "回答时刻。"),
            "score": CanonicalColumn(_N, "Points given.", "评分。"),
        },
        CanonicalTable.SAMPLES: {
            "at": CanonicalColumn(_I, "When it was measured or its span ended.", "测量时刻。"),
            "item": CanonicalColumn(_T, "What was measured.", "测量对象。"),
            "value": CanonicalColumn(_N, "The measured value.", "测量值。"),
            "seconds": CanonicalColumn(_N, "Seconds that the value stands for.", "代表的秒数。"),
            "good": CanonicalColumn(_N, "How many were good.", "合格数。"),
            "total": CanonicalColumn(_N, "How many there were.", "总数。"),
            "verdict": CanonicalColumn(
                _T, "met or missed, as the publisher says.", "发布方的结论：met 或 missed。"
            ),
        },
        CanonicalTable.REPORTS: {
            "day": CanonicalColumn(_I, "Day on which it counts.", "计入的日期。"),
            "edition": CanonicalColumn(_T, "report/period.", "报告/周期。"),
            "period_end": CanonicalColumn(_I, "First day after the period.", "周期结束的次日。"),
            "due": CanonicalColumn(_I, "Day it is due.", "应交付日。", planned=True),
            "data": CanonicalColumn(_I, "Day its data were there.", "数据到齐之日。"),
            "drafted": CanonicalColumn(_I, "Day its approval was asked for.", "提请审批之日。"),
            "confirmed": CanonicalColumn(_I, "Day of the last confirmation.", "确认完成之日。"),
            "approved": CanonicalColumn(_I, "Day of the last approval.", "批准之日。"),
            "delivered": CanonicalColumn(_I, "Day everybody had a copy.", "全部交付之日。"),
            "received": CanonicalColumn(_I, "Day of the receipt.", "签收日。"),
            "answered": CanonicalColumn(_I, "Day of the answer.", "答复日。"),
            "rejections": CanonicalColumn(_N, "How often it was sent back.", "退回次数。"),
            "revisions": CanonicalColumn(_N, "Number of its newest revision.", "最新修订号。"),
            "receipts": CanonicalColumn(_N, "Copies that were confirmed.", "已签收份数。"),
            "inputs": CanonicalColumn(_N, "Exports that it needs.", "所需的导出份数。"),
            "inputs_there": CanonicalColumn(_N, "Of these in time.", "其中按时到齐的份数。"),
            "result": CanonicalColumn(
                _T, "equal, different or unverified.", "复核结果：equal、different、unverified。"
            ),
        },
    }
)

CANONICAL: Final[Mapping[CanonicalTable, Mapping[str, CanonicalColumn]]] = MappingProxyType(
    {table: MappingProxyType({**_EVERY, **own}) for table, own in _OWN.items()}
)
"""Table -> column -> what it holds."""

_OF_CASES: Final = {"opened": "opened", "resolved": "resolved", "closed": "closed"}

PERIOD_COLUMNS: Final[Mapping[CanonicalTable, Mapping[str, str]]] = MappingProxyType(
    {
        CanonicalTable.TICKETS: {**_OF_CASES, "event": "responded"},
        CanonicalTable.CHANGES: {**_OF_CASES, "event": "ended"},
        CanonicalTable.PROBLEMS: {**_OF_CASES, "event": "changed"},
        CanonicalTable.OUTAGES: {**_OF_CASES, "event": "started"},
        CanonicalTable.SURVEYS: {"survey": "answered"},
        CanonicalTable.SAMPLES: {"event": "at", "snapshot": "at"},
        CanonicalTable.REPORTS: {"event": "day"},
    }
)
"""Table -> cohort of a metric -> the instant that puts a case into a period."""
