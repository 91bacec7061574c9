"""The register: every edition that is due, and how far it got (R-41, SRP-01 to SRP-09).

It is computed from the catalogue, the tags and their evidence, and from the deliveries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.archive.milestones import Milestones
    from generator.archive.repository import Release
    from generator.measure.schedule import DueEdition
    from generator.workspace.model.deliveries import DeliveredCopy
    from generator.workspace.workspace import Workspace


class State(StrEnum):
    """How far an edition got."""

    DUE = "due"
    """Not issued."""
    ISSUED = "issued"
    """Issued, no copy sent."""
    SUBMITTED = "submitted"
    """A copy is on its way."""
    RECEIVED = "received"
    """Every copy that was sent was received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A release of an edition, with the way to its approval where the evidence says it."""

    release: Release
    milestones: Milestones | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One edition; days are those of its party's zone, None where a step was not taken."""

    edition: str
    report: str
    party: str
    number: str
    version: str
    period_end: date
    due: date | None
    drafted: date | None
    confirmed: date | None
    approved: date | None
    issued: date | None
    submitted: date | None
    received: date | None
    tag: str
    late: int
    """Days between the due day and that of submission, or the day as of which it is asked."""
    rejections: int | None
    """None where the evidence of the first revision does not say."""
    revisions: int
    copies: int
    receipts: int
    inputs: int
    """Exports that its months need: those that the party has given until then, a month each."""
    inputs_there: int
    """Those of them that were collected whole by the due day."""

    @property
    def state(self) -> State:
        """Return how far it got."""
        if self.issued is None:
            return State.DUE
        if self.submitted is None:
            return State.ISSUED
        return State.RECEIVED if self.received else State.SUBMITTED


def register(
    workspace: Workspace,
    due: Iterable[DueEdition],
    issues: Iterable[Issue],
    copies: Mapping[str, tuple[DeliveredCopy, ...]],
    day: date,
) -> tuple[RegisterRow, ...]:
    """Return one row an edition, in the order in which they are due.

    `copies` maps report/period to what was sent; `day` is the day as of which it is asked.
    """
    by_edition: dict[str, list[Issue]] = {}
    for issue in issues:
        by_edition.setdefault(issue.release.name.edition, []).append(issue)
    return tuple(
        _row(workspace, each, by_edition.get(each.key.name, []), copies.get(each.key.name, ()), day)
        for each in due
    )


def _row(
    workspace: Workspace,
    due: DueEdition,
    issues: list[Issue],
    copies: tuple[DeliveredCopy, ...],
    day: date,
) -> RegisterRow:
    """Return the row of one edition: the way of its first revision, and what came after."""
    report, zone = due.key.report, ZoneInfo(workspace.parties[due.key.report.party].zone)
    ordered = sorted(issues, key=lambda issue: issue.release.name.revision)
    first, newest = (ordered[0], ordered[-1]) if ordered else (None, None)
    way = first.milestones if first else None
    submitted = min((copy.sent for copy in copies), default=None)
    return RegisterRow(
        edition=due.key.name,
        report=report.report,
        party=report.party,
        number=report.document.number,
        version=report.document.version,
        period_end=due.key.period.end,
        due=due.due,
        drafted=_day(way.drafted if way else None, zone),
        confirmed=_day(way.confirmed if way else None, zone),
        approved=_day(way.approved if way else None, zone),
        issued=_day(first.release.manifest.issued_at if first else None, zone),
        submitted=submitted,
        received=_received(copies),
        tag=newest.release.name.tag if newest else "",
        late=max(((submitted or day) - due.due).days, 0) if due.due else 0,
        rejections=way.rejections if way else None,
        revisions=newest.release.name.revision if newest else 0,
        copies=len(copies),
        receipts=sum(copy.received is not None for copy in copies),
        **_inputs(workspace, due),
    )


def _inputs(workspace: Workspace, due: DueEdition) -> dict[str, int]:
    """Count the exports that an edition needs, and those that were there in time (SRP-05)."""
    period, party = due.key.period, due.key.report.party
    files = [file for _, file in workspace.record_files if file.party == party]
    known = {s.id for file in files if file.period.start < period.end for s in file.sources}
    mine = [file for file in files if period.contains(file.period)]
    limit = due.due or period.end
    there = [
        source
        for file in mine
        for source in file.sources
        if source.collected_at <= limit and source.covered_days is None
    ]
    months = len(period.month_numbers())
    return {"inputs": len(known) * months, "inputs_there": len(there)}


def _day(moment: datetime | None, zone: ZoneInfo) -> date | None:
    """Return the day of an instant where the party is."""
    return moment.astimezone(zone).date() if moment else None


def _received(copies: tuple[DeliveredCopy, ...]) -> date | None:
    """Return when the last copy was received; None while one was not, or none was sent."""
    days = [copy.received.day for copy in copies if copy.received]
    return max(days) if days and len(days) == len(copies) else None
