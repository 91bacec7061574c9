"""Aftermaths: figures of the months before a major event, of its own, and after it (R-08).

Records are monthly, so that nothing finer can be told: the month of the event holds days
before and days after it and stands apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.measure.figure import ALL_SERVICES, FigureKey
from generator.periods import Cadence, Period
from generator.periods.period import month_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.measure.figure import Figure
    from generator.measure.measure import Edition
    from generator.measure.signal import Reading
    from generator.workspace.model.events import Event
    from generator.workspace.model.metrics import Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedEvent:
    """An event and its number, which flags in charts bear; the same in every edition."""

    number: int
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """The months that are compared."""

    before: Period
    own: Period
    after: Period | None
    """None while no whole month after it is over."""
    latest: Period
    """The last month of them, of which a word may speak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One metric of one service around an event."""

    metric: Metric
    before: Figure
    own: Figure
    after: Figure | None
    reading: Reading | None
    """The word about the latest month."""


def numbered_events(edition: Edition) -> tuple[NumberedEvent, ...]:
    """Return the events of the report's party and services that began by the period's end."""
    services = {*edition.services, ALL_SERVICES}
    found = sorted(
        (
            event
            for event in edition.measures.workspace.events.values()
            if event.party == edition.report.party
            and services & set(event.services)
            and event.days[0] < edition.period.end
        ),
        key=lambda event: (event.start, event.event),
    )
    return tuple(
        NumberedEvent(number=number, event=event) for number, event in enumerate(found, start=1)
    )


def told_events(edition: Edition) -> tuple[NumberedEvent, ...]:
    """Return the events whose months reach into the period; of an event report its own."""
    only = edition.report.event
    first = month_number(edition.period.start)
    return tuple(
        each
        for each in numbered_events(edition)
        if (each.event.event == only if only else _last_month(each.event) >= first)
    )


def windows(event: Event, end: date) -> Windows:
    """Return the months before, of and after an event, up to the first day after a report."""
    first, last = (month_number(day) for day in event.days)
    over = month_number(end)
    after = range(last + 1, min(last + 1 + event.months, over))
    return Windows(
        before=_months(range(first - event.months, first)),
        own=_months(range(first, last + 1)),
        after=_months(after) if after else None,
        latest=_months(range(max(last, after.stop - 1), max(last, after.stop - 1) + 1)),
    )


def comparisons(edition: Edition, event: Event) -> Iterator[Comparison]:
    """Give each metric of an event for each service that it hit, as far as the report has it."""
    measures, spans = edition.measures, windows(event, edition.period.end)
    for metric in event.metrics:
        for service in event.services:
            if service in {*edition.services, ALL_SERVICES}:
                key = FigureKey(metric=metric, service=service)
                yield Comparison(
                    metric=measures.workspace.metrics[metric],
                    before=measures.figure(key, spans.before),
                    own=measures.figure(key, spans.own),
                    after=measures.figure(key, spans.after) if spans.after else None,
                    reading=measures.reading(key, spans.latest),
                )


def _last_month(event: Event) -> int:
    """Return the number of the last month that is compared."""
    return month_number(event.days[1]) + event.months


def _months(numbers: range) -> Period:
    """Return a month, or the range of several."""
    start, end = (date(n // 12, n % 12 + 1, 1) for n in (numbers.start, numbers.stop))
    if len(numbers) == 1:
        return Period.of(Cadence.MONTH, start)
    return Period(start=start, end=end, cadence=Cadence.RANGE)


def months_text(period: Period) -> str:
    """Return the months of a window: `2013-10`, or its first and last one."""
    first, last = f"{period.start:%Y-%m}", f"{period.end - timedelta(days=1):%Y-%m}"
    return first if first == last else f"{first}–{last}"
