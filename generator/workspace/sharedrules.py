"""Rules that metrics carry themselves, put into the mappings that ask for them by id."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.workspace.canonical import CANONICAL, CanonicalType
from generator.workspace.model.sources import ColumnType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.workspace.canonical import CanonicalTable
    from generator.workspace.model.counting import CollectRule, Counting
    from generator.workspace.model.metrics import Metric
    from generator.workspace.model.sources import Mapping as SourceMapping
    from generator.workspace.model.sources import RecordRule

_LITERAL: Final = re.compile(r"'(?:[^']|'')*'")
_WORD: Final = re.compile(r"[a-z_][a-z0-9_]*")


def words_of(expressions: Iterable[str]) -> frozenset[str]:
    """Return the words of some expressions outside texts in quotes: columns and functions."""
    bare = (_LITERAL.sub("", text).lower() for text in expressions)
    return frozenset(word for text in bare for word in _WORD.findall(text))


def expressions_of(rule: Counting) -> tuple[str, ...]:
    """Return every expression of a rule."""
    return (*rule.parts.values(), *rule.dimensions.values())


def canonical_names(table: CanonicalTable) -> frozenset[str]:
    """Return the names that expressions know in a canonical table, the local clocks too."""
    columns = CANONICAL[table]
    local = (f"{name}_local" for name in columns if columns[name].type is CanonicalType.INSTANT)
    return frozenset((*columns, *local))


def filled_names(mapping: SourceMapping) -> frozenset[str]:
    """Return the names that expressions know in the cases of a mapping."""
    columns = mapping.columns
    local = (f"{name}_local" for name in columns if columns[name].type is ColumnType.INSTANT)
    clocks = (name for clock in mapping.clocks for name in (clock.column, clock.paused))
    return frozenset((*columns, *local, *clocks))


def unfilled(mapping: SourceMapping, rule: CollectRule) -> tuple[str, ...]:
    """Return the canonical columns that a metric counts by and a mapping does not fill."""
    texts = (*rule.parts.values(), *filter(None, (rule.where,)))
    return tuple(sorted(_missing(mapping, rule.table, texts)))


def shared_rule(rule: RecordRule, metrics: Mapping[str, Metric]) -> CollectRule | None:
    """Return the metric's own rule when the mapping gives no part; None when it has none."""
    metric = metrics.get(rule.metric)
    return metric.collected if metric and not rule.parts else None


def complete(mapping: SourceMapping, metrics: Mapping[str, Metric]) -> SourceMapping:
    """Return the mapping with the metrics' own rules in the place of bare ids."""
    rules = tuple(_complete(mapping, rule, metrics) for rule in mapping.records)
    return replace(mapping, records=rules)


def _complete(
    mapping: SourceMapping, rule: RecordRule, metrics: Mapping[str, Metric]
) -> RecordRule:
    """Return one rule with all its parts; break-downs that the source cannot fill are left out."""
    shared = shared_rule(rule, metrics)
    if shared is None:
        return rule
    told = {
        name: text
        for name, text in shared.dimensions.items()
        if not _missing(mapping, shared.table, (text,))
    }
    parts = {name: _among(shared.where, text) for name, text in shared.parts.items()}
    return replace(rule, **parts, dimensions={**told, **rule.dimensions})


def _missing(
    mapping: SourceMapping, table: CanonicalTable, expressions: Iterable[str]
) -> frozenset[str]:
    """Return the canonical names of some expressions that a mapping does not fill."""
    return (words_of(expressions) & canonical_names(table)) - filled_names(mapping)


def _among(where: str | None, text: str) -> str:
    """Return an expression that says nothing of cases that the metric does not look at."""
    return f"CASE WHEN (\n{where}\n) THEN (\n{text}\n) END" if where else text
