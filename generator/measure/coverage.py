"""Coverage: how many of the records that it should have a month has (trap 37)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.kinds import MetricKind
from generator.periods.period import month_number

if TYPE_CHECKING:
    from generator.measure.figure import FigureKey
    from generator.workspace.workspace import Workspace

Months = Mapping[int, set[str]]
"""Month, as a number -> the services with a record."""
ShareCovered = Callable[[int], Fraction]
"""Month, as a number -> share of the services with a record, of those that should have one."""

_EXTREMES = (MetricKind.MAXIMUM, MetricKind.MINIMUM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Hold who recorded what, and when."""

    recorded: Mapping[tuple[str, str, str], Months]
    """Party, metric and dimension -> its records, whatever their member."""
    alive: Mapping[tuple[str, str], Months]
    """Party and process -> its records: the service was there."""
    since: Mapping[tuple[str, str, str], int]
    """Party, metric and service -> the first month with a record."""
    ended: Mapping[str, int]
    """Service -> its last month, for those that ended."""

    @classmethod
    def of(
        cls,
        workspace: Workspace,
        cells: Mapping[tuple[str, str, str, str], Mapping[int, Collection[str]]],
    ) -> Coverage:
        """Note every record: party, metric, dimension and member -> month -> services."""
        recorded: dict[tuple[str, str, str], defaultdict[int, set[str]]] = {}
        alive: dict[tuple[str, str], defaultdict[int, set[str]]] = {}
        for (party, metric, dimension, _), months in cells.items():
            named = recorded.setdefault((party, metric, dimension), defaultdict(set))
            there = alive.setdefault((party, _process(metric)), defaultdict(set))
            for month, services in months.items():
                named[month].update(services)
                there[month].update(services)
        ends = ((name, each.last) for name, each in workspace.services.items() if each.last)
        return cls(
            recorded=recorded,
            alive=alive,
            since=_first_months(recorded),
            ended={name: month_number(last) for name, last in ends},
        )

    def share(
        self, party: str, key: FigureKey, services: tuple[str, ...], kind: MetricKind
    ) -> ShareCovered:
        """Return what tells how many of the records of a key a month has for some services.

        A month without cases has no extreme, so for these any record of its process in the
        month speaks. Members of a break-down add up to the whole (rule R005), so one that is
        not named did not happen.
        """
        recorded = self.recorded.get((party, key.metric, key.dimension), {})
        alive = self.alive.get((party, _process(key.metric)), {})
        since = {name: self.since.get((party, key.metric, name)) for name in services}
        known = [(name, first) for name, first in since.items() if first is not None]
        if kind in _EXTREMES:
            return lambda month: self._share_alive(month, known, alive)
        if key.dimension:
            return lambda month: (
                _NONE if recorded.get(month, _NOBODY).isdisjoint(services) else _ALL
            )

        def share(month: int) -> Fraction:
            """Count the services with a record, of these and of those that were there."""
            named = recorded.get(month, _NOBODY)
            if named.issuperset(services):
                return _OF[bool(services)]
            here = named.intersection(services)
            if not here:
                return _NONE
            lacking = sum(
                name not in here
                and not self._is_over(name, month)
                # A service that was measured once is due from its first record on.
                and (month >= first or name in alive.get(month, _NOBODY))
                for name, first in known
            )
            return Fraction(len(here), len(here) + lacking) if lacking else _ALL

        return share

    def _share_alive(self, month: int, known: Sequence[tuple[str, int]], alive: Months) -> Fraction:
        """Count the services of which the process recorded anything, of those not over."""
        due = [name for name, _ in known if not self._is_over(name, month)]
        there = sum(name in alive.get(month, ()) for name in due)
        return Fraction(there, len(due)) if due else _OF[bool(known)]

    def _is_over(self, service: str, month: int) -> bool:
        """Tell whether a service had ended before a month."""
        return month > self.ended.get(service, month)


_NOBODY: set[str] = set()
_NONE, _ALL = Fraction(0), Fraction(1)
_OF = {False: _NONE, True: _ALL}


def _process(metric: str) -> str:
    """Return the process of a metric, the word before the point of its id."""
    return metric.partition(".")[0]


def _first_months(
    recorded: Mapping[tuple[str, str, str], Months],
) -> dict[tuple[str, str, str], int]:
    """Return party, metric and service -> the first month with a record."""
    first: dict[tuple[str, str, str], int] = {}
    for (party, metric, _), months in recorded.items():
        for month in sorted(months):
            for service in months[month]:
                place = (party, metric, service)
                first[place] = min(month, first.get(place, month))
    return first
