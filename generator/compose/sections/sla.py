"""SLA attainment: one row a promise, misses first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import Align, Block, Column, Line, Paragraph, Section, Table, plain
from generator.compose.parts import parts_text
from generator.compose.values import bare_value, figure_line, service_name, target_text
from generator.measure.figure import ALL_SERVICES
from generator.measure.verdict import Reason, Verdict
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from generator.compose.words import Words
    from generator.measure.measure import Attainment, Edition

# Readers look for trouble first, so rows are not in the order of the enumeration.
_ORDER = (
    Verdict.MISSED,
    Verdict.AT_RISK,
    Verdict.NOT_ASSESSED,
    Verdict.NO_SAMPLE,
    Verdict.MET,
)
_EXPLAINED = (Reason.NO_TARGET, Reason.TOO_FEW, Reason.NO_RECORD, Reason.INCOMPLETE)
_RIGHT = ("target", "value", "parts", "previous", "year-to-date")


def sla(edition: Edition, words: Words) -> Section:
    """Compose the table of promises."""
    blocks: list[Block] = []
    if edition.attainments:
        blocks.append(_table(edition, words))
    else:
        blocks.append(Paragraph(line=plain(words.say("no-promises"))))
    blocks.extend(
        Paragraph(line=plain(words.say("pair", name=words.say("agreement-note"), text=note)))
        for note in _notes(edition, words)
    )
    return Section(id=SectionId.SLA, title=words.term(SectionId.SLA), blocks=tuple(blocks))


def _table(edition: Edition, words: Words) -> Table:
    """Return one row a promise."""
    titles = (
        "clause",
        "service",
        "metric",
        "target",
        "value",
        "verdict",
        "parts",
        "previous",
        "year-to-date",
    )
    ordered = sorted(edition.attainments, key=lambda attainment: _rank(edition, attainment))
    return Table(
        caption=words.say("attainment"),
        columns=tuple(
            Column(title=words.say(title), align=Align.RIGHT if title in _RIGHT else Align.LEFT)
            for title in titles
        ),
        rows=tuple(_row(edition, attainment, words) for attainment in ordered),
    )


def _rank(edition: Edition, attainment: Attainment) -> tuple[int, int, str]:
    """Sort by verdict, then all services before single ones, then by clause."""
    service = attainment.measured.figure.key.service
    place = -1 if service == ALL_SERVICES else edition.services.index(service)
    return _ORDER.index(attainment.judgement.verdict), place, attainment.clause.id


def _row(edition: Edition, attainment: Attainment, words: Words) -> tuple[Line, ...]:
    """Return the cells of one promise."""
    measured = attainment.measured
    metric, figure = measured.metric, measured.figure
    target = attainment.promised.target if attainment.promised else None
    return (
        plain(attainment.clause.id),
        plain(service_name(edition.measures, figure.key.service, words)),
        plain(metric.name.of(words.language)),
        plain(target_text(metric, target, words)),
        figure_line(metric, figure, words, target),
        plain(verdict_text(attainment, words)),
        plain(parts_text(figure.parts, words)),
        bare_value(metric, measured.previous, words, target),
        bare_value(metric, measured.year_to_date, words, target),
    )


def verdict_text(attainment: Attainment, words: Words) -> str:
    """Return sign and word of a verdict, with the reason where no judgement was made."""
    text = words.verdict(attainment.judgement.verdict)
    if attainment.judgement.reason not in _EXPLAINED:
        return text
    reason = words.say(f"verdict-reason-{attainment.judgement.reason}")
    return words.say("aside", text=text, aside=reason)


def _notes(edition: Edition, words: Words) -> tuple[str, ...]:
    """Return what the agreements say about their targets, each once."""
    notes = (attainment.agreement.note for attainment in edition.attainments)
    return tuple(dict.fromkeys(note.of(words.language) for note in notes if note))
