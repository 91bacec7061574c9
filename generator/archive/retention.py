"""What may be destroyed: what was kept for its years, and nothing holds (R-87, R-88)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.periods import Period
from generator.workspace.model.retention import QUERY_YEARS, Trigger, years_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.archive.manifest import Manifest
    from generator.workspace.model.queries import Queries
    from generator.workspace.model.retention import LegalHold, RetentionClass
    from generator.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A release that is kept: of which report, what its years are counted from."""

    edition: str
    revision: int
    report: str
    issued: date
    period_end: date

    @classmethod
    def of(cls, manifest: Manifest) -> Kept:
        """Return what a manifest says of its release."""
        report, _, label = manifest.edition.partition("/")
        return cls(
            edition=manifest.edition,
            revision=manifest.revision,
            report=report,
            issued=manifest.issued_at.date(),
            period_end=Period.parse(label).end,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """Until when a release is kept.

    `until` is the first day on which it may be destroyed; `hold` stops that, whatever the
    day; `destroyed` names the tombstone of one that is gone.
    """

    kept: Kept
    rule: RetentionClass
    until: date
    hold: LegalHold | None
    destroyed: str

    def is_due(self, day: date) -> bool:
        """Tell whether it may be destroyed on a day."""
        return day >= self.until and self.hold is None and not self.destroyed


def expiries(workspace: Workspace, kept: Iterable[Kept], day: date) -> tuple[Expiry, ...]:
    """Return until when each release is kept, the earliest first.

    A release whose report or class is no longer defined has no end: it is kept.
    """
    classes = {each.id: each for each in workspace.retention.classes}
    stones = {(stone.edition, stone.revision): stone.id for stone in workspace.retention.destroyed}
    found = _expiries(workspace, kept, classes, stones, day)
    return tuple(sorted(found, key=lambda each: (each.until, each.kept.edition)))


def _expiries(
    workspace: Workspace,
    kept: Iterable[Kept],
    classes: Mapping[str, RetentionClass],
    stones: Mapping[tuple[str, int], str],
    day: date,
) -> Iterator[Expiry]:
    """Give the end of each release that has one."""
    for each in kept:
        report = workspace.reports.get(each.report)
        rule = classes.get(report.retention) if report else None
        if rule:
            holds = (hold for hold in workspace.retention.holds if hold.holds(rule.id, day))
            yield Expiry(
                kept=each,
                rule=rule,
                until=_end(rule, each),
                hold=next(holds, None),
                destroyed=stones.get((each.edition, each.revision), ""),
            )


def _end(rule: RetentionClass, kept: Kept) -> date:
    """Return the first day after the years of keeping."""
    first = kept.issued if rule.trigger is Trigger.ISSUED else kept.period_end
    return rule.until(first)


def queries_until(queries: Queries) -> date:
    """Return the first day on which the queries of a year may go: five years after its end."""
    return years_later(date(queries.year + 1, 1, 1), QUERY_YEARS)
