"""The ledger: every record of the workspace as parts that can be rolled up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.kinds import MetricKind
from generator.measure.composite import Component, Index
from generator.measure.course import (
    FORECAST_PERIODS,
    SIGNAL_PERIODS,
    forecast_course,
    read_course,
)
from generator.measure.figure import ALL_SERVICES, Figure, FigureKey, RecordKey
from generator.measure.parts import parts_of
from generator.measure.rollup import Parts, across_services, over_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.measure.forecast import Forecast
    from generator.measure.signal import Reading
    from generator.periods import Period
    from generator.workspace.model.metrics import Metric
    from generator.workspace.workspace import Workspace

Wanted = tuple[str, tuple[str, ...], FigureKey, "Period"]
"""Party, the services that `all` stands for, key and period of a figure."""
Place = tuple[str, str, str, str, str, str]
"""Party, metric, service, dimension, member and the label of the month."""


_EXTREMES = (MetricKind.MAXIMUM, MetricKind.MINIMUM)


@dataclass(frozen=True)
class Ledger:
    """The parts of every record by place, and figures rolled up from them."""

    places: Mapping[Place, tuple[Parts, RecordKey]]
    members: Mapping[tuple[str, str, str], tuple[str, ...]]
    """Party, metric and dimension -> the members that any record names, sorted."""
    recorded: frozenset[tuple[str, str, str, str, str]]
    """Party, metric, service, dimension and month of every record, whatever its member."""
    alive: frozenset[tuple[str, str, str, str]]
    """Party, process, service and month of every record: the service was there."""
    since: Mapping[tuple[str, str, str], str]
    """Party, metric and service -> the first month with a record."""
    ended: Mapping[str, str]
    """Service -> its last month, for those that ended."""
    metrics: Mapping[str, Metric]
    """The definitions of all metrics."""
    _figures: dict[Wanted, Figure] = field(default_factory=dict, compare=False, repr=False)
    _readings: dict[Wanted, Reading | None] = field(default_factory=dict, compare=False, repr=False)
    _forecasts: dict[Wanted, Forecast | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def of(cls, workspace: Workspace) -> Ledger:
        """Enter every record of a checked workspace."""
        places: dict[Place, tuple[Parts, RecordKey]] = {}
        members: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
        for name, file in workspace.record_files:
            for index, record in enumerate(file.records):
                parts = parts_of(workspace.metrics[record.metric], record)
                part = (record.dimension or "", record.member or "")
                place = (file.party, record.metric, record.service, *part, file.period.label)
                places[place] = (parts, RecordKey(file=name, index=index))
                if record.dimension:
                    members[file.party, record.metric, part[0]].add(part[1])
        return cls(
            places=MappingProxyType(places),
            members=MappingProxyType({key: tuple(sorted(found)) for key, found in members.items()}),
            recorded=frozenset((*place[:4], place[5]) for place in places),
            alive=frozenset((p[0], _process(p[1]), p[2], p[5]) for p in places),
            since=MappingProxyType(_first_months(places)),
            ended=MappingProxyType(
                {
                    name: f"{service.last:%Y-%m}"
                    for name, service in workspace.services.items()
                    if service.last
                }
            ),
            metrics=workspace.metrics,
        )

    def figure(
        self, party: str, services: tuple[str, ...], key: FigureKey, period: Period
    ) -> Figure:
        """Roll a key up over a period; `services` are those that `all` stands for.

        Raises RollUpError when the parts have no legal roll-up.
        """
        wanted = (party, services, key, period)
        if wanted not in self._figures:
            is_index = self.metrics[key.metric].kind is MetricKind.INDEX
            figure = self._index(*wanted) if is_index else self._rolled_up(*wanted)
            self._figures[wanted] = figure
        return self._figures[wanted]

    def reading(
        self, party: str, services: tuple[str, ...], key: FigureKey, period: Period
    ) -> Reading | None:
        """Read the word about a figure from its last periods; None for a kind without words."""
        wanted = (party, services, key, period)
        if wanted not in self._readings:
            figures = self.series(*wanted, SIGNAL_PERIODS)
            self._readings[wanted] = read_course(self.metrics[key.metric], figures)
        return self._readings[wanted]

    def forecast(
        self, party: str, services: tuple[str, ...], key: FigureKey, period: Period
    ) -> Forecast | None:
        """Return what to expect of a figure after a period, from what was known at its end."""
        wanted = (party, services, key, period)
        if wanted not in self._forecasts:
            figures = self.series(*wanted, FORECAST_PERIODS)
            self._forecasts[wanted] = forecast_course(self.metrics[key.metric], figures)
        return self._forecasts[wanted]

    def series(
        self, party: str, services: tuple[str, ...], key: FigureKey, period: Period, length: int
    ) -> tuple[Figure, ...]:
        """Return a figure of so many periods in a row, the given one last."""
        past = period.last(length)
        return tuple(self.figure(party, services, key, each) for each in past)

    def _rolled_up(
        self, party: str, services: tuple[str, ...], key: FigureKey, period: Period
    ) -> Figure:
        chosen = services if key.service == ALL_SERVICES else (key.service,)
        months = [month.label for month in period.months()]
        columns = [self._column(party, key, chosen, month) for month in months]
        found = [cell for column in columns for cell in column]
        # Services first: the last stocks of two services may be of different months.
        sums = [across_services([parts for parts, _ in column]) for column in columns if column]
        parts = over_time(sums) if sums else None
        return Figure(
            key=key,
            period=period,
            parts=parts.beyond_a_month() if parts and len(months) > 1 else parts,
            records=tuple(sorted(record for _, record in found)),
            months=len(months),
            covered=sum(self._is_recorded(party, key, chosen, month) for month in months),
        )

    def _index(
        self, party: str, services: tuple[str, ...], key: FigureKey, period: Period
    ) -> Figure:
        """Compute an index from its components, each rolled up in its own way."""
        components = self.metrics[key.metric].components
        figures = [
            self.figure(party, services, replace(key, metric=each.metric), period)
            for each in components
        ]
        found = tuple(
            Component(metric=each.metric, weight=Fraction(each.weight), parts=figure.parts)
            for each, figure in zip(components, figures, strict=True)
        )
        return Figure(
            key=key,
            period=period,
            parts=Index(components=found) if any(figure.parts for figure in figures) else None,
            records=tuple(sorted({record for figure in figures for record in figure.records})),
            months=figures[0].months,
            covered=min(figure.covered for figure in figures),
        )

    def _is_recorded(
        self, party: str, key: FigureKey, services: tuple[str, ...], month: str
    ) -> bool:
        """Tell whether a month has every record that it should have (trap 37).

        A month without cases has no extreme, so for these any record of its process in the
        month speaks.
        Members of a break-down add up to the whole (rule R005), so one that is not named
        did not happen.
        """
        if self.metrics[key.metric].kind in _EXTREMES:
            known = [name for name in services if (party, key.metric, name) in self.since]
            return bool(known) and all(
                self._is_alive(party, key.metric, name, month)
                for name in known
                if month <= self.ended.get(name, month)
            )
        place = (key.dimension, month)
        here = {name for name in services if (party, key.metric, name, *place) in self.recorded}
        if key.dimension:
            return bool(here)
        return bool(here) and here.issuperset(
            name for name in services if self._is_due(party, key.metric, name, month)
        )

    def _is_due(self, party: str, metric: str, service: str, month: str) -> bool:
        """Tell whether a service that was measured once must have a record in a month."""
        since = self.since.get((party, metric, service))
        if since is None or month > self.ended.get(service, month):
            return False
        return since <= month or self._is_alive(party, metric, service, month)

    def _is_alive(self, party: str, metric: str, service: str, month: str) -> bool:
        """Tell whether the process of a metric recorded anything of a service in a month."""
        return (party, _process(metric), service, month) in self.alive

    def _column(
        self, party: str, key: FigureKey, services: tuple[str, ...], month: str
    ) -> list[tuple[Parts, RecordKey]]:
        """Return the parts of one month, for the services that have a record."""
        part = (key.dimension, key.member, month)
        found = (self.places.get((party, key.metric, service, *part)) for service in services)
        return [cell for cell in found if cell is not None]


def _process(metric: str) -> str:
    """Return the process of a metric, the word before the point of its id."""
    return metric.partition(".")[0]


def _first_months(
    places: Mapping[Place, tuple[Parts, RecordKey]],
) -> dict[tuple[str, str, str], str]:
    """Return party, metric and service -> the first month with a record."""
    first: dict[tuple[str, str, str], str] = {}
    for place in sorted(places, key=lambda place: place[5]):
        first.setdefault(place[:3], place[5])
    return first
