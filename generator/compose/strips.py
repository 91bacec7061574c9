"""Strips of availability: when each service of an edition was down, and what was left out."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.compose.chart import Span, Strip, StripChart, Tick
from generator.compose.values import service_name, shown_value
from generator.measure.figure import FigureKey
from generator.measure.outagelist import listed_outages, logs_of
from generator.periods.period import first_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.compose.words import Words
    from generator.measure.measure import Edition
    from generator.measure.outagelist import ListedOutage

_DAYS_BETWEEN_TICKS = 7
Bounds = tuple[datetime, datetime]


def availability_strips(edition: Edition, words: Words) -> StripChart:
    """Return one strip a service of the party's logs; its list of outages stands below it."""
    measures = edition.measures
    entries = listed_outages(measures.workspace, measures.party, edition.services, edition.period)
    bounds = edition.period.bounds(_zone(edition))
    strips = tuple(
        Strip(
            label=service_name(measures, service, words),
            text=_agreed(edition, service, metric, words),
            spans=tuple(_spans([e for e in entries if e.line.service == service], bounds)),
        )
        for service, metric in _agreed_metrics(edition).items()
    )
    down = sum(any(span.counted for span in strip.spans) for strip in strips)
    said = {"count": len(strips), "down": down, "period": edition.period.title(words.language)}
    return StripChart(
        id="availability-strips",
        title=words.say("strips-title" if down else "strips-title-up", **said),
        subtitle=words.say("strips-subtitle", zone=_zone(edition), **said),
        strips=strips,
        ticks=tuple(_ticks(edition, bounds)),
        description=words.say("strips-description", **said),
    )


def _agreed_metrics(edition: Edition) -> dict[str, str | None]:
    """Return service -> the metric of its availability as agreed, for services with a log."""
    logs = logs_of(edition.measures.workspace, edition.measures.party)
    named = {name: log.metrics.agreed for log in logs for name in log.service.map.values()}
    return {service: named[service] for service in edition.services if service in named}


def _agreed(edition: Edition, service: str, metric: str | None, words: Words) -> str:
    """Return the availability of a service as its table has it."""
    if metric is None:
        return words.say("no-value")
    figure = edition.measures.figure(FigureKey(metric=metric, service=service))
    definition = edition.measures.workspace.metrics[metric]
    return shown_value(definition, figure, words, edition.target(figure.key))


def _spans(entries: list[ListedOutage], bounds: Bounds) -> Iterator[Span]:
    """Give the parts of outages and windows that lie in the period, the earliest first."""
    for entry in sorted(entries, key=lambda each: (each.line.start, each.line.end)):
        ends = (datetime.fromisoformat(end) for end in (entry.line.start, entry.line.end))
        start, end = (min(max(each, bounds[0]), bounds[1]) for each in ends)
        if start < end and (entry.counted or any(entry.left_out)):
            yield Span(
                start=_share(start, bounds),
                end=_share(end, bounds),
                counted=bool(entry.counted),
                text=entry.line.case,
            )


def _share(instant: datetime, bounds: Bounds) -> Fraction:
    """Return where an instant lies between both bounds, to the second."""
    passed, whole = instant - bounds[0], bounds[1] - bounds[0]
    return Fraction(int(passed.total_seconds()), int(whole.total_seconds()))


def _ticks(edition: Edition, bounds: Bounds) -> Iterator[Tick]:
    """Name every seventh day of a month; of a longer period every month."""
    zone = ZoneInfo(_zone(edition))
    for day in _named_days(edition):
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
        name = str(day.day) if len(edition.period.month_numbers()) == 1 else f"{day:%m}"
        yield Tick(at=_share(midnight, bounds), label=name)


def _named_days(edition: Edition) -> Iterator[date]:
    """Give the days that stand below the strips."""
    months = edition.period.month_numbers()
    if len(months) > 1:
        yield from map(first_day, months)
        return
    start, end = edition.period.start, edition.period.end
    for number in range(0, (end - start).days, _DAYS_BETWEEN_TICKS):
        yield start.replace(day=start.day + number)


def _zone(edition: Edition) -> str:
    """Return the time zone of the party, in which its outages are told."""
    return edition.measures.workspace.parties[edition.measures.party].zone
