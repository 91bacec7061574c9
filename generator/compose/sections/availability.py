"""Availability: both views side by side, every outage, and all time that was left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from generator.compose.availabilityterms import terms_text
from generator.compose.blocks import (
    Align,
    Block,
    ChartPlace,
    Column,
    Line,
    Paragraph,
    Section,
    Subheading,
    Table,
    plain,
)
from generator.compose.numbers import exact_text, grouped
from generator.compose.strips import availability_strips
from generator.compose.values import figure_line, service_name
from generator.kinds import OutageKind
from generator.measure.duration import Duration
from generator.measure.figure import ALL_SERVICES, FigureKey
from generator.measure.outagelist import ListedOutage, listed_outages, logs_of
from generator.measure.rounding import format_number
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.measure import Edition
    from generator.workspace.model.outages import OutageLog

MOST_ROWS: Final = 30
_HOUR: Final = 3_600


def availability(edition: Edition, words: Words) -> Section:
    """Compose what the outage logs of the party say about the period."""
    logs = logs_of(edition.measures.workspace, edition.measures.party)
    blocks: list[Block] = []
    for log in logs:
        blocks.extend(_log(edition, log, words))
    if logs:
        blocks.insert(0, ChartPlace(chart=availability_strips(edition, words)))
        blocks.extend(_lists(edition, words))
        blocks.extend(_notes(logs, words))
    else:
        blocks.append(Paragraph(line=plain(words.say("no-records"))))
    title = words.term(SectionId.AVAILABILITY)
    return Section(id=SectionId.AVAILABILITY, title=title, blocks=tuple(blocks))


def _log(edition: Edition, log: OutageLog, words: Words) -> Iterator[Block]:
    """Show the terms of a log and one row a service."""
    workspace = edition.measures.workspace
    agreement = workspace.agreements[log.agreement]
    text = words.say(
        "agreement-terms",
        agreement=agreement.title.of(words.language),
        text=terms_text(workspace, agreement, words),
    )
    yield Paragraph(line=plain(text))
    yield _table(edition, log, words)
    yield Paragraph(line=plain(words.say("interruptions-note")))


def _table(edition: Edition, log: OutageLog, words: Words) -> Table:
    """Return one row a service of the log, and one for all of them when they are all."""
    served = set(log.service.map.values())
    services = [service for service in edition.services if service in served]
    if set(edition.services) <= served and len(services) > 1:
        services.append(ALL_SERVICES)
    metrics = edition.measures.workspace.metrics
    names = [metrics[metric].name.of(words.language) for metric in log.metrics.by_view.values()]
    titles = [*names, *([words.say("time-between-failures")] if _has_mean(log) else [])]
    return Table(
        caption=words.say("availability-by-service"),
        columns=(
            Column(title=words.say("service")),
            *(Column(title=title, align=Align.RIGHT) for title in titles),
        ),
        rows=tuple(_row(edition, log, service, words) for service in services),
    )


def _has_mean(log: OutageLog) -> bool:
    """Tell whether the time between failures follows from what the log feeds."""
    return bool(log.metrics.agreed and log.metrics.user and log.metrics.outages)


def _row(edition: Edition, log: OutageLog, service: str, words: Words) -> tuple[Line, ...]:
    """Return the figures of a service."""
    figures = {metric: _figure(edition, metric, service) for metric in log.metrics.by_view.values()}
    metrics = edition.measures.workspace.metrics
    between = [plain(_between_failures(log, service, figures, words))] if _has_mean(log) else []
    return (
        plain(service_name(edition.measures, service, words)),
        *(
            plain(words.say("no-value"))
            if _is_unknown(edition, log, figure)
            else figure_line(metrics[metric], figure, words, edition.target(figure.key))
            for metric, figure in figures.items()
        ),
        *between,
    )


def _figure(edition: Edition, metric: str, service: str) -> Figure:
    """Return a figure of the edition's period."""
    return edition.measures.figure(FigureKey(metric=metric, service=service))


def _is_unknown(edition: Edition, log: OutageLog, figure: Figure) -> bool:
    """Tell whether the users of all services together are unknown, as those of one are."""
    metric = figure.key.metric
    return (figure.key.service, metric) == (ALL_SERVICES, log.metrics.user_time) and not all(
        _figure(edition, metric, service).complete for service in edition.services
    )


def _between_failures(
    log: OutageLog, service: str, figures: dict[str, Figure], words: Words
) -> str:
    """Return AVL-04, (agreed - unplanned) / interruptions; longer than it without any.

    Of several services together it means nothing.
    """
    views = [figures[name or ""] for name in (log.metrics.agreed, log.metrics.user)]
    agreed, user = (figure.parts for figure in views)
    count = figures[log.metrics.outages or ""]
    complete = count.complete and all(figure.complete for figure in views)
    if service == ALL_SERVICES or not complete or count.value is None:
        return words.say("no-value")
    assert isinstance(agreed, Duration)  # noqa: S101 - rule C009 has made sure of its kind
    assert isinstance(user, Duration)  # noqa: S101
    lost = agreed.seconds[1] - agreed.seconds[0]
    hours = (user.seconds[1] - lost) / (count.value or 1) / _HOUR
    sentence = "hours" if count.value else "more-than-hours"
    return words.say(sentence, hours=grouped(format_number(hours, 1)))


def _lists(edition: Edition, words: Words) -> Iterator[Block]:
    """List what counts, longest first, and then everything that does not."""
    measures = edition.measures
    entries = listed_outages(measures.workspace, measures.party, edition.services, edition.period)
    yield Subheading(title=words.say("outage-list"))
    yield from _counted(edition, entries, words)
    yield Subheading(title=words.say("left-out-list"))
    yield from _left_out(edition, entries, words)


