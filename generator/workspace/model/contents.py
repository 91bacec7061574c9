"""What a report must be made of, by its kind, and which way each section looks."""

from collections.abc import Mapping
from types import MappingProxyType

from generator.workspace.model.catalogue import Character, ReportDefinition, ReportKind, SectionId

_ANNEXES = (
    SectionId.DOCUMENT_CONTROL,
    SectionId.EVIDENCE,
    SectionId.DEFINITIONS,
    SectionId.LINEAGE,
)

# A customer is owed what ISO/IEC 20000-1 has named since 2005 (6.2): performance against targets,
# workload, performance after major events, trends and satisfaction.
COMPULSORY: Mapping[ReportKind, tuple[SectionId, ...]] = MappingProxyType(
    {
        ReportKind.EXTERNAL: (
            SectionId.SUMMARY,
            SectionId.SLA,
            SectionId.MAJOR_EVENTS,
            SectionId.WORKLOAD,
            SectionId.SATISFACTION,
            SectionId.OUTLOOK,
            *_ANNEXES,
        ),
        ReportKind.INTERNAL: (SectionId.SUMMARY, *_ANNEXES),
        ReportKind.IMPROVEMENT: (SectionId.SUMMARY, SectionId.IMPROVEMENT, *_ANNEXES),
        ReportKind.EVENT: (SectionId.SUMMARY, SectionId.MAJOR_EVENTS, *_ANNEXES),
    }
)

CHARACTER_OF: Mapping[SectionId, Character] = MappingProxyType(
    {
        SectionId.SLA: Character.REACTIVE,
        SectionId.INCIDENTS: Character.REACTIVE,
        SectionId.MAJOR_EVENTS: Character.REACTIVE,
        SectionId.WORKLOAD: Character.REACTIVE,
        SectionId.REQUESTS: Character.REACTIVE,
        SectionId.PROBLEMS: Character.REACTIVE,
        SectionId.CHANGES: Character.REACTIVE,
        SectionId.RELEASES: Character.REACTIVE,
        SectionId.CONFIGURATION: Character.REACTIVE,
        SectionId.AVAILABILITY: Character.REACTIVE,
        SectionId.SECURITY: Character.REACTIVE,
        SectionId.SATISFACTION: Character.REACTIVE,
        SectionId.SUPPLIERS: Character.REACTIVE,
        SectionId.FINANCE: Character.REACTIVE,
        SectionId.KNOWLEDGE: Character.REACTIVE,
        SectionId.REPORTING: Character.REACTIVE,
        SectionId.NONCONFORMITIES: Character.REACTIVE,
        SectionId.FEEDBACK: Character.REACTIVE,
        SectionId.CAPACITY: Character.PROSPECTIVE,
        SectionId.OUTLOOK: Character.PROSPECTIVE,
        SectionId.IMPROVEMENT: Character.PLANNING,
        SectionId.PLAN: Character.PLANNING,
        SectionId.DECISIONS: Character.PLANNING,
        # Tests of plans, and who is there with which skills.
        SectionId.CONTINUITY: Character.PLANNING,
        SectionId.PEOPLE: Character.PLANNING,
    }
)
"""The character of each section that has one; summary and annexes have none of their own."""


def lacking(report: ReportDefinition) -> tuple[tuple[SectionId, ...], tuple[Character, ...]]:
    """Return the compulsory sections and the characters that a report does without."""
    found = {CHARACTER_OF.get(section) for section in report.sections}
    return (
        tuple(each for each in COMPULSORY[report.kind] if each not in report.sections),
        tuple(character for character in Character if character not in found),
    )
