"""The rules that metrics carry themselves, checked before any mapping asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import duckdb

from generator.collect.engine import EXTRACTED, SQL_TYPE, declare_cases
from generator.collect.expression import Fault, Yields, read_expression
from generator.collect.parts import ANY, parts_of, wanted_of
from generator.findings import Finding
from generator.workspace.canonical import (
    CANONICAL,
    PERIOD_COLUMNS,
    CanonicalTable,
    CanonicalType,
)
from generator.workspace.decode import did_you_mean
from generator.workspace.model.counting import CollectRule
from generator.workspace.model.metrics import Metric
from generator.workspace.model.sources import ColumnType
from generator.workspace.workspace import Item

_SQL: Mapping[CanonicalType, str] = MappingProxyType(
    {
        CanonicalType.TEXT: SQL_TYPE[ColumnType.TEXT],
        CanonicalType.NUMBER: SQL_TYPE[ColumnType.NUMBER],
        CanonicalType.INSTANT: SQL_TYPE[ColumnType.INSTANT],
        CanonicalType.SECONDS: "BIGINT",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    """An expression of a metric: its place in the rule and what it may give."""

    path: tuple[str, ...]
    text: str
    wanted: tuple[Yields, ...]


def unsound_rule(item: Item, engine: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Find everything in a metric's own rule that cannot be collected from its table."""
    metric: Metric = item.value
    rule = metric.collected
    if rule is None:
        return
    yield from _parts(item, metric, rule)
    yield from _cohort(item, metric, rule)
    create_canonical(engine, rule.table)
    for use in _uses(metric, rule):
        yield from _fault(item, use, read_expression(engine, use.text))


def create_canonical(engine: duckdb.DuckDBPyConnection, table: CanonicalTable) -> None:
    """Define `cases` with every column of a canonical table."""
    types = {EXTRACTED: "DATE"}
    for name, column in CANONICAL[table].items():
        types[name] = _SQL[column.type]
        if column.type is CanonicalType.INSTANT:
            types[f"{name}_local"] = _SQL[column.type]
    declare_cases(engine, types)


def _uses(metric: Metric, rule: CollectRule) -> Iterator[_Use]:
    """Yield every expression of a rule."""
    for name, text in rule.parts.items():
        yield _Use(path=(name,), text=text, wanted=wanted_of(metric.kind))
    for name, text in rule.dimensions.items():
        yield _Use(path=("dimensions", name), text=text, wanted=ANY)
    if rule.where:
        yield _Use(path=("where",), text=rule.where, wanted=(Yields.CONDITION,))


def _parts(item: Item, metric: Metric, rule: CollectRule) -> Iterator[Finding]:
    """C060: the parts of the metric's kind, and break-downs that it declares."""
    needed = parts_of(metric)
    if set(needed) != set(rule.parts):
        yield _finding(
            item,
            (),
            expected=f"{' and '.join(needed) or 'no rule'} for a {metric.kind}",
            found=", ".join(rule.parts) or "no parts",
            action="give just the parts of the metric's kind",
        )
    known = tuple(dimension.id for dimension in metric.dimensions)
    for name in rule.dimensions:
        if name not in known:
            yield _finding(
                item,
                ("dimensions", name),
                expected=f"a dimension of {metric.id}",
                found=repr(name),
                action=f"{did_you_mean(name, known)}add it to the metric or correct the id",
            )


def _cohort(item: Item, metric: Metric, rule: CollectRule) -> Iterator[Finding]:
    """C060: an instant of the table puts cases of this cohort into a period."""
    known = PERIOD_COLUMNS[rule.table]
    if metric.cohort.value not in known:
        yield _finding(
            item,
            ("table",),
            expected=f"a table with an instant for the cohort {metric.cohort}",
            found=f"{rule.table}, which knows {', '.join(known)}",
            action="correct the table or the cohort",
        )


def _fault(item: Item, use: _Use, answer: Yields | Fault) -> Iterator[Finding]:
    """C060: one expression of the table's columns that gives what its place asks for."""
    if isinstance(answer, Fault):
        yield _finding(
            item, use.path, expected=answer.expected, found=answer.found, action=answer.action
        )
    elif answer not in use.wanted:
        yield _finding(
            item,
            use.path,
            expected=" or ".join(use.wanted),
            found=answer.value,
            action="compare it with something, or count in numbers",
        )


def _finding(
    item: Item, path: tuple[str, ...], *, expected: str, found: str, action: str
) -> Finding:
    """Return the finding about a place of a metric's rule."""
    return item.entry.finding(
        (*item.path, "collected", *path), "C060", expected=expected, found=found, action=action
    )
