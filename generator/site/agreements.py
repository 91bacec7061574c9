"""The page of agreements: what was promised, in words, with its targets and their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.availabilityterms import terms_text
from generator.compose.blocks import Block, Column, Line, Paragraph, Subheading, Table, plain
from generator.compose.values import clock_text, target_text
from generator.compose.words import Words
from generator.render.escape import escaped
from generator.render.markdown import blocks_text
from generator.site.editionpage import WIDE
from generator.site.support import support
from generator.workspace.clockedmetrics import clocked_metrics
from generator.workspace.model.agreements import ALL
from generator.workspace.promises import PromisedTarget, dated_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.site.audience import View
    from generator.target import Target
    from generator.workspace.model.agreements import Agreement, Clause

_TITLES = ("clause", "clause-text", "metric", "services", "target", "warning", "per")


def agreements_page(view: View) -> str:
    """Return the clauses of every agreement with the parties of the audience's reports."""
    words = Words(view.language)
    text = [WIDE, f"# {escaped(words.say('agreements'))}"]
    for agreement in view.agreements:
        text += blocks_text(_agreement(view, agreement, words))
    return "\n\n".join(text) + "\n"


def _agreement(view: View, agreement: Agreement, words: Words) -> Iterator[Block]:
    """Give what is said about one agreement."""
    yield Subheading(title=agreement.title.of(words.language))
    yield Paragraph(line=plain(_validity(agreement, words)))
    if agreement.maintenance or agreement.service_time:
        yield Paragraph(line=plain(terms_text(view.workspace, agreement, words)))
    yield _table(view, agreement, words)
    clocked = clocked_metrics(view.workspace, agreement.party)
    if agreement.clock or any(clause.metric in clocked for clause in agreement.clauses):
        yield Paragraph(line=plain(clock_text(agreement, words)))
    yield from support(view, agreement, words)
    if agreement.note:
        yield Paragraph(line=plain(agreement.note.of(words.language)))


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
