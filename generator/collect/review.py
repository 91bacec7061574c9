"""Every mapping of a workspace, reviewed without an export."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from generator import __version__
from generator.collect.engine import connect
from generator.collect.inputs import Refused, ground_of
from generator.collect.mappings import mappings
from generator.collect.metricrules import unsound_rule
from generator.collect.outageplan import unsound_log
from generator.collect.plan import plan
from generator.findings import Finding
from generator.workspace.model.outages import OutageLog
from generator.workspace.workspace import Entry, Workspace


def review(workspace: Workspace) -> tuple[Finding, ...]:
    """Return what is wrong with rules of metrics and mappings: names, services, expressions."""
    findings = (finding for entry in mappings(workspace) for finding in _of(workspace, entry))
    return tuple(sorted((*_metrics(workspace), *findings)))


def _metrics(workspace: Workspace) -> Iterator[Finding]:
    """Review the rules that metrics carry themselves."""
    with closing(connect()) as engine:
        for item in workspace.items("metric"):
            yield from unsound_rule(item, engine)


def _of(workspace: Workspace, entry: Entry) -> tuple[Finding, ...]:
    """Review one mapping; its party is known, or rule X001 has spoken."""
    party = workspace.parties[entry.value.party]
    ground = ground_of(workspace, party, f"reportgen {__version__}")
    with closing(connect()) as engine:
        if isinstance(entry.value, OutageLog):
            return unsound_log(entry, ground, engine)
        planned = plan(entry, ground, engine)
    return planned.findings if isinstance(planned, Refused) else ()
