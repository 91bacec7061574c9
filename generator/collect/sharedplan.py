"""What a mapping may ask of the metrics' own rules, and what is wrong with asking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from generator.findings import Finding
from generator.kinds import MetricKind
from generator.workspace.canonical import CANONICAL, PERIOD_COLUMNS, CanonicalType
from generator.workspace.decode import did_you_mean
from generator.workspace.model.metrics import Metric
from generator.workspace.model.sources import ColumnType
from generator.workspace.model.sources import Mapping as SourceMapping
from generator.workspace.sharedrules import shared_rule, unfilled
from generator.workspace.workspace import Entry

_TYPE_OF: Mapping[CanonicalType, ColumnType | None] = MappingProxyType(
    {
        CanonicalType.TEXT: ColumnType.TEXT,
        CanonicalType.NUMBER: ColumnType.NUMBER,
        CanonicalType.INSTANT: ColumnType.INSTANT,
        CanonicalType.SECONDS: None,
    }
)


def unsound_table(entry: Entry, metrics: Mapping[str, Metric]) -> Iterator[Finding]:
    """Find all that cannot work between a mapping, its canonical table and the metrics."""
    mapping: SourceMapping = entry.value
    yield from _columns(entry, mapping)
    yield from _selection(entry, mapping, metrics)
    for index, rule in enumerate(mapping.records):
        metric = metrics.get(rule.metric)
        if metric is None or shared_rule(rule, metrics) is None:
            continue
        yield from _asked(entry, index, metric)


def _columns(entry: Entry, mapping: SourceMapping) -> Iterator[Finding]:
    """C061: columns under a canonical name hold what the table says."""
    table = CANONICAL[mapping.table] if mapping.table else {}
    for name, column in mapping.columns.items():
        wanted = _TYPE_OF[table[name].type] if name in table else column.type
        if column.type is not wanted:
            yield entry.finding(
                ("columns", name),
                "C061",
                expected=f"{wanted or 'a clock'} for {name} of the table {mapping.table}",
                found=column.type.value,
                action="correct the type, or call the column by a name that the table has not",
            )


def _asked(entry: Entry, index: int, metric: Metric) -> Iterator[Finding]:
    """C062: the metric looks at the table that the mapping fills, by columns that it fills."""
    mapping: SourceMapping = entry.value
    rule = metric.collected
    path = ("records", index)
    if rule is None:
        return
    if rule.table is not mapping.table:
        yield entry.finding(
            path,
            "C062",
            expected=f"a mapping that fills the table {rule.table} for {metric.id}",
            found=f"table: {mapping.table}" if mapping.table else "no table",
            action=f"write table: {rule.table} if its cases are that, or give the parts here",
        )
        return
    for name in unfilled(mapping, rule):
        yield entry.finding(
            path,
            "C062",
            expected=f"the column {name}, by which {metric.id} is counted",
            found="no such column",
            action=f"{did_you_mean(name, tuple(mapping.columns))}fill it, or leave the metric out",
        )
    wanted = PERIOD_COLUMNS[rule.table].get(metric.cohort.value)
    if wanted and mapping.period != wanted:
        yield entry.finding(
            path,
            "C063",
            expected=f"period: {wanted}, which {metric.id} is counted by",
            found=f"period: {mapping.period}",
            action="count it in a mapping of its own with that period",
        )


def _selection(
    entry: Entry, mapping: SourceMapping, metrics: Mapping[str, Metric]
) -> Iterator[Finding]:
    """C064: what was selected by one instant says nothing of months by another."""
    by = mapping.selected_by
    if by is None:
        return
    if by != mapping.period:
        yield entry.finding(
            ("period",),
            "C064",
            expected=f"months by {by}, by which the export was selected",
            found=f"period: {mapping.period}",
            action="take an export of every case, open ones too, for figures by another instant",
        )
    for index, rule in enumerate(mapping.records):
        metric = metrics.get(rule.metric)
        if metric and metric.kind is MetricKind.STOCK:
            yield entry.finding(
                ("records", index),
                "C064",
                expected=f"an export with open cases for {metric.id}, a stock",
                found=f"selected_by: {by}",
                action="take an export of what is open; this one cannot tell a backlog",
            )
