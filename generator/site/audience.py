"""What an audience may see: nothing of anybody else is ever written into its tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.measure.editions import EditionKey, editions
from generator.workspace.model.catalogue import INTERNAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.workspace.model.agreements import Agreement
    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.model.metrics import Metric
    from generator.workspace.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class View:
    """One audience's part of the workspace in one version of its site.

    What it has is looked for once: pages ask again for every row.
    """

    workspace: Workspace
    audience: str
    version: str
    language: str

    @property
    def internal(self) -> bool:
        """Tell whether this is the provider's own site."""
        return self.audience == INTERNAL

    @cached_property
    def editions(self) -> tuple[EditionKey, ...]:
        """Return the editions of this version, in the order of the catalogue."""
        mine = editions_for(self.workspace, self.audience)
        return tuple(key for key in mine if key.version == self.version)

    @cached_property
    def reports(self) -> tuple[ReportDefinition, ...]:
        """Return the reports that the audience gets."""
        reports = self.workspace.reports.values()
        return tuple(report for report in reports if readable(report, self.audience))

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Return the parties that the audience's reports are about; inside all, by name."""
        about = {report.party for report in self.reports}
        return tuple(
            name for name in sorted(self.workspace.parties) if self.internal or name in about
        )

    @cached_property
    def recorded(self) -> frozenset[tuple[str, str, str]]:
        """Return party, metric and service of every record of the audience's parties."""
        parties = {report.party for report in self.reports}
        return frozenset(
            (file.party, record.metric, record.service)
            for _, file in self.workspace.record_files
            if file.party in parties
            for record in file.records
        )

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """Return the agreements with the parties of the audience's reports; inside all."""
        parties = {report.party for report in self.reports}
        agreements = self.workspace.agreements.values()
        return tuple(each for each in agreements if self.internal or each.party in parties)

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """Return the metrics that some record of the audience's parties names."""
        used = {metric for _, metric, _ in self.recorded}
        return tuple(m for m in self.workspace.metrics.values() if self.internal or m.id in used)


def readable(report: ReportDefinition, audience: str) -> bool:
    """Tell whether an audience may read a report; the provider may read all."""
    return audience in {INTERNAL, report.audience}


def editions_for(workspace: Workspace, audience: str) -> tuple[EditionKey, ...]:
    """Return every edition that an audience may read."""
    return tuple(key for key in editions(workspace) if readable(key.report, audience))


def views(workspace: Workspace) -> Iterator[View]:
    """Give a view for every audience and version that has an edition, newest version first."""
    versions: dict[str, set[str]] = {INTERNAL: set()}
    versions |= {report.audience: set() for report in workspace.reports.values()}
    for key in editions(workspace):
        for audience in {INTERNAL, key.report.audience}:
            versions[audience].add(key.version)
    for audience, found in versions.items():
        party = workspace.parties.get(audience)
        language = party.language if party else workspace.organisation.language
        for version in sorted(found, reverse=True):
            yield View(workspace=workspace, audience=audience, version=version, language=language)
