"""The ledger: every record of the workspace as parts that can be rolled up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.kinds import MetricKind
from generator.measure.composite import Component, Index
from generator.measure.figure import ALL_SERVICES, Figure, FigureKey, RecordKey
from generator.measure.origin import Origin, least_mature, maturity_of, origins_of
from generator.measure.parts import parts_of
from generator.measure.rollup import Parts, across_services, over_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.periods import Period
    from generator.workspace.model.metrics import Metric
    from generator.workspace.model.organisation import Calendar
    from generator.workspace.workspace import Workspace

Place = tuple[str, str, str, str, str, str]
"""Party, metric, service, dimension, member and the label of the month."""
Cell = tuple[Parts, RecordKey, Origin]
"""The parts of one record, where it stands, and where its data come from."""

_EXTREMES = (MetricKind.MAXIMUM, MetricKind.MINIMUM)


@dataclass(frozen=True)
class Ledger:
    """The parts of every record by place, and figures rolled up from them."""

    places: Mapping[Place, Cell]
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
    calendars: Mapping[str, Calendar]
    """Party -> its calendar."""
    _figures: dict[tuple[str, tuple[str, ...], FigureKey, Period], Figure] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def of(cls, workspace: Workspace) -> Ledger:
        """Enter every record of a checked workspace."""
        places: dict[Place, Cell] = {}
        members: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
        for name, file in workspace.record_files:
            origin = origins_of(file)
            for index, record in enumerate(file.records):
                parts = parts_of(workspace.metrics[record.metric], record)
                part = (record.dimension or "", record.member or "")
                place = (file.party, record.metric, record.service, *part, file.period.label)
                places[place] = (parts, RecordKey(file=name, index=index), origin(record))
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
            calendars=MappingProxyType(
                {name: workspace.calendars[p.calendar] for name, p in workspace.parties.items()}
            ),
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
            if self._is_revealing(*wanted):
                figure = replace(figure, parts=None, suppressed=True)
            self._figures[wanted] = figure
        return self._figures[wanted]

    def _rolled_up(
        self, party: str, services: tuple[str, ...], key: FigureKey, period: Period
    ) -> Figure:
        chosen = services if key.service == ALL_SERVICES else (key.service,)
        months = [month.label for month in period.months()]
        columns = [self._column(party, key, chosen, month) for month in months]
        found = [cell for column in columns for cell in column]
        # Services first: the last stocks of two services may be of different months.
        sums = [across_services([parts for parts, _, _ in column]) for column in columns if column]
        parts = over_time(sums) if sums else None
        recorded = [self._share_recorded(party, key, chosen, month) for month in months]
        shares = [
            min([share, *(share * origin.share for _, _, origin in column)])
            for share, column in zip(recorded, columns, strict=True)
        ]
        rule = self.metrics[key.metric].matures_after
        origins = [origin for _, _, origin in found]
        return Figure(
            key=key,
            period=period,
            parts=parts.beyond_a_month() if parts and len(months) > 1 else parts,
            records=tuple(sorted(record for _, record, _ in found)),
            months=len(months),
            covered=recorded.count(Fraction(1)),
            coverage=sum(shares, start=Fraction(0)) / len(shares) if shares else Fraction(1),
            by_hand=any(origin.by_hand for origin in origins),
            maturity=maturity_of(origins, rule, self.calendars[party]),
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
            coverage=min(figure.coverage for figure in figures),
            by_hand=any(figure.by_hand for figure in figures),
            maturity=least_mature(figure.maturity for figure in figures),
        )

    def _is_revealing(
        self, party: str, services: tuple[str, ...], key: FigureKey, period: Period
    ) -> bool:
        """Tell whether a figure tells of very few, by itself or by subtraction (trap 35).

        What is left of a total when the others are taken away is told by the others: so all
        services or members are suppressed together, and with a month every period around it.
        """
        limit = self.metrics[key.metric].suppress_below
        if not limit:
            return False
        members = self.members.get((party, key.metric, key.dimension), ("",))
        several = (ALL_SERVICES,) if key.service == ALL_SERVICES else services
        beside = (
            replace(key, service=service, member=member)
            for service, member in product(several, members)
        )
        months = period.months() if len(period.months()) > 1 else (period,)
        figures = (
            self._rolled_up(party, services, each, month) for each in beside for month in months
        )
        return any(figure.n is not None and 0 < figure.n < limit for figure in figures)

    def _share_recorded(
        self, party: str, key: FigureKey, services: tuple[str, ...], month: str
    ) -> Fraction:
        """Return of how many of the services that should have a record in a month there is one.

        Less than 1 is incomplete (trap 37).

        A month without cases has no extreme, so for these any record of its process in the
        month speaks.
        Members of a break-down add up to the whole (rule R005), so one that is not named
        did not happen.
        """
        if self.metrics[key.metric].kind in _EXTREMES:
            known = [name for name in services if (party, key.metric, name) in self.since]
            due = {name for name in known if month <= self.ended.get(name, month)}
            alive = {name for name in due if self._is_alive(party, key.metric, name, month)}
            return _share(alive, due) if due else Fraction(bool(known))
        place = (key.dimension, month)
        here = {name for name in services if (party, key.metric, name, *place) in self.recorded}
        if key.dimension or not here:
            return Fraction(bool(here))
        due = {name for name in services if self._is_due(party, key.metric, name, month)}
        return _share(here, here | due)

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
    ) -> list[Cell]:
        """Return the parts of one month, for the services that have a record."""
        part = (key.dimension, key.member, month)
        found = (self.places.get((party, key.metric, service, *part)) for service in services)
        return [cell for cell in found if cell is not None]


def _share(there: set[str], due: set[str]) -> Fraction:
    """Return of how many services a record is there."""
    return Fraction(len(there), len(due))


def _process(metric: str) -> str:
    """Return the process of a metric, the word before the point of its id."""
    return metric.partition(".")[0]


def _first_months(
    places: Mapping[Place, Cell],
) -> dict[tuple[str, str, str], str]:
    """Return party, metric and service -> the first month with a record."""
    first: dict[tuple[str, str, str], str] = {}
    for place in sorted(places, key=lambda place: place[5]):
        first.setdefault(place[:3], place[5])
    return first
