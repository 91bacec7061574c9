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
from generator.measure.duration import WeightedDuration
from generator.measure.gauge import Gauge
from generator.measure.maintenance import MaintenanceRule, plan
from generator.measure.settlement import (
    Interruption,
    booked,
    in_line,
    interruptions,
    outside,
    settled,
    user_seconds,
)
from generator.periods.intervals import Intervals, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Hold the seconds of a service in a period and everything that follows from them."""

    agreed: int
    """AST."""
    planned: int
    """PM: announced, approved and within the cap."""
    unplanned: int
    """UD: the union of all that counts, so that no second counts twice."""
    interruptions: tuple[Interruption, ...]
    """Those whose first counted second is in the period; what touches is one."""
    carried: tuple[Interruption, ...]
    """Those that an earlier period counted and that went on into this one."""
    user_seconds: int | None
    """Users hit times seconds, AVL-06; None when some outage does not say how many."""
    postings: tuple[Posting, ...]
    """Why each second of each outage and window was counted or not, in the order of time."""

    @property
    def agreed_view(self) -> WeightedDuration:
        """Return AVL-01, (AST - PM - UD) / (AST - PM): what the agreement calls available."""
        agreed = self.agreed - self.planned
        return _share(agreed - self.unplanned, agreed)

    @property
    def user_view(self) -> WeightedDuration:
        """Return AVL-02, (AST - PM - UD) / AST: what users could use, maintenance or not."""
        return _share(self.agreed - self.planned - self.unplanned, self.agreed)

    @property
    def planned_share(self) -> WeightedDuration:
        """Return AVL-07, PM / AST; here the share that is not available is the value."""
        return _share(self.planned, self.agreed)


def assess(
    *,
    period: Span,
    agreed: Intervals,
    outages: Iterable[Outage],
    windows: Iterable[Window],
    rule: MaintenanceRule,
) -> Availability:
    """Return the availability within a period, to whose limits everything is cut.

    Cases that touch the period are given whole, with all that they touch, and `agreed`
    reaches from the first to the last of them: only then is each counted in one period and
    no other. The cap of `rule` is that of this period; longer ones are added up from such.
    """
    down, asked = tuple(outages), tuple(windows)
    inside = agreed.clip(*period)
    maintenance = plan(asked, rule, inside)
    elsewhere = maintenance.accepted - Intervals.of([period])
    claims = in_line((*(outage.claim for outage in down), *maintenance.claims))
    # Within the period these are the seconds that can be lost; outside they only tell
    # whether an outage had been counted before, and how long it went on.
    exposed = Gauge(agreed - elsewhere - maintenance.planned)
    countable = Gauge(inside - maintenance.planned)
    postings = booked(
        maintenance.postings,
        settled(claims, countable, Gauge(maintenance.planned)),
        outside((*down, *asked), period, Gauge(inside)),
    )
    broken = tuple(interruptions(claims, exposed))
    return Availability(
        agreed=inside.total,
        planned=maintenance.planned.total,
        unplanned=sum(posting.seconds for posting in postings if posting.counted),
        interruptions=tuple(each for each in broken if period[0] <= each.begun < period[1]),
        carried=tuple(each for each in broken if _goes_on(each, exposed, period)),
        user_seconds=user_seconds(claims, countable),
        postings=postings,
    )


def _goes_on(broken: Interruption, exposed: Gauge, period: Span) -> bool:
    """Tell whether an interruption of an earlier period has seconds in this one."""
    start, end = period
    return broken.begun < start and exposed.within(start, min(broken.end, end)) > 0


def _share(good: int, agreed: int) -> WeightedDuration:
    """Return seconds as the parts of a record."""
    return WeightedDuration(good=Fraction(good), agreed=Fraction(agreed))
