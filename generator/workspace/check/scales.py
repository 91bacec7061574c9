"""Rules X059 and R031: points of a survey lie on the one scale of their metric."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.kinds import MetricKind
from generator.workspace.decode import shown
from generator.workspace.model.metrics import Unit
from generator.workspace.model.packed import NOTHING, read_histogram

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from generator.findings import Finding
    from generator.workspace.model.metrics import Metric, Scale
    from generator.workspace.model.records import Record
    from generator.workspace.workspace import Workspace

_KINDS = (MetricKind.MEAN, MetricKind.PERCENTILE)


def scales_of_points(workspace: Workspace) -> Iterator[Finding]:
    """X059: a scale with two ends, for a mean or a percentile of points."""
    for item in workspace.items("metric"):
        scale = item.value.scale
        if scale is not None and (unfit := _unfit(item.value, scale)):
            yield item.entry.finding(
                (*item.path, "scale"),
                "X059",
                expected="a scale of points, from fewer to more, for a mean or a percentile",
                found=unfit,
                action="correct it, or remove the scale",
            )


def _unfit(metric: Metric, scale: Scale) -> str:
    """Say what is wrong with the scale of a metric."""
    if metric.kind not in _KINDS:
        return f"a scale for the kind {metric.kind}"
    if metric.unit is not Unit.POINT:
        return f"a scale for the unit {metric.unit}"
    return "" if scale.least < scale.most else f"{scale.least} to {scale.most}"


def points_off_the_scale(workspace: Workspace) -> Iterator[Finding]:
    """R031: no mean and no value lies outside; who used another scale needs another metric."""
    for entry in workspace.of_kind("records"):
        for index, record in enumerate(entry.value.records):
            metric = workspace.metrics.get(record.metric)
            if metric is None or metric.scale is None:
                continue
            for key, found in _outside(metric.scale, record):
                yield entry.finding(
                    ("records", index, key),
                    "R031",
                    expected=f"points from {metric.scale.least} to {metric.scale.most}",
                    found=found,
                    action=f"correct it, or define another metric than {metric.id} for this scale",
                )


def _outside(scale: Scale, record: Record) -> Iterator[tuple[str, str]]:
    """Give the key of what lies outside a scale, and how it is told."""
    total, count = record.sum, record.count
    if total is not None and count and not _on(scale, total, count):
        yield "sum", f"a mean of {total} / {count}"
    values = [each for each, _ in read_histogram(record.histogram or NOTHING)]
    outside = [str(value) for value in values if not scale.least <= value <= scale.most]
    if outside:
        yield "histogram", shown(", ".join(outside))


def _on(scale: Scale, total: Decimal, count: Decimal) -> bool:
    """Tell whether a mean, which is not rounded first, lies on a scale."""
    mean = Fraction(total) / Fraction(count)
    return Fraction(scale.least) <= mean <= Fraction(scale.most)
