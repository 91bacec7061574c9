"""Due dates as an iCalendar file (RFC 5545), for the calendars that people look at anyway."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# RFC 5545, 3.1: lines of at most 75 octets, without the line break.
_OCTETS: Final = 75
# RFC 5545, 3.3.11: in a text these have a meaning of their own.
_SPECIAL: Final = re.compile(r"[\\;,]")
# Control characters have no place in a text at all.
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDay:
    """An event of one whole day.

    `name` is what the event is called for good: a file of a later month that holds the same
    name takes the event's place and does not stand beside it.
    """

    name: str
    day: date
    summary: str
    description: str


def icalendar(title: str, stamp: date, days: Iterable[WholeDay]) -> bytes:
    """Return the file; `stamp` is the day as of which it is true, never the clock's."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//reportgen//service reports//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(title)}",
        *(line for day in days for line in _event(day, stamp)),
        "END:VCALENDAR",
    )
    return b"".join(_folded(line) for line in lines)


def _event(event: WholeDay, stamp: date) -> Iterator[str]:
    """Give the lines of one event; a reminder keeps nobody's day busy."""
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, event.name)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """Return a value of the type TEXT."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", _CONTROL.sub(" ", text))


def _folded(line: str) -> bytes:
    """Return a line in pieces of 75 octets; no character is cut in two."""
    whole = line.encode()
    if len(whole) <= _OCTETS:
        return whole + b"\r\n"
    pieces = [b""]
    for character in line:
        octets = character.encode()
        if len(pieces[-1]) + len(octets) > _OCTETS:
            # The space says that the line goes on, and counts.
            pieces.append(b" ")
        pieces[-1] += octets
    return b"\r\n".join(pieces) + b"\r\n"
