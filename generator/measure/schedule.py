"""The schedule: which editions fall due when, by the catalogue and the calendars of the parties.

It asks for no clock: whoever asks names the days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from generator.measure.due import due_date
from generator.measure.editions import EditionKey
from generator.periods import Cadence, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.workspace import Workspace

# No due rule reaches further: at most 99 days, of work with all holidays of half a year between.
_LONGEST: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueEdition:
    """An edition of the catalogue and its due day; None where no calendar reaches so far."""

    key: EditionKey
    due: date | None

    @property
    def place(self) -> tuple[date, str, str]:
        """Return what sorts editions by their days; one without comes when its period ends."""
        return self.due or self.key.period.end, self.key.report.report, self.key.period.label


class Schedule:
    """Tell the due days of a workspace; each is counted once for all reports that share it."""

    def __init__(self, workspace: Workspace) -> None:
        """Count in the calendars of a checked workspace."""
        self._workspace = workspace
        self._days: dict[tuple[str, str, Period], date | None] = {}

    def between(
        self, reports: Iterable[ReportDefinition], first: date, end: date
    ) -> tuple[DueEdition, ...]:
        """Return the editions that fall due from `first` up to, and without, `end`, in order.

        What has no due day for lack of a calendar is there when its period ends in these days.
        """
        found = (each for report in reports for each in self._editions(report, first, end))
        inside = (each for each in found if first <= each.place[0] < end)
        return tuple(sorted(inside, key=lambda each: each.place))

    def up_to(self, reports: Iterable[ReportDefinition], day: date) -> tuple[DueEdition, ...]:
        """Return the editions whose period is over on a day, in the order of their due days."""
        listed = tuple(reports)
        ranges = (
            DueEdition(
                key=EditionKey(report=report, period=report.first),
                due=self._due(report, report.first),
            )
            for report in listed
            if report.cadence is Cadence.RANGE
        )
        first = min((report.first.start for report in listed), default=day)
        found = (*ranges, *self.between(listed, first, day + _LONGEST))
        over = (each for each in found if each.key.period.end <= day)
        return tuple(sorted(over, key=lambda each: each.place))

    def next(self, report: ReportDefinition, first: date) -> DueEdition | None:
        """Return the first edition of a report that falls due on a day or after it.

        None when the report has ended, or within a year no day can be told.
        """
        known = (each for each in self._editions(report, first, first + _LONGEST) if each.due)
        return next((each for each in known if each.place[0] >= first), None)

    def _editions(self, report: ReportDefinition, first: date, end: date) -> Iterator[DueEdition]:
        """Give the editions of a report that may fall due in some days, the earliest first."""
        if report.cadence is Cadence.RANGE:
            return
        period = report.first
        # The periods of a fiscal year are counted on from the first one: the calendar has none.
        if period.cadence is not Cadence.RANGE:
            period = max(period, Period.of(report.cadence, first - _LONGEST))
        while period.end < end and (not report.last or period <= report.last):
            yield DueEdition(
                key=EditionKey(report=report, period=period), due=self._due(report, period)
            )
            period = period.next()

    def _due(self, report: ReportDefinition, period: Period) -> date | None:
        """Return the day on which an edition is due."""
        name = self._workspace.parties[report.party].calendar
        place = (report.due, name, period)
        if place not in self._days:
            calendar = self._workspace.working_calendars[name]
            self._days[place] = due_date(report.due, period, calendar)
        return self._days[place]
