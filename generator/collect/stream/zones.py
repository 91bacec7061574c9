"""Clocks of time zones as SQL: what a zone shows becomes UTC, and back, the same on any engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from generator.collect.zonechanges import Change, Span, changes_near

_FEW = 3


@dataclass(frozen=True, slots=True)
class _Piece:
    """From an instant on, what an instant becomes: moved by seconds, or another instant."""

    since: datetime | None
    becomes: timedelta | datetime


def to_utc(shown: str, zone: str, span: Span | None = None) -> str:
    """Return the expression for the instant at which a zone's clock showed `shown`.

    What it showed twice is the first time; what it never showed is the change itself. Here
    and below, `span` holds every value of the column; None for no limits.
    """
    ahead, every = changes_near(zone, span)
    return _tree(shown, tuple(_to_utc(every, ahead)))


def to_local(instant: str, zone: str, span: Span | None = None) -> str:
    """Return the expression for what a zone's clock showed at an instant in UTC."""
    ahead, every = changes_near(zone, span)
    first = _Piece(None, timedelta(seconds=ahead))
    later = (_Piece(each.at, timedelta(seconds=each.after)) for each in every)
    return _tree(instant, (first, *later))


def shown_twice(shown: str, zone: str, span: Span | None = None) -> str:
    """Return the condition that a zone's clock showed `shown` twice."""
    _, every = changes_near(zone, span)
    return _within(shown, [(each.shown_after, each.shown_before) for each in every if each.is_back])


def shown_never(shown: str, zone: str, span: Span | None = None) -> str:
    """Return the condition that a zone's clock left `shown` out."""
    _, every = changes_near(zone, span)
    return _within(
        shown, [(each.shown_before, each.shown_after) for each in every if not each.is_back]
    )


def _to_utc(every: tuple[Change, ...], first: int) -> Iterator[_Piece]:
    """Yield how shown instants become UTC, in their order."""
    yield _Piece(None, timedelta(seconds=-first))
    for each in every:
        if not each.is_back:
            yield _Piece(each.shown_before, each.at)
        later = each.shown_before if each.is_back else each.shown_after
        yield _Piece(later, timedelta(seconds=-each.after))


def _tree(instant: str, pieces: tuple[_Piece, ...]) -> str:
    """Return the choice among pieces: the last one first, the rest halved again and again.

    Most exports are younger than the last change of a zone that gave up summer time.
    """
    if len(pieces) < _FEW:
        return _halved(instant, pieces)
    since = pieces[-1].since
    assert since is not None  # noqa: S101 - only the first piece has no beginning
    return (
        f"CASE WHEN {instant} >= {_timestamp(since)} THEN {_halved(instant, pieces[-1:])} "
        f"ELSE {_halved(instant, pieces[:-1])} END"
    )


def _halved(instant: str, pieces: tuple[_Piece, ...]) -> str:
    """Return the choice among pieces, halved again and again: few comparisons for each row."""
    if len(pieces) == 1:
        becomes = pieces[0].becomes
        if isinstance(becomes, datetime):
            # What is missing is on no side of any change, and ends up here too.
            return f"CASE WHEN {instant} IS NOT NULL THEN {_timestamp(becomes)} END"
        seconds = int(becomes.total_seconds())
        return f"({instant} + INTERVAL '{seconds}' SECOND)" if seconds else instant
    half = len(pieces) // 2
    since = pieces[half].since
    assert since is not None  # noqa: S101 - only the first piece has no beginning
    return (
        f"CASE WHEN {instant} < {_timestamp(since)} THEN {_halved(instant, pieces[:half])} "
        f"ELSE {_halved(instant, pieces[half:])} END"
    )


def _within(instant: str, spans: list[tuple[datetime, datetime]]) -> str:
    """Return the condition that an instant lies in one of some spans, the time after them first."""
    if not spans:
        return "false"
    last = _timestamp(spans[-1][1])
    return f"CASE WHEN {instant} >= {last} THEN false ELSE {_among(instant, spans)} END"


def _among(instant: str, spans: list[tuple[datetime, datetime]]) -> str:
    """Return the condition that an instant lies in one of some spans, halved like a tree."""
    if len(spans) == 1:
        start, end = map(_timestamp, spans[0])
        return f"({instant} >= {start} AND {instant} < {end})"
    half = len(spans) // 2
    return (
        f"CASE WHEN {instant} < {_timestamp(spans[half][0])} THEN {_among(instant, spans[:half])} "
        f"ELSE {_among(instant, spans[half:])} END"
    )


def _timestamp(moment: datetime) -> str:
    """Return an instant as SQL writes it."""
    return f"TIMESTAMP '{moment:%Y-%m-%d %H:%M:%S}'"
