"""Rules X045 and X046: thresholds of levels, and forecasts that a report has a place for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds import LEVEL_KINDS, Better
from generator.workspace.check.promises import has_unit_of
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.model.metrics import Metric
    from generator.workspace.workspace import Workspace


def thresholds_of_levels(workspace: Workspace) -> Iterator[Finding]:
    """X045: a threshold of a level, in its unit, on the side where it gets worse."""
    for item in workspace.items("metric"):
        found = _unfit(item.value)
        if found:
            yield item.entry.finding(
                (*item.path, "threshold"),
                "X045",
                expected="a threshold in the metric's unit and direction, for a level",
                found=found,
                action=f"correct it, or remove it; levels are {', '.join(LEVEL_KINDS)}",
            )


def _unfit(metric: Metric) -> str:
    """Say what is wrong with a threshold; nothing when it is none or right."""
    if metric.threshold is None:
        return ""
    if metric.kind not in LEVEL_KINDS:
        return f"a threshold for the kind {metric.kind}"
    if not has_unit_of(metric, metric.threshold):
        return f"{metric.threshold.text()!r} for a metric in {metric.unit}"
    # Where less and more are both bad, or neither is, capacity has one end all the same.
    one_way = metric.better in {Better.HIGHER, Better.LOWER}
    if one_way and not metric.threshold.agrees_with(metric.better):
        return f"{metric.threshold.text()!r} for a metric that is better when {metric.better}"
    return ""


def forecasts_without_section(workspace: Workspace) -> Iterator[Finding]:
    """X046: metrics to forecast only where the report has the section for it."""
    for item in workspace.items("report"):
        report = item.value
        if report.outlook and SectionId.OUTLOOK not in report.sections:
            yield item.entry.finding(
                ("outlook",),
                "X046",
                expected="the section outlook among the sections of the report",
                found="metrics to forecast without it",
                action="add outlook to sections, or remove the key outlook",
            )
