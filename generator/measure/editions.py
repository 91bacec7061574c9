"""Which editions there are: each report of the catalogue for each period with records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.periods import Cadence, Period

if TYPE_CHECKING:
    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionKey:
    """One report for one period."""

    report: ReportDefinition
    period: Period

    @property
    def name(self) -> str:
        """Return report/period."""
        return f"{self.report.report}/{self.period.label}"

    @property
    def version(self) -> str:
        """Return the month in which the period ends: the version of the site it is in."""
        return Period.of(Cadence.MONTH, self.period.end - timedelta(days=1)).label


def editions(workspace: Workspace) -> tuple[EditionKey, ...]:
    """Return every edition whose period has ended within the recorded months."""
    return tuple(
        EditionKey(report=report, period=period)
        for report in workspace.reports.values()
        for period in workspace.recorded_periods(report)
    )
