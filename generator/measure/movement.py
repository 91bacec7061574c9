"""Movements: by which members a ratio moved, and whether they contradict the whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from generator.kinds import MetricKind
from generator.measure.course import speaks
from generator.measure.figure import ALL_SERVICES, FigureKey
from generator.measure.mix import explain, reversal
from generator.measure.rollup import Ratio, over_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.measure.measure import Measures
    from generator.measure.mix import Change, Reversal, Strata
    from generator.periods import Period
    from generator.workspace.model.metrics import Dimension, Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """How a ratio over all services moved against the previous period, by its members."""

    metric: Metric
    dimension: Dimension | None
    """None when the members are the services."""
    change: Change
    reversal: Reversal | None
    """The previous period against this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two services: the first is behind as a whole, and in no part of the whole."""

    metric: Metric
    dimension: Dimension
    first: str
    second: str
    reversal: Reversal


def movements(measures: Measures, metric: Metric) -> Iterator[Movement]:
    """Give the movement of a ratio by its services and by each of its dimensions.

    None where the value is the same, or where the members do not add up to the whole in
    both periods: what is left over could be the reason.
    """
    previous = measures.period.previous()
    for dimension in (None, *metric.dimensions):
        before = _strata(measures, metric, dimension, ALL_SERVICES, previous)
        after = _strata(measures, metric, dimension, ALL_SERVICES, measures.period)
        change = explain(before, after)
        if change and len(change.effects) > 1 and change.before.value != change.after.value:
            yield Movement(
                metric=metric,
                dimension=dimension,
                change=change,
                reversal=reversal(before, after),
            )


def contradictions(measures: Measures, metric: Metric) -> Iterator[Contradiction]:
    """Give the pairs of services that their parts and their wholes put in another order."""
    for dimension in metric.dimensions:
        strata = {
            service: _strata(measures, metric, dimension, service, measures.period)
            for service in measures.services
        }
        for first, second in permutations(measures.services, 2):
            paradox = reversal(strata[first], strata[second])
            if paradox and (paradox.first.value or 0) < (paradox.second.value or 0):
                yield Contradiction(
                    metric=metric,
                    dimension=dimension,
                    first=first,
                    second=second,
                    reversal=paradox,
                )


def _strata(
    measures: Measures, metric: Metric, dimension: Dimension | None, service: str, period: Period
) -> Strata:
    """Return the ratio of each member; none at all when they do not make up the whole."""
    whole = measures.figure(FigureKey(metric=metric.id, service=service), period)
    if metric.kind is not MetricKind.RATIO or not speaks(metric, whole):
        return {}
    found = dict(_members(measures, metric, dimension, service, period))
    return found if found and over_time([*found.values()]) == whole.parts else {}


def _members(
    measures: Measures, metric: Metric, dimension: Dimension | None, service: str, period: Period
) -> Iterator[tuple[str, Ratio]]:
    """Give the members of a dimension, or the services, with their ratios."""
    if dimension:
        figures = measures.members(metric.id, dimension.id, service, period)
    else:
        keys = (FigureKey(metric=metric.id, service=each) for each in measures.services)
        figures = (measures.figure(key, period) for key in keys)
    for figure in figures:
        if isinstance(figure.parts, Ratio):
            yield figure.key.member or figure.key.service, figure.parts
