"""How an export becomes records: one mapping file for each source."""

from collections import abc
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from generator.workspace.canonical import CanonicalTable
from generator.workspace.model.counting import Counting, Expression
from generator.workspace.model.forms import Form, InstantFormat
from generator.workspace.model.types import (
    COLUMN_PATTERN,
    Bilingual,
    Day,
    Doc,
    Flag,
    Id,
    Line,
    MetricId,
    OneOrMany,
    TextOrObject,
    Zone,
    strict,
)

ColumnName = Annotated[str, StringConstraints(pattern=COLUMN_PATTERN)]


class ColumnType(StrEnum):
    """What the cells of a column are turned into."""

    TEXT = "text"
    NUMBER = "number"
    """A decimal number of at most 18 digits before and 9 after the decimal sign, kept exactly."""
    INSTANT = "instant"
    """A moment: `opened` is in UTC, `opened_local` is what the party's clock showed."""


class Fold(StrEnum):
    """How the rows of one case become one value."""

    MAX = "max"
    MIN = "min"
    SUM = "sum"
    MOST_COMMON = "most-common"
    """The value of most rows; of several, the first in the order of their text."""
    FIRST = "first"
    """The value of the first row that has one; rows that differ are remarked."""


def _column(value: object) -> object:
    """Take the heading alone for a column of text."""
    return {"header": value} if isinstance(value, str) else value


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ExportColumn:
    """One column that the mapping uses; all others are left alone."""

    header: Annotated[
        Line,
        Doc("Heading in the export; of JSON lines the path, such as updates.1.at.", "列名或路径。"),
    ] = ""
    text: Annotated[
        Expression | None,
        Doc(
            "In place of a heading: SQL over the texts of columns that have one.",
            "代替表头：由其他列的文本组成的 SQL 表达式。",
        ),
    ] = None
    words: Annotated[
        abc.Mapping[Line, Line],
        Doc("Cell to the word that stands for it; others stay.", "取值对照，未列出的保持不变。"),
    ] = Field(default_factory=dict)
    pseudonym: Annotated[
        Flag,
        Doc("Persons: each cell becomes a salted hash.", "个人信息：以加盐哈希代替。"),
    ] = False
    type: Annotated[ColumnType, Doc("text, number or instant.", "类型。")] = ColumnType.TEXT
    format: Annotated[
        InstantFormat | None, Doc("Date style, when it is not the form's.", "该列的日期时间样式。")
    ] = None
    planned: Annotated[
        Flag,
        Doc(
            "An instant that was planned or promised: it may lie after the day of the export.",
            "计划或承诺的时刻，可以晚于导出日期。",
        ),
    ] = False
    optional: Annotated[
        Flag,
        Doc(
            "The export may lack it, or have it in no row; its cells are missing then.",
            "导出中可以没有该列，或没有任何一行有值，此时视为缺失。",
        ),
    ] = False
    decimals: Annotated[
        Annotated[int, Field(ge=0, le=9, strict=True)] | None,
        Doc(
            "Round numbers to so many decimals; more than nine are a problem without it.",
            "数字四舍五入到几位小数；不写时超过九位即为问题。",
        ),
    ] = None


