"""What was promised: agreements, their clauses and effective-dated targets."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from generator.periods import Cadence
from generator.periods.clock import ClockRules, ReopenRule, StartRule
from generator.workspace.model.types import (
    LENGTH_PATTERN,
    Bilingual,
    ClauseId,
    ClauseRef,
    Day,
    Doc,
    Flag,
    Id,
    MetricId,
    OneOrMany,
    OneOrMore,
    OwnShare,
    TargetText,
    Version,
    strict,
)

ALL = "all"


class AgreementType(StrEnum):
    """Agreement with a customer, inside the provider, or with a supplier."""

    SLA = "sla"
    OLA = "ola"
    UC = "uc"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Days on which something is valid; both ends belong to it."""

    first: Annotated[Day, Doc("First day.", "首日。")]
    last: Annotated[Day | None, Doc("Last day; open when left out.", "末日，可留空。")] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class DatedTarget:
    """A target and the day from which it holds."""

    first: Annotated[Day, Doc("First day that it holds on.", "生效日期。")]
    target: Annotated[TargetText, Doc('Such as "> 95 %".', "目标值。")]
    at_risk: Annotated[
        TargetText | None,
        Doc("A kept promise that also meets this is at risk.", "达标但同时满足此条件时为预警。"),
    ] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One promise; without a metric it demands something that is not measured."""

    id: Annotated[ClauseId, Doc("Number of the clause.", "条款号。")]
    text: Annotated[Bilingual, Doc("The promise in words.", "条款内容。")]
    metric: Annotated[MetricId | None, Doc("What measures it.", "对应指标。")] = None
    services: Annotated[
        OneOrMore[Id], Doc('Services that it covers, or "all" together.', "适用服务。")
    ] = (ALL,)
    target: Annotated[
        TargetText | None, Doc("Target from the first day of the agreement.", "目标值。")
    ] = None
    at_risk: Annotated[
        TargetText | None,
        Doc("A kept promise that also meets this is at risk.", "达标但同时满足此条件时为预警。"),
    ] = None
    targets: Annotated[
        tuple[DatedTarget, ...], Doc("Targets that change with time.", "分期目标。")
    ] = ()
    per: Annotated[Cadence, Doc("Period over which it is judged.", "考核周期。")] = Cadence.MONTH
    supported_by: Annotated[
        OneOrMany[ClauseRef],
        Doc("Clauses of OLAs and UCs that it rests on: agreement/clause.", "支撑条款：协议/条款。"),
    ] = ()
    own: Annotated[
        OwnShare | None,
        Doc('What the promising side takes itself, such as "15 min".', "承诺方自身占用的部分。"),
    ] = None


Length = Annotated[str, StringConstraints(pattern=LENGTH_PATTERN)]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class MaintenanceTerms:
    """Which maintenance counts as planned; whatever else takes place is an outage."""

    notice: Annotated[
        Length, Doc("Least time between announcement and start, around the clock.", "提前通知期。")
    ] = "0 h"
    cap: Annotated[Length | None, Doc("Most of it in a month, in service time.", "每月上限。")] = (
        None
    )
    approval: Annotated[
        Flag, Doc("Whether it needs the id of an approval.", "是否须有批准编号。")
    ] = True

    @property
    def notice_seconds(self) -> int:
        """Return the notice in seconds."""
        return _seconds(self.notice)

    @property
    def cap_seconds(self) -> int | None:
        """Return the cap in seconds, None where there is none."""
        return None if self.cap is None else _seconds(self.cap)


def _seconds(length: str) -> int:
    """Return a length such as `72 h` in seconds."""
    number, unit = length.split()
    return int(number) * {"min": 60, "h": 3_600, "d": 86_400}[unit]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How the clocks of an agreement's cases run."""

    start: Annotated[
        StartRule,
        Doc(
            "Since when, where the agreement came to hold after the case was logged.",
            "协议晚于登记生效时，从何时起计时。",
        ),
    ] = StartRule.LOGGED
    reopening: Annotated[
        ReopenRule, Doc("What the clock of a reopened case shows.", "单据重新打开后如何计时。")
    ] = ReopenRule.RESUME


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A service level agreement, an operational one or an underpinning contract."""

    agreement: Annotated[Id, Doc("Name of the agreement in other files.", "协议编号。")]
    type: Annotated[AgreementType, Doc("SLA, OLA or UC.", "协议类型。")]
    title: Annotated[Bilingual, Doc("Title.", "协议名称。")]
    party: Annotated[Id, Doc("Whom it is with.", "相关方。")]
    version: Annotated[Version, Doc("Version in force.", "版本。")]
    effective: Annotated[Interval, Doc("When it is in force.", "有效期。")]
    reviewed: Annotated[Day, Doc("Day of the last review.", "最近评审日期。")]
    clauses: Annotated[tuple[Clause, ...], Doc("The promises.", "条款。")]
    clock: Annotated[
        Clock | None, Doc("How its clocks run; printed with its targets.", "服务时钟的规则。")
    ] = None
    service_time: Annotated[
        Id | None,
        Doc("Calendar of the service time; around the clock when left out.", "服务时间日历。"),
    ] = None
    maintenance: Annotated[
        MaintenanceTerms | None,
        Doc("Which maintenance is planned; none when left out.", "计划维护的约定。"),
    ] = None
    note: Annotated[
        Bilingual | None,
        Doc("Printed beside every table of its targets.", "与目标一并打印的说明。"),
    ] = None

    @property
    def clock_rules(self) -> ClockRules:
        """Return how its clocks run: the defaults where it says nothing."""
        clock = self.clock or Clock()
        return ClockRules(start=clock.start, reopening=clock.reopening)
