"""Sections about one process: its metrics, its causes, and how services share them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.compose.blocks import (
    Align,
    Block,
    ChartPlace,
    Column,
    Line,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
    plain,
)
from generator.compose.charts import pareto_chart
from generator.compose.headrooms import headroom_blocks
from generator.compose.movements import why_they_moved
from generator.compose.numbers import exact_text
from generator.compose.ordered import AGE, is_ordered, ordered_breakdown
from generator.compose.parts import parts_text
from generator.compose.signals import rule_of_words, signal_line, silence
from generator.compose.skills import skill_blocks
from generator.compose.topservices import top_services
from generator.compose.values import (
    bare_value,
    column,
    figure_line,
    member_name,
    service_name,
    share_text,
)
from generator.kinds import MetricKind
from generator.measure.figure import FigureKey
from generator.measure.rounding import cumulative_share
from generator.workspace.model.catalogue import SectionId, processes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.measure import Edition
    from generator.workspace.model.metrics import Dimension, Metric

_FEWEST_BARS = 4


def process(section: SectionId, edition: Edition, words: Words) -> Section:
    """Compose the section about a process: its table, then what lies behind the numbers."""
    metrics = metrics_of_section(edition, section)
    blocks = list(_blocks(section, edition, metrics, words))
    if not blocks:
        blocks.append(Paragraph(line=plain(words.say("no-records"))))
    return Section(id=section, title=words.term(section), blocks=tuple(blocks))


def metrics_with_records(edition: Edition) -> tuple[Metric, ...]:
    """Return the metrics that have a record up to the period's end.

    One that was recorded before and is not now stays in the tables, with dashes.
    """
    metrics = edition.measures.workspace.metrics.values()
    return tuple(metric for metric in metrics if edition.measures.is_known(metric.id))


def metrics_of_section(edition: Edition, section: SectionId) -> tuple[Metric, ...]:
    """Return those of the processes that a section is about; none for other sections."""
    processes = processes_of(edition.report, section)
    metrics = metrics_with_records(edition) if processes else ()
    return tuple(metric for metric in metrics if metric.id.partition(".")[0] in processes)


def _blocks(
    section: SectionId, edition: Edition, metrics: tuple[Metric, ...], words: Words
) -> Iterator[Block]:
    """Give the blocks of a section; those of people and capacity may need no records."""
    if metrics:
        yield _metrics_table(edition, metrics, words, words.term(section))
        shown = (edition.measures.measured(metric.id) for metric in metrics)
        yield from silence(edition, shown, words)
        yield from _causes(edition, metrics, words)
        if section is SectionId.INCIDENTS:
            yield from top_services(edition, metrics, words)
        yield from _services(edition, metrics, words)
        yield from why_they_moved(edition.measures, metrics, words)
        yield from rule_of_words(edition, words, section)
    if section is SectionId.PEOPLE:
        yield from skill_blocks(edition, words)
    if section is SectionId.CAPACITY:
        yield from headroom_blocks(edition, words)


def _metrics_table(
    edition: Edition, metrics: tuple[Metric, ...], words: Words, title: str
) -> Table:
    """Return one row a metric over all services."""
    titles = ("value", "parts", "previous", "change", "year-to-date")
    return Table(
        caption=words.say("process-metrics", process=title),
        columns=(
            Column(title=words.say("metric")),
            *(column(key, edition.measures, words) for key in titles),
        ),
        rows=tuple(_metric_row(edition, metric, words) for metric in metrics),
    )


def _metric_row(edition: Edition, metric: Metric, words: Words) -> tuple[Line, ...]:
    measured = edition.measures.measured(metric.id)
    target = edition.target(measured.figure.key)
    return (
        plain(metric.name.of(words.language)),
        figure_line(metric, measured.figure, words, target),
        plain(parts_text(measured.figure.parts, words)),
        bare_value(
            metric,
            measured.previous,
            words,
            edition.target(measured.figure.key, measured.previous.period),
        ),
        signal_line(edition, measured, words),
        bare_value(metric, measured.year_to_date, words, target),
    )


def _causes(edition: Edition, metrics: tuple[Metric, ...], words: Words) -> Iterator[Block]:
    """Break counts down by their dimensions, with a Pareto chart where there are many."""
    for metric in metrics:
        dimensions = metric.dimensions if metric.kind is MetricKind.COUNT else ()
        for dimension in dimensions:
            figures = () if is_ordered(dimension) else _by_weight(edition, metric, dimension)
            if figures:
                yield from _breakdown(metric, dimension, figures, words)
        for dimension in metric.dimensions:
            if dimension.id == AGE:
                yield from ordered_breakdown(edition, metric, dimension, words)


def _by_weight(edition: Edition, metric: Metric, dimension: Dimension) -> tuple[Figure, ...]:
    """Return the members of a dimension, largest first."""
    figures = edition.measures.members(metric.id, dimension.id)
    return tuple(sorted(figures, key=lambda f: (-(f.value or 0), f.key.member)))


def _breakdown(
    metric: Metric, dimension: Dimension, figures: tuple[Figure, ...], words: Words
) -> Iterator[Block]:
    """Show one break-down."""
    title = words.say(
        "by-dimension",
        metric=metric.name.of(words.language),
        dimension=dimension.name.of(words.language),
    )
    yield Subheading(title=title)
    if sum(bool(figure.value) for figure in figures) >= _FEWEST_BARS:
        yield ChartPlace(chart=pareto_chart(metric, dimension, figures, words))
    total = sum((figure.value or Fraction(0) for figure in figures), start=Fraction(0))
    headings = (words.say("value"), words.say("share"), words.say("cumulative"))
    yield Table(
        caption=title,
        columns=(
            Column(title=dimension.name.of(words.language)),
            *(Column(title=heading, align=Align.RIGHT) for heading in headings),
        ),
        rows=tuple(_member_rows(figures, total, words)),
    )


def _member_rows(
    figures: tuple[Figure, ...], total: Fraction, words: Words
) -> Iterator[tuple[Line, ...]]:
    """Give member, count, share and cumulative share."""
    so_far = Fraction(0)
    for figure in figures:
        value = figure.value or Fraction(0)
        so_far += value
        yield (
            plain(member_name(figure.key.member, words)),
            (Text(text=exact_text(value), figure=figure),),
            plain(share_text(value, total, words)),
            plain(f"{cumulative_share(so_far / total)} %" if total else words.say("no-value")),
        )


def _services(edition: Edition, metrics: tuple[Metric, ...], words: Words) -> Iterator[Block]:
    """Show every metric of the process by service."""
    yield Subheading(title=words.say("by-service"))
    yield Table(
        caption=words.say("by-service"),
        columns=(
            Column(title=words.say("service")),
            *(Column(title=m.name.of(words.language), align=Align.RIGHT) for m in metrics),
        ),
        rows=tuple(service_row(edition, service, metrics, words) for service in edition.services),
    )
    for metric in metrics:
        if metric.kind is MetricKind.DISTINCT:
            note = words.say("distinct-note", metric=metric.name.of(words.language))
            yield Paragraph(line=plain(note))


def service_row(
    edition: Edition, service: str, metrics: tuple[Metric, ...], words: Words
) -> tuple[Line, ...]:
    """Return the values of several metrics for one service, or for all."""
    figures = (
        edition.measures.figure(FigureKey(metric=metric.id, service=service)) for metric in metrics
    )
    return (
        plain(service_name(edition.measures, service, words)),
        *(
            figure_line(metric, figure, words, edition.target(figure.key))
            for metric, figure in zip(metrics, figures, strict=True)
        ),
    )
