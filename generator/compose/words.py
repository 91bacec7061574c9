"""The words of pages in both languages: one table, so that nothing is said in one alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.kinds import Across, Better, MetricKind, PercentileMethod, RollUp
from generator.measure.verdict import Verdict
from generator.periods import Cadence
from generator.workspace.model.catalogue import Delivery, ReportKind, SectionId
from generator.workspace.model.metrics import Cohort, Unit

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
_TERMS: Final[Mapping[type[StrEnum], Mapping[StrEnum, tuple[str, str]]]] = MappingProxyType(
    {
        Verdict: {
            Verdict.MET: ("达标", "Met"),
            Verdict.AT_RISK: ("预警", "At risk"),
            Verdict.MISSED: ("未达标", "Missed"),
            Verdict.NO_SAMPLE: ("无样本", "No sample"),
            Verdict.NOT_ASSESSED: ("未评估", "Not assessed"),
        },
        SectionId: {
            SectionId.SUMMARY: ("摘要", "Summary"),
            SectionId.SLA: ("服务级别达成情况", "Service level attainment"),
            SectionId.INCIDENTS: ("事件分析", "Incident analysis"),
            SectionId.WORKLOAD: ("工作量", "Workload"),
            SectionId.CHANGES: ("变更", "Changes"),
            SectionId.DEFINITIONS: ("附录：指标定义", "Annex: metric definitions"),
            SectionId.LINEAGE: ("附录：数据溯源", "Annex: lineage of the figures"),
        },
        ReportKind: {
            ReportKind.EXTERNAL: ("对外报告", "Customer report"),
            ReportKind.INTERNAL: ("内部报告", "Internal report"),
            ReportKind.IMPROVEMENT: ("改进报告", "Improvement report"),
            ReportKind.EVENT: ("事件专项报告", "Event report"),
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
            MetricKind.AVERAGE_STOCK: ("平均存量", "Average stock"),
            MetricKind.PERCENTILE: ("百分位数", "Percentile"),
            MetricKind.DISTINCT: ("去重计数", "Distinct count"),
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
        },
    }
)

_SENTENCES: Final = MappingProxyType(
    {
        "all": ("全部服务", "All services"),
        "generated": (
            "由 reportgen 根据 report_data/ 生成（{name}）；请勿手工修改。",
            "Generated by reportgen from report_data/ ({name}); do not edit.",
        ),
        "title": ("{title} {period}", "{title}, {period}"),
        "number": ("文件编号", "Number"),
        "version": ("版本", "Version"),
        "draft": ("草案", "draft"),
        "classification": ("密级", "Classification"),
        "edition": ("期次", "Edition"),
        "due": ("应交付日期", "Due"),
        "control": ("文件控制", "Document control"),
        "item": ("项目", "Item"),
        "content": ("内容", "Content"),
        "kind": ("报告类型", "Kind of report"),
        "party": ("相关方", "Party"),
        "provider": ("提供方", "Provider"),
        "purpose": ("目的", "Purpose"),
        "required-by": ("依据条款", "Required by"),
        "owner": ("责任角色", "Owner"),
        "author": ("编写角色", "Author"),
        "chain": ("审批链", "Approval chain"),
        "distribution": ("分发范围", "Distribution"),
        "pair": ("{name}：{text}", "{name}: {text}"),
        "aside": ("{text}（{aside}）", "{text} ({aside})"),
        "between": ("；", "; "),
        "origin": ("数据出处", "Origin of the data"),
        "answer": (
            (
                "本期按协议考核 {total} 项承诺：达标 {met} 项，预警 {at_risk} 项，"
                "未达标 {missed} 项，无样本 {no_sample} 项，未评估 {not_assessed} 项。"
            ),
            (
                "Promises judged: {total}. Met: {met}, at risk: {at_risk}, missed: {missed}, "
                "no sample: {no_sample}, not assessed: {not_assessed}."
            ),
        ),
        "no-promises": (
            "本报告没有按本周期考核的承诺。",
            "No promise is judged over the period of this report.",
        ),
        "other-cadences": (
            "另有 {count} 项承诺按其他周期考核，不在本报告中评定。",
            "Promises judged over other periods, and not here: {count}.",
        ),
        "counted": (
            (
                "另有 {total} 项承诺按更短的周期考核：各周期全部达标 {met} 项，"
                "有周期未达标 {missed} 项。"
            ),
            (
                "Promises judged over shorter periods: {total}. Met in every period: {met}, "
                "missed in some: {missed}."
            ),
        ),
        "counted-against": ("{parts}，{verdict}", "{parts}, {verdict}"),
        "counted-attainment": (
            "按更短周期考核的条款，未达标在前",
            "Clauses judged over shorter periods, misses first",
        ),
        "periods-met": ("达标周期数", "Periods met"),
        "by-period": ("各周期", "By period"),
        "judged-period": ("{period}：{value}，{verdict}", "{period}: {value}, {verdict}"),
        "changes-of-verdict": ("与上一期相比的变化", "Changes since the previous period"),
        "no-changes-of-verdict": (
            "与上一期相比，各项承诺的评定没有变化。",
            "No verdict changed since the previous period.",
        ),
        "no-previous": (
            "上一期没有可比较的数据。",
            "There are no data of the previous period to compare with.",
        ),
        "verdict-change": (
            "{service}，{metric}（条款 {clause}）：{before} → {after}",
            "{service}, {metric} (clause {clause}): {before} → {after}",
        ),
        "target-moved": ("目标由 {before} 变为 {after}", "target {before} became {after}"),
        "since": ("自 {start} 累计", "Since {start}"),
        "misses": ("未达标与预警", "Missed or at risk"),
        "miss": (
            "条款 {clause} {service}，{metric}：",
            "Clause {clause}, {service}, {metric}: ",
        ),
        "against": ("，目标 {target}，{verdict}", ", target {target}, {verdict}"),
        "headline": ("首要指标", "Headline metrics"),
        "metric": ("指标", "Metric"),
        "service": ("服务", "Service"),
        "clause": ("条款", "Clause"),
        "target": ("目标", "Target"),
        "target-now": ("本期目标", "Target now"),
        "value": ("数值", "Value"),
        "parts": ("计算", "Computed from"),
        "verdict": ("评定", "Verdict"),
        "previous": ("上期", "Previous"),
        "year-to-date": ("本年累计", "Year to date"),
        "fiscal-year-to-date": ("本财年累计", "Fiscal year to date"),
        "attainment": ("各条款达成情况，未达标在前", "Attainment by clause, misses first"),
        "period": ("周期", "Period"),
        "no-target": ("–", "–"),
        "trend-title": ("{metric}：{value}", "{metric}: {value}"),
        "trend-judged": ("{metric}：{value}，{verdict}", "{metric}: {value}, {verdict}"),
        "trend-subtitle": ("{service}，至 {period}", "{service}, up to {period}"),
        "trend-description": (
            "{metric}的折线图，共 {count} 期有数值，最近一期为 {value}。",
            "Line chart of {metric}: {count} periods with a value, the latest is {value}.",
        ),
        "pareto-title": (
            "{metric}按{dimension}：最多的是 {first}",
            "{metric} by {dimension}: most are {first}",
        ),
        "pareto-subtitle": ("{period}，件数与累计占比", "{period}, number and cumulative share"),
        "pareto-description": (
            "{metric}按{dimension}的排列图，合计 {total}。",
            "Bar chart of {metric} by {dimension}, {total} in all.",
        ),
        "by-dimension": ("{metric}按{dimension}", "{metric} by {dimension}"),
        "rest": ("其余 {count} 项", "{count} others"),
        "not-stated": ("未填写", "not stated"),
        "share": ("占比", "Share"),
        "cumulative": ("累计占比", "Cumulative"),
        "process-metrics": ("{process}指标", "Metrics of {process}"),
        "by-service": ("按服务", "By service"),
        "workload": ("各服务的工作量", "Workload by service"),
        "formula": ("公式", "Formula"),
        "rolled-up": ("汇总方法", "Roll-up"),
        "cohort": ("归属口径", "Counted"),
        "procedure": ("来源程序", "Procedure"),
        "direction": ("方向", "Direction"),
        "minimum": ("最小样本量", "Smallest sample judged"),
        "across": ("跨服务", "Across services"),
        "percentile": ("百分位", "Percentile"),
        "components": ("组成", "Components"),
        "component": ("{metric} × {weight}", "{metric} × {weight}"),
        "rank": ("P{rank}（{method}）", "P{rank} ({method})"),
        "values-of": ("{definition}，共 {n} 个", "{definition} of {n}"),
        "seconds-of": ("{good} / {agreed} 秒", "{good} / {agreed} s"),
        "user-seconds-of": ("{good} / {agreed} 用户·秒", "{good} / {agreed} user-seconds"),
        "integral-of": ("{sum} / {seconds} 秒", "{sum} / {seconds} s"),
        "k-of-n": ("{n} 个周期中达标 {k} 个", "{k} of {n} periods met"),
        "distinct-of": ("去重后 {n}", "{n} distinct"),
        "distinct-note": (
            "{metric}：去重计数，全部服务的数值不等于各行之和。",
            "{metric}: distinct count; the value of all services is not the sum of the rows.",
        ),
        "definition-version": ("定义版本", "Version of the definition"),
        "note": ("口径说明", "Note"),
        "plain": ("说明", "In plain words"),
        "figure": ("数值编号", "Figure"),
        "records": ("指标记录", "Records"),
        "source": ("来源", "Source"),
        "by-hand": ("人工填写：{evidence}", "typed by hand: {evidence}"),
        "record-count": ("{file} 中 {count} 条", "{count} in {file}"),
        "lineage-intro": (
            "每个数值都由下列指标记录计算得出，可用 reportgen trace 追溯到记录和导出文件。",
            (
                "Every figure is computed from the records below; reportgen trace leads from a "
                "figure to the lines of the records and to the export."
            ),
        ),
        "exports": ("导出文件", "Exports"),
        "file": ("文件", "File"),
        "system": ("系统", "System"),
        "rows": ("行数", "Rows"),
        "used": ("本期使用", "Used here"),
        "collected": ("采集日期", "Collected"),
        "fingerprint": ("SHA-256", "SHA-256"),
        "incomplete": ("数据不全", "incomplete"),
        "no-value": ("–", "–"),
        "no-records": ("本期没有指标记录。", "There are no records of this period."),
        "agreement-note": ("目标说明", "About the targets"),
        "data-table": ("数据表", "Data"),
        "report": ("报告", "Report"),
        "cadence": ("周期", "Cadence"),
        "due-rule": ("交付期限", "Due"),
        "audience": ("读者范围", "Audience"),
        "internal": ("内部", "Internal"),
        "due-working": ("周期结束后 {days} 个工作日", "working days after the period: {days}"),
        "due-calendar": ("周期结束后 {days} 天", "days after the period: {days}"),
        "agreements": ("协议与条款", "Agreements and clauses"),
        "clause-text": ("承诺内容", "Promise"),
        "warning": ("预警条件", "At risk when"),
        "services": ("适用服务", "Services"),
        "per": ("考核周期", "Judged"),
        "from-on": ("{target}（自 {first}）", "{target} (from {first})"),
        "in-force": ("版本 {version}，自 {first} 生效", "Version {version}, in force from {first}"),
        "until": ("，至 {last}", ", until {last}"),
        "catalogue": ("服务报告清单", "Report catalogue"),
        "dictionary": ("指标词典", "Metric dictionary"),
        "home": ("首页", "Home"),
        "reports": ("报告", "Reports"),
        "catalogue-and-metrics": ("目录与指标", "Catalogue and metrics"),
        "process-documents": ("流程", "Process"),
        "site": ("服务报告", "Service reports"),
        "folder-process": ("流程文件", "Process documents"),
        "folder-guides": ("使用指南", "Guides"),
        "folder-reference": ("参考", "Reference"),
        "folder-about": ("系统说明", "About the system"),
        "folder-decisions": ("决策记录", "Decision records"),
        "all-reports": ("全部报告", "All reports"),
        "home-title": ("服务报告 {month}", "Service reports, {month}"),
        "home-intro": (
            "本页汇总各项承诺的达成情况。点击最近一期的评定可查看数值及其数据来源。",
            "The promises at a glance. The newest verdict leads to its figure and data.",
        ),
        "how-did-we-do": ("达成情况", "How did we do"),
        "to-read": ("本月报告", "Reports of this month"),
        "nothing-to-read": (
            "本月没有报告。在 report_data/catalogue/ 中添加报告定义后即可生成。",
            "There is no report of this month. Add one to report_data/catalogue/.",
        ),
        "verdict-reason-no-target": ("无目标", "no target"),
        "verdict-reason-too-few": ("样本不足", "too few"),
        "verdict-reason-no-record": ("无数据", "no data"),
        "verdict-reason-incomplete": ("数据不全", "incomplete data"),
    }
)


@dataclass(frozen=True, slots=True)
class Words:
    """Say things in one language."""

    language: str

    def term(self, word: StrEnum) -> str:
        """Return the word for a status, section, kind or unit."""
        return _TERMS[type(word)][word][self._side]

    def say(self, key: str, **values: object) -> str:
        """Return a sentence with its values filled in."""
        return _SENTENCES[key][self._side].format(**values)

    def verdict(self, verdict: Verdict) -> str:
        """Return sign and word of a verdict."""
        return f"{SIGNS[verdict]} {self.term(verdict)}"

    def labels(self) -> tuple[str, ...]:
        """Return sign and word of every verdict, in the order of the enumeration."""
        return tuple(self.verdict(verdict) for verdict in Verdict)

    @property
    def _side(self) -> int:
        return 1 if self.language == "en" else 0
