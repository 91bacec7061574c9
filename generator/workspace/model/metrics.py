"""What is measured: the definitions that reports may only refer to."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.kinds import Across, Better, MetricKind, PercentileMethod, Spread
from generator.workspace.model.counting import CollectRule
from generator.workspace.model.types import (
    Bilingual,
    CurrencyCode,
    Day,
    DayRule,
    Doc,
    Id,
    Line,
    MetricId,
    Number,
    TargetText,
    strict,
)


class Unit(StrEnum):
    """Units that a value may have; percent shows a ratio times a hundred."""

    PERCENT = "percent"
    COUNT = "count"
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    POINT = "point"
    RATIO = "ratio"
    USER_MINUTE = "user-minute"
    CURRENCY = "currency"
    """Money; the metric says of which currency."""

    @property
    def seconds(self) -> int | None:
        """Return the seconds of a unit of time, also of a user's; None for the others."""
        return _SECONDS.get(self)


_SECONDS = {
    Unit.SECOND: 1,
    Unit.MINUTE: 60,
    Unit.HOUR: 3_600,
    Unit.DAY: 86_400,
    Unit.USER_MINUTE: 60,
}


class Cohort(StrEnum):
    """Which moment of a case puts it into a period."""

    OPENED = "opened"
    RESOLVED = "resolved"
    CLOSED = "closed"
    EVENT = "event"
    SURVEY = "survey"
    SNAPSHOT = "snapshot"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One way to break a metric down."""

    id: Annotated[Id, Doc("Name of the dimension in records.", "维度编号。")]
    name: Annotated[Bilingual, Doc("Name that readers see.", "维度名称。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class PercentileRule:
    """Which value of all is the percentile."""

    rank: Annotated[Number, Field(gt=0, le=100), Doc("Per cent, such as 95.", "百分位，如 95。")]
    method: Annotated[PercentileMethod, Doc("How it is picked.", "取值方法。")] = (
        PercentileMethod.NEAREST_RANK
    )


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class IndexComponent:
    """One metric of an index."""

    metric: Annotated[MetricId, Doc("The metric.", "指标。")]
    weight: Annotated[Number, Field(gt=0), Doc("Its share of the whole.", "权重。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRule:
    """How the control limits of a chart are drawn, in place of those of the signal."""

    spread: Annotated[Spread, Doc("What a standard deviation is taken from.", "离散程度的算法。")]
    sigmas: Annotated[
        int,
        Field(ge=1, le=6, strict=True),
        Doc("Standard deviations from the mean to a limit.", "控制限距均值几倍标准差。"),
    ] = 3


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The flows between one count of a stock and the next."""

    opened: Annotated[MetricId, Doc("What was added to it.", "增加量的指标。")]
    closed: Annotated[MetricId, Doc("What left it.", "减少量的指标。")]
    reopened: Annotated[MetricId | None, Doc("What came back.", "重开量的指标。")] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The scale on which people gave points."""

    least: Annotated[Number, Doc("Fewest points.", "最低分。")]
    most: Annotated[Number, Doc("Most points.", "最高分。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class TypicalTarget:
    """What is usually promised; it judges nothing, as only a clause does."""

    target: Annotated[TargetText, Doc("The usual target.", "常用目标值。")]
    source: Annotated[Bilingual, Doc("Where it comes from.", "出处。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """The definition of a metric; its kind fixes how it is rolled up."""

    id: Annotated[MetricId, Doc("process.name; never reused for another meaning.", "指标编号。")]
    name: Annotated[Bilingual, Doc("Name that readers see.", "指标名称。")]
    plain: Annotated[Bilingual, Doc("What it says, in the customer's words.", "通俗说明。")]
    formula: Annotated[Bilingual, Doc("How it is computed.", "计算公式。")]
    kind: Annotated[MetricKind, Doc("Kind of value; fixes the roll-up class.", "指标类型。")]
    unit: Annotated[Unit, Doc("Unit of the value.", "单位。")]
    better: Annotated[Better, Doc("Which direction is better.", "优劣方向。")]
    cohort: Annotated[Cohort, Doc("What puts a case into a period.", "归属口径。")]
    procedure: Annotated[Line, Doc("Procedure that feeds it: QP-01 to QP-27.", "来源程序。")]
    decimals: Annotated[
        int, Field(ge=0, le=6, strict=True), Doc("Digits after the point.", "小数位数。")
    ] = 1
    signed: Annotated[
        Bilingual | None,
        Doc(
            "What a value above zero means; only then may values be negative.",
            "正数的含义；写明后数值才可为负。",
        ),
    ] = None
    currency: Annotated[
        CurrencyCode | None, Doc("ISO 4217, such as CNY; for currency.", "币种代码，如 CNY。")
    ] = None
    rate_date: Annotated[
        Day | None, Doc("Day of the rate of converted amounts.", "折算所用汇率的日期。")
    ] = None
    min_n: Annotated[
        int,
        Field(ge=0, le=100_000, strict=True),
        Doc("Fewest cases that are judged.", "最小样本量。"),
    ] = 0
    matures_after: Annotated[
        DayRule | None,
        Doc(
            "Days after a month until its value settles, such as 30 calendar days.",
            "月份结束后多少天数值才稳定，例如 30 calendar days。",
        ),
    ] = None
    beside: Annotated[
        MetricId | None,
        Doc(
            "Metric that must be read beside it: open age, response rate.",
            "须一并阅读的指标，例如未关闭事件的时长、回收率。",
        ),
    ] = None
    suppress_below: Annotated[
        int,
        Field(ge=0, le=100, strict=True),
        Doc("A value of fewer answers, down to one, is not shown.", "样本少于此数的数值不显示。"),
    ] = 0
    across: Annotated[
        Across | None,
        Doc("How availabilities of services become one; for duration-ratio.", "跨服务的汇总方式。"),
    ] = None
    percentile: Annotated[
        PercentileRule | None, Doc("Rank and method; for percentile.", "百分位的定义。")
    ] = None
    balance: Annotated[
        Balance | None,
        Doc(
            "Flows that must explain a stock: last one + opened + reopened - closed.",
            "存量的平衡关系：上月末 + 新增 + 重开 − 关闭 = 本月末。",
        ),
    ] = None
    scale: Annotated[
        Scale | None,
        Doc("Scale of the points; for mean and percentile.", "评分的分制，如 1 至 5。"),
    ] = None
    components: Annotated[
        tuple[IndexComponent, ...], Doc("What it is made of; for index.", "指数的组成。")
    ] = ()
    threshold: Annotated[
        TargetText | None,
        Doc('Bound of a level, such as "<= 80 %"; its days are in the outlook.', "容量阈值。"),
    ] = None
    typical: Annotated[
        TypicalTarget | None,
        Doc("Usual target with its source; judges nothing.", "常用目标及其出处，不用于判定。"),
    ] = None
    limits: Annotated[
        LimitRule | None, Doc("Control limits drawn in its chart.", "图中控制限的算法。")
    ] = None
    dimensions: Annotated[tuple[Dimension, ...], Doc("Break-downs.", "细分维度。")] = ()
    collected: Annotated[
        CollectRule | None,
        Doc("How it is counted in a canonical table.", "如何从标准表统计。"),
    ] = None
    note: Annotated[Bilingual | None, Doc("What a reader must know.", "口径说明。")] = None
    version: Annotated[
        int, Field(ge=1, strict=True), Doc("Grows when the meaning changes.", "定义版本。")
    ] = 1

    @property
    def unit_code(self) -> str:
        """Return the code of the currency for money, else the unit."""
        return self.currency or self.unit


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """The definitions of one process."""

    process: Annotated[Bilingual, Doc("The process that feeds them.", "来源过程。")]
    metrics: Annotated[tuple[Metric, ...], Doc("The definitions.", "指标定义。")]
