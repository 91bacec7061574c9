"""Availability of one service in one period: both views, and where every second went.

Agreed service time, outages and maintenance are sets of seconds, so all shares are exact.
Formulas AVL-01 to AVL-07 of the metric library; AST is agreed service time, PM planned
maintenance within it, UD unplanned downtime within it and outside PM.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from generator.measure.downtime import Outage, Posting, Window
from generator.measure.gauge import Gauge
from generator.measure.maintenance import MaintenanceRule, plan
from generator.measure.settlement import (
    booked,
    in_line,
    interruptions,
    outside,
    settled,
    user_seconds,
)
from generator.periods.intervals import Intervals, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationRatio:
    """Hold seconds that were good of those that were agreed.

    Raises ValueError unless 0 <= good <= agreed.
    """

    good: int
    agreed: int

    def __post_init__(self) -> None:
        """Refuse more good seconds than agreed ones."""
        if not 0 <= self.good <= self.agreed:
            raise ValueError(f"expected 0 to {self.agreed} good seconds, got {self.good}")

    @property
    def value(self) -> Fraction | None:
        """Return the exact share; of no agreed time there is none."""
        return Fraction(self.good, self.agreed) if self.agreed else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanTime:
    """Hold a mean time in seconds, or what it is known to exceed."""

    seconds: Fraction
    more_than: bool
    """Whether nothing failed, so that the true mean is longer: "> 744 h", not infinity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Hold the seconds of a service in a period and everything that follows from them."""

    agreed: int
    """AST."""
    planned: int
    """PM: announced, approved and within the cap."""
    unplanned: int
    """UD: the union of all that counts, so that no second counts twice."""
    outages: int
    """Interruptions whose first counted second is in the period; what touches is one."""
    carried: int
    """Interruptions that an earlier period counted and that went on into this one."""
    user_seconds: int | None
    """Users hit times seconds; None when some outage does not say how many."""
    postings: tuple[Posting, ...]
    """Why each second of each outage and window was counted or not, in the order of time."""

    @property
    def agreed_view(self) -> DurationRatio:
        """Return AVL-01, (AST - PM - UD) / (AST - PM): what the agreement calls available."""
        agreed = self.agreed - self.planned
        return DurationRatio(good=agreed - self.unplanned, agreed=agreed)

    @property
    def user_view(self) -> DurationRatio:
        """Return AVL-02, (AST - PM - UD) / AST: what users could use, maintenance or not."""
        return DurationRatio(good=self.agreed - self.planned - self.unplanned, agreed=self.agreed)

    @property
    def planned_share(self) -> DurationRatio:
        """Return AVL-07, PM / AST; here the share that is not available is the value."""
        return DurationRatio(good=self.planned, agreed=self.agreed)

    @property
    def mean_time_to_restore(self) -> Fraction | None:
        """Return AVL-03, UD / outages, in seconds; None without an outage of this period."""
        return Fraction(self.unplanned, self.outages) if self.outages else None

    @property
    def mean_time_between_failures(self) -> MeanTime | None:
        """Return AVL-04, (AST - UD) / outages; None without agreed time."""
        return self._mean(self.agreed - self.unplanned)

    @property
    def mean_time_between_incidents(self) -> MeanTime | None:
        """Return AVL-05, AST / outages; it is the sum of AVL-03 and AVL-04."""
        return self._mean(self.agreed)

    @property
    def user_minutes(self) -> Fraction | None:
        """Return AVL-06; None when some outage does not say how many users it hit."""
        return None if self.user_seconds is None else Fraction(self.user_seconds, 60)

    @property
    def excluded(self) -> tuple[Posting, ...]:
        """Return what was left out of the downtime, which every page has to list."""
        return tuple(posting for posting in self.postings if not posting.counted)

    def _mean(self, seconds: int) -> MeanTime | None:
        """Return seconds by outages; without outages the mean is longer than all of them."""
        if not self.agreed:
            return None
        mean = Fraction(seconds, self.outages or 1)
        return MeanTime(seconds=mean, more_than=not self.outages)


def assess(
    *,
    period: Span,
    agreed: Intervals,
    outages: Iterable[Outage],
    windows: Iterable[Window],
    rule: MaintenanceRule,
) -> Availability:
    """Return the availability within a period, to whose limits everything is cut.

    Outages that touch the period are given whole, and `agreed` reaches back to where the
    first of them began: only then is each counted in one period and no other. The cap of
    `rule` is that of this period; longer periods are added up from such ones.
    """
    down, asked = tuple(outages), tuple(windows)
    inside = agreed.clip(*period)
    maintenance = plan(asked, rule, inside)
    earlier = maintenance.accepted - Intervals.of([period])
    claims = in_line((*(outage.claim for outage in down), *maintenance.claims))
    # Within the period these are the seconds that can be lost; outside they only tell
    # whether an outage had been counted before.
    exposed = Gauge(agreed - earlier - maintenance.planned)
    countable = Gauge(inside - maintenance.planned)
    postings = booked(
        maintenance.postings,
        settled(claims, countable, Gauge(maintenance.planned)),
        outside((*down, *asked), period, Gauge(inside)),
    )
    begun, carried = interruptions(claims, exposed, period)
    return Availability(
        agreed=inside.total,
        planned=maintenance.planned.total,
        unplanned=sum(posting.seconds for posting in postings if posting.counted),
        outages=begun,
        carried=carried,
        user_seconds=user_seconds(claims, countable),
        postings=postings,
    )
