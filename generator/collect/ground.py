"""What a workspace knows that collecting stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import __version__
from generator.collect.inputs import Ground

if TYPE_CHECKING:
    from generator.workspace.workspace import Entry, Workspace


def ground_of(workspace: Workspace, party: str) -> Ground:
    """Return what the workspace knows about a party that has a file."""
    return Ground(
        zone=workspace.parties[party].zone,
        services=tuple(workspace.services),
        metrics=tuple(workspace.metrics.values()),
        tool=f"reportgen {__version__}",
        agreements=workspace.agreements,
        calendars=workspace.calendars,
        ended={name: each.last for name, each in workspace.services.items() if each.last},
    )


def mappings(workspace: Workspace) -> tuple[Entry, ...]:
    """Return the mapping files of cases and of outage logs."""
    return (*workspace.of_kind("source"), *workspace.of_kind("outages"))
