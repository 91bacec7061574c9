"""The mapping files of a workspace, of cases and of outage logs alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.workspace.workspace import Entry, Workspace


def mappings(workspace: Workspace) -> tuple[Entry, ...]:
    """Return the mapping files of cases, then those of outage logs."""
    return (*workspace.of_kind("source"), *workspace.of_kind("outages"))
