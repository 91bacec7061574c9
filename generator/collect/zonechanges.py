"""When the clocks of time zones were set back or on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

# Years in which zones are read alike everywhere; what lies outside is left to slower reading.
FIRST = datetime(1970, 1, 1)  # noqa: DTZ001 - clocks without a zone are the matter here
LAST = datetime(2037, 12, 31)  # noqa: DTZ001 - as above
_DAY = timedelta(days=1)
_OFFSETS = 2 * _DAY
"""More than any clock is ahead of UTC or behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of a zone's clock: the instant in UTC, and the seconds ahead of UTC."""

    at: datetime
    before: int
    after: int

    @property
    def is_back(self) -> bool:
        """Tell whether the clock was set back."""
        return self.after < self.before

    @property
    def shown_before(self) -> datetime:
        """Return what the clock would have shown without the change."""
        return self.at + timedelta(seconds=self.before)

    @property
    def shown_after(self) -> datetime:
        """Return what the clock showed then."""
        return self.at + timedelta(seconds=self.after)


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the most of some instants, or of what a clock shows."""

    least: datetime
    most: datetime

    def is_near(self, moment: datetime) -> bool:
        """Tell whether an instant is so near that no zone's offset leads past it."""
        return self.least - _OFFSETS <= moment <= self.most + _OFFSETS


@cache
def changes(zone: str) -> tuple[Change, ...]:
    """Return the changes of a zone's clock from the first year to the last."""
    return tuple(_found(ZoneInfo(zone)))


def changes_near(zone: str, span: Span | None) -> tuple[int, tuple[Change, ...]]:
    """Return the seconds ahead of UTC before the changes near a span, and these; None for all."""
    every, ahead = changes(zone), _offset(ZoneInfo(zone), FIRST - _DAY)
    if span is None:
        return ahead, every
    earlier = [each.after for each in every if each.at < span.least - _OFFSETS]
    return (earlier or [ahead])[-1], tuple(each for each in every if span.is_near(each.at))


def _found(zone: ZoneInfo) -> Iterator[Change]:
    """Yield the changes, looked for day by day."""
    day = FIRST - _DAY
    before = _offset(zone, day)
    while day < LAST + 2 * _DAY:
        after = _offset(zone, day + _DAY)
        if after != before:
            yield Change(at=_moment(zone, day), before=before, after=after)
        day, before = day + _DAY, after


def _moment(zone: ZoneInfo, day: datetime) -> datetime:
    """Return the first second of the 24 hours from `day` at which the clock had changed."""
    low, high = 0, int(_DAY.total_seconds())
    before = _offset(zone, day)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, day + timedelta(seconds=middle)) == before:
            low = middle
        else:
            high = middle
    return day + timedelta(seconds=high)


def _offset(zone: ZoneInfo, moment: datetime) -> int:
    """Return the seconds that a zone's clock is ahead of UTC at an instant in UTC."""
    offset = moment.replace(tzinfo=UTC).astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def next_shown(shown: datetime, zone: str) -> datetime:
    """Return the instant in UTC of the first moment shown after one that a clock left out."""
    clock = ZoneInfo(zone)
    ahead = shown.replace(tzinfo=clock, fold=0).utcoffset() or timedelta()
    return _moment(clock, shown - ahead - _DAY)