def _counted(edition: Edition, entries: tuple[ListedOutage, ...], words: Words) -> Iterator[Block]:
    """Show the outages that count."""
    ordered = sorted(
        (entry for entry in entries if entry.counted),
        key=lambda entry: (-entry.counted, entry.line.start, entry.line.service, entry.line.case),
    )
    if not ordered:
        yield Paragraph(line=plain(words.say("no-outages")))
        return
    yield Table(
        caption=words.say("outage-caption", zone=_zone(edition)),
        columns=_columns("counted-time", words),
        rows=tuple(_counted_row(edition, entry, words) for entry in ordered[:MOST_ROWS]),
    )
    more = len(ordered) - MOST_ROWS
    if more > 0:
        yield Paragraph(line=plain(words.say("outages-cut", shown=MOST_ROWS, more=more)))


def _left_out(edition: Edition, entries: tuple[ListedOutage, ...], words: Words) -> Iterator[Block]:
    """Show every window that was left out, and the outages with seconds that do not count."""
    found = [entry for entry in entries if any(entry.left_out)]
    windows = [entry for entry in found if entry.line.kind is OutageKind.MAINTENANCE]
    others = [entry for entry in found if entry.line.kind is OutageKind.OUTAGE]
    if not windows:
        yield Paragraph(line=plain(words.say("no-windows")))
    ordered = sorted(windows, key=_time)
    ordered += sorted(others, key=_time)[:MOST_ROWS]
    if ordered:
        yield Table(
            caption=words.say("left-out-caption", zone=_zone(edition)),
            columns=_columns("left-out-time", words),
            rows=tuple(row for entry in ordered for row in _left_out_rows(edition, entry, words)),
        )
    if len(others) > MOST_ROWS:
        yield Paragraph(line=plain(words.say("left-out-cut", more=len(others) - MOST_ROWS)))


def _time(entry: ListedOutage) -> tuple[str, str, str]:
    """Return what entries are listed by."""
    return entry.line.start, entry.line.service, entry.line.case


def _columns(number: str, words: Words) -> tuple[Column, ...]:
    """Return the headings of a list, one of which is a number."""
    titles = (
        "service",
        "case-id",
        "entry-kind",
        "starts",
        "ends",
        number,
        "outage-reason",
        "remark",
    )
    return tuple(
        Column(title=words.say(key), align=Align.RIGHT if key == number else Align.LEFT)
        for key in titles
    )


def _counted_row(edition: Edition, entry: ListedOutage, words: Words) -> tuple[Line, ...]:
    """Return an outage that counts."""
    reasons = words.say("between").join(words.term(reason) for reason in entry.reasons)
    remarks = words.say("between").join(_remarks(edition, entry, words))
    return (
        *_entry(edition, entry, words),
        plain(length_text(entry.counted, words)),
        plain(reasons),
        plain(remarks or words.say("no-value")),
    )


def _left_out_rows(
    edition: Edition, entry: ListedOutage, words: Words
) -> Iterator[tuple[Line, ...]]:
    """Give a row for each reason why seconds of an entry do not count."""
    remarks = words.say("between").join(_remarks(edition, entry, words))
    for reason, seconds in entry.left_out:
        yield (
            *_entry(edition, entry, words),
            plain(length_text(seconds, words)),
            plain(words.term(reason)),
            plain(remarks or words.say("no-value")),
        )


def _entry(edition: Edition, entry: ListedOutage, words: Words) -> tuple[Line, ...]:
    """Return what both lists say about an entry."""
    line = entry.line
    return (
        plain(service_name(edition.measures, line.service, words)),
        plain(line.case),
        plain(words.term(line.kind)),
        plain(_clock(edition, line.start)),
        plain(_clock(edition, line.end)),
    )


def _remarks(edition: Edition, entry: ListedOutage, words: Words) -> Iterator[str]:
    """Give what else a reader must know to judge an entry."""
    if entry.line.announced:
        yield words.say("told-at", instant=_clock(edition, entry.line.announced))
    if entry.line.approval:
        yield words.say("approved-as", approval=entry.line.approval)
    if entry.carried:
        yield words.say("carried")
    if entry.line.open:
        yield words.say("still-down")
    if entry.line.users is not None:
        yield words.say("users-hit", users=exact_text(Fraction(entry.line.users)))


def _zone(edition: Edition) -> str:
    """Return the time zone of the party."""
    return edition.measures.workspace.parties[edition.measures.party].zone


def _clock(edition: Edition, instant: str) -> str:
    """Return an instant as the party's clock showed it; seconds where there are some."""
    local = datetime.fromisoformat(instant).astimezone(ZoneInfo(_zone(edition)))
    return f"{local:%Y-%m-%d %H:%M:%S}" if local.second else f"{local:%Y-%m-%d %H:%M}"


def length_text(seconds: int, words: Words) -> str:
    """Return a length in minutes, and seconds where there are some."""
    minutes, rest = divmod(seconds, 60)
    number = exact_text(Fraction(minutes))
    if rest:
        return words.say("minutes-and-seconds", minutes=number, seconds=rest)
    return words.say("minutes", minutes=number)


def _notes(logs: tuple[OutageLog, ...], words: Words) -> Iterator[Block]:
    """Print what readers must know about the logs."""
    for log in logs:
        if log.note:
            text = log.note.of(words.language)
            yield Paragraph(line=plain(words.say("pair", name=words.say("log-note"), text=text)))
