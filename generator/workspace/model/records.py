"""The records: one measured value's parts, never only its ratio."""

from dataclasses import dataclass
from typing import Annotated, Final

from generator.periods.clock import ReopenRule, StartRule
from generator.workspace.model.outages import OutageLine
from generator.workspace.model.packed import Histogram, Ids
from generator.workspace.model.types import (
    Bilingual,
    CaseId,
    Count,
    Day,
    Doc,
    Id,
    Instant,
    Line,
    MetricId,
    Number,
    PeriodLabel,
    Sha256,
    strict,
)

NOT_STATED: Final = "not stated"
"""The member of a break-down for cases of which the export does not say it."""


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The parts of metric x service for the party and period of its file.

    The order of the fields is the order of the keys in a canonical line. Which parts
    are there follows from the metric's kind (rule R001).
    """

    metric: Annotated[MetricId, Doc("Metric that was measured.", "所度量的指标。")]
    service: Annotated[Id, Doc("Service that it was measured for.", "所度量的服务。")]
    source: Annotated[
        Id | None,
        Doc("One of the file's sources; may be left out when there is one only.", "数据来源编号。"),
    ] = None
    dimension: Annotated[
        Id | None, Doc("What the record is broken down by.", "细分维度，例如优先级。")
    ] = None
    member: Annotated[
        Line | None, Doc("Which part of the dimension this is.", "该维度中的成员。")
    ] = None
    numerator: Annotated[
        Number | None, Doc("Part of a ratio; good seconds.", "比率的分子；可用秒数。")
    ] = None
    denominator: Annotated[
        Number | None, Doc("Whole of a ratio; agreed seconds.", "比率的分母；约定秒数。")
    ] = None
    weight: Annotated[
        Number | None, Doc("Users of the service in the month.", "当月该服务的用户数。")
    ] = None
    sum: Annotated[
        Number | None,
        Doc("Total behind a mean; value times seconds of a stock.", "平均值的总和；存量乘秒数。"),
    ] = None
    count: Annotated[Number | None, Doc("Cases behind a mean.", "平均值的样本数。")] = None
    seconds: Annotated[
        Number | None, Doc("Seconds over which a stock was averaged.", "存量平均所跨的秒数。")
    ] = None
    value: Annotated[
        Number | None,
        Doc("A count, a stock, an extreme or a single value.", "计数、存量、极值或单一数值。"),
    ] = None
    histogram: Annotated[
        Histogram | None,
        Doc('Values with their number, such as "1:180 2:20".', "各取值及其次数。"),
    ] = None
    ids: Annotated[
        Ids | None,
        Doc('Ids or hashes, each once, such as "p01 p07".', "去重后的编号或哈希。"),
    ] = None
    scope: Annotated[
        Ids | None, Doc("Ids of all who are in scope at the instant.", "该时刻范围内的全部编号。")
    ] = None
    at: Annotated[
        Instant | None,
        Doc("When a stock was counted or an extreme happened.", "存量或极值的时刻。"),
    ] = None
    case: Annotated[CaseId | None, Doc("The case behind an extreme.", "极值对应的单号。")] = None
    note: Annotated[Line | None, Doc("A remark printed in the lineage.", "数据说明。")] = None
    evidence: Annotated[
        Line | None, Doc("File that proves a value typed by hand.", "人工填写数值的证据文件。")
    ] = None
    evidence_sha256: Annotated[
        Sha256 | None, Doc("Fingerprint of that file.", "证据文件的指纹。")
    ] = None
    entered_by: Annotated[Id | None, Doc("Person who typed the value.", "填写人。")] = None
    checked_by: Annotated[
        Id | None, Doc("Another person, who checked it.", "复核人，不得是填写人。")
    ] = None
    entered_on: Annotated[Instant | None, Doc("Day on which it was typed.", "填写日期。")] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Cases that do not count, and why."""

    reason: Annotated[Bilingual, Doc("Why they do not count.", "不计入的原因。")]
    count: Annotated[Count, Doc("How many cases.", "单据数。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTrail:
    """The working time and the rules behind a column of working seconds.

    The calendar can be edited later; the fingerprint tells whether it then still says the
    same about these days.
    """

    column: Annotated[Line, Doc("Column of the mapping.", "映射中的列。")]
    calendar: Annotated[Id, Doc("Calendar that was used.", "所用日历。")]
    first: Annotated[Day, Doc("First day that was asked for.", "所用的首日。")]
    last: Annotated[Day, Doc("Last day that was asked for.", "所用的末日。")]
    sha256: Annotated[Sha256, Doc("Fingerprint of the working time.", "工作时间的指纹。")]
    agreement: Annotated[Id | None, Doc("Agreement of the rules.", "规则所属协议。")] = None
    start: Annotated[StartRule, Doc("When the clock starts.", "计时起点规则。")]
    reopening: Annotated[ReopenRule, Doc("What a reopening does.", "重新打开的规则。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the records of a file come from."""

    id: Annotated[Id, Doc("Name of the source, used by its records.", "来源编号。")]
    system: Annotated[Line, Doc("System that the export was taken from.", "导出数据的系统。")]
    file: Annotated[Line, Doc("Name of the export.", "导出文件名。")]
    sha256: Annotated[Sha256, Doc("Fingerprint of the export's bytes.", "导出文件的指纹。")]
    mapping: Annotated[Line, Doc("Mapping file that says how it was read.", "映射文件。")]
    mapping_sha256: Annotated[Sha256, Doc("Fingerprint of the mapping.", "映射文件的指纹。")]
    salt_fingerprint: Annotated[
        Sha256 | None,
        Doc(
            "Fingerprint of the salt of its pseudonyms; it tells neither salt nor person.",
            "假名所用盐的指纹，不泄露盐和个人。",
        ),
    ] = None
    rows: Annotated[Count, Doc("Rows in the export.", "导出文件的行数。")]
    used: Annotated[Count, Doc("Cases that fall into this period.", "本周期使用的单据数。")]
    doubtful: Annotated[
        Count | None,
        Doc(
            "Of these, cases of no stated service or an impossible order of time.",
            "其中没有填写服务或时间顺序不可能的单据数。",
        ),
    ] = None
    collected_at: Annotated[Day, Doc("Day on which the export was taken.", "数据采集日期。")]
    tool: Annotated[Line, Doc("Version of the tool that wrote the records.", "生成工具及版本。")]
    origin: Annotated[Line | None, Doc("Publisher, licence or DOI of the data.", "数据出处。")] = (
        None
    )
    clocks: Annotated[
        tuple[ClockTrail, ...] | None,
        Doc("Working time behind the records.", "所用的工作时间。"),
    ] = None
    covered_days: Annotated[
        Count | None,
        Doc("Days of the month that it covers; all when left out.", "覆盖当月的天数，留空为整月。"),
    ] = None
    set_aside: Annotated[
        tuple[SetAside, ...] | None,
        Doc("Cases of this month that do not count.", "本月不计入的单据，按原因。"),
    ] = None
    unplaced: Annotated[
        tuple[SetAside, ...] | None,
        Doc("Rows of the whole export that belong to no month.", "整个导出中不属于任何月份的行。"),
    ] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """All records of one party and one month."""

    party: Annotated[Id, Doc("Party that the records belong to.", "相关方。")]
    period: Annotated[PeriodLabel, Doc("Month of the records, such as 2013-10.", "月份。")]
    sources: Annotated[tuple[Source, ...], Doc("Where the records come from.", "数据来源。")]
    outages: Annotated[
        tuple[OutageLine, ...],
        Doc("The log behind records of availability, one case and service a line.", "中断清单。"),
    ] = ()
    records: Annotated[tuple[Record, ...], Doc("One record a line.", "指标记录，每行一条。")] = ()

    def source_of(self, record: Record) -> Source | None:
        """Return where a record of this file comes from; None for one typed by hand."""
        if record.source is None:
            return self.sources[0] if len(self.sources) == 1 and not record.evidence else None
        return next((source for source in self.sources if source.id == record.source), None)
