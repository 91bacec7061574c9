"""What can be wrong with a mapping apart from its expressions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from generator.collect.cells import style_fault
from generator.collect.engine import EXTRACTED
from generator.collect.formsoundness import unsound_form
from generator.collect.inputs import Ground
from generator.collect.parts import parts_of
from generator.findings import Finding
from generator.kinds import MetricKind
from generator.workspace.decode import did_you_mean
from generator.workspace.model.metrics import Cohort, Metric
from generator.workspace.model.sources import ColumnType, ExportReading, Fold, RecordRule
from generator.workspace.model.sources import Mapping as SourceMapping
from generator.workspace.workspace import Entry

Path = tuple[str | int, ...]

# Counted on the last day of a month of which the export shows what stood there. Of an
# export of events this would be the events of one day.
STOCKS = (MetricKind.STOCK, MetricKind.STOCK_RATIO, MetricKind.DISTINCT_SHARE)

ENDS: Final = frozenset({"closed", "resolved"})
"""Names, alone or as `closed_at`, of instants at which a case was over."""

STARTS: Final = frozenset({Cohort.OPENED, Cohort.SNAPSHOT})
"""Cohorts that have cases which are not over."""

# A most common or added-up instant means nothing; the largest text is no amount.
FOLDS: Mapping[ColumnType, frozenset[Fold]] = MappingProxyType(
    {
        ColumnType.TEXT: frozenset({Fold.FIRST, Fold.MOST_COMMON}),
        ColumnType.NUMBER: frozenset({Fold.FIRST, Fold.MAX, Fold.MIN, Fold.SUM}),
        ColumnType.INSTANT: frozenset({Fold.FIRST, Fold.MAX, Fold.MIN}),
    }
)


def unsound_parts(entry: Entry, ground: Ground) -> Iterator[Finding]:
    """Find all that cannot work in a mapping whose shape is right."""
    mapping: SourceMapping = entry.value
    yield from unsound_reading(entry, mapping)
    yield from _names(entry, mapping)
    yield from _services(entry, mapping, ground)
    yield from _standing(entry, mapping)
    metrics = {metric.id: metric for metric in ground.metrics}
    for index, rule in enumerate(mapping.records):
        metric = metrics.get(rule.metric)
        yield from _rule(entry, ("records", index), rule, metric)
        if metric and metric.cohort in STARTS and is_end(mapping.period):
            yield entry.finding(
                ("records", index),
                "C064",
                expected=f"a period other than the end of cases for {metric.id}, of the cohort "
                f"{metric.cohort}",
                found=f"period: {mapping.period}",
                action="count it in a mapping of its own, of an export that has open cases, too",
            )
        if metric and metric.kind in STOCKS and not mapping.snapshot:
            yield entry.finding(
                ("records", index),
                "C009",
                expected=f"an export of what stood on a day for {metric.id}, a {metric.kind}",
                found="an export of events",
                action="add `snapshot: true` if its rows are what stood on the day of `period`",
            )


def is_end(name: str) -> bool:
    """Tell whether an instant, by its name, is that at which a case was over."""
    return name.partition("_")[0] in ENDS


def _standing(entry: Entry, mapping: SourceMapping) -> Iterator[Finding]:
    """C064: the day on which a case came to its end is no day on which it stood."""
    if mapping.snapshot and is_end(mapping.period):
        yield entry.finding(
            ("period",),
            "C064",
            expected="the day on which what the export lists stood, as `snapshot` says",
            found=f"period: {mapping.period}, by which cases had come to their end",
            action="name the column of the day of the list, or take `snapshot` out; "
            "cases exported by close time tell no backlog",
        )


def unsound_reading(entry: Entry, mapping: ExportReading) -> Iterator[Finding]:
    """Find what cannot work in how an export is read, whatever is made of it."""
    yield from unsound_form(entry, mapping.form)
    yield from _styles(entry, mapping)
    yield from _keys(entry, mapping)
    yield from _folds(entry, mapping)


def _styles(entry: Entry, mapping: ExportReading) -> Iterator[Finding]:
    """C031: styles of dates that tell one instant."""
    own = ((("columns", name, "format"), each.format) for name, each in mapping.columns.items())
    for path, style in ((("form", "instant"), mapping.form.instant), *own):
        fault = style_fault(style) if style else ""
        if fault:
            yield entry.finding(
                path,
                "C031",
                expected="year and month, each part once, %H or %I with %p",
                found=fault,
                action="write the style as the export shows it, such as %d/%m/%Y %H:%M",
            )


def instants_of(mapping: ExportReading) -> tuple[str, ...]:
    """Return the columns that are instants."""
    return tuple(
        name for name, column in mapping.columns.items() if column.type is ColumnType.INSTANT
    )


def _keys(entry: Entry, mapping: ExportReading) -> Iterator[Finding]:
    """C007: the columns that tell cases apart, and names that the party's clock needs."""
    instants = instants_of(mapping)
    yield from unknown_name(entry, ("case", "key"), mapping.case.key, tuple(mapping.columns))
    for place, name in enumerate(mapping.case.last_by):
        known = _ordering(mapping) if place else instants
        yield from unknown_name(entry, ("case", "last_by", place), name, known)
    # Expressions see the party's clock and the day of the export under these names.
    for name in (*(f"{name}_local" for name in instants), EXTRACTED):
        if name in mapping.columns:
            yield entry.finding(
                ("columns", name),
                "C007",
                expected="a name that expressions do not have already",
                found=repr(name),
                action="choose another name for the column",
            )


