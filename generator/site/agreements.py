"""The page of agreements: what was promised, with its targets and their days, and what was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.availabilityterms import terms_text
from generator.compose.blocks import Block, Column, Line, Paragraph, Subheading, Table, plain
from generator.compose.values import clock_text, target_text
from generator.compose.words import Words
from generator.render.escape import escaped
from generator.render.markdown import blocks_text
from generator.site.editionpage import WIDE
from generator.site.heatmap import heat_map
from generator.site.support import backing_of, support
from generator.workspace.clockedmetrics import clocked_metrics
from generator.workspace.model.agreements import ALL
from generator.workspace.promises import PromisedTarget, dated_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.measure.measure import Attainment, Edition
    from generator.site.audience import View
    from generator.site.survey import Survey
    from generator.target import Target
    from generator.workspace.model.agreements import Agreement, Clause

_PERIODS = 12
_TITLES = ("clause", "clause-text", "metric", "services", "target", "warning", "per")


def agreement_anchor(agreement: Agreement) -> str:
    """Return where an agreement stands on its page."""
    return f"agreement-{agreement.agreement}"


def agreements_page(survey: Survey) -> str:
    """Return the clauses of every agreement with the parties of the audience's reports."""
    words = Words(survey.view.language)
    behind = backing_of(survey.view)
    text = [WIDE, f"# {escaped(words.say('agreements'))}"]
    for agreement in survey.view.agreements:
        title = escaped(agreement.title.of(words.language))
        text.append(f"## {title} {{: #{agreement_anchor(agreement)} }}")
        text += blocks_text(_agreement(survey.view, agreement, words))
        text += blocks_text(support(behind.get(agreement.agreement, ()), words))
        text += _attainment(survey, agreement, words)
    if not survey.view.agreements:
        text += blocks_text([Paragraph(line=plain(words.say("no-agreements")))])
    return "\n\n".join(text) + "\n"


def _agreement(view: View, agreement: Agreement, words: Words) -> Iterator[Block]:
    """Give what is said about one agreement."""
    yield Paragraph(line=plain(_validity(agreement, words)))
    if agreement.maintenance or agreement.service_time:
        yield Paragraph(line=plain(terms_text(view.workspace, agreement, words)))
    yield _table(view, agreement, words)
    clocked = clocked_metrics(view.workspace, agreement.party)
    if agreement.clock or any(clause.metric in clocked for clause in agreement.clauses):
        yield Paragraph(line=plain(clock_text(agreement, words)))
    if agreement.note:
        yield Paragraph(line=plain(agreement.note.of(words.language)))


def _attainment(survey: Survey, agreement: Agreement, words: Words) -> Iterator[str]:
    """Give the last verdicts of every clause that a report of the audience judges."""
    yield from blocks_text([Subheading(title=words.say("last-verdicts"), minor=True)])
    found = list(_judged(survey, agreement))
    if not found:
        yield from blocks_text([Paragraph(line=plain(words.say("attainment-nowhere")))])
    for edition, attainments in found:
        yield heat_map(survey, edition, attainments, _PERIODS, words)


def _judged(
    survey: Survey, agreement: Agreement
) -> Iterator[tuple[Edition, tuple[Attainment, ...]]]:
    """Give for each cadence the newest edition that judges most clauses of an agreement."""
    best: dict[str, tuple[Edition, tuple[Attainment, ...]]] = {}
    for edition in survey.newest:
        mine = tuple(each for each in edition.attainments if each.agreement is agreement)
        other = best.get(edition.report.cadence)
        if mine and (other is None or _weight(edition, mine) > _weight(*other)):
            best[edition.report.cadence] = edition, mine
    yield from best.values()


def _weight(edition: Edition, attainments: tuple[Attainment, ...]) -> tuple[object, ...]:
    """Return what makes an edition the one to speak: it is newer, fuller, the customer's."""
    return edition.period.end, len(attainments), edition.report.audience == edition.report.party


def _validity(agreement: Agreement, words: Words) -> str:
    """Say which version is in force, and when."""
    days = agreement.effective
    since = words.say("in-force", version=agreement.version, first=days.first)
    return since + (words.say("until", last=days.last) if days.last else "")


def _table(view: View, agreement: Agreement, words: Words) -> Table:
    """Return one row a clause."""
    return Table(
        caption=agreement.title.of(words.language),
        columns=tuple(Column(title=words.say(key)) for key in _TITLES),
        rows=tuple(_row(view, agreement, clause, words) for clause in agreement.clauses),
    )


def _row(view: View, agreement: Agreement, clause: Clause, words: Words) -> tuple[Line, ...]:
    """Return a clause; one that is not measured has dashes."""
    metric = view.workspace.metrics.get(clause.metric or "")
    targets = dated_targets(agreement, clause)
    dash = words.say("no-value")
    return (
        plain(clause.id),
        plain(clause.text.of(words.language)),
        plain(metric.name.of(words.language) if metric else dash),
        plain(_services(view, clause, words) if metric else dash),
        plain(_dated(view, clause, targets, words, lambda promised: promised.target)),
        plain(_dated(view, clause, targets, words, lambda promised: promised.at_risk)),
        plain(words.term(clause.per) if metric else dash),
    )


def _services(view: View, clause: Clause, words: Words) -> str:
    """Name the services that a clause covers."""
    if ALL in clause.services:
        return words.say("all")
    services = (view.workspace.services[name] for name in clause.services)
    return words.say("between").join(service.name.of(words.language) for service in services)


def _dated(
    view: View,
    clause: Clause,
    targets: tuple[PromisedTarget, ...],
    words: Words,
    chosen: Callable[[PromisedTarget], Target | None],
) -> str:
    """Write the targets or warnings of a clause; with their days where there are several."""
    metric = view.workspace.metrics.get(clause.metric or "")
    stated = [(promised.first, chosen(promised)) for promised in targets]
    if metric is None or not any(target for _, target in stated):
        return words.say("no-value")
    texts = [
        (first, target_text(metric, target, words))
        for first, target in stated
        if target is not None
    ]
    if len(targets) == 1:
        return texts[0][1]
    dated = (words.say("from-on", target=text, first=first) for first, text in texts)
    return words.say("between").join(dated)
