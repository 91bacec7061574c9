"""The report catalogue: which reports there are, for whom and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from generator.periods import Cadence
from generator.workspace.model.organisation import Language
from generator.workspace.model.types import (
    Bilingual,
    ClauseRef,
    DayRule,
    Doc,
    Id,
    Line,
    MetricId,
    OneOrMore,
    PeriodLabel,
    Version,
    strict,
)

INTERNAL = "internal"
"""The audience of the provider itself."""


class ReportKind(StrEnum):
    """The streams of reports."""

    EXTERNAL = "external"
    INTERNAL = "internal"
    IMPROVEMENT = "improvement"
    EVENT = "event"


class SectionId(StrEnum):
    """The sections that a report can be made of, in their usual order."""

    SUMMARY = "summary"
    SLA = "sla"
    INCIDENTS = "incidents"
    MAJOR_EVENTS = "major-events"
    WORKLOAD = "workload"
    REQUESTS = "requests"
    PROBLEMS = "problems"
    CHANGES = "changes"
    RELEASES = "releases"
    CONFIGURATION = "configuration"
    CONTINUITY = "continuity"
    CAPACITY = "capacity"
    SECURITY = "security"
    SATISFACTION = "satisfaction"
    SUPPLIERS = "suppliers"
    FINANCE = "finance"
    PEOPLE = "people"
    KNOWLEDGE = "knowledge"
    REPORTING = "reporting"
    AVAILABILITY = "availability"
    OUTLOOK = "outlook"
    DOCUMENT_CONTROL = "document-control"
    EVIDENCE = "evidence"
    NONCONFORMITIES = "nonconformities"
    IMPROVEMENT = "improvement"
    FEEDBACK = "feedback"
    PLAN = "plan"
    DECISIONS = "decisions"
    DEFINITIONS = "definitions"
    LINEAGE = "lineage"


# The word before the point of a metric's id names its process.
PROCESSES_OF_SECTION: Mapping[SectionId, tuple[str, ...]] = MappingProxyType(
    {
        SectionId.INCIDENTS: ("incident",),
        SectionId.REQUESTS: ("request",),
        SectionId.PROBLEMS: ("problem",),
        SectionId.CHANGES: ("change", "release"),
        SectionId.RELEASES: ("release",),
        SectionId.CONFIGURATION: ("configuration",),
        SectionId.CONTINUITY: ("continuity",),
        SectionId.CAPACITY: ("capacity",),
        SectionId.SECURITY: ("security",),
        SectionId.SATISFACTION: ("satisfaction", "complaint"),
        SectionId.SUPPLIERS: ("supplier",),
        SectionId.FINANCE: ("finance",),
        SectionId.PEOPLE: ("people",),
        SectionId.KNOWLEDGE: ("knowledge",),
        SectionId.REPORTING: ("reporting",),
    }
)


class Character(StrEnum):
    """Which way a section looks; a report does all three (R-11)."""

    REACTIVE = "reactive"
    """What happened, and whether promises were kept."""
    PROSPECTIVE = "prospective"
    """What is to be expected."""
    PLANNING = "planning"
    """What will be done, with whom and by what means."""


class Delivery(StrEnum):
    """How an edition reaches somebody."""

    SITE = "site"
    PDF = "pdf"
    MAIL = "mail"
    PAPER = "paper"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """Who gets the report, and how."""

    role: Annotated[Id, Doc("Role, or contact of the party.", "接收角色。")]
    by: Annotated[Delivery, Doc("site, pdf, mail or paper.", "交付方式。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentControl:
    """Number, version and classification on the cover."""

    number: Annotated[Line, Doc("Number of the document.", "文件编号。")]
    version: Annotated[Version, Doc("Below 1.0 it is a draft.", "版本，小于 1.0 为草案。")]
    classification: Annotated[Id, Doc("Level of confidentiality.", "密级。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ContentWaiver:
    """A section or character that a report goes without, and why that was accepted."""

    section: Annotated[SectionId | None, Doc("Section that is left out.", "免去的章节。")] = None
    character: Annotated[
        Character | None, Doc("Character that no section has.", "免去的性质。")
    ] = None
    reason: Annotated[Bilingual, Doc("Why; printed in document control.", "原因。")]
    accepted_by: Annotated[Id, Doc("Role that accepted it.", "同意免去的角色。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDefinition:
    """One entry of the catalogue: a report that somebody asked for."""

    report: Annotated[Id, Doc("Name of the report; its folder and address.", "报告编号。")]
    title: Annotated[Bilingual, Doc("Title.", "报告名称。")]
    kind: Annotated[ReportKind, Doc("external, internal, improvement, event.", "报告类型。")]
    purpose: Annotated[Bilingual, Doc("What readers decide with it.", "报告目的。")]
    party: Annotated[Id, Doc("Party whose records it is made of.", "数据所属相关方。")]
    audience: Annotated[Id, Doc('Who may read it: "internal" or a party.', "读者范围。")]
    language: Annotated[Language, Doc("Language of the report.", "报告语言。")] = Language.ZH
    cadence: Annotated[Cadence, Doc("How often it is made.", "报告周期。")]
    first: Annotated[PeriodLabel, Doc("First period.", "首个周期。")]
    last: Annotated[PeriodLabel | None, Doc("Last period, when it ended.", "末个周期。")] = None
    due: Annotated[DayRule, Doc("Days after the period ends.", "周期结束后的交付期限。")]
    required_by: Annotated[
        ClauseRef | None, Doc("Clause that demands it: agreement/clause.", "依据的协议条款。")
    ] = None
    owner: Annotated[Id, Doc("Role that answers for it.", "责任角色。")]
    author: Annotated[Id, Doc("Role that writes it.", "编写角色。")]
    chain: Annotated[Id, Doc("Approval chain.", "审批链。")]
    services: Annotated[OneOrMore[Id], Doc('Services, or "all".', "服务范围。")] = ("all",)
    sections: Annotated[tuple[SectionId, ...], Field(min_length=1), Doc("In order.", "章节顺序。")]
    waivers: Annotated[
        tuple[ContentWaiver, ...],
        Doc("Compulsory contents that it goes without.", "免去的必备内容。"),
    ] = ()
    event: Annotated[
        Id | None, Doc("Event that it is about; for the kind event.", "专项报告所针对的事件。")
    ] = None
    headline: Annotated[
        tuple[MetricId, ...],
        Field(max_length=6),
        Doc("At most six metrics that come first.", "首要指标，最多六个。"),
    ] = ()
    outlook: Annotated[
        tuple[MetricId, ...],
        Field(max_length=12),
        Doc(
            "Metrics that are forecast; the headline when left out.", "预测的指标，默认为首要指标。"
        ),
    ] = ()
    distribution: Annotated[tuple[Distribution, ...], Doc("Who gets it.", "分发范围。")]
    retention: Annotated[Id, Doc("Retention class.", "保存期类别。")]
    document: Annotated[DocumentControl, Doc("Document control.", "文件控制信息。")]


def processes_of(report: ReportDefinition, section: SectionId) -> tuple[str, ...]:
    """Return the processes of a section; none of them in two sections of one report."""
    found = PROCESSES_OF_SECTION.get(section, ())
    if section is SectionId.CHANGES and SectionId.RELEASES in report.sections:
        return tuple(each for each in found if each != "release")
    return found
