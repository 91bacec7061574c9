"""From a measured edition to a report value."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.compose.blocks import Report, Section
from generator.compose.commentary import commentary
from generator.compose.cover import control_table, subtitle
from generator.compose.footnotes import with_footnotes
from generator.compose.restated import notice
from generator.compose.revisions import Composed
from generator.compose.sections.availability import availability
from generator.compose.sections.definitions import definitions
from generator.compose.sections.documentcontrol import document_control
from generator.compose.sections.evidence import evidence
from generator.compose.sections.feedback import decisions, feedback
from generator.compose.sections.improvement import improvement, nonconformities, plan
from generator.compose.sections.lineage import lineage
from generator.compose.sections.majorevents import major_events
from generator.compose.sections.outlook import outlook
from generator.compose.sections.process import process
from generator.compose.sections.sla import sla
from generator.compose.sections.summary import summary
from generator.compose.sections.workload import workload
from generator.measure.measure import measure
from generator.workspace.model.catalogue import PROCESSES_OF_SECTION, SectionId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.measure import Edition

SECTIONS: Final[Mapping[SectionId, Callable[[Edition, Words], Section]]] = MappingProxyType(
    {
        SectionId.SUMMARY: summary,
        SectionId.SLA: sla,
        SectionId.MAJOR_EVENTS: major_events,
        SectionId.WORKLOAD: workload,
        SectionId.AVAILABILITY: availability,
        SectionId.OUTLOOK: outlook,
        **{section: partial(process, section) for section in PROCESSES_OF_SECTION},
        SectionId.NONCONFORMITIES: nonconformities,
        SectionId.IMPROVEMENT: improvement,
        SectionId.FEEDBACK: feedback,
        SectionId.PLAN: plan,
        SectionId.DECISIONS: decisions,
    }
)
# Annexes speak about the figures that the sections before them show.
ANNEXES: Final[Mapping[SectionId, Callable[[Edition, Words, tuple[Figure, ...]], Section]]] = (
    MappingProxyType(
        {
            SectionId.EVIDENCE: evidence,
            SectionId.DEFINITIONS: definitions,
            SectionId.LINEAGE: lineage,
        }
    )
)

ANNEX_IDS: Final = (SectionId.DOCUMENT_CONTROL, *ANNEXES)


def compose(edition: Edition, words: Words) -> Report:
    """Compose the sections that the catalogue asks for, in its order; annexes last."""
    now = _composed(edition, words)
    annexes = tuple(
        _with_commentary(_annex(name, now, words), edition, words)
        for name in edition.report.sections
        if name in ANNEX_IDS
    )
    workspace = edition.measures.workspace
    is_taken_back = workspace.is_taken_back(edition.name)
    title = edition.report.title.of(words.language)
    period = edition.period.title(words.language)
    return Report(
        title=words.say("title", title=title, period=period),
        subtitle=subtitle(edition, words),
        control=control_table(edition, words),
        sections=() if is_taken_back else (*now.sections, *annexes),
        revision=workspace.revision_of(edition.name),
        notice=tuple(notice(edition, words)),
        is_taken_back=is_taken_back,
    )


def _composed(edition: Edition, words: Words) -> Composed:
    """Compose the sections of an edition, annexes apart."""
    sections = tuple(
        with_footnotes(
            _with_commentary(SECTIONS[name](edition, words), edition, words), edition, words
        )
        for name in edition.report.sections
        if name in SECTIONS
    )
    return Composed(edition=edition, sections=sections)


def _annex(name: SectionId, now: Composed, words: Words) -> Section:
    """Compose one annex."""
    if name is SectionId.DOCUMENT_CONTROL:
        return document_control(now, _before(now.edition, words), words)
    return ANNEXES[name](now.edition, words, _shown(now, words))


def _shown(now: Composed, words: Words) -> tuple[Figure, ...]:
    """Return the figures of an edition, and those that texts in its annexes quote."""
    written = tuple(
        Section(id=name, title="", blocks=tuple(commentary(now.edition, name, words)))
        for name in now.edition.report.sections
        if name in ANNEX_IDS
    )
    return figures_of((*now.sections, *written))


def _before(edition: Edition, words: Words) -> Composed | None:
    """Measure and compose the previous edition anew; None for the first one of a report."""
    report, period = edition.report, edition.period.previous()
    if period < report.first:
        return None
    measures = edition.measures
    return _composed(measure(measures.workspace, measures.ledger, report, period), words)


def _with_commentary(section: Section, edition: Edition, words: Words) -> Section:
    """Put what the author wrote before all else: people read people."""
    written = tuple(commentary(edition, section.id, words))
    return replace(section, blocks=(*written, *section.blocks)) if written else section


def figures_of(sections: tuple[Section, ...]) -> tuple[Figure, ...]:
    """Return every figure that the sections show, each once."""
    shown = (figure for section in sections for figure in section.figures())
    return tuple({(figure.key, figure.period): figure for figure in shown}.values())
