"""The services that a process has most to do with."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from generator.compose.blocks import Align, Block, ChartPlace, Column, Subheading, Table, plain
from generator.compose.charts import service_pareto
from generator.compose.values import figure_line, service_name, share_text
from generator.kinds import MetricKind
from generator.measure.figure import ALL_SERVICES, FigureKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.measure import Edition
    from generator.workspace.model.metrics import Metric

TOP: Final = 5
_FEWEST: Final = 4


def top_services(edition: Edition, metrics: tuple[Metric, ...], words: Words) -> Iterator[Block]:
    """Show the services with most of the first count of a process, where there are several."""
    metric = next((each for each in metrics if each.kind is MetricKind.COUNT), None)
    figures = _by_size(edition, metric) if metric else ()
    if metric is None or len(figures) < _FEWEST:
        return
    title = words.say("top-services", metric=metric.name.of(words.language))
    yield Subheading(title=title)
    yield ChartPlace(chart=service_pareto(edition, metric, figures, words))
    whole = edition.measures.figure(FigureKey(metric=metric.id, service=ALL_SERVICES)).value
    headings = (words.say("value"), words.say("share"))
    yield Table(
        caption=title,
        columns=(
            Column(title=words.say("service")),
            *(Column(title=heading, align=Align.RIGHT) for heading in headings),
        ),
        rows=tuple(
            (
                plain(service_name(edition.measures, figure.key.service, words)),
                figure_line(metric, figure, words),
                plain(share_text(figure.value or Fraction(0), whole or Fraction(0), words)),
            )
            for figure in figures[:TOP]
        ),
    )


def _by_size(edition: Edition, metric: Metric) -> tuple[Figure, ...]:
    """Return the services that have any, most first, and as the catalogue has them on a tie."""
    keys = (FigureKey(metric=metric.id, service=service) for service in edition.services)
    figures = [edition.measures.figure(key) for key in keys]
    found = [figure for figure in figures if figure.value]
    return tuple(sorted(found, key=lambda figure: -(figure.value or 0)))
