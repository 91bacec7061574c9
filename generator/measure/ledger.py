"""The ledger: every record of the workspace as parts that can be rolled up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.kinds import MetricKind
from generator.measure.coverage import Coverage
from generator.measure.figure import ALL_SERVICES, Figure, FigureKey, RecordKey
from generator.measure.parts import parts_of
from generator.measure.series import Cell, Composed, Recorded, Series
from generator.pause import paused_gc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.periods import Period
    from generator.workspace.model.metrics import Metric
    from generator.workspace.workspace import Workspace

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
    _series: dict[tuple[str, tuple[str, ...], FigureKey], Series] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    @paused_gc()
    def of(cls, workspace: Workspace) -> Ledger:
        """Enter every record of a checked workspace."""
        cells: defaultdict[Topic, Cells] = defaultdict(dict)
        for name, file in workspace.record_files:
            month = file.period.month_numbers().start
            for index, record in enumerate(file.records):
                topic = (file.party, record.metric, record.dimension or "", record.member or "")
                parts = parts_of(workspace.metrics[record.metric], record)
                place = RecordKey(file=name, index=index)
                cells[topic].setdefault(month, {})[record.service] = (parts, place)
        return cls(
            cells=MappingProxyType(dict(cells)),
            members=MappingProxyType(_members(cells)),
            coverage=Coverage.of(workspace, cells),
            metrics=workspace.metrics,
        )

    def series(self, party: str, services: tuple[str, ...], key: FigureKey) -> Series:
        """Return what tells a key's figure of any period; `services` is what `all` stands for."""
        wanted = (party, services, key)
        found = self._series.get(wanted)
        if found is None:
            is_index = self.metrics[key.metric].kind is MetricKind.INDEX
            found = self._composed(*wanted) if is_index else self._recorded(*wanted)
            self._series[wanted] = found
        return found

    def figure(
        self, party: str, services: tuple[str, ...], key: FigureKey, period: Period
    ) -> Figure:
        """Roll a key up over a period.

        Raises RollUpError when the parts have no legal roll-up.
        """
        return self.series(party, services, key).figure(period)

    def _recorded(self, party: str, services: tuple[str, ...], key: FigureKey) -> Recorded:
        """Return the series of a metric that has records."""
        chosen = services if key.service == ALL_SERVICES else (key.service,)
        kind = self.metrics[key.metric].kind
        return Recorded(
            key=key,
            services=chosen,
            cells=self.cells.get((party, key.metric, key.dimension, key.member), {}),
            is_covered=self.coverage.test(party, key, chosen, kind),
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
