"""Every mapping of a workspace, reviewed without an export."""

from __future__ import annotations

from contextlib import closing

from generator.collect.engine import connect
from generator.collect.ground import ground_of, mappings
from generator.collect.inputs import Refused
from generator.collect.outageplan import unsound_log
from generator.collect.plan import plan
from generator.findings import Finding
from generator.workspace.model.outages import OutageLog
from generator.workspace.workspace import Entry, Workspace


def review(workspace: Workspace) -> tuple[Finding, ...]:
    """Return what is wrong with the mapping files: names, services, expressions."""
    findings = (finding for entry in mappings(workspace) for finding in _of(workspace, entry))
    return tuple(sorted(findings))


def _of(workspace: Workspace, entry: Entry) -> tuple[Finding, ...]:
    """Review one mapping; its party is known, or rule X001 has spoken."""
    ground = ground_of(workspace, entry.value.party)
    with closing(connect()) as engine:
        if isinstance(entry.value, OutageLog):
            return unsound_log(entry, ground, engine)
        planned = plan(entry, ground, engine)
    return planned.findings if isinstance(planned, Refused) else ()
