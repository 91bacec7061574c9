"""Coverage: whether a month has every record that it should have (trap 37)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.kinds import MetricKind
from generator.periods.period import month_number

if TYPE_CHECKING:
    from generator.measure.figure import FigureKey
    from generator.workspace.workspace import Workspace

Months = Mapping[int, set[str]]
"""Month, as a number -> the services with a record."""
IsCovered = Callable[[int], bool]
"""Tells of a month, as a number, whether its records are complete."""

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

    def test(
        self, party: str, key: FigureKey, services: tuple[str, ...], kind: MetricKind
    ) -> IsCovered:
        """Return what tells whether a month has all records of a key for some services.

        A month without cases has no extreme, so for these any record of its process in the
        month speaks. Members of a break-down add up to the whole (rule R005), so one that is
        not named did not happen.
        """
        recorded = self.recorded.get((party, key.metric, key.dimension), {})
        alive = self.alive.get((party, _process(key.metric)), {})
        since = {name: self.since.get((party, key.metric, name)) for name in services}
        known = [(name, first) for name, first in since.items() if first is not None]
        if kind in _EXTREMES:
            return lambda month: (
                bool(known)
                and all(
                    name in alive.get(month, ())
                    for name, _ in known
                    if not self._is_over(name, month)
                )
            )
        if key.dimension:
            return lambda month: not recorded.get(month, _NOBODY).isdisjoint(services)

        def is_covered(month: int) -> bool:
            """Tell whether there is a record, and one of each service that was there."""
            here = recorded.get(month, _NOBODY)
            return here.issuperset(services) or (
                not here.isdisjoint(services)
                and all(
                    name in here
                    or self._is_over(name, month)
                    # A service that was measured once is due from its first record on.
                    or (month < first and name not in alive.get(month, _NOBODY))
                    for name, first in known
                )
            )

        return is_covered

    def _is_over(self, service: str, month: int) -> bool:
        """Tell whether a service had ended before a month."""
        return month > self.ended.get(service, month)


_NOBODY: set[str] = set()


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
