"""The ledger: every record of the workspace as parts that can be rolled up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.kinds import MetricKind
from generator.measure.course import (
    FORECAST_PERIODS,
    SIGNAL_PERIODS,
    forecast_course,
    read_course,
)
from generator.measure.coverage import Coverage
from generator.measure.figure import ALL_SERVICES, Figure, FigureKey, RecordKey
from generator.measure.origin import origins_of
from generator.measure.parts import parts_of
from generator.measure.series import Cell, Composed, Guarded, Recorded, Series
from generator.pause import paused_gc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.measure.forecast import Forecast
    from generator.measure.signal import Reading
    from generator.periods import Period
    from generator.periods.workingtime import WorkingCalendar
    from generator.workspace.model.metrics import Metric
    from generator.workspace.workspace import Workspace

Wanted = tuple[str, tuple[str, ...], FigureKey, "Period"]
"""Party, the services that `all` stands for, key and period of a figure."""
Topic = tuple[str, str, str, str]
"""Party, metric, dimension and member."""
Cells = dict[int, dict[str, Cell]]
"""Month -> service -> the record."""


@dataclass(frozen=True)
class Ledger:
    """The parts of every record by place, and figures rolled up from them.

    Months are numbers, see `Period.month_numbers`.
    """

    cells: Mapping[Topic, Cells]
    members: Mapping[tuple[str, str, str], tuple[str, ...]]
    """Party, metric and dimension -> the members that any record names, sorted."""
    coverage: Coverage
    """Which records there should be."""
    metrics: Mapping[str, Metric]
    """The definitions of all metrics."""
    calendars: Mapping[str, WorkingCalendar]
    """Party -> its calendar."""
    _series: dict[tuple[str, tuple[str, ...], FigureKey], Series] = field(
        default_factory=dict, compare=False, repr=False
    )
    _open: dict[tuple[str, tuple[str, ...], FigureKey], Series] = field(
        default_factory=dict, compare=False, repr=False
    )
    _readings: dict[Wanted, Reading | None] = field(default_factory=dict, compare=False, repr=False)
    _forecasts: dict[Wanted, Forecast | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    @paused_gc()
    def of(cls, workspace: Workspace) -> Ledger:
        """Enter every record of a checked workspace."""
        cells: defaultdict[Topic, Cells] = defaultdict(dict)
        for name, file in workspace.record_files:
            month = file.period.month_numbers().start
            origin = origins_of(file)
            for index, record in enumerate(file.records):
                topic = (file.party, record.metric, record.dimension or "", record.member or "")
                parts = parts_of(workspace.metrics[record.metric], record)
                place = RecordKey(file=name, index=index)
                cell = (parts, place, origin(record))
                cells[topic].setdefault(month, {})[record.service] = cell
        return cls(
            cells=MappingProxyType(dict(cells)),
            members=MappingProxyType(_members(cells)),
            coverage=Coverage.of(workspace, cells),
            metrics=workspace.metrics,
            calendars=MappingProxyType(
                {
                    name: workspace.working_calendars[p.calendar]
                    for name, p in workspace.parties.items()
                }
            ),
        )

    def series(self, party: str, services: tuple[str, ...], key: FigureKey) -> Series:
        """Return what tells a key's figure of any period; `services` is what `all` stands for."""
        wanted = (party, services, key)
        found = self._series.get(wanted)
        if found is None:
            is_index = self.metrics[key.metric].kind is MetricKind.INDEX
            found = self._composed(*wanted) if is_index else self._guarded(*wanted)
            self._series[wanted] = found
        return found

    def figure(
        self, party: str, services: tuple[str, ...], key: FigureKey, period: Period
    ) -> Figure:
        """Roll a key up over a period.

        Raises RollUpError when the parts have no legal roll-up.
        """
        return self.series(party, services, key).figure(period)

    def reading(
        self, party: str, services: tuple[str, ...], key: FigureKey, period: Period
    ) -> Reading | None:
        """Read the word about a figure from its last periods; None for a kind without words."""
        wanted = (party, services, key, period)
        if wanted not in self._readings:
            figures = self.series(party, services, key).history(period.last(SIGNAL_PERIODS))
            self._readings[wanted] = read_course(self.metrics[key.metric], figures)
        return self._readings[wanted]

    def forecast(
        self, party: str, services: tuple[str, ...], key: FigureKey, period: Period
    ) -> Forecast | None:
        """Return what to expect of a figure after a period, from what was known at its end."""
        wanted = (party, services, key, period)
        if wanted not in self._forecasts:
            figures = self.series(party, services, key).history(period.last(FORECAST_PERIODS))
            self._forecasts[wanted] = forecast_course(self.metrics[key.metric], figures)
        return self._forecasts[wanted]

    def _guarded(self, party: str, services: tuple[str, ...], key: FigureKey) -> Series:
        """Return the series of a metric that has records; small groups are suppressed.

        What is left of a total when the others are taken away is told by the others: so all
        services or members are suppressed together, but not the total of the services.
        """
        limit = self.metrics[key.metric].suppress_below
        if not limit:
            return self._recorded(party, services, key)
        several = (ALL_SERVICES,) if key.service == ALL_SERVICES else services
        members = self.members.get((party, key.metric, key.dimension), ("",))
        places = (
            replace(key, service=service, member=member)
            for service, member in product(several, members)
        )
        beside = tuple(self._open_series(party, services, place) for place in places)
        return Guarded(
            key=key, own=self._open_series(party, services, key), beside=beside, limit=limit
        )

    def _open_series(self, party: str, services: tuple[str, ...], key: FigureKey) -> Series:
        """Return a series with its small groups, built once for all that stand beside it."""
        wanted = (party, services, key)
        if wanted not in self._open:
            self._open[wanted] = self._recorded(*wanted)
        return self._open[wanted]

    def _recorded(self, party: str, services: tuple[str, ...], key: FigureKey) -> Recorded:
        """Return the series of a metric that has records."""
        chosen = services if key.service == ALL_SERVICES else (key.service,)
        metric = self.metrics[key.metric]
        return Recorded(
            key=key,
            services=chosen,
            cells=self.cells.get((party, key.metric, key.dimension, key.member), {}),
            share_covered=self.coverage.share(party, key, chosen, metric.kind),
            matures_after=metric.matures_after,
            calendar=self.calendars[party],
        )

    def _composed(self, party: str, services: tuple[str, ...], key: FigureKey) -> Composed:
        """Return the series of an index, each component rolled up in its own way."""
        components = self.metrics[key.metric].components
        return Composed(
            key=key,
            components=tuple(
                (
                    Fraction(each.weight),
                    self.series(party, services, replace(key, metric=each.metric)),
                )
                for each in components
            ),
        )


def _members(cells: Mapping[Topic, Cells]) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Return the members of every dimension."""
    members: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for party, metric, dimension, member in sorted(cells):
        if dimension:
            members[party, metric, dimension].append(member)
    return {place: tuple(found) for place, found in members.items()}