def _ordering(mapping: ExportReading) -> tuple[str, ...]:
    """Return the columns whose values come one after another; texts such as 9 and 10 do not."""
    columns = mapping.columns.items()
    return tuple(name for name, column in columns if column.type is not ColumnType.TEXT)


def _names(entry: Entry, mapping: SourceMapping) -> Iterator[Finding]:
    """C007: names of columns that the mapping declares, of the type that is needed."""
    instants = instants_of(mapping)
    every = tuple(mapping.columns)
    yield from unknown_name(entry, ("service", "column"), mapping.service.column, every)
    yield from unknown_name(entry, ("period",), mapping.period, instants)
    for index, name in enumerate(mapping.in_order):
        yield from unknown_name(entry, ("in_order", index), name, instants)


def unknown_name(entry: Entry, path: Path, name: str, known: tuple[str, ...]) -> Iterator[Finding]:
    """Find a name that is none of the columns it must be one of."""
    if name not in known:
        yield entry.finding(
            path,
            "C007",
            expected=f"one of the columns {', '.join(known) or '(none is an instant)'}",
            found=repr(name),
            action=f"{did_you_mean(name, known)}correct the name or the column's type",
        )


def _folds(entry: Entry, mapping: ExportReading) -> Iterator[Finding]:
    """C007: folds that the column's type can bear."""
    foldable = tuple(name for name in mapping.columns if name != mapping.case.key)
    for name, fold in mapping.case.fold.items():
        path = ("case", "fold", name)
        yield from unknown_name(entry, path, name, foldable)
        column = mapping.columns.get(name)
        if column and fold not in FOLDS[column.type]:
            yield entry.finding(
                path,
                "C007",
                expected=f"one of {', '.join(sorted(FOLDS[column.type]))} for {column.type}",
                found=repr(fold.value),
                action="choose another fold or another type",
            )


def _services(entry: Entry, mapping: SourceMapping, ground: Ground) -> Iterator[Finding]:
    """C008: services of the service catalogue."""
    yield from unknown_services(entry, mapping.service.map, ground)
    yield from _unknown_service(entry, ("service", "other"), mapping.service.other, ground)


def unknown_services(entry: Entry, names: Mapping[str, str], ground: Ground) -> Iterator[Finding]:
    """C008: the services that cells lead to are in the service catalogue."""
    for cell, name in names.items():
        yield from _unknown_service(entry, ("service", "map", cell), name, ground)


def _unknown_service(entry: Entry, path: Path, name: str, ground: Ground) -> Iterator[Finding]:
    """C008: one service."""
    if name not in ground.services:
        yield entry.finding(
            path,
            "C008",
            expected="a service of report_data/services.yml",
            found=repr(name),
            action=f"{did_you_mean(name, ground.services)}correct the id or add the service",
        )


def _rule(entry: Entry, path: Path, rule: RecordRule, metric: Metric | None) -> Iterator[Finding]:
    """C009: the parts and break-downs that the metric's definition has."""
    if metric is None:
        yield entry.finding(
            (*path, "metric"),
            "C009",
            expected="a metric of report_data/metrics/",
            found=repr(rule.metric),
            action="define it or correct the id",
        )
        return
    needed = parts_of(metric)
    there = tuple(rule.parts)
    if not needed or set(needed) != set(there):
        yield entry.finding(
            path,
            "C009",
            expected=_expected(metric, needed),
            found=", ".join(there) or "no parts",
            action="give just the parts of the metric's kind",
        )
    known = tuple(dimension.id for dimension in metric.dimensions)
    for name in rule.dimensions:
        if name not in known:
            yield entry.finding(
                (*path, "dimensions", name),
                "C009",
                expected=f"a dimension of {metric.id}",
                found=repr(name),
                action=f"{did_you_mean(name, known)}add it to the metric or correct the id",
            )


def _expected(metric: Metric, needed: tuple[str, ...]) -> str:
    """Say what parts a metric needs."""
    if not needed:
        return f"a kind that has records; {metric.id} is of kind {metric.kind}"
    return f"{' and '.join(needed)} for {metric.id}, a {metric.kind}"
