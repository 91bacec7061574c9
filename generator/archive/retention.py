"""What may be destroyed: releases whose years of keeping are over, and nothing holds (R-88)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.workspace.model.retention import Trigger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
    return years_later(first, rule.years)


def years_later(day: date, years: int) -> date:
    """Return the same day some years later; after 29 February comes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
