"""Planned maintenance: which windows an agreement accepts, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.kinds import DowntimeReason as Reason
from generator.measure.downtime import Claim, Posting, Window, postings_of
from generator.measure.gauge import Gauge
from generator.periods.intervals import Intervals


@dataclass(frozen=True, slots=True, kw_only=True)
class MaintenanceRule:
    """Hold what the agreement asks of planned maintenance."""

    notice: int = 0
    """Seconds between the announcement and the start, at the least, around the clock."""
    cap: int | None = None
    """Most seconds of agreed time in one period; None for no limit."""
    needs_approval: bool = True

    def refusal(self, window: Window) -> Reason | None:
        """Return the first reason for which a window counts as unplanned, or None."""
        if self.needs_approval and window.approval is None:
            return Reason.NOT_APPROVED
        if window.announced is None:
            return Reason.NOT_ANNOUNCED
        late = window.start - window.announced < self.notice
        return Reason.LATE_NOTICE if late else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Hold what windows took from the agreed time, and what they may not take."""

    accepted: Intervals
    """All windows that the rule accepts, whole."""
    planned: Intervals
    """The part of them that leaves the agreed time of the period."""
    claims: tuple[Claim, ...]
    postings: tuple[Posting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grant:
    """Hold how far a window is granted: from `start`, where no earlier one is, to `stop`."""

    window: Window
    start: int
    stop: int
    seconds: int


def plan(windows: Iterable[Window], rule: MaintenanceRule, agreed: Intervals) -> Plan:
    """Grant maintenance in the order of time until the cap is used up.

    `agreed` is the agreed time of one period, to which the cap applies. A window that the
    rule refuses is a claim, and so is the rest of one in whose midst the cap ends.
    """
    asked = [(window, rule.refusal(window)) for window in windows]
    accepted = [window for window, reason in asked if reason is None]
    gauge = Gauge(agreed)
    grants = tuple(_grants(accepted, rule.cap, gauge))
    return Plan(
        accepted=Intervals.of((window.start, window.end) for window in accepted),
        planned=Intervals.of((grant.start, grant.stop) for grant in grants) & agreed,
        claims=(
            *(_claim(window, window.start, reason) for window, reason in asked if reason),
            *(_claim(grant.window, grant.stop, Reason.BEYOND_CAP) for grant in grants),
        ),
        postings=tuple(posting for grant in grants for posting in _postings(grant, gauge)),
    )


def _grants(windows: Iterable[Window], cap: int | None, gauge: Gauge) -> Iterator[_Grant]:
    """Yield what each window gets; time that two windows ask for is granted once."""
    left, reach = cap, None
    for window in sorted(windows, key=lambda window: (window.start, window.end, window.case)):
        start = window.start if reach is None else min(max(window.start, reach), window.end)
        used_up = None if left is None else gauge.after(start, left)
        stop = window.end if used_up is None else min(window.end, used_up)
        seconds = gauge.within(start, stop)
        yield _Grant(window=window, start=start, stop=stop, seconds=seconds)
        left = None if left is None else left - seconds
        reach = window.end if reach is None else max(reach, window.end)


def _claim(window: Window, start: int, reason: Reason) -> Claim:
    """Return what counts as unplanned from `start` to the end of a window."""
    return Claim(of=window, start=start, end=window.end, reason=reason)


def _postings(grant: _Grant, gauge: Gauge) -> Iterator[Posting]:
    """Yield what was granted to a window and what an earlier one had asked for."""
    overlap = gauge.within(grant.window.start, grant.start)
    yield from postings_of(grant.window, {Reason.PLANNED: grant.seconds, Reason.OVERLAP: overlap})
