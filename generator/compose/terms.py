"""The standard terms in both languages: one row for each member of an enumeration."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.kinds import (
    Across,
    Better,
    DowntimeReason,
    MetricKind,
    OutageKind,
    PercentileMethod,
    RollUp,
    Spread,
)
from generator.measure.course import Turn
from generator.measure.extrapolation import Method
from generator.measure.figure import Disclosure
from generator.measure.revision import Revision
from generator.measure.signal import Signal
from generator.measure.skills import Cover
from generator.measure.trend import Outlook
from generator.measure.undertaking import Effect, State
from generator.measure.verdict import Verdict
from generator.periods import Cadence
from generator.periods.clock import ReopenRule, StartRule
from generator.workspace.model.actions import ActionKind
from generator.workspace.model.catalogue import Character, Delivery, ReportKind, SectionId
from generator.workspace.model.events import EventKind
from generator.workspace.model.feedback import DecisionState
from generator.workspace.model.metrics import Cohort, Unit
from generator.workspace.model.revisions import RevisionKind
from generator.workspace.model.skills import SkillLevel

if TYPE_CHECKING:
    from collections.abc import Mapping

# Sign and word of a verdict always stand together (design/look: never colour alone).
SIGNS: Final = MappingProxyType(
    {
        Verdict.MET: "●",
        Verdict.AT_RISK: "◐",
        Verdict.MISSED: "▲",
        Verdict.NO_SAMPLE: "–",
        Verdict.NOT_ASSESSED: "○",
    }
)

# Keyed by class first: members of two enumerations with one value are equal.
TERMS: Final[Mapping[type[StrEnum], Mapping[StrEnum, tuple[str, str]]]] = MappingProxyType(
    {
        Verdict: {
            Verdict.MET: ("达标", "Met"),
            Verdict.AT_RISK: ("预警", "At risk"),
            Verdict.MISSED: ("未达标", "Missed"),
            Verdict.NO_SAMPLE: ("无样本", "No sample"),
            Verdict.NOT_ASSESSED: ("未评估", "Not assessed"),
        },
        Signal: {
            Signal.ROSE: ("上升", "rose"),
            Signal.FELL: ("下降", "fell"),
            Signal.STABLE: ("无显著变化", "no significant change"),
            Signal.TOO_FEW: ("期数不足", "too few periods"),
        },
        Turn: {
            Turn.BETTER: ("好转", "better"),
            Turn.WORSE: ("变差", "worse"),
        },
        Spread: {
            Spread.MOVING_RANGE: ("移动极差", "moving range"),
            Spread.SAMPLE: ("样本标准差", "sample deviation"),
        },
        Method: {
            Method.NAIVE: ("与上一期相同", "as the last period"),
            Method.SEASONAL_NAIVE: ("与上一季节同期相同", "as one season ago"),
            Method.SMOOTHING: ("指数平滑", "exponential smoothing"),
            Method.SEASONAL_SMOOTHING: (
                "指数平滑加平均季节",
                "exponential smoothing and the mean season",
            ),
        },
        Outlook: {
            Outlook.APPROACHING: ("正接近阈值", "approaching the threshold"),
            Outlook.REACHED: ("已达到阈值", "already reached"),
            Outlook.AWAY: ("正远离阈值", "moving away"),
            Outlook.NO_TREND: ("没有趋势", "no trend"),
            Outlook.TOO_FEW: ("期数不足", "too few levels"),
        },
        Disclosure: {
            Disclosure.INCOMPLETE: ("数据不全", "incomplete"),
            Disclosure.FIRST_PRINT: ("初值", "first print"),
            Disclosure.MATURITY_UNKNOWN: ("成熟与否未知", "maturity unknown"),
            Disclosure.BY_HAND: ("人工", "typed by hand"),
            Disclosure.SUPPRESSED: ("已隐去", "suppressed"),
        },
        SectionId: {
            SectionId.SUMMARY: ("摘要", "Summary"),
            SectionId.SLA: ("服务级别达成情况", "Service level attainment"),
            SectionId.INCIDENTS: ("事件分析", "Incident analysis"),
            SectionId.MAJOR_EVENTS: ("重大事件后的绩效", "Performance after major events"),
            SectionId.WORKLOAD: ("工作量", "Workload"),
            SectionId.REQUESTS: ("服务请求", "Service requests"),
            SectionId.PROBLEMS: ("问题管理", "Problems"),
            SectionId.CHANGES: ("变更", "Changes"),
            SectionId.RELEASES: ("发布", "Releases"),
            SectionId.CONFIGURATION: ("配置管理", "Configuration"),
            SectionId.CONTINUITY: ("连续性", "Continuity"),
            SectionId.CAPACITY: ("容量", "Capacity"),
            SectionId.SECURITY: ("信息安全", "Information security"),
            SectionId.SATISFACTION: ("满意度与投诉", "Satisfaction and complaints"),
            SectionId.SUPPLIERS: ("供应商", "Suppliers"),
            SectionId.FINANCE: ("费用与服务扣款", "Finance and service credits"),
            SectionId.PEOPLE: ("人员与技能", "Staff and skills"),
            SectionId.KNOWLEDGE: ("知识管理", "Knowledge"),
            SectionId.REPORTING: ("服务报告过程", "Service reporting"),
            SectionId.AVAILABILITY: ("可用性", "Availability"),
            SectionId.OUTLOOK: ("展望", "Outlook"),
            SectionId.DOCUMENT_CONTROL: (
                "附录：文件控制与更改记录",
                "Annex: document control and changes",
            ),
            SectionId.EVIDENCE: ("附录：证据链", "Annex: chain of evidence"),
            SectionId.NONCONFORMITIES: ("不符合与纠正预防措施", "Nonconformities and actions"),
            SectionId.IMPROVEMENT: ("改进措施", "Improvement register"),
            SectionId.FEEDBACK: ("反馈与答复", "Feedback and answers"),
            SectionId.PLAN: ("下期计划", "Plan for the next period"),
            SectionId.DECISIONS: ("决定事项", "Decisions"),
            SectionId.DEFINITIONS: ("附录：指标定义", "Annex: metric definitions"),
            SectionId.LINEAGE: ("附录：数据溯源", "Annex: lineage of the figures"),
        },
        ActionKind: {
            ActionKind.IMPROVEMENT: ("改进", "Improvement"),
            ActionKind.CORRECTIVE: ("纠正措施", "Corrective"),
            ActionKind.PREVENTIVE: ("预防措施", "Preventive"),
        },
        State: {
            State.OVERDUE: ("逾期", "overdue"),
            State.OPEN: ("进行中", "open"),
            State.DONE: ("已完成", "done"),
            State.CANCELLED: ("已取消", "cancelled"),
        },
        Effect: {
            Effect.EFFECTIVE: ("有效", "effective"),
            Effect.INEFFECTIVE: ("无效", "not effective"),
            Effect.WATCHED: ("观察中", "watched"),
            Effect.NONE: ("–", "–"),
        },
        DecisionState: {
            DecisionState.ASKED: ("待决定", "asked"),
            DecisionState.TAKEN: ("已通过", "taken"),
            DecisionState.DECLINED: ("未通过", "declined"),
        },
        ReportKind: {
            ReportKind.EXTERNAL: ("对外报告", "Customer report"),
            ReportKind.INTERNAL: ("内部报告", "Internal report"),
            ReportKind.IMPROVEMENT: ("改进报告", "Improvement report"),
            ReportKind.EVENT: ("事件专项报告", "Event report"),
        },
        Character: {
            Character.REACTIVE: ("反应性", "Reactive"),
            Character.PROSPECTIVE: ("展望性", "Prospective"),
            Character.PLANNING: ("计划性", "Planning"),
        },
        EventKind: {
            EventKind.INCIDENT: ("事件", "Incident"),
            EventKind.CHANGE: ("变更", "Change"),
            EventKind.RELEASE: ("发布", "Release"),
        },
        RevisionKind: {
            RevisionKind.RESTATED: ("更正", "restated"),
            RevisionKind.WITHDRAWN: ("撤回", "withdrawn"),
        },
        Revision: {
            Revision.ADDED: ("A 增添", "A added"),
            Revision.MODIFIED: ("M 改正", "M modified"),
            Revision.DELETED: ("D 删除", "D deleted"),
        },
        Cover: {
            Cover.FULL: ("人数足够", "all its people"),
            Cover.SHORT: ("有备份，人数不足", "backup, too few"),
            Cover.ALONE: ("只有一人", "one person alone"),
            Cover.NOBODY: ("无人胜任", "nobody"),
        },
        SkillLevel: {
            SkillLevel.LEARNING: ("学习", "learning"),
            SkillLevel.ABLE: ("胜任", "able"),
            SkillLevel.TEACHES: ("带教", "teaches"),
        },
        Delivery: {
            Delivery.SITE: ("网站", "Site"),
            Delivery.PDF: ("PDF 文件", "PDF"),
            Delivery.MAIL: ("邮件", "Mail"),
            Delivery.PAPER: ("纸质", "Paper"),
        },
        MetricKind: {
            MetricKind.RATIO: ("比率", "Ratio"),
            MetricKind.MEAN: ("平均值", "Mean"),
            MetricKind.COUNT: ("计数", "Count"),
            MetricKind.STOCK: ("存量", "Stock"),
            MetricKind.MAXIMUM: ("最大值", "Maximum"),
            MetricKind.MINIMUM: ("最小值", "Minimum"),
            MetricKind.DURATION_RATIO: ("时长比率", "Ratio of durations"),
            MetricKind.STOCK_RATIO: ("存量比率", "Ratio of stocks"),
            MetricKind.AVERAGE_STOCK: ("平均存量", "Average stock"),
            MetricKind.PERCENTILE: ("百分位数", "Percentile"),
            MetricKind.DISTINCT: ("去重计数", "Distinct count"),
            MetricKind.DISTINCT_SHARE: ("去重占比", "Distinct share"),
            MetricKind.INDEX: ("指数", "Index"),
            MetricKind.SINGLE: ("单一数值", "Single value"),
        },
        RollUp: {
            RollUp.RS: ("分子之和 / 分母之和", "sum of numerators / sum of denominators"),
            RollUp.MEAN: ("总和之和 / 样本数之和", "sum of sums / sum of counts"),
            RollUp.SUM: ("求和", "sum"),
            RollUp.LAST: ("取期末值", "value at the end of the period"),
            RollUp.MAX: ("取最大值", "largest value"),
            RollUp.MIN: ("取最小值", "smallest value"),
            RollUp.DR: (
                "可用秒数之和 / 约定秒数之和",
                "sum of good seconds / sum of agreed seconds",
            ),
            RollUp.AVGT: (
                "存量乘秒数之和 / 秒数之和，跨服务相加",
                "sum of value times seconds / sum of seconds, added up across services",
            ),
            RollUp.PCTL: ("合并全部取值后再取百分位", "percentile of all values together"),
            RollUp.DIST: (
                "合并后去重计数，合计不等于各行之和",
                "size of the union, which is not the sum of its rows",
            ),
            RollUp.SHARE: (
                "期内去重合并，占期末范围的比例",
                "union over the period, of those in scope at its end",
            ),
            RollUp.INDEX: ("由汇总后的组成指标重新计算", "computed anew from its components"),
            RollUp.COUNTMET: ("按周期计达标次数", "periods in which it was met"),
            RollUp.NONE: ("跨月、跨服务均不汇总", "none, neither over months nor services"),
        },
        Across: {
            Across.WEIGHTED: ("按时长加权", "weighted by time"),
            Across.SERIAL: ("串联，各服务相乘", "serial, the product of the services"),
            Across.PARALLEL: ("并联，一项可用即可用", "parallel, one service is enough"),
            Across.USER_WEIGHTED: ("按用户数与时长加权", "weighted by users and time"),
        },
        PercentileMethod: {
            PercentileMethod.NEAREST_RANK: ("最近秩", "nearest rank"),
        },
        StartRule: {
            StartRule.LOGGED: (
                "从登记时起计时，此后的暂停都不计",
                "it runs since the case was logged, without any pauses",
            ),
            StartRule.LOGGED_UNPAUSED: (
                "从登记时起计时，只扣除协议对单据生效之后的暂停",
                "it runs since the case was logged, without pauses since the agreement holds",
            ),
            StartRule.ATTACHED: (
                "从协议对单据生效时起计时，暂停不计",
                "it runs since the agreement holds for the case, without pauses",
            ),
        },
        ReopenRule: {
            ReopenRule.RESUME: (
                "重新打开的单据继续原来的计时，处于已解决状态的时间不计",
                "a reopened case goes on with its clock, which stood still while it was resolved",
            ),
            ReopenRule.LAST_RESOLUTION: (
                "重新打开的单据计到最后一次解决，其间处于已解决状态的时间照计",
                "a reopened case counts up to its last resolution, time while resolved included",
            ),
            ReopenRule.FIRST_RESOLUTION: (
                "只计到第一次解决，重新打开之后不再计时",
                "a reopened case counts up to its first resolution only",
            ),
            ReopenRule.NEW_CLOCK: (
                "重新打开的单据从零重新计时",
                "a reopened case starts a new clock at zero",
            ),
        },
        Better: {
            Better.HIGHER: ("越高越好", "higher is better"),
            Better.LOWER: ("越低越好", "lower is better"),
            Better.BAND: ("在区间内为好", "best inside a band"),
            Better.NEITHER: ("仅供了解", "for information"),
        },
        Cohort: {
            Cohort.OPENED: ("按登记时间", "by time of opening"),
            Cohort.RESOLVED: ("按解决时间", "by time of resolution"),
            Cohort.CLOSED: ("按关闭时间", "by time of closing"),
            Cohort.EVENT: ("按发生时间", "by time of the event"),
            Cohort.SURVEY: ("按调查时间", "by time of the survey"),
            Cohort.SNAPSHOT: ("按期末快照", "snapshot at the end"),
        },
        OutageKind: {
            OutageKind.OUTAGE: ("中断", "Outage"),
            OutageKind.MAINTENANCE: ("维护", "Maintenance"),
        },
        DowntimeReason: {
            DowntimeReason.OUTAGE: ("非计划中断", "unplanned outage"),
            DowntimeReason.NOT_APPROVED: ("维护未经批准", "maintenance without approval"),
            DowntimeReason.NOT_ANNOUNCED: ("维护未通知", "maintenance not announced"),
            DowntimeReason.LATE_NOTICE: ("维护未按期通知", "maintenance announced too late"),
            DowntimeReason.BEYOND_CAP: ("维护超出约定上限", "maintenance beyond the cap"),
            DowntimeReason.PLANNED: ("计划维护", "planned maintenance"),
            DowntimeReason.WITHIN_PLANNED: (
                "处于计划维护之内",
                "during planned maintenance",
            ),
            DowntimeReason.OVERLAP: (
                "与另一条重叠，已计入另一条",
                "overlaps another entry, which has it",
            ),
            DowntimeReason.OUTSIDE_AGREED: ("约定服务时间之外", "outside the agreed service time"),
            DowntimeReason.OUTSIDE_PERIOD: ("不在本期", "outside the period"),
        },
        Cadence: {
            Cadence.DAY: ("每日", "Daily"),
            Cadence.WEEK: ("每周", "Weekly"),
            Cadence.MONTH: ("每月", "Monthly"),
            Cadence.QUARTER: ("每季度", "Quarterly"),
            Cadence.HALF: ("每半年", "Half-yearly"),
            Cadence.YEAR: ("每年", "Yearly"),
            Cadence.RANGE: ("不定期", "On demand"),
        },
        Unit: {
            Unit.PERCENT: ("%", "%"),
            Unit.COUNT: ("", ""),
            Unit.SECOND: ("秒", "s"),
            Unit.MINUTE: ("分钟", "min"),
            Unit.HOUR: ("小时", "h"),
            Unit.DAY: ("天", "d"),
            Unit.POINT: ("分", "points"),
            Unit.RATIO: ("", ""),
            Unit.USER_MINUTE: ("用户·分钟", "user-min"),
            Unit.CURRENCY: ("货币", "currency"),
        },
    }
)
