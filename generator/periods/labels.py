"""Labels: the text form of a period in file names, tags and YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from generator.periods.cadence import Cadence, end_of

_FORMS = (
    "2013-10-05 (day), 2013-W40 (week), 2013-10 (month), 2013-Q4 (quarter), 2013-H2 (half), "
    "2013 (year) or 2013-10-05..2013-11-02 (range, its end not included), "
    "with a year from 1900 to 2999"
)

# A year outside these centuries is a typing error; it also keeps `next` clear of year 9999.
_YEAR = r"(?P<year>(?:19|2\d)\d\d)"

# Each row: the cadence, what follows the year, and the first day that the numbers mean.
_READERS: tuple[tuple[Cadence, str, Callable[..., date]], ...] = (
    (Cadence.DAY, r"-(\d\d)-(\d\d)", date),
    (Cadence.WEEK, r"-W(\d\d)", lambda year, week: date.fromisocalendar(year, week, 1)),
    (Cadence.MONTH, r"-(\d\d)", lambda year, month: date(year, month, 1)),
    (Cadence.QUARTER, r"-Q(\d)", lambda year, quarter: date(year, 3 * quarter - 2, 1)),
    (Cadence.HALF, r"-H(\d)", lambda year, half: date(year, 6 * half - 5, 1)),
    (Cadence.YEAR, r"", lambda year: date(year, 1, 1)),
)


def read_label(text: str) -> tuple[Cadence, date, date]:
    """Return cadence, first day and the day after the last of the period that `text` names.

    Raises ValueError with what was expected when `text` has no form of a label, or names
    a period that is not in the calendar.
    """
    if ".." not in text:
        cadence, start = _read_first_day(text)
        return cadence, start, end_of(cadence, start)
    limits = [_read_first_day(limit) for limit in text.split("..", maxsplit=1)]
    if [cadence for cadence, _ in limits] != [Cadence.DAY, Cadence.DAY]:
        raise ValueError(
            f"expected a range between two days such as 2013-10-05..2013-11-02, got {text!r}"
        )
    return Cadence.RANGE, limits[0][1], limits[1][1]


def write_label(cadence: Cadence, start: date, end: date) -> str:
    """Return the label of a period; `read_label` gives the same period back."""
    return _WRITERS[cadence](start, end)


def _week_label(start: date, _: date) -> str:
    """Return the label of a week, whose year may be another one than that of its days."""
    year, week, _day = start.isocalendar()
    return f"{year:04}-W{week:02}"


_WRITERS: Mapping[Cadence, Callable[[date, date], str]] = MappingProxyType(
    {
        Cadence.DAY: lambda start, _: f"{start}",
        Cadence.WEEK: _week_label,
        Cadence.MONTH: lambda start, _: f"{start.year:04}-{start.month:02}",
        Cadence.QUARTER: lambda start, _: f"{start.year:04}-Q{(start.month + 2) // 3}",
        Cadence.HALF: lambda start, _: f"{start.year:04}-H{(start.month + 5) // 6}",
        Cadence.YEAR: lambda start, _: f"{start.year:04}",
        # ISO 8601 puts "/" here, which no file name can hold.
        Cadence.RANGE: lambda start, end: f"{start}..{end}",
    }
)


def _read_first_day(text: str) -> tuple[Cadence, date]:
    """Return the cadence and the first day of a label that is no range."""
    for cadence, rest, first_day in _READERS:
        if match := re.fullmatch(_YEAR + rest, text, re.ASCII):
            return cadence, _existing(cadence, text, first_day, match)
    raise ValueError(f"expected a period such as {_FORMS}; got {text!r}")


def _existing(
    cadence: Cadence, text: str, first_day: Callable[..., date], match: re.Match[str]
) -> date:
    """Return the first day, or say which number the calendar does not have."""
    try:
        return first_day(*(int(number) for number in match.groups()))
    except ValueError as error:
        raise ValueError(
            f"expected a {cadence} that exists in the calendar, got {text!r}"
        ) from error
