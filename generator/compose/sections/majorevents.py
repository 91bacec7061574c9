"""Performance after major events: what happened, and the months before and after it (R-08)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import (
    Align,
    Block,
    Bullets,
    Column,
    Line,
    Paragraph,
    Section,
    Style,
    Subheading,
    Table,
    Text,
    plain,
)
from generator.compose.numbers import grouped
from generator.compose.signals import rule_of_words, signal_text
from generator.compose.values import bare_value, service_name
from generator.kinds import MetricKind
from generator.measure.aftermath import comparisons, months_text, told_events, windows
from generator.measure.rounding import format_number
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.aftermath import Comparison, NumberedEvent
    from generator.measure.figure import Figure
    from generator.measure.measure import Edition
    from generator.workspace.model.metrics import Metric


def major_events(edition: Edition, words: Words) -> Section:
    """Compose what each event did to the figures, as far as months can tell."""
    blocks: list[Block] = []
    for each in told_events(edition):
        blocks.extend(_event(edition, each, words))
    if blocks:
        blocks.append(Paragraph(line=plain(words.say("event-grain"))))
        blocks.extend(rule_of_words(edition, words, SectionId.MAJOR_EVENTS))
    else:
        blocks.append(Paragraph(line=plain(words.say("no-events"))))
    title = words.term(SectionId.MAJOR_EVENTS)
    return Section(id=SectionId.MAJOR_EVENTS, title=title, blocks=tuple(blocks))


def _event(edition: Edition, each: NumberedEvent, words: Words) -> Iterator[Block]:
    """Show one event: its facts, then the table of its months."""
    event = each.event
    yield Subheading(
        title=words.say("event-title", number=each.number, title=event.title.of(words.language))
    )
    services = (service_name(edition.measures, name, words) for name in event.services)
    facts = (
        ("event-reference", words.say("aside", text=words.term(event.kind), aside=event.reference)),
        (
            "event-span",
            words.say("event-from-to", start=_clock(event.start), end=_clock(event.end)),
        ),
        ("service", words.say("listed").join(services)),
        ("event-what", event.what.of(words.language)),
    )
    yield Bullets(items=tuple(_fact(words.say(key), text, words) for key, text in facts))
    yield _table(edition, each, words)


def _fact(name: str, text: str, words: Words) -> Line:
    """Return `name: text` with the name standing out."""
    head = Text(text=name, style=Style.STRONG)
    return (head, *plain(words.say("pair", name="", text=text)))


def _clock(instant: str) -> str:
    """Write an instant as people read it."""
    return instant.replace("T", " ")


def _table(edition: Edition, each: NumberedEvent, words: Words) -> Table:
    """Return one row a metric and service: before, the event's own month, after, the word."""
    spans = windows(each.event, edition.period.end)
    after = months_text(spans.after) if spans.after else words.say("no-value")
    headings = (
        words.say("event-before", months=months_text(spans.before)),
        words.say("event-own", months=months_text(spans.own)),
        words.say("event-after", months=after),
    )
    return Table(
        caption=words.say("event-table", title=each.event.title.of(words.language)),
        columns=(
            Column(title=words.say("metric")),
            Column(title=words.say("service")),
            *(Column(title=heading, align=Align.RIGHT) for heading in headings),
            Column(title=words.say("event-word", month=spans.latest.label)),
        ),
        rows=tuple(_row(edition, found, words) for found in comparisons(edition, each.event)),
    )


def _row(edition: Edition, found: Comparison, words: Words) -> tuple[Line, ...]:
    """Return one metric of one service."""
    metric = found.metric
    return (
        plain(metric.name.of(words.language)),
        plain(service_name(edition.measures, found.own.key.service, words)),
        _value(metric, found.before, words),
        _value(metric, found.own, words),
        _value(metric, found.after, words) if found.after else plain(words.say("event-not-yet")),
        plain(signal_text(metric, found.reading, words)),
    )


def _value(metric: Metric, figure: Figure, words: Words) -> Line:
    """Return a value; of counts the mean of the recorded months, as windows differ in length."""
    if metric.kind is not MetricKind.COUNT or figure.value is None or figure.covered < 2:  # noqa: PLR2004
        return bare_value(metric, figure, words)
    mean = grouped(format_number(figure.value / figure.covered, 1))
    marks = bare_value(metric, figure, words)[1:]
    return (*plain(words.say("event-a-month", value=mean)), *marks)
