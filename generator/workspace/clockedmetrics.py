"""Which metrics rest on a service clock: those whose records use a column of working seconds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.workspace.model.sources import ClockColumn, Mapping, RecordRule
    from generator.workspace.workspace import Workspace

_WORD = re.compile(r"[a-z_][a-z0-9_]*")


def clocked_records(mapping: Mapping) -> Iterator[tuple[int, ClockColumn]]:
    """Give the place of each record rule of a mapping with the clocks that it looks at."""
    for index, rule in enumerate(mapping.records):
        words = {word for text in _expressions(rule) for word in _WORD.findall(text.lower())}
        for clock in mapping.clocks:
            if words & {clock.column, clock.paused}:
                yield index, clock


def clocked_metrics(workspace: Workspace, party: str) -> frozenset[str]:
    """Return the metrics of a party that rest on a service clock."""
    return frozenset(
        mapping.records[index].metric
        for mapping in workspace.sources.values()
        if mapping.party == party
        for index, _ in clocked_records(mapping)
    )


def _expressions(rule: RecordRule) -> Iterator[str]:
    """Give the expressions of a record rule."""
    parts = (
        *(rule.numerator, rule.denominator, rule.sum, rule.count),
        *(rule.value, rule.histogram, rule.ids),
        *(rule.scope, rule.seconds, rule.weight),
    )
    yield from filter(None, parts)
    yield from rule.dimensions.values()
