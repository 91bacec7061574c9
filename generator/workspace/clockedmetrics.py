"""Which metrics rest on a service clock: those whose records use a column of working seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.workspace.sharedrules import complete, expressions_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.workspace.model.sources import ClockColumn, Mapping
    from generator.workspace.workspace import Workspace


def clocked_records(mapping: Mapping) -> Iterator[tuple[int, ClockColumn]]:
    """Give the place of each record rule of a complete mapping with the clocks that it uses."""
    for index, rule in enumerate(mapping.records):
        words = words_of(expressions_of(rule))
        for clock in mapping.clocks:
            if words & {clock.column, clock.paused}:
                yield index, clock


def clocked_metrics(workspace: Workspace, party: str) -> frozenset[str]:
    """Return the metrics of a party that rest on a service clock."""
    return frozenset(
        mapping.records[index].metric
        for mapping in workspace.sources.values()
        if mapping.party == party
        for index, _ in clocked_records(complete(mapping, workspace.metrics))
    )
