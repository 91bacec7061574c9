"""From a measured edition to a report value."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.compose.blocks import Report, Section
from generator.compose.commentary import commentary
from generator.compose.cover import control_table, subtitle
from generator.compose.footnotes import with_footnotes
from generator.compose.sections.availability import availability
from generator.compose.sections.definitions import definitions
from generator.compose.sections.feedback import decisions, feedback
from generator.compose.sections.improvement import improvement, nonconformities, plan
from generator.compose.sections.lineage import lineage
from generator.compose.sections.outlook import outlook
from generator.compose.sections.process import changes, incidents
from generator.compose.sections.sla import sla
from generator.compose.sections.summary import summary
from generator.compose.sections.workload import workload
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.measure import Edition

SECTIONS: Final[Mapping[SectionId, Callable[[Edition, Words], Section]]] = MappingProxyType(
    {
        SectionId.SUMMARY: summary,
        SectionId.SLA: sla,
        SectionId.INCIDENTS: incidents,
        SectionId.WORKLOAD: workload,
        SectionId.CHANGES: changes,
        SectionId.AVAILABILITY: availability,
        SectionId.OUTLOOK: outlook,
        SectionId.NONCONFORMITIES: nonconformities,
        SectionId.IMPROVEMENT: improvement,
        SectionId.FEEDBACK: feedback,
        SectionId.PLAN: plan,
        SectionId.DECISIONS: decisions,
    }
)
# Annexes speak about the figures that the sections before them show.
ANNEXES: Final[Mapping[SectionId, Callable[[Edition, Words, tuple[Figure, ...]], Section]]] = (
    MappingProxyType({SectionId.DEFINITIONS: definitions, SectionId.LINEAGE: lineage})
)


def compose(edition: Edition, words: Words) -> Report:
    """Compose the sections that the catalogue asks for, in its order; annexes last."""
    chosen = edition.report.sections
    sections = tuple(
        with_footnotes(
            _with_commentary(SECTIONS[name](edition, words), edition, words), edition, words
        )
        for name in chosen
        if name in SECTIONS
    )
    written = tuple(
        Section(id=name, title="", blocks=tuple(commentary(edition, name, words)))
        for name in chosen
        if name in ANNEXES
    )
    shown = figures_of((*sections, *written))
    annexes = tuple(
        _with_commentary(ANNEXES[name](edition, words, shown), edition, words)
        for name in chosen
        if name in ANNEXES
    )
    title = edition.report.title.of(words.language)
    period = edition.period.title(words.language)
    return Report(
        title=words.say("title", title=title, period=period),
        subtitle=subtitle(edition, words),
        control=control_table(edition, words),
        sections=(*sections, *annexes),
    )


def _with_commentary(section: Section, edition: Edition, words: Words) -> Section:
    """Put what the author wrote before all else: people read people."""
    written = tuple(commentary(edition, section.id, words))
    return replace(section, blocks=(*written, *section.blocks)) if written else section


def figures_of(sections: tuple[Section, ...]) -> tuple[Figure, ...]:
    """Return every figure that the sections show, each once."""
    shown = (figure for section in sections for figure in section.figures())
    return tuple({(figure.key, figure.period): figure for figure in shown}.values())
