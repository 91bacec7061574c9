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
    from collections.abc import Iterable, Iterator

    from generator.archive.milestones import Milestones
    from generator.archive.repository import Release
    from generator.measure.schedule import DueEdition
    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.model.deliveries import DeliveredCopy
    from generator.workspace.workspace import Workspace


class State(StrEnum):
    """How far the newest revision of an edition got."""

    DUE = "due"
    """Not issued."""
    ISSUED = "issued"
    """Issued, somebody has no copy yet."""
    DELIVERED = "delivered"
    """Everybody who gets the report was sent a copy."""
    RECEIVED = "received"
    """Everybody confirmed it."""
    WITHDRAWN = "withdrawn"
    """The newest revision took the edition back."""
    DESTROYED = "destroyed"
    """The newest revision has a tombstone."""
    UNVERIFIED = "unverified"
    """Copies were sent, but the tag is not here: the tags of this clone are not all there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A release of an edition, with the way to its approval where the evidence says it."""

    release: Release
    milestones: Milestones | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One edition; days are those of its party's zone, None where a step was not taken.

    Days and rejections are those of the first revision: a later one is a correction.
    """

    edition: str
    report: str
    party: str
    number: str
    version: str
    period_end: date
    due: date | None
    data: date | None
    """When its data were there: the last of its exports, at the latest when it was drafted."""
    drafted: date | None
    confirmed: date | None
    approved: date | None
    issued: date | None
    delivered: date | None
    """When the last one of those who get the report was sent a copy."""
    received: date | None
    """When the last one of them confirmed it."""
    state: State
    tag: str
    """Tag of the newest revision."""
    late: int
    """Days from the due day to that of delivery, or to the day as of which it is asked."""
    rejections: int | None
    """None where the evidence of the first revision does not say."""
    revisions: int
    copies: int
    receipts: int
    inputs: int
    """Exports that it needs: of each month all sources that its party has given until then."""
    inputs_there: int
    """Those of them that were collected, for the whole month, by the due day."""


def register(
    workspace: Workspace, due: Iterable[DueEdition], issues: Iterable[Issue], day: date
) -> tuple[RegisterRow, ...]:
    """Return one row an edition, in the order given; `day` is the day as of which it is asked."""
    by_edition: dict[str, list[Issue]] = {}
    for issue in sorted(issues, key=lambda each: each.release.name):
        by_edition.setdefault(issue.release.name.edition, []).append(issue)
    return tuple(_row(workspace, each, by_edition.get(each.key.name, []), day) for each in due)


def _row(workspace: Workspace, due: DueEdition, issues: list[Issue], day: date) -> RegisterRow:
    """Return the row of one edition."""
    report = due.key.report
    file = workspace.deliveries.get(due.key.name)
    copies = file.deliveries if file else ()
    delivered = _last(report, _sent(copies))
    inputs = tuple(_inputs(workspace, due))
    days = _days(issues, ZoneInfo(workspace.parties[report.party].zone))
    return RegisterRow(
        edition=due.key.name,
        report=report.report,
        party=report.party,
        number=report.document.number,
        version=report.document.version,
        period_end=due.key.period.end,
        due=due.due,
        data=_data(workspace, due, days["drafted"]),
        **days,
        delivered=delivered,
        received=_last(report, _receipts(copies)),
        state=_state(workspace, report, issues, copies),
        tag=issues[-1].release.name.tag if issues else "",
        late=max(((delivered or day) - due.due).days, 0) if due.due else 0,
        rejections=issues[0].milestones.rejections if issues and issues[0].milestones else None,
        revisions=issues[-1].release.name.revision if issues else 0,
        copies=len(copies),
        receipts=sum(copy.received is not None for copy in copies),
        inputs=len(inputs),
        inputs_there=sum(inputs),
    )


def _days(issues: list[Issue], zone: ZoneInfo) -> dict[str, date | None]:
    """Return the days of the way to the first issue, where the party is."""
    first = issues[0] if issues else None
    way = first.milestones if first else None
    moments = {
        "drafted": way.drafted if way else None,
        "confirmed": way.confirmed if way else None,
        "approved": way.approved if way else None,
        "issued": first.release.manifest.issued_at if first else None,
    }
    return {name: _day(moment, zone) for name, moment in moments.items()}


def _day(moment: datetime | None, zone: ZoneInfo) -> date | None:
    """Return the day of an instant where the party is."""
    return moment.astimezone(zone).date() if moment else None


def _state(
    workspace: Workspace,
    report: ReportDefinition,
    issues: list[Issue],
    copies: Iterable[DeliveredCopy],
) -> State:
    """Return how far the newest revision got."""
    if not issues:
        return State.UNVERIFIED if tuple(copies) else State.DUE
    edition, newest = issues[-1].release.name.edition, issues[-1].release.name.revision
    if workspace.tombstone_of(edition, newest):
        return State.DESTROYED
    if workspace.is_withdrawn(edition, newest):
        return State.WITHDRAWN
    mine = [copy for copy in copies if copy.revision == newest]
    if _last(report, _receipts(mine)):
        return State.RECEIVED
    return State.DELIVERED if _last(report, _sent(mine)) else State.ISSUED


def _sent(copies: Iterable[DeliveredCopy]) -> Iterator[tuple[str, date]]:
    """Give who was sent a copy, and when."""
    yield from ((copy.to, copy.sent) for copy in copies)


def _receipts(copies: Iterable[DeliveredCopy]) -> Iterator[tuple[str, date]]:
    """Give who confirmed a copy, and when."""
    yield from ((copy.to, copy.received.day) for copy in copies if copy.received)


def _last(report: ReportDefinition, days: Iterable[tuple[str, date]]) -> date | None:
    """Return when the last of those who get a report had it; None while somebody has not."""
    first: dict[str, date] = {}
    for role, day in days:
        first[role] = min(day, first.get(role, day))
    wanted = {each.role for each in report.distribution}
    return max(first[role] for role in wanted) if wanted and wanted <= first.keys() else None


def _data(workspace: Workspace, due: DueEdition, drafted: date | None) -> date | None:
    """Return when the data of an edition were there; None where nobody knows the draft's day.

    What was collected again after the draft is another matter: nobody waited for it.
    """
    months = frozenset(due.key.period.months())
    days = [
        source.collected_at
        for file in workspace.files_of(due.key.report.party)
        if file.period in months
        for source in file.sources
    ]
    return min(drafted, max((due.key.period.end, *days))) if drafted and days else None


def _inputs(workspace: Workspace, due: DueEdition) -> Iterator[bool]:
    """Tell of each export that an edition needs whether it was there in time (SRP-05)."""
    period, limit = due.key.period, due.due or due.key.period.end
    mine = workspace.files_of(due.key.report.party)
    for month in period.months():
        known = {s.id for file in mine if file.period <= month for s in file.sources}
        there = {
            source.id
            for file in mine
            if file.period == month
            for source in file.sources
            if source.collected_at <= limit and source.covered_days is None
        }
        yield from (each in there for each in sorted(known))
