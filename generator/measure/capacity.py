"""Capacity: when the levels of a metric will leave their threshold, if they go on like this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.kinds import LEVEL_KINDS
from generator.measure.course import speaks
from generator.measure.figure import ALL_SERVICES, FigureKey
from generator.measure.rollup import Stock, StockRatio
from generator.measure.trend import Level, days_to
from generator.periods import Cadence, Period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.measure.figure import Figure
    from generator.measure.measure import Edition, Measures
    from generator.measure.trend import Reach
    from generator.target import Target
    from generator.workspace.model.metrics import Metric

LEVEL_MONTHS = 24
"""Months whose levels tell the trend; what was before says little of the next weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headroom:
    """A level, the bound it must not leave, and when it will."""

    metric: Metric
    key: FigureKey
    bound: Target
    levels: tuple[Level, ...]
    """The levels that the trend is of, the last one latest."""
    reach: Reach


def headrooms(edition: Edition) -> tuple[Headroom, ...]:
    """Return one for each bound of a level: thresholds of metrics first, then promises."""
    found = dict.fromkeys((*_thresholds(edition.measures), *_promised(edition)))
    return tuple(_headroom(edition.measures, key, bound) for key, bound in found)


def _thresholds(measures: Measures) -> Iterator[tuple[FigureKey, Target]]:
    """Give the thresholds that metrics with records declare, over all services."""
    for metric in measures.workspace.metrics.values():
        if metric.threshold and measures.is_known(metric.id):
            yield FigureKey(metric=metric.id, service=ALL_SERVICES), metric.threshold


def _promised(edition: Edition) -> Iterator[tuple[FigureKey, Target]]:
    """Give the targets of promises about levels."""
    for attainment in edition.attainments:
        measured = attainment.measured
        if attainment.promised and measured.metric.kind in LEVEL_KINDS:
            yield measured.figure.key, attainment.promised.target


def _headroom(measures: Measures, key: FigureKey, bound: Target) -> Headroom:
    """Return when one level leaves its bound."""
    metric = measures.workspace.metrics[key.metric]
    figures = measures.series(key, LEVEL_MONTHS, _last_month(measures.period))
    levels = tuple(
        (_day(figure), figure.value)
        for figure in figures
        if speaks(metric, figure) and figure.value is not None
    )
    return Headroom(
        metric=metric, key=key, bound=bound, levels=levels, reach=days_to(bound, levels)
    )


def _last_month(period: Period) -> Period:
    """Return the last month that ends with the period, or before."""
    month = Period.of(Cadence.MONTH, period.end - timedelta(days=1))
    return month if month.end <= period.end else month.previous()


def _day(figure: Figure) -> date:
    """Return the day of a level: that of a stock, else the last one of the month."""
    if isinstance(figure.parts, Stock | StockRatio):
        return figure.parts.at
    return figure.period.end - timedelta(days=1)
