"""The outages of an edition: the lines of its months, one entry a case and service."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.kinds import COUNTED_REASONS, DowntimeReason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.periods import Period
    from generator.workspace.model.outages import OutageLine, OutageLog
    from generator.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedOutage:
    """Hold a case of a service with its seconds in all months of the edition."""

    line: OutageLine
    """As the last of the months tells it."""
    carried: bool
    """Its interruption was counted before the edition's first month."""
    seconds: Mapping[DowntimeReason, int]

    @property
    def counted(self) -> int:
        """Return the seconds that are unplanned downtime."""
        return sum(self.seconds.get(reason, 0) for reason in COUNTED_REASONS)

    @property
    def reasons(self) -> tuple[DowntimeReason, ...]:
        """Return why seconds count, in the order of the enumeration."""
        return tuple(
            reason
            for reason in DowntimeReason
            if reason in COUNTED_REASONS and self.seconds.get(reason)
        )

    @property
    def left_out(self) -> Iterator[tuple[DowntimeReason, int]]:
        """Give the reasons for which seconds of the edition do not count, with their number."""
        for reason in DowntimeReason:
            is_other = reason in COUNTED_REASONS or reason is DowntimeReason.OUTSIDE_PERIOD
            if self.seconds.get(reason) and not is_other:
                yield reason, self.seconds[reason]


def listed_outages(
    workspace: Workspace, party: str, services: tuple[str, ...], period: Period
) -> tuple[ListedOutage, ...]:
    """Return what the record files of a party say was down in the months of a period."""
    months = {month.label for month in period.months()}
    found: dict[tuple[str, str, str], list[OutageLine]] = {}
    for file in workspace.files_of(party):
        if file.period.label in months:
            for line in file.outages:
                if line.service in services:
                    found.setdefault((line.case, line.service, line.source), []).append(line)
    return tuple(_listed(lines) for lines in found.values())


def logs_of(workspace: Workspace, party: str) -> tuple[OutageLog, ...]:
    """Return the outage logs of a party by their ids."""
    logs = (log for _, log in sorted(workspace.outage_logs.items()))
    return tuple(log for log in logs if log.party == party)


def _listed(lines: list[OutageLine]) -> ListedOutage:
    """Return one entry for the lines of a case in several months."""
    seconds = Counter[DowntimeReason]()
    for line in lines:
        seconds.update(line.seconds)
    return ListedOutage(line=lines[-1], carried=lines[0].carried, seconds=seconds)
