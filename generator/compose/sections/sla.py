"""SLA attainment: one row a promise, misses first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import Block, Column, Line, Paragraph, Section, Table, plain
from generator.compose.parts import parts_text
from generator.compose.values import (
    bare_value,
    clock_text,
    column,
    figure_line,
    service_name,
    shown_value,
    target_text,
)
from generator.measure.figure import ALL_SERVICES
from generator.measure.verdict import Reason, Verdict
from generator.workspace.clockedmetrics import clocked_metrics
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from generator.compose.words import Words
    from generator.measure.counted import CountedPromise
    from generator.measure.measure import Attainment, Edition
    from generator.measure.verdict import Judgement

# Readers look for trouble first, so rows are not in the order of the enumeration.
_ORDER = (
    Verdict.MISSED,
    Verdict.AT_RISK,
    Verdict.NOT_ASSESSED,
    Verdict.NO_SAMPLE,
    Verdict.MET,
)
_EXPLAINED = (Reason.NO_TARGET, Reason.TOO_FEW, Reason.NO_RECORD, Reason.INCOMPLETE)


def sla(edition: Edition, words: Words) -> Section:
    """Compose the table of promises."""
    blocks: list[Block] = []
    if edition.attainments:
        blocks.append(_table(edition, words))
    else:
        blocks.append(Paragraph(line=plain(words.say("no-promises"))))
    if edition.counted:
        blocks.append(_counted_table(edition, words))
    blocks.extend(Paragraph(line=plain(text)) for text in _clocks(edition, words))
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
        columns=tuple(column(title, edition.measures, words) for title in titles),
        rows=tuple(_row(edition, attainment, words) for attainment in ordered),
    )


def _rank(edition: Edition, attainment: Attainment) -> tuple[int, int, str]:
    """Return what attainments are sorted by."""
    service = attainment.measured.figure.key.service
    return _place(edition, attainment.judgement, service, attainment.clause.id)


def _place(
    edition: Edition, judgement: Judgement, service: str, clause: str
) -> tuple[int, int, str]:
    """Sort by verdict, then all services before single ones, then by clause."""
    rank = -1 if service == ALL_SERVICES else edition.services.index(service)
    return _ORDER.index(judgement.verdict), rank, clause


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
        plain(verdict_text(attainment.judgement, words)),
        plain(parts_text(figure.parts, words)),
        bare_value(
            metric, measured.previous, words, attainment.target_in(measured.previous.period)
        ),
        bare_value(metric, measured.year_to_date, words, target),
    )


def _counted_table(edition: Edition, words: Words) -> Table:
    """Return one row a promise that is judged over shorter periods."""
    titles = ("clause", "service", "metric", "cadence", "periods-met", "verdict", "by-period")
    ordered = sorted(
        edition.counted,
        key=lambda promise: _place(edition, promise.judgement, promise.service, promise.clause.id),
    )
    return Table(
        caption=words.say("counted-attainment"),
        columns=tuple(Column(title=words.say(title)) for title in titles),
        rows=tuple(_counted_row(edition, promise, words) for promise in ordered),
    )


def _counted_row(edition: Edition, promise: CountedPromise, words: Words) -> tuple[Line, ...]:
    """Return the cells of one promise: k of n, and each of the n."""
    by_period = (
        words.say(
            "judged-period",
            period=period.figure.period.label,
            value=shown_value(promise.metric, period.figure, words, period.target),
            verdict=verdict_text(period.judgement, words),
        )
        for period in promise.periods
    )
    return (
        plain(promise.clause.id),
        plain(service_name(edition.measures, promise.service, words)),
        plain(promise.metric.name.of(words.language)),
        plain(words.term(promise.clause.per)),
        plain(parts_text(promise.parts, words)),
        plain(verdict_text(promise.judgement, words)),
        plain(words.say("between").join(by_period)),
    )


def verdict_text(judgement: Judgement, words: Words) -> str:
    """Return sign and word of a verdict, with the reason where no judgement was made."""
    text = words.verdict(judgement.verdict)
    if judgement.reason not in _EXPLAINED:
        return text
    reason = words.say(f"verdict-reason-{judgement.reason}")
    return words.say("aside", text=text, aside=reason)


def _notes(edition: Edition, words: Words) -> tuple[str, ...]:
    """Return what the agreements say about their targets, each once."""
    notes = (promise.agreement.note for promise in _promises(edition))
    return tuple(dict.fromkeys(note.of(words.language) for note in notes if note))


def _clocks(edition: Edition, words: Words) -> tuple[str, ...]:
    """Return by what rules the clocks behind the promises run, each agreement once (trap 17)."""
    clocked = clocked_metrics(edition.measures.workspace, edition.report.party)
    judged = (each for each in _promises(edition) if each.clause.metric in clocked)
    return tuple(dict.fromkeys(clock_text(promise.agreement, words) for promise in judged))


def _promises(edition: Edition) -> tuple[Attainment | CountedPromise, ...]:
    """Return everything that was judged."""
    return (*edition.attainments, *edition.counted)