Column = Annotated[ExportColumn, BeforeValidator(_column), TextOrObject()]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRule:
    """Which rows are one case, and what the case says when they differ."""

    key: Annotated[ColumnName, Doc("Column that names the case.", "单号列。")]
    last_by: Annotated[
        OneOrMany[ColumnName],
        Doc(
            "The row with the latest value is the state of the case; of rows that tie, the one "
            "with the largest value of the column that is named next.",
            "取该列最晚的一行为现状；几行相同时，取下一列数值最大的一行。",
        ),
    ] = ()
    fold: Annotated[
        abc.Mapping[ColumnName, Fold],
        Doc("How several rows become one case, column by column.", "多行合并规则。"),
    ] = Field(default_factory=dict)


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Cases that do not count, and why."""

    when: Annotated[Expression, Doc("True for such a case.", "排除条件。")]
    reason: Annotated[Bilingual, Doc("Printed with their number.", "排除原因。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRule:
    """Which service a case belongs to."""

    column: Annotated[ColumnName, Doc("Column that tells the service.", "服务列。")]
    map: Annotated[abc.Mapping[Line, Id], Doc("Cell to service.", "列值与服务的对应。")]
    other: Annotated[Id, Doc("Service of all other cells.", "其余的归属服务。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class PauseColumns:
    """The instants between which a case waited for others."""

    start: Annotated[ColumnName, Doc("Column of the first instant.", "暂停开始的时刻列。")]
    end: Annotated[ColumnName, Doc("Column of the last instant.", "暂停结束的时刻列。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockColumn:
    """A column of working seconds, and `<column>_paused` beside it.

    Both are missing for a case whose instants do not tell them.
    """

    column: Annotated[ColumnName, Doc("Name of the column.", "列名。")]
    calendar: Annotated[
        Id | None, Doc("Whose hours count; the party's when left out.", "日历，默认取相关方的。")
    ] = None
    agreement: Annotated[
        Id | None, Doc("Agreement whose clock rules hold.", "采用哪份协议的计时规则。")
    ] = None
    start: Annotated[ColumnName, Doc("Instant at which the case was logged.", "登记时刻列。")]
    end: Annotated[ColumnName, Doc("Instant of the last resolution.", "最后一次解决的时刻列。")]
    first_end: Annotated[
        ColumnName | None,
        Doc("Instant of the resolution that was taken back.", "重新打开之前那次解决的时刻列。"),
    ] = None
    reopened: Annotated[
        ColumnName | None, Doc("Instant of the reopening.", "重新打开的时刻列。")
    ] = None
    attached: Annotated[
        ColumnName | None,
        Doc("Instant since which the agreement holds for the case.", "协议对该单据生效的时刻列。"),
    ] = None
    pauses: Annotated[
        tuple[PauseColumns, ...], Doc("Waits that do not count.", "不计时的暂停。")
    ] = ()

    @property
    def paused(self) -> str:
        """Return the name of the column of paused seconds."""
        return f"{self.column}_paused"


def _rule(value: object) -> object:
    """Take the id of a metric alone for what its own definition says."""
    return {"metric": value} if isinstance(value, str) else value


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRule(Counting):
    """What one metric counts; without any part, what its own definition says (`collected`)."""

    metric: Annotated[MetricId, Doc("Metric that is measured.", "指标。")]


Counted = Annotated[RecordRule, BeforeValidator(_rule), TextOrObject()]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReading:
    """How the export of one system is read: its form, its columns, what makes a case."""

    source: Annotated[Id, Doc("Name of the source in records.", "来源编号。")]
    system: Annotated[Bilingual, Doc("System that the export is taken from.", "来源系统。")]
    party: Annotated[Id, Doc("Party that the cases belong to.", "相关方。")]
    origin: Annotated[Line | None, Doc("Publisher, licence or DOI.", "数据出处。")] = None
    extracted: Annotated[
        Day, Doc("Day on which the export was taken; expressions know it.", "导出日期。")
    ]
    zone: Annotated[
        Zone | None, Doc("Time zone of its clock; the party's when left out.", "导出数据的时区。")
    ] = None
    form: Annotated[Form, Doc("How its bytes are read.", "文件格式。")]
    columns: Annotated[abc.Mapping[ColumnName, Column], Doc("Columns that are used.", "使用的列。")]
    case: Annotated[CaseRule, Doc("Which rows are one case.", "单据规则。")]
    clocks: Annotated[
        tuple[ClockColumn, ...],
        Doc("Columns of working seconds for the expressions.", "按日历计算的工作秒数列。"),
    ] = ()
    set_aside: Annotated[
        tuple[Exclusion, ...], Doc("Cases that do not count.", "不计入的单据。")
    ] = ()


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ExportDays:
    """The days that an export speaks of."""

    first: Annotated[Day, Doc("First day.", "首日。")]
    last: Annotated[Day, Doc("Last day.", "末日。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping(ExportReading):
    """How the export of one system becomes the records of one party."""

    in_order: Annotated[
        tuple[ColumnName, ...],
        Doc("Instants that follow each other in every sound case.", "应依次发生的时刻列。"),
    ] = ()
    snapshot: Annotated[
        Flag,
        Doc(
            "Cases are what stood on the day of `period`; stocks are of the last one of a month.",
            "单据是 period 所指那天的存量；存量类指标取当月最后一天。",
        ),
    ] = False
    period: Annotated[
        ColumnName, Doc("Instant whose month the case belongs to.", "决定所属月份的时刻列。")
    ]
    days: Annotated[
        ExportDays | None,
        Doc(
            "Days that the export speaks of, where it cuts months; their figures say so.",
            "导出所含的日期范围（含不足整月时填写），数值会注明不完整。",
        ),
    ] = None
    service: Annotated[ServiceRule, Doc("Which service it belongs to.", "服务归属。")]
    table: Annotated[
        CanonicalTable | None,
        Doc("Canonical table that its columns fill.", "各列填入的标准表。"),
    ] = None
    selected_by: Annotated[
        ColumnName | None,
        Doc(
            "Instant by which the export was selected; nothing can be counted by another.",
            "导出时按哪个时刻筛选；不能再按其他时刻统计。",
        ),
    ] = None
    records: Annotated[
        tuple[Counted, ...],
        Doc(
            "What is measured: an id takes the metric's own rule.",
            "记录规则；只写编号则取指标自身的规则。",
        ),
    ]
    note: Annotated[Bilingual | None, Doc("What a reader of its records must know.", "说明。")] = (
        None
    )
