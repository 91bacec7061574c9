"""Rules X025-X027, X040-X042, X050: keys that fit a metric, and roll-ups that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds import MetricKind
from generator.periods import Cadence
from generator.workspace.decode import did_you_mean
from generator.workspace.model.agreements import ALL
from generator.workspace.model.metrics import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.model.metrics import IndexComponent, Metric
    from generator.workspace.workspace import Entry, Item, Workspace

Path = tuple[str | int, ...]

# Kinds whose amounts may lie below zero when the metric says what a sign means; an index
# takes the signs of its components.
SIGNED_KINDS = frozenset(
    {
        MetricKind.COUNT,
        MetricKind.MEAN,
        MetricKind.STOCK,
        MetricKind.AVERAGE_STOCK,
        MetricKind.MAXIMUM,
        MetricKind.MINIMUM,
        MetricKind.PERCENTILE,
        MetricKind.SINGLE,
        MetricKind.INDEX,
    }
)
# A key that one kind must have and no other may.
_KEYS = {
    "across": MetricKind.DURATION_RATIO,
    "percentile": MetricKind.PERCENTILE,
    "components": MetricKind.INDEX,
}
_WITH_SAMPLE = (MetricKind.RATIO, MetricKind.MEAN, MetricKind.PERCENTILE)


def keys_of_kinds(workspace: Workspace) -> Iterator[Finding]:
    """X025: what the kind of a metric asks for is there, and nothing of another kind."""
    for item in workspace.items("metric"):
        for key in _KEYS:
            yield from _key_of_kind(item, key)
        if item.value.dimensions and item.value.kind is MetricKind.INDEX:
            yield item.entry.finding(
                (*item.path, "dimensions"),
                "X025",
                expected="dimensions for a metric that has records",
                found="dimensions for an index",
                action="break its components down instead",
            )


def _key_of_kind(item: Item, key: str) -> Iterator[Finding]:
    """Compare one key with the kind of its metric."""
    kind, is_there = item.value.kind, bool(getattr(item.value, key))
    if is_there != (kind is _KEYS[key]):
        yield item.entry.finding(
            (*item.path, key) if is_there else item.path,
            "X025",
            expected=f"{key} for the kind {_KEYS[key]} alone",
            found=f"{'' if is_there else 'no '}{key} for the kind {kind}",
            action=f"{'remove' if is_there else 'add'} {key}, or correct the kind",
        )


def disclosures_of_kinds(workspace: Workspace) -> Iterator[Finding]:
    """X040 and X041: maturity of what has records, suppression of what has a sample."""
    for item in workspace.items("metric"):
        kind = item.value.kind
        if item.value.matures_after and kind is MetricKind.INDEX:
            yield item.entry.finding(
                (*item.path, "matures_after"),
                "X040",
                expected="matures_after for a metric that has records",
                found="matures_after for an index",
                action="write it in the definitions of its components",
            )
        if item.value.suppress_below and kind not in _WITH_SAMPLE:
            yield item.entry.finding(
                (*item.path, "suppress_below"),
                "X041",
                expected=f"suppress_below for one of the kinds {', '.join(_WITH_SAMPLE)}",
                found=f"suppress_below for the kind {kind}",
                action="remove it, or tell the value as a ratio or a mean",
            )


def companions(workspace: Workspace) -> Iterator[Finding]:
    """X042: what is read beside a metric is another one."""
    known = workspace.metrics
    for item in workspace.items("metric"):
        name = item.value.beside
        if name is not None and (name not in known or name == item.id):
            hint = did_you_mean(name, tuple(known)) if name not in known else ""
            yield item.entry.finding(
                (*item.path, "beside"),
                "X042",
                expected="another metric of report_data/metrics/*.yml",
                found=repr(name),
                action=f"{hint}name a metric that is defined",
            )


def keys_of_units(workspace: Workspace) -> Iterator[Finding]:
    """X050: money has a currency, and nothing else has; a sign belongs to what can be negative."""
    for item in workspace.items("metric"):
        metric = item.value
        for key, expected in _unfit_keys(metric):
            is_there = getattr(metric, key) is not None
            yield item.entry.finding(
                (*item.path, key) if is_there else item.path,
                "X050",
                expected=expected,
                found=f"{'' if is_there else 'no '}{key}, kind {metric.kind}, unit {metric.unit}",
                action=f"{'remove' if is_there else 'add'} {key}, or correct unit and kind",
            )


def _unfit_keys(metric: Metric) -> Iterator[tuple[str, str]]:
    """Give the keys that do not fit the unit or the kind, and what was expected of them."""
    if (metric.currency is not None) != (metric.unit is Unit.CURRENCY):
        yield "currency", "a currency for the unit currency alone"
    if metric.rate_date and metric.unit is not Unit.CURRENCY:
        yield "rate_date", "the day of an exchange rate for the unit currency alone"
    if metric.signed and metric.kind not in SIGNED_KINDS:
        yield "signed", f"a sign for the kinds {', '.join(sorted(SIGNED_KINDS))} alone"


def components_of_indices(workspace: Workspace) -> Iterator[Finding]:
    """X027: components that an index can be computed from."""
    for item in workspace.items("metric"):
        for place, component in enumerate(item.value.components):
            earlier = {other.metric for other in item.value.components[:place]}
            found = _unfit(workspace, item.value, component, earlier)
            if found:
                yield item.entry.finding(
                    (*item.path, "components", place, "metric"),
                    "X027",
                    expected=f"another metric in {_sort(item.value)}, once and no index",
                    found=found,
                    action="name a metric of the index's unit and direction, each once",
                )


def _unfit(
    workspace: Workspace, index: Metric, component: IndexComponent, earlier: set[str]
) -> str:
    """Say what is wrong with one component; an unknown one has a finding of its own."""
    metric = workspace.metrics.get(component.metric)
    if component.metric in earlier:
        return f"{component.metric!r} a second time"
    if metric and metric.kind is MetricKind.INDEX:
        return f"{component.metric!r}, an index"
    if metric and _sort(metric) != _sort(index):
        return f"{component.metric!r} in {_sort(metric)}"
    return ""


def _sort(metric: Metric) -> str:
    """Say what an index shares with its components: of two directions it would have none."""
    return f"{metric.unit_code} ({metric.better})"


def undefined_roll_ups(workspace: Workspace) -> Iterator[Finding]:
    """X026: no promise or headline about a value that can never be there."""
    for entry, path, metric, services, cadence in _demands(workspace):
        if not _is_single(workspace, metric):
            continue
        several = ALL in services and len(_users(workspace, entry)) > 1
        if cadence is not Cadence.MONTH or several:
            yield entry.finding(
                path,
                "X026",
                expected=f"one month and one service for {metric}, which has no roll-up",
                found="all services" if several else f"a {cadence}",
                action="name services and judge it per month, or take another metric",
            )


def _demands(
    workspace: Workspace,
) -> Iterator[tuple[Entry, Path, str, tuple[str, ...], Cadence]]:
    """Give every place that asks for a value: metric, services and length of its period."""
    for item in workspace.items("agreement"):
        for index, clause in enumerate(item.value.clauses):
            if clause.metric:
                path = ("clauses", index, "metric")
                yield item.entry, path, clause.metric, clause.services, clause.per
    for item in workspace.items("report"):
        # Both are over all services of the report, however many these are.
        services = item.value.services if len(item.value.services) == 1 else (ALL,)
        for key in ("headline", "outlook"):
            for index, name in enumerate(getattr(item.value, key)):
                yield item.entry, (key, index), name, services, item.value.cadence


def _is_single(workspace: Workspace, name: str) -> bool:
    """Tell whether a metric, or a part of an index, is of the kind without a roll-up."""
    metric = workspace.metrics.get(name)
    if metric is None:
        return False
    parts = (workspace.metrics.get(component.metric) for component in metric.components)
    return any(each and each.kind is MetricKind.SINGLE for each in (metric, *parts))


def _users(workspace: Workspace, entry: Entry) -> list[str]:
    """Return the services that the party of an agreement or report uses."""
    party = entry.value.party
    return [name for name, service in workspace.services.items() if party in service.parties]
