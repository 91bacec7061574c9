"""Downtime: what is said to have been down, and what became of each second of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.kinds import COUNTED_REASONS
from generator.kinds import DowntimeReason as Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """Hold one outage, in seconds of UTC; give it whole, although the period may cut it.

    Raises ValueError when it ends before it starts.
    """

    case: str
    start: int
    end: int
    """The first second of service again; of an outage that goes on, the end of the period."""
    users: int | None = None
    """How many users it hit, None when nobody knows."""

    def __post_init__(self) -> None:
        """Refuse an outage that runs backwards."""
        _check_order(self.case, self.start, self.end)

    @property
    def claim(self) -> Claim:
        """Return the whole outage as unplanned downtime."""
        return Claim(of=self, start=self.start, end=self.end, reason=Reason.OUTAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Hold one stretch of maintenance as it took place, in seconds of UTC.

    Raises ValueError when it ends before it starts.
    """

    case: str
    start: int
    end: int
    announced: int | None
    """When the users were told, None when they were not."""
    approval: str | None
    """Id of the approval, None without one."""
    users: int | None = None
    """How many users it hit, None when nobody knows."""

    def __post_init__(self) -> None:
        """Refuse a window that runs backwards."""
        _check_order(self.case, self.start, self.end)


Case = Outage | Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Hold a stretch of a case that counts as unplanned, unless something covers it."""

    of: Case
    start: int
    end: int
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """Say for what reason so many seconds of a case were counted, or were not.

    The postings of a case add up to its length, so that no second is lost in silence.
    """

    of: Case
    reason: Reason
    seconds: int

    @property
    def counted(self) -> bool:
        """Tell whether the seconds are unplanned downtime."""
        return self.reason in COUNTED_REASONS


def postings_of(case: Case, seconds: Mapping[Reason, int]) -> Iterator[Posting]:
    """Yield a posting for each reason that has seconds."""
    for reason, amount in seconds.items():
        if amount:
            yield Posting(of=case, reason=reason, seconds=amount)


def _check_order(case: str, start: int, end: int) -> None:
    """Refuse an end before the start."""
    if end < start:
        raise ValueError(f"expected {case} to end after its start {start}, got {end}")
