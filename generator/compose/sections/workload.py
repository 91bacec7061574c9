"""Workload: how much there was to do, by service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import Align, Block, Column, Paragraph, Section, Table, plain
from generator.compose.ordered import ARRIVALS, ordered_breakdown
from generator.compose.sections.process import metrics_with_records, service_row
from generator.kinds import MetricKind
from generator.measure.figure import ALL_SERVICES
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.measure import Edition
    from generator.workspace.model.metrics import Metric


def workload(edition: Edition, words: Words) -> Section:
    """Compose the table of counts; they add up, so the last row is their total."""
    metrics = tuple(m for m in metrics_with_records(edition) if m.kind is MetricKind.COUNT)
    blocks: list[Block] = [Paragraph(line=plain(words.say("no-records")))]
    if metrics:
        blocks = [_volumes(edition, metrics, words), *_arrivals(edition, metrics, words)]
    title = words.term(SectionId.WORKLOAD)
    return Section(id=SectionId.WORKLOAD, title=title, blocks=tuple(blocks))


def _volumes(edition: Edition, metrics: tuple[Metric, ...], words: Words) -> Table:
    """Return one row a service, and the total."""
    services = (*edition.services, ALL_SERVICES)
    names = (metric.name.of(words.language) for metric in metrics)
    return Table(
        caption=words.say("workload"),
        columns=(
            Column(title=words.say("service")),
            *(Column(title=name, align=Align.RIGHT) for name in names),
        ),
        rows=tuple(service_row(edition, service, metrics, words) for service in services),
    )


def _arrivals(edition: Edition, metrics: tuple[Metric, ...], words: Words) -> Iterator[Block]:
    """Show on which weekdays and at which hours the work comes in, where records tell (R-07)."""
    for metric in metrics:
        for dimension in metric.dimensions:
            if dimension.id in ARRIVALS:
                yield from ordered_breakdown(edition, metric, dimension, words)
