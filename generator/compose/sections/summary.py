"""Summary: the answer in one sentence, the misses, and the headline metrics."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.compose.blocks import (
    Block,
    Bullets,
    ChartPlace,
    Line,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
    plain,
)
from generator.compose.misses import answer_lines
from generator.compose.monthcharts import headline_chart
from generator.compose.parts import parts_text
from generator.compose.sections.sla import verdict_text
from generator.compose.signals import rule_of_words, signal_line, silence
from generator.compose.targets import targets_text
from generator.compose.values import bare_value, column, figure_line, service_name, target_text
from generator.measure.figure import ALL_SERVICES
from generator.measure.verdict import Verdict
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.counted import CountedPromise
    from generator.measure.measure import Attainment, Edition, Measured
    from generator.target import Target

_ALARMING = (Verdict.MISSED, Verdict.AT_RISK)


def summary(edition: Edition, words: Words) -> Section:
    """Compose the section that a manager reads in a minute."""
    blocks: list[Block] = [Paragraph(line=answer(edition, words))]
    if edition.counted:
        blocks.append(Paragraph(line=_counted(edition, words)))
    if edition.other_cadences:
        text = words.say("other-cadences", count=edition.other_cadences)
        blocks.append(Paragraph(line=plain(text)))
    blocks.extend(_misses(edition, words))
    blocks.extend(_verdict_changes(edition, words))
    blocks.extend(_headline(edition, words))
    blocks.extend(rule_of_words(edition, words, SectionId.SUMMARY))
    return Section(id=SectionId.SUMMARY, title=words.term(SectionId.SUMMARY), blocks=tuple(blocks))


def counts(edition: Edition) -> Counter[Verdict]:
    """Count the verdicts of an edition."""
    return Counter(attainment.judgement.verdict for attainment in edition.attainments)


def answer(edition: Edition, words: Words) -> Line:
    """Say how many promises were kept."""
    if not edition.attainments:
        return plain(words.say("no-promises"))
    found = counts(edition)
    numbers = {verdict.name.lower(): found[verdict] for verdict in Verdict}
    return plain(words.say("answer", total=found.total(), **numbers))


def _counted(edition: Edition, words: Words) -> Line:
    """Say how many promises of shorter periods were met in every one of these."""
    verdicts = Counter(promise.judgement.verdict for promise in edition.counted)
    kept = verdicts[Verdict.MET] + verdicts[Verdict.AT_RISK]
    numbers = {"total": verdicts.total(), "met": kept, "missed": verdicts[Verdict.MISSED]}
    return plain(words.say("counted", **numbers))


def _misses(edition: Edition, words: Words) -> Iterator[Block]:
    """List what was missed or is at risk, the misses first."""
    alarming = [
        attainment
        for verdict in _ALARMING
        for attainment in edition.attainments
        if attainment.judgement.verdict is verdict
    ]
    answers = answer_lines(edition, alarming, words)
    items = [
        (*_miss(edition, attainment, words), *answer)
        for attainment, answer in zip(alarming, answers, strict=True)
    ]
    for verdict in _ALARMING:
        shorter = [each for each in edition.counted if each.judgement.verdict is verdict]
        items.extend(_counted_miss(edition, promise, words) for promise in shorter)
    if items:
        yield Subheading(title=words.say("misses"))
        yield Bullets(items=tuple(items))


def _counted_miss(edition: Edition, promise: CountedPromise, words: Words) -> Line:
    """Say in how many of its periods a promise was kept."""
    head = words.say(
        "miss",
        clause=promise.clause.id,
        service=service_name(edition.measures, promise.service, words),
        metric=promise.metric.name.of(words.language),
    )
    verdict = words.verdict(promise.judgement.verdict)
    tail = words.say("counted-against", parts=parts_text(promise.parts, words), verdict=verdict)
    return plain(f"{head}{tail}")


def _miss(edition: Edition, attainment: Attainment, words: Words) -> Line:
    """Say one miss in one line."""
    metric, figure = attainment.measured.metric, attainment.measured.figure
    head = words.say(
        "miss",
        clause=attainment.clause.id,
        service=service_name(edition.measures, figure.key.service, words),
        metric=metric.name.of(words.language),
    )
    target = attainment.promised.target if attainment.promised else None
    tail = words.say(
        "against",
        target=target_text(metric, target, words),
        verdict=verdict_text(attainment.judgement, words),
    )
    return (*plain(head), *figure_line(metric, figure, words, target), *plain(tail))


def _verdict_changes(edition: Edition, words: Words) -> Iterator[Block]:
    """List the promises whose verdict differs from that of the previous period."""
    if not edition.attainments:
        return
    yield Subheading(title=words.say("changes-of-verdict"))
    pairs = list(zip(edition.previous_attainments, edition.attainments, strict=True))
    if all(before.measured.figure.parts is None for before, _ in pairs):
        yield Paragraph(line=plain(words.say("no-previous")))
        return
    changed = tuple(
        plain(_verdict_change(edition, before, after, words))
        for before, after in pairs
        if before.judgement.verdict is not after.judgement.verdict or _targets(before, after)
    )
    same = Paragraph(line=plain(words.say("no-changes-of-verdict")))
    yield Bullets(items=changed) if changed else same


def _verdict_change(edition: Edition, before: Attainment, after: Attainment, words: Words) -> str:
    """Say from which verdict to which, and whether the target moved meanwhile."""
    moved = _targets(before, after)
    text = words.say(
        "verdict-change",
        clause=after.clause.id,
        service=service_name(edition.measures, after.measured.figure.key.service, words),
        metric=after.measured.metric.name.of(words.language),
        before=words.verdict(before.judgement.verdict),
        after=words.verdict(after.judgement.verdict),
    )
    if not moved:
        return text
    metric = after.measured.metric
    old, new = (target_text(metric, target, words) for target in moved)
    return words.say("aside", text=text, aside=words.say("target-moved", before=old, after=new))


def _targets(before: Attainment, after: Attainment) -> tuple[Target, Target] | None:
    """Return the old and the new target of a promise when it was held to another one."""
    if not before.promised or not after.promised:
        return None
    old, new = before.promised.target, after.promised.target
    return (old, new) if old != new else None


def _headline(edition: Edition, words: Words) -> Iterator[Block]:
    """Show at most six metrics: a table for every reader, a chart each for the site."""
    if not edition.report.headline:
        return
    titles = ("metric", "verdict", "value", "target", "previous", "change", "year-to-date")
    yield Subheading(title=words.say("headline"))
    yield Table(
        caption=words.say("headline"),
        columns=tuple(column(title, edition.measures, words) for title in titles),
        rows=tuple(_headline_row(edition, metric, words) for metric in edition.report.headline),
    )
    shown = (_headline_measured(edition, metric) for metric in edition.report.headline)
    yield from silence(edition, shown, words)
    for metric in edition.report.headline:
        yield ChartPlace(chart=headline_chart(edition, metric, words))


def _headline_row(edition: Edition, name: str, words: Words) -> tuple[Line, ...]:
    """Return one headline metric, judged where a clause covers all services."""
    attainment = edition.attainment(name, ALL_SERVICES)
    measured = _headline_measured(edition, name)
    metric = measured.metric
    target = attainment.promised.target if attainment and attainment.promised else None
    return (
        (Text(text=metric.name.of(words.language)),),
        plain(headline_verdict(edition, name, words)),
        figure_line(metric, measured.figure, words, target),
        plain(targets_text(attainment, words) if attainment else target_text(metric, None, words)),
        bare_value(
            metric,
            measured.previous,
            words,
            edition.target(measured.figure.key, measured.previous.period),
        ),
        signal_line(edition, measured, words),
        bare_value(metric, measured.year_to_date, words, target),
    )


def _headline_measured(edition: Edition, name: str) -> Measured:
    """Return a headline metric over all services, as it is judged where a clause does so."""
    attainment = edition.attainment(name, ALL_SERVICES)
    return attainment.measured if attainment else edition.measures.measured(name)


def headline_verdict(edition: Edition, name: str, words: Words) -> str:
    """Return the verdict on a metric; without one of this period that of the shorter ones."""
    attainment = edition.attainment(name, ALL_SERVICES)
    if attainment:
        return words.verdict(attainment.judgement.verdict)
    promise = edition.counted_promise(name, ALL_SERVICES)
    if promise is None:
        return words.say("no-value")
    kept = parts_text(promise.parts, words)
    return words.say("aside", text=words.verdict(promise.judgement.verdict), aside=kept)
