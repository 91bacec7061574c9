"""SLA attainment: one row a promise, misses first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import (
    Block,
    Bullets,
    Column,
    Line,
    Paragraph,
    Section,
    Table,
    Text,
    plain,
)
from generator.compose.exclusions import warnings
from generator.compose.movements import move_of_clause, reversal_text
from generator.compose.parts import parts_text
from generator.compose.signals import rule_of_words, signal_line, silence
from generator.compose.targets import targets_text
from generator.compose.values import (
    bare_value,
    clock_text,
    column,
    figure_line,
    interval_text,
    service_name,
)
from generator.measure.figure import ALL_SERVICES
from generator.measure.movement import movements
from generator.measure.verdict import Reason, Verdict
from generator.workspace.clockedmetrics import clocked_metrics
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.compose.words import Words
    from generator.measure.counted import CountedPromise, JudgedPeriod
    from generator.measure.measure import Attainment, Edition
    from generator.measure.verdict import Judgement
    from generator.workspace.model.metrics import Metric

# Readers look for trouble first, so rows are not in the order of the enumeration.
_ORDER = (
    Verdict.MISSED,
    Verdict.AT_RISK,
    Verdict.NOT_ASSESSED,
    Verdict.NO_SAMPLE,
    Verdict.MET,
)
_EXPLAINED = (
    Reason.NO_TARGET,
    Reason.TARGET_CHANGED,
    Reason.TOO_FEW,
    Reason.NO_RECORD,
    Reason.INCOMPLETE,
    Reason.SIGNAL,
    Reason.IMMATURE,
    Reason.SUPPRESSED,
)


def sla(edition: Edition, words: Words) -> Section:
    """Compose the table of promises."""
    blocks: list[Block] = []
    if edition.attainments:
        blocks.append(_table(edition, words))
        blocks.extend(silence(edition, (each.measured for each in edition.attainments), words))
        blocks.extend(_over_targets(edition, words))
    else:
        blocks.append(Paragraph(line=plain(words.say("no-promises"))))
    blocks.extend(_moves(edition, words))
    if edition.counted:
        blocks.append(_counted_table(edition, words))
    blocks.extend(Paragraph(line=plain(text)) for text in _clocks(edition, words))
    blocks.extend(warnings(edition, words))
    blocks.extend(rule_of_words(edition, words, SectionId.SLA))
    blocks.extend(
        Paragraph(line=plain(words.say("pair", name=words.say("agreement-note"), text=note)))
        for note in _notes(edition, words)
    )
    return Section(id=SectionId.SLA, title=words.term(SectionId.SLA), blocks=tuple(blocks))


def _table(edition: Edition, words: Words) -> Table:
    """Return one row a promise."""
    titles = (
        "clause",
        "verdict",
        "service",
        "metric",
        "target",
        "value",
        "parts",
        "previous",
        "change",
        "year-to-date",
    )
    ordered = attainments_in_order(edition)
    return Table(
        caption=words.say("attainment"),
        columns=tuple(column(title, edition.measures, words) for title in titles),
        rows=tuple(_row(edition, attainment, words) for attainment in ordered),
    )


def attainments_in_order(edition: Edition) -> list[Attainment]:
    """Return the promises as the rows of the table stand: misses first."""
    return sorted(edition.attainments, key=lambda attainment: _rank(edition, attainment))


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
        # Second, so that a narrow screen shows it without scrolling.
        plain(verdict_text(attainment.judgement, words)),
        plain(service_name(edition.measures, figure.key.service, words)),
        plain(metric.name.of(words.language)),
        plain(targets_text(attainment, words)),
        figure_line(metric, figure, words, target),
        plain(_computed_from(attainment, words)),
        bare_value(
            metric, measured.previous, words, attainment.target_in(measured.previous.period)
        ),
        signal_line(edition, measured, words),
        bare_value(metric, measured.year_to_date, words, target),
    )


def _moves(edition: Edition, words: Words) -> Iterator[Block]:
    """Say why promises over all services moved against the previous period."""
    said: list[str] = []
    for attainment in edition.attainments:
        if attainment.measured.figure.key.service == ALL_SERVICES:
            for movement in movements(edition.measures, attainment.measured.metric):
                said.append(move_of_clause(attainment.clause.id, movement, words))
                if movement.reversal:
                    said.append(reversal_text(edition.measures, movement, words))
    if said:
        yield Bullets(items=tuple(plain(sentence) for sentence in dict.fromkeys(said)))


def _computed_from(attainment: Attainment, words: Words) -> str:
    """Return the parts of a value, with the interval where that spans the target (trap 7)."""
    text = parts_text(attainment.measured.figure.parts, words)
    bounds = attainment.interval_over_target
    if bounds is None:
        return text
    target = attainment.promised.target if attainment.promised else None
    aside = interval_text(attainment.measured.metric, bounds, target, words)
    return words.say("aside", text=text, aside=aside)


def _over_targets(edition: Edition, words: Words) -> tuple[Block, ...]:
    """Say of which clauses an interval spans the target."""
    clauses = {a.clause.id for a in edition.attainments if a.interval_over_target}
    if not clauses:
        return ()
    named = words.say("listed-clauses").join(sorted(clauses))
    return (Paragraph(line=plain(words.say("interval-over-target", clauses=named))),)


def _counted_table(edition: Edition, words: Words) -> Table:
    """Return one row a promise that is judged over shorter periods."""
    titles = ("clause", "verdict", "service", "metric", "cadence", "periods-met", "by-period")
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
    by_period = (_judged_period(promise.metric, period, words) for period in promise.periods)
    return (
        plain(promise.clause.id),
        plain(verdict_text(promise.judgement, words)),
        plain(service_name(edition.measures, promise.service, words)),
        plain(promise.metric.name.of(words.language)),
        plain(words.term(promise.clause.per)),
        plain(parts_text(promise.parts, words)),
        _joined(by_period, words),
    )


def _judged_period(metric: Metric, period: JudgedPeriod, words: Words) -> Text:
    """Return one period of k of n: its value with its marks, and its verdict."""
    value = bare_value(metric, period.figure, words, period.target)
    text = words.say(
        "judged-period",
        period=period.figure.period.label,
        value="".join(piece.text for piece in value),
        verdict=verdict_text(period.judgement, words),
    )
    return Text(text=text, disclosed=period.figure.disclosures)


def _joined(pieces: Iterable[Text], words: Words) -> Line:
    """Put the mark between things that are listed between pieces of text."""
    between = Text(text=words.say("between"))
    return tuple(each for piece in pieces for each in (between, piece))[1:]


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
